#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The daemon and its commands as an office meets them."""

import os
import pathlib
import resource
import select
import signal
import subprocess
import unittest

from office import BIN, OfficeTest, Sink, plain, wait_until


class Life(OfficeTest):
    def test_reminders_of_a_plan_reach_the_maildir_and_doing_the_duty_silences_it(self):
        config = self.config(units=3)
        config.use_maildir()
        daemon = self.start().wait_ready()
        wait_until(lambda: len(self.mails()) == 3, "three mails")
        self.assertEqual(self.mails()[0]["Auto-Submitted"], "auto-generated")

        listed = self.dondoc("list", "--json")["occurrences"]
        self.assertEqual(len(listed), 3)
        code = str(listed[0]["code"])
        self.assertIn(code, self.dondoc("list"))
        done = self.dondoc("done", code, "--document", "12/BC-UBND")
        self.assertIn("12/BC-UBND", done)
        self.assertEqual(len(self.dondoc("list", "--json")["occurrences"]), 2)
        story = self.dondoc("show", code)
        self.assertIn("12/BC-UBND", story)
        self.assertIn("đã gửi thành công", story)
        why = self.dondoc("why", code)
        self.assertIn("plans/thu.yaml", why)
        self.assertIn("con-25", why)
        self.assertEqual(daemon.end(), 0)

    def test_what_is_done_before_it_left_never_leaves(self):
        config = self.config(units=2)
        config.use_maildir()
        config.write_plan([1])
        daemon = self.start().wait_ready()
        wait_until(lambda: len(self.mails()) == 1, "one mail")
        self.dondoc("hold")
        config.write_plan([1, 2])
        daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(self.dondoc("list", "--json")["occurrences"]) == 2, "two duties")
        for one in self.dondoc("list", "--json")["occurrences"]:
            self.dondoc("done", one["key"])
        self.dondoc("release")
        self.assertEqual(daemon.end(), 0)
        daemon = self.start().wait_ready()
        self.assertEqual(daemon.end(), 0)
        self.assertEqual(len(self.mails()), 1)

    def test_a_refused_act_and_an_unknown_code_exit_1_with_words(self):
        self.config(units=1).use_maildir()
        daemon = self.start().wait_ready()
        wait_until(lambda: self.dondoc("list", "--json")["occurrences"], "an open duty")
        self.assertIn("9999", self.dondoc("show", "9999", expect=1))
        self.assertIn("9999", self.dondoc("done", "9999", expect=1))
        code = str(self.dondoc("list", "--json")["occurrences"][0]["code"])
        self.dondoc("done", code)
        key = self.dondoc("show", code, "--json")["occurrence"]["key"]
        self.dondoc("done", key, expect=1)
        self.dondoc("ack", key, "--as", "nguoi-la", expect=1)
        self.assertEqual(daemon.end(), 0)

    def test_commands_work_without_a_daemon_for_the_owner_of_the_state(self):
        self.config(units=2).use_maildir()
        daemon = self.start().wait_ready()
        wait_until(lambda: len(self.mails()) == 2, "two mails")
        self.assertEqual(daemon.end(), 0)
        self.assertFalse(self.status()["running"])
        listed = self.dondoc("list", "--json")["occurrences"]
        self.dondoc("done", listed[0]["key"], "--document", "3/BC")
        self.assertEqual(len(self.dondoc("list", "--json")["occurrences"]), 1)

    def test_hold_keeps_everything_back_and_release_lets_it_go(self):
        config = self.config(units=2)
        config.use_maildir()
        config.write_plan([1])
        daemon = self.start().wait_ready()
        wait_until(lambda: len(self.mails()) == 1, "one mail")
        self.dondoc("hold", "--reason", "đang kiểm tra")
        config.write_plan([1, 2])
        daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(self.dondoc("list", "--json")["occurrences"]) == 2, "two duties")
        status = self.status()
        self.assertEqual(status["sending"], {"held": True, "reason": "đang kiểm tra", "clock_doubt": None})
        self.assertEqual(len(self.mails()), 1)
        self.dondoc("release")
        wait_until(lambda: len(self.mails()) == 2, "two mails")
        self.assertEqual(daemon.end(), 0)

    def test_it_sends_nothing_twice_over_restarts(self):
        self.config(units=5).use_maildir()
        for _ in range(3):
            daemon = self.start().wait_ready()
            wait_until(lambda: len(self.mails()) == 5, "five mails")
            self.assertEqual(daemon.end(), 0)
        self.assertEqual(len(self.mails()), 5)
        self.assertEqual(self.status()["counts"]["sent_messages"], 5)

    def test_an_idle_daemon_is_not_woken(self):
        self.config(units=1).use_maildir()
        daemon = self.start().wait_ready()
        wait_until(lambda: len(self.mails()) == 1, "one mail")
        wait_until(lambda: self.status()["in_flight"] == 0, "its outcome")
        before = self.switches(daemon)
        # The one thing under test is that nothing happens, so time has to pass.
        select.select([], [], [], 3.0)
        self.assertEqual(self.switches(daemon), before)
        self.assertEqual(daemon.end(), 0)

    def switches(self, daemon):
        """How often it has gone to sleep, asked while it sleeps: on a busy machine it may not have
        put away yet what it was asked last."""
        told = {}

        def sleeps():
            lines = pathlib.Path(f"/proc/{daemon.process.pid}/status").read_text().splitlines()
            told.update(line.split(":\t", 1) for line in lines if ":\t" in line)
            return told["State"].startswith("S")

        wait_until(sleeps, "the daemon to sleep")
        return int(told["voluntary_ctxt_switches"])


