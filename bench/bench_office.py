# SPDX-License-Identifier: Apache-2.0
"""An office for the benches: its programs, its files, its daemon."""
import datetime
import http.client
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
READY_SECONDS_MAX = 60


def build():
    configure = ["cmake", "--preset", "release", "-DDONDOC_BENCH=ON"]
    subprocess.run(configure, cwd=TOP, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", "dondoc", "dondocd", "tick_bench", "fill_outbox", "load_bench"],
                   cwd=TOP, check=True, stdout=subprocess.DEVNULL)
    return TOP / "build" / "release"


def wait_for(condition, seconds_max, what):
    end = time.monotonic() + seconds_max
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"bench: waited {seconds_max} s for {what}")
        time.sleep(0.05)


class Daemon:
    """dondocd on a configuration folder, for the length of a with block."""

    def __init__(self, programs, config, state):
        self.programs, self.config, self.state = programs, config, state
        self.log = open(state.parent / "dondocd.log", "wb")

    def __enter__(self):
        self.process = subprocess.Popen(
            [self.programs / "dondocd", "--config", self.config, "--state", self.state],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        wait_for(self.answers, READY_SECONDS_MAX, "the daemon to answer")
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()

    def answers(self):
        if self.process.poll() is not None:
            sys.exit(f"bench: the daemon ended: {pathlib.Path(self.log.name).read_text()}")
        try:
            return bool(self.status())
        except OSError:
            return False

    def status(self):
        """What the daemon says of itself, over its socket."""
        connection = http.client.HTTPConnection("localhost", timeout=30)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.connect(str(self.state / "dondoc.sock"))
        connection.request("GET", "/v1/status")
        return json.loads(connection.getresponse().read())

    def proc(self, name):
        return pathlib.Path("/proc", str(self.process.pid), name).read_text()


def office(folder, units, connector):
    """A configuration with many units, each with one person; its burst plan is not in place yet."""
    config = folder / "config"
    (config / "plans").mkdir(parents=True)
    shutil.copytree(TOP / "config" / "calendars", config / "calendars")
    (config / "dondoc.yaml").write_text("connectors:\n" + connector, encoding="utf-8")
    numbers = range(1, units + 1)
    lines = ["office: UBND xã thử tải", "chair: p-1", "units:"]
    lines += [f"  - {{ id: u-{n}, name: Phòng số {n}, head: p-{n} }}" for n in numbers]
    lines += ["posts:"]
    lines += [f"  - {{ id: p-{n}, title: Trưởng phòng số {n}, held_by: [{{ person: n-{n}, from: 2020-01-01 }}] }}"
              for n in numbers]
    lines += ["people:"]
    lines += [f"  - {{ id: n-{n}, name: Người số {n}, contacts: [{{ channel: so{n}@xa.example }}] }}" for n in numbers]
    lines += ["groups:", "  all-units: [" + ", ".join(f"u-{n}" for n in numbers) + "]"]
    (config / "directory.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (config / "policies.yaml").write_text(
        "burst:\n  at: \"07:30\"\n  ladder:\n    - { rung: con-30, before: 30 days, to: lead }\n", encoding="utf-8")
    later = datetime.date.today() + datetime.timedelta(days=900)
    write_plan(config, "quiet", "u-1", later, later - datetime.timedelta(days=880))
    return config


def write_plan(config, name, lead, due, watch_from):
    """One duty for each lead; its only rung lies 30 working days before the due."""
    (config / "plans" / f"{name}.yaml").write_text(f"""plan: {name}
title: Kế hoạch {name}
document: {{ number: "01/KH-UBND", issued: {watch_from}, authority: UBND xã }}
effective: {{ from: {watch_from.year}-01-01, to: {due.year}-12-31 }}
watch_from: {watch_from}
coordinator: u-1
defaults: {{ policy: burst }}
obligations:
  - id: I.1
    title: Báo cáo thử tải
    lead: {lead}
    product: Báo cáo
    due: {{ every: once, date: {due} }}
""", encoding="utf-8")
