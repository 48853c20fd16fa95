# SPDX-License-Identifier: Apache-2.0
"""The real daemon and a bot platform of Zalo: what it refuses, drops and accepts, and that the bot's
token is never told."""
import json
import signal
import sys
import unittest
from datetime import timedelta

from office import OfficeTest, Receiver, today, wait_until

TOKEN = "123456789:khong-ai-duoc-thay"
SECRET_PART = TOKEN.partition(":")[2]


class Bot(Receiver):
    """The platform; it answers the first requests as the script says."""

    def __init__(self, folder, script=(), token=TOKEN):
        path = folder / "script"
        path.write_text("".join(json.dumps(step) + "\n" for step in script))
        self.updates = folder / "updates"
        self.updates.touch()
        self.brought = 0
        super().__init__("zalo_bot.py", folder, "--token", token, "--script", str(path),
                         "--updates", str(self.updates), "--hold-ms", "20000")

    def messages(self):
        if not self.log_path.exists():
            return []
        return [json.loads(line) for line in self.log_path.read_text("utf-8").splitlines()]

    def polls(self):
        return sum("poll" in one for one in self.messages())

    def told(self, chat):
        """What was sent to the chat, in order."""
        return [one["text"] for one in self.messages() if one.get("chat_id") == chat]

    def bring(self, chat, text, message=None, group=False):
        """Somebody writes; gives the message's id, under which it can be brought again."""
        self.brought += 1
        message = message or f"u{self.brought}"
        update = {"event_name": "message.text.received" if text is not None else
                                "message.sticker.received",
                  "message": {"message_id": message, "date": 1779410400000,
                              "from": {"id": "p-" + chat, "display_name": "N", "is_bot": False},
                              "chat": {"id": chat, "chat_type": "GROUP" if group else "PRIVATE"}}}
        if text is not None:
            update["message"]["text"] = text
        with open(self.updates, "a", encoding="utf-8") as lines:
            lines.write(json.dumps(update) + "\n")
        return message

    def ask(self, chat, text, **options):
        """Writes, waits for the answer and gives it."""
        before = len(self.told(chat))
        self.bring(chat, text, **options)
        wait_until(lambda: len(self.told(chat)) > before, f"an answer to {text!r}")
        return self.told(chat)[before]


class Zalo(OfficeTest):
    def office_with(self, bot, units):
        self.addCleanup(bot.end)
        self.config(units=units, channel="zalo").use_zalo(bot.port, TOKEN)
        return self.start().wait_ready()

    def told_by_daemon(self, daemon):
        """All that people may see of it: its log, its status, the story of each duty."""
        stories = [self.dondoc("show", one["key"])
                   for one in self.dondoc("list", "--json")["occurrences"]]
        return daemon.log() + self.dondoc("status") + "".join(stories)

    def test_each_head_is_written_to_once_and_marked_where_the_answer_was_lost(self):
        bot = Bot(self.folder, [{"error": 429, "description": "Quota exceeded", "retry_after": 1},
                                {"drop": "after"}])
        daemon = self.office_with(bot, units=2)
        wait_until(lambda: len(bot.messages()) == 3, "two messages and a repeat", 60)
        wait_until(lambda: self.status()["counts"]["sent_messages"] == 2, "two sent", 60)
        texts = {}
        for one in bot.messages():
            texts.setdefault(one["chat_id"], []).append(one["text"])
        self.assertEqual(set(texts), {"nguoi-1", "nguoi-2"})
        self.assertEqual(sorted(len(one) for one in texts.values()), [1, 2])
        first, again = next(one for one in texts.values() if len(one) == 2)
        self.assertTrue(first.startswith("[NHẮC VIỆC]"), first)
        self.assertIn("Mã ", first)
        self.assertNotIn("có thể trùng", first)
        self.assertIn("có thể trùng", again)
        self.assertIn(first, again)
        self.assertNotIn(SECRET_PART, self.told_by_daemon(daemon))
        self.assertEqual(daemon.end(), 0)

    def test_a_refused_token_stops_the_channel_and_is_told_without_the_token(self):
        bot = Bot(self.folder, token="1:other")
        daemon = self.office_with(bot, units=3)
        channel = wait_until(lambda: self.status()["troubled_channels"].get("zalo"), "a trouble")
        self.assertEqual(channel["state"], "stopped")
        self.assertIn("token", channel["reason"])
        self.assertEqual(bot.messages(), [])
        self.assertNotIn(SECRET_PART, self.told_by_daemon(daemon))
        self.assertEqual(daemon.end(), 0)


