-- SPDX-License-Identifier: Apache-2.0
-- Days away as people recorded them. A row stays when it is taken back, and when a later one of the
-- same person takes its place.
CREATE TABLE leave_record (
  id INTEGER PRIMARY KEY,
  person TEXT NOT NULL,
  post TEXT NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  stand_in TEXT NOT NULL,
  actor TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  undone_at INTEGER,
  undone_by TEXT,
  CHECK (first_day <= last_day),
  CHECK ((undone_at IS NULL) = (undone_by IS NULL))
) STRICT;
CREATE INDEX leave_record_last ON leave_record (last_day) WHERE undone_at IS NULL;
