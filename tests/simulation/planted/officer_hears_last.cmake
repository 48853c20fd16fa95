# SPDX-License-Identifier: Apache-2.0
# The last reminder before the due goes to the officer alone.
set(FILE rules/schedule/muting.cpp)
set(LAW as-the-oracle-says)
set(FIND "rung.before && !rung.last_before;")
set(REPLACE "rung.before;")