class Reload(OfficeTest):
    def test_a_good_set_is_taken_and_a_bad_one_is_refused_whole(self):
        config = self.config(units=3)
        config.use_maildir()
        config.write_plan([1])
        daemon = self.start().wait_ready()
        wait_until(lambda: len(self.mails()) == 1, "one mail")

        config.write_plan([1, 2, 3])
        config.break_plan()
        daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: self.status()["config"]["refused_errors"] > 0, "the refusal in status")
        self.assertIn("[unknown-key]", daemon.log())
        shown = self.dondoc("status")
        self.assertIn("cấu hình mới có lỗi (4), bị từ chối lúc", shown)
        self.assertRegex(shown, r"plans/thu\.yaml:\d+:\d+: .*titel.*\[unknown-key\]")
        self.assertEqual(len(self.dondoc("list", "--json")["occurrences"]), 1)
        wait_until(self.alarms, "the refusal told to the admin")
        told = self.alarms()[0]
        self.assertEqual(told["Subject"],
                         "[Hệ thống] Cấu hình mới có 04 lỗi, chưa được áp dụng - UBND xã Mẫu")
        self.assertRegex(plain(told),
                         r"- plans/thu\.yaml:\d+:\d+: .*titel.*\[unknown-key\]")
        self.assertIn("Kính gửi: Trưởng đơn vị số 1 (quản trị hệ thống đôn đốc)", plain(told))
        alarms = self.status()["alarms"]
        self.assertEqual([one["kind"] for one in alarms], ["reload-refused"])
        self.assertIn("Cấu hình mới có 04 lỗi", self.dondoc("status"))

        config.write_plan([1, 2, 3])
        daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(self.mails()) == 3, "three mails")
        self.assertEqual(self.status()["config"]["refused_errors"], 0)
        daemon.wait_told("RELOADING=1")
        self.assertEqual(daemon.end(), 0)
        self.assertEqual(len(self.mails()), 3)


