# SPDX-License-Identifier: Apache-2.0
dondoc_test(engine_tests
  SOURCES unit/daemon/engine_test.cpp unit/daemon/engine_by_hand_test.cpp unit/daemon/engine_people_test.cpp unit/daemon/alarms_test.cpp
    unit/daemon/channel_health_test.cpp unit/daemon/dispatcher_channels_test.cpp
    unit/daemon/inbox/answer_received_test.cpp unit/daemon/inbox/leave_received_test.cpp unit/daemon/inbox/told_received_test.cpp unit/daemon/inbox/task_received_test.cpp unit/daemon/dispatcher_reload_test.cpp unit/daemon/dispatcher_test.cpp
    simulation/send_lists_test.cpp simulation/send_list.cpp support/config_folder.cpp
  LIBRARIES dondoc_engine dondoc_acting dondoc_small_office dondoc_fault_vfs
  LABELS unit)
