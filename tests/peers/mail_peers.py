# SPDX-License-Identifier: Apache-2.0
"""Our mail through a real Postfix (STARTTLS, AUTH) into a real Dovecot, read back over IMAPS.

mail_peers.py SENDER: needs root and the Debian packages postfix dovecot-imapd dovecot-lmtpd openssl.
Everything lives in a scratch folder, on loopback, on free ports; what it starts it ends by itself.
"""

import email
import email.policy
import imaplib
import pathlib
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import unittest

from certificates import make_authority, make_certificate
from dovecot import DEADLINE_SECONDS, Dovecot, free_port, listens, wait_until

SENDER = sys.argv.pop(1)
PASSWORD = "p"
SUBJECT = "Nhắc việc: còn 01 ngày, đề nghị hoàn thành"
TEXT = "Kính gửi: Phòng Văn hóa – Xã hội\n\n.\n..hai chấm đầu dòng\nTrân trọng.\n"


class Postfix:
    def __init__(self, folder, dovecot):
        self.port, self.smtps_port = free_port(), free_port()
        self.etc = folder / "pf/etc"
        for name in ("etc", "spool", "data"):
            (folder / "pf" / name).mkdir(parents=True)
        shutil.chown(folder / "pf/data", "postfix")
        for name in ("postfix-files", "dynamicmaps.cf"):
            shutil.copy(pathlib.Path("/etc/postfix") / name, self.etc)
        master = pathlib.Path("/etc/postfix/master.cf.proto").read_text()
        smtpd = (f"127.0.0.1:{self.port} inet n - n - - smtpd\n"
                 f"127.0.0.1:{self.smtps_port} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes")
        master = re.sub(r"(?m)^smtp +inet.*", smtpd, master)
        # Nothing in a chroot: the scratch spool has none.
        master = re.sub(r"(?m)^([a-z0-9.:]+ +[a-z]+ +\S+ +\S+ +)y ", r"\1n ", master)
        if not re.search(r"(?m)^postlog", master):
            master += "postlog unix-dgram n - n - 1 postlogd\n"
        (self.etc / "master.cf").write_text(master)
        (self.etc / "main.cf").write_text(f"""
compatibility_level = 3.6
queue_directory = {folder}/pf/spool
data_directory = {folder}/pf/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mail.test.local
mydestination =
virtual_mailbox_domains = test.local
virtual_transport = lmtp:inet:127.0.0.1:{dovecot.lmtp}
default_transport = error:none
smtpd_tls_cert_file = {folder}/srv.pem
smtpd_tls_key_file = {folder}/srv.key
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_loglevel = 1
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{dovecot.sasl}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access inline:{{ {{gone@test.local=550 5.1.1 unknown}} }}
maillog_file = {folder}/pf/maillog
maillog_file_prefixes = {folder}
""")
        self.command("set-permissions")
        self.command("start")
        wait_until(lambda: listens(self.port), "Postfix")

    def command(self, word):
        subprocess.run(["postfix", "-c", self.etc, word], check=True, capture_output=True)

    def end(self):
        self.command("stop")


class MailPeers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for program in ("postfix", "dovecot", "openssl"):
            if shutil.which(program) is None:
                raise SystemExit(f"{program} is not installed: "
                                 "apt-get install postfix dovecot-imapd dovecot-lmtpd openssl")
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="dondoc-mail-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.folder.chmod(0o755)
        make_authority(cls.folder)
        make_certificate(cls.folder)
        cls.dovecot = Dovecot(cls.folder, PASSWORD)
        cls.addClassCleanup(cls.dovecot.end)
        cls.postfix = Postfix(cls.folder, cls.dovecot)
        cls.addClassCleanup(cls.postfix.end)

    def send(self, recipient, *ids, auth="plain", password=PASSWORD, security="starttls", ca=None):
        port = self.postfix.smtps_port if security == "smtps" else self.postfix.port
        words = [f"port={port}", f"auth={auth}", f"password={password}", f"security={security}",
                 f"to={recipient}", *(f"id={one}" for one in ids)]
        if ca != "-":
            words.append(f"ca={self.folder / 'ca.pem'}")
        out = subprocess.run([SENDER, *words], capture_output=True, text=True,
                             timeout=DEADLINE_SECONDS, check=True)
        return [line.split(" ")[0] for line in out.stdout.splitlines()]

    def read(self, user, count):
        trust = ssl.create_default_context(cafile=self.folder / "ca.pem")

        def all_mails():
            with imaplib.IMAP4_SSL("localhost", self.dovecot.imaps, ssl_context=trust) as box:
                box.login(user, PASSWORD)
                box.select()
                found = box.search(None, "ALL")[1][0].split()
                if len(found) < count:
                    return None
                return [box.fetch(number, "(RFC822)")[1][0][1] for number in found]

        mails = wait_until(all_mails, f"{count} mails of {user}")
        self.assertEqual(len(mails), count)
        return [email.message_from_bytes(mail, policy=email.policy.default) for mail in mails]

    def check_mail(self, mail, message_id):
        self.assertEqual(mail["subject"], SUBJECT)
        self.assertEqual(mail["message-id"], f"<{message_id}@test.local>")
        self.assertEqual(mail["list-id"], "<don-doc.test.local>")
        self.assertEqual(mail["reply-to"].addresses[0].addr_spec, "vh-xh@test.local")
        self.assertEqual(mail["return-path"], "<don-doc@test.local>")
        plain = mail.get_body(("plain",)).get_payload(decode=True).decode("utf-8")
        self.assertEqual(plain.replace("\r\n", "\n"), TEXT)

    def test_a_mail_arrives_as_it_was_written(self):
        self.assertEqual(self.send("a@test.local", "m1"), ["ok"])
        self.check_mail(self.read("a@test.local", 1)[0], "m1")
        self.assertIn("TLSv1.3", (self.folder / "pf/maillog").read_text() +
                      str(self.read("a@test.local", 1)[0]))

    def test_login_and_smtps_work_as_well(self):
        self.assertEqual(self.send("b@test.local", "m1", auth="login"), ["ok"])
        self.assertEqual(self.send("b@test.local", "m2", security="smtps"), ["ok"])
        self.assertEqual({mail["message-id"] for mail in self.read("b@test.local", 2)},
                         {"<m1@test.local>", "<m2@test.local>"})

    def test_many_mails_at_once_each_arrive_once(self):
        ids = [f"m{i}" for i in range(200)]
        self.assertEqual(self.send("c@test.local", *ids), ["ok"] * 200)
        self.assertEqual(sorted(mail["message-id"] for mail in self.read("c@test.local", 200)),
                         sorted(f"<{one}@test.local>" for one in ids))

    def test_refusals_have_their_class(self):
        self.assertEqual(self.send("gone@test.local", "m1"), ["recipient_gone"])
        self.assertEqual(self.send("d@test.local", "m1", password="wrong"), ["auth"])
        self.assertEqual(self.send("d@elsewhere.example", "m1", auth="none"), ["rejected"])
        self.assertEqual(self.send("d@test.local", "m1", ca="-"), ["auth"])


if __name__ == "__main__":
    unittest.main()
