# SPDX-License-Identifier: Apache-2.0
"""The unit files as systemd itself reads them: no mistake, and no more exposure than promised; with
each drop-in that is shipped as well."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import tree

EXPOSURE_MAX = 12  # tenths; docs/ARCHITECTURE.md says why the rest is needed
NOT_RUN = 77


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def with_drop_in(unit, drop_in):
    """Findings about the unit as an office has it that has enabled the drop-in."""
    findings = []
    with tempfile.TemporaryDirectory() as folder:
        name = unit.name.replace("@.", "@xa-mau.")
        office = pathlib.Path(folder, name)
        shutil.copy(unit, office)
        overrides = pathlib.Path(folder, name + ".d")
        overrides.mkdir()
        shutil.copy(drop_in, overrides)
        code, said = run("systemd-analyze", "verify", "--man=no", str(office))
        if code != 0 or said.strip():
            findings.append(f"{drop_in.name}: {said.strip()}")
    return findings


def check(folder):
    """Findings about the units in `folder`; the daemon need not be installed."""
    findings = []
    with tempfile.TemporaryDirectory() as copies:
        for source in sorted(pathlib.Path(folder).glob("*.service")):
            unit = pathlib.Path(copies, source.name)
            text = source.read_text(encoding="utf-8")
            unit.write_text(text.replace("/usr/bin/dondocd", "/bin/true"), encoding="utf-8")
        for drop_in in sorted(pathlib.Path(folder).glob("*.conf")):
            if "[Service]" in drop_in.read_text(encoding="utf-8"):
                for unit in sorted(pathlib.Path(copies).glob("dondoc@.service")):
                    findings += with_drop_in(unit, drop_in)
        for unit in sorted(pathlib.Path(copies).glob("*.service")):
            # verify exits with 0 on unknown keys; it is silent only when all is well.
            code, said = run("systemd-analyze", "verify", "--man=no", str(unit))
            if code != 0 or said.strip():
                findings.append(f"{unit.name}: {said.strip()}")
            code, said = run("systemd-analyze", "security", "--offline=yes", "--no-pager",
                             f"--threshold={EXPOSURE_MAX}", str(unit))
            print(said.strip().splitlines()[-1])
            if code != 0:
                findings.append(f"{unit.name}: exposed more than {EXPOSURE_MAX / 10}")
    return findings


def main():
    if not shutil.which("systemd-analyze"):
        print("NOT RUN: systemd-analyze is not installed, so the unit files were not checked")
        return 1 if os.environ.get("CI") else NOT_RUN
    return tree.report(check(sys.argv[1]))


if __name__ == "__main__":
    sys.exit(main())
