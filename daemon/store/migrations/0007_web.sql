-- SPDX-License-Identifier: Apache-2.0
-- The page and the HTTP API. What opens a door is kept as its hash only: who reads the file can't
-- come in by it.
CREATE TABLE sign_in_code (
  person TEXT PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  expires_at INTEGER NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE web_session (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  person TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX web_session_person ON web_session (person);

CREATE TABLE api_token (
  name TEXT PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  role TEXT NOT NULL,
  post TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Signs the links in mails; the newest signs, all of them are read.
CREATE TABLE link_key (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL CHECK (length(key) = 32),
  made_at INTEGER NOT NULL
) STRICT;
INSERT INTO link_key (id, key, made_at) VALUES (1, randomblob(32), 0);

-- A link acts once.
CREATE TABLE used_link (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Calendars that programs fetch by an address which nobody else knows.
CREATE TABLE feed (
  of TEXT PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
