#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Five hundred reloads under load, half of them broken, lose and double nothing.

While messages leave, some of them refused and tried again, duties are added, taken out, brought
back and moved; between these edits stand others that no admin should make. A set of duties falls
due at a full minute in the midst of it. At the end the daemon's own record is held against what the
edits ask for, and against what the receiver got.

A failure prints the seed; DONDOC_RELOAD_SEED replays the edits.
"""

import collections
import dataclasses
import datetime
import json
import os
import random
import signal
import time
import unittest
import urllib.parse

from office import ZONE, OfficeTest, Sink, today, wait_until

RELOADS = int(os.environ.get("DONDOC_RELOADS", "500"))
UNITS = 150
DUE_IN_AN_HOUR = 30  # of these
ALREADY_THERE = 40
EDITS_MAX = RELOADS + 100
# Who has had the day's messages (10, unless the directory says otherwise) gets the rest on the next
# working day, for which nobody waits here: nobody's duty is moved so often.
MESSAGES_MAX = 7
# A message that failed twice, once by the machine's slowness, waits 10 and then 60 seconds; a
# channel that counted as down is tried after 30 seconds and then after 60.
QUEUE_END_SECONDS = 180
WEEKDAYS = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]


def day_words(day):
    """As an official writes it: a nought before days under 10 and months under 3."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"hết ngày {day.day:02d}/{month}/{day.year} ({WEEKDAYS[day.weekday()]})"


@dataclasses.dataclass
class Duty:
    """One obligation, and what its head must have been told of it, as the edits go."""
    number: int
    due: datetime.date
    present: bool = True
    round: int = 1
    #: (round, rung) -> words that the message must hold; None: any.
    told: dict = dataclasses.field(default_factory=dict)
    #: Taken out while something may have waited: that may have been taken back.
    was_taken_out: bool = False


