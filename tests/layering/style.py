# SPDX-License-Identifier: Apache-2.0
"""The rules of docs/STYLE.md that a text search can check."""
import re
import sys

import tree

LINES_MAX = 400
CODE = re.compile(r"\.(cpp|h|py|sh|cmake)$|(^|/)(CMakeLists\.txt|dev|run)$")
TEXT = re.compile(r"\.(md|yaml|yml|json|service|conf|txt|expected)$")
# "Service manager" is what systemd calls itself.
JUNK_NAME = re.compile(r"(^|[/_])(utils?|helpers?|common|(?<!service_)managers?|misc|base)(_|\.)")

# (what, where, pattern). The words are put together so that this file doesn't find itself.
FORBIDDEN = [
    ("left for later", r".", r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b"),
    ("a path of one machine", r".", r"(?<![\w.])/(?:work|ro" r"ot)/"),
    ("a disabled or skipped test", r"tests/", r"\bDIS" r"ABLED_|GTEST_" r"SKIP"),
    ("catches everything", r".*\.(cpp|h)$", r"catch\s*\(\.\.\.\)"),
    ("a using-directive in a header", r".*\.h$", r"^\s*using namespace"),
    ("a using-directive beyond literals", r".*\.cpp$",
     r"^\s*using namespace (?!std::(\w+::)*\w*literals|std::literals)"),
    ("code that is switched off", r".*\.(cpp|h)$", r"^\s*#\s*if\s+0"),
    ("a test that sleeps", r"tests/.*\.(cpp|h)$", r"\b(sleep_for|sleep_until|usleep|nanosleep)\b"),
    ("an asynchronous [&]", r"(daemon|connectors)/", r"(async_\w+|\bpost|\bdefer)\s*\(.*\[&[\],]"),
    ("a coroutine", r".*\.(cpp|h)$", r"\bco_(await|return|yield)\b"),
]
FORBIDDEN = [(what, re.compile(where), re.compile(pattern, re.MULTILINE))
             for what, where, pattern in FORBIDDEN]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def code_findings(name, text):
    lines = text.splitlines()
    if len(lines) > LINES_MAX:
        yield f"{name}: {len(lines)} lines; split it by noun at {LINES_MAX}"
    if not any("SPDX-License-Identifier: Apache-2.0" in line for line in lines[:3]):
        yield f"{name}: no SPDX line"
    if name.endswith(".h") and "#pragma once" not in lines[:30]:
        yield f"{name}: no #pragma once"
    if JUNK_NAME.search(name):
        yield f"{name}: a name that says nothing; name it by its noun"


def text_findings(name, text):
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line:
            yield f"{name}:{number}: a tab"
        if line != line.rstrip() and not name.endswith(".expected"):
            yield f"{name}:{number}: blanks at the end"
    if text and not text.endswith("\n"):
        yield f"{name}: no newline at the end"
    for what, where, pattern in FORBIDDEN:
        if where.match(name):
            for match in pattern.finditer(text):
                yield f"{name}:{line_of(text, match.start())}: {what}: {match.group().strip()}"


def check(root):
    findings = []
    for name in tree.files(root):
        # Files that show mistakes on purpose are read as they are.
        if name.startswith("tests/golden/mistakes/") or name.startswith("tests/fuzz/corpus/"):
            continue
        is_code = bool(CODE.search(name))
        if is_code or TEXT.search(name):
            text = tree.text(root, name)
            findings += text_findings(name, text)
            findings += code_findings(name, text) if is_code else []
    return findings


if __name__ == "__main__":
    sys.exit(tree.report(check(sys.argv[1])))
