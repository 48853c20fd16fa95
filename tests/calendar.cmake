# SPDX-License-Identifier: Apache-2.0
dondoc_test(calendar_test
  SOURCES
    unit/rules/calendar/civil_test.cpp
    unit/rules/calendar/working_days_test.cpp
  LIBRARIES dondoc_calendar)
