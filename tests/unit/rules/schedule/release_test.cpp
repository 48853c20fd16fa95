// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/release.h"

#include "tests/support/golden.h"
#include "tests/support/small_office.h"
#include "tests/unit/rules/schedule/story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dondoc::release_test {
namespace {

using testing::at;
using testing::expect_golden;
using testing::shown;
using testing::small_office;

const Instant load = at("2026-04-20T09:00");

/// What is decided about one duty up to `moments.back()`, with everything before it messaged.
std::vector<PendingNotice> pending(const RuleSet& rules,
                                   const SeriesKey& series,
                                   const std::string& period,
                                   const std::vector<std::string>& moments,
                                   int code = 42) {
  Occurrence occurrence = testing::opened(rules, series, period, load, at(moments.back()), code);
  std::vector<PendingNotice> result;
  for (const std::string& moment : moments) {
    for (RungRecord& rung : occurrence.rungs) {
      rung.state = rung.state == RungState::pending ? RungState::messaged : rung.state;
    }
    const Decision decision = decide(occurrence, rules, at(moment));
    occurrence = apply(occurrence, decision);
    result.clear();
    for (const Notice& notice : decision.notices) {
      result.push_back({notice, occurrence});
    }
  }
  return result;
}

SeriesKey series(const std::string& obligation, const std::string& unit = "") {
  return {testing::plan_id, obligation, "", unit};
}

TEST(Release, WordsAReminder) {
  const RuleSet rules = small_office();
  expect_golden("messages/reminder.txt",
                shown(release(pending(rules, series("VII.4"), "2026", {"2026-09-16T07:30"}),
                              rules,
                              at("2026-09-16T07:30"))));
}

TEST(Release, WordsTheReminderOfTheLastWorkingDay) {
  const RuleSet rules = small_office();
  expect_golden(
      "messages/last-working-day.txt",
      shown(release(
          pending(rules, series("VII.6"), "2026-05", {"2026-05-20T07:30", "2026-05-22T07:30"}),
          rules,
          at("2026-05-22T07:30"))));
}

TEST(Release, WordsOverdueEscalationAndReport) {
  const RuleSet rules = small_office();
  std::string all;
  std::vector<std::string> moments{"2026-09-16T07:30", "2026-09-29T07:30"};
  for (const char* moment : {"2026-10-01T07:30", "2026-10-05T07:30", "2026-10-07T07:30"}) {
    moments.emplace_back(moment);
    all += shown(release(pending(rules, series("VII.4"), "2026", moments), rules, at(moment)));
  }
  expect_golden("messages/overdue-escalation-report.txt", all);
}

TEST(Release, WordsAMovedDue) {
  RuleSet rules = small_office();
  Occurrence duty = testing::opened(rules, series("VII.4"), "2026", load, load);
  testing::obligation(rules, "VII.4").stages.front().rule.recurrence =
      YearlyRule{1, 10, std::nullopt, 0};
  const Decision decision = decide(duty, rules, at("2026-09-18T10:00"));
  const Occurrence moved = apply(duty, decision);
  ASSERT_EQ(decision.notices.size(), 2U);
  expect_golden("messages/due-moved.txt",
                shown(release({{decision.notices.back(), moved}}, rules, at("2026-09-18T10:00"))));
}

TEST(Release, OnTrialSendsEveryMessageToTheAdminAndSaysForWhomItIs) {
  RuleSet rules = small_office();
  rules.plans.at(testing::plan_id).trial = make_date(2026, 9, 16);
  rules.directory.admin = "chanh-van-phong";
  std::vector<PendingNotice> all =
      pending(rules, series("VII.4"), "2026", {"2026-09-16T07:30"}, 42);
  const auto more = pending(rules, series("VII.6"), "2026-08", {"2026-09-16T07:30"}, 43);
  all.insert(all.end(), more.begin(), more.end());
  const Release on_trial = release(all, rules, at("2026-09-16T07:30"));
  ASSERT_GE(on_trial.messages.size(), 2U);
  for (const MessageDraft& message : on_trial.messages) {
    EXPECT_EQ(message.person, "chanh-van-phong-1");
    EXPECT_EQ(message.contacts.front().address, "chanh-van-phong@xa.example");
    EXPECT_EQ(message.subject.rfind("[Thử nghiệm] ", 0), 0U) << message.subject;
  }
  expect_golden("messages/on-trial.txt", shown(on_trial));
  // The next day it is for real.
  const Release real = release(all, rules, at("2026-09-17T07:30"));
  for (const MessageDraft& message : real.messages) {
    EXPECT_NE(message.person, "chanh-van-phong-1");
  }
}

TEST(Release, OnTrialWithoutAnAdminWhoCanBeReachedTellsNobodyElse) {
  RuleSet rules = small_office();
  rules.plans.at(testing::plan_id).trial = make_date(2026, 12, 31);
  rules.directory.admin = "chanh-van-phong";
  rules.directory.people.at("chanh-van-phong-1").contacts.clear();
  const Release released = release(
      pending(rules, series("VII.4"), "2026", {"2026-09-16T07:30"}), rules, at("2026-09-16T07:30"));
  EXPECT_TRUE(released.messages.empty());
  EXPECT_EQ(released.unreachable.size(), 1U);
}

TEST(Release, BundlesWhatOnePersonGetsIntoOneMessage) {
  const RuleSet rules = small_office();
  std::vector<PendingNotice> all;
  int code = 40;
  for (const auto& [key, period, moment] :
       std::vector<std::tuple<SeriesKey, std::string, std::string>>{
           {series("VII.6"), "2026-09", "2026-09-29T07:30"},
           {series("VII.1", "vh-xh"), "once", "2026-04-27T07:30"},
           {series("VII.4"), "2026", "2026-10-05T07:30"}}) {
    for (const PendingNotice& notice : pending(rules, key, period, {moment}, ++code)) {
      if (notice.notice.post == "truong-vh-xh") {
        all.push_back(notice);
      }
    }
  }
  const Release released = release(all, rules, at("2026-10-05T07:30"));
  ASSERT_EQ(released.messages.size(), 1U);
  EXPECT_EQ(released.messages.front().notices.size(), all.size());
  expect_golden("messages/bundle.txt", shown(released));
}

TEST(Release, SaysUntilWhenADueOnDaysOffCanBeDone) {
  RuleSet rules = small_office();
  const auto due_on = [&rules](const std::string& id, Date day) {
    testing::obligation(rules, id).stages.front().rule =
        DueRule{OnceRule{std::nullopt, day, "once"}, Limit::by, std::nullopt, Roll::none};
  };
  due_on("VII.4", make_date(2026, 4, 26));  // a Sunday; the Monday is a holiday
  due_on("VII.1", make_date(2026, 4, 27));
  const auto text_at = [&rules](const std::string& moment) {
    std::vector<PendingNotice> both = pending(rules, series("VII.4"), "once", {moment});
    const auto more = pending(rules, series("VII.1", "kinh-te"), "once", {moment}, 43);
    both.insert(both.end(), more.begin(), more.end());
    return release(both, rules, at(moment)).messages.at(0).text;
  };
  EXPECT_THAT(text_at("2026-04-22T07:30"),
              ::testing::HasSubstr(
                  "CCHC; hạn 26/4, còn 02 ngày làm việc, ngày làm việc cuối cùng là 24/4\n"));
  const std::string last = text_at("2026-04-24T07:30");
  EXPECT_THAT(last, ::testing::HasSubstr("HÔM NAY (02)\n"));
  EXPECT_THAT(last, ::testing::HasSubstr("; hạn 27/4, là ngày nghỉ, đề nghị xong trong hôm nay\n"));
}

TEST(Release, ReportsSeveralDutiesToALeaderAsOne) {
  const RuleSet rules = small_office();
  std::vector<PendingNotice> all;
  int code = 50;
  for (const std::string period : {"2026-08", "2026-09"}) {
    for (const PendingNotice& notice :
         pending(rules, series("VII.6"), period, {"2026-10-05T07:30"}, ++code)) {
      if (notice.notice.post == "pct-vh-xh") {
        all.push_back(notice);
      }
    }
  }
  ASSERT_EQ(all.size(), 2U);
  expect_golden("messages/leader-bundle.txt", shown(release(all, rules, at("2026-10-05T07:30"))));
}

TEST(Release, SaysHowToAnswerWhereTheReadersChannelTakesAnswers) {
  RuleSet rules = small_office();
  rules.reply_channels = {"maildir"};
  rules.directory.people.at("pct-vh-xh-1").contacts.push_back({"webhook", "https://xa.example"});
  std::string all;
  for (const std::string moment : {"2026-09-16T07:30",
                                   "2026-09-29T07:30",
                                   "2026-10-01T07:30",
                                   "2026-10-05T07:30",
                                   "2026-10-07T07:30"}) {
    all += shown(release(pending(rules, series("VII.4"), "2026", {moment}), rules, at(moment)));
  }
  std::vector<PendingNotice> several;
  for (const auto& [period, code] : {std::pair{"2026-08", 50}, std::pair{"2026-09", 51}}) {
    for (const PendingNotice& notice :
         pending(rules, series("VII.6"), period, {"2026-10-05T07:30"}, code)) {
      several.push_back(notice);
    }
  }
  expect_golden("messages/by-reply.txt",
                all + shown(release(several, rules, at("2026-10-05T07:30"))));
}

TEST(Release, SplitsWhatNoChannelWouldTake) {
  const RuleSet rules = small_office();
  const PendingNotice one = pending(rules, series("VII.4"), "2026", {"2026-10-05T07:30"}).front();
  std::vector<PendingNotice> many;
  for (int i = 0; i < 300; ++i) {
    many.push_back(one);
    many.back().notice.key += std::to_string(i);
  }
  const Release released = release(many, rules, at("2026-10-05T07:30"));
  std::size_t told = 0;
  for (const MessageDraft& message : released.messages) {
    EXPECT_LE(message.text.size(), message_text_bytes_max);
    told += message.notices.size();
  }
  EXPECT_EQ(told, 300U);
  EXPECT_LE(released.messages.size(), 8U);
}

TEST(Release, HoldsThroughLunchAndNightButNeverPastTheNextMorning) {
  const RuleSet rules = small_office();
  const auto notices = pending(rules, series("VII.4"), "2026", {"2026-09-25T07:30"});
  const auto until = [&](const std::string& now) {
    const Release released = release(notices, rules, at(now));
    EXPECT_TRUE(released.messages.empty());
    return released.held.at(0).until;
  };
  EXPECT_EQ(until("2026-09-25T06:00"), at("2026-09-25T07:30"));
  EXPECT_EQ(until("2026-09-25T12:00"), at("2026-09-25T13:30"));
  EXPECT_EQ(until("2026-09-25T17:00"), at("2026-09-26T07:30"));  // A Friday; it leaves on Saturday.
  EXPECT_EQ(release(notices, rules, at("2026-09-26T07:30")).messages.size(), 1U);
}

TEST(Release, WhoHasHadEnoughTodayGetsTheRestWithTheNextWorkingMorning) {
  RuleSet rules = small_office();
  rules.directory.messages_per_day = 3;
  const auto notices = pending(rules, series("VII.4"), "2026", {"2026-09-25T07:30"});
  const Instant friday = at("2026-09-25T14:00");
  const std::string person = "truong-kinh-te-1";
  EXPECT_EQ(release(notices, rules, friday, {{{person, "ta-dung"}, 2}}).messages.size(), 1U);
  const Release kept = release(
      notices, rules, friday, {{{person, "ta-dung"}, 3}, {{"truong-vh-xh-1", "ta-dung"}, 9}});
  EXPECT_TRUE(kept.messages.empty());
  ASSERT_EQ(kept.held.size(), 1U);
  EXPECT_EQ(kept.held.front().until, at("2026-09-28T07:30"));  // A Monday.
  EXPECT_EQ(release(notices, rules, at("2026-09-28T07:30")).messages.size(), 1U);
}

TEST(Release, WhatAPlanOnTrialSentFillsNobodysDay) {
  RuleSet rules = small_office();
  rules.directory.messages_per_day = 3;
  const auto notices = pending(rules, series("VII.4"), "2026", {"2026-09-25T07:30"});
  const std::string person = "truong-kinh-te-1";
  const SentToday sent{{{person, "phu-tan"}, 3}};
  const Instant friday = at("2026-09-25T14:00");
  EXPECT_TRUE(release(notices, rules, friday, sent).messages.empty());
  Plan tried = rules.plans.at(testing::plan_id);
  tried.trial = make_date(2026, 9, 25);
  rules.plans["phu-tan"] = tried;
  EXPECT_EQ(release(notices, rules, friday, sent).messages.size(), 1U);
}

TEST(Release, WhatWouldComeAfterItsDueIsNotKeptForTheMorning) {
  const RuleSet rules = small_office();
  // Due at the end of Wednesday, the 30th.
  const auto notices = pending(rules, series("VII.4"), "2026", {"2026-09-29T07:30"});
  const SentToday sent{{{"truong-kinh-te-1", "ta-dung"}, rules.directory.messages_per_day}};
  EXPECT_EQ(release(notices, rules, at("2026-09-29T14:00"), sent).held.size(), 1U);
  EXPECT_EQ(release(notices, rules, at("2026-09-30T14:00"), sent).messages.size(), 1U);
}

TEST(Release, WhatIsUrgentPassesTheHoursAndTheNumberAndTakesTheRestAlong) {
  RuleSet rules = small_office();
  std::vector<PendingNotice> notices =
      pending(rules, series("VII.4"), "2026", {"2026-10-01T07:30"}, 42);
  const PendingNotice calm =
      pending(rules, series("VII.4"), "2026", {"2026-09-16T07:30"}, 43).front();
  ASSERT_EQ(notices.front().notice.rung, "tre-1");
  for (auto& [id, policy] : rules.policies) {
    for (Rung& rung : policy.ladder) {
      rung.urgent = rung.id == "tre-1";
    }
  }
  const SentToday sent{{{"truong-kinh-te-1", "ta-dung"}, rules.directory.messages_per_day}};
  const Release at_night = release(notices, rules, at("2026-10-01T22:00"), sent);
  ASSERT_EQ(at_night.messages.size(), 1U);
  notices.push_back(calm);
  const Release by_day = release(notices, rules, at("2026-10-01T14:00"), sent);
  ASSERT_EQ(by_day.messages.size(), 1U);
  EXPECT_EQ(by_day.messages.front().notices.size(), 2U);
  // A repeat of it is as urgent as its rung; another rung whose name begins alike isn't.
  notices = {notices.front()};
  notices.front().notice.rung = "tre-1.3";
  EXPECT_EQ(release(notices, rules, at("2026-10-01T22:00"), sent).messages.size(), 1U);
  notices.front().notice.rung = "tre-12";
  EXPECT_TRUE(release(notices, rules, at("2026-10-01T22:00"), sent).messages.empty());
}

TEST(Release, TellsWhomItCannotReach) {
  RuleSet rules = small_office();
  const auto notices = pending(rules, series("VII.4"), "2026", {"2026-09-25T07:30"});
  rules.directory.people.at("truong-kinh-te-1").contacts.clear();
  const Release no_channel = release(notices, rules, at("2026-09-25T07:30"));
  ASSERT_EQ(no_channel.unreachable.size(), 1U);
  EXPECT_EQ(no_channel.unreachable.front().why,
            "Phòng Kinh tế: người giữ chức danh chưa có kênh gửi tin");
  rules.directory.posts.at("truong-kinh-te").held_by.clear();
  EXPECT_EQ(release(notices, rules, at("2026-09-25T07:30")).unreachable.front().why,
            "Phòng Kinh tế: chức danh chưa có người giữ");
}

TEST(Release, FindsThePersonWhoHoldsThePostThen) {
  RuleSet rules = small_office();
  const auto notices = pending(rules, series("VII.4"), "2026", {"2026-09-25T07:30"});
  auto& held_by = rules.directory.posts.at("truong-kinh-te").held_by;
  held_by.front().to = make_date(2026, 9, 24);
  held_by.push_back({"truong-vh-xh-1", make_date(2026, 9, 25), std::nullopt});
  EXPECT_EQ(release(notices, rules, at("2026-09-25T07:30")).messages.front().person,
            "truong-vh-xh-1");
}

TEST(Release, LeavesOutWhatIsClosedMeanwhile) {
  const RuleSet rules = small_office();
  auto notices = pending(rules, series("VII.4"), "2026", {"2026-09-25T07:30"});
  notices.front().occurrence.state = OccurrenceState::done;
  EXPECT_EQ(release(notices, rules, at("2026-09-25T07:30")), Release{});
}

TEST(Release, NamesNoPerson) {
  const RuleSet rules = small_office();
  const Release released = release(
      pending(rules, series("VII.4"), "2026", {"2026-10-05T07:30"}), rules, at("2026-10-05T07:30"));
  ASSERT_FALSE(released.messages.empty());
  for (const MessageDraft& message : released.messages) {
    EXPECT_EQ(message.text.find("(mẫu)"), std::string::npos);
    EXPECT_EQ(message.text.find('@'), std::string::npos);
  }
}

}  // namespace
}  // namespace dondoc::release_test
