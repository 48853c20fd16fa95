-- SPDX-License-Identifier: Apache-2.0
-- Answers that come by mail. `answers` is NULL where the platform vouches for the writer; of a mail
-- it is the message of ours that it proves to have read, or empty.
ALTER TABLE received ADD COLUMN answers TEXT;

-- Makes the tokens in our Message-IDs, which nobody but a mail's reader can know.
CREATE TABLE reply_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;
INSERT INTO reply_key (id, key) VALUES (1, randomblob(32));

-- How far each channel's mailbox has been read.
CREATE TABLE mailbox (
  channel TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  validity INTEGER NOT NULL,
  taken INTEGER NOT NULL,
  marked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- An attempt that a mail server accepted and gave back later. Append-only.
CREATE TABLE bounce (
  message INTEGER NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (message, number),
  FOREIGN KEY (message, number) REFERENCES attempt (message, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER bounce_stays BEFORE UPDATE ON bounce BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER bounce_kept BEFORE DELETE ON bounce BEGIN SELECT RAISE(ABORT, 'append-only'); END;
