# SPDX-License-Identifier: Apache-2.0
# Who comes in over the network, and by what.
dondoc_test(door_tests
  SOURCES
    unit/daemon/act_link_test.cpp
    unit/daemon/mail_links_test.cpp
    unit/daemon/web/html_test.cpp
    unit/daemon/web/form_test.cpp
    unit/daemon/web/throttle_test.cpp
    unit/daemon/web/sign_in_test.cpp
    unit/daemon/web/link_pages_test.cpp
    unit/daemon/web/front_test.cpp
    unit/daemon/web/repeated_request_test.cpp
    unit/daemon/http/openapi_test.cpp
    unit/daemon/web/duty_page_test.cpp
    unit/daemon/web/pasted_rows_test.cpp
    unit/daemon/web/draft_pages_test.cpp
    unit/daemon/web/plan_file_pages_test.cpp
    support/small_office.cpp
  LIBRARIES dondoc_daemon nlohmann_json::nlohmann_json)

# Calendars, read back by libical (phrase.cmake finds it).
dondoc_test(feed_tests
  SOURCES
    unit/daemon/web/calendar_feed_test.cpp
    support/small_office.cpp
  LIBRARIES dondoc_web dondoc_engine nlohmann_json::nlohmann_json PkgConfig::ICAL)
