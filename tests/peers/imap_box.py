#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""An IMAP server with one mailbox in a process of its own, for end-to-end tests.

imap_box.py --log LOG --box FOLDER --password P --certificate PEM --key PEM [--security imaps|starttls]

Listens on 127.0.0.1 and prints its port. Every file N.eml in the folder is the mail with UID N; the
file `validity` holds UIDVALIDITY, and both may change while it runs. Each command goes to the log
before it is answered; \\Seen is an empty file N.seen. It judges by RFC 3501, not by our code:
imap_box_test.py reads it with Python's imaplib.
"""

import argparse
import base64
import pathlib
import re
import signal
import socketserver
import ssl
import sys
import threading

COMMAND_BYTES_MAX = 8192


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log", required=True)
    parser.add_argument("--box", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--certificate", required=True)
    parser.add_argument("--key", required=True)
    parser.add_argument("--security", choices=("imaps", "starttls"), default="imaps")
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    return parser.parse_args()


class Box:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def uids(self):
        return sorted(int(one.stem) for one in self.folder.glob("*.eml"))

    def validity(self):
        return int((self.folder / "validity").read_text())

    def mail(self, uid):
        return (self.folder / f"{uid}.eml").read_bytes()

    def seen_file(self, uid):
        return self.folder / f"{uid}.seen"

    def in_set(self, words):
        """The UIDs in "3,5:7,9:*"."""
        uids, chosen = self.uids(), set()
        last = max(uids, default=0)
        for part in words.split(","):
            first, _, end = part.partition(":")
            ends = [last if one == "*" else int(one) for one in (first, end or first)]
            chosen |= {uid for uid in uids if min(ends) <= uid <= max(ends)}
        return sorted(chosen)


class Session(socketserver.StreamRequestHandler):
    def setup(self):
        self.options, self.box = self.server.options, self.server.box
        self.secure = self.options.security == "imaps"
        if self.secure:
            self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()
        self.user, self.selected = None, False

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def log(self, line):
        with open(self.options.log, "a", encoding="utf-8") as log:
            log.write(line + "\n")

    def handle(self):
        self.say("* OK ready")
        while True:
            line = self.rfile.readline(COMMAND_BYTES_MAX)
            if not line.endswith(b"\r\n"):
                return
            tag, _, rest = line.decode("ascii", "replace").strip().partition(" ")
            verb, _, argument = rest.partition(" ")
            verb = verb.upper()
            if verb == "UID":
                verb, _, argument = argument.partition(" ")
                verb = "UID " + verb.upper()
            self.log(verb if verb in ("LOGIN", "AUTHENTICATE") else f"{verb} {argument}".strip())
            if not self.obey(tag, verb, argument):
                return

    def obey(self, tag, verb, argument):
        if verb == "CAPABILITY":
            tls = " AUTH=PLAIN SASL-IR" if self.secure else " STARTTLS LOGINDISABLED"
            self.say(f"* CAPABILITY IMAP4rev1{tls}")
        elif verb == "LOGOUT":
            self.say("* BYE")
            self.say(f"{tag} OK bye")
            return False
        elif verb == "STARTTLS" and not self.secure:
            self.say(f"{tag} OK begin")
            self.request = self.server.context.wrap_socket(self.request, server_side=True)
            self.rfile = self.request.makefile("rb")
            self.wfile = self.request.makefile("wb", 0)
            self.secure = True
            return True
        elif verb == "LOGIN" and self.secure:
            words = [one.strip('"') for one in argument.split(" ")]
            if len(words) != 2 or words[1] != self.options.password:
                self.say(f"{tag} NO [AUTHENTICATIONFAILED] no")
                return True
            self.user = words[0]
        elif verb == "AUTHENTICATE" and self.secure:
            parts = base64.b64decode(argument.partition(" ")[2]).decode().split("\0")
            if len(parts) != 3 or parts[2] != self.options.password:
                self.say(f"{tag} NO [AUTHENTICATIONFAILED] no")
                return True
            self.user = parts[1]
        elif verb == "SELECT" and self.user:
            if argument.strip('"').upper() != "INBOX":
                self.say(f"{tag} NO no such mailbox")
                return True
            self.select()
        elif verb in ("UID SEARCH", "UID FETCH", "UID STORE") and self.selected:
            getattr(self, verb[4:].lower())(argument)
        else:
            self.say(f"{tag} BAD not now")
            return True
        self.say(f"{tag} OK done")
        return True

    def select(self):
        uids = self.box.uids()
        self.selected = True
        self.say(f"* {len(uids)} EXISTS")
        self.say("* FLAGS (\\Seen)")
        self.say(f"* OK [UIDVALIDITY {self.box.validity()}] valid")
        self.say(f"* OK [UIDNEXT {max(uids, default=0) + 1}] next")

    def search(self, argument):
        """UID SET [SINCE DATE]: every mail here is young; ALL."""
        found = re.fullmatch(r"UID (\S+)(?: SINCE \d{1,2}-[A-Z][a-z]{2}-\d{4})?", argument)
        uids = self.box.uids() if argument == "ALL" else self.box.in_set(found.group(1))
        self.say("* SEARCH" + "".join(f" {uid}" for uid in uids))

    def fetch(self, argument):
        found = re.fullmatch(r"(\S+) \(?(?:UID )?BODY(\.PEEK)?\[\](?:<0\.(\d+)>)?\)?", argument)
        uids = self.box.uids()
        for uid in self.box.in_set(found.group(1)):
            mail = self.box.mail(uid)
            part = mail[:int(found.group(3))] if found.group(3) else mail
            origin = "<0>" if found.group(3) else ""
            if not found.group(2):
                self.box.seen_file(uid).touch()
            self.wfile.write(f"* {uids.index(uid) + 1} FETCH (UID {uid} BODY[]{origin} "
                             f"{{{len(part)}}}\r\n".encode() + part + b")\r\n")

    def store(self, argument):
        uids, what, flags = argument.split(" ", 2)
        if what.upper() == "+FLAGS.SILENT" and flags == "(\\Seen)":
            for uid in self.box.in_set(uids):
                self.box.seen_file(uid).touch()


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that went away is no matter of ours."""


def main():
    options = parse_arguments()
    server = Server(("127.0.0.1", options.port), Session)
    server.options, server.box = options, Box(options.box)
    server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.context.load_cert_chain(options.certificate, options.key)
    print(server.server_address[1], flush=True)
    signal.signal(signal.SIGTERM,
                  lambda *_: threading.Thread(target=server.shutdown, daemon=True).start())
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
