# SPDX-License-Identifier: Apache-2.0
# A snooze spares its post also after the due.
set(FILE rules/schedule/muting.cpp)
set(LAW as-the-oracle-says)
set(FIND "std::min(*snoozed, occurrence.last_day)")
set(REPLACE "*snoozed + std::chrono::days(30)")
