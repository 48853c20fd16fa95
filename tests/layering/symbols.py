# SPDX-License-Identifier: Apache-2.0
"""What the archives call, read from their symbols: purity of the rules, and the link graph."""
import re
import subprocess
import sys

import tree

RULES = ["calendar", "phrase", "template", "plan", "schedule", "rehearsal", "lint", "reply"]
# What each archive may call of the others.
MAY_CALL = {
    "calendar": [],
    "phrase": ["calendar"],
    "template": [],
    "plan": ["calendar", "phrase", "template"],
    "schedule": ["calendar", "phrase", "plan", "template"],
    "reply": ["calendar", "phrase", "plan"],
    "lint": ["calendar", "phrase", "plan", "schedule"],
    "rehearsal": ["calendar", "phrase", "plan", "schedule"],
    "connectors": [],
    "store": RULES,
    "engine": RULES + ["store", "connectors"],
}

# All of C that the pure rules may call: nothing here reads a clock, a file, a socket, the
# environment or the locale, or starts anything.
PURE_C = re.compile(
    r"^(mem(cpy|move|set|cmp|chr)|bcmp|strlen|strcmp|strtol+|abort|__assert_fail|__stack_chk_fail"
    r"|__(memcpy|memmove|memset)_chk|_Unwind_Resume|__gxx_personality_v0|__cxa_\w+|__dso_handle"
    r"|_GLOBAL_OFFSET_TABLE_|__tls_get_addr|yaml_\w+|_ITM_\w+|__gmon_start__"
    r"|__[a-z]+[sdt]i[234]"  # arithmetic of the compiler's own library
    r"|__libc_single_threaded"  # a flag that a shared pointer's count reads
    r"|__(asan|ubsan|tsan|sanitizer|lsan)_\w+|floor|ceil|round|fmod|llround|lround|sin)$")
# Mustache's header names the standard streams, which are then begun, and asks what is a blank.
ALLOWED = {"template": re.compile(r"std::ios_base::Init::|isspace$|__cxa_atexit$")}
IMPURE_CXX = re.compile(
    r"_clock::now|std::(thread|jthread|this_thread|random_device|filesystem|mutex|condition_variable|future|"
    r"promise|basic_[io]?fstream|basic_filebuf|cout|cerr|clog|cin|locale::global|ios_base::Init)")


def symbols(archive, *options):
    """Mangled names that nm lists for the archive."""
    listing = subprocess.run(["nm", "--format=posix", *options, archive],
                             capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in listing.splitlines())
    return {(row[0], row[1]) for row in rows if len(row) >= 2}


def defined(archive):
    return {name for name, kind in symbols(archive, "--defined-only")}


def strongly_defined(archive):
    return {name for name, kind in symbols(archive, "--defined-only") if kind in "TDBR"}


def called(archive):
    return {name for name, kind in symbols(archive, "--undefined-only")} - defined(archive)


def demangled(names):
    ordered = sorted(names)
    text = subprocess.run(["c++filt"], input="\n".join(ordered), capture_output=True, text=True,
                          check=True).stdout
    return dict(zip(ordered, text.splitlines()))


def purity(archives):
    """Findings about calls that a pure library has no use for."""
    findings = []
    ours = set().union(*(defined(archive) for archive in archives.values()))
    for name, archive in archives.items():
        for mangled, plain in demangled(called(archive) - ours).items():
            impure = IMPURE_CXX.search(plain) if mangled.startswith("_Z") else not PURE_C.match(plain)
            if impure and not (name in ALLOWED and ALLOWED[name].match(plain)):
                findings.append(f"rules/{name}: calls {plain}")
    return findings


def link_graph(archives, may_call):
    """Findings about calls from one archive into another that it mustn't know."""
    findings = []
    homes = {symbol: name for name, archive in archives.items()
             for symbol in strongly_defined(archive)}
    for name, archive in archives.items():
        for symbol in sorted(called(archive)):
            home = homes.get(symbol)
            if home and home != name and home not in may_call[name]:
                findings.append(f"{name}: calls {symbol} of {home}")
    return findings


def main():
    """Arguments: purity|graph NAME=ARCHIVE…"""
    archives = dict(argument.split("=", 1) for argument in sys.argv[2:])
    if sys.argv[1] == "purity":
        return tree.report(purity(archives))
    return tree.report(link_graph(archives, MAY_CALL))


if __name__ == "__main__":
    sys.exit(main())
