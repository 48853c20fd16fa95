# SPDX-License-Identifier: Apache-2.0
dondoc_test(phrase_test
  SOURCES
    unit/rules/phrase/due_rule_test.cpp
    unit/rules/phrase/due_rule_sentence_test.cpp
    unit/rules/phrase/due_rule_properties_test.cpp
    unit/rules/phrase/due_rule_oracle_test.cpp
    unit/rules/phrase/normal_form_test.cpp
    unit/rules/phrase/due_phrase_test.cpp
    unit/rules/phrase/due_phrase_golden_test.cpp
    unit/rules/phrase/due_phrase_properties_test.cpp
    unit/rules/phrase/due_phrase_mutation_test.cpp
    unit/rules/phrase/due_phrase_traps_test.cpp
    unit/rules/phrase/due_phrase_surroundings_test.cpp
  LIBRARIES dondoc_phrase)

pkg_check_modules(ICAL REQUIRED IMPORTED_TARGET libical)  # libical-dev, for this test alone
dondoc_test(phrase_libical_test
  SOURCES unit/rules/phrase/due_rule_libical_test.cpp
  LIBRARIES dondoc_phrase PkgConfig::ICAL)
