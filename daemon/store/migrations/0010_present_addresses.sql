-- SPDX-License-Identifier: Apache-2.0
-- Of what has closed, pages show what closed lately.
CREATE INDEX occurrence_closed ON occurrence (closed_at) WHERE closed_at IS NOT NULL;
-- A message that is sent again goes to where its reader is today: what was tried before says
-- nothing of that address.
ALTER TABLE message_contact ADD COLUMN first_attempt INTEGER NOT NULL DEFAULT 1;
