# SPDX-License-Identifier: Apache-2.0
"""A real SMTP server, aiosmtpd, in a thread of its own; told per request what to do wrong.

Each stage takes the next fault scripted for it and does as ever when there is none. Stages:
"greeting", "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA" (the command) and "." (the
end of the content).
"""

import asyncio
import base64
import collections
import contextlib
import logging
import threading

from aiosmtpd.smtp import SMTP, AuthResult

# Broken handshakes are what some tests are about.
logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)
logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)

USER, PASSWORD, TOKEN = b"don-doc@test.local", b"p", b"ya29.token"


class Say(str):
    """This answer instead of the usual one."""


class SayAndCut(str):
    """This answer, then the end of the connection."""


class Cut:
    """The connection ends without an answer. At the final dot: the mail isn't kept."""


class KeepAndCut:
    """At the final dot: the mail is kept, the connection ends without an answer."""


class Wait:
    """This long, and then as ever."""

    def __init__(self, seconds):
        self.seconds = seconds


Mail = collections.namedtuple("Mail", "connection sender recipients content")


def authenticate(_server, _session, _envelope, _mechanism, data):
    good = data.login == USER and data.password == PASSWORD
    return AuthResult(success=good, handled=False)


class Hooks:
    """What aiosmtpd asks about."""

    def __init__(self, session):
        self.session = session
        self.smtpd = session.smtpd

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):
        session.host_name = hostname
        extensions = [f"250-{name}" for name in self.smtpd.offers]
        return responses[:-1] + extensions + responses[-1:]

    async def handle_DATA(self, _server, _session, envelope):
        mail = Mail(self.session.connection, envelope.mail_from, envelope.rcpt_tos, envelope.content)
        fault = self.smtpd.next_fault(".")
        if isinstance(fault, Say):
            return str(fault)
        if isinstance(fault, Wait):
            await asyncio.sleep(fault.seconds)
        if not isinstance(fault, Cut):
            self.smtpd.mails.append(mail)
        if isinstance(fault, (Cut, KeepAndCut)):
            self.session.transport.abort()
        return "250 2.0.0 queued"


class Session(SMTP):
    def __init__(self, smtpd):
        self.smtpd = smtpd
        self.greeted = False
        smtpd.sessions.append(self)
        self.connection = len(smtpd.sessions)
        super().__init__(
            Hooks(self), hostname="smtpd.test", loop=smtpd.loop, enable_SMTPUTF8=True,
            data_size_limit=smtpd.size_limit, tls_context=smtpd.tls, authenticator=authenticate,
            auth_required=smtpd.auth_required, auth_require_tls=smtpd.tls is not None,
            auth_exclude_mechanism=smtpd.without_auth)

    async def faulty(self, stage):
        """Does what is scripted; True when that took the place of an answer."""
        fault = self.smtpd.next_fault(stage)
        if isinstance(fault, Wait):
            await asyncio.sleep(fault.seconds)
        elif isinstance(fault, (Say, SayAndCut)):
            await super().push(str(fault))
            if isinstance(fault, SayAndCut):
                self.transport.close()
        elif isinstance(fault, Cut):
            self.transport.abort()
        else:
            return False
        return not isinstance(fault, Wait)

    async def push(self, status):
        if not self.greeted:
            self.greeted = True
            if await self.faulty("greeting"):
                return
        await super().push(status)

    async def auth_XOAUTH2(self, _server, args):
        blob = base64.b64decode(args[1]) if len(args) > 1 else await self.challenge_auth("")
        if blob == b"user=" + USER + b"\x01auth=Bearer " + TOKEN + b"\x01\x01":
            return AuthResult(success=True, auth_data=None)
        # As large providers do: what is wrong comes as a challenge, and is answered by nothing.
        await super().push("334 eyJzdGF0dXMiOiI0MDEifQ==")
        await self._reader.readline()
        return AuthResult(success=False, handled=False)

    async def smtp_RCPT(self, arg):
        if await self.faulty("RCPT"):
            return
        address, _, parameters = (arg or "").partition("> ")
        if parameters and self.smtpd.dsn:
            self.smtpd.rcpt_parameters.append(parameters)
            arg = address + ">"
        await super().smtp_RCPT(arg)

    async def smtp_MAIL(self, arg):
        if await self.faulty("MAIL"):
            return
        if self.smtpd.dsn:
            arg = (arg or "").replace(" RET=HDRS", "")
        await super().smtp_MAIL(arg)


def _with_faults(command):
    usual = getattr(SMTP, "smtp_" + command)

    async def handle(self, arg):
        if not await self.faulty(command):
            await usual(self, arg)
    handle.__dict__.update(usual.__dict__)
    setattr(Session, "smtp_" + command, handle)


for _command in ("EHLO", "HELO", "STARTTLS", "AUTH", "DATA"):
    _with_faults(_command)


class ScriptedSmtpd:
    def __init__(self, tls=None, *, implicit_tls=None, auth_required=False, dsn=False,
                 size_limit=33554432, without_auth=()):
        self.tls, self.auth_required, self.dsn = tls, auth_required, dsn
        self.size_limit, self.without_auth = size_limit, list(without_auth)
        self.offers = ["DSN", "PIPELINING"] if dsn else ["PIPELINING"]
        self.script = collections.defaultdict(collections.deque)
        self.mails, self.rcpt_parameters, self.sessions = [], [], []
        self.loop = asyncio.new_event_loop()
        server = self.loop.run_until_complete(self.loop.create_server(
            lambda: Session(self), "127.0.0.1", 0, ssl=implicit_tls))
        self.port = server.sockets[0].getsockname()[1]
        self.server = server
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def then(self, stage, *faults):
        self.script[stage].extend(faults)

    def next_fault(self, stage):
        return self.script[stage].popleft() if self.script[stage] else None

    @property
    def connections(self):
        return len(self.sessions)

    def end(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.server.close()
        for session in self.sessions:
            if session.transport is not None:
                # Python 3.11.2: a TLS transport that has ended by itself can't be aborted any more.
                with contextlib.suppress(AttributeError):
                    session.transport.abort()
        tasks = asyncio.all_tasks(self.loop)
        for task in tasks:
            task.cancel()
        if tasks:
            self.loop.run_until_complete(asyncio.wait(tasks))
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.close()
