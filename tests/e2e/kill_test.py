#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""No kill -9 loses a message, and only doubt repeats one: see kill_rounds.py for the rounds. A
message without a terminal record, one that no receiver got and nobody was told of, or a duplicate
that no doubt explains is a failure."""

import collections
import unittest

from kill_rounds import KillRounds
from office import Sink


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


if __name__ == "__main__":
    unittest.main(verbosity=2)
