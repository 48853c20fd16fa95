# SPDX-License-Identifier: Apache-2.0
# More time moves the due and keeps the old round.
set(FILE rules/schedule/occurrence.cpp)
set(LAW as-the-oracle-says)
set(FIND "occurrence.round += 1;")
set(REPLACE "occurrence.round += kind == ChangeKind::extended ? 0 : 1;")
