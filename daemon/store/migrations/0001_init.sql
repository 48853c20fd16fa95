-- SPDX-License-Identifier: Apache-2.0
-- Instants are whole seconds since 1970-01-01T00:00:00Z, civil days are days since 1970-01-01.
-- A column called wake_at, ready_at or next_at is NULL while the row sleeps, and each has a partial
-- index: what is due is found without touching what is not.

-- One row: what is true of the whole store.
CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  held_reason TEXT,
  -- Why the clock is not believed, until a person confirms it.
  clock_doubt TEXT,
  last_written INTEGER,
  -- The end of the journal's chain; a row cut off its end is found by it.
  journal_sequence INTEGER NOT NULL,
  journal_hash BLOB NOT NULL CHECK (length(journal_hash) = 32)
) STRICT;
INSERT INTO meta (id, journal_sequence, journal_hash) VALUES (1, 0, zeroblob(32));

CREATE TABLE digest (
  plan TEXT PRIMARY KEY,
  next_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX digest_next ON digest (next_at);

CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  plan TEXT NOT NULL,
  obligation TEXT NOT NULL,
  stage TEXT NOT NULL,
  unit TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  -- Whose events open it; empty when the calendar does.
  trigger TEXT NOT NULL,
  -- With this fingerprint: an edited rule is loaded anew.
  first_loaded INTEGER NOT NULL,
  opened_through INTEGER,
  wake_at INTEGER,
  UNIQUE (plan, obligation, stage, unit)
) STRICT;
CREATE INDEX series_wake ON series (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX series_trigger ON series (plan, trigger) WHERE trigger <> '';

CREATE TABLE occurrence (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  plan TEXT NOT NULL,
  obligation TEXT NOT NULL,
  stage TEXT NOT NULL,
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  code INTEGER NOT NULL CHECK (code >= 10),
  opens INTEGER NOT NULL,
  due INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  first_due INTEGER NOT NULL,
  provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
  needs_review INTEGER NOT NULL CHECK (needs_review IN (0, 1)),
  round INTEGER NOT NULL,
  round_from INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'withdrawn', 'missed')),
  acknowledged_at INTEGER,
  promised INTEGER,
  completed_at INTEGER,
  document TEXT,
  document_date INTEGER,
  closed_at INTEGER,
  wake_at INTEGER,
  CHECK ((completed_at IS NULL) = (document IS NULL)),
  CHECK ((closed_at IS NULL) = (state = 'open'))
) STRICT;
CREATE INDEX occurrence_wake ON occurrence (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX occurrence_code ON occurrence (code, closed_at);
CREATE UNIQUE INDEX occurrence_open_code ON occurrence (code) WHERE state = 'open';
CREATE INDEX occurrence_open_key ON occurrence (key) WHERE state = 'open';
CREATE INDEX occurrence_late ON occurrence (plan, due) WHERE state = 'open' AND needs_review = 0;
CREATE INDEX occurrence_review ON occurrence (plan, due) WHERE state = 'open' AND needs_review = 1;

-- What few occurrences have, by name: an event, a change of the due, a submission, a count.
CREATE TABLE particular (
  occurrence INTEGER NOT NULL REFERENCES occurrence (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (occurrence, name)
) STRICT, WITHOUT ROWID;

-- The events of a trigger, recorded on its watch: what the series that wait for it open by.
CREATE TABLE happening (
  occurrence INTEGER NOT NULL REFERENCES occurrence (id),
  event TEXT NOT NULL,
  plan TEXT NOT NULL,
  trigger TEXT NOT NULL,
  date INTEGER NOT NULL,
  minutes INTEGER,
  unit TEXT NOT NULL,
  title TEXT NOT NULL,
  document TEXT NOT NULL,
  due INTEGER,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (occurrence, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX happening_trigger ON happening (plan, trigger);

-- Short codes: a code is fresh (not yet reached), held by an open occurrence, or resting.
CREATE TABLE code_width (
  digits INTEGER PRIMARY KEY,
  next_fresh INTEGER NOT NULL,
  held INTEGER NOT NULL
) STRICT;
CREATE TABLE code_rest (
  code INTEGER PRIMARY KEY,
  digits INTEGER NOT NULL,
  rests_until INTEGER NOT NULL
) STRICT;
CREATE INDEX code_rest_until ON code_rest (digits, rests_until, code);

-- Bytes never change: only state, next_at, attempts, channel with its connector, tries and
-- uncertain_count are updated.
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  hex TEXT NOT NULL UNIQUE CHECK (length(hex) = 32),
  key TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL,
  post TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('queued', 'in_flight', 'sent', 'withdrawn', 'failed', 'uncertain')),
  next_at INTEGER,
  attempts INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  -- That of the channel in use: what is due is found for each connector apart.
  connector TEXT NOT NULL,
  -- On the channel in use; what the peer put off itself isn't counted.
  tries INTEGER NOT NULL,
  uncertain_count INTEGER NOT NULL,
  CHECK ((next_at IS NOT NULL) = (state = 'queued'))
) STRICT;
CREATE INDEX message_next ON message (connector, next_at) WHERE state = 'queued';
CREATE INDEX message_state ON message (state);
CREATE TABLE message_contact (
  message INTEGER NOT NULL REFERENCES message (id),
  position INTEGER NOT NULL,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

-- A rung of an occurrence in a round, for a post: a notice that was issued, or (issued = 0) a rung
-- that was accounted for without ever being one.
CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  occurrence INTEGER NOT NULL REFERENCES occurrence (id),
  round INTEGER NOT NULL,
  rung TEXT NOT NULL,
  post TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN
    ('reminder', 'escalation', 'change', 'assigned', 'checkpoint', 'signature', 'extension')),
  audience TEXT NOT NULL CHECK (audience IN
    ('lead', 'deputy', 'support', 'oversight', 'coordinator', 'leader', 'chair')),
  planned_at INTEGER NOT NULL,
  plan_file TEXT NOT NULL,
  plan_line INTEGER NOT NULL,
  phrase TEXT NOT NULL,
  rung_text TEXT NOT NULL,
  moved TEXT NOT NULL,
  issued INTEGER NOT NULL CHECK (issued IN (0, 1)),
  state TEXT NOT NULL
    CHECK (state IN ('pending', 'messaged', 'collapsed', 'withdrawn', 'unreachable')),
  why TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  held_until INTEGER,
  ready_at INTEGER,
  message INTEGER REFERENCES message (id),
  -- What becomes of it should its message, now in flight, come back to the queue.
  recall TEXT CHECK (recall IN ('collapsed', 'withdrawn')),
  -- Why the coordinator's digest tells of it; cleared when the occurrence closes.
  trouble TEXT CHECK (trouble IN ('unreachable', 'failed', 'uncertain')),
  UNIQUE (occurrence, round, rung, post),
  CHECK ((ready_at IS NOT NULL) = (state = 'pending')),
  CHECK ((message IS NOT NULL) = (state = 'messaged'))
) STRICT;
CREATE INDEX notice_ready ON notice (ready_at) WHERE ready_at IS NOT NULL;
CREATE INDEX notice_message ON notice (message) WHERE message IS NOT NULL;
CREATE INDEX notice_trouble ON notice (trouble, occurrence) WHERE trouble IS NOT NULL;

-- What a message was worded from; stays when the message is withdrawn and a notice goes into another.
CREATE TABLE message_notice (
  message INTEGER NOT NULL REFERENCES message (id),
  position INTEGER NOT NULL,
  notice INTEGER NOT NULL REFERENCES notice (id),
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

-- Append-only from here on.
CREATE TABLE attempt (
  message INTEGER NOT NULL REFERENCES message (id),
  number INTEGER NOT NULL,
  channel TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (message, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE outcome (
  message INTEGER NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (message, number),
  FOREIGN KEY (message, number) REFERENCES attempt (message, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE fact (
  sequence INTEGER PRIMARY KEY,
  occurrence INTEGER NOT NULL REFERENCES occurrence (id),
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  by TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX fact_occurrence ON fact (occurrence);
CREATE TABLE fact_data (
  sequence INTEGER NOT NULL REFERENCES fact (sequence),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (sequence, name)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER attempt_stays BEFORE UPDATE ON attempt BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER attempt_kept BEFORE DELETE ON attempt BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER outcome_stays BEFORE UPDATE ON outcome BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER outcome_kept BEFORE DELETE ON outcome BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER fact_stays BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER fact_kept BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER fact_data_stays BEFORE UPDATE ON fact_data BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER fact_data_kept BEFORE DELETE ON fact_data BEGIN SELECT RAISE(ABORT, 'append-only'); END;
