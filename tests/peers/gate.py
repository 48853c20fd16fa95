# SPDX-License-Identifier: Apache-2.0
"""Holds a receiver's answers back, so that a test can kill the sender while an attempt is certainly
under way, however fast the machine is.

The test closes the gate by writing a file; the receiver asks it at every message:
    TOKEN before|after COUNT
After COUNT messages that pass as ever, each one is held: "before" it is accepted, or "after" that.
No answer to it ever comes. Every held message adds the line TOKEN to the file beside, *.held.
"""

import os
import pathlib

PASS, HOLD_BEFORE, HOLD_AFTER = "pass", "before", "after"


class Gate:
    """The receiver's side; without a file nothing is ever held."""

    def __init__(self, path):
        self.path = path
        self.token = None
        self.passed = 0

    def judge(self):
        """What to do with the message that has just come in whole."""
        try:
            token, when, count = pathlib.Path(self.path).read_text().split()
        except (OSError, TypeError):
            return PASS
        if token != self.token:
            self.token, self.passed = token, 0
        if self.passed < int(count):
            self.passed += 1
            return PASS
        return when

    def tell_held(self):
        with open(f"{self.path}.held", "a") as held:
            held.write(self.token + "\n")


class GateKeeper:
    """The test's side."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.held = pathlib.Path(f"{path}.held")
        self.closings = 0

    def close(self, when, count):
        self.closings += 1
        temporary = self.path.with_suffix(".new")
        temporary.write_text(f"{self.closings} {when} {count}\n")
        os.replace(temporary, self.path)

    def holds(self):
        """The gate as it was closed last holds a message."""
        return self.held.exists() and str(self.closings) in self.held.read_text().split()

    def open(self):
        self.path.unlink()
