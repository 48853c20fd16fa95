# SPDX-License-Identifier: Apache-2.0
"""The real daemon, a mail server and a mailbox: people press Reply, and what comes of it."""
import email
import email.message
import email.policy
import imaplib
import signal
import ssl
import sys
import unittest

from office import MailSink, OfficeTest, Receiver, plain, today, wait_until

sys.path.insert(0, str(__import__("office").PEERS))
from certificates import make_authority, make_certificate  # noqa: E402

PASSWORD = "khong-ai-duoc-thay"


class Box(Receiver):
    """The mailbox of the office."""

    def __init__(self, folder, security="imaps", password=PASSWORD):
        self.box = folder / "box"
        self.box.mkdir()
        (self.box / "validity").write_text("7")
        work = folder / "imap"
        work.mkdir()
        self.uid = 0
        super().__init__("imap_box.py", work, "--box", self.box, "--password", password,
                         "--certificate", folder / "srv.pem", "--key", folder / "srv.key",
                         "--security", security)

    def bring(self, mail, uid=None):
        self.uid = uid or self.uid + 1
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=email.policy.SMTP)
        temporary = self.box / "coming"
        temporary.write_bytes(raw)
        temporary.rename(self.box / f"{self.uid}.eml")
        return self.uid

    def commands(self):
        return self.log_path.read_text().splitlines() if self.log_path.exists() else []

    def seen(self, uid):
        return (self.box / f"{uid}.seen").exists()


def answer(to, text, sender="nguoi-1@xa.example", message_id="tra-loi-1@xa.example", **headers):
    """What a mail program makes of Reply: the mail it answers quoted below."""
    mail = email.message.EmailMessage()
    mail["From"] = f"Trưởng đơn vị <{sender}>"
    mail["To"] = "don-doc@xa.example"
    mail["Subject"] = "Re: " + to["Subject"]
    mail["Message-ID"] = f"<{message_id}>"
    mail["In-Reply-To"] = mail["References"] = to["Message-ID"]
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    quoted = "".join("> " + line + "\n" for line in plain(to).splitlines())
    mail.set_content(f"{text}\n\nVào Th 2, 28 thg 9, 2026 lúc 08:12 UBND xã <don-doc@xa.example> "
                     f"đã viết:\n{quoted}")
    return mail


def returned(mail):
    """What a mail server sends back when nobody has the address (RFC 3464)."""
    return (b"Return-Path: <>\r\nFrom: MAILER-DAEMON@xa.example\r\nTo: don-doc@xa.example\r\n"
            b"Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\n"
            b"MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status;\r\n"
            b" boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
            b"--b\r\nContent-Type: message/delivery-status\r\n\r\n"
            b"Reporting-MTA: dns; mail.xa.example\r\n\r\n"
            b"Final-Recipient: rfc822; nguoi-1@xa.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
            b"--b\r\nContent-Type: message/rfc822\r\n\r\n" +
            mail.as_bytes(policy=email.policy.SMTP) + b"\r\n--b--\r\n")


