# SPDX-License-Identifier: Apache-2.0
# The pages that show the office, over a store and an engine without a socket.
dondoc_test(pages_tests
  SOURCES
    unit/daemon/web/duties_page_test.cpp unit/daemon/web/today_page_test.cpp
    unit/daemon/web/monday_page_test.cpp
    unit/daemon/web/calendar_page_test.cpp
    unit/daemon/web/plan_pages_test.cpp
    unit/daemon/web/unit_pages_test.cpp unit/daemon/web/people_page_test.cpp
    unit/daemon/web/giving_page_test.cpp unit/daemon/web/review_page_test.cpp
    unit/daemon/web/admin_pages_test.cpp unit/daemon/web/by_hand_page_test.cpp
    support/web_markup.cpp
    support/small_office.cpp
  LIBRARIES dondoc_web dondoc_engine nlohmann_json::nlohmann_json)