class Refusals(OfficeTest):
    def refused(self, *arguments):
        return subprocess.run([BIN / "dondocd", *arguments], capture_output=True, text=True,
                              timeout=60)

    def start_refused(self):
        return self.refused("--config", self.folder / "config", "--state", self.state)

    def test_wrong_usage_exits_2(self):
        for arguments in (["--no-such"], ["--config"], ["word"], ["--state="]):
            done = self.refused(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertIn("Cách dùng", done.stderr)
        self.assertEqual(self.refused("--help").returncode, 0)
        self.assertEqual(self.refused("--version").returncode, 0)

    def test_a_broken_plan_exits_1_with_every_diagnostic_and_touches_nothing(self):
        config = self.config(units=1)
        config.use_maildir()
        config.break_plan()
        done = self.start_refused()
        self.assertEqual(done.returncode, 1)
        self.assertIn("titel", done.stderr)
        self.assertIn("[unknown-key]", done.stderr)
        self.assertFalse(self.state.exists())

    def test_a_second_daemon_on_the_same_state_exits_3_and_leaves_the_first_alone(self):
        self.config(units=1).use_maildir()
        daemon = self.start().wait_ready()
        done = self.start_refused()
        self.assertEqual(done.returncode, 3)
        self.assertIn("đang dùng thư mục trạng thái", done.stderr)
        self.assertTrue(self.status()["running"])
        self.assertEqual(daemon.end(), 0)

    def test_a_corrupt_database_exits_3_with_a_way_back_and_stays_as_it_is(self):
        self.config(units=1).use_maildir()
        self.state.mkdir(mode=0o700)
        database = self.state / "dondoc.db"
        for content in (b"not a database at all" * 500, b"SQLite format 3\0" + b"\xff" * 8176):
            database.write_bytes(content)
            done = self.start_refused()
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertIn("Khôi phục", done.stderr)
            self.assertEqual(database.read_bytes(), content)

    def test_a_state_folder_that_cannot_be_made_exits_3(self):
        self.config(units=1).use_maildir()
        blocker = self.folder / "state"
        blocker.write_text("")
        done = self.start_refused()
        self.assertEqual(done.returncode, 3)
        self.assertIn("state", done.stderr)


class Trouble(OfficeTest):
    def test_a_peer_that_is_down_is_tried_again_and_reached(self):
        config = self.config(units=2, channel="webhook")
        sink = Sink(self.folder)
        port = sink.port
        sink.end()
        config.use_webhook(port)
        daemon = self.start().wait_ready()
        wait_until(lambda: self.attempt_outcomes() == {"retry"}, "failed attempts in the record")
        sink = Sink(self.folder, port=port)
        self.addCleanup(sink.end)
        wait_until(lambda: len(set(sink.accepted())) == 2, "two messages at the sink", 60)
        wait_until(lambda: self.status()["counts"]["sent_messages"] == 2, "two sent", 60)
        self.assertEqual(len(sink.accepted()), 2)
        self.assertEqual(daemon.end(), 0)

    def attempt_outcomes(self):
        outcomes = set()
        for one in self.dondoc("list", "--json")["occurrences"]:
            story = self.dondoc("show", one["key"], "--json")
            for message in story["messages"]:
                outcomes |= {attempt["outcome"] for attempt in message["attempts"]}
        return outcomes

    def test_sigterm_waits_for_what_is_in_flight(self):
        config = self.config(units=4, channel="webhook")
        sink = Sink(self.folder, "--delay-ms", "1500")
        self.addCleanup(sink.end)
        config.use_webhook(sink.port)
        daemon = self.start().wait_ready()
        wait_until(lambda: len(sink.accepted()) == 4, "four messages at the sink")
        self.assertEqual(daemon.end(), 0)
        self.assertEqual(self.status()["counts"]["sent_messages"], 4)
        self.assertEqual(len(sink.accepted()), 4)

    def limit_files(self, daemon, limit):
        """No byte may be written to a file beyond `limit`: a full disk, without being root."""
        hard = resource.prlimit(daemon.process.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(daemon.process.pid, resource.RLIMIT_FSIZE, (limit, hard))

    def test_a_disk_that_fills_up_loses_nothing_and_recovers_when_it_empties(self):
        config = self.config(units=3)
        config.use_maildir()
        config.write_plan([1])
        daemon = self.start().wait_ready()
        wait_until(lambda: len(self.mails()) == 1, "one mail")
        key = self.dondoc("list", "--json")["occurrences"][0]["key"]
        self.limit_files(daemon, 1)
        told = self.dondoc("done", key, expect=3)
        self.assertRegex(told, "chưa rõ đã ghi được hay chưa|chưa ghi gì")
        wait_until(lambda: not self.status()["store"]["ok"], "the fault in status")
        self.assertTrue(self.status()["running"])
        self.assertIn("không dùng được", self.dondoc("status"))
        self.assertEqual(daemon.log().count("cơ sở dữ liệu tạm thời không dùng được"), 1)
        self.limit_files(daemon, resource.RLIM_INFINITY)
        wait_until(lambda: self.status()["store"]["ok"], "the database back by itself", 75)
        self.assertIn("cơ sở dữ liệu đã mở lại", daemon.log())
        # What was not claimed may be said again; it is done once.
        if self.dondoc("show", key, "--json")["occurrence"]["state"] == "open":
            self.dondoc("done", key)
        config.write_plan([1, 2, 3])
        daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(self.mails()) == 3, "three mails")
        wait_until(lambda: len(self.alarms()) == 2, "the outage and the edit told to the admin")
        self.assertEqual(daemon.end(), 0)
        outage = "Cơ sở dữ liệu đã gián đoạn, nay hoạt động trở lại"
        told = [one for one in self.alarms() if outage in one["Subject"]]
        self.assertEqual(len(told), 1)
        self.assertIn("(SQLite ", plain(told[0]))
        self.assertEqual(self.status()["counts"]["sent_messages"], 5)

    def test_a_read_only_state_is_told_and_taken_up_when_it_can_be_written(self):
        # Root may write everywhere, so the daemon runs as nobody then, from a copy it can reach.
        as_nobody = os.geteuid() == 0
        self.config(units=1).use_maildir()
        daemon = self.start().wait_ready()
        wait_until(lambda: len(self.mails()) == 1, "one mail")
        self.assertEqual(daemon.end(), 0)
        if as_nobody:
            subprocess.run(["chown", "-R", "65534:65534", self.state, self.folder / "config"],
                           check=True)
        database = self.state / "dondoc.db"
        before = database.read_bytes()
        self.set_writable(False)
        daemon = self.start(as_nobody=as_nobody)
        daemon.wait_told("không dùng được")
        self.assertFalse(self.status()["store"]["ok"])
        self.assertEqual(database.read_bytes(), before)
        self.set_writable(True)
        daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: self.status()["store"]["ok"], "the database back")
        self.assertEqual(daemon.end(), 0)

    def set_writable(self, writable):
        for file in self.state.glob("dondoc.db*"):
            file.chmod(0o600 if writable else 0o400)


if __name__ == "__main__":
    unittest.main(verbosity=2)
