# SPDX-License-Identifier: Apache-2.0
"""Which published schema describes a file, and the files that schemas are tried on."""
import pathlib
import re

KINDS = [
    (r"\.test\.yaml$", "plan-test"),
    (r"plans/[^/]+\.yaml$", "plan"),
    (r"directory\.yaml$", "directory"),
    (r"policies\.yaml$", "policies"),
    (r"calendars/holidays\.yaml$", "holidays"),
    (r"calendars/reporting\.yaml$", "reporting"),
    (r"calendars/[^/]+\.yaml$", "calendar-year"),
    (r"dondoc\.yaml$", "dondoc"),
]

# Mistakes that a schema can see: what is missing, unknown, of the wrong type or badly spelled. The
# other codes need names of other files, the calendar, or the words of a phrase.
SEEN = {
    "amount-of-stages", "bad-contact", "bad-date", "bad-day-month", "bad-hours", "bad-id",
    "bad-moment", "bad-offset", "bad-period", "bad-time", "bare-list-as-lead", "before-or-after",
    "due-or-stages", "each-or-joint", "missing-key", "no-obligations", "nothing-expected",
    "one-act", "one-bound", "repeat-before-due", "solar-or-lunar", "text-too-long",
    "too-few-units", "unknown-key", "unknown-word", "wrong-type",
}


def kind_of(name):
    for pattern, kind in KINDS:
        if re.search(pattern, name):
            return kind
    return None


def schema_file(root, kind):
    return pathlib.Path(root, "docs/schemas", kind + ".schema.json")


def shipped(root):
    """Every file that offices are given, and the small offices of the tests, which are right."""
    found = []
    for folder in ("config", "tests/schemas/office", "tests/golden/mistakes/_base", "tests/golden/lint",
                   "tests/golden/diff"):
        found += [path for path in sorted(pathlib.Path(root, folder).rglob("*.yaml"))
                  if kind_of(path.as_posix())]
    return found


def code_of(folder):
    """"unknown-key-2" is the second case of "unknown-key"."""
    return re.sub(r"-[0-9]+$", "", folder.name)


def mistakes(root):
    """(code, whether the folder has an error, its files) of each golden mistake."""
    for folder in sorted(pathlib.Path(root, "tests/golden/mistakes").iterdir()):
        expected = folder / "expected.txt"
        if expected.is_file():
            wrong = ": lỗi: " in expected.read_text(encoding="utf-8")
            yield code_of(folder), wrong, sorted(folder.rglob("*.yaml"))
    for path in sorted(pathlib.Path(root, "tests/golden/plan_tests").glob("*.test.yaml")):
        yield path.name.removesuffix(".test.yaml"), True, [path]