class MailOffice(OfficeTest):
    """An office that is answered by mail."""

    def setUp(self):
        super().setUp()
        make_authority(self.folder)
        make_certificate(self.folder)
        self.day = f"{today().day}/{today().month}"

    def make_box(self, security):
        return Box(self.folder, security)

    def begin(self, units=2, security="imaps", password=PASSWORD, second_channel=False):
        self.box = self.make_box(security)
        self.addCleanup(self.box.end)
        self.sink = MailSink(self.folder, "--keep", self.folder / "kept")
        self.addCleanup(self.sink.end)
        config = self.config(units=units, channel="email")
        config.use_email(self.sink.port)
        secret = self.folder / "mat-khau"
        secret.write_text(password + "\n")
        secret.chmod(0o600)
        settings = config.folder / "dondoc.yaml"
        settings.write_text(settings.read_text().replace(
            " }\n", f", replies: {{ host: localhost, port: {self.box.port}, security: {security},"
            f" user: don-doc, password_file: {secret}, every_minutes: 60,"
            f" ca_file: {self.folder / 'ca.pem'} }} }}\n"))
        if second_channel:
            with settings.open("a") as more:
                more.write("  - { id: maildir, kind: maildir, from: don-doc@xa.example }\n")
            directory = config.folder / "directory.yaml"
            directory.write_text(directory.read_text().replace(
                "@xa.example }]", "@xa.example }, { maildir: khac@xa.example }]"))
        self.daemon = self.start().wait_ready()
        wait_until(lambda: len(self.sent()) == units, f"{units} reminders")
        if password == PASSWORD:
            # What is there before the first look is none of the office's.
            wait_until(lambda: "LOGOUT" in self.box.commands(), "the first look")
            self.poll()

    def sent(self):
        """Every mail that left, in order."""
        kept = self.folder / "kept"
        files = [one for one in kept.iterdir() if one.name.isdigit()] if kept.exists() else []
        files.sort(key=lambda one: int(one.name))
        return [email.message_from_bytes(one.read_bytes(), policy=email.policy.default)
                for one in files]

    def reminder(self, unit):
        return next(one for one in self.sent() if one["To"] == f"nguoi-{unit}@xa.example")

    def poll(self):
        """Lets the daemon look into the mailbox now; whole sessions have ended then."""
        # Told with every reload; a socket that nobody reads would stop the daemon after a few.
        self.daemon.read_told()
        before = self.box.commands().count("LOGOUT")
        self.daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: self.box.commands().count("LOGOUT") > before, "a look into the mailbox")

    def ask(self, mail, is_ours=True):
        """Brings it, and gives the text of the answer that leaves."""
        before = len(self.sent())
        uid = self.box.bring(mail)
        self.poll()
        told = wait_until(lambda: self.sent()[before:], "an answer")[0]
        self.assertEqual(told["Auto-Submitted"], "auto-replied")
        self.assertEqual(told["In-Reply-To"], mail["Message-ID"])
        if is_ours:
            wait_until(lambda: self.box.seen(uid), "the mail marked as seen")
        else:
            self.poll()
            self.assertFalse(self.box.seen(uid), "somebody is still to read it")
        return plain(told)

    def duty(self, unit):
        return next(one for one in self.dondoc("list", "--all", "--json")["occurrences"]
                    if f"V.{unit}@" in one["key"])


