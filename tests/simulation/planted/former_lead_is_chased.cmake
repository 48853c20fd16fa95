# SPDX-License-Identifier: Apache-2.0
# A duty that a leader has given to another unit is still its former lead's.
set(FILE rules/schedule/series.cpp)
set(SEED 36)
set(LAW as-the-oracle-says)
set(FIND "owed->lead_units = {occurrence.transferred_to};")
set(REPLACE "owed->lead_units.shrink_to_fit();")
