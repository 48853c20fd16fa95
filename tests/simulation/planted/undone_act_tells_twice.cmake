# SPDX-License-Identifier: Apache-2.0
# When an act is undone, what was told before it is told again.
set(FILE rules/schedule/occurrence.cpp)
set(LAW as-the-oracle-says)
set(FIND "before.run.push_back(before.round);")
set(REPLACE "before.run.clear();")
