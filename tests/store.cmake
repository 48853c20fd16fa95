# SPDX-License-Identifier: Apache-2.0
dondoc_test(store_tests
  SOURCES
    unit/daemon/store/store_test.cpp
  LIBRARIES dondoc_store SQLite::SQLite3)