class Replies(OfficeTest):
    """People link their chats, are reminded there, and answer there."""

    def setUp(self):
        super().setUp()
        self.bot = Bot(self.folder)
        self.day = f"{today().day}/{today().month}"
        self.addCleanup(self.bot.end)
        self.config(units=3, channel="zalo").use_zalo(self.bot.port, TOKEN, replies=True)
        self.daemon = self.start().wait_ready()

    def link(self, post, chat):
        code = self.dondoc("link", post, "--json")["message"]
        self.assertRegex(code, r"^KETNOI [0-9A-Z]{4}-[0-9A-Z]{4}$")
        answer = self.bot.ask(chat, code)
        self.assertIn("Đã kết nối", answer)
        return code

    def duty_of(self, unit):
        return next(one for one in self.dondoc("list", "--all", "--json")["occurrences"]
                    if f"V.{unit}@" in one["key"])

    def test_a_head_links_is_reminded_and_answers_and_nothing_acts_twice_or_for_strangers(self):
        bot = self.bot
        code = self.link("truong-2", "chat-2")
        self.assertEqual(self.status()["replies"],
                         {"connected": 1, "held_posts": 3, "deaf_channels": {}})
        self.assertIn("đã kết nối 1/3", self.dondoc("status"))
        # A code works once; a stranger hears one line and no more.
        self.assertIn("chưa kết nối", bot.ask("chat-la", code.lower()))
        duty = self.duty_of(2)
        number = duty["code"]
        bot.bring("chat-la", f"xong {number} 1/BC {self.day}")
        bot.bring("nhom", f"xong {number} 1/BC {self.day}", group=True)
        bot.bring("chat-la", f"xong {number}")

        self.assertIn(f"mã {number}", bot.ask("chat-2", "xong"))
        self.assertIn("Trả lời: NHAN", bot.ask("chat-2", None))
        self.assertIn(f"Mã {number}", bot.ask("chat-2", "viec"))
        self.assertEqual(self.duty_of(2)["state"], "open")
        self.assertEqual(len(bot.told("chat-la")), 1)
        self.assertEqual(bot.told("nhom"), [])

        other = self.duty_of(3)["code"]
        self.assertIn("không do đơn vị", bot.ask("chat-2", f"xong {other} 1/BC {self.day}"))
        answer = bot.ask("chat-2", f"xong{number} 35/BC-KT {self.day}", message="lan-mot")
        self.assertIn("Đã ghi nhận: hoàn thành theo văn bản 35/BC-KT", answer)
        self.assertIn(f"mã {number}", answer)
        done = self.duty_of(2)
        self.assertEqual((done["state"], done["completion"]["document"]), ("done", "35/BC-KT"))
        # The platform brings the same message again: nothing, not even an answer.
        told = len(bot.told("chat-2"))
        bot.bring("chat-2", f"xong{number} 35/BC-KT {self.day}", message="lan-mot")
        self.assertIn("đã được ghi nhận", bot.ask("chat-2", f"xong {number}"))
        self.assertEqual(len(bot.told("chat-2")), told + 1)
        facts = self.dondoc("show", str(number), "--json")["facts"]
        self.assertEqual([one["kind"] for one in facts if one["by"] == "zalo"], ["completed"])
        self.assertEqual([one["actor"] for one in facts if one["by"] == "zalo"], ["truong-2"])
        self.assertEqual(self.duty_of(3)["state"], "open")

        self.dondoc("unlink", "truong-2")
        self.assertIn("chưa kết nối", bot.ask("chat-2", "viec"))
        self.assertNotIn({"two": "polls at a time"}, bot.messages())
        self.assertNotIn(SECRET_PART, self.daemon.log() + self.dondoc("status"))
        self.assertEqual(self.daemon.end(), 0)

    def test_a_reminder_comes_to_the_linked_chat_and_says_how_to_answer(self):
        self.link("truong-1", "chat-1")
        self.dondoc("adjust", self.duty_of(1)["key"], "--due", str(today() + timedelta(days=5)),
                    "--basis", "Công văn 5/UBND")
        reminder = wait_until(lambda: [one for one in self.bot.told("chat-1") if "Mã" in one],
                              "a message about the new due")[0]
        self.assertIn(f"Trả lời: NHAN {self.duty_of(1)['code']}", reminder)
        # Who watches another duty urges its lead, who reads that where they read everything.
        self.link("truong-2", "chat-2")
        number = self.duty_of(2)["code"]
        self.assertIn("Đã ghi nhận: đôn đốc",
                      self.bot.ask("chat-1", f"dondoc {number} khẩn trương"))
        wait_until(lambda: [one for one in self.bot.told("chat-2")
                            if f"Mã {number}" in one and "đôn đốc: khẩn trương" in one],
                   "what the lead was urged to do")
        self.assertEqual(self.daemon.end(), 0)

    def test_a_task_is_given_by_chat_told_to_its_unit_and_taken_back(self):
        self.link("truong-1", "chat-1")
        self.link("truong-2", "chat-2")
        due = today() + timedelta(days=9)
        words = f"GIAO don-vi-2 {due.day}/{due.month} Rà soát hộ nghèo"
        self.assertIn("do lãnh đạo phụ trách", self.bot.ask("chat-2", words))
        given = self.bot.ask("chat-1", words)
        task = next(one for one in self.dondoc("list", "--all", "--json")["occurrences"]
                    if "giao-viec@" in one["key"])
        self.assertIn("Đã giao việc: Rà soát hộ nghèo; chủ trì: Đơn vị số 2", given)
        self.assertIn(f"Sai thì trả lời HUY {task['code']} trong 30 phút", given)
        wait_until(lambda: [one for one in self.bot.told("chat-2")
                            if f"[GIAO VIỆC] Mã {task['code']}" in one], "the task")
        self.assertIn("Việc này đã giao từ trước", self.bot.ask("chat-1", words))
        self.assertIn("Đã ghi nhận: hủy", self.bot.ask("chat-1", f"huy {task['code']}"))
        wait_until(lambda: [one for one in self.bot.told("chat-2") if "thu hồi" in one.lower()],
                   "that it was taken back")
        self.assertEqual(self.daemon.end(), 0)

    def test_days_away_are_told_by_chat_kept_over_a_kill_and_taken_back(self):
        self.link("truong-2", "chat-2")
        first, last = (today() + timedelta(days=n) for n in (1, 5))
        answer = self.bot.ask("chat-2", f"nghi {first.day}/{first.month} {last.day}/{last.month}")
        self.assertIn("Đã ghi nhận: Trưởng đơn vị số 2 nghỉ từ ngày", answer)
        self.assertIn("Sai thì trả lời HUYNGHI", answer)
        self.daemon.end(signal.SIGKILL)
        self.daemon = self.start().wait_ready()
        away = self.dondoc("leaves", "--json")["away"]
        self.assertEqual([(one["post"], one["from"], one["to"]) for one in away],
                         [("truong-2", str(first), str(last))])
        self.assertIn("Nghỉ:        Trưởng đơn vị số 2", self.dondoc("status"))
        self.assertIn("Đã hủy ghi nhận", self.bot.ask("chat-2", "HUYNGHI"))
        self.assertEqual(self.dondoc("leaves", "--json")["away"], [])
        self.assertIn("không có việc hằng tuần", self.bot.ask("chat-2", "oktuan"))
        self.assertEqual(self.daemon.end(), 0)

    def test_what_is_kept_is_acted_upon_once_however_the_daemon_dies(self):
        self.link("truong-2", "chat-2")
        number = self.duty_of(2)["code"]
        for round_ in range(4):
            answers, polls = len(self.bot.told("chat-2")), self.bot.polls()
            self.bot.bring("chat-2", f"nhan {number}" if round_ % 2 else f"tiendo {number} lần {round_}")
            # The next poll tells that this message is on disk; every other kill waits for its answer.
            wait_until(lambda: self.bot.polls() > polls, "the next poll")
            if round_ % 2:
                wait_until(lambda: len(self.bot.told("chat-2")) > answers, "an answer")
            polls = self.bot.polls()
            self.daemon.end(signal.SIGKILL)
            self.daemon = self.start().wait_ready()
            wait_until(lambda: len(self.bot.told("chat-2")) > answers, "an answer after all")
            # Only then does a further poll tell of the next message.
            wait_until(lambda: self.bot.polls() > polls, "a poll of the new process")
        facts = [one["kind"] for one in self.dondoc("show", str(number), "--json")["facts"]
                 if one["by"] == "zalo"]
        self.assertEqual(facts, ["progressed", "acknowledged"] * 2)
        self.assertNotIn({"two": "polls at a time"}, self.bot.messages())
        self.assertEqual(self.daemon.end(), 0)


if __name__ == "__main__":
    sys.exit(unittest.main())
