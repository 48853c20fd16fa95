# SPDX-License-Identifier: Apache-2.0
dondoc_test(cli_tests
  SOURCES
    unit/daemon/settings_test.cpp
    unit/daemon/plan_loader_test.cpp
    unit/daemon/cli/text_table_test.cpp
    unit/daemon/cli/check_test.cpp
    unit/daemon/cli/diff_test.cpp
    unit/daemon/cli/explain_test.cpp
    unit/daemon/formal_rule_test.cpp
    unit/daemon/cli/plan_test_command_test.cpp
    unit/daemon/cli/preview_test.cpp
    unit/daemon/cli/simulate_test.cpp
    unit/daemon/cli/ta_dung_test.cpp
  LIBRARIES dondoc_commands dondoc_small_office nlohmann_json::nlohmann_json
  LABELS unit)

# The real binary: exit codes, what goes to which stream, did-you-mean.
dondoc_test(dondoc_binary_tests
  SOURCES unit/daemon/cli/cli_test.cpp
  LIBRARIES nlohmann_json::nlohmann_json
  LABELS unit)
target_compile_definitions(dondoc_binary_tests PRIVATE DONDOC_BINARY="$<TARGET_FILE:dondoc>")
add_dependencies(dondoc_binary_tests dondoc)
