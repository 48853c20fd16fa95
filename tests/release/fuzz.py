#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""libFuzzer on every fuzz target: fuzz.py BUILD_FOLDER SECONDS_A_TARGET

What a target's ctest reads as seeds becomes a corpus in BUILD_FOLDER/corpus, which grows from run to
run. A crash, a hang or too much memory ends with 1 and leaves its input beside the corpus: it becomes
a row of the tables or a test by name.
"""

import pathlib
import re
import subprocess
import sys

INPUT_BYTES_MAX, SECONDS_AN_INPUT, MEGABYTES_MAX = 65536, 5, 1024


def fill(corpus, words):
    """Each file of the seeds, or the first column of each of its lines."""
    corpus.mkdir(parents=True, exist_ok=True)
    lines, number = False, 0
    for word in words:
        if word == "--lines":
            lines = True
        if not word.startswith("/"):
            continue
        path = pathlib.Path(word)
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if not file.is_file():
                continue
            seeds = ([line.split(b"\t")[0] for line in file.read_bytes().splitlines()] if lines
                     else [file.read_bytes()])
            for seed in seeds:
                (corpus / f"seed-{number}").write_bytes(seed)
                number += 1


def main():
    build, seconds = pathlib.Path(sys.argv[1]), sys.argv[2]
    failed = 0
    targets = sorted((build / "tests").glob("*_fuzz"))
    for target in targets:
        corpus = build / "corpus" / target.name
        fill(corpus, pathlib.Path(f"{target}.seeds").read_text().split("\n"))
        done = subprocess.run(
            [target, corpus, f"-max_total_time={seconds}", f"-max_len={INPUT_BYTES_MAX}",
             f"-timeout={SECONDS_AN_INPUT}", f"-rss_limit_mb={MEGABYTES_MAX}", "-print_final_stats=1",
             f"-artifact_prefix={corpus}-"], capture_output=True, text=True, errors="replace")
        runs = re.search(r"number_of_executed_units: (\d+)", done.stderr)
        print(f"{target.name}: {runs.group(1) if runs else '?'} inputs in {seconds} s,"
              f" {sum(1 for _ in corpus.iterdir())} kept, "
              f"{'nothing found' if done.returncode == 0 else 'FOUND SOMETHING'}", flush=True)
        if done.returncode != 0:
            print(done.stderr[-3000:])
            failed = 1
    if not targets:
        print("no fuzz target was built")
        failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
