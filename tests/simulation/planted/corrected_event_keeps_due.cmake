# SPDX-License-Identifier: Apache-2.0
# What an event opened keeps its due when the event is corrected.
set(FILE rules/schedule/occurrence.cpp)
set(LAW as-the-oracle-says)
set(FIND "    occurrence.happening = std::move(happening);")
set(REPLACE "    static_cast<void>(happening);")
