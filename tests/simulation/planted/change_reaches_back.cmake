# SPDX-License-Identifier: Apache-2.0
# What happened before a document changed the term is due by the document's.
set(FILE rules/plan/stage_dues.cpp)
set(LAW as-the-oracle-says)
set(FIND "if (change.from <= day) {")
set(REPLACE "if (change.from <= day || change.rule.begins_from == std::nullopt) {")
