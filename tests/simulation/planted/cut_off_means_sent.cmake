# SPDX-License-Identifier: Apache-2.0
# After a crash an attempt without an outcome counts as sent.
set(FILE daemon/dispatcher.cpp)
set(LAW sent-means-accepted)
set(FIND "OutcomeClass::uncertain, \"tiến trình dừng")
set(REPLACE "OutcomeClass::ok, \"tiến trình dừng")
