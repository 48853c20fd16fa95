# SPDX-License-Identifier: Apache-2.0
"""The real daemon and a bot platform of Zalo: what it refuses, drops and accepts, and that the bot's
token is never told."""
import json
import sys
import unittest

from office import OfficeTest, Receiver, wait_until

TOKEN = "123456789:khong-ai-duoc-thay"
SECRET_PART = TOKEN.partition(":")[2]


class Bot(Receiver):
    """The platform; it answers the first requests as the script says."""

    def __init__(self, folder, script=(), token=TOKEN):
        path = folder / "script"
        path.write_text("".join(json.dumps(step) + "\n" for step in script))
        super().__init__("zalo_bot.py", folder, "--token", token, "--script", str(path))

    def messages(self):
        if not self.log_path.exists():
            return []
        return [json.loads(line) for line in self.log_path.read_text("utf-8").splitlines()]


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


if __name__ == "__main__":
    sys.exit(unittest.main())