class MailReplies(MailOffice):
    def test_the_head_presses_reply_and_the_duty_is_done_once(self):
        self.begin()
        mail, number = self.reminder(1), self.duty(1)["code"]
        self.assertIn(f"Trả lời: NHAN {number}", plain(mail))
        others = self.box.bring(b"Subject: x\r\n\r\nn")  # nothing that anybody could answer
        done = answer(mail, f"xong {number} 35/BC-KT {self.day}")
        self.assertIn("Đã ghi nhận: hoàn thành theo văn bản 35/BC-KT", self.ask(done))
        self.assertEqual(self.duty(1)["completion"]["document"], "35/BC-KT")
        self.assertFalse(self.box.seen(others), "it is for others to read")
        # The same mail again, under another UID and after the server numbered all of them anew.
        told = len(self.sent())
        self.box.bring(done)
        self.poll()
        (self.box.box / "validity").write_text("8")
        self.poll()
        again = answer(mail, f"xem {number}", message_id="xem@xa.example")
        self.assertIn(f"Mã {number}", self.ask(again))
        self.assertEqual(len(self.sent()), told + 1)
        facts = self.dondoc("show", str(number), "--json")["facts"]
        self.assertEqual([(one["kind"], one["actor"]) for one in facts if one["by"] == "email"],
                         [("completed", "truong-1")])
        self.assertNotIn(PASSWORD, self.daemon.log() + self.dondoc("status"))
        self.assertEqual(self.daemon.end(), 0)

    def test_nobody_else_and_no_machine_speaks_for_a_head(self):
        self.begin()
        mail, number = self.reminder(1), self.duty(1)["code"]
        words = f"xong {number} 1/BC {self.day}"
        forged = answer(mail, words)
        del forged["In-Reply-To"], forged["References"]
        self.assertIn("Chưa ghi nhận gì", self.ask(forged, is_ours=False))
        told = len(self.sent())
        # Machines, a stranger, a guessed token, a reader of another's mail: only these two are
        # told, and the head once in a day.
        self.box.bring(answer(mail, words, message_id="a@x", Auto_Submitted="auto-replied"))
        self.box.bring(answer(mail, words, message_id="b@x", Precedence="bulk"))
        self.box.bring(answer(mail, words, message_id="c@x", Return_Path="<>"))
        guessed = answer(mail, words, message_id="d@x", sender="ke-la@o-dau.example")
        for name in ("In-Reply-To", "References"):
            guessed.replace_header(name, f"<{'0' * 32}-{'0' * 24}@xa.example>")
        self.box.bring(guessed)
        self.box.bring(answer(self.reminder(2), words, message_id="e@x"))
        other = answer(mail, words, message_id="f@x", sender="nha-rieng@o-dau.example")
        self.assertIn("không thuộc danh bạ", self.ask(other))
        # Who reads a mail of their own can't do what isn't theirs.
        foreign = answer(self.reminder(2), words, message_id="g@x", sender="nguoi-2@xa.example")
        self.assertIn("không do đơn vị", self.ask(foreign))
        self.assertEqual(len(self.sent()), told + 2)
        self.assertEqual(self.duty(1)["state"], "open")
        self.assertEqual(self.daemon.end(), 0)

    def test_a_mail_that_comes_back_ends_its_attempt_and_is_told(self):
        self.begin()
        mail = self.reminder(1)
        message = mail["Message-ID"].strip("<>").partition("-")[0]
        self.assertEqual(self.status()["counts"]["failed_messages"], 0)
        self.box.bring(returned(mail))
        self.poll()
        wait_until(lambda: self.status()["counts"]["failed_messages"] == 1, "the failed message")
        self.assertIn("thư bị trả lại (5.1.1)", self.dondoc("show", self.duty(1)["key"]) +
                      self.dondoc("why", message))
        self.box.bring(returned(mail))
        self.poll()
        self.assertEqual(self.status()["counts"]["failed_messages"], 1)
        self.assertEqual(self.daemon.end(), 0)

    def test_a_mail_that_comes_back_goes_on_over_the_persons_next_channel(self):
        self.begin(second_channel=True)
        mail = self.reminder(1)
        message = mail["Message-ID"].strip("<>").partition("-")[0]
        for _ in range(2):
            self.box.bring(returned(mail))
            self.poll()
        went_on = wait_until(
            lambda: [one for one in self.mails() if one["To"] == "khac@xa.example" and
                     one["Message-ID"].startswith(f"<{message}")], "the reminder over maildir")
        self.assertEqual(plain(went_on[0]), plain(mail))
        self.assertIn("contact-refused", [one["kind"] for one in self.status()["alarms"]])
        self.assertEqual(self.status()["counts"]["failed_messages"], 0)
        self.assertEqual(len(went_on), 1)
        self.assertEqual(self.daemon.end(), 0)

    def test_what_is_kept_is_acted_upon_once_however_the_daemon_dies(self):
        self.begin(security="starttls")
        mail, number = self.reminder(1), self.duty(1)["code"]
        for round_ in range(3):
            before = len(self.sent())
            self.box.bring(answer(mail, f"tiendo {number} lần {round_}",
                                  message_id=f"lan-{round_}@xa.example"))
            fetches = sum("UID FETCH" in one for one in self.box.commands())
            self.daemon.process.send_signal(signal.SIGHUP)
            wait_until(lambda: sum("UID FETCH" in one for one in self.box.commands()) > fetches or
                       len(self.sent()) > before, "a look at the mail")
            self.daemon.end(signal.SIGKILL)
            self.daemon = self.start().wait_ready()
            wait_until(lambda: len(self.sent()) > before, "an answer after all")
        facts = [one["kind"] for one in self.dondoc("show", str(number), "--json")["facts"]
                 if one["by"] == "email"]
        self.assertEqual(facts, ["progressed"] * 3)
        self.assertEqual(self.daemon.end(), 0)

    def test_a_wrong_password_is_told_and_stops_the_asking(self):
        self.begin(password="sai")
        told = wait_until(lambda: self.status()["replies"]["deaf_channels"].get("email"), "a trouble")
        self.assertIn("không cho đăng nhập", told)
        self.assertEqual(self.daemon.end(), 0)


class TheFake(unittest.TestCase):
    """imap_box.py as Python's own client sees it."""

    def test_imaplib_reads_it(self):
        import pathlib
        import tempfile
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            make_authority(folder)
            make_certificate(folder)
            box = Box(folder)
            try:
                box.bring(b"Subject: a\r\n\r\nx {3}\r\nA1 OK done\r\n")
                trust = ssl.create_default_context(cafile=folder / "ca.pem")
                with imaplib.IMAP4_SSL("localhost", box.port, ssl_context=trust) as client:
                    with self.assertRaises(imaplib.IMAP4.error):
                        client.login("u", "wrong")
                    client.login("u", PASSWORD)
                    client.select()
                    self.assertEqual(client.response("UIDNEXT")[1], [b"2"])
                    self.assertEqual(client.uid("SEARCH", "UID 1:5")[1], [b"1"])
                    data = client.uid("FETCH", "1", "(UID BODY.PEEK[]<0.12>)")[1][0]
                    self.assertEqual(data[1], b"Subject: a\r\n")
                    self.assertFalse(box.seen(1))
                    client.uid("STORE", "1:1", "+FLAGS.SILENT", "(\\Seen)")
                    self.assertTrue(box.seen(1))
            finally:
                box.end()


if __name__ == "__main__":
    sys.exit(unittest.main())
