# SPDX-License-Identifier: Apache-2.0
"""The real daemon reads a real Dovecot: people press Reply, their mails are marked as seen.

DONDOC_BIN=… mail_reply_peers.py: needs root and the Debian packages dovecot-imapd dovecot-lmtpd.
"""

import email.policy
import imaplib
import pathlib
import shutil
import smtplib
import ssl
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from mail_test import PASSWORD, MailOffice, answer, returned  # noqa: E402

from dovecot import Dovecot  # noqa: E402

USER = "don-doc"


class DovecotBox:
    def __init__(self, folder, security):
        self.server = Dovecot(folder, PASSWORD)
        self.end = self.server.end
        self.port = self.server.imaps if security == "imaps" else self.server.imap
        self.trust = ssl.create_default_context(cafile=folder / "ca.pem")

    def bring(self, mail):
        """Gives the Message-ID, by which it is found again."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=email.policy.SMTP)
        with smtplib.LMTP("127.0.0.1", self.server.lmtp) as client:
            client.sendmail("nguoi-1@xa.example", [f"{USER}@xa.example"], raw)
        return None if isinstance(mail, bytes) else mail["Message-ID"]

    def commands(self):
        return ["LOGOUT" for line in self.server.log.read_text().splitlines()
                if "Logged out" in line and f"imap({USER})" in line]

    def seen(self, message_id):
        with imaplib.IMAP4_SSL("localhost", self.server.imaps, ssl_context=self.trust) as client:
            client.login(USER, PASSWORD)
            client.select(readonly=True)
            return client.uid("SEARCH", "SEEN", "HEADER", "Message-ID", message_id)[1] != [b""]


class MailRepliesThroughDovecot(MailOffice):
    def setUp(self):
        if shutil.which("dovecot") is None:
            raise AssertionError("apt-get install dovecot-imapd dovecot-lmtpd openssl")
        super().setUp()
        self.folder.chmod(0o755)

    def make_box(self, security):
        return DovecotBox(self.folder, security)

    def check(self, security):
        self.begin(security=security)
        mail, number = self.reminder(1), self.duty(1)["code"]
        self.box.bring(b"Subject: x\r\n\r\n* 1 FETCH (UID 1)\r\nD2 OK done\r\n" + b"x" * 300_000)
        self.assertIn("Đã ghi nhận: hoàn thành theo văn bản 35/BC-KT",
                      self.ask(answer(mail, f"xong {number} 35/BC-KT {self.day}")))
        self.assertEqual(self.duty(1)["completion"]["document"], "35/BC-KT")
        self.box.bring(returned(self.reminder(2)))
        self.poll()
        self.assertEqual(self.status()["counts"]["failed_messages"], 1)
        self.assertEqual(self.status()["replies"]["deaf_channels"], {})
        self.assertEqual(self.daemon.end(), 0)

    def test_over_imaps(self):
        self.check("imaps")

    def test_over_starttls_where_no_login_is_let_in_before(self):
        self.check("starttls")


if __name__ == "__main__":
    sys.exit(unittest.main())
