# SPDX-License-Identifier: Apache-2.0
dondoc_test(store_tests
  SOURCES
    unit/daemon/store/alarm_rows_test.cpp
    unit/daemon/store/backup_test.cpp
    unit/daemon/store/connection_test.cpp
    unit/daemon/store/database_file_test.cpp
    unit/daemon/store/digest_rows_test.cpp
    unit/daemon/store/hot_queries_test.cpp
    unit/daemon/store/journal_test.cpp
    unit/daemon/store/message_rows_test.cpp
    unit/daemon/store/notice_rows_test.cpp
    unit/daemon/store/occurrence_rows_test.cpp
    unit/daemon/store/particulars_test.cpp
    unit/daemon/store/received_rows_test.cpp
    unit/daemon/store/series_rows_test.cpp
    unit/daemon/store/short_codes_test.cpp
    unit/daemon/store/state_proof_test.cpp
    unit/daemon/store/store_test.cpp
  LIBRARIES dondoc_store dondoc_fault_vfs SQLite::SQLite3)