class Reloads(OfficeTest):
    def setUp(self):
        super().setUp()
        self.seed = os.environ.get("DONDOC_RELOAD_SEED", str(random.randrange(10**9)))
        print("DONDOC_RELOAD_SEED=" + self.seed, flush=True)
        self.random = random.Random(self.seed)
        self.office = self.config(units=UNITS, channel="webhook")
        self.bodies = self.folder / "bodies"
        self.sink = Sink(self.folder, "--delay-ms", "20", "--fail-every", "9",
                         "--bodies", self.bodies)
        self.addCleanup(self.sink.end)
        self.office.use_webhook(self.sink.port)
        self.settings = (self.office.folder / "dondoc.yaml").read_text()
        self.directory = (self.office.folder / "directory.yaml").read_text()
        self.duties = {}
        self.reloads = 0
        self.done = collections.Counter()

    # ---- The files ---------------------------------------------------------------------------

    def due_words(self, duty):
        if duty.number > DUE_IN_AN_HOUR:
            return f"chậm nhất là ngày {duty.due.day}/{duty.due.month}/{duty.due.year}"
        at = self.falls_at + datetime.timedelta(hours=1)
        return f"trước {at.hour} giờ {at.minute} phút ngày {at.day}/{at.month}/{at.year}"

    def plan_text(self):
        issued = today() - datetime.timedelta(days=50)
        lines = [f"  - {{ id: V.{one.number}, title: Việc thử số {one.number},"
                 f" lead: don-vi-{one.number}, product: Báo cáo,"
                 f" due: {self.due_words(one)} }}\n"
                 for one in self.duties.values() if one.present]
        return ("plan: thu\ntitle: Kế hoạch thử\n"
                f"document: {{ number: 1/KH-UBND, issued: {issued}, authority: UBND xã Mẫu }}\n"
                f"effective: {{ from: {issued.year}-01-01, to: {issued.year + 1}-12-31 }}\n"
                f"watch_from: {issued}\ncoordinator: don-vi-1\ndefaults: {{ policy: standard }}\n"
                "obligations:\n" + "".join(lines))

    def write_all(self):
        folder = self.office.folder
        (folder / "policies.yaml").write_text(
            'standard:\n  at: "00:00"\n  hours: ["00:00-24:00"]\n  ladder:\n'
            '    - { rung: con-30, before: 30 days, to: lead }\n'
            '    - { rung: gio-1, before: 1 hour, to: lead }\n')
        (folder / "plans" / "thu.yaml").write_text(self.plan_text())
        (folder / "directory.yaml").write_text(self.directory)
        (folder / "dondoc.yaml").write_text(self.settings)
        (folder / "khoa").chmod(0o600)

    def break_something(self):
        """One mistake, or more than one."""
        folder = self.office.folder
        plan = folder / "plans" / "thu.yaml"
        text = plan.read_text()

        def unknown_unit():
            plan.write_text(text.replace("lead: don-vi-5,", "lead: don-vi-khac,"))

        def unknown_key():
            plan.write_text(text.replace("product:", "san-pham:", 1))

        def not_yaml():
            plan.write_text(text.replace("title: Kế", "title: \"Kế", 1))

        def cut_short():
            plan.write_text(text[:text.index(" product:", len(text) // 2)])

        def not_text():
            plan.write_bytes(text.encode().replace("ế".encode(), b"\xff\xfe", 3))

        def twice():
            plan.write_text(text + text[text.index("  - {"):].splitlines(True)[0])

        def no_directory():
            (folder / "directory.yaml").unlink()

        def other_settings():
            (folder / "dondoc.yaml").write_text(self.settings.replace("kind: webhook", "kind: fax"))

        def open_secret():
            (folder / "khoa").chmod(0o644)

        way = self.random.choice([unknown_unit, unknown_key, not_yaml, cut_short, not_text, twice,
                                  no_directory, other_settings, open_secret])
        way()
        self.done[way.__name__] += 1

    # ---- The edits ---------------------------------------------------------------------------

    def add(self, number):
        duty = Duty(number, today() + datetime.timedelta(days=self.random.randrange(20, 30)))
        duty.told[(1, "con-30")] = None
        if number <= DUE_IN_AN_HOUR:
            duty.told[(1, "gio-1")] = None
        self.duties[number] = duty

    def settled(self, duty):
        """What it asked for so far has been taken by the receiver."""
        return duty.number > DUE_IN_AN_HOUR and self.arrived[duty.number] == len(duty.told)

    def edit(self):
        """One change of the plan; nothing when there is none to make."""
        kind = self.random.choice(["add", "move", "move", "take_out", "bring_back", "leave"])
        self.count_arrived()
        changeable = [one for one in self.duties.values()
                      if one.number > max(DUE_IN_AN_HOUR, 5) and one.present]
        gone = [one for one in self.duties.values() if not one.present]
        if kind == "add" and len(self.duties) < UNITS:
            self.add(len(self.duties) + 1)
        elif kind == "move":
            candidates = [one for one in changeable
                          if self.settled(one) and len(one.told) < MESSAGES_MAX]
            if not candidates:
                return
            duty = self.random.choice(candidates)
            before = duty.due
            while duty.due == before:
                duty.due = today() + datetime.timedelta(days=self.random.randrange(20, 30))
            duty.round += 1
            duty.told[(duty.round, "doi-han")] = (
                f"Điều chỉnh thời hạn: từ {day_words(before)} thành {day_words(duty.due)}")
        elif kind == "take_out" and len(gone) < 20:
            duty = self.random.choice(changeable)
            duty.present = False
            duty.was_taken_out = True
        elif kind == "bring_back" and gone:
            duty = self.random.choice(gone)
            duty.present = True
            duty.round += 1
        else:
            kind = "leave"
        self.done[kind] += 1

    def count_arrived(self):
        """Messages at the receiver, by the duty that they are about."""
        self.arrived = collections.Counter()
        for body in self.read_bodies():
            for number in self.numbers_in(body["data"]["text"]):
                self.arrived[number] += 1

    def read_bodies(self):
        if not self.bodies.exists():
            return []
        # The last line may be half written.
        lines = self.bodies.read_bytes().split(b"\n")[:-1]
        return [json.loads(line) for line in lines]

    def numbers_in(self, text):
        return {int(word.split()[0].rstrip(",.;")) for word in text.split("Việc thử số ")[1:]}

    # ---- The run -----------------------------------------------------------------------------

    def reload(self):
        """One SIGHUP, until the daemon says that it has dealt with it."""
        ready = sum("READY=1" in one for one in self.daemon.read_told())
        self.daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: sum("READY=1" in one for one in self.daemon.read_told()) > ready,
                   "an answer to SIGHUP")
        self.reloads += 1

    def standing(self):
        page = self.get("/v1/occurrences?all=true")
        self.assertIsNone(page["next"])
        return {one["key"]: (one["due"], one["state"], one["round"])
                for one in page["occurrences"]}

    def good_reload(self):
        self.edit()
        self.write_all()
        self.reload()
        self.assertEqual(self.get("/v1/status")["config"]["refused_errors"], 0)

    def broken_reload(self):
        before = self.standing()
        self.write_all()
        self.break_something()
        self.reload()
        config = self.get("/v1/status")["config"]
        self.assertGreater(config["refused_errors"], 0, self.done)
        self.assertGreater(len(config["refused"]), 0)
        self.assertEqual(self.standing(), before, "a refused set changed something")

    def test_no_reload_loses_a_message_or_tells_one_twice(self):
        now = datetime.datetime.now(ZONE)
        days = {now.date()}
        self.falls_at = (now + datetime.timedelta(seconds=67)).replace(second=0, microsecond=0)
        for number in range(1, ALREADY_THERE + 1):
            self.add(number)
        self.write_all()
        self.daemon = self.start().wait_ready()
        kinds = [self.good_reload, self.broken_reload] * (RELOADS // 2)
        self.random.shuffle(kinds)
        started = time.monotonic()
        for one in kinds:
            one()
        seconds = time.monotonic() - started
        # The rest falls due, still under reloads.
        while datetime.datetime.now(ZONE) <= self.falls_at:
            # A quick machine would edit until somebody has had all the messages of a day.
            if self.reloads < EDITS_MAX:
                self.good_reload()
            else:
                self.reload()
        self.write_all()
        self.reload()
        try:
            wait_until(self.nothing_waits, "an end of what was queued", QUEUE_END_SECONDS)
        except AssertionError as late:
            self.count_arrived()
            most = self.arrived.most_common(5)
            counts = self.get("/v1/status")["counts"]
            raise AssertionError(f"{late}; {counts}; most messages of a duty: {most}") from late
        days.add(datetime.datetime.now(ZONE).date())
        self.judge(days)
        self.assertEqual(self.daemon.end(), 0)
        print(f"{self.reloads} reloads, {RELOADS} of them in {seconds:.1f} s; {dict(self.done)}",
              flush=True)

    def nothing_waits(self):
        status = self.get("/v1/status")
        counts = status["counts"]
        return (counts["pending_notices"] == 0 and counts["queued_messages"] == 0 and
                status["in_flight"] == 0)

    # ---- The judgement -----------------------------------------------------------------------

    def judge(self, days):
        accepted = collections.Counter(self.sink.accepted())
        texts = {body["data"]["id"]: body["data"]["text"] for body in self.read_bodies()}
        explained = set()
        for duty in self.duties.values():
            explained |= self.judge_duty(duty, accepted, texts)
        alarms = self.get("/v1/status")["alarms"]
        self.assertLessEqual({one["kind"] for one in alarms}, {"reload-refused", "config-changed"})
        told_admin = [one for one in accepted if "[HỆ THỐNG]" in texts[one]]
        refused = [one for one in told_admin if "Cấu hình vừa nạp có" in texts[one]]
        self.assertIn(len(refused), range(1, len(days) + 1), "once a day, however often")
        self.judge_told_changes([texts[one] for one in told_admin if one not in refused])
        self.assertEqual(set(accepted) - explained - set(told_admin), set(),
                         "the receiver got what nothing asked for")
        self.assertEqual({one: times for one, times in accepted.items() if times > 1}, {},
                         "told twice")

    def judge_told_changes(self, texts):
        """Of what edits changed the admin is told, each content once a day."""
        edits = sum(self.done[one] for one in ("add", "move", "take_out", "bring_back"))
        self.assertIn(len(texts), range(1, edits + 1))
        for text in texts:
            self.assertIn("[HỆ THỐNG] Cấu hình mới đã được áp dụng", text)
            self.assertIn("- plans/thu.yaml:", text)
        self.assertEqual(len(set(texts)), len(texts))

    def judge_duty(self, duty, accepted, texts):
        """What was told of the duty is what its edits ask for; gives the messages."""
        key = f"thu/V.{duty.number}@once"
        story = self.get("/v1/occurrences/" + urllib.parse.quote(key, safe=""))
        occurrence = story["occurrence"]
        self.assertEqual(occurrence["state"], "open" if duty.present else "withdrawn", key)
        self.assertEqual(occurrence["round"], duty.round, key)
        if duty.number > DUE_IN_AN_HOUR:
            self.assertEqual(occurrence["last_day"], duty.due.isoformat(), key)
        issued = [one for one in story["notices"] if one["issued"]]
        self.assertEqual(sorted((one["round"], one["rung"]) for one in issued),
                         sorted(duty.told), key)
        messages = {one["id"]: one for one in story["messages"]}
        for notice in issued:
            self.judge_notice(duty, notice, messages, accepted, texts)
        for one in messages.values():
            self.assertIn(one["state"], {"sent", "withdrawn"}, key)
            self.assertEqual(accepted[one["id"]], 1 if one["state"] == "sent" else 0, key)
        return {one["id"] for one in messages.values() if one["state"] == "sent"}

    def judge_notice(self, duty, notice, messages, accepted, texts):
        if notice["state"] != "messaged":
            # It waited when the duty was taken out, or when the next rung fell.
            self.assertTrue(duty.was_taken_out or notice["state"] == "collapsed", notice)
            return
        message = messages[notice["message"]]
        if message["state"] == "withdrawn":
            self.assertTrue(duty.was_taken_out, notice)
            return
        self.assertEqual(accepted[message["id"]], 1, notice)
        text = texts[message["id"]]
        self.assertEqual(text, message["text"], "the bytes that were stored are the bytes sent")
        self.assertIn(f"Việc thử số {duty.number}", text)
        words = duty.told[(notice["round"], notice["rung"])]
        if words:
            self.assertIn(words, text)


if __name__ == "__main__":
    unittest.main(verbosity=2)
