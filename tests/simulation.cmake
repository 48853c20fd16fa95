# SPDX-License-Identifier: Apache-2.0
# The world that the engine is tried in: a disk that fails, an oracle, and the simulation itself.
add_library(dondoc_fault_vfs STATIC support/fault_disk.cpp support/fault_vfs.cpp)
target_link_libraries(dondoc_fault_vfs PUBLIC dondoc_options PRIVATE SQLite::SQLite3)

dondoc_test(fault_vfs_test
  SOURCES support/fault_vfs_test.cpp
  LIBRARIES dondoc_fault_vfs SQLiteCpp SQLite::SQLite3
  LABELS simulation)

# The oracle shares values with the engine and none of its code but civil days.
add_library(dondoc_oracle STATIC
  simulation/small_world.cpp simulation/oracle.cpp simulation/oracle_dates.cpp)
target_link_libraries(dondoc_oracle PUBLIC dondoc_options dondoc_rules)

add_library(dondoc_simulation STATIC
  simulation/simulation_laws.cpp simulation/simulation_run.cpp simulation/unreliable_peer.cpp)
target_link_libraries(dondoc_simulation PUBLIC dondoc_options dondoc_engine dondoc_fault_vfs dondoc_oracle)

dondoc_test(simulation_test
  SOURCES simulation/simulation_test.cpp
  LIBRARIES dondoc_simulation
  LABELS simulation)
