# SPDX-License-Identifier: Apache-2.0
dondoc_test(phrase_test
  SOURCES
    unit/rules/phrase/due_rule_test.cpp
    unit/rules/phrase/due_rule_sentence_test.cpp
    unit/rules/phrase/due_rule_properties_test.cpp
    unit/rules/phrase/normal_form_test.cpp
    unit/rules/phrase/due_phrase_test.cpp
    unit/rules/phrase/due_phrase_golden_test.cpp
    unit/rules/phrase/due_phrase_properties_test.cpp
  LIBRARIES dondoc_phrase)
