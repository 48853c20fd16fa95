#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What people do to duties, from the command line to the mail that follows."""

import datetime
import signal
import unittest

from office import Config, OfficeTest, today, wait_until

LEADER = "pho-chu-tich"
CHAIR = "chu-tich"
HEAD = "truong-2"  # of the unit that leads every duty


def day(offset):
    return today() + datetime.timedelta(days=offset)


class ActsConfig(Config):
    """Unit 1 watches, unit 2 leads, unit 3 supports; a leader is in charge of unit 2."""

    def write_directory(self):
        posts = {f"truong-{i}": f"Trưởng đơn vị số {i}" for i in (1, 2, 3)}
        posts |= {LEADER: "Phó Chủ tịch UBND xã", CHAIR: "Chủ tịch UBND xã"}
        (self.folder / "directory.yaml").write_text(
            f"office: UBND xã Mẫu\nchair: {CHAIR}\nunits:\n" +
            "".join(f"  - {{ id: don-vi-{i}, name: Đơn vị số {i}, head: truong-{i},"
                    f" reports_to: {LEADER if i == 2 else CHAIR} }}\n" for i in (1, 2, 3)) +
            "posts:\n" +
            "".join(f"  - {{ id: {post}, title: {title},"
                    f" held_by: [{{ person: nguoi-{post}, from: 2020-01-01 }}] }}\n"
                    for post, title in posts.items()) +
            "people:\n" +
            "".join(f"  - {{ id: nguoi-{post}, name: Người (mẫu),"
                    f" contacts: [{{ maildir: {post}@xa.example }}] }}\n" for post in posts))

    def write_ladder(self, *rungs):
        (self.folder / "policies.yaml").write_text(
            'standard:\n  at: "00:00"\n  hours: ["00:00-24:00"]\n  ladder:\n' +
            "".join(f"    - {{ rung: con-{n}, before: {n} days, to: lead }}\n" for n in rungs))

    def write_policies(self):
        # Fallen for whatever is due in 20 days, and before whatever an event opens today.
        self.write_ladder(25)

    def write_plan(self, duties, title="Việc thử"):
        issued = day(-50)
        named = {
            "event": "trigger: van-ban, due: { after: 30 days, of: van-ban }",
            "dated": f"due: {{ every: once, date: {day(20)} }}",
            "second": f"due: {{ every: once, date: {day(20)} }}",
            "quota": f"quota: {{ at_least: 2 }}, due: {{ every: once, date: {day(20)} }}",
            "target": f"target: {{ at_least: 95, unit: '%' }},"
                      f" due: {{ every: once, date: {day(20)} }}",
            "standing": "due: { standing: true }",
        }
        lines = [f"  - {{ id: V.{name}, title: Việc {name}, lead: don-vi-2, support: [don-vi-3],"
                 f" oversight: don-vi-1, product: Báo cáo, {named[name]} }}\n" for name in duties]
        triggers = ("triggers:\n  - { id: van-ban, title: Văn bản của Trung ương,"
                    " recorder: don-vi-1 }\n" if "event" in duties else "")
        (self.folder / "plans" / "thu.yaml").write_text(
            f"plan: {self.plan}\ntitle: Kế hoạch thử\n"
            f"document: {{ number: 1/KH-UBND, issued: {issued}, authority: UBND xã Mẫu }}\n"
            f"effective: {{ from: {issued.year}-01-01, to: {day(400).year}-12-31 }}\n"
            f"watch_from: {issued}\ncheckpoints: reporting\n"
            "coordinator: don-vi-1\ndefaults: { policy: standard }\n" + triggers +
            "obligations:\n" + "".join(lines))


