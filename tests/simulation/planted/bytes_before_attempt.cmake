# SPDX-License-Identifier: Apache-2.0
# The bytes leave before the attempt is committed.
set(FILE daemon/dispatcher.cpp)
set(LAW attempt-before-bytes)
set(FIND [[
  store_.begin_attempts(starts);
  transaction.commit();
  forget_outcomes();
  in_flight_ += static_cast<int>(due.size());
  for (const StoredMessage& message : due) {
    carry(message, now);
  }
]])
set(REPLACE [[
  in_flight_ += static_cast<int>(due.size());
  for (const StoredMessage& message : due) {
    carry(message, now);
  }
  store_.begin_attempts(starts);
  transaction.commit();
  forget_outcomes();
]])
