# SPDX-License-Identifier: Apache-2.0
# Commits return before they are flushed.
set(FILE daemon/store/database_file.cpp)
set(LAW acknowledged-is-durable)
set(FIND "PRAGMA synchronous = FULL")
set(REPLACE "PRAGMA synchronous = NORMAL")
