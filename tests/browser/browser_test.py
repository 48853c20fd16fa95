# SPDX-License-Identifier: Apache-2.0
"""The page of the sample office in a real browser. `./dev test --peers` and `./dev install ci` install
Chromium (Debian) and playwright-core and axe-core (npm); the screenshots are left in build/screenshots."""
import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unittest
import urllib.parse

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
from office import BIN, SOURCE, plain, today, wait_until  # noqa: E402
from web_test import WebOffice, free_port  # noqa: E402

PEERS = ROOT / "build" / "peers"
SHOTS = ROOT / "build" / "screenshots"
ROWS = 34
PAGES = [("/", "hom-nay"), ("/thu-hai", "thu-hai"), ("/dau-viec", "dau-viec"), ("/lich", "lich"),
         ("/ke-hoach", "ke-hoach"), ("/don-vi", "don-vi"), ("/so-lieu", "so-lieu"), ("/nguoi", "nguoi"),
         ("/giao-viec", "giao-viec"), ("/ra-soat", "ra-soat"), ("/sua", "sua-danh-sach"),
         ("/sua-tep/cchc-2026-2030", "sua-tep"), ("/kenh", "kenh"),
         ("/nhat-ky", "nhat-ky"), ("/sao-luu", "sao-luu"), ("/thay-doi", "thay-doi")]


def plain_duties():
    """Duties of the sample's plan that one row of a table says whole."""
    plan = yaml.safe_load((SOURCE / "config/plans/ta-dung-cchc-2026-2030.yaml").read_text())
    extra = {"stages", "quota", "target", "trigger", "refines", "policy"}
    return [one for one in plan["obligations"]
            if "due" in one and not extra & set(one) and
            (isinstance(one["lead"], str) or one["lead"] == {"each": "all-units"})][:ROWS]


def cell(value):
    """Units as an official writes them into a table."""
    if value == {"each": "all-units"}:
        return "Các cơ quan, đơn vị"
    if isinstance(value, list):
        return "Các cơ quan, đơn vị" if value == ["all-units"] else ", ".join(value)
    return value or ""


def table():
    lines = ["Mục\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tTheo dõi, đôn đốc\tSản phẩm\tThời gian thực hiện"]
    for one in plain_duties():
        lines.append("\t".join([one["id"], one["title"], cell(one["lead"]), cell(one.get("support")),
                                cell(one.get("oversight")), one.get("product", ""), " ".join(one["due"].split())]))
    return "\n".join(lines) + "\n"


class Browser(WebOffice):
    def sample(self):
        config = self.folder / "config"
        shutil.copytree(SOURCE / "config", config)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.cookie = ""
        settings = config / "dondoc.yaml"
        settings.write_text(re.sub(r"(?m)^state: .*$", "", settings.read_text()) +
                            f"listen: 127.0.0.1:{self.port}\npublic_url: {self.base}\n")
        # Messages leave at any hour, and one duty is due soon enough to be reminded of today.
        policies = config / "policies.yaml"
        policies.write_text(policies.read_text() +
                            '\nmoi-luc:\n  at: "00:00"\n  hours: ["00:00-24:00"]\n'
                            "  ladder:\n    - { rung: con-25, before: 25 days, to: lead }\n")
        self.reminded_plan(config)
        return self.start().wait_ready()

    def reminded_plan(self, config):
        due = today() + datetime.timedelta(days=20)
        issued = today() - datetime.timedelta(days=50)
        (config / "plans" / "nhac-ngay.yaml").write_text(
            "plan: nhac-ngay\ntitle: Kế hoạch nhắc ngay\n"
            f"document: {{ number: 1/KH-UBND, issued: {issued}, authority: UBND xã Tà Đùng }}\n"
            f"effective: {{ from: {issued.year}-01-01, to: {due.year}-12-31 }}\n"
            f"watch_from: {issued}\ncoordinator: vh-xh\ndefaults: {{ policy: moi-luc }}\n"
            "obligations:\n  - { id: N.1, title: Báo cáo nhanh, lead: kinh-te, oversight: vh-xh,"
            f" product: Báo cáo, due: chậm nhất là ngày {due.day}/{due.month}/{due.year} }}\n")

    def link(self):
        """The link by which the first reminder is answered as done."""
        mail = next(iter(wait_until(
            lambda: [one for one in self.mails() if "Báo cáo nhanh" in one["Subject"]], "a reminder")))
        return re.search(r"Báo hoàn thành: (\S+)", plain(mail))[1]

    def dues(self, plan):
        shown = self.dondoc("preview", "--from", "2027-01-01", "--to", "2027-12-31", "--json")
        wanted = {one["id"] for one in plain_duties()}
        return {(one["obligation"], one["period"], one["unit"], one["last_day"])
                for one in shown["occurrences"] if one["plan"] == plan and one["obligation"] in wanted}

    def dondoc(self, command, *arguments, expect=0):
        if command == "preview":
            done = subprocess.run([BIN / "dondoc", command, *arguments,
                                   "--config", self.folder / "config"],
                                  capture_output=True, text=True, timeout=120, check=True)
            return json.loads(done.stdout)
        return super().dondoc(command, *arguments, expect=expect)

    def test_people_do_their_work_on_the_page(self):
        self.sample()
        SHOTS.mkdir(parents=True, exist_ok=True)
        code = re.search(r"(\w{4}-\w{4})$", self.dondoc("sign-in", "truong-phong-vh-xh"), re.M)[1]
        told = subprocess.run(
            ["node", ROOT / "tests/browser/journey.mjs", PEERS],
            input=json.dumps({"base": self.base, "code": code, "link": self.link(), "table": table(),
                              "rows": ROWS, "pages": PAGES, "shots": str(SHOTS)}),
            capture_output=True, text=True, timeout=240, check=False)
        self.assertEqual(told.returncode, 0, told.stdout + told.stderr)
        # What was entered on the page is what the plan file written by hand says.
        self.assertEqual(self.dues("nhap-thu"), self.dues("cchc-2026-2030"))
        self.assertGreater(len(self.dues("nhap-thu")), ROWS)
        facts = self.facts("nhac-ngay/N.1@once")
        self.assertEqual([one["by"] for one in facts if one["kind"] == "completed"], ["link"])
        wait_until(lambda: self.get("/v1/occurrences?limit=1000")["occurrences"] and
                   any(one["plan"] == "nhap-thu" for one in self.every_occurrence()),
                   "duties of the published plan")
        wait_until(lambda: any(one["obligation"] == "VII.99" for one in self.every_occurrence()),
                   "the duty that was added to a plan in use")

    def every_occurrence(self):
        rows, after = [], ""
        while True:
            page = self.get("/v1/occurrences?limit=1000" + after)
            rows += page["occurrences"]
            if page["next"] is None:
                return rows
            after = "&after=" + urllib.parse.quote(page["next"], safe="")


if __name__ == "__main__":
    unittest.main()
