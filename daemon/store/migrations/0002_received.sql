-- SPDX-License-Identifier: Apache-2.0
-- What people write to the office, kept before anything is done about it: the platform's own id
-- makes sure that a message brought twice acts once.
CREATE TABLE received (
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  message TEXT NOT NULL,
  chat TEXT NOT NULL,
  text TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  -- Times that the answer was begun: one that never ends is given up.
  begun INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN
    ('waiting', 'answered', 'linked', 'wrong_code', 'stranger', 'too_many', 'given_up')),
  UNIQUE (channel, message)
) STRICT;
CREATE INDEX received_waiting ON received (id) WHERE state = 'waiting';
CREATE INDEX received_chat ON received (channel, chat, received_at);
CREATE INDEX received_unknown ON received (received_at)
  WHERE state IN ('wrong_code', 'stranger');
CREATE INDEX received_age ON received (received_at);

-- The chat in which a person reads and answers: a contact beside the directory's.
CREATE TABLE link (
  channel TEXT NOT NULL,
  person TEXT NOT NULL,
  post TEXT NOT NULL,
  chat TEXT NOT NULL,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (channel, person),
  UNIQUE (channel, chat)
) STRICT, WITHOUT ROWID;

-- Codes that a person sends once to be linked; the code itself isn't kept.
CREATE TABLE link_code (
  post TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
