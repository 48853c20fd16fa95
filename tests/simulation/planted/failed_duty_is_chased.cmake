# SPDX-License-Identifier: Apache-2.0
# What a leader has closed as not done, or taken from the unit, is chased all the same.
set(FILE rules/schedule/decide.cpp)
set(LAW decide-again-adds-nothing)
set(FIND "return state != OccurrenceState::open && state != OccurrenceState::withdrawn;")
set(REPLACE "return state == OccurrenceState::done || state == OccurrenceState::missed;")
