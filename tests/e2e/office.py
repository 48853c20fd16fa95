# SPDX-License-Identifier: Apache-2.0
"""An office in a temporary folder, with the real programs: configuration files that make messages
leave today, the daemon as a child process, and `dondoc` to talk to it.

Programs come from $DONDOC_BIN (a folder with dondocd and dondoc). Nothing outside the temporary
folder is written, and only loopback is used.
"""

import datetime
import email
import email.policy
import http.client
import json
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import unittest

from waiting import wait_until

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ["DONDOC_BIN"])
PEERS = SOURCE / "tests" / "peers"
NOBODY = 65534
SECRET = "whsec_" + "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0"
ALARM = "[Hệ thống]"
ZONE = datetime.timezone(datetime.timedelta(hours=7))


def today():
    return datetime.datetime.now(ZONE).date()


def plain(letter):
    """What a person without HTML reads."""
    return letter.get_body(preferencelist=("plain",)).get_content()


class Config:
    """The files of one office; `units` heads lead one duty each of those listed in `duties`."""

    def __init__(self, folder, units=3, channel="maildir", plan="thu"):
        self.folder = folder
        self.plan = plan
        self.units = units
        self.channel = channel
        (folder / "plans").mkdir(parents=True)
        self.write_calendars()
        self.write_policies()
        self.write_directory()
        self.write_plan(range(1, units + 1))

    def write_calendars(self):
        # No day off: what a test sees doesn't hang on the day on which it runs.
        calendars = self.folder / "calendars"
        calendars.mkdir()
        shutil.copy(SOURCE / "config" / "calendars" / "reporting.yaml", calendars)
        shutil.copy(SOURCE / "config" / "calendars" / "holidays.yaml", calendars)
        for year in range(today().year - 1, today().year + 3):
            (calendars / f"{year}.yaml").write_text(
                f"year: {year}\npromulgated: true\nweekend: []\nsource: thử\nsource_date: {year}-01-01\n"
                "days_off: []\nworking_days: []\n")

    def write_policies(self):
        # One rung that fell some days ago for every duty, and messages may leave at any hour.
        (self.folder / "policies.yaml").write_text(
            'standard:\n'
            '  at: "00:00"\n'
            '  hours: ["00:00-24:00"]\n'
            '  ladder:\n'
            '    - { rung: con-25, before: 25 days, to: lead }\n')

    def write_directory(self):
        units = [f"  - {{ id: don-vi-{i}, name: Đơn vị số {i}, head: truong-{i} }}\n"
                 for i in range(1, self.units + 1)]
        posts = [f"  - {{ id: truong-{i}, title: Trưởng đơn vị số {i},"
                 f" held_by: [{{ person: nguoi-{i}, from: 2020-01-01 }}] }}\n"
                 for i in range(1, self.units + 1)]
        people = [f"  - {{ id: nguoi-{i}, name: Người số {i} (mẫu),"
                  f" contacts: [{{ {self.channel}: nguoi-{i}@xa.example }}] }}\n"
                  for i in range(1, self.units + 1)]
        (self.folder / "directory.yaml").write_text(
            "office: UBND xã Mẫu\nchair: truong-1\n"
            "units:\n" + "".join(units) +
            "posts:\n" + "".join(posts) +
            "people:\n" + "".join(people))

    def write_plan(self, duties, title="Việc thử"):
        issued = today() - datetime.timedelta(days=50)
        due = today() + datetime.timedelta(days=20)
        lines = [f"  - {{ id: V.{i}, title: {title} số {i}, lead: don-vi-{i}, oversight: don-vi-1,"
                 f" product: Báo cáo, due: chậm nhất là ngày {due.day}/{due.month}/{due.year} }}\n"
                 for i in duties]
        temporary = self.folder / "plans" / "thu.yaml.tmp"
        temporary.write_text(
            f"plan: {self.plan}\ntitle: Kế hoạch thử\n"
            f"document: {{ number: 1/KH-UBND, issued: {issued}, authority: UBND xã Mẫu }}\n"
            f"effective: {{ from: {issued.year}-01-01, to: {due.year}-12-31 }}\n"
            f"watch_from: {issued}\n"
            "coordinator: don-vi-1\ndefaults: { policy: standard }\n"
            "obligations:\n" + "".join(lines))
        temporary.rename(self.folder / "plans" / "thu.yaml")

    def break_plan(self):
        plan = self.folder / "plans" / "thu.yaml"
        plan.write_text(plan.read_text() + "  - { id: V.1, titel: sai }\n")

    def use_maildir(self):
        (self.folder / "dondoc.yaml").write_text(
            "connectors:\n"
            "  - { id: maildir, kind: maildir, from: don-doc@xa.example }\n")

    def use_webhook(self, port):
        secret = self.folder / "khoa"
        secret.write_text(SECRET + "\n")
        secret.chmod(0o600)
        (self.folder / "dondoc.yaml").write_text(
            "connectors:\n"
            f"  - {{ id: webhook, kind: webhook, url: \"http://127.0.0.1:{port}/hook\","
            f" secret_files: [\"{secret}\"], allow_plain_http: true,"
            " allow_private_address: true }\n")

    def use_zalo(self, port, token, replies=False):
        """Contacts become chat ids: "nguoi-1"; where replies are taken, people have yet to link."""
        secret = self.folder / "token"
        secret.write_text(token + "\n")
        secret.chmod(0o600)
        directory = self.folder / "directory.yaml"
        text = directory.read_text().replace("@xa.example", "")
        if replies:
            text = re.sub(r", contacts: \[\{ zalo: [^}]*\}\]", "", text)
        directory.write_text(text)
        (self.folder / "dondoc.yaml").write_text(
            "connectors:\n"
            f"  - {{ id: zalo, kind: zalo, base_url: \"http://127.0.0.1:{port}\","
            f" token_file: \"{secret}\", allow_plain_http: true,"
            f" allow_private_address: true, replies: {str(replies).lower()} }}\n")

    def use_email(self, port):
        (self.folder / "dondoc.yaml").write_text(
            "connectors:\n"
            f"  - {{ id: email, kind: email, host: 127.0.0.1, port: {port}, security: plain,"
            " allow_plain: true, from: don-doc@xa.example }\n")


