# SPDX-License-Identifier: Apache-2.0
dondoc_test(daemon_tests
  SOURCES
    unit/daemon/clock_test.cpp
    unit/daemon/scheduler_test.cpp unit/daemon/hindrance_test.cpp
    unit/daemon/state_folder_test.cpp
    unit/daemon/office_test.cpp unit/daemon/plan_folder_test.cpp
    unit/daemon/app_test.cpp unit/daemon/app_reload_test.cpp
    unit/daemon/folder_watch_test.cpp unit/daemon/difference/reload_change_test.cpp
    unit/daemon/cli/remote_text_test.cpp unit/daemon/cli/remote_office_test.cpp
    unit/daemon/inbox/mail_door_test.cpp unit/daemon/inbox/mail_poll_test.cpp
    unit/daemon/inbox/reply_poll_test.cpp unit/daemon/http/link_routes_test.cpp
    unit/daemon/app_channels_test.cpp unit/daemon/app_disk_test.cpp
    unit/daemon/running_daemon.cpp
    unit/daemon/http/url_test.cpp
    unit/daemon/http/server_test.cpp
    unit/daemon/http/routes_test.cpp
    unit/daemon/http/act_routes_test.cpp unit/daemon/http/act_bodies_test.cpp
    unit/daemon/http/task_routes_test.cpp unit/daemon/http/leave_routes_test.cpp unit/daemon/http/week_routes_test.cpp
    unit/daemon/http/refined_routes_test.cpp unit/daemon/http/list_routes_test.cpp unit/daemon/http/health_route_test.cpp
    support/small_office.cpp
    support/due_office.cpp
    support/config_folder.cpp
  LIBRARIES dondoc_fault_vfs dondoc_daemon dondoc_remote nlohmann_json::nlohmann_json)

# Apart, because the whole executable is told another time.
dondoc_test(clock_asleep_test
  SOURCES unit/daemon/clock_asleep_test.cpp
  LIBRARIES dondoc_clock)
