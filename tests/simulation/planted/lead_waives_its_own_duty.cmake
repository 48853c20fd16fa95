# SPDX-License-Identifier: Apache-2.0
# A unit takes its duty from itself.
set(FILE rules/schedule/act_rights.cpp)
set(LAW as-the-oracle-says)
set(FIND "{deciding, \"thôi giao\", of_deciding}")
set(REPLACE "{concerned, \"thôi giao\", of_deciding}")
