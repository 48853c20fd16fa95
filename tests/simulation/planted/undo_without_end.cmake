# SPDX-License-Identifier: Apache-2.0
# An act can be undone for a day.
set(FILE rules/schedule/act_checks.cpp)
set(LAW as-the-oracle-says)
set(FIND "now - last->at > undo_within")
set(REPLACE "now - last->at > 48 * undo_within")
