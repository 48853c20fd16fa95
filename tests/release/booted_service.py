#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The service on a Debian of its own, started by a real systemd as process 1: README's "As a service"
word by word, then what systemd is there for: readiness, watchdog, restarts, the unit that tells of a
failure, reload, a clean end, and what the unit forbids.

    booted_service.py BUILD_FOLDER

Needs root, debootstrap and systemd-container (`./dev release service` installs them). The bare system
is made once, in build/service, from the machine's own package source.
"""

import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "e2e"))
from waiting import wait_until as wait_for  # noqa: E402

BUILD = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else SOURCE / "build" / "release").resolve()
PLACE = SOURCE / "build" / "service"
BARE, ROOT = PLACE / "bare", PLACE / "root"
OFFICE, SERVICE = "/etc/dondoc/sample", "dondoc@sample"
STATE_SECONDS_MAX = 90
wait_until = functools.partial(wait_for, limit=STATE_SECONDS_MAX)


def out(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, check=True, **more).stdout


def packages_of(*programs):
    """The Debian packages that hold the libraries of these programs."""
    paths = {match for program in programs
             for match in re.findall(r"=> (/\S+)", out("ldd", program))}
    found = set()
    for path in sorted(paths):
        for spelling in (path, os.path.realpath(path), "/usr" + path):
            done = subprocess.run(["dpkg", "-S", spelling], capture_output=True, text=True)
            if done.returncode == 0:
                found.add(done.stdout.split(":")[0])
                break
        else:
            raise AssertionError(f"no package holds {path}")
    return found


def make_bare_system():
    if (BARE / "usr/bin/true").exists():
        return
    source = out("apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME)", "Created-By: Packages")
    mirror = next(line.split()[0] for line in source.splitlines() if line.endswith(" bookworm"))
    include = {"systemd", "dbus", "curl"} | packages_of(BUILD / "dondocd", BUILD / "dondoc")
    BARE.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(BARE, ignore_errors=True)
    subprocess.run(["debootstrap", "--variant=minbase", f"--include={','.join(sorted(include))}",
                    "bookworm", BARE, mirror], stdout=subprocess.DEVNULL, check=True)


class BootedService(unittest.TestCase):
    """One boot for all cases; they run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        make_bare_system()
        shutil.rmtree(ROOT, ignore_errors=True)
        subprocess.run(["cp", "-a", BARE, ROOT], check=True)
        subprocess.run(["cmake", "--install", BUILD, "--prefix", "/usr"], stdout=subprocess.DEVNULL,
                       env={**os.environ, "DESTDIR": str(ROOT)}, check=True)
        cls.console = (PLACE / "console.log").open("w")
        cls.boot = subprocess.Popen(
            ["systemd-nspawn", "-q", "-D", ROOT, "--register=no", "--keep-unit", "-b", "--console=pipe"],
            stdin=subprocess.DEVNULL, stdout=cls.console, stderr=subprocess.STDOUT)
        cls.leader = wait_until(cls.process_one, "a process 1")
        wait_until(lambda: cls.inside("systemctl", "is-system-running").stdout.strip()
                   in ("running", "degraded"), "a system that has booted")

    @classmethod
    def process_one(cls):
        children = pathlib.Path(f"/proc/{cls.boot.pid}/task/{cls.boot.pid}/children").read_text().split()
        for child in children:
            if pathlib.Path(f"/proc/{child}/comm").read_text().strip() in ("systemd", "init"):
                return child
        return None

    @classmethod
    def tearDownClass(cls):
        cls.inside("systemctl", "poweroff", "--no-block")
        try:
            cls.boot.wait(30)
        except subprocess.TimeoutExpired:
            cls.boot.terminate()
            cls.boot.wait(30)
        cls.console.close()

    @classmethod
    def inside(cls, *command):
        return subprocess.run(["nsenter", "-t", cls.leader, "-m", "-u", "-i", "-n", "-p", "-r", "-w",
                               "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", *command],
                              capture_output=True, text=True)

    def said(self, *command):
        done = self.inside(*command)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def property(self, name):
        return self.said("systemctl", "show", "-P", name, SERVICE).strip()

    def main_pid(self):
        return self.property("MainPID")

    def active_again(self, former):
        wait_until(lambda: self.property("ActiveState") == "active" and self.main_pid() not in ("0", former),
                   "the service, started again")

    def test_1_the_readme_word_by_word(self):
        text = (SOURCE / "README.md").read_text(encoding="utf-8")
        steps = text.split("## As a service")[1].split("```sh\n")[1].split("```")[0].splitlines()
        self.assertIn("sudo systemctl enable --now dondoc@sample", steps)
        for step in steps:
            if step.startswith("sudo cmake --install"):
                continue  # done from outside: nothing is built in here
            self.said("sh", "-c", step.removeprefix("sudo "))
        self.assertEqual(self.property("ActiveState"), "active")
        self.assertIn("dondoc_", self.said(
            "curl", "-sf", "--unix-socket", "/run/dondoc/sample/dondoc.sock", "http://localhost/v1/metrics"))

    def test_2_it_may_do_nothing_that_it_need_not(self):
        pid = self.main_pid()
        status = self.said("cat", f"/proc/{pid}/status")
        for line in ("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2"):
            self.assertIn(line, status)
        self.assertEqual(self.said("stat", "-c", "%a %U", "/var/lib/dondoc/sample").strip(), "700 dondoc")
        for folder, flags in (("/etc", "ro,"), ("/usr", "ro,"), ("/var/lib/dondoc/sample", "rw,")):
            mounts = self.said("nsenter", "-t", pid, "-m", "findmnt", "-n", "-o", "OPTIONS", "-T", folder)
            self.assertTrue(mounts.startswith(flags), f"{folder}: {mounts}")
        print(self.said("systemd-analyze", "security", "--threshold=12", "--no-pager", SERVICE)
              .strip().splitlines()[-1])

    def test_3_a_reload_keeps_the_process(self):
        pid = self.main_pid()
        self.said("systemctl", "reload", SERVICE)
        self.said("dondoc", "status", "--config", OFFICE)
        self.assertEqual(self.main_pid(), pid)

    def test_4_what_hangs_is_started_again(self):
        pid = self.main_pid()
        self.said("sh", "-c", f"kill -STOP {pid}")
        self.active_again(pid)
        self.assertIn("watchdog", self.said("journalctl", "-u", SERVICE, "--no-pager").lower())

    def test_5_what_is_killed_is_started_again_and_proves_its_state(self):
        pid = self.main_pid()
        self.said("sh", "-c", f"kill -KILL {pid}")
        self.active_again(pid)
        self.assertIn("Nguyên vẹn", self.said("dondoc", "verify", "--config", OFFICE))

    def test_6_the_drop_in_lets_it_write_plans_and_nothing_else(self):
        text = (SOURCE / "README.md").read_text(encoding="utf-8")
        command = re.search(r"^install -D .*plans-from-page.*$", text, re.MULTILINE).group()
        self.said("sh", "-c", command.replace("dondoc@xa", SERVICE))
        self.active_again("0")
        pid = self.main_pid()
        for folder, flags in ((f"{OFFICE}/plans", "rw,"), (OFFICE, "ro,"), ("/etc", "ro,")):
            mounts = self.said("nsenter", "-t", pid, "-m", "findmnt", "-n", "-o", "OPTIONS", "-T", folder)
            self.assertTrue(mounts.startswith(flags), f"{folder}: {mounts}")
        self.assertEqual(self.said("stat", "-c", "%U", f"{OFFICE}/plans").strip(), "dondoc")

    def test_7_a_stop_is_clean_and_quick(self):
        began = time.monotonic()
        self.said("systemctl", "stop", SERVICE)
        self.assertLess(time.monotonic() - began, 10)
        self.assertEqual((self.property("Result"), self.property("ExecMainStatus")), ("success", "0"))

    def test_8_an_office_that_cannot_start_tells_of_it(self):
        self.said("sh", "-c", f"echo 'titel: sai' >> {OFFICE}/policies.yaml")
        self.assertNotEqual(self.inside("systemctl", "start", SERVICE).returncode, 0)
        # Starting again mends no file.
        self.assertEqual(self.property("ActiveState"), "failed")
        told = "dondoc@sample has failed and sends no reminders"
        wait_until(lambda: told in self.said("journalctl", "-t", "dondoc", "--no-pager"), told)


if __name__ == "__main__":
    unittest.main(verbosity=2)
