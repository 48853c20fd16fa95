# SPDX-License-Identifier: Apache-2.0
# A duty that another plan spells out is chased there and here.
set(FILE rules/schedule/refinement.cpp)
set(LAW as-the-oracle-says)
set(FIND "return last ? std::optional(occurrence_key(*last, period)) : std::nullopt;")
set(REPLACE "return last && period.empty() ? std::optional(occurrence_key(*last, period)) : std::nullopt;")
