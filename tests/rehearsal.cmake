# SPDX-License-Identifier: Apache-2.0
dondoc_test(rehearsal_tests
  SOURCES
    support/config_folder.cpp
    support/manual.cpp
    unit/rules/rehearsal/plan_test_test.cpp
    unit/rules/rehearsal/trigger_test.cpp
  LIBRARIES dondoc_rehearsal
  LABELS unit)
