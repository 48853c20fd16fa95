# SPDX-License-Identifier: Apache-2.0
# The world that the engine is tried in: a disk that fails, an oracle, and the simulation itself.
add_library(dondoc_fault_vfs STATIC support/fault_disk.cpp support/fault_vfs.cpp)
target_link_libraries(dondoc_fault_vfs PUBLIC dondoc_options PRIVATE SQLite::SQLite3)

dondoc_test(fault_vfs_test
  SOURCES support/fault_vfs_test.cpp
  LIBRARIES dondoc_fault_vfs SQLiteCpp SQLite::SQLite3
  LABELS simulation)
