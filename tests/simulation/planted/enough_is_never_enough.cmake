# SPDX-License-Identifier: Apache-2.0
# Nobody has ever had enough messages for one day.
set(FILE rules/schedule/release.cpp)
set(FIND ">= rules.directory.messages_per_day")
set(REPLACE "> messages_per_day_max")
set(LAW enough-for-today)
