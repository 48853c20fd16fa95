# SPDX-License-Identifier: Apache-2.0
dondoc_test(plan_test
  SOURCES
    support/config_folder.cpp
    support/manual.cpp
    unit/rules/plan/calendar_files_test.cpp
    unit/rules/plan/decoder_test.cpp
    unit/rules/plan/diagnostic_test.cpp
    unit/rules/plan/manual_test.cpp
    unit/rules/plan/message_template_test.cpp
    unit/rules/plan/mistakes_test.cpp
    unit/rules/plan/reporting_parser_test.cpp
    unit/rules/plan/plan_edit_test.cpp unit/rules/plan/plan_items_test.cpp
    unit/rules/plan/policy_parser_test.cpp
    unit/rules/plan/rule_files_test.cpp
    unit/rules/plan/source_map_test.cpp
    unit/rules/plan/event_words_test.cpp
    unit/rules/plan/stage_dues_test.cpp
    unit/rules/plan/yaml_bombs_test.cpp
    unit/rules/plan/yaml_reader_test.cpp
  LIBRARIES dondoc_plan
  LABELS unit)
