# SPDX-License-Identifier: Apache-2.0
"""Every curl example of docs/API.md, run by curl against the real daemon: its status, and each field
that the document shows."""
import datetime
import json
import os
import pathlib
import re
import subprocess
import unittest
import urllib.parse

from web_test import WebOffice

DOCUMENT = pathlib.Path(__file__).parents[2] / "docs" / "API.md"
ANYTHING = "…"


def examples():
    """Pairs of a command and what is shown below it."""
    text = DOCUMENT.read_text(encoding="utf-8")
    found = []
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.M | re.S):
        lines = block.splitlines()
        found += list(zip(lines[::2], lines[1::2], strict=True))
    return found


def difference(shown, given, place=""):
    """Where the answer isn't as shown; empty when it has all that is shown."""
    if shown == ANYTHING:
        return ""
    if isinstance(shown, dict):
        for name, value in shown.items():
            if not isinstance(given, dict) or name not in given:
                return f"{place}.{name} is missing"
            told = difference(value, given[name], f"{place}.{name}")
            if told:
                return told
        return ""
    if isinstance(shown, list):
        if not isinstance(given, list) or len(given) < len(shown):
            return f"{place} has too few"
        return next(filter(None, map(difference, shown, given, [f"{place}[]"] * len(shown))), "")
    return "" if shown == given else f"{place} is {given!r}"


class ApiDocument(WebOffice):
    def test_its_examples_are_answered_as_shown(self):
        self.serve()
        printed = self.dondoc("token", "add", "bao-cao", "--role", "unit", "--post", "truong-1",
                              "--days", "90")
        values = {"DONDOC": self.base,
                  "TOKEN": re.search(r"^[\w-]{43}$", printed, re.M)[0],
                  "KEY": urllib.parse.quote("thu/V.1@once", safe=""),
                  "LATER": str(datetime.date.today() + datetime.timedelta(days=7)),
                  "ETAG": ""}
        commands = examples()
        self.assertGreater(len(commands), 15)
        for command, shown in commands:
            self.assertTrue(command.startswith("$ curl "), command)
            done = subprocess.run(["bash", "-c", command[2:]], env={**os.environ, **values},
                                  capture_output=True, text=True, timeout=30, check=True)
            head, _, body = done.stdout.replace("\r\n", "\n").partition("\n\n")
            status, _, fields = shown.partition(" ")
            self.assertEqual(head.split()[1], status, command + "\n" + done.stdout)
            if fields:
                self.assertEqual(difference(json.loads(fields), json.loads(body)), "", command)
            tag = re.search(r"^ETag: (.*)$", head, re.M | re.I)
            values["ETAG"] = tag[1] if tag and "limit=2" in command else values["ETAG"]
            if status == "405":
                self.assertIn("Allow: GET", head)

    def test_a_difference_is_seen(self):
        self.assertEqual(difference({"a": ANYTHING, "b": [{"c": 1}]}, {"a": 0, "b": [{"c": 1}, 2]}),
                         "")
        for shown, given in [({"a": 1}, {"a": 2}), ({"a": 1}, {}), ([{"a": 1}], [{"a": 2}]),
                             ([1], []), ({"a": 1}, [])]:
            self.assertNotEqual(difference(shown, given), "")


if __name__ == "__main__":
    unittest.main()
