#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The email connector against aiosmtpd, a server that isn't ours, which does something wrong at each
stage: what every answer, and every missing one, becomes.

mail_faults.py SENDER: needs the Debian packages python3-aiosmtpd and openssl. On loopback only.
"""

import email
import email.policy
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import unittest

from certificates import make_authority, make_certificate, make_expired, make_self_signed
from scripted_smtpd import TOKEN, Cut, KeepAndCut, Say, SayAndCut, ScriptedSmtpd, Wait

SENDER = sys.argv.pop(1)
ADDRESS = "truong-phong@test.local"
DEADLINE_SECONDS = 60


def server_side(folder, name):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    return tls


class MailFaults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="dondoc-faults-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        make_authority(cls.folder)
        make_certificate(cls.folder)
        cls.tls = server_side(cls.folder, "srv")

    def serve(self, **options):
        smtpd = ScriptedSmtpd(**options)
        self.addCleanup(smtpd.end)
        return smtpd

    def send(self, port, *ids, trusted=True, **options):
        """(class, scope) of each mail; what is said of it names neither address nor password."""
        words = [f"{name}={value}" for name, value in options.items()]
        words += [f"ca={self.folder / 'ca.pem'}"] if trusted else []
        words += [f"id={one}" for one in ids or ["m1"]]
        done = subprocess.run([SENDER, f"port={port}", *words], capture_output=True, text=True,
                              timeout=DEADLINE_SECONDS, check=True)
        self.assertNotIn(ADDRESS, done.stdout)
        self.assertNotIn(TOKEN.decode(), done.stdout)
        return [tuple(line.split(" ")[:2]) for line in done.stdout.splitlines()]

    def expect(self, stage, fault, outcome, scope="channel", kept=0, **options):
        """One mail to a server of its own that does `fault` at `stage`."""
        with self.subTest(stage=stage, fault=str(fault)):
            smtpd = self.serve(tls=self.tls)
            smtpd.then(stage, fault)
            self.assertEqual(self.send(smtpd.port, **options), [(outcome, scope)])
            self.assertEqual(len(smtpd.mails), kept)

    # ---- As it should be ------------------------------------------------------------------------

    def test_a_mail_arrives_whole_over_tls(self):
        for security in ("starttls", "smtps"):
            smtpd = (self.serve(tls=self.tls, auth_required=True) if security == "starttls" else
                     self.serve(implicit_tls=self.tls))
            auth = {"auth": "plain"} if security == "starttls" else {}
            self.assertEqual(self.send(smtpd.port, security=security, **auth), [("ok", "channel")])
            self.assertEqual(len(smtpd.mails), 1)
            got = smtpd.mails[0]
            self.assertEqual((got.sender, got.recipients), ("don-doc@test.local", [ADDRESS]))
            mail = email.message_from_bytes(got.content, policy=email.policy.default)
            self.assertEqual(mail.defects, [])
            self.assertEqual(mail["subject"], "Nhắc việc: còn 01 ngày, đề nghị hoàn thành")
            self.assertEqual(mail["message-id"], "<m1@test.local>")
            self.assertEqual(mail["list-id"], "<don-doc.test.local>")
            self.assertEqual(mail["auto-submitted"], "auto-generated")
            self.assertEqual(mail["reply-to"].addresses[0].addr_spec, "vh-xh@test.local")
            self.assertIn("\r\n.\r\n..hai chấm", mail.get_body(("plain",)).get_content())

    def test_each_way_to_log_in_is_understood(self):
        for auth, password in (("plain", "p"), ("login", "p"), ("xoauth2", TOKEN.decode())):
            smtpd = self.serve(tls=self.tls, auth_required=True)
            self.assertEqual(self.send(smtpd.port, auth=auth, password=password),
                             [("ok", "channel")], auth)

    def test_many_mails_share_a_few_connections(self):
        smtpd = self.serve(tls=self.tls)
        ids = [f"m{i}" for i in range(200)]
        self.assertEqual(self.send(smtpd.port, *ids), [("ok", "channel")] * 200)
        self.assertEqual(len(smtpd.mails), 200)
        self.assertLessEqual(smtpd.connections, 8)
        for mail in smtpd.mails:
            self.assertEqual(mail.recipients, [ADDRESS])

    def test_delivery_notifications_are_asked_for_where_they_are_offered(self):
        smtpd = self.serve(tls=self.tls, dsn=True)
        self.assertEqual(self.send(smtpd.port), [("ok", "channel")])
        self.assertEqual(smtpd.rcpt_parameters,
                         [f"NOTIFY=FAILURE,DELAY ORCPT=rfc822;{ADDRESS}"])
        # aiosmtpd refuses every parameter of RCPT with 555.
        self.assertEqual(self.send(self.serve(tls=self.tls).port), [("ok", "channel")])

    # ---- Before the mail ------------------------------------------------------------------------

    def test_nobody_there(self):
        with socket.socket() as bound:
            bound.bind(("127.0.0.1", 0))
            self.assertEqual(self.send(bound.getsockname()[1]), [("retry", "channel")])

    def test_a_greeting_that_is_none(self):
        self.expect("greeting", SayAndCut("421 4.3.2 too busy"), "retry")
        self.expect("greeting", SayAndCut("554 5.3.2 no service here"), "retry")
        self.expect("greeting", Cut(), "retry")
        self.expect("greeting", Wait(1.0), "ok", kept=1)
        self.expect("greeting", Wait(20.0), "retry", connect_ms=500)

    def test_a_refused_hello(self):
        for code in ("550 5.7.1 go away", "451 4.3.0 later", "421 4.3.2 closing"):
            with self.subTest(code):
                smtpd = self.serve(tls=self.tls)
                smtpd.then("EHLO", Say(code))
                smtpd.then("HELO", Say(code))
                self.assertEqual(self.send(smtpd.port), [("retry", "channel")])

    def test_nothing_is_sent_without_tls(self):
        smtpd = self.serve(tls=None)
        self.assertEqual(self.send(smtpd.port), [("auth", "channel")])
        self.assertEqual(self.send(smtpd.port, auth="plain"), [("auth", "channel")])
        self.assertEqual(smtpd.mails, [])
        self.expect("STARTTLS", Say("454 4.7.0 not now"), "auth")
        self.expect("STARTTLS", Cut(), "retry")
        self.expect("STARTTLS", Say("220 go on\r\n250 no TLS at all"), "retry")

    def test_nothing_is_sent_to_a_server_that_cannot_prove_its_name(self):
        make_certificate(self.folder, "other", "DNS:mail.other.example")
        make_self_signed(self.folder, "self")
        make_expired(self.folder, "old")
        for name in ("other", "self", "old"):
            for options in ({"tls": server_side(self.folder, name)},
                            {"implicit_tls": server_side(self.folder, name)}):
                with self.subTest(name=name, how=list(options)):
                    smtpd = self.serve(**options)
                    security = "starttls" if "tls" in options else "smtps"
                    self.assertEqual(self.send(smtpd.port, security=security),
                                     [("auth", "channel")])
                    self.assertEqual(smtpd.mails, [])
        smtpd = self.serve(tls=self.tls)
        self.assertEqual(self.send(smtpd.port, trusted=False), [("auth", "channel")])

    def test_a_refused_login(self):
        self.expect("AUTH", Say("535 5.7.8 bad credentials"), "auth", auth="plain")
        self.expect("AUTH", Say("534 5.7.9 too weak"), "auth", auth="plain")
        self.expect("AUTH", Say("454 4.7.0 try later"), "retry", auth="plain")
        self.expect("AUTH", SayAndCut("421 4.7.0 closing"), "retry", auth="plain")
        self.expect("AUTH", Cut(), "retry", auth="plain")
        for auth in ("plain", "login", "xoauth2"):
            smtpd = self.serve(tls=self.tls, auth_required=True)
            self.assertEqual(self.send(smtpd.port, auth=auth, password="wrong"),
                             [("auth", "channel")], auth)
            self.assertEqual(smtpd.mails, [])
        smtpd = self.serve(tls=self.tls, auth_required=True, without_auth=["PLAIN"])
        self.assertEqual(self.send(smtpd.port, auth="plain"), [("auth", "channel")])
        smtpd = self.serve(tls=self.tls, auth_required=True)
        self.assertEqual(self.send(smtpd.port), [("auth", "channel")], "530: it wants a login")

    # ---- The mail -------------------------------------------------------------------------------

    def test_a_refused_sender(self):
        self.expect("MAIL", Say("451 4.3.0 later"), "retry")
        self.expect("MAIL", Say("550 5.7.1 not you"), "rejected")
        self.expect("MAIL", Say("553 5.1.8 bad sender"), "rejected")
        self.expect("MAIL", Say("530 5.7.0 login first"), "auth")
        self.expect("MAIL", SayAndCut("421 4.7.0 closing"), "retry")
        self.expect("MAIL", Cut(), "retry")
        smtpd = self.serve(tls=self.tls, size_limit=1000)
        self.assertEqual(self.send(smtpd.port, text_bytes=20000), [("rejected", "channel")])

    def test_a_refused_recipient(self):
        for answer, outcome, scope in (
                ("550 5.1.1 no such user", "recipient_gone", "recipient"),
                ("550 no such user", "recipient_gone", "recipient"),
                ("551 5.1.6 moved", "recipient_gone", "recipient"),
                ("553 5.1.3 bad address", "recipient_gone", "recipient"),
                ("450 4.2.0 busy", "retry", "recipient"),
                ("451 4.7.1 greylisted", "retry", "recipient"),
                ("452 4.2.2 full", "retry", "recipient"),
                ("451 4.3.0 no lookup", "retry", "channel"),
                ("452 4.3.1 no space", "retry", "channel"),
                ("552 5.2.2 full", "quota", "recipient"),
                ("554 5.7.1 policy", "rejected", "recipient"),
                ("530 5.7.0 login first", "auth", "recipient")):
            self.expect("RCPT", Say(answer), outcome, scope)
        self.expect("RCPT", SayAndCut("421 4.7.0 closing"), "retry")
        self.expect("RCPT", Cut(), "retry")

    def test_a_greylisted_recipient_is_taken_the_second_time_and_holds_up_nobody(self):
        smtpd = self.serve(tls=self.tls)
        smtpd.then("RCPT", Say("451 4.7.1 greylisted"))
        self.assertEqual(self.send(smtpd.port, "m1", "m2", "m1", in_turn=1),
                         [("retry", "recipient"), ("ok", "channel"), ("ok", "channel")])

    def test_refused_content(self):
        self.expect("DATA", Say("451 4.3.0 later"), "retry")
        self.expect("DATA", Say("554 5.5.1 no"), "rejected")
        self.expect("DATA", SayAndCut("421 4.3.2 closing"), "retry")
        self.expect("DATA", Cut(), "retry")
        self.expect(".", Say("452 4.3.1 no space"), "retry")
        self.expect(".", Say("554 5.6.0 spam"), "rejected")

    def test_an_end_in_mid_content_is_no_doubt(self):
        # More than the sockets hold: the final dot can't have left.
        smtpd = self.serve(tls=self.tls, size_limit=None)
        smtpd.then("DATA", SayAndCut("354 go on"))
        self.assertEqual(self.send(smtpd.port, text_bytes=16_000_000), [("retry", "channel")])

    def test_no_answer_to_the_final_dot_is_a_doubt_whether_the_mail_was_kept_or_not(self):
        self.expect(".", Cut(), "uncertain", kept=0)
        self.expect(".", KeepAndCut(), "uncertain", kept=1)
        self.expect(".", Wait(20.0), "uncertain", total_ms=500)

    # ---- Connections that are kept --------------------------------------------------------------

    def test_a_second_mail_meets_a_server_that_has_had_enough(self):
        for fault in (SayAndCut("421 4.7.0 enough mails"), Cut()):
            with self.subTest(str(fault)):
                smtpd = self.serve(tls=self.tls)
                smtpd.then("MAIL", None, fault)
                self.assertEqual(self.send(smtpd.port, "m1", "m2", in_turn=1),
                                 [("ok", "channel")] * 2)
                self.assertEqual(len(smtpd.mails), 2)
                self.assertEqual(smtpd.connections, 2)

    def test_a_refusal_spoils_no_other_mail(self):
        smtpd = self.serve(tls=self.tls)
        smtpd.then("RCPT", None, Say("550 5.1.1 no such user"))
        smtpd.then(".", None, Say("554 5.6.0 spam"))
        self.assertEqual(
            [outcome for outcome, _ in self.send(smtpd.port, "m1", "m2", "m3", "m4", in_turn=1)],
            ["ok", "recipient_gone", "rejected", "ok"])
        self.assertEqual(len(smtpd.mails), 2)

    def test_a_doubt_is_not_sent_again_by_the_transport(self):
        smtpd = self.serve(tls=self.tls)
        smtpd.then(".", None, KeepAndCut())
        self.assertEqual(self.send(smtpd.port, "m1", "m2", in_turn=1),
                         [("ok", "channel"), ("uncertain", "channel")])
        self.assertEqual(len(smtpd.mails), 2)


if __name__ == "__main__":
    unittest.main()
