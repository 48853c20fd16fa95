// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/weekly_list.h"

#include "tests/support/golden.h"
#include "tests/support/small_office.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace dondoc::weekly_list_test {
namespace {

using testing::at;
using testing::small_office;

const Instant load = at("2026-04-20T09:00");
const Instant monday = at("2026-10-05T06:45");

/// What is due by the end of the week of 05/10/2026: overdue of two units, and one duty to come.
std::vector<DigestLine> lines(const RuleSet& rules) {
  const auto owed = [&rules](const char* duty, const char* period, const char* unit, int code) {
    const SeriesKey series{testing::plan_id, duty, "", unit};
    return DigestLine{
        DigestCause::overdue, testing::opened(rules, series, period, load, monday, code), ""};
  };
  std::vector<DigestLine> all{owed("VII.4", "2026", "", 42),
                              owed("VII.1", "once", "van-phong", 17),
                              owed("VII.6", "2026-09", "", 43)};
  all.front().occurrence.acknowledged_at = at("2026-09-16T08:00");
  Excuse& excuse = all.front().occurrence.excuse.emplace();
  excuse.reason = "mưa lũ";
  excuse.confirmed_by = "chu-tich";
  all.back().occurrence.due = at("2026-10-08T00:00");
  all.back().occurrence.last_day = make_date(2026, 10, 7);
  return all;
}

const MessageDraft* to(const std::vector<MessageDraft>& drafts, const std::string& person) {
  for (const MessageDraft& draft : drafts) {
    if (draft.person == person) {
      return &draft;
    }
  }
  return nullptr;
}

TEST(WeeklyList, TellsTheChairOfAllAndEachLeaderOfTheirUnits) {
  const RuleSet rules = small_office();
  const std::vector<MessageDraft> drafts = compose_weekly_lists(lines(rules), 3, rules, monday);
  ASSERT_EQ(drafts.size(), 2U);
  std::string text;
  for (const MessageDraft& draft : drafts) {
    EXPECT_TRUE(draft.notices.empty());
    EXPECT_FALSE(draft.contacts.empty());
    text += draft.key + '\n' + draft.subject + "\n\n" + draft.text + '\n';
  }
  for (const MessageDraft& draft : compose_weekly_lists({}, 0, rules, monday)) {
    text += draft.key + '\n' + draft.subject + "\n\n" + draft.text + '\n';
  }
  testing::expect_golden("messages/weekly-list.txt", text);
  EXPECT_EQ(to(drafts, "pct-vh-xh-1")->text.find("Văn phòng"), std::string::npos);
}

/// Who reads that there is nothing must not be wrong: a ladder that never reaches leaders (weekly
/// duties) hides nothing from them.
TEST(WeeklyList, TellsALeaderAlsoOfWhatNoLadderReports) {
  RuleSet rules = small_office();
  const std::vector<DigestLine> owed = lines(rules);
  for (auto& [id, policy] : rules.policies) {
    policy.ladder.erase(
        std::remove_if(policy.ladder.begin(),
                       policy.ladder.end(),
                       [](const Rung& rung) { return rung.to >= Audience::leader; }),
        policy.ladder.end());
  }
  const MessageDraft of_leader = *to(compose_weekly_lists(owed, 0, rules, monday), "pct-vh-xh-1");
  EXPECT_EQ(of_leader.subject, "[Tin đầu tuần 05/10/2026] 01 quá hạn, 01 đến hạn trong tuần");
  EXPECT_NE(of_leader.text.find("Mã 42"), std::string::npos);
  EXPECT_NE(of_leader.text.find("Mã 43"), std::string::npos);
  rules.directory.posts.at("truong-kinh-te").held_by.front().person = "pct-vh-xh-1";
  const std::vector<MessageDraft> drafts = compose_weekly_lists(owed, 0, rules, monday);
  const MessageDraft* own = to(drafts, "pct-vh-xh-1");
  EXPECT_TRUE(own == nullptr || own->text.find("Mã 42") == std::string::npos)
      << "what they answer for themselves";
}

TEST(WeeklyList, ComesOnceToWhoeverHoldsTwoPostsAndAsTheChairs) {
  RuleSet rules = small_office();
  rules.directory.posts.at("pct-vh-xh").held_by.front().person = "chu-tich-1";
  const std::vector<MessageDraft> drafts = compose_weekly_lists(lines(rules), 3, rules, monday);
  ASSERT_EQ(drafts.size(), 1U);
  EXPECT_EQ(drafts.front().post, "chu-tich");
  EXPECT_EQ(drafts.front().key, "weekly/2026-10-05/chu-tich-1");
}

TEST(WeeklyList, LeavesOutWhatIsOnTrialAndWhoCannotBeReached) {
  RuleSet rules = small_office();
  rules.directory.people.at("pct-vh-xh-1").contacts.clear();
  EXPECT_EQ(to(compose_weekly_lists(lines(rules), 0, rules, monday), "pct-vh-xh-1"), nullptr);
  rules.plans.at(testing::plan_id).trial = make_date(2026, 10, 5);
  EXPECT_TRUE(compose_weekly_lists(lines(rules), 0, rules, monday).empty());
}

TEST(WeeklyList, StandsAfterThePlanIsOver) {
  RuleSet rules = small_office();
  rules.plans.at(testing::plan_id).effective_to = make_date(2026, 10, 4);
  EXPECT_EQ(compose_weekly_lists(lines(rules), 0, rules, monday).size(), 2U);
  EXPECT_TRUE(compose_weekly_lists({}, 0, rules, monday).empty());
}

TEST(WeeklyList, IsPrintedForWhoReadsNoMessages) {
  RuleSet rules = small_office();
  const std::vector<MessageDraft> read = compose_weekly_lists(lines(rules), 3, rules, monday);
  rules.directory.people.at("chu-tich-1").contacts = {{"manual", "phòng 1"}};
  const std::vector<MessageDraft> drafts = compose_weekly_lists(lines(rules), 3, rules, monday);
  ASSERT_EQ(drafts.size(), 2U);
  const MessageDraft* slip = to(drafts, "truong-vh-xh-1");
  ASSERT_NE(slip, nullptr) << "the coordinator brings it";
  const MessageDraft* chairs = to(read, "chu-tich-1");
  EXPECT_EQ(slip->key, chairs->key) << "once a week";
  EXPECT_EQ(slip->post, "truong-vh-xh");
  EXPECT_EQ(slip->contacts.front().channel, "maildir");
  EXPECT_EQ(slip->subject, "[Đề nghị in, chuyển] Chủ tịch UBND xã - " + chairs->subject);
  EXPECT_EQ(slip->text,
            "Kính gửi: Phòng Văn hóa - Xã hội\nĐề nghị in và chuyển Chủ tịch UBND xã trong ngày: "
            "Chủ tịch UBND xã không nhận tin qua mạng. Nội dung:\n" +
                chairs->text);
  rules.directory.people.at("truong-vh-xh-1").contacts = {{"manual", "phòng 2"}};
  EXPECT_EQ(compose_weekly_lists(lines(rules), 3, rules, monday).size(), 1U)
      << "nobody could bring it";
}

TEST(WeeklyList, ComesOnTheFirstWorkingDayOfTheWeek) {
  const RuleSet rules = small_office();
  const auto next = [&rules](const char* now) { return next_weekly_list_at(rules, at(now)); };
  EXPECT_EQ(next("2026-10-05T06:44"), at("2026-10-05T06:45"));
  EXPECT_EQ(next("2026-10-05T06:45"), at("2026-10-12T06:45"));
  EXPECT_EQ(next("2026-04-24T12:00"), at("2026-04-28T06:45"));  // Monday is a day off.
  EXPECT_EQ(next("2026-02-09T12:00"), at("2026-02-23T06:45"));  // The week of Tết has none.
}

TEST(WeeklyList, WaitsForAWorkingMorningWhenNobodyWasThere) {
  const RuleSet rules = small_office();
  const auto leaves = [&rules](const char* now) { return weekly_list_leaves_at(rules, at(now)); };
  EXPECT_EQ(leaves("2026-10-05T06:45"), at("2026-10-05T06:45"));
  EXPECT_EQ(leaves("2026-10-06T10:00"), at("2026-10-06T10:00"));
  EXPECT_EQ(leaves("2026-10-06T05:00"), at("2026-10-06T06:45"));
  EXPECT_EQ(leaves("2026-10-09T17:00"), at("2026-10-12T06:45"));
  EXPECT_EQ(end_of_week(rules, monday), at("2026-10-12T00:00"));
}

}  // namespace
}  // namespace dondoc::weekly_list_test
