-- SPDX-License-Identifier: Apache-2.0
-- A post's calendar belongs to whoever held the post when it was made; empty: a unit's.
ALTER TABLE feed ADD COLUMN person TEXT NOT NULL DEFAULT '';

-- Requests that another system may send twice (Idempotency-Key), with what they were answered.
-- `hash` is of method, address and body; without a status nobody knows what became of it.
CREATE TABLE repeatable_request (
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  at INTEGER NOT NULL,
  status INTEGER,
  answer TEXT,
  PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX repeatable_request_at ON repeatable_request (at);
