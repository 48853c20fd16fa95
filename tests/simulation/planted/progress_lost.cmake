# SPDX-License-Identifier: Apache-2.0
# What somebody reports of their progress is not kept.
set(FILE rules/schedule/particulars.cpp)
set(LAW state-is-what-facts-say)
set(FIND "values[\"progress.text\"] = occurrence.progress->text;")
set(REPLACE "")
