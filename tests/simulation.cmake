# SPDX-License-Identifier: Apache-2.0
# The world that the engine is tried in: a disk that fails, an oracle, and the simulation itself.
add_library(dondoc_fault_vfs STATIC
  support/fault_disk.cpp support/fault_file.cpp support/fault_vfs.cpp)
target_link_libraries(dondoc_fault_vfs PUBLIC dondoc_options PRIVATE SQLite::SQLite3)

dondoc_test(fault_vfs_test
  SOURCES support/fault_vfs_test.cpp
  LIBRARIES dondoc_fault_vfs SQLiteCpp SQLite::SQLite3
  LABELS simulation)

# The oracle shares values with the engine and none of its code but civil days.
add_library(dondoc_oracle STATIC
  simulation/small_world.cpp simulation/small_plan.cpp simulation/oracle.cpp
  simulation/oracle_audience.cpp simulation/oracle_dates.cpp simulation/oracle_deeds.cpp
  simulation/oracle_doubts.cpp simulation/oracle_dues.cpp simulation/oracle_handover.cpp
  simulation/oracle_rights.cpp simulation/oracle_rules.cpp simulation/oracle_steps.cpp
  simulation/oracle_tasks.cpp simulation/oracle_telling.cpp)
target_link_libraries(dondoc_oracle PUBLIC dondoc_options dondoc_rules)

add_library(dondoc_simulation STATIC
  simulation/simulation_by_hand.cpp simulation/simulation_deeds.cpp simulation/simulation_delivery.cpp simulation/simulation_draws.cpp
  simulation/simulation_faults.cpp simulation/simulation_laws.cpp simulation/simulation_rows.cpp
  simulation/simulation_run.cpp simulation/simulation_tasks.cpp simulation/unreliable_peer.cpp)
target_link_libraries(dondoc_simulation PUBLIC dondoc_options dondoc_acting dondoc_engine dondoc_fault_vfs dondoc_oracle)

# Each case plays every second seed.
dondoc_test(simulation_test
  SOURCES simulation/simulation_test.cpp
  LIBRARIES dondoc_simulation
  LABELS simulation-worlds)

# Shipped plans, whole: Tà Đùng's with twenty units over its years, and all of them in one office.
add_library(dondoc_shipped_office STATIC simulation/shipped_office.cpp)
target_link_libraries(dondoc_shipped_office PUBLIC dondoc_options dondoc_simulation dondoc_config GTest::gtest)

dondoc_test(ta_dung_simulation_test
  SOURCES simulation/ta_dung_simulation_test.cpp
  LIBRARIES dondoc_shipped_office
  LABELS simulation)

dondoc_test(all_plans_simulation_test
  SOURCES simulation/all_plans_simulation_test.cpp
  LIBRARIES dondoc_shipped_office
  LABELS simulation-worlds)

# What .ci/run plays in the release build.
add_custom_target(worlds DEPENDS simulation_test all_plans_simulation_test)

dondoc_test(oracle_test
  SOURCES simulation/oracle_test.cpp
  LIBRARIES dondoc_oracle
  LABELS simulation)

dondoc_test(laws_test
  SOURCES simulation/laws_test.cpp
  LIBRARIES dondoc_oracle
  LABELS simulation)

# Each planted bug is one source, copied with the bug in it and linked before the library that holds
# the right one. The simulation must catch every one of them, by the law that the bug names. No
# sanitizer has anything to find in them.
if(DONDOC_SANITIZE)
  return()
endif()
add_custom_target(planted)
add_library(planted_main OBJECT simulation/planted/planted_test.cpp)
target_link_libraries(planted_main PUBLIC dondoc_simulation GTest::gtest)
foreach(bug bytes_before_attempt cut_off_means_sent calendar_days completion_leaves_queue
        commits_not_flushed corrected_event_keeps_due reload_undoes_extension
        submission_silences_others leave_ignored return_keeps_lead_muted checkpoint_twice
        progress_lost quota_closes_early lapsed_week_escalates term_counts_first_day
        extension_keeps_round correction_opens_twice done_ends_a_watch reload_loses_what_is_held
        hold_lets_the_queue_run undone_act_stays_silent undone_act_tells_twice undo_without_end
        failed_duty_is_chased enough_is_never_enough lead_waives_its_own_duty
        snooze_outlasts_due officer_hears_last first_days_go_unreminded former_lead_is_chased
        trial_disturbs_people refined_duty_is_chased_too change_reaches_back untold_counts_as_told reader_tells_themselves)
  set(description ${CMAKE_CURRENT_SOURCE_DIR}/simulation/planted/${bug}.cmake)
  set(SEED 1)
  include(${description})
  get_filename_component(name ${FILE} NAME)
  get_filename_component(folder ${FILE} DIRECTORY)
  # In a batch with others the right source would be linked beside the copy.
  set_source_files_properties(${PROJECT_SOURCE_DIR}/${FILE} DIRECTORY ${PROJECT_SOURCE_DIR}/${folder}
    PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  set(planted ${CMAKE_CURRENT_BINARY_DIR}/planted/${bug}/${name})
  add_custom_command(OUTPUT ${planted}
    COMMAND ${CMAKE_COMMAND} -DBUG=${description} -DSOURCE_DIR=${PROJECT_SOURCE_DIR}
      -DOUT=${planted} -P ${CMAKE_CURRENT_SOURCE_DIR}/simulation/planted/plant.cmake
    DEPENDS ${PROJECT_SOURCE_DIR}/${FILE} ${description} simulation/planted/plant.cmake
    VERBATIM)
  add_executable(planted_${bug}_test ${planted})
  target_link_libraries(planted_${bug}_test PRIVATE
    planted_main dondoc_options SQLiteCpp SQLite::SQLite3 GTest::gtest_main)
  add_dependencies(planted planted_${bug}_test)
  add_test(NAME planted_${bug}_test COMMAND planted_${bug}_test)
  set_tests_properties(planted_${bug}_test PROPERTIES
    ENVIRONMENT "DONDOC_PLANTED_LAW=${LAW};DONDOC_PLANTED_SEED=${SEED}" LABELS "simulation;planted" TIMEOUT 300)
endforeach()
