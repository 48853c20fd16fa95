#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A webhook receiver in a process of its own, for end-to-end tests and benches.

Listens on 127.0.0.1, prints its port, and appends one line "ID TIMESTAMP" to the log for every
message it accepts, before it answers. The log is what the peer got: duplicates show in it.
Checks signatures with Python's own hmac, so that our code doesn't vouch for itself.
"""

import argparse
import asyncio
import base64
import hashlib
import hmac
import json
import os
import signal

from gate import HOLD_AFTER, HOLD_BEFORE, Gate

HEAD_BYTES_MAX = 64 * 1024
BODY_BYTES_MAX = 20_000
HELD = "held"
REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 503: "Service Unavailable"}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log", required=True, help="file to append accepted messages to")
    parser.add_argument("--bodies", help="file to append their bodies to, a line each")
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--secret", help="whsec_...; without it signatures aren't checked")
    parser.add_argument("--status", type=int, default=200,
                        help="answer to every good request; accepted only if 2xx")
    parser.add_argument("--retry-after", type=int, help="seconds, added to answers that aren't 2xx")
    parser.add_argument("--fail-every", type=int, default=0, metavar="N",
                        help="answer 503 to every Nth request and don't accept it, but to no"
                        " message twice")
    parser.add_argument("--drop-every", type=int, default=0, metavar="N",
                        help="accept every Nth request, then close without an answer")
    parser.add_argument("--delay-ms", type=int, default=0, help="wait after accepting")
    parser.add_argument("--gate", metavar="FILE", help="see gate.py")
    return parser.parse_args()


def expected_signature(secret, message_id, timestamp, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = message_id.encode() + b"." + timestamp.encode() + b"." + body
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


class Sink:
    def __init__(self, options):
        self.options = options
        self.requests = 0
        self.failed = set()
        self.gate = Gate(options.gate)
        self.log = os.open(options.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.bodies = open(options.bodies, "ab") if options.bodies else None

    def judge(self, method, headers, body):
        """The status for a request, and its line for the log when it is a good one."""
        message_id = headers.get("webhook-id", "")
        timestamp = headers.get("webhook-timestamp", "")
        if method != "POST" or not message_id or not timestamp.isdigit():
            return 400, None
        if headers.get("content-type") != "application/json" or len(body) >= BODY_BYTES_MAX:
            return 400, None
        try:
            message = json.loads(body)
            if message["data"]["id"] != message_id or not message["type"]:
                return 400, None
        except (ValueError, KeyError, TypeError):
            return 400, None
        if self.options.secret:
            wanted = expected_signature(self.options.secret, message_id, timestamp, body)
            given = headers.get("webhook-signature", "").split(" ")
            if not any(hmac.compare_digest(wanted, one) for one in given):
                return 401, None
        return self.options.status, f"{message_id} {timestamp}\n"

    def fails(self, message_id):
        every = self.options.fail_every
        if every == 0 or self.requests % every != 0 or message_id in self.failed:
            return False
        self.failed.add(message_id)
        return True

    def accept(self, method, headers, body):
        """The status to answer with; None to close instead; HELD to do neither."""
        self.requests += 1
        status, line = self.judge(method, headers, body)
        if line is None:
            return status
        if self.fails(headers["webhook-id"]):
            return 503
        gate = self.gate.judge()
        if gate == HOLD_BEFORE:
            self.gate.tell_held()
            return HELD
        if 200 <= status < 300:
            os.write(self.log, line.encode())
            if self.bodies:
                self.bodies.write(body + b"\n")
                self.bodies.flush()
        if gate == HOLD_AFTER:
            self.gate.tell_held()
            return HELD
        if self.options.drop_every and self.requests % self.options.drop_every == 0:
            return None
        return status


class Connection(asyncio.Protocol):
    def __init__(self, sink):
        self.sink = sink
        self.buffer = bytearray()
        self.transport = None
        self.answering = False

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.buffer += data
        self.take_requests()

    def take_requests(self):
        while not self.answering and not self.transport.is_closing():
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                if len(self.buffer) > HEAD_BYTES_MAX:
                    self.transport.close()
                return
            lines = self.buffer[:end].decode("latin-1").split("\r\n")
            headers = {}
            for line in lines[1:]:
                name, _, value = line.partition(":")
                headers[name.strip().lower()] = value.strip()
            length = headers.get("content-length", "0")
            if not length.isdigit():
                self.transport.close()
                return
            total = end + 4 + int(length)
            if len(self.buffer) < total:
                return
            body = bytes(self.buffer[end + 4:total])
            del self.buffer[:total]
            self.handle(lines[0].partition(" ")[0], headers, body)

    def handle(self, method, headers, body):
        status = self.sink.accept(method, headers, body)
        if status == HELD:
            self.answering = True
        elif self.sink.options.delay_ms:
            self.answering = True
            asyncio.get_running_loop().call_later(
                self.sink.options.delay_ms / 1000, self.answer_late, status)
        else:
            self.answer(status)

    def answer_late(self, status):
        self.answering = False
        if not self.transport.is_closing():
            self.answer(status)
            self.take_requests()

    def answer(self, status):
        if status is None:
            self.transport.close()
            return
        extra = ""
        if self.sink.options.retry_after is not None and not 200 <= status < 300:
            extra = f"Retry-After: {self.sink.options.retry_after}\r\n"
        reason = REASONS.get(status, "Status")
        self.transport.write(
            f"HTTP/1.1 {status} {reason}\r\nContent-Length: 0\r\n{extra}\r\n".encode())


async def serve(options):
    loop = asyncio.get_running_loop()
    sink = Sink(options)
    server = await loop.create_server(
        lambda: Connection(sink), "127.0.0.1", options.port, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()


if __name__ == "__main__":
    asyncio.run(serve(parse_arguments()))
