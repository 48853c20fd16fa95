# SPDX-License-Identifier: Apache-2.0
# What waits for the office's hours when plans are reloaded never leaves.
set(FILE daemon/store/series_rows.cpp)
set(LAW no-oversleep)
set(FIND "  forget_digests(connection, plans);")
set(REPLACE "  forget_digests(connection, plans);
  Query(connection, \"UPDATE notice SET ready_at = ready_at + 315360000 WHERE held_until > ?\")
      .bind(now)
      .run();")
