# SPDX-License-Identifier: Apache-2.0
# Whoever is to be told by hand is asked to do it.
set(FILE rules/schedule/by_hand.cpp)
set(FIND "return first_other(posts, {what.person}, rules, day);")
set(REPLACE "return first_other(posts, {}, rules, day);")
set(LAW told-by-hand)
