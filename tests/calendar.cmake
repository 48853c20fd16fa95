# SPDX-License-Identifier: Apache-2.0
dondoc_test(calendar_test
  SOURCES
    unit/rules/calendar/astronomy_test.cpp
    unit/rules/calendar/civil_test.cpp
    unit/rules/calendar/holidays_test.cpp
    unit/rules/calendar/lunar_test.cpp
    unit/rules/calendar/reporting_calendar_test.cpp
    unit/rules/calendar/working_days_test.cpp
  LIBRARIES dondoc_calendar)
