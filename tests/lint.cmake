# SPDX-License-Identifier: Apache-2.0
dondoc_test(lint_tests
  SOURCES
    support/config_folder.cpp
    unit/rules/lint/lint_test.cpp
  LIBRARIES dondoc_lint
  LABELS unit)
