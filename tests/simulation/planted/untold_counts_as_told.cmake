# SPDX-License-Identifier: Apache-2.0
# What nobody recorded as told by hand counts as told.
set(FILE daemon/engine_by_hand.cpp)
set(FIND "end.outcome = untold_outcome;")
set(REPLACE "end.outcome = told_outcome;")
set(LAW told-by-hand)
