-- SPDX-License-Identifier: Apache-2.0
-- Who had each post when it was last looked at, so that a handover is noticed however the directory
-- tells of it. Ids of persons, empty where there is nobody.
CREATE TABLE post_holder (
  post TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  acting TEXT NOT NULL
) STRICT, WITHOUT ROWID;
ALTER TABLE meta ADD COLUMN posts_looked_at INTEGER;
