# SPDX-License-Identifier: Apache-2.0
# A checkpoint or a paper that waits, once told, is told again.
set(FILE rules/schedule/climb.cpp)
set(LAW decide-again-adds-nothing)
set(FIND ": !is_planned(rung) || is_recorded(rung.id)")
set(REPLACE ": !is_planned(rung)")
