# SPDX-License-Identifier: Apache-2.0
# What an act had withdrawn stays unsaid when the act is undone.
set(FILE rules/schedule/climb.cpp)
set(LAW every-rung-accounted)
set(FIND "return earlier && !withdrawn;")
set(REPLACE "return earlier;")
