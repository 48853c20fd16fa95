#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The Zalo Bot Platform as far as dondoc uses it, in a process of its own, scripted per request.

Listens on 127.0.0.1 and prints its port. Each sendMessage takes the next line of the script, a JSON
object; behind its end every request is accepted. A line says
    {}                                  accepted
    {"error": 429, "description": "…"}  an envelope with "ok": false; "status" is HTTP's, 200 unless
                                        said; "retry_after": seconds, as a header
    {"status": 502, "raw": "<html>"}    this body instead of an envelope
    {"drop": "before"|"after"}          closes without an answer, before or after accepting
    {"slow_ms": 300}                    waits after accepting; may stand beside the others
For each message it accepts, one JSON line goes to the log before the answer: what the peer got.
A poll that begins is a line {"poll": its number}.
It judges requests by the platform's documentation, not by our code.
"""

import argparse
import http.server
import json
import select
import signal
import socket
import sys
import threading
import time

TEXT_MAX = 2000
BODY_BYTES_MAX = 64 * 1024
LOOK_S = 0.01


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log", required=True, help="file to append accepted messages to")
    parser.add_argument("--token", required=True)
    parser.add_argument("--updates", help="file with an update a line, given to getUpdates once each;"
                        " lines may be added while it runs")
    parser.add_argument("--hold-ms", type=int, default=100, help="of a poll that has nothing new")
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--script", help="file with a JSON object a line")
    return parser.parse_args()


def is_closed(connection):
    """The one who asked has gone: what comes now is kept for the next."""
    if not select.select([connection], [], [], 0)[0]:
        return False
    try:
        return connection.recv(1, socket.MSG_PEEK) == b""
    except OSError:
        return True


def failed(code, description):
    return {"ok": False, "error_code": code, "description": description}


class Bot:
    def __init__(self, options):
        self.token = options.token
        self.lock = threading.Lock()
        self.script = []
        if options.script:
            with open(options.script, encoding="utf-8") as lines:
                self.script = [json.loads(line) for line in lines]
        self.updates = options.updates
        self.given = 0
        self.polling = 0
        self.polls = 0
        self.hold_ms = options.hold_ms
        self.log = open(options.log, "a", encoding="utf-8")
        self.accepted = 0
        self.stopping = threading.Event()

    def next_step(self):
        with self.lock:
            return self.script.pop(0) if self.script else {}

    def next_update(self, connection):
        """One, for good; a poll that ends without any is an error of the platform's own kind. Two
        polls at a time are told so: which of them an update goes to is anybody's guess."""
        with self.lock:
            self.polling += 1
            self.polls += 1
            self.log.write(json.dumps({"poll": self.polls}) + "\n")
            self.log.flush()
            if self.polling > 1:
                self.log.write(json.dumps({"two": "polls at a time"}) + "\n")
                self.log.flush()
        try:
            end = time.monotonic() + self.hold_ms / 1000
            while True:
                if is_closed(connection):
                    return None
                update = self.take_update()
                if update is not None:
                    return {"ok": True, "result": update}
                if time.monotonic() > end or self.stopping.wait(LOOK_S):
                    return failed(408, "Request timeout")
        finally:
            with self.lock:
                self.polling -= 1

    def take_update(self):
        if not self.updates:
            return None
        with self.lock, open(self.updates, encoding="utf-8") as lines:
            waiting = [line for line in lines if line.endswith("\n")][self.given:]
            if not waiting:
                return None
            self.given += 1
            return json.loads(waiting[0])

    def accept(self, message):
        with self.lock:
            self.accepted += 1
            self.log.write(json.dumps(message, ensure_ascii=False) + "\n")
            self.log.flush()
            return {"ok": True, "result": {"message_id": f"m{self.accepted}", "date": 1779410400000}}

    def problem(self, path, headers, body):
        """What the platform has against the request itself."""
        bot, _, method = path.removeprefix("/bot").partition("/")
        if bot != self.token:
            return failed(401, "Unauthorized")
        if method not in ("sendMessage", "getUpdates"):
            return failed(404, "Not Found")
        try:
            message = json.loads(body)
        except ValueError:
            return failed(400, "Bad Request: can't parse JSON")
        if headers.get("content-type") != "application/json":
            return failed(400, "Bad Request: content type")
        if method == "getUpdates":
            return None if str(message.get("timeout", "")).isdigit() else failed(400, "timeout")
        if not isinstance(message.get("chat_id"), str) or not message["chat_id"]:
            return failed(400, "Bad Request: chat_id is empty")
        text = message.get("text")
        if not isinstance(text, str) or not 1 <= len(text) <= TEXT_MAX:
            return failed(400, "Bad Request: text must have 1 to 2000 characters")
        return None


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Nothing is printed: the log is a file."""

    def do_POST(self):
        bot = self.server.bot
        length = int(self.headers.get("content-length", "0"))
        if length > BODY_BYTES_MAX:
            self.close_connection = True
            return
        body = self.rfile.read(length)
        problem = bot.problem(self.path, self.headers, body)
        if problem:
            self.answer(200, problem)
            return
        if self.path.endswith("/getUpdates"):
            update = bot.next_update(self.connection)
            if update is None:
                self.close_connection = True
            else:
                self.answer(200, update)
            return
        step = bot.next_step()
        if "error" in step:
            self.answer(step.get("status", 200),
                        failed(step["error"], step.get("description", "")), step)
        elif "raw" in step:
            self.answer(step.get("status", 200), step["raw"], step)
        elif step.get("drop") == "before":
            self.close_connection = True
        else:
            accepted = bot.accept(json.loads(body))
            if "slow_ms" in step:
                bot.stopping.wait(step["slow_ms"] / 1000)
            if step.get("drop") == "after":
                self.close_connection = True
            else:
                self.answer(200, accepted, step)

    def answer(self, status, body, step=None):
        raw = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        if step and "retry_after" in step:
            self.send_header("Retry-After", str(step["retry_after"]))
        self.end_headers()
        self.wfile.write(raw)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, *_):
        """A client that gave up is part of the tests."""


def main():
    options = parse_arguments()
    server = Server(("127.0.0.1", options.port), Handler)
    server.bot = Bot(options)
    print(server.server_address[1], flush=True)

    def stop(*_):
        server.bot.stopping.set()
        threading.Thread(target=server.shutdown).start()
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
