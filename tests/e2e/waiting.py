# SPDX-License-Identifier: Apache-2.0
"""Waiting for what somebody else does: for a condition, never for a time."""
import select
import time


def wait_until(condition, what, limit=20.0):
    """Waits for a condition, not for a time; says what did not come."""
    end = time.monotonic() + limit
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {limit} s in vain: {what}")
        select.select([], [], [], 0.01)
