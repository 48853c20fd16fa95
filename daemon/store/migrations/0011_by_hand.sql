-- SPDX-License-Identifier: Apache-2.0
-- Messages whose reader is told by hand (connector `manual`): who was asked to do it, by which
-- message, and until when. The message's attempt is appended when that has ended.
CREATE TABLE by_hand (
  message INTEGER NOT NULL REFERENCES message (id),
  request INTEGER NOT NULL REFERENCES message (id),
  asked_at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  ended_at INTEGER,
  ended TEXT CHECK (ended IN ('told', 'untold', 'settled')),
  PRIMARY KEY (message, request),
  CHECK ((ended IS NULL) = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX by_hand_open ON by_hand (message) WHERE ended IS NULL;

-- That somebody was told, taken back by whoever recorded it. Append-only, as a bounce is.
CREATE TABLE told_undone (
  message INTEGER NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (message, number),
  FOREIGN KEY (message, number) REFERENCES attempt (message, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER told_undone_stays BEFORE UPDATE ON told_undone
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER told_undone_kept BEFORE DELETE ON told_undone
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
