# SPDX-License-Identifier: Apache-2.0
dondoc_test(daemon_tests
  SOURCES
    unit/daemon/clock_test.cpp
    unit/daemon/scheduler_test.cpp
    unit/daemon/state_folder_test.cpp
    unit/daemon/office_test.cpp
    unit/daemon/app_test.cpp
    unit/daemon/cli/remote_text_test.cpp
    unit/daemon/http/url_test.cpp
    unit/daemon/http/server_test.cpp
    unit/daemon/http/routes_test.cpp
    unit/daemon/http/act_routes_test.cpp
    support/small_office.cpp
  LIBRARIES dondoc_daemon dondoc_remote nlohmann_json::nlohmann_json)
