# SPDX-License-Identifier: Apache-2.0
"""Reads the golden mails with Python's own parser, which shares no code with our composer."""

import email
import email.policy
import pathlib
import sys
import unittest

GOLDEN = pathlib.Path(sys.argv.pop(1)) / "tests/golden/connectors"
TEXT = """Kính gửi: Trưởng phòng Văn hóa – Xã hội

Còn 01 ngày làm việc là đến hạn:
  1. Tự đánh giá chỉ số CCHC & nộp "Báo cáo" <biểu 02>
  2. Số liệu 'một cửa'

Trả lời: XONG 42 12/BC-UBND 30/6
"""


class GoldenMails(unittest.TestCase):
    def read(self, name):
        data = (GOLDEN / name).read_bytes()
        data.decode("ascii")
        self.assertEqual(data.count(b"\n"), data.count(b"\r\n"))
        mail = email.message_from_bytes(data, policy=email.policy.default)
        for part in mail.walk():
            self.assertEqual(part.defects, [])
        return mail

    def text_of(self, part):
        # Exactly what a reader gets: no newline conversion by get_content().
        return part.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")

    def test_the_reminder_says_what_was_composed(self):
        mail = self.read("reminder.eml")
        self.assertEqual(mail["subject"], "Nhắc việc: Tự đánh giá chỉ số CCHC tháng 5/2026, "
                                          "hạn trước 11 giờ 30 phút ngày 25/5")
        self.assertEqual(mail["from"].addresses[0].display_name, "UBND xã Tà Đùng")
        self.assertEqual(mail["from"].addresses[0].addr_spec, "don-doc@xa.example")
        self.assertEqual(mail["to"].addresses[0].addr_spec, "truong-phong.vh-xh@xa.example")
        self.assertEqual(mail["date"].datetime.isoformat(), "2026-05-22T07:40:00+07:00")
        self.assertEqual(mail["message-id"], "<00112233445566778899aabbccddeeff@xa.example>")
        self.assertEqual(mail["auto-submitted"], "auto-generated")
        self.assertEqual(mail["mime-version"], "1.0")
        self.assertEqual(mail.get_content_type(), "multipart/alternative")
        self.assertEqual([part.get_content_type() for part in mail.iter_parts()],
                         ["text/plain", "text/html"])
        plain, html = mail.iter_parts()
        self.assertEqual(self.text_of(plain), TEXT)
        self.assertIn("&amp; nộp &quot;Báo cáo&quot; &lt;biểu 02&gt;", self.text_of(html))

    def test_the_ascii_mail_too(self):
        mail = self.read("ascii.eml")
        self.assertEqual(mail["from"].addresses[0].addr_spec, "don-doc@xa.example")
        plain, html = mail.iter_parts()
        self.assertEqual(self.text_of(plain), "Mot dong.\n\nFrom dau dong.\n--=_001122\n.\n")
        self.assertIn("<p>Mot dong.</p>", self.text_of(html))


if __name__ == "__main__":
    unittest.main()
