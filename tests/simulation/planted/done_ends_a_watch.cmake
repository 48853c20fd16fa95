# SPDX-License-Identifier: Apache-2.0
# A trigger's watch can be done, and nobody records the next event.
set(FILE rules/schedule/act_checks.cpp)
set(LAW as-the-oracle-says)
set(FIND "if (is_for_a_watch ||")
set(REPLACE "if (is_for_a_watch || std::holds_alternative<Complete>(act) ||")
