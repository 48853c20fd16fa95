#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Copies of the database: made while the daemon works, proved, and put back without a second word."""

import os
import pathlib
import signal
import sqlite3
import stat
import subprocess
import unittest

from office import BIN, OfficeTest, Sink, wait_until


class Keeping(OfficeTest):
    def back_up(self):
        made = pathlib.Path(self.dondoc("backup", "--json")["file"])
        self.assertEqual(stat.S_IMODE(made.stat().st_mode), 0o600)
        self.assertEqual([one.name for one in made.parent.iterdir()], [made.name])
        self.assertIn("Nguyên vẹn", self.dondoc("verify", str(made)))
        return made

    def test_a_lost_database_comes_back_and_nothing_is_sent_twice(self):
        config = self.config(units=3, channel="webhook")
        sink = Sink(self.folder)
        port = sink.port
        sink.end()
        config.use_webhook(port)
        daemon = self.start().wait_ready()
        wait_until(lambda: self.status()["counts"]["queued_messages"] == 3, "three messages wait")
        made = self.back_up()
        sink = Sink(self.folder, port=port)
        self.addCleanup(sink.end)
        wait_until(lambda: len(sink.accepted()) == 3, "three messages at the sink", 60)
        code = str(self.dondoc("list", "--json")["occurrences"][0]["code"])
        self.dondoc("done", code, "--document", "12/BC-UBND")
        self.assertIn("Nguyên vẹn", self.dondoc("verify"))

        self.assertIn("xin dừng dondocd", self.dondoc("restore", str(made), expect=3))
        self.assertEqual(daemon.end(), 0)
        lost = b"not a database at all" * 500
        database = self.state / "dondoc.db"
        database.write_bytes(lost)
        hint = self.start()
        self.assertEqual(hint.process.wait(30), 3)
        hint.end()
        self.assertIn(f"dondoc restore --config {self.folder / 'config'} --state {self.state} {made}",
                      hint.log())

        restored = self.dondoc("restore", str(made), "--json")
        self.assertEqual((restored["uncertain_messages"], restored["open"]), (3, 3))
        self.assertEqual(pathlib.Path(restored["kept"]).read_bytes(), lost)
        daemon = self.start().wait_ready()
        status = self.status()
        self.assertTrue(status["sending"]["held"])
        self.assertIn("khôi phục từ bản sao lưu có dữ liệu đến", status["sending"]["reason"])
        self.dondoc("release")
        wait_until(lambda: self.status()["counts"]["pending_notices"] == 0, "nothing is left to word")
        counts = self.status()["counts"]
        self.assertEqual(counts["uncertain_messages"], 3)
        self.assertEqual(counts["queued_messages"] + counts["sent_messages"], 0)
        self.assertEqual(len(sink.accepted()), 3)
        self.assertIn("Nguyên vẹn", self.dondoc("verify"))
        # What was recorded since the copy is recorded again, and silences again.
        self.dondoc("done", code, "--document", "12/BC-UBND")
        self.assertEqual(len(self.dondoc("list", "--json")["occurrences"]), 2)
        self.assertEqual(daemon.end(), 0)

    def test_what_is_due_since_the_copy_is_not_sent_by_the_restore_either(self):
        config = self.config(units=3)
        config.use_maildir()
        config.write_plan([1])
        daemon = self.start().wait_ready()
        wait_until(lambda: len(self.mails()) == 1, "one mail")
        wait_until(lambda: self.status()["counts"]["sent_messages"] == 1, "its outcome")
        made = self.back_up()
        config.write_plan([1, 2, 3])
        daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(self.mails()) == 3, "two more mails")
        self.assertEqual(daemon.end(), 0)
        restored = self.dondoc("restore", str(made), "--json")
        self.assertEqual((restored["uncertain_messages"], restored["open"]), (2, 3))
        daemon = self.start().wait_ready()
        self.dondoc("release")
        wait_until(lambda: self.status()["counts"]["pending_notices"] == 0, "nothing is left to word")
        self.assertEqual(len(self.mails()), 3)
        self.assertEqual(daemon.end(), 0)

    def test_a_damaged_copy_is_told_and_touches_nothing(self):
        self.config(units=2).use_maildir()
        daemon = self.start().wait_ready()
        wait_until(lambda: len(self.mails()) == 2, "two mails")
        made = self.back_up()
        self.assertEqual(daemon.end(), 0)
        whole = made.read_bytes()
        database = (self.state / "dondoc.db").read_bytes()
        at = whole.index(b"plans/thu.yaml")
        for damaged in (whole[:at] + b"\xff" * 4096 + whole[at + 4096:], whole[:8192], b""):
            made.write_bytes(damaged)
            self.assertIn("KHÔNG nguyên vẹn", self.dondoc("verify", str(made), expect=1))
            self.assertIn("Chưa thay đổi gì", self.dondoc("restore", str(made), expect=1))
            self.assertEqual(made.read_bytes(), damaged)
            self.assertEqual((self.state / "dondoc.db").read_bytes(), database)
        self.assertIn("không đọc được", self.dondoc("verify", "/nowhere/else.db", expect=3))
        # On a machine that has no office.
        made.write_bytes(whole)
        scratch = self.folder / "scratch"
        scratch.mkdir()
        told = subprocess.run([BIN / "dondoc", "verify", made, "--state", "/nowhere/state"],
                              env={"PATH": os.environ["PATH"], "TMPDIR": str(scratch)},
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertIn("Nguyên vẹn", told.stdout)
        self.assertEqual(list(scratch.iterdir()), [])

    def test_a_state_that_nobody_recorded_is_named(self):
        self.config(units=2).use_maildir()
        daemon = self.start().wait_ready()
        wait_until(lambda: len(self.mails()) == 2, "two mails")
        self.assertEqual((self.dondoc("verify", "--json")["proved"]), 2)
        made = self.back_up()
        self.assertEqual(daemon.end(), 0)
        for file in (made, self.state / "dondoc.db"):
            with sqlite3.connect(file) as database:
                key = database.execute("SELECT key FROM occurrence ORDER BY key").fetchone()[0]
                database.execute("UPDATE occurrence SET promised = 30000 WHERE key = ?", (key,))
            database.close()
        told = self.dondoc("verify", expect=1)
        self.assertIn("KHÔNG nguyên vẹn", told)
        self.assertIn(key, told)
        self.assertIn("khác với ghi nhận: promised", told)
        self.assertIn(key, self.dondoc("verify", str(made), expect=1))


if __name__ == "__main__":
    unittest.main()
