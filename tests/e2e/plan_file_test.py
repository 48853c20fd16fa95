# SPDX-License-Identifier: Apache-2.0
"""A plan file that people keep by hand, edited on the page of the real daemon: the bytes on disk, the
file that was there before, and the duties that follow."""
import re
import unittest
import urllib.parse

from office import wait_until
from web_test import WebOffice


class PlanFile(WebOffice):
    def enter(self):
        code = re.search(r"\w{4}-\w{4}", self.dondoc("sign-in", "truong-1"))[0]
        self.assertEqual(self.ask("POST", "/vao/ma", "ma=" + code)[0], 303)

    def titles(self):
        return {one["key"]: one["title"] for one in self.get("/v1/occurrences")["occurrences"]}

    def test_one_value_changes_and_the_former_file_stays(self):
        self.serve().end()
        file = self.folder / "config" / "plans" / "thu.yaml"
        before = "# Giữ nguyên dòng này.\n" + file.read_text()
        file.write_text(before)
        self.start().wait_ready()
        self.enter()
        page = self.ask("GET", "/sua-tep/thu")[2]
        title = re.search(r'Sửa mục V\.1<.*?>nhiệm vụ<input[^>]* name="(gia_tri\.\d+)"[^>]* value="([^"]+)"', page, re.S)
        self.assertEqual(self.send("/sua-tep/thu", muc="V.1", **{title[1]: title[2] + ", có sửa"})[0], 303)
        self.assertEqual(file.read_text(), before)
        self.assertIn("tin trong 24 giờ", self.ask("GET", "/sua-tep/thu/xem-truoc")[2])
        status, _, done = self.send("/sua-tep/thu/cong-bo", basis="Công văn số 7/UBND")
        self.assertEqual(status, 200, done)

        stamp, _, rest = file.read_text().partition("\n")
        self.assertRegex(stamp, r"^# .*sửa trên trang Sửa kế hoạch: mục V\.1, nhiệm vụ; căn cứ Công văn số 7/UBND$")
        changed = [(old, new) for old, new in zip(before.split("\n"), rest.split("\n")) if old != new]
        self.assertEqual(len(rest.split("\n")), len(before.split("\n")))
        self.assertEqual(len(changed), 1)
        self.assertIn(title[2] + ", có sửa", changed[0][1])
        kept = list((self.state / "plans-before").iterdir())
        self.assertEqual([one.read_text() for one in kept], [before])
        self.assertIn("# Giữ nguyên dòng này.", self.ask("GET", "/ban-truoc/" + urllib.parse.quote(kept[0].name))[2])
        wait_until(lambda: any("có sửa" in one for one in self.titles().values()), "the new title")

    def test_what_was_written_by_hand_meanwhile_is_not_overwritten(self):
        self.serve()
        self.enter()
        page = self.ask("GET", "/sua-tep/thu")[2]
        title = re.search(r'Sửa mục V\.1<.*?>nhiệm vụ<input[^>]* name="([^"]+)"[^>]* value="([^"]+)"', page, re.S)
        self.assertEqual(self.send("/sua-tep/thu", muc="V.1", **{title[1]: title[2] + ", có sửa"})[0], 303)
        file = self.folder / "config" / "plans" / "thu.yaml"
        file.write_text(file.read_text() + "# thêm bằng tay\n")
        by_hand = file.read_text()
        status, _, refused = self.send("/sua-tep/thu/cong-bo")
        self.assertEqual(status, 409)
        self.assertIn("chưa nạp lại", refused)
        self.assertEqual(file.read_text(), by_hand)


if __name__ == "__main__":
    unittest.main()
