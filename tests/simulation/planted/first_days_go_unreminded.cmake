# SPDX-License-Identifier: Apache-2.0
# What opens too late for all its reminder days is not reminded of.
set(FILE rules/schedule/ladder.cpp)
set(LAW every-rung-accounted)
set(FIND "if (last->at < due.opens) {")
set(REPLACE "if (last->at > due.due) {")
