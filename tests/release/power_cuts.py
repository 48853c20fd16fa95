#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The rounds of kill_rounds.py with the power cut instead of a kill: each office's state lies on a
file system of its own, which is shut down under the daemon (what wasn't flushed is gone) and mounted
again. On top of what kill_rounds.py judges, every comment that the daemon had acknowledged before
the cut must be there afterwards.

Needs root, loop devices, ext4 and XFS; `./dev release` runs it. A file that is written without a
flush just before each cut shows that the cuts cut: all of them surviving would mean that this tests
nothing."""

import collections
import fcntl
import http.client
import json
import os
import pathlib
import select
import shutil
import signal
import struct
import subprocess
import sys
import threading
import time
import unittest
import urllib.parse

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from kill_rounds import OFFICES, UNITS, KillRounds  # noqa: E402
from office import Sink, UnixConnection  # noqa: E402

#: XFS_IOC_GOINGDOWN, which ext4 takes too; the flag says: without flushing the log.
SHUT_DOWN = 0x8004587D
WITHOUT_FLUSH = struct.pack("I", 2)
DISK_BYTES = {"ext4": 64 << 20, "xfs": 320 << 20}
MAKE = {"ext4": ["mkfs.ext4", "-q", "-F"], "xfs": ["mkfs.xfs", "-q", "-f"]}


class PowerCuts(KillRounds):
    channel = "webhook"

    def use_channel(self, config):
        config.use_webhook(self.sink.port)

    def setUp(self):
        super().setUp()
        self.acknowledged = {}  # what was said of a duty, by the words
        self.lost_unflushed, self.cuts = 0, collections.Counter()
        self.addCleanup(self.unmount_all)

    def die_at_work(self, folder):
        # Long enough for some acts.
        self.kill_after(self.start_in(folder).wait_ready(), self.random.uniform(0.0, 0.300))

    def disk_of(self, folder):
        return "ext4" if int(folder.name.split("-")[1]) % 2 == 0 else "xfs"

    def start_in(self, folder):
        state, image = folder / "state", folder / "disk"
        if not image.exists():
            disk = self.disk_of(folder)
            with open(image, "wb") as file:
                file.truncate(DISK_BYTES[disk])
            subprocess.run([*MAKE[disk], image], check=True)
            state.mkdir(mode=0o700)
        if not os.path.ismount(state):
            subprocess.run(["mount", "-o", "loop", image, state], check=True)
            state.chmod(0o700)
        return super().start_in(folder)

    def kill_after(self, daemon, seconds):
        state = daemon.state
        talk = threading.Thread(target=self.keep_talking, args=(state, time.monotonic() + seconds + 0.2))
        talk.start()
        ended = daemon.process.poll()
        self.assertIsNone(ended, "dondocd ended by itself:\n" + daemon.log())
        time_of_cut = self.cut(state, seconds)
        talk.join()
        # One that was starting may have met the dead disk and ended by itself.
        self.assertIn(daemon.end(signal.SIGKILL), (-signal.SIGKILL, 3), daemon.log())
        self.daemons.remove(daemon)
        self.kills += 1
        self.cuts[self.disk_of(state.parent)] += 1
        # A flush that races the cut may be told as done though it isn't; no real power cut lets
        # anybody hear of it.
        self.acknowledged = {words: one for words, one in self.acknowledged.items()
                             if one[1] is None or one[1] < time_of_cut}
        self.acknowledged = {words: (key, None) for words, (key, _) in self.acknowledged.items()}
        subprocess.run(["umount", state], check=True)
        subprocess.run(["mount", "-o", "loop", state.parent / "disk", state], check=True)
        canary = state / "canary"
        self.lost_unflushed += not canary.exists() or canary.stat().st_size == 0
        canary.unlink(missing_ok=True)

    def cut(self, state, seconds):
        """Shuts the file system down and gives the moment just before."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            os.sched_yield()
        (state / "canary").write_bytes(b"never flushed" * 1000)
        descriptor = os.open(state, os.O_RDONLY | os.O_DIRECTORY)
        try:
            moment = time.monotonic()
            fcntl.ioctl(descriptor, SHUT_DOWN, WITHOUT_FLUSH)
        finally:
            os.close(descriptor)
        return moment

    def keep_talking(self, state, until):
        """Comments on duties as fast as the daemon takes them, and what it acknowledged when."""
        number = len(self.acknowledged)
        while time.monotonic() < until:
            connection = UnixConnection(state / "dondoc.sock")
            key = f"thu-{state.parent.name.split('-')[1]}/V.{1 + number % 5}@once"
            number += 1
            words = f"Lời số {number} của vòng {self.kills}"
            try:
                connection.request("POST", f"/v1/occurrences/{urllib.parse.quote(key, safe='')}/comment",
                                   json.dumps({"text": words}), {"Content-Type": "application/json"})
                reply = connection.getresponse()
                reply.read()
                if reply.status == 200:
                    self.acknowledged[words] = (key, time.monotonic())
            except (OSError, http.client.HTTPException):
                select.select([], [], [], 0.002)  # It has yet to start, or is gone.
            finally:
                if connection.sock:
                    connection.sock.close()

    def unmount_all(self):
        for number in range(OFFICES):
            state = self.folder / f"office-{number}" / "state"
            if os.path.ismount(state):
                subprocess.run(["umount", "-l", state], check=False)

    def read_record(self, messages, attempts):
        super().read_record(messages, attempts)
        for key in {key for key, _ in self.acknowledged.values()}:
            if not key.startswith(f"thu-{self.socket.parent.parent.name.split('-')[1]}/"):
                continue
            story = json.dumps(self.get("/v1/occurrences/" + urllib.parse.quote(key, safe="")),
                               ensure_ascii=False)
            for words, (of, _) in self.acknowledged.items():
                if of == key:
                    self.assertIn(f'"{words}"', story, "acknowledged, and lost by a power cut")
                    self.found += 1
        self.assertTrue(self.get("/v1/verify")["whole"])

    def test_no_power_cut_loses_what_was_acknowledged_or_sent(self):
        self.found = 0
        self.sink = Sink(self.folder, "--gate", str(self.gate.path))
        self.addCleanup(self.sink.end)
        messages, attempts = self.run_all_rounds()
        self.judge(messages, attempts, collections.Counter(self.sink.accepted()))
        self.assertEqual(self.found, len(self.acknowledged))
        self.assertGreater(self.found, UNITS, "hardly anything was acknowledged: this tests little")
        self.assertGreater(self.lost_unflushed, self.kills // 2, "the cuts don't cut")
        print(f"power cuts: {dict(self.cuts)}; {self.found} acknowledged acts, none lost;"
              f" {self.lost_unflushed} unflushed files lost", flush=True)


def main():
    missing = [tool for tool in ("mkfs.ext4", "mkfs.xfs", "mount") if not shutil.which(tool)]
    if os.geteuid() != 0 or missing:
        print("NOT RUN: needs root and " + ", ".join(missing or ["nothing else"]))
        raise SystemExit(77)
    unittest.main(verbosity=2)


if __name__ == "__main__":
    main()
