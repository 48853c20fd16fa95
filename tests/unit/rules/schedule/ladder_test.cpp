// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/ladder.h"

#include "tests/support/small_office.h"

#include <gtest/gtest.h>

namespace dondoc::ladder_test {
namespace {

using testing::at;
using testing::small_office;

/// A due that opened long before all its reminders.
Due due_at(Instant due, Date last_day) {
  Due built;
  built.opens = due - std::chrono::days{365};
  built.due = due;
  built.last_day = last_day;
  return built;
}

std::string ladder_words(Instant due, Date last_day, const RuleSet& rules = small_office()) {
  std::string out;
  for (const PlannedRung& rung : plan_ladder(
           rules.policies.at("standard"), due_at(due, last_day), rules.calendar, rules.zone)) {
    out += rung.id + ' ' + to_rfc3339(rung.at, rules.zone).substr(0, 16);
    if (!rung.moved.empty()) {
      out += " [" + rung.moved + ']';
    }
    out += '\n';
  }
  return out;
}

TEST(Ladder, CountsWorkingDaysBackAndCalendarDaysOn) {
  EXPECT_EQ(ladder_words(at("2026-10-01T00:00"), make_date(2026, 9, 30)),
            "con-10 2026-09-16T07:30 [không tính ngày nghỉ hằng tuần]\n"
            "con-3 2026-09-25T07:30 [không tính ngày nghỉ hằng tuần]\n"
            "con-1 2026-09-29T07:30\n"
            "tre-1 2026-10-01T07:30\n"
            "tre-1.2 2026-10-05T07:30 [lùi qua ngày nghỉ hằng tuần]\n"
            "tre-1.3 2026-10-05T07:30\n"
            "tre-3 2026-10-05T07:30 [lùi qua ngày nghỉ hằng tuần]\n"
            "tre-1.4 2026-10-07T07:30\n"
            "tre-7 2026-10-07T07:30\n"
            "tre-1.5 2026-10-09T07:30\n"
            "tre-1.6 2026-10-12T07:30 [lùi qua ngày nghỉ hằng tuần]\n");
}

TEST(Ladder, ALevelHearsAWorkingDayAfterTheOneBelowItWhateverDaysOffComeBetween) {
  RuleSet rules = small_office();
  rules.policies.at("standard").levels_apart = true;
  // Tết 2026: the days off end on Sunday, 22 February.
  const std::string ladder = ladder_words(at("2026-02-14T00:00"), make_date(2026, 2, 13), rules);
  EXPECT_NE(ladder.find("tre-1 2026-02-23T07:30 "), std::string::npos) << ladder;
  EXPECT_NE(ladder.find("tre-3 2026-02-24T07:30 "), std::string::npos) << ladder;
  EXPECT_NE(ladder.find("tre-7 2026-02-25T07:30 "), std::string::npos) << ladder;
  EXPECT_NE(ladder.find("ngày nghỉ hằng tuần, sau cấp dưới một ngày làm việc]"), std::string::npos)
      << ladder;
}

TEST(Ladder, WithoutBeingToldToPartThemLevelsMeetAfterDaysOff) {
  const std::string ladder =
      ladder_words(at("2026-02-14T00:00"), make_date(2026, 2, 13), small_office());
  for (const char* rung : {"tre-1 ", "tre-3 ", "tre-7 "}) {
    EXPECT_NE(ladder.find(std::string(rung) + "2026-02-23T07:30 "), std::string::npos) << ladder;
  }
}

TEST(Ladder, LevelsThatThePolicyPutsOnOneDayStayTogether) {
  RuleSet rules = small_office();
  Policy policy = rules.policies.at("standard");
  policy.levels_apart = true;
  policy.ladder = {{"tre-1", {false, 1, OffsetUnit::days}, Audience::lead, std::nullopt},
                   {"bao", {false, 1, OffsetUnit::days}, Audience::oversight, Repeat{2, 1}},
                   {"trinh", {false, 2, OffsetUnit::days}, Audience::leader, std::nullopt}};
  const auto ladder = plan_ladder(
      policy, due_at(at("2026-02-14T00:00"), make_date(2026, 2, 13)), rules.calendar, rules.zone);
  std::string told;
  for (const PlannedRung& rung : ladder) {
    told += rung.id + ' ' + to_rfc3339(rung.at, rules.zone).substr(0, 10) + '\n';
  }
  EXPECT_EQ(told, "tre-1 2026-02-23\nbao 2026-02-23\nbao.2 2026-02-23\ntrinh 2026-02-24\n");
}

TEST(Ladder, RemindsOnFridayOfADutyDueOnMonday) {
  const std::string ladder = ladder_words(at("2026-05-25T11:30"), make_date(2026, 5, 25));
  EXPECT_NE(ladder.find("con-1 2026-05-22T07:30"), std::string::npos) << ladder;
}

TEST(Ladder, NamesTheHolidaysItSteppedOver) {
  const std::string ladder = ladder_words(at("2026-02-25T11:30"), make_date(2026, 2, 25));
  EXPECT_NE(ladder.find("con-3 2026-02-13T07:30 "), std::string::npos) << ladder;
  EXPECT_NE(ladder.find("Tết Nguyên đán"), std::string::npos) << ladder;
}

TEST(Ladder, PutsTheRungOfTheDayItselfOnTheWorkingDayBefore) {
  RuleSet rules = small_office();
  Policy policy = rules.policies.at("standard");
  policy.ladder = {{"dung-ngay", {true, 0, OffsetUnit::days}, Audience::lead, std::nullopt}};
  const auto ladder = plan_ladder(
      policy, due_at(at("2026-10-26T00:00"), make_date(2026, 10, 25)), rules.calendar, rules.zone);
  ASSERT_EQ(ladder.size(), 1U);
  EXPECT_EQ(ladder.front().at, at("2026-10-23T07:30"));  // 25/10/2026 is a Sunday.
}

/// Where "on the day itself" falls under a policy that speaks at `hour`.
std::string day_itself(const std::string& hour, Instant due, Date last_day) {
  const RuleSet rules = small_office();
  Policy policy = rules.policies.at("standard");
  policy.at = {std::stoi(hour.substr(0, 2)) * 60 + std::stoi(hour.substr(3))};
  policy.ladder = {{"dung-ngay", {true, 0, OffsetUnit::days}, Audience::lead, std::nullopt}};
  const PlannedRung rung =
      plan_ladder(policy, due_at(due, last_day), rules.calendar, rules.zone).front();
  return to_rfc3339(rung.at, rules.zone).substr(0, 16) + " [" + rung.moved + ']';
}

TEST(Ladder, RemindsBeforeADueThatComesEarlierInTheDayThanThePolicySpeaks) {
  const Date tuesday = make_date(2026, 5, 26);
  EXPECT_EQ(day_itself("09:00", at("2026-05-26T09:01"), tuesday), "2026-05-26T09:00 []");
  EXPECT_EQ(day_itself("09:00", at("2026-05-26T09:00"), tuesday),
            "2026-05-25T09:00 [sớm lên để kịp trước thời hạn]");
  EXPECT_EQ(day_itself("09:00", at("2026-05-26T08:30"), tuesday),
            "2026-05-25T09:00 [sớm lên để kịp trước thời hạn]");
  EXPECT_EQ(day_itself("09:00", at("2026-05-25T08:30"), make_date(2026, 5, 25)),
            "2026-05-22T09:00 [sớm lên để kịp trước thời hạn, không tính ngày nghỉ hằng tuần]");
}

TEST(Ladder, EndsTheSearchWhenNoDayIsBeforeTheDue) {
  EXPECT_EQ(day_itself("09:00", at("2020-01-01T00:00"), make_date(2026, 5, 26)).substr(0, 16),
            "2026-05-12T09:00");
}

TEST(Ladder, CountsHoursFromTheDueAndKeepsTheTimeWhenADayOffMovesThem) {
  RuleSet rules = small_office();
  Policy policy = rules.policies.at("standard");
  policy.ladder = {{"con-2-gio", {true, 2, OffsetUnit::hours}, Audience::lead, std::nullopt},
                   {"tre-4-gio", {false, 4, OffsetUnit::hours}, Audience::lead, std::nullopt}};
  const auto working = plan_ladder(
      policy, due_at(at("2026-05-25T11:30"), make_date(2026, 5, 25)), rules.calendar, rules.zone);
  EXPECT_EQ(working.at(0).at, at("2026-05-25T09:30"));
  EXPECT_EQ(working.at(1).at, at("2026-05-25T15:30"));
  const auto sunday = plan_ladder(
      policy, due_at(at("2026-10-25T11:30"), make_date(2026, 10, 25)), rules.calendar, rules.zone);
  EXPECT_EQ(sunday.at(0).at, at("2026-10-23T09:30"));
  EXPECT_EQ(sunday.at(1).at, at("2026-10-26T15:30"));
}

TEST(Ladder, MarksOnlyTheLastReminderBeforeTheDue) {
  const RuleSet rules = small_office();
  int marked = 0;
  for (const PlannedRung& rung : plan_ladder(rules.policies.at("standard"),
                                             due_at(at("2026-10-01T00:00"), make_date(2026, 9, 30)),
                                             rules.calendar,
                                             rules.zone)) {
    if (rung.last_before) {
      EXPECT_EQ(rung.id, "con-1");
      ++marked;
    }
  }
  EXPECT_EQ(marked, 1);
}

/// What a policy that reminds three and one working days before plans for a due that opens then.
std::string opened_at(const char* opens, const char* due_at_midnight, Date last_day) {
  RuleSet rules = small_office();
  Policy policy = rules.policies.at("standard");
  policy.ladder = {{"con-3", {true, 3, OffsetUnit::days}, Audience::lead, std::nullopt},
                   {"con-1", {true, 1, OffsetUnit::days}, Audience::lead, std::nullopt}};
  Due due = due_at(at(due_at_midnight), last_day);
  due.opens = at(opens);
  std::string told;
  for (const PlannedRung& rung : plan_ladder(policy, due, rules.calendar, rules.zone)) {
    if (rung.at >= due.opens) {
      EXPECT_LT(rung.at, due.due);
      told += rung.id + ' ' + to_rfc3339(rung.at, rules.zone).substr(0, 16) + " [" + rung.moved +
              (rung.last_before ? "], last\n" : "]\n");
    }
  }
  return told;
}

TEST(Ladder, RemindsOnTheFirstWorkingDayWhenAllReminderDaysLieBeforeTheOpening) {
  const std::string why =
      " [giờ nhắc đầu tiên của ngày làm việc từ khi nhiệm vụ mở và được theo dõi], last\n";
  // The first of August 2026 is a Saturday.
  EXPECT_EQ(opened_at("2026-08-01T00:00", "2026-08-04T00:00", make_date(2026, 8, 3)),
            "con-1 2026-08-03T07:30" + why);
  // A week's own first day, and a term that begins in the middle of one and ends with the next.
  EXPECT_EQ(opened_at("2026-08-03T00:00", "2026-08-04T00:00", make_date(2026, 8, 3)),
            "con-1 2026-08-03T07:30" + why);
  EXPECT_EQ(opened_at("2026-08-05T10:00", "2026-08-07T00:00", make_date(2026, 8, 6)),
            "con-1 2026-08-06T07:30" + why);
}

TEST(Ladder, LeavesTheReminderWhereItIsWhenOneStaysOrNoWorkingMorningIsLeft) {
  EXPECT_EQ(opened_at("2026-07-01T00:00", "2026-07-03T00:00", make_date(2026, 7, 2)),
            "con-1 2026-07-01T07:30 [], last\n");
  // Due on the Sunday after a Saturday; due at the hour at which the policy speaks.
  EXPECT_EQ(opened_at("2026-08-01T00:00", "2026-08-03T00:00", make_date(2026, 8, 2)), "");
  EXPECT_EQ(opened_at("2026-08-03T00:00", "2026-08-03T07:30", make_date(2026, 8, 3)), "");
  EXPECT_EQ(opened_at("2026-08-03T10:00", "2026-08-04T00:00", make_date(2026, 8, 3)), "");
}

/// What is still said before the due, Monday 3 August 2026 or another day, to who came to owe it so
/// late.
std::string watched_from(const char* watched, const char* due_at_midnight, Date last_day) {
  RuleSet rules = small_office();
  Owed owed;
  owed.policy = &rules.policies.at("standard");
  Occurrence occurrence;
  occurrence.opens = at("2026-01-01T00:00");
  occurrence.due = at(due_at_midnight);
  occurrence.last_day = last_day;
  occurrence.round_from = at(watched);
  std::string told;
  for (const PlannedRung& rung : ladder_of(occurrence, owed, rules)) {
    if (rung.at >= occurrence.round_from && rung.before) {
      EXPECT_LT(rung.at, occurrence.due);
      told += rung.id + ' ' + to_rfc3339(rung.at, rules.zone).substr(0, 16) +
              (rung.last_before ? ", last\n" : "\n");
    }
  }
  return told;
}

TEST(Ladder, RemindsOfWhatCameToBeWatchedBehindItsReminders) {
  const Date monday = make_date(2026, 8, 3);
  const char* end = "2026-08-04T00:00";
  // Its last reminder was at 07:30 of Friday: loaded in time, on Friday and in the weekend.
  EXPECT_EQ(watched_from("2026-07-31T07:00", end, monday), "con-1 2026-07-31T07:30, last\n");
  EXPECT_EQ(watched_from("2026-07-31T15:00", end, monday), "con-1 2026-08-03T07:30, last\n");
  EXPECT_EQ(watched_from("2026-08-02T10:00", end, monday), "con-1 2026-08-03T07:30, last\n");
  // On the day itself at once; not behind the due, nor on a day off.
  EXPECT_EQ(watched_from("2026-08-03T10:20", end, monday), "con-1 2026-08-03T10:20, last\n");
  EXPECT_EQ(watched_from("2026-08-04T10:20", end, monday), "");
  EXPECT_EQ(watched_from("2026-08-02T10:20", "2026-08-03T00:00", make_date(2026, 8, 2)), "");
}

}  // namespace
}  // namespace dondoc::ladder_test
