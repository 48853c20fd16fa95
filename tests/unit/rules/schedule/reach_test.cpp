// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/reach.h"

#include "rules/schedule/alarm.h"
#include "tests/support/golden.h"
#include "tests/support/small_office.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::reach_test {
namespace {

using testing::at;
using testing::small_office;

const Date today = make_date(2026, 5, 25);
const Instant now = at("2026-05-25T07:30");

std::vector<std::string> posts_of(const std::vector<ReachFinding>& findings) {
  std::vector<std::string> posts;
  for (const ReachFinding& finding : findings) {
    posts.push_back(finding.post);
  }
  return posts;
}

std::string untold(const std::string& /*post*/) {
  return {};
}

/// What the marks are once these have been sent.
LastTold after(const std::vector<MessageDraft>& drafts) {
  std::map<std::string, std::string> marks;
  for (const MessageDraft& draft : drafts) {
    marks[draft.post] = reach_mark_of(draft.key);
  }
  return [marks](const std::string& post) {
    const auto found = marks.find(post);
    return found == marks.end() ? std::string{} : found->second;
  };
}

Person& person_at(RuleSet& rules, const std::string& post) {
  return rules.directory.people.at(post + "-1");
}

RuleSet office_with_gaps() {
  RuleSet rules = small_office();
  rules.directory.admin = "chanh-van-phong";
  rules.directory.posts.at("truong-kinh-te").held_by.front().to = make_date(2026, 5, 20);
  person_at(rules, "pct-vh-xh").away = {{make_date(2026, 5, 28), make_date(2026, 6, 12)}};
  person_at(rules, "chu-tich").contacts.clear();
  return rules;
}

const DeadContacts hall_gone{
    {{"maildir", "giam-doc-pvhcc@xa.example"}, "550 5.1.1 mailbox unavailable"}};

TEST(Reach, FindsNothingInAnOfficeWhereEverybodyCanBeTold) {
  EXPECT_TRUE(audit_reach(small_office(), {}, today).empty());
  EXPECT_TRUE(compose_reach({}, {}, untold, small_office(), now).empty());
}

TEST(Reach, FindsEveryPostWithATaskThatCannotBeTold) {
  const auto findings = audit_reach(office_with_gaps(), hall_gone, today);
  ASSERT_EQ(
      posts_of(findings),
      (std::vector<std::string>{"chu-tich", "giam-doc-pvhcc", "pct-vh-xh", "truong-kinh-te"}));
  EXPECT_EQ(findings[0].gap, ReachGap::no_contact);
  EXPECT_EQ(findings[1].gap, ReachGap::dead);
  EXPECT_EQ(findings[2].gap, ReachGap::away);
  EXPECT_TRUE(findings[2].coming);
  EXPECT_EQ(findings[2].from, make_date(2026, 5, 28));
  EXPECT_EQ(findings[2].to, make_date(2026, 6, 12));
  EXPECT_EQ(findings[3].gap, ReachGap::vacant);
  EXPECT_EQ(findings[3].leads, 2);
}

TEST(Reach, IsSatisfiedWithADeputyWhoIsThere) {
  RuleSet rules = office_with_gaps();
  rules.directory.posts.at("truong-kinh-te").deputy = "truong-vh-xh";
  rules.directory.posts.at("pct-vh-xh").deputy = "chanh-van-phong";
  EXPECT_EQ(posts_of(audit_reach(rules, {}, today)), std::vector<std::string>{"chu-tich"});
}

TEST(Reach, IsSatisfiedWithOneAddressThatWorks) {
  RuleSet rules = small_office();
  person_at(rules, "giam-doc-pvhcc").contacts.push_back({"chat", "1001"});
  EXPECT_TRUE(audit_reach(rules, hall_gone, today).empty());
}

TEST(Reach, LooksAWeekAheadAndNoFurther) {
  RuleSet rules = small_office();
  Tenure& tenure = rules.directory.posts.at("truong-kinh-te").held_by.front();
  tenure.to = today + std::chrono::days{reach_days_ahead - 1};
  ASSERT_EQ(audit_reach(rules, {}, today).size(), 1U);
  EXPECT_EQ(audit_reach(rules, {}, today).front().from,
            today + std::chrono::days{reach_days_ahead});
  tenure.to = today + std::chrono::days{reach_days_ahead};
  EXPECT_TRUE(audit_reach(rules, {}, today).empty());
}

TEST(Reach, LeavesOutPlansThatAreOverAndPostsWithoutATask) {
  RuleSet rules = office_with_gaps();
  rules.plans.at(testing::plan_id).effective_to = make_date(2026, 5, 24);
  EXPECT_TRUE(audit_reach(rules, hall_gone, today).empty());
}

TEST(Reach, IsToldToTheAdminAndToTheCoordinatorOfThePlans) {
  const RuleSet rules = office_with_gaps();
  const auto findings = audit_reach(rules, hall_gone, today);
  const auto drafts = compose_reach(findings, hall_gone, untold, rules, now);
  ASSERT_EQ(drafts.size(), 2U);
  EXPECT_EQ(drafts[0].post, "chanh-van-phong");
  EXPECT_EQ(drafts[1].post, "truong-vh-xh");
  std::string all;
  for (const MessageDraft& draft : drafts) {
    EXPECT_EQ(draft.key.rfind(alarm_key_prefix, 0), 0U);
    EXPECT_TRUE(draft.notices.empty());
    all += draft.key + '\n' + draft.subject + "\n\n" + draft.text + '\n';
  }
  const auto mended = compose_reach({}, {}, after(drafts), rules, at("2026-05-27T07:30"));
  ASSERT_EQ(mended.size(), 2U);
  all += mended[0].subject + "\n\n" + mended[0].text;
  testing::expect_golden("messages/reach.txt", all);
}

TEST(Reach, IsToldAgainOnlyWhenTheFindingsChange) {
  RuleSet rules = office_with_gaps();
  const auto drafts = compose_reach(audit_reach(rules, {}, today), {}, untold, rules, now);
  const auto again = [&rules, &drafts](Date day) {
    return compose_reach(audit_reach(rules, {}, day), {}, after(drafts), rules, now).size();
  };
  EXPECT_EQ(again(today), 0U);
  EXPECT_EQ(again(make_date(2026, 5, 28)), 0U) << "the leave that was told has begun";
  EXPECT_EQ(again(make_date(2026, 6, 13)), 2U) << "and is over";
  const auto mended = compose_reach({}, {}, after(drafts), rules, now);
  EXPECT_TRUE(compose_reach({}, {}, after(mended), rules, now).empty());
}

TEST(Reach, SendsOneMessageToAnAdminWhoCoordinates) {
  RuleSet rules = office_with_gaps();
  rules.directory.admin = "truong-vh-xh";
  const auto drafts = compose_reach(audit_reach(rules, {}, today), {}, untold, rules, now);
  ASSERT_EQ(drafts.size(), 1U);
  EXPECT_NE(drafts.front().text.find("(quản trị hệ thống đôn đốc)"), std::string::npos);
}

TEST(Reach, IsToldToSomebodyElseWhenItIsTheAdminWhoCannotBeTold) {
  RuleSet rules = small_office();
  rules.directory.admin = "chanh-van-phong";
  person_at(rules, "chanh-van-phong").contacts.clear();
  const auto findings = audit_reach(rules, {}, today);
  EXPECT_EQ(posts_of(findings), std::vector<std::string>{"chanh-van-phong"});
  const auto drafts = compose_reach(findings, {}, untold, rules, now);
  ASSERT_EQ(drafts.size(), 1U);
  EXPECT_EQ(drafts.front().post, "truong-vh-xh");
  EXPECT_NE(drafts.front().text.find("hiện không nhận được tin"), std::string::npos);
}

TEST(Reach, GoesOverAnAddressThatWorks) {
  RuleSet rules = office_with_gaps();
  auto& contacts = person_at(rules, "chanh-van-phong").contacts;
  contacts.push_back({"chat", "1001"});
  const DeadContacts dead{{{contacts.front().channel, contacts.front().address}, "550"}};
  const auto drafts = compose_reach(audit_reach(rules, dead, today), dead, untold, rules, now);
  ASSERT_FALSE(drafts.empty());
  EXPECT_EQ(drafts.front().contacts.front().channel, "chat");
  EXPECT_EQ(drafts.front().contacts.size(), 2U);
}

}  // namespace
}  // namespace dondoc::reach_test
