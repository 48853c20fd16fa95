# SPDX-License-Identifier: Apache-2.0
# "Three working days before" counts calendar days.
set(FILE rules/schedule/ladder.cpp)
set(LAW as-the-oracle-says)
set(FIND "calendar.add_working_days(last_day, -amount)")
set(REPLACE "calendar.on_or_before(last_day - days{amount})")
