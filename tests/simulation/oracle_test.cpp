// SPDX-License-Identifier: Apache-2.0
// The oracle against dates worked out by hand, so that it is more than the engine's echo.
#include "tests/simulation/oracle.h"

#include <gtest/gtest.h>

namespace dondoc::oracle_test {
namespace {

Instant when(const std::string& text) {
  return parse_rfc3339(text).value();
}

/// One monthly duty, due before 11:30 on the 25th, with a reminder the working day before and two
/// after.
SmallWorld one_duty() {
  auto rules = std::make_shared<RuleSet>();
  rules->directory.chair = "chu-tich";
  rules->directory.units["vh"] = {"vh", "Phòng VH", {}, "truong-vh", "chu-tich", false};
  for (const std::string post : {"truong-vh", "chu-tich"}) {
    rules->directory.posts[post] = {
        post, post, std::nullopt, {{"nguoi-" + post, make_date(2020, 1, 1), {}}}};
    rules->directory.people["nguoi-" + post] = {
        "nguoi-" + post, post, {{"hop-thu", post + "@xa.example"}}, {}};
  }
  Policy policy;
  policy.id = "standard";
  policy.hours = {{{7 * 60 + 30}, {11 * 60 + 30}}};
  policy.ladder = {{"con-3", {true, 3, OffsetUnit::days}, Audience::lead, {}},
                   {"con-1", {true, 1, OffsetUnit::days}, Audience::lead, {}},
                   {"tre-1", {false, 1, OffsetUnit::days}, Audience::lead, Repeat{2, 1}},
                   {"tre-3", {false, 3, OffsetUnit::days}, Audience::oversight, {}}};
  rules->policies["standard"] = policy;
  Obligation duty;
  duty.id = "VII.6";
  duty.lead = {LeadKind::one, {"vh"}};
  duty.oversight = "vh";
  duty.policy = "standard";
  Stage stage;
  stage.rule.recurrence = MonthlyRule{25U, 0};
  stage.rule.limit = Limit::before;
  stage.rule.time = TimeOfDay{11 * 60 + 30};
  duty.stages = {stage};
  Plan plan;
  plan.id = "kh";
  plan.issued = make_date(2026, 4, 20);
  plan.effective_from = make_date(2026, 1, 1);
  plan.effective_to = make_date(2026, 12, 31);
  plan.coordinator = "vh";
  plan.obligations = {duty};
  rules->plans["kh"] = plan;
  return {rules, {{make_date(2026, 4, 27), make_date(2026, 4, 30), make_date(2026, 5, 1)}, {}}, {}};
}

void check(const Oracle& oracle,
           const std::string& duty,
           const std::string& rung,
           const std::string& post,
           Fate fate) {
  const auto& rungs = oracle.duties().at(duty).rungs;
  const auto found = rungs.find({1, rung, post});
  ASSERT_NE(found, rungs.end()) << rung;
  EXPECT_EQ(static_cast<int>(found->second.fate), static_cast<int>(fate)) << rung;
}

TEST(Oracle, TellsTheDayBeforeMondayOnFriday) {
  const SmallWorld world = one_duty();
  Oracle oracle(world.calendar);
  oracle.load(world.rules, when("2026-04-20T10:00:00+07:00"));
  oracle.tick(when("2026-05-22T07:29:00+07:00"));
  check(oracle, "kh/VII.6@2026-05", "con-3", "truong-vh", Fate::waiting);
  oracle.tick(when("2026-05-22T07:30:00+07:00"));
  check(oracle, "kh/VII.6@2026-05", "con-1", "truong-vh", Fate::told);
}

TEST(Oracle, CountsWorkingDaysOverAHoliday) {
  const SmallWorld world = one_duty();
  // Three working days before Wednesday 29/4 with Monday 27/4 off: 28/4, 24/4, 23/4.
  EXPECT_EQ(plain_working_days_before(world.calendar, make_date(2026, 4, 29), 3),
            make_date(2026, 4, 23));
  EXPECT_EQ(plain_working_days_before(world.calendar, make_date(2026, 5, 1), 0),
            make_date(2026, 4, 29));
  EXPECT_EQ(plain_working_day_from(world.calendar, make_date(2026, 4, 30)), make_date(2026, 5, 4));
}

TEST(Oracle, RemindsTheWorkingDayBeforeWhenTheDueComesEarlierInTheDay) {
  const SmallWorld world = one_duty();
  auto rules = std::make_shared<RuleSet>(*world.rules);
  Policy& policy = rules->policies["standard"];
  policy.at = {11 * 60 + 30};  // As early as the due, which is too late.
  policy.hours.clear();
  policy.ladder = {{"hom-nay", {true, 0, OffsetUnit::days}, Audience::lead, {}}};
  Oracle oracle(world.calendar);
  oracle.load(rules, when("2026-05-20T10:00:00+07:00"));
  oracle.tick(when("2026-05-20T10:00:00+07:00"));
  EXPECT_EQ(oracle.next(when("2026-05-20T10:00:00+07:00")), when("2026-05-22T11:30:00+07:00"));
  oracle.tick(when("2026-05-22T11:30:00+07:00"));  // 25/5/2026 is a Monday.
  check(oracle, "kh/VII.6@2026-05", "hom-nay", "truong-vh", Fate::told);
}

TEST(Oracle, NeverRemindsOfWhatWasLateBeforeItLooked) {
  const SmallWorld world = one_duty();
  Oracle oracle(world.calendar);
  oracle.load(world.rules, when("2026-04-20T10:00:00+07:00"));
  oracle.tick(when("2026-04-20T10:00:00+07:00"));
  EXPECT_TRUE(oracle.duties().at("kh/VII.6@2026-03").needs_review);
  EXPECT_TRUE(oracle.duties().at("kh/VII.6@2026-03").rungs.empty());
  EXPECT_FALSE(oracle.duties().at("kh/VII.6@2026-04").needs_review);
}

TEST(Oracle, TellsOnlyTheLatestAfterALongNight) {
  const SmallWorld world = one_duty();
  Oracle oracle(world.calendar);
  oracle.load(world.rules, when("2026-04-20T10:00:00+07:00"));
  oracle.tick(when("2026-06-01T08:00:00+07:00"));
  const std::string duty = "kh/VII.6@2026-05";
  check(oracle, duty, "con-3", "truong-vh", Fate::silent);
  check(oracle, duty, "con-1", "truong-vh", Fate::silent);
  check(oracle, duty, "tre-1", "truong-vh", Fate::silent);
  check(oracle, duty, "tre-1.2", "truong-vh", Fate::told);
  // It oversees itself, so the escalation goes to the chair.
  check(oracle, duty, "tre-3", "chu-tich", Fate::told);
}

TEST(Oracle, KeepsSilentOnceItIsDone) {
  const SmallWorld world = one_duty();
  Oracle oracle(world.calendar);
  oracle.load(world.rules, when("2026-04-20T10:00:00+07:00"));
  oracle.tick(when("2026-05-20T08:00:00+07:00"));
  oracle.completed("kh/VII.6@2026-05");
  oracle.tick(when("2026-06-20T08:00:00+07:00"));
  EXPECT_EQ(oracle.duties().at("kh/VII.6@2026-05").rungs.size(), 1U);  // con-3, told on 20/5
}

TEST(Oracle, MutesRemindersUntilThePromisedDay) {
  const SmallWorld world = one_duty();
  Oracle oracle(world.calendar);
  oracle.load(world.rules, when("2026-04-20T10:00:00+07:00"));
  oracle.tick(when("2026-05-02T08:00:00+07:00"));
  oracle.acknowledged("kh/VII.6@2026-05", std::nullopt, when("2026-05-02T09:00:00+07:00"));
  oracle.tick(when("2026-05-22T08:00:00+07:00"));
  check(oracle, "kh/VII.6@2026-05", "con-3", "truong-vh", Fate::silent);
  check(oracle, "kh/VII.6@2026-05", "con-1", "truong-vh", Fate::told);
}

/// The office with one trigger and a duty due 30 days after it.
SmallWorld one_event() {
  SmallWorld world = one_duty();
  auto rules = std::make_shared<RuleSet>(*world.rules);
  Plan& plan = rules->plans.at("kh");
  Obligation watch = plan.obligations.front();
  watch.id = "moc.van-ban";
  watch.watches = "van-ban";
  watch.stages.front().rule = DueRule{StandingRule{}};
  Obligation& duty = plan.obligations.front();
  duty.stages.front().rule = DueRule{TriggeredRule{30, TermUnit::days}};
  duty.stages.front().trigger = "van-ban";
  plan.obligations.push_back(watch);
  world.rules = rules;
  return world;
}

TEST(Oracle, CountsATermFromItsEventAndAnewFromACorrection) {
  const SmallWorld world = one_event();
  Oracle oracle(world.calendar);
  oracle.load(world.rules, when("2026-04-20T10:00:00+07:00"));
  oracle.tick(when("2026-04-20T10:00:00+07:00"));
  const std::string watch = "kh/moc.van-ban@2026";
  Happening event{
      "", {make_date(2026, 5, 12), {}}, "", "", "", {}, when("2026-05-14T09:00:00+07:00")};
  oracle.happened(watch, event);
  oracle.tick(when("2026-05-14T09:00:00+07:00"));
  const std::string duty = "kh/VII.6@2026-05-12";
  // The event's own day isn't counted: 11/6/2026, a Thursday.
  EXPECT_EQ(oracle.duties().at(duty).due.last_day, make_date(2026, 6, 11));
  check(oracle, duty, "giao-viec", "truong-vh", Fate::told);
  event.id = "2026-05-12";
  event.event.date = make_date(2026, 5, 13);
  event.recorded_at = when("2026-05-20T09:00:00+07:00");
  oracle.happened(watch, event);
  oracle.tick(event.recorded_at);
  EXPECT_EQ(oracle.duties().at(duty).due.last_day, make_date(2026, 6, 12));
  EXPECT_EQ(oracle.duties().at(duty).round, 2);
}

TEST(Oracle, LeavesALeadInPeaceWhosePaperWaitsForItsSigner) {
  const SmallWorld world = one_duty();
  Oracle oracle(world.calendar);
  oracle.load(world.rules, when("2026-04-20T10:00:00+07:00"));
  const std::string duty = "kh/VII.6@2026-05";
  oracle.tick(when("2026-05-20T08:00:00+07:00"));
  oracle.submitted(duty, "", when("2026-05-21T09:00:00+07:00"));
  oracle.tick(when("2026-05-21T09:00:00+07:00"));
  check(oracle, duty, "cho-ky", "chu-tich", Fate::told);
  oracle.tick(when("2026-05-22T07:30:00+07:00"));
  check(oracle, duty, "con-1", "truong-vh", Fate::silent);
  oracle.tick(when("2026-06-01T08:00:00+07:00"));
  check(oracle, duty, "tre-3", "chu-tich", Fate::silent);  // It lies on that desk.
}

TEST(Oracle, KeepsADueThatPeopleSet) {
  const SmallWorld world = one_duty();
  Oracle oracle(world.calendar);
  oracle.load(world.rules, when("2026-04-20T10:00:00+07:00"));
  const std::string duty = "kh/VII.6@2026-05";
  oracle.tick(when("2026-05-02T08:00:00+07:00"));
  oracle.due_set(duty, make_date(2026, 6, 5), when("2026-05-02T09:00:00+07:00"));
  oracle.load(world.rules, when("2026-05-03T10:00:00+07:00"));
  oracle.tick(when("2026-05-03T10:00:00+07:00"));
  EXPECT_EQ(oracle.duties().at(duty).due.last_day, make_date(2026, 6, 5));
  EXPECT_EQ(oracle.duties().at(duty).round, 2);
}

TEST(Oracle, KeepsAWatchForEventsAsLongAsItsPlanRuns) {
  const SmallWorld world = one_event();
  Oracle oracle(world.calendar);
  oracle.load(world.rules, when("2026-04-20T10:00:00+07:00"));
  oracle.tick(when("2026-04-20T10:00:00+07:00"));
  const std::string watch = "kh/moc.van-ban@2026";
  const Instant now = when("2026-05-14T09:00:00+07:00");
  for (const Act& act :
       {Act{Complete{}}, Act{Submit{}}, Act{Adjust{make_date(2026, 6, 1), "CV"}}}) {
    EXPECT_FALSE(oracle.takes(watch, act, "chu-tich", now));
  }
  EXPECT_TRUE(oracle.takes(watch, Report{"chưa có"}, "truong-vh", now));
  Happen event;
  event.date = make_date(2026, 5, 12);
  EXPECT_TRUE(oracle.takes(watch, event, "truong-vh", now));
  oracle.happened(watch, {"", {make_date(2026, 5, 12), {}}, "", "", "", {}, now});
  EXPECT_FALSE(oracle.takes(watch, event, "truong-vh", now)) << "told twice, it is one event";
  event.date = make_date(2026, 5, 15);
  EXPECT_FALSE(oracle.takes(watch, event, "truong-vh", now)) << "it hasn't come about yet";
  EXPECT_TRUE(oracle.takes(watch, Complete{}, "truong-vh", when("2027-01-01T00:00:00+07:00")));
}

TEST(Oracle, ClosesAQuotaAtItsNumberAndCountsOn) {
  const SmallWorld world = one_duty();
  auto rules = std::make_shared<RuleSet>(*world.rules);
  rules->plans.at("kh").obligations.front().stages.front().rule.quota = Quota{2};
  Oracle oracle(world.calendar);
  oracle.load(rules, when("2026-04-20T10:00:00+07:00"));
  const std::string duty = "kh/VII.6@2026-05";
  oracle.tick(when("2026-05-02T08:00:00+07:00"));
  oracle.counted(duty, 1);
  oracle.tick(when("2026-05-02T08:00:00+07:00"));
  EXPECT_EQ(oracle.duties().at(duty).state, OccurrenceState::open);
  oracle.counted(duty, 1);
  oracle.tick(when("2026-05-03T08:00:00+07:00"));
  EXPECT_EQ(oracle.duties().at(duty).state, OccurrenceState::done);
  EXPECT_TRUE(oracle.takes(duty, Count{1, ""}, "truong-vh", when("2026-05-03T08:00:00+07:00")));
  EXPECT_FALSE(oracle.takes(duty, Report{"x"}, "truong-vh", when("2026-05-03T08:00:00+07:00")));
}

TEST(Oracle, LetsAWeekLapseUndone) {
  const SmallWorld world = one_duty();
  auto rules = std::make_shared<RuleSet>(*world.rules);
  rules->plans.at("kh").obligations.front().stages.front().rule = DueRule{WeeklyRule{}};
  rules->policies.at("standard").weekday = 5;
  rules->policies.at("standard").lapse_after_days = 7;
  Oracle oracle(world.calendar);
  oracle.load(rules, when("2026-05-04T10:00:00+07:00"));
  oracle.tick(when("2026-05-04T10:00:00+07:00"));
  const std::string duty = "kh/VII.6@2026-W19";  // Due with Friday, 8/5.
  oracle.tick(when("2026-05-15T23:00:00+07:00"));
  EXPECT_EQ(oracle.duties().at(duty).state, OccurrenceState::open);
  EXPECT_EQ(oracle.next(when("2026-05-15T23:00:00+07:00")), when("2026-05-16T00:00:00+07:00"));
  oracle.tick(when("2026-05-16T00:00:00+07:00"));
  EXPECT_EQ(oracle.duties().at(duty).state, OccurrenceState::missed);
}

TEST(Oracle, KnowsWhoActsForAHeadOnLeave) {
  const SmallWorld world = one_duty();
  Directory directory = world.rules->directory;
  directory.posts.at("truong-vh").deputy = "chu-tich";
  const Date away = make_date(2026, 5, 11);
  directory.people.at("nguoi-truong-vh").away = {{away, away + std::chrono::days(4)}};
  EXPECT_EQ(*plain_acting(directory, "truong-vh", away - std::chrono::days(1)), "nguoi-truong-vh");
  EXPECT_EQ(*plain_acting(directory, "truong-vh", away), "nguoi-chu-tich");
  EXPECT_EQ(*plain_acting(directory, "truong-vh", away + std::chrono::days(5)), "nguoi-truong-vh");
  directory.people.at("nguoi-chu-tich").away = {{away, away}};
  EXPECT_EQ(*plain_acting(directory, "truong-vh", away), "nguoi-truong-vh") << "both are away";
}

TEST(Oracle, NamesWeeksByTheirThursday) {
  const SmallWorld world = one_duty();
  const std::vector<PlainDue> dues =
      plain_dues(world.rules->plans.at("kh"), DueRule{WeeklyRule{}}, world.calendar, {}, 5);
  ASSERT_EQ(dues.size(), 52U);  // The Fridays of 2026, from 2/1 on.
  EXPECT_EQ(dues.front().period, "2026-W01");
  EXPECT_EQ(dues.front().last_day, make_date(2026, 1, 2));
  EXPECT_EQ(dues.back().period, "2026-W52");
  EXPECT_EQ(dues.back().last_day, make_date(2026, 12, 25));
}

}  // namespace
}  // namespace dondoc::oracle_test
