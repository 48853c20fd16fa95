# SPDX-License-Identifier: Apache-2.0
"""Documents name files that exist, and no line numbers (those drift)."""
import glob
import pathlib
import re
import sys

import tree

FOLDERS = "rules|connectors|daemon|config|systemd|tests|docs|bench|cmake|dev|\\.ci"
NAMED = re.compile(rf"`(?:\./)?((?:{FOLDERS})/[^`\s]*|[A-Z][A-Za-z]+\.(?:md|txt|json))`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
LINE_NUMBER = re.compile(r"\b[\w/]+\.(?:cpp|h|py):\d+")


def exists(root, folder, name):
    """Stars and <placeholders> match anything; a name may drop its .h or .cpp."""
    pattern = re.sub(r"<[^>]*>|…", "*", name.rstrip("/.,"))
    for base in (pathlib.Path(root), pathlib.Path(root, folder)):
        if any(glob.glob(str(base / (pattern + end))) for end in ("", ".h", ".cpp")):
            return True
    return False


def check(root):
    findings = []
    for name in tree.files(root):
        if not name.endswith(".md"):
            continue
        text = tree.text(root, name)
        folder = pathlib.Path(name).parent
        for named in NAMED.findall(text) + LINK.findall(text):
            if not exists(root, folder, named):
                findings.append(f"{name}: names {named}, which isn't there")
        for numbered in LINE_NUMBER.findall(text):
            findings.append(f"{name}: names a line number: {numbered}")
    return findings


if __name__ == "__main__":
    sys.exit(tree.report(check(sys.argv[1])))
