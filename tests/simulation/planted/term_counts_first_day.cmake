# SPDX-License-Identifier: Apache-2.0
# The day of the event counts as the first of its term.
set(FILE rules/schedule/series.cpp)
set(LAW as-the-oracle-says)
set(FIND "happening.id, happening.event, happening.recorded_at);")
set(REPLACE "happening.id, Event{happening.event.date - std::chrono::days{1}, happening.event.time}, happening.recorded_at);")
