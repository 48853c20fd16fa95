# SPDX-License-Identifier: Apache-2.0
"""Who may include what: the layers of docs/ARCHITECTURE.md and one home for each library."""
import pathlib
import re
import sys

import tree

# The first row that matches a file says which of our own headers it may include.
OWN = [
    (r"rules/calendar/", r"rules/calendar/"),
    (r"rules/phrase/", r"rules/(phrase|calendar)/"),
    (r"rules/template/", r"rules/template/"),
    (r"rules/plan/", r"rules/(plan|template|phrase|calendar)/"),
    (r"rules/reply/", r"rules/(reply|plan|phrase|calendar)/"),
    (r"rules/schedule/", r"rules/(schedule|plan|phrase|calendar)/"),
    (r"rules/answer/", r"rules/(answer|reply|schedule|plan|phrase|calendar)/"),
    (r"rules/lint/", r"rules/(lint|schedule|plan|phrase|calendar)/"),
    (r"rules/rehearsal/", r"rules/(rehearsal|schedule|plan|phrase|calendar)/"),
    (r"connectors/", r"connectors/"),
    (r"daemon/store/", r"rules/|daemon/store/"),
    (r"daemon/(record_act|inbox/(keep|answer|linked)_)",
     r"rules/|daemon/(store/|record_act|inbox/(keep|answer|linked)_)"),
    (r"daemon/engine", r"rules/|daemon/(store/|engine)"),
    (r"daemon/dispatcher", r"connectors/|rules/calendar/|daemon/(store/|dispatcher|channel_health)"),
    (r"daemon/channel_health", r"connectors/|rules/calendar/|daemon/channel_health"),
    (r"daemon/scheduler", r"rules/|daemon/(store/|engine|scheduler)"),
    (r"daemon/act_link", r"rules/calendar/|daemon/(act_link\.h|store/doors\.h)"),
    (r"daemon/web_settings", r"daemon/web_settings\.h"),
    (r"daemon/http/", r"rules/|daemon/((store|http)/|(record_act|act_link|web_settings)\.h)"),
    (r"daemon/web/", r"rules/|daemon/((store|http|web|difference)/|(record_act|act_link|web_settings|plan_loader|formal_rule)\.h)"),
    (r"daemon/(settings|plan_loader)",
     r"rules/|connectors/|daemon/(dispatcher\.h|settings|plan_loader|store/|web_settings)"),
    (r"daemon/(cli/|main|[a-z_]*main\.cpp)", r"rules/|connectors/|daemon/"),
    (r"daemon/", r"rules/|connectors/|daemon/(?!cli/)"),
    (r"tests/|bench/", r"rules/|connectors/|daemon/|tests/|bench/"),
]

# Each library's headers, and the only files that see them.
LIBRARIES = [
    (r"yaml\.h$", r"rules/plan/yaml_reader\.cpp$"),
    (r"kainjow/", r"rules/template/render\.cpp$"),
    (r"curl/", r"connectors/transport[a-z_]*\.(cpp|h)$"),
    (r"gmime/", r"connectors/(mail_composer\.cpp|mail_reader\.cpp|gmime_object\.h)$|tests/"),
    (r"(sqlite3\.h$|SQLiteCpp/)", r"daemon/store/|tests/|bench/"),
    (r"boost/beast", r"daemon/http/"),
    (r"boost/asio", r"connectors/(transport|public_address)|daemon/(?!store/|engine|dispatcher)|tests/"),
    (r"boost/system/", r"connectors/transport|daemon/(?!store/|engine|dispatcher)|tests/"),
    (r"CLI/", r"daemon/cli/cli[a-z_]*\.(cpp|h)$"),
    (r"spdlog/", r"daemon/(?!store/)"),
    (r"nlohmann/", r"connectors/|daemon/|tests/"),
    (r"sodium", r"connectors/|daemon/|tests/"),
    (r"systemd/", r"daemon/"),
    (r"prometheus/", r"daemon/http/metrics_route\.cpp$"),
    (r"qrencode\.h$", r"daemon/web/qr_code\.cpp$"),
    (r"libical/", r"tests/unit/(rules/phrase/due_rule_libical|daemon/web/calendar_feed)_test\.cpp$"),
    (r"(gtest|gmock|rapidcheck)(/|\.h$)", r"tests/"),
]

# rules/ is pure, so it has an allow-list: no file, clock, thread, log or environment.
PURE = set(
    "algorithm array bit bitset cassert cctype charconv chrono cmath compare concepts cstddef cstdint cstdlib"
    " cstring cwchar deque functional initializer_list iterator limits list map memory numeric"
    " optional queue ratio set span sstream stdexcept string string_view tuple type_traits"
    " unordered_map unordered_set utility variant vector".split())

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
STANDARD_OR_SYSTEM = re.compile(
    r"^[a-z_0-9]+$|^(sys|arpa|net|netinet|linux)/|^(unistd|fcntl|poll|signal|dirent|dlfcn|netdb|"
    r"grp|pwd|errno|time|stdlib|stdio|string|sched|spawn|ftw|glob|fnmatch|termios|pthread|malloc|cxxabi)\.h$")


def own_finding(root, name, header):
    if not pathlib.Path(root, header).is_file():
        return f'{name}: "{header}" is not a file; includes start at the repository root'
    allowed = next((what for where, what in OWN if re.match(where, name)), None)
    if allowed is None:
        return f"{name}: a source outside the known folders"
    if not re.match(allowed, header):
        return f'{name}: may not include "{header}"'
    return None


def foreign_finding(name, header):
    for library, home in LIBRARIES:
        if re.match(library, header):
            return None if re.match(home, name) else f"{name}: <{header}> has another home: {home}"
    if name.startswith("rules/"):
        return None if header in PURE else f"{name}: <{header}> has no place in the pure rules"
    if STANDARD_OR_SYSTEM.match(header):
        return None
    return f"{name}: <{header}> is of no known library; give it a home in {pathlib.Path(__file__).name}"


def first_finding(root, name, own):
    """A source includes its own header before all others, so that the header stands alone."""
    header = re.sub(r"\.cpp$", ".h", name)
    if name.endswith(".cpp") and pathlib.Path(root, header).is_file() and own[:1] != [header]:
        return f'{name}: the first include is not its own "{header}"'
    return None


ANONYMOUS = re.compile(r"^namespace \{$.*?^\}  // namespace$", re.S | re.M)
TYPE = re.compile(r"^(?:struct|class|enum class) (\w+)(?: final)?(?:\s*:(?!:)[^;{]*)?\s*\{", re.M)


def name_findings(root):
    """One name, one type: two that are linked together would take each other's functions."""
    homes = {}
    for name in tree.files(root):
        if re.match(r"(rules|connectors|daemon)/.*\.(cpp|h)$", name):
            for found in TYPE.findall(ANONYMOUS.sub("", tree.text(root, name))):
                homes.setdefault(found, []).append(name)
    return [f"{' and '.join(places)}: both define a type {found}" for found, places in homes.items() if len(places) > 1]


def check(root):
    findings = name_findings(root)
    for name in tree.files(root):
        if not re.match(r"(rules|connectors|daemon|tests|bench)/.*\.(cpp|h)$", name):
            continue
        includes = INCLUDE.findall(tree.text(root, name))
        findings.append(first_finding(root, name, [own for own, foreign in includes]))
        for own, foreign in includes:
            findings.append(own_finding(root, name, own) if own else foreign_finding(name, foreign))
    return [finding for finding in findings if finding]


if __name__ == "__main__":
    sys.exit(tree.report(check(sys.argv[1])))
