# SPDX-License-Identifier: Apache-2.0
"""The files of the repository as the checks read them."""
import os
import pathlib

NOT_OURS = {".git", "build", "out", "state", "node_modules", "__pycache__"}


def files(root):
    """Every file below `root`, as a path relative to it with forward slashes, sorted."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        for name in names:
            found.append(pathlib.Path(folder, name).relative_to(root).as_posix())
    return sorted(found)


def text(root, name):
    """The file's text, or nothing when it isn't UTF-8."""
    try:
        return pathlib.Path(root, name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def report(findings):
    """Prints the findings; the exit code."""
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings")
    return 1 if findings else 0
