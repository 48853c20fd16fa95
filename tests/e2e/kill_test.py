#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""kill -9 of the real daemon at random moments, over a thousand notices, against a receiver in
another process.

The kills are spread over some offices. Every round adds some duties to the plan, so that each start
has something to open, to word and to send, beside what the last kill left in doubt. The last start
of each office runs to the end. (One office for all would live so long that a message is hit by three
kills, and waits five minutes and more for its next try.) Then the daemon's own
record is held against the receiver's: a message without a terminal record, one that no receiver got
and nobody was told of, or a duplicate that no doubt explains is a failure.

A failure prints the seed; DONDOC_KILL_SEED replays the moments (not the scheduling of the machine).
"""

import collections
import http.client
import json
import os
import random
import select
import signal
import socket
import unittest
import urllib.parse

from office import Config, Daemon, OfficeTest, Sink, wait_until

ROUNDS = int(os.environ.get("DONDOC_KILL_ROUNDS", "200"))
NOTICES = 1000
OFFICES = 8
TERMINAL = {"sent", "failed", "uncertain", "withdrawn"}


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("dondoc")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.path))


class Kills(OfficeTest):
    def setUp(self):
        super().setUp()
        self.seed = os.environ.get("DONDOC_KILL_SEED", str(random.randrange(10**9)))
        print("DONDOC_KILL_SEED=" + self.seed, flush=True)
        self.random = random.Random(self.seed)

    def one_round(self, folder):
        """Start, live a little, die. Half of the rounds die while starting, half at work."""
        daemon = self.start_in(folder)
        if self.random.random() < 0.5:
            daemon.wait_ready()
        select.select([], [], [], self.random.uniform(0.010, 0.090))
        ended = daemon.process.poll()
        self.assertIsNone(ended, "dondocd ended by itself:\n" + daemon.log())
        self.assertEqual(daemon.end(signal.SIGKILL), -signal.SIGKILL)
        self.daemons.remove(daemon)

    def start_in(self, folder):
        daemon = Daemon(folder / "config", folder / "state")
        self.daemons.append(daemon)
        return daemon

    def kill_one_office(self, number, sink):
        folder = self.folder / f"office-{number}"
        folder.mkdir()
        units, rounds = NOTICES // OFFICES, ROUNDS // OFFICES
        config = Config(folder / "config", units=units, channel="webhook", plan=f"thu-{number}")
        config.use_webhook(sink.port)
        for current in range(1, rounds + 1):
            config.write_plan(range(1, units * current // rounds + 1))
            self.one_round(folder)
        self.start_in(folder).wait_ready()
        return folder

    def test_no_kill_loses_a_message_and_only_doubt_repeats_one(self):
        sink = Sink(self.folder)
        self.addCleanup(sink.end)
        messages, attempts = {}, {}
        for folder in [self.kill_one_office(number, sink) for number in range(OFFICES)]:
            self.socket = folder / "state" / "dondoc.sock"
            wait_until(self.nothing_waits, "an end of what was queued", 180)
            self.read_record(messages, attempts)
        for daemon in self.daemons:
            self.assertEqual(daemon.end(), 0)
        self.judge(messages, attempts, collections.Counter(sink.accepted()))

    def get(self, target):
        connection = UnixConnection(self.socket)
        connection.request("GET", target)
        reply = connection.getresponse()
        body = reply.read()
        connection.close()
        self.assertEqual(reply.status, 200, body)
        return json.loads(body)

    def nothing_waits(self):
        status = self.get("/v1/status")
        counts = status["counts"]
        return (counts["open"] == NOTICES // OFFICES and counts["pending_notices"] == 0 and
                counts["queued_messages"] == 0 and status["in_flight"] == 0)

    def read_record(self, messages, attempts):
        """Adds every message by id, and its attempts, as the office's daemon tells them."""
        keys, after = [], ""
        while True:
            page = self.get("/v1/occurrences" + (f"?after={urllib.parse.quote(after, safe='')}"
                                                 if after else ""))
            keys += [one["key"] for one in page["occurrences"]]
            if page["next"] is None:
                break
            after = page["next"]
        self.assertEqual(len(keys), NOTICES // OFFICES)
        for key in keys:
            story = self.get("/v1/occurrences/" + urllib.parse.quote(key, safe=""))
            told = [one for one in story["notices"] if one["rung"] == "con-25"]
            self.assertEqual(len(told), 1, f"{key}: its one rung is decided once")
            self.assertEqual(told[0]["state"], "messaged", key)
            for message in story["messages"]:
                messages[message["id"]] = message["state"]
                attempts[message["id"]] = [one["outcome"] for one in message["attempts"]]

    def judge(self, messages, attempts, accepted):
        self.assertEqual(len(messages), NOTICES, "one message for each notice")
        lost, unexplained = [], []
        for message, state in messages.items():
            self.assertIn(state, TERMINAL, f"{message} has no terminal record")
            self.assertNotIn("", attempts[message], f"{message} has an attempt without an outcome")
            if state == "sent" and accepted[message] == 0:
                lost.append(message)
            doubts = attempts[message].count("uncertain")
            if accepted[message] > attempts[message].count("ok") + doubts:
                unexplained.append(message)
        self.assertEqual(lost, [], "claimed as sent, but no receiver got them")
        self.assertEqual(unexplained, [], "sent twice without a doubt")
        self.assertLessEqual(set(accepted), set(messages), "the receiver got what was never stored")
        doubts = sum(outcomes.count("uncertain") for outcomes in attempts.values())
        repeats = sum(count - 1 for count in accepted.values())
        print(f"{ROUNDS} kills, {len(messages)} messages, {sum(accepted.values())} accepted,"
              f" {doubts} in doubt, {repeats} repeated", flush=True)
        self.assertEqual(set(messages.values()), {"sent"}, "a receiver that answers gets everything")
        if ROUNDS >= 100:
            self.assertGreater(doubts, 0, "no kill hit an attempt: this test tests nothing")


if __name__ == "__main__":
    unittest.main(verbosity=2)
