# SPDX-License-Identifier: Apache-2.0
"""Each check must find what is planted for it, and nothing in what is right.
The compiler is the first argument: the symbol checks read real archives."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import documents
import includes
import service
import style
import symbols

COMPILER = "c++"
SPDX = "// SPDX-License-Identifier: Apache-2.0\n"


class Planted(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def plant(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def archive(self, name, text):
        source, result = self.root / f"{name}.cpp", self.root / f"lib{name}.a"
        source.write_text(text, encoding="utf-8")
        subprocess.run([COMPILER, "-std=c++20", "-O1", "-c", source, "-o", source.with_suffix(".o")],
                       check=True)
        subprocess.run(["ar", "rcs", result, source.with_suffix(".o")], check=True)
        return str(result)


class Includes(Planted):
    def check(self, name, text, expected):
        for header in ("rules/plan/plan.h", "rules/calendar/civil.h", "connectors/connector.h",
                       "daemon/engine.h", "daemon/cli/cli.h"):
            self.plant(header, "#pragma once\n")
        self.plant(name, text)
        findings = includes.check(self.root)
        self.assertEqual(len(findings), 1 if expected else 0, findings)
        self.assertIn(expected, "".join(findings))

    def test_a_lower_floor_may_not_look_up(self):
        self.check("rules/calendar/x.cpp", '#include "rules/plan/plan.h"\n', 'may not include')

    def test_a_higher_floor_may_look_down(self):
        self.check("rules/plan/x.cpp", '#include "rules/calendar/civil.h"\n', "")

    def test_connectors_know_no_rules(self):
        self.check("connectors/x.cpp", '#include "rules/plan/plan.h"\n', "may not include")

    def test_rules_know_no_connectors(self):
        self.check("rules/schedule/x.cpp", '#include "connectors/connector.h"\n', "may not include")

    def test_the_daemon_does_not_know_its_command_line(self):
        self.check("daemon/x.cpp", '#include "daemon/cli/cli.h"\n', "may not include")

    def test_sqlite_lives_in_the_store(self):
        self.check("daemon/x.cpp", "#include <SQLiteCpp/Database.h>\n", "another home")

    def test_curl_lives_in_the_transport(self):
        self.check("connectors/webhook.cpp", "#include <curl/curl.h>\n", "another home")

    def test_rules_read_no_files(self):
        self.check("rules/plan/x.cpp", "#include <fstream>\n", "no place in the pure rules")

    def test_a_new_library_needs_a_home(self):
        self.check("daemon/x.cpp", "#include <fmt/format.h>\n", "no known library")

    def test_includes_start_at_the_root(self):
        self.check("rules/plan/x.cpp", '#include "plan.h"\n', "is not a file")

    def test_a_source_proves_its_header_first(self):
        self.check("rules/plan/plan.cpp", '#include "rules/calendar/civil.h"\n', "not its own")

    def test_a_name_is_one_type(self):
        self.plant("connectors/transfer.h", "class Transfer {\n};\n")
        self.check("rules/schedule/acts.h", "struct Transfer {\n};\n", "both define a type Transfer")

    def test_names_of_one_source_alone_are_its_own(self):
        self.plant("connectors/a.cpp", "namespace {\nstruct Place {\n};\n}  // namespace\n")
        self.check("rules/plan/b.h", "struct Place {\n};\nclass Place::Inner : public Place {\n};\n", "")


class Symbols(Planted):
    def purity(self, text):
        return "".join(symbols.purity({"planted": self.archive("planted", text)}))

    def test_pure_code_passes(self):
        self.assertEqual(self.purity("#include <string>\n#include <map>\n"
                                     "std::map<std::string, int> f(std::string a) "
                                     "{ return {{a + a, 1}}; }\n"), "")

    def test_a_clock_is_found(self):
        self.assertIn("_clock::now", self.purity(
            "#include <chrono>\nauto f() { return std::chrono::system_clock::now(); }\n"))

    def test_a_file_is_found(self):
        self.assertIn("fstream", self.purity(
            '#include <fstream>\nint f() { int n; std::ifstream("x") >> n; return n; }\n'))

    def test_a_system_call_is_found(self):
        self.assertIn("calls open", self.purity(
            '#include <fcntl.h>\nint f() { return open("x", O_RDONLY); }\n'))

    def test_the_environment_is_found(self):
        self.assertIn("getenv", self.purity(
            '#include <cstdlib>\nchar* f() { return std::getenv("X"); }\n'))

    def test_a_thread_is_found(self):
        self.assertIn("std::thread", self.purity(
            "#include <thread>\nvoid f() { std::thread([] {}).join(); }\n"))

    def test_a_call_against_the_graph_is_found(self):
        archives = {"low": self.archive("low", "int high();\nint low() { return high(); }\n"),
                    "high": self.archive("high", "int high() { return 1; }\n")}
        self.assertEqual(len(symbols.link_graph(archives, {"low": [], "high": ["low"]})), 1)
        self.assertEqual(symbols.link_graph(archives, {"low": ["high"], "high": []}), [])


class Style(Planted):
    def check(self, name, text, expected):
        self.plant(name, text)
        self.assertIn(expected, "".join(style.check(self.root)))

    def test_clean_code_passes(self):
        self.plant("rules/x.h", SPDX + "#pragma once\n")
        self.assertEqual(style.check(self.root), [])

    def test_a_long_file_is_found(self):
        self.check("rules/x.cpp", SPDX + "\n" * style.LINES_MAX, "lines; split")

    def test_what_is_left_for_later_is_found(self):
        self.check("rules/x.cpp", SPDX + "// TO" "DO: all of it\n", "left for later")

    def test_a_path_of_one_machine_is_found(self):
        self.check("docs/x.md", "See /wo" "rk/x.\n", "a path of one machine")

    def test_a_tab_is_found(self):
        self.check("config/x.yaml", "a:\n\tb\n", "a tab")

    def test_blanks_at_the_end_are_found(self):
        self.check("config/x.yaml", "a: 1 \n", "blanks")

    def test_a_missing_licence_is_found(self):
        self.check("rules/x.cpp", "int x;\n", "no SPDX line")

    def test_a_missing_pragma_once_is_found(self):
        self.check("rules/x.h", SPDX, "no #pragma once")

    def test_a_junk_drawer_is_found(self):
        self.check("rules/string_utils.cpp", SPDX, "says nothing")

    def test_catching_everything_is_found(self):
        self.check("rules/x.cpp", SPDX + "void f() { try {} catch (...) {} }\n", "catches everything")

    def test_a_sleeping_test_is_found(self):
        self.check("tests/x.cpp", SPDX + "void f() { usleep(1); }\n", "sleeps")

    def test_a_skipped_test_is_found(self):
        self.check("tests/x.cpp", SPDX + "TEST(X, DIS" "ABLED_y) {}\n", "disabled or skipped")


class Documents(Planted):
    def check(self, text, expected):
        self.plant("rules/plan/plan.h", "")
        self.plant("docs/x.md", text)
        findings = documents.check(self.root)
        self.assertEqual(len(findings), 1 if expected else 0, findings)
        self.assertIn(expected, "".join(findings))

    def test_a_file_that_exists_passes(self):
        self.check("See `rules/plan/plan.h`, `rules/plan/plan`, `rules/<floor>/` and [it](../rules/plan/plan.h).\n", "")

    def test_a_file_that_does_not_exist_is_found(self):
        self.check("See `rules/plan/gone.h`.\n", "isn't there")

    def test_a_dead_link_is_found(self):
        self.check("See [it](gone.md).\n", "isn't there")

    def test_a_line_number_is_found(self):
        self.check("See plan.h:12.\n", "line number")


@unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not installed")
class Service(Planted):
    def check(self, line, expected):
        right = pathlib.Path(__file__).parents[2] / "systemd" / "dondoc@.service"
        self.plant("x@.service", right.read_text(encoding="utf-8").replace("LockPersonality=yes", line))
        findings = service.check(self.root)
        self.assertEqual(len(findings), 1, findings)
        self.assertIn(expected, findings[0])

    def test_a_misspelt_key_is_found(self):
        self.check("LockPersonality=yes\nLockPersonalty=yes", "Unknown key")

    def test_a_weaker_sandbox_is_found(self):
        self.check("ProtectSystem=no\nNoNewPrivileges=no\nCapabilityBoundingSet=CAP_SYS_ADMIN", "exposed")

    def test_a_misspelt_key_of_a_drop_in_is_found(self):
        folder = pathlib.Path(__file__).parents[2] / "systemd"
        self.plant("dondoc@.service", (folder / "dondoc@.service").read_text(encoding="utf-8"))
        self.plant("more.conf", "[Service]\nReadWritePath=/etc/dondoc/%i/plans\n")
        findings = service.check(self.root)
        self.assertEqual(len(findings), 1, findings)
        self.assertIn("more.conf", findings[0])


if __name__ == "__main__":
    COMPILER = sys.argv.pop(1)
    unittest.main()