class Daemon:
    """A running dondocd; `ready` is told by the daemon itself."""

    def __init__(self, config, state, as_nobody=False):
        self.state = state
        self.notify_path = str(state.parent / "notify.sock")
        if os.path.exists(self.notify_path):
            os.unlink(self.notify_path)
        self.notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notify.bind(self.notify_path)
        os.chmod(self.notify_path, 0o777)
        environment = {"PATH": os.environ["PATH"], "NOTIFY_SOCKET": self.notify_path}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        program = BIN / "dondocd"
        drop = {}
        if as_nobody:
            program = shutil.copy(program, state.parent / "dondocd")
            drop = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        self.process = subprocess.Popen(
            [program, "--config", config, "--state", state],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env=environment, **drop)
        self.told = []
        # A pipe, because a limit on files must not silence the log too.
        self.lines = []
        self.reader = threading.Thread(target=self.read_log, daemon=True)
        self.reader.start()

    def read_told(self):
        while select.select([self.notify], [], [], 0)[0]:
            self.told.append(self.notify.recv(65536).decode())
        return self.told

    def wait_ready(self, limit=30.0):
        def ready():
            if self.process.poll() is not None:
                self.reader.join(10)
                raise AssertionError("dondocd ended instead of getting ready:\n" + self.log())
            return any("READY=1" in one for one in self.read_told())
        wait_until(ready, "READY=1", limit)
        return self

    def wait_told(self, words, limit=30.0):
        wait_until(lambda: any(words in one for one in self.read_told()), words, limit)

    def read_log(self):
        for line in self.process.stderr:
            self.lines.append(line.decode(errors="replace"))

    def log(self):
        return "".join(self.lines)

    def end(self, number=signal.SIGTERM, limit=30.0):
        """Sends the signal and gives the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(limit)
        self.reader.join(10)
        self.process.stderr.close()
        self.notify.close()
        return code


class Receiver:
    """A receiver in a process of its own; its log outlives every kill of the daemon."""

    def __init__(self, program, folder, *options, port=0):
        self.log_path = folder / "sink.log"
        self.process = subprocess.Popen(
            ["/usr/bin/python3", "-B", PEERS / program, "--log", self.log_path,
             "--port", str(port), *options],
            stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[-1])

    def lines(self):
        """The log's words, one list for each accepted message."""
        if not self.log_path.exists():
            return []
        return [line.split() for line in self.log_path.read_text().splitlines()]

    def accepted(self):
        """The ids of accepted messages, once for each time."""
        return [words[0] for words in self.lines()]

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(10)
        self.process.stdout.close()


class Sink(Receiver):
    """The webhook's."""

    def __init__(self, folder, *options, port=0):
        super().__init__("webhook_sink.py", folder, "--secret", SECRET, *options, port=port)


class MailSink(Receiver):
    """The mail server."""

    def __init__(self, folder, *options, port=0):
        super().__init__("smtp_sink.py", folder, *options, port=port)


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("dondoc")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.path))


class OfficeTest(unittest.TestCase):
    """A temporary office; whatever a test starts is ended with it."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dondoc-e2e-"))
        self.folder.chmod(0o755)
        self.state = self.folder / "state"
        self.socket = None  # of another office than the one in self.state
        self.daemons = []
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.addCleanup(self.end_daemons)

    def end_daemons(self):
        for daemon in self.daemons:
            if daemon.process.poll() is None:
                daemon.end(signal.SIGKILL)

    def config(self, **options):
        return Config(self.folder / "config", **options)

    def start(self, **options):
        daemon = Daemon(self.folder / "config", self.state, **options)
        self.daemons.append(daemon)
        return daemon

    def dondoc(self, *arguments, expect=0):
        """Runs `dondoc` and gives what it printed; with --json as a value."""
        done = subprocess.run(
            [BIN / "dondoc", *arguments, "--config", self.folder / "config",
             "--state", self.state],
            capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        if "--json" in arguments:
            return json.loads(done.stdout)
        return done.stdout + done.stderr

    def get(self, target):
        """What the daemon answers on its socket."""
        connection = UnixConnection(self.socket or self.state / "dondoc.sock")
        connection.request("GET", target)
        reply = connection.getresponse()
        body = reply.read()
        connection.close()
        self.assertEqual(reply.status, 200, body)
        return json.loads(body)

    def letters(self):
        """All mail in the Maildir, read."""
        new = self.state / "Maildir" / "new"
        files = sorted(new.iterdir()) if new.exists() else []
        return [email.message_from_bytes(one.read_bytes(), policy=email.policy.default)
                for one in files]

    def mails(self):
        """Mail about duties."""
        return [one for one in self.letters() if not one["Subject"].startswith(ALARM)]

    def alarms(self):
        """Mail to the admin about the system itself."""
        return [one for one in self.letters() if one["Subject"].startswith(ALARM)]

    def status(self):
        return self.dondoc("status", "--json")
