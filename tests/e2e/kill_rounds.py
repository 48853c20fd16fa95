# SPDX-License-Identifier: Apache-2.0
"""kill -9 of the real daemon, over a thousand notices, against a receiver in another process.

The kills are spread over some offices. Every round adds some duties to the plan, so that each start
has something to open, to word and to send, beside what the last kill left in doubt. A round dies
while it starts, or a moment after it is ready, or when the receiver holds a message back: those
kills hit an attempt on a machine of any speed. (One office for all would live so long that a message
is hit by three kills, and waits five minutes and more for its next try.) When all kills are done,
each office is started once more and runs to the end; then the daemon's own record is held against
the receiver's.

A failure prints the seed; DONDOC_KILL_SEED replays the moments (not the scheduling of the machine).
"""

import os
import random
import select
import signal
import sys
import urllib.parse

from office import PEERS, Config, Daemon, OfficeTest, wait_until

sys.path.append(str(PEERS))
from gate import HOLD_AFTER, HOLD_BEFORE, GateKeeper  # noqa: E402

ROUNDS = int(os.environ.get("DONDOC_KILL_ROUNDS", "200"))
OFFICES = 20
DUTIES_PER_ROUND = 5
ROUNDS_PER_OFFICE = max(ROUNDS // OFFICES, 1)
UNITS = ROUNDS_PER_OFFICE * DUTIES_PER_ROUND
NOTICES = OFFICES * UNITS
TERMINAL = {"sent", "failed", "uncertain", "withdrawn"}
SECONDS_TO_THE_END = 180


class KillRounds(OfficeTest):
    """The rounds; a channel's own test says how to configure it and what its receiver may show."""

    channel = ""
    #: Offices whose messages in doubt are hit a second time, when their next try is due.
    hit_twice = 0

    def use_channel(self, config):
        raise NotImplementedError

    def setUp(self):
        super().setUp()
        self.seed = os.environ.get("DONDOC_KILL_SEED", str(random.randrange(10**9)))
        print("DONDOC_KILL_SEED=" + self.seed, flush=True)
        self.random = random.Random(self.seed)
        self.gate = GateKeeper(self.folder / "gate")
        self.kills, self.hits = 0, 0
        self.told_as_uncertain = 0

    def run_all_rounds(self):
        """Gives every message's state and every message's attempts' outcomes, by message id."""
        messages, attempts = {}, {}
        folders = [self.kill_one_office(number) for number in range(OFFICES)]
        for folder in folders[:self.hit_twice]:
            # Nothing is new: what the receiver gets and holds is a repetition.
            self.die_sending(folder, 0)
        for folder in folders:
            self.start_in(folder)
        for daemon in self.daemons:
            daemon.wait_ready()
        for folder in folders:
            self.socket = folder / "state" / "dondoc.sock"
            wait_until(self.nothing_waits, "an end of what was queued", SECONDS_TO_THE_END)
            self.read_record(messages, attempts)
            self.told_as_uncertain += self.get("/v1/status")["counts"]["uncertain_messages"]
        for daemon in self.daemons:
            self.assertEqual(daemon.end(), 0)
        return messages, attempts

    def kill_one_office(self, number):
        folder = self.folder / f"office-{number}"
        folder.mkdir()
        config = Config(folder / "config", units=UNITS, channel=self.channel, plan=f"thu-{number}")
        self.use_channel(config)
        for current in range(1, ROUNDS_PER_OFFICE + 1):
            config.write_plan(range(1, DUTIES_PER_ROUND * current + 1))
            if number < self.hit_twice and current == ROUNDS_PER_OFFICE:
                die = self.die_sending
            else:
                die = self.random.choice([self.die_starting, self.die_at_work, self.die_sending])
            die(folder)
        return folder

    def die_starting(self, folder):
        self.kill_after(self.start_in(folder), self.random.uniform(0.010, 0.090))

    def die_at_work(self, folder):
        self.kill_after(self.start_in(folder).wait_ready(), self.random.uniform(0.0, 0.060))

    def die_sending(self, folder, pass_first=None):
        # Fewer pass than each round has new messages, so at least one is held.
        if pass_first is None:
            pass_first = self.random.randrange(DUTIES_PER_ROUND - 1)
        self.gate.close(self.random.choice([HOLD_BEFORE, HOLD_AFTER]), pass_first)
        daemon = self.start_in(folder)
        wait_until(self.gate.holds, "a message that the receiver holds", 60)
        self.kill_after(daemon, self.random.uniform(0.0, 0.010))
        self.gate.open()
        self.hits += 1

    def start_in(self, folder):
        daemon = Daemon(folder / "config", folder / "state")
        self.daemons.append(daemon)
        return daemon

    def kill_after(self, daemon, seconds):
        select.select([], [], [], seconds)
        ended = daemon.process.poll()
        self.assertIsNone(ended, "dondocd ended by itself:\n" + daemon.log())
        self.assertEqual(daemon.end(signal.SIGKILL), -signal.SIGKILL)
        self.daemons.remove(daemon)
        self.kills += 1

    def nothing_waits(self):
        status = self.get("/v1/status")
        counts = status["counts"]
        return (counts["open"] == UNITS and counts["pending_notices"] == 0 and
                counts["queued_messages"] == 0 and status["in_flight"] == 0)

    def read_record(self, messages, attempts):
        keys, after = [], ""
        while True:
            page = self.get("/v1/occurrences" + (f"?after={urllib.parse.quote(after, safe='')}"
                                                 if after else ""))
            keys += [one["key"] for one in page["occurrences"]]
            if page["next"] is None:
                break
            after = page["next"]
        self.assertEqual(len(keys), UNITS)
        for key in keys:
            story = self.get("/v1/occurrences/" + urllib.parse.quote(key, safe=""))
            told = [one for one in story["notices"] if one["rung"] == "con-25"]
            self.assertEqual(len(told), 1, f"{key}: its one rung is decided once")
            self.assertEqual(told[0]["state"], "messaged", key)
            for message in story["messages"]:
                messages[message["id"]] = message["state"]
                attempts[message["id"]] = [one["outcome"] for one in message["attempts"]]

    def judge(self, messages, attempts, accepted):
        """Nothing without an end, nothing claimed that didn't arrive, nothing repeated but for a
        doubt. `accepted` counts by message id."""
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
        print(f"{self.kills} kills, {self.hits} of them of an attempt that the receiver held;"
              f" {len(messages)} messages, {sum(accepted.values())} accepted,"
              f" {doubts} doubts, {repeats} repeated, {self.told_as_uncertain} told as uncertain",
              flush=True)
        # What a receiver has got was an attempt on record before its first byte.
        self.assertGreaterEqual(doubts, self.hits)
        if ROUNDS >= 100:
            self.assertGreater(doubts, 0, "no kill hit an attempt: this test tests nothing")
            self.assertGreater(repeats, 0, "nothing was sent again: this test tests little")
