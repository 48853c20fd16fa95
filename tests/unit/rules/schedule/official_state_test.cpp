// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/official_state.h"

#include "tests/support/small_office.h"

#include <optional>
#include <string>

#include <gtest/gtest.h>

namespace dondoc::official_state_test {
namespace {

using testing::at;

/// Due by 30/9/2026, done and recorded on that evening or later.
Occurrence done(std::optional<Date> document,
                std::optional<Date> sent,
                const std::string& recorded = "2026-10-05T09:00") {
  const RuleSet rules = testing::small_office();
  const Instant load = at("2026-04-20T09:00");
  Occurrence duty = testing::opened(rules, {testing::plan_id, "VII.4", "", ""}, "2026", load, load);
  duty.state = OccurrenceState::done;
  Completion completion;
  completion.recorded_at = at(recorded);
  completion.document_date = document;
  completion.sent = sent;
  duty.completion = completion;
  return duty;
}

/// "done-in-time by sent 2026-09-30"
std::string judged(const Occurrence& duty, OnTimeBy by) {
  const auto official = official_state(duty, by, at("2026-11-01T09:00"));
  const auto counted = counted_day(duty, by, Zone{});
  return std::string(official ? official_state_name(*official) : "nothing") +
         (counted ? " by " + std::string(on_time_by_name(counted->by)) + ' ' + to_iso(counted->day)
                  : std::string{});
}

const Date in_time = make_date(2026, 9, 30);
const Date late = make_date(2026, 10, 2);

TEST(OfficialState, FollowsTheDayThatThePlanSays) {
  const Occurrence dated_sent_late = done(in_time, late);
  EXPECT_EQ(judged(dated_sent_late, OnTimeBy::sent), "done-late by sent 2026-10-02");
  EXPECT_EQ(judged(dated_sent_late, OnTimeBy::document), "done-in-time by document 2026-09-30");
  EXPECT_EQ(judged(dated_sent_late, OnTimeBy::recorded), "done-late by recorded 2026-10-05");
  const Occurrence recorded_first = done(late, late, "2026-09-30T17:00");
  EXPECT_EQ(judged(recorded_first, OnTimeBy::sent), "done-late by sent 2026-10-02");
  EXPECT_EQ(judged(recorded_first, OnTimeBy::recorded), "done-in-time by recorded 2026-09-30");
}

TEST(OfficialState, FallsBackOnTheNextDayThatWasTold) {
  EXPECT_EQ(judged(done(in_time, {}), OnTimeBy::sent), "done-in-time by document 2026-09-30");
  EXPECT_EQ(judged(done({}, in_time), OnTimeBy::document), "done-in-time by sent 2026-09-30");
  for (const OnTimeBy by : {OnTimeBy::sent, OnTimeBy::document, OnTimeBy::recorded}) {
    EXPECT_EQ(judged(done({}, {}), by), "done-late by recorded 2026-10-05");
  }
}

TEST(OfficialState, NamesADayOnlyOfWhatIsDoneAndHasADate) {
  Occurrence open = done(in_time, in_time);
  open.state = OccurrenceState::open;
  open.completion.reset();
  EXPECT_EQ(judged(open, OnTimeBy::sent), "open-late");
  Occurrence undated = done(late, late);
  undated.dated = false;
  EXPECT_EQ(judged(undated, OnTimeBy::sent), "done-in-time");
  Occurrence closed = open;
  closed.state = OccurrenceState::failed;
  EXPECT_EQ(judged(closed, OnTimeBy::document), "open-late");
  closed.state = OccurrenceState::waived;
  EXPECT_EQ(judged(closed, OnTimeBy::document), "nothing");
}

}  // namespace
}  // namespace dondoc::official_state_test
