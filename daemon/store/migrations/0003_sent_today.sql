-- SPDX-License-Identifier: Apache-2.0
-- How much each person has been sent today is asked before every release.
CREATE INDEX message_created ON message (created_at);
