# SPDX-License-Identifier: Apache-2.0
add_library(dondoc_small_office STATIC support/small_office.cpp)
target_link_libraries(dondoc_small_office PUBLIC dondoc_options dondoc_rules)

dondoc_test(schedule_tests
  SOURCES
    unit/rules/schedule/keys_test.cpp
    unit/rules/schedule/audience_test.cpp
    unit/rules/schedule/ladder_test.cpp
    unit/rules/schedule/decide_test.cpp unit/rules/schedule/escalation_test.cpp
    unit/rules/schedule/open_test.cpp unit/rules/schedule/planned_dues_test.cpp
    unit/rules/schedule/refinement_test.cpp
    unit/rules/schedule/acts_test.cpp
    unit/rules/schedule/act_kinds_test.cpp
    unit/rules/schedule/undo_test.cpp
    unit/rules/schedule/handing_on_test.cpp
    unit/rules/schedule/transfer_test.cpp
    unit/rules/schedule/giving_test.cpp
    unit/rules/schedule/events_test.cpp
    unit/rules/schedule/occasions_test.cpp
    unit/rules/schedule/move_reason_test.cpp
    unit/rules/schedule/rounds_test.cpp
    unit/rules/schedule/wording_test.cpp
    unit/rules/schedule/occasion_text_test.cpp
    unit/rules/schedule/release_test.cpp
    unit/rules/schedule/digest_test.cpp
    unit/rules/schedule/weekly_list_test.cpp unit/rules/schedule/weekly_check_test.cpp unit/rules/schedule/official_state_test.cpp unit/rules/schedule/own_wording_test.cpp unit/rules/schedule/target_sum_test.cpp unit/rules/schedule/quota_pace_test.cpp
    unit/rules/schedule/alarm_test.cpp
    unit/rules/schedule/reach_test.cpp
    unit/rules/schedule/handover_test.cpp unit/rules/schedule/leave_test.cpp
    support/config_folder.cpp
    unit/rules/schedule/shipped_plans_test.cpp
  LIBRARIES dondoc_small_office
  LABELS unit)
