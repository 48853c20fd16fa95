# SPDX-License-Identifier: Apache-2.0
"""A real Dovecot in a scratch folder, on loopback, on free ports: IMAP, LMTP, SASL. Needs root."""

import pwd
import shutil
import socket
import subprocess
import time

DEADLINE_SECONDS = 60


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_until(condition, what):
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"never came: {what}")


def listens(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


class Dovecot:
    """Any user with this password; `imap` has STARTTLS and no login before it."""

    def __init__(self, folder, password):
        self.log = folder / "dc/log"
        self.imap, self.imaps = free_port(), free_port()
        self.lmtp, self.sasl = free_port(), free_port()
        mail = folder / "dc/mail"
        for name in ("run", "state", "mail"):
            (folder / "dc" / name).mkdir(parents=True)
        owner = pwd.getpwnam("mail")
        shutil.chown(mail, owner.pw_uid, owner.pw_gid)
        (folder / "dc/d.conf").write_text(f"""
base_dir = {folder}/dc/run
state_dir = {folder}/dc/state
log_path = {self.log}
protocols = imap lmtp
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/srv.pem
ssl_key = <{folder}/srv.key
auth_mechanisms = plain login
mail_location = maildir:{mail}/%n
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={mail}/%n
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {self.imap}
  }}
  inet_listener imaps {{
    port = {self.imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {self.lmtp}
  }}
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {self.sasl}
  }}
}}
""")
        self.process = subprocess.Popen(["dovecot", "-F", "-c", folder / "dc/d.conf"])
        wait_until(lambda: listens(self.imaps) and listens(self.sasl) and listens(self.lmtp),
                   "Dovecot")

    def end(self):
        self.process.terminate()
        self.process.wait(DEADLINE_SECONDS)
