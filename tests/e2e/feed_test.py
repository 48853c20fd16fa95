# SPDX-License-Identifier: Apache-2.0
"""A calendar of the real daemon, as Python's icalendar reads it: its days are the store's."""
import datetime
import re
import unittest

import icalendar

from web_test import WebOffice


class Feeds(WebOffice):
    def events(self, address):
        status, headers, text = self.ask("GET", address)
        self.assertEqual(status, 200)
        self.assertEqual(headers["Content-Type"], "text/calendar; charset=utf-8")
        # http.client decodes nothing: CRLF and folds are as they were sent.
        self.assertTrue(all(len(line.encode()) <= 75 for line in text.split("\r\n")))
        self.assertNotIn("\n", text.replace("\r\n", ""))
        calendar = icalendar.Calendar.from_ical(text)
        self.assertEqual([one.errors for one in calendar.walk() if one.errors], [])
        return headers["ETag"], {str(one["UID"]): one for one in calendar.walk("VEVENT")}

    def test_a_unit_subscribes_to_its_duties(self):
        daemon = self.serve()
        printed = self.dondoc("feed", "add", "unit/don-vi-2")
        address = re.search(r"^" + re.escape(self.base) + r"(/lich-rieng/[\w-]{43}\.ics)$",
                            printed, re.M)[1]
        tag, events = self.events(address)
        owed = [one for one in self.get("/v1/occurrences")["occurrences"]
                if one["unit"] == "don-vi-2" and one["dated"]]
        self.assertTrue(owed)
        for one in owed:
            event = next(event for event in events.values() if one["title"] in event["SUMMARY"])
            start = event["DTSTART"].dt
            day = start.date() if isinstance(start, datetime.datetime) else start
            self.assertEqual(day.isoformat(), one["last_day"])
            self.assertEqual(str(event["URL"]).split("/dau-viec/")[0], self.base)
        self.assertEqual(self.ask("GET", address, If_None_Match=tag)[0], 304)
        # Kept over a restart, and over a change by the same names.
        daemon.end()
        self.start().wait_ready()
        self.assertEqual(self.ask("GET", address, If_None_Match=tag)[0], 304)
        self.dondoc("done", owed[0]["key"])
        newer, after = self.events(address)
        self.assertNotEqual(newer, tag)
        self.assertEqual(set(after), set(events))
        self.assertIn("unit/don-vi-2", self.dondoc("feed", "list"))
        self.dondoc("feed", "revoke", "unit/don-vi-2")
        self.assertEqual(self.ask("GET", address)[0], 404)
        secret = address.split("/")[-1].removesuffix(".ics")
        for file in self.state.rglob("*"):
            if file.is_file():
                self.assertNotIn(secret.encode(), file.read_bytes(), file)


if __name__ == "__main__":
    unittest.main()