class Acts(OfficeTest):
    def office(self, *duties):
        self.files = ActsConfig(self.folder / "config", units=0)
        self.files.use_maildir()
        self.files.write_plan(duties)
        self.daemon = self.start().wait_ready()
        self.addCleanup(self.daemon.end)

    def subjects(self, post):
        """Of every mail that the post has got, in no order."""
        found = []
        for message in self.mails():
            if message["to"].startswith(f"{post}@") or f"{post}@xa.example" in message["to"]:
                found.append(message["subject"])
        return found

    def wait_subject(self, post, words):
        wait_until(lambda: any(words in one for one in self.subjects(post)),
                   f"{words} to {post}; there is {self.subjects(post)}")

    def duty(self, name, period="once"):
        return self.dondoc("show", f"thu/V.{name}@{period}", "--json")["occurrence"]

    def code(self, name):
        wait_until(lambda: self.listed(name), f"the duty {name}")
        return str(self.listed(name)[0]["code"])

    def listed(self, name):
        return [one for one in self.dondoc("list", "--json")["occurrences"]
                if one["obligation"] == f"V.{name}"]

    def test_an_event_opens_the_duties_that_wait_for_it(self):
        self.office("event")
        trigger = self.dondoc("trigger", "--json")["triggers"][0]
        self.assertTrue(trigger["waiting"])
        self.assertIn("đang chờ: V.event", self.dondoc("trigger"))
        self.assertEqual(self.listed("event"), [])

        event = ("trigger", "thu/van-ban", "--date", str(day(-5)), "--document", "12/NĐ-CP")
        self.assertIn("12/NĐ-CP", self.dondoc(*event))
        wait_until(lambda: self.listed("event"), "the duty that the event opens")
        # 30 days from the event, the last one moved on over days off.
        last = datetime.date.fromisoformat(self.listed("event")[0]["last_day"])
        self.assertGreaterEqual(last, day(25))
        self.assertLess(last, day(25 + 12))
        self.assertLess(last.weekday(), 5)
        self.wait_subject(HEAD, "[Giao việc]")
        # Told again it is the same event.
        self.assertIn("đã được ghi nhận", self.dondoc(*event, expect=1))
        self.assertEqual(len(self.listed("event")), 1)

        # The watch is for events alone, also once it has one.
        refused = self.dondoc("done", str(trigger["code"]), "--document", "12/NĐ-CP", expect=1)
        self.assertIn("đề nghị ghi nhận bằng lệnh `trigger thu/van-ban`", refused)

        # On the watch, by its code: an event with a due of its own.
        self.dondoc("trigger", str(trigger["code"]), "--date", str(day(-1)), "--id", "hai",
                    "--due", str(day(9)), "--title", "việc thứ hai")
        wait_until(lambda: len(self.listed("event")) == 2, "the second duty")
        self.assertEqual(self.duty("event", "hai")["last_day"], str(day(9)))
        self.assertIn("việc thứ hai", self.dondoc("list"))
        self.assertFalse(self.dondoc("trigger", "--json")["triggers"][0]["waiting"])
        why = self.dondoc("why", "thu/V.event@hai")
        self.assertIn("giao-viec: khi phát sinh việc", why)

    def test_a_paper_with_its_signer_silences_the_lead_until_it_is_returned(self):
        self.office("dated", "second")
        wait_until(lambda: self.subjects(HEAD), "the first reminder")
        first = len(self.subjects(HEAD))
        code = self.code("dated")
        self.dondoc("submit", code, "--date", str(day(-1)), "--as", HEAD, "--by", "phone")
        self.wait_subject(LEADER, "[Chờ ký]")
        self.assertIn("đã trình ký", self.dondoc("list"))
        # A rung that the ladder gets now has fallen for both duties.
        self.files.write_ladder(25, 22)
        self.daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(self.subjects(HEAD)) == first + 1, "the reminder of the other duty")
        self.assertIn("con-22", self.rungs("second"))
        self.assertNotIn("con-22", self.rungs("dated"))
        self.assertIn("con-22 tới : thôi nhắc: đã trình ký", self.dondoc("show", code))

        self.dondoc("return", code, "--reason", "thiếu phụ lục số liệu", "--as", LEADER)
        self.wait_subject(HEAD, "[Đề nghị bổ sung, hoàn thiện]")
        self.assertIn("thiếu phụ lục số liệu", self.dondoc("show", code))
        self.assertIsNone(self.duty("dated")["submission"])
        self.dondoc("return", code, "--reason", "lần nữa", expect=1)

    def rungs(self, name):
        story = self.dondoc("show", f"thu/V.{name}@once", "--json")
        return [one["rung"] for one in story["notices"] if one["state"] == "messaged"]

    def test_the_lead_asks_for_more_time_and_a_leader_grants_it(self):
        self.office("dated")
        code = self.code("dated")
        self.dondoc("extend", code, "--until", str(day(20)), "--reason", "x", "--as", HEAD, expect=1)
        asked = self.dondoc("extend", code, "--until", str(day(34)), "--reason", "chờ số liệu",
                            "--as", HEAD)
        self.assertIn("đề nghị gia hạn", asked)
        self.assertEqual(self.duty("dated")["last_day"], str(day(20)))
        self.wait_subject(LEADER, "[Xin gia hạn]")
        self.dondoc("grant", code, "--as", HEAD, expect=1)
        before = self.duty("dated")
        self.dondoc("grant", code, "--as", LEADER)
        after = self.duty("dated")
        self.assertEqual(after["last_day"], str(day(34)))
        self.assertEqual(after["first_due"], before["first_due"])
        self.wait_subject(HEAD, "[Gia hạn]")

    def test_the_lead_asks_for_another_unit_and_a_leader_agrees(self):
        self.office("dated")
        code = self.code("dated")
        asked = self.dondoc("transfer", code, "don-vi-3", "--reason", "ngoài chức năng", "--as", HEAD)
        self.assertIn("chờ ý kiến của lãnh đạo", asked)
        self.wait_subject(LEADER, "[Xin chuyển giao]")
        self.dondoc("transfer", code, "don-vi-3", "--as", LEADER)
        self.wait_subject(HEAD, "[Chuyển giao]")
        listed = self.dondoc("list", "--unit", "don-vi-3", "--json")
        self.assertIn("thu/V.dated@once", [one["key"] for one in listed["occurrences"]])

    def test_who_reads_no_messages_is_told_by_hand(self):
        self.files = ActsConfig(self.folder / "config", units=0)
        self.files.use_maildir()
        directory = self.folder / "config" / "directory.yaml"
        directory.write_text(directory.read_text().replace(
            f"{{ maildir: {HEAD}@xa.example }}", '{ manual: "phòng 12" }'))
        self.files.write_plan(["dated"])
        self.daemon = self.start().wait_ready()
        self.addCleanup(self.daemon.end)
        waiting = wait_until(lambda: self.dondoc("status", "--json")["by_hand"], "who waits")
        self.assertEqual([one["title"] for one in waiting], ["Trưởng đơn vị số 2"])
        if waiting[0]["asked"]:  # Nobody is asked at night.
            self.wait_subject("truong-1", "[Báo trực tiếp] Trưởng đơn vị số 2")
        code = self.code("dated")
        slip = self.dondoc("why", waiting[0]["message"])
        self.assertIn("[NHẮC VIỆC]", slip)
        self.assertNotIn("phòng 12", slip)

        self.daemon.end()
        self.daemon = self.start().wait_ready()
        self.assertIn("Báo tận nơi: Trưởng đơn vị số 2", self.dondoc("status"))
        self.dondoc("told", code, "--as", HEAD, expect=1)
        self.assertIn("đã ghi nhận báo trực tiếp", self.dondoc("told", code, "--as", "truong-1"))
        self.assertEqual(self.dondoc("status", "--json")["by_hand"], [])
        self.assertIn("đã báo trực tiếp", self.dondoc("show", code))
        self.assertIn("qua manual: đã báo trực tiếp (ghi nhận bởi Đơn vị số 1)",
                      self.dondoc("why", waiting[0]["message"]))
        self.dondoc("told", code, "--as", "truong-1", expect=1)
        self.dondoc("undo", code, "--as", "truong-1")
        self.assertEqual(len(self.dondoc("status", "--json")["by_hand"]), 1)
        self.dondoc("told", code, "--to", HEAD, "--as", "truong-1", "--by", "phone")
        self.assertEqual(self.subjects(HEAD), [])
        self.assertIn("Nguyên vẹn", self.dondoc("verify"))

    def test_work_beside_the_plan_is_given_by_a_pasted_list(self):
        self.office("dated")
        lines = f"Đơn vị số 2\tRà soát hộ kinh doanh\t{day(9):%d/%m/%Y}\tBáo cáo\r\n"
        wrong = self.folder / "sai.txt"
        wrong.write_text(lines + "Đơn vị số 9 | Việc hai | ngày mai\n")
        told = self.dondoc("assign-new", "--from", str(wrong), "--as", CHAIR, expect=1)
        self.assertIn(f"{wrong}:2:1: lỗi: danh bạ không có đơn vị `Đơn vị số 9`", told)
        self.assertIn(f"{wrong}:2:26: lỗi:", told)
        right = self.folder / "dan.txt"
        right.write_text(lines + "don-vi-3 | Chuẩn bị họp | trong 10 ngày\n")
        self.assertIn("Đã giao 2 việc; 0 việc đã có", self.dondoc("assign-new", "--from", str(right),
                                                                 "--as", CHAIR))
        self.wait_subject(HEAD, "[Giao việc] Rà soát hộ kinh doanh")
        self.wait_subject("truong-3", "[Giao việc] Chuẩn bị họp")
        # A restart keeps them; pasted again they are there already, and nobody is told again.
        self.assertEqual(self.daemon.end(), 0)
        self.daemon = self.start().wait_ready()
        before = len(self.mails())
        self.assertIn("2 việc đã có", self.dondoc("assign-new", "--from", str(right), "--as", CHAIR))
        key = f"thu/giao-viec@{day(9)}"
        self.assertIn("Rà soát hộ kinh doanh", self.dondoc("list", "--unit", "don-vi-2"))
        self.assertIn("khi được giao", self.dondoc("why", key))
        self.dondoc("done", key, "--document", "12/BC", "--as", HEAD)
        self.assertIn("việc giao: Rà soát hộ kinh doanh", self.dondoc("show", key))
        self.assertIn("đã có", self.dondoc("assign-new", "Đơn vị số 2", "Rà soát", "hộ kinh doanh",
                                           "--due", f"{day(9):%d/%m/%Y}", "--product", "Báo cáo"))
        self.assertEqual(len(self.mails()), before)
        self.assertIn("^", self.dondoc("assign-new", "don-vi-2", "Việc", "--due", "sớm", expect=1))

    def test_days_away_are_recorded_and_the_stand_in_is_written_to(self):
        self.office("dated")
        wait_until(lambda: self.subjects(HEAD), "the first reminder")
        leave = ("leave", HEAD, str(today()), str(day(3)), "--deputy", "truong-3")
        self.assertIn("trước ngày đầu", self.dondoc("leave", HEAD, str(day(3)), str(day(2)), expect=1))
        self.assertIn("đã qua", self.dondoc("leave", HEAD, str(day(-3)), str(day(-2)), expect=1))
        self.dondoc(*leave, "--as", LEADER, expect=1)
        self.assertIn("Trưởng đơn vị số 3 thay", self.dondoc(*leave, "--as", "truong-1"))
        self.assertIn("Đã ghi từ trước", self.dondoc(*leave))
        # Also after a restart the rungs that fall now go to who stands in.
        self.assertEqual(self.daemon.end(), 0)
        self.files.write_ladder(25, 22)
        self.daemon = self.start().wait_ready()
        self.wait_subject("truong-3", "[Nhắc việc]")
        self.assertEqual(len(self.subjects(HEAD)), 1)
        self.assertIn("Nghỉ:        Trưởng đơn vị số 2", self.dondoc("status"))
        self.assertIn("Trưởng đơn vị số 3 thay", self.dondoc("leaves"))
        self.assertIn("Đã hủy ghi nhận", self.dondoc("leave", HEAD, "--undo", "--as", HEAD))
        self.assertIn("Không có ai", self.dondoc("leaves"))
        self.dondoc("leave", HEAD, "--undo", expect=1)
        self.files.write_ladder(25, 22, 21)
        self.daemon.process.send_signal(signal.SIGHUP)
        wait_until(lambda: len(self.subjects(HEAD)) == 2, "a reminder to who is there again")

    def test_a_cause_that_a_leader_accepts_is_told_apart(self):
        self.office("dated")
        code = self.code("dated")
        self.dondoc("excuse", code, "--reason", "mưa lũ", "--as", HEAD)
        self.assertIn("nêu nguyên nhân khách quan: mưa lũ", self.dondoc("list"))
        self.dondoc("excuse", code, "--as", LEADER)
        self.assertIn("có lý do được chấp nhận: mưa lũ", self.dondoc("list"))

    def test_an_earlier_due_tells_lead_support_and_oversight_once(self):
        self.office("dated")
        code = self.code("dated")
        wait_until(lambda: self.subjects(HEAD), "the first reminder")
        adjust = ("adjust", code, "--due", str(day(10)), "--basis", "CV 15/SNV", "--as", CHAIR)
        self.assertIn("đã điều chỉnh thời hạn", self.dondoc(*adjust))
        self.dondoc(*adjust, expect=1)
        for post in (HEAD, "truong-1", "truong-3"):
            self.wait_subject(post, "[Điều chỉnh thời hạn]")
        self.assertEqual(self.duty("dated")["last_day"], str(day(10)))
        self.assertIn("CV 15/SNV", self.dondoc("show", code))
        # A restart reads all of it back and says nothing twice.
        before = len(self.mails())
        self.assertEqual(self.daemon.end(), 0)
        self.daemon = self.start().wait_ready()
        self.assertEqual(self.daemon.end(), 0)
        self.assertEqual(len(self.mails()), before)
        moved = [one for post in (HEAD, "truong-1", "truong-3") for one in self.subjects(post)
                 if "[Điều chỉnh thời hạn]" in one]
        self.assertEqual(len(moved), 3)

    def test_what_was_done_by_mistake_is_undone(self):
        self.office("dated")
        code = self.code("dated")
        wait_until(lambda: self.subjects(HEAD), "the first reminder")
        before = len(self.mails())
        done = ("done", code, "--document", "12/BC", "--date", str(day(-1)), "--as", HEAD)
        self.assertIn("đã ghi nhận hoàn thành", self.dondoc(*done))
        self.assertIn("đã hoàn thành đúng hạn, tính theo ngày văn bản", self.dondoc("show", code))
        self.dondoc("undo", code, expect=1)
        self.dondoc("undo", code, "--as", LEADER, expect=1)
        undone = self.dondoc("undo", code, "--as", HEAD)
        self.assertIn(f"Mã {code}: đã hủy ghi nhận trước đó", undone)
        self.assertIn("đã được hủy", self.dondoc("undo", code, "--as", HEAD, expect=1))
        story = self.dondoc("show", code)
        self.assertIn("hủy ghi nhận, việc đã hoàn thành, ghi lúc", story)
        self.assertIn("Trạng thái: chưa hoàn thành, trong hạn", story)
        # What was told is not told again, also after a restart.
        self.assertEqual(self.daemon.end(), 0)
        self.daemon = self.start().wait_ready()
        self.assertEqual(len(self.mails()), before)
        self.dondoc("fail", code, "--reason", "không có kinh phí", "--as", HEAD, expect=1)
        self.dondoc("fail", code, "--reason", "không có kinh phí", "--as", LEADER)
        self.assertIn("không hoàn thành: không có kinh phí", self.dondoc("show", code))

    def test_counts_close_a_quota_and_go_on(self):
        self.office("quota")
        code = self.code("quota")
        self.assertIn("1/2", self.dondoc("count", code, "--document", "5/BB"))
        self.assertIn("1/2", self.dondoc("list"))
        self.dondoc("count", code)
        wait_until(lambda: self.duty("quota")["state"] == "done", "the quota is reached")
        self.assertIn("3/2", self.dondoc("count", code))
        self.assertEqual(self.duty("quota")["counted"], 3)
        self.dondoc("count", code, "--amount", "0", expect=2)

    def test_a_target_is_measured_and_the_duty_done(self):
        self.office("target", "standing")
        code = self.code("target")
        measured = self.dondoc("measure", code, "--numerator", "370", "--denominator", "400")
        self.assertIn("92,5% (tối thiểu 95%), chưa đạt", measured)
        self.dondoc("measure", code, "--value", "96")
        self.assertIn("96% (tối thiểu 95%), đạt", self.dondoc("list"))
        self.dondoc("measure", code, "--numerator", "1", "--denominator", "0", expect=1)
        self.dondoc("progress", code, "đã", "rà", "soát", "xong")
        self.assertIn("đã rà soát xong", self.dondoc("show", code))
        self.assertIn("12/BC", self.dondoc("done", code, "--document", "12/BC"))
        self.dondoc("measure", code, "--value", "97", expect=1)
        self.assertIn("thường xuyên", self.dondoc("list"))


if __name__ == "__main__":
    unittest.main()
