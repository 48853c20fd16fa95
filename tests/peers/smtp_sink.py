#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A mail server in a process of its own that keeps nothing but a log, for end-to-end tests.

Listens on 127.0.0.1, prints its port, and appends one line "ID first|marked RECIPIENT" for every
mail it accepts, before it answers: the log is what the peer got, so duplicates show in it. "marked"
is a mail whose text says that it may be a repetition. Judges mails with Python's own parser.
"""

import argparse
import asyncio
import email
import email.policy
import os
import signal

from gate import HOLD_AFTER, HOLD_BEFORE, Gate

LINE_BYTES_MAX = 2048
MAIL_BYTES_MAX = 1024 * 1024
MARK = "có thể trùng"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log", required=True, help="file to append accepted mails to")
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--keep", metavar="FOLDER", help="put accepted mails there: 1, 2, …")
    parser.add_argument("--gate", metavar="FILE", help="see gate.py")
    return parser.parse_args()


def words_about(content):
    """The mail's id, and whether it says that it may be a repetition."""
    mail = email.message_from_bytes(content, policy=email.policy.default)
    texts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    if not texts or mail.defects:
        raise ValueError("no mail that can be read")
    marks = {MARK in text for text in texts}
    if len(marks) != 1:
        raise ValueError("one part is marked and another isn't")
    message_id = mail["message-id"].strip("<>").partition("@")[0]
    return message_id, "marked" if marks.pop() else "first"


class Sink:
    def __init__(self, options):
        self.gate = Gate(options.gate)
        self.keep, self.kept = options.keep, 0
        if self.keep:
            os.makedirs(self.keep)
        self.log = os.open(options.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def accept(self, recipient, content):
        """The answer to the final dot; None: there will be none."""
        try:
            message_id, mark = words_about(content)
        except (ValueError, KeyError, AttributeError, LookupError):
            return "554 5.6.0 not a mail"
        gate = self.gate.judge()
        if gate == HOLD_BEFORE:
            self.gate.tell_held()
            return None
        if self.keep:
            self.kept += 1
            with open(os.path.join(self.keep, "coming"), "wb") as file:
                file.write(content)
            os.rename(os.path.join(self.keep, "coming"), os.path.join(self.keep, str(self.kept)))
        os.write(self.log, f"{message_id} {mark} {recipient}\n".encode())
        if gate == HOLD_AFTER:
            self.gate.tell_held()
            return None
        return "250 2.0.0 queued"


class Session(asyncio.Protocol):
    def __init__(self, sink):
        self.sink = sink
        self.transport = None
        self.buffer = bytearray()
        self.held = False
        self.begin_mail()

    def begin_mail(self):
        self.sender, self.recipient, self.content = None, None, None

    def connection_made(self, transport):
        self.transport = transport
        self.say("220 sink.test ESMTP")

    def say(self, line):
        self.transport.write(line.encode() + b"\r\n")

    def data_received(self, data):
        self.buffer += data
        while not self.held and not self.transport.is_closing() and self.take_one():
            pass

    def take_one(self):
        """One command or one mail's content; False when it isn't whole yet."""
        end = b"\r\n.\r\n" if self.content is not None else b"\r\n"
        at = self.buffer.find(end)
        limit = LINE_BYTES_MAX if self.content is None else MAIL_BYTES_MAX
        if at > limit or (at < 0 and len(self.buffer) > limit):
            self.transport.close()
        if at < 0 or at > limit:
            return False
        taken = bytes(self.buffer[:at + (2 if self.content is not None else 0)])
        del self.buffer[:at + len(end)]
        if self.content is not None:
            self.end_mail(taken)
        else:
            self.command(taken.decode("ascii", "replace"))
        return True

    def end_mail(self, content):
        answer = self.sink.accept(self.recipient, content.replace(b"\r\n..", b"\r\n."))
        self.begin_mail()
        if answer is None:
            self.held = True
        else:
            self.say(answer)

    def command(self, line):
        verb = line.partition(" ")[0].upper()
        argument = line[5:].upper()
        if verb == "EHLO":
            self.say("250-sink.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 1048576")
        elif verb in ("RSET", "NOOP"):
            if verb == "RSET":
                self.begin_mail()
            self.say("250 2.0.0 ok")
        elif verb == "MAIL" and argument.startswith("FROM:<") and self.sender is None:
            self.sender = line
            self.say("250 2.1.0 ok")
        elif verb == "RCPT" and argument.startswith("TO:<") and self.sender and not self.recipient:
            self.recipient = line[9:].partition(">")[0]
            self.say("250 2.1.5 ok")
        elif verb == "DATA" and self.recipient:
            self.content = b""
            self.say("354 go on")
        elif verb == "QUIT":
            self.say("221 2.0.0 bye")
            self.transport.close()
        else:
            self.say("503 5.5.1 not now")


async def serve(options):
    loop = asyncio.get_running_loop()
    sink = Sink(options)
    server = await loop.create_server(lambda: Session(sink), "127.0.0.1", options.port, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()


if __name__ == "__main__":
    asyncio.run(serve(parse_arguments()))
