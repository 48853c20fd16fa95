-- SPDX-License-Identifier: Apache-2.0
-- Plans that are being written on the page, each as one JSON document, until they are published.
CREATE TABLE plan_draft (
  plan TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  post TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
