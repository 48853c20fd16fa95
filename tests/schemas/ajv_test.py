# SPDX-License-Identifier: Apache-2.0
"""The same files judged by ajv, the validator inside most editors. `./dev test --peers` and
`./dev install ci` install it."""
import json
import pathlib
import subprocess
import sys

import yaml

import core_yaml
import kinds

ROOT = pathlib.Path(__file__).resolve().parents[2]


def case(path, valid):
    schema = json.loads(
        kinds.schema_file(ROOT, kinds.kind_of(path.as_posix())).read_text(encoding="utf-8"))
    return {"name": path.relative_to(ROOT).as_posix(), "schema": schema,
            "value": core_yaml.load(path), "valid": valid}


def cases():
    found = [case(path, True) for path in kinds.shipped(ROOT)]
    for code, _, files in kinds.mistakes(ROOT):
        # Of a folder with several files it isn't said which one is wrong.
        if code in kinds.SEEN and len(files) == 1:
            try:
                found.append(case(files[0], False))
            except yaml.YAMLError:
                continue
    return found


def main():
    script = pathlib.Path(__file__).with_name("ajv_check.mjs")
    return subprocess.run(["node", script, sys.argv[1]], input=json.dumps(cases()), text=True,
                          check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
