#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""No kill -9 loses a message, and only doubt repeats one: see kill_rounds.py for the rounds. A
message without a terminal record, one that no receiver got and nobody was told of, or a duplicate
that no doubt explains is a failure."""

import collections
import unittest

from kill_rounds import KillRounds
from office import MailSink, Sink


class Kills(KillRounds):
    """A webhook's receiver drops repeats by their id, so a doubt is tried again until it is none."""

    channel = "webhook"

    def use_channel(self, config):
        config.use_webhook(self.sink.port)

    def test_no_kill_loses_a_message_and_only_doubt_repeats_one(self):
        self.sink = Sink(self.folder, "--gate", str(self.gate.path))
        self.addCleanup(self.sink.end)
        messages, attempts = self.run_all_rounds()
        self.judge(messages, attempts, collections.Counter(self.sink.accepted()))
        self.assertEqual(set(messages.values()), {"sent"}, "a receiver that answers gets everything")


class MailKills(KillRounds):
    """A mail server keeps both of two equal mails: after a doubt a message is sent once more, marked,
    and after a second doubt the coordinator is told."""

    channel = "email"
    hit_twice = 3

    def use_channel(self, config):
        config.use_email(self.sink.port)

    def test_no_kill_loses_a_mail_and_only_doubt_repeats_one_once_and_marked(self):
        self.sink = MailSink(self.folder, "--gate", str(self.gate.path))
        self.addCleanup(self.sink.end)
        messages, attempts = self.run_all_rounds()
        accepted = self.sink.lines()
        self.judge(messages, attempts, collections.Counter(self.sink.accepted()))
        marks = collections.defaultdict(list)
        for message, mark, _ in accepted:
            marks[message].append(mark)
        for message, state in messages.items():
            told = f"{message}: {attempts[message]}, accepted {marks[message]}"
            doubts = attempts[message].count("uncertain")
            self.assertIn(marks[message], [[], ["first"], ["marked"], ["first", "marked"]], told)
            self.assertLessEqual("marked" in marks[message], doubts > 0, told)
            # Nothing but a doubt ends an attempt here, and the second one ends the tries.
            self.assertEqual(state, "uncertain" if doubts == 2 else "sent", told)
            self.assertLessEqual(doubts, 2, told)
        self.assertEqual(self.told_as_uncertain, list(messages.values()).count("uncertain"))
        self.assertGreaterEqual(self.told_as_uncertain, self.hit_twice)


if __name__ == "__main__":
    unittest.main(verbosity=2)
