# SPDX-License-Identifier: Apache-2.0
# What a plan that is only tried out says goes to people.
set(FILE rules/schedule/release.cpp)
set(LAW a-trial-disturbs-nobody)
set(FIND "const bool on_trial = is_on_trial(*owed->plan, today);")
set(REPLACE "const bool on_trial = is_on_trial(*owed->plan, Date::max());")
