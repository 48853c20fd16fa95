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
It judges requests by the platform's documentation, not by our code.
"""

import argparse
import http.server
import json
import signal
import sys
import threading

TEXT_MAX = 2000
BODY_BYTES_MAX = 64 * 1024


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log", required=True, help="file to append accepted messages to")
    parser.add_argument("--token", required=True)
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--script", help="file with a JSON object a line")
    return parser.parse_args()


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
        self.log = open(options.log, "a", encoding="utf-8")
        self.accepted = 0
        self.stopping = threading.Event()

    def next_step(self):
        with self.lock:
            return self.script.pop(0) if self.script else {}

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
        if method != "sendMessage":
            return failed(404, "Not Found")
        try:
            message = json.loads(body)
        except ValueError:
            return failed(400, "Bad Request: can't parse JSON")
        if headers.get("content-type") != "application/json":
            return failed(400, "Bad Request: content type")
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
