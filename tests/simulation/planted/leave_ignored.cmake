# SPDX-License-Identifier: Apache-2.0
# Who is on leave is written to all the same.
set(FILE rules/plan/plan.cpp)
set(LAW as-the-oracle-says)
set(FIND "person != nullptr && is_there(*person, day)")
set(REPLACE "person != nullptr && (is_there(*person, day) || true)")
