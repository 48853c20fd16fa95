#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Do the tests notice when the sources change? Makes one small change after another in a copy of the
sources, builds the tests that mirror them, and counts the changes that no test noticed.

    mutate.py [--count N] [--seed N] [--build DIR] [FOLDER…]

A change that doesn't compile isn't counted. Survivors are printed with their line: each is either a
test that is missing or a change that changes nothing (a reader decides which). The same seed gives
the same changes while the sources stay as they are. Exit 1 when fewer than --least percent were
noticed.
"""

import argparse
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]

#: What notices a change in a folder, the quickest first. Sources stand in the first folder that they
#: begin with.
TESTS = {
    "rules/calendar": ["calendar_test", "phrase_test"],
    "rules/phrase": ["phrase_test"],
    "rules/plan": ["plan_test"],
    "rules/reply": ["reply_test"],
    "rules/schedule": ["schedule_tests", "laws_test", "engine_tests", "simulation_test"],
    "daemon/store": ["store_tests", "engine_tests", "simulation_test"],
    "daemon/dispatcher": ["engine_tests", "simulation_test"],
    "daemon/engine": ["engine_tests", "simulation_test"],
    "daemon/act_link": ["door_tests"],
    "connectors": ["connectors_test"],
}
#: The simulation's worlds for one change; a whole run is `./dev release simulation`.
WORLDS = "12"
SECONDS_A_TEST = 240
SECONDS_A_BUILD = 600

#: Of the formatted sources: binary operators stand between blanks, brackets of templates don't.
OPERATORS = [
    (r" < ", [" <= "]), (r" <= ", [" < "]), (r" > ", [" >= "]), (r" >= ", [" > "]),
    (r" == ", [" != "]), (r" != ", [" == "]),
    (r" && ", [" || "]), (r" \|\| ", [" && "]),
    (r" \+ ", [" - "]), (r" - ", [" + "]),
    (r"(?<=\()!(?=[a-z_])", [""]),
    (r"\breturn true;", ["return false;"]), (r"\breturn false;", ["return true;"]),
    (r"(?<![\w.\"'])[0-9]{1,3}(?![\w.\"'])", ["+1"]),
    (r"^ +[a-z_.>-]+\([^;]*\);$", [""]),
]


def places(path):
    """Every change of one file: line number, the line as it is, the line as it becomes."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        code = line.split("//")[0].rstrip()
        if not code or code.lstrip().startswith("#") or "static_assert" in code or "assert(" in code:
            continue
        quotes = [match.span() for match in re.finditer(r'"(?:[^"\\]|\\.)*"', code)]
        for pattern, replacements in OPERATORS:
            for match in re.finditer(pattern, code):
                if any(begin < match.end() and match.start() < end for begin, end in quotes):
                    continue
                for replacement in replacements:
                    if replacement == "+1":
                        replacement = str(int(match.group()) + 1)
                    found.append((number, line, line[:match.start()] + replacement + line[match.end():]))
    return found


class Copy:
    """The sources' copy, its build, and its tests."""

    def __init__(self, build):
        self.folder = build / "source"
        self.build_folder = build / "build"
        self.folder.mkdir(parents=True, exist_ok=True)
        files = subprocess.run(["git", "ls-files", "-z"], cwd=SOURCE, capture_output=True, check=True)
        for name in files.stdout.decode().split("\0")[:-1]:
            wanted, there = SOURCE / name, self.folder / name
            # What is the same keeps its time, so that nothing is built again for nothing.
            if not there.exists() or there.read_bytes() != wanted.read_bytes():
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(wanted, there)
        subprocess.run(["cmake", "-S", self.folder, "-B", self.build_folder, "-G", "Ninja",
                        "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS_DEBUG=-O1"],
                       stdout=subprocess.DEVNULL, check=True)

    def build(self, tests):
        return subprocess.run(["ninja", "-C", self.build_folder, *tests], capture_output=True,
                              text=True, timeout=None)

    def passes(self, test):
        environment = {**os.environ, "DONDOC_SIM_SEEDS": WORLDS}
        try:
            return subprocess.run(
                [self.build_folder / "tests" / test, "--gtest_fail_fast", "--gtest_brief=1"],
                cwd=self.build_folder / "tests", env=environment, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, timeout=SECONDS_A_TEST).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def noticed(self, path, number, line, tests):
        """None when the change doesn't compile; else the test that noticed, or ''."""
        original = path.read_text(encoding="utf-8")
        lines = original.splitlines(keepends=True)
        lines[number] = line + "\n"
        path.write_text("".join(lines), encoding="utf-8")
        try:
            # One test after the other: most changes fall to the first, and linking costs time.
            for test in tests:
                if self.build([test]).returncode != 0:
                    return None
                if not self.passes(test):
                    return test
            return ""
        finally:
            path.write_text(original, encoding="utf-8")


def tests_of(name):
    return next((tests for folder, tests in TESTS.items() if name.startswith(folder)), None)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=int, default=85, metavar="PERCENT")
    parser.add_argument("--build", type=pathlib.Path, default=SOURCE / "build" / "mutation")
    parser.add_argument("folders", nargs="*", default=["rules/schedule", "rules/phrase", "rules/calendar"])
    options = parser.parse_args()
    copy = Copy(options.build)
    every = []
    for folder in options.folders:
        if tests_of(folder) is None:
            parser.error(f"no tests are named for {folder}")
        for path in sorted(copy.folder.glob(folder + "*.cpp")) + sorted(copy.folder.glob(folder + "/**/*.cpp")):
            every += [(path, *place) for place in places(path)]
    needed = sorted({test for folder in options.folders for test in tests_of(folder)})
    built = copy.build(needed)
    if built.returncode != 0:
        print(built.stdout[-3000:])
        return 3
    for test in needed:
        if not copy.passes(test):
            print(f"{test} fails without any change")
            return 3
    chosen = random.Random(options.seed).sample(every, len(every))
    counted, survivors = 0, []
    for path, number, line, changed in chosen:
        if counted == options.count:
            break
        name = str(path.relative_to(copy.folder))
        noticed = copy.noticed(path, number, changed, tests_of(name))
        if noticed is None:
            continue
        counted += 1
        if noticed == "":
            survivors.append(name)
            print(f"survived: {name}:{number + 1}\n  - {line.strip()}\n  + {changed.strip()}", flush=True)
    share = 100 * (counted - len(survivors)) // max(counted, 1)
    print(f"{counted} of {len(every)} changes tried in {' '.join(options.folders)}:"
          f" {counted - len(survivors)} noticed ({share} %), seed {options.seed}")
    return 0 if share >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
