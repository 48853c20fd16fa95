// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/handover.h"

#include "rules/schedule/acts.h"
#include "rules/schedule/muting.h"
#include "tests/support/golden.h"
#include "tests/unit/rules/schedule/life.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::handover_test {
namespace {

using testing::at;
using testing::Life;

const Instant load = at("2026-04-20T09:00");
const std::string head = "truong-kinh-te";
const std::string officer = "chuyen-vien-kinh-te";
const std::string leader = "pct-vh-xh";

/// The head of Phòng Kinh tế, and the leader above, change on 15/9/2026.
RuleSet office_with_handover() {
  RuleSet rules = testing::small_office();
  Directory& directory = rules.directory;
  directory.posts[officer] = {officer, "Chuyên viên Phòng Kinh tế", std::nullopt, {}, "kinh-te"};
  directory.posts[officer].held_by = {{officer + "-1", make_date(2025, 7, 1), std::nullopt}};
  directory.people[officer + "-1"] = {officer + "-1", "Mẫu", {{"maildir", "m@xa.example"}}, {}};
  for (const std::string& post : {head, leader}) {
    directory.posts.at(post).held_by.front().to = make_date(2026, 9, 14);
    directory.posts.at(post).held_by.push_back({post + "-2", make_date(2026, 9, 15), {}});
    directory.people[post + "-2"] = {post + "-2", "Mẫu", {{"maildir", post + "2@xa.example"}}, {}};
  }
  return rules;
}

/// VII.4: due by 30/9/2026; con-10 on 16/9, con-3 on 25/9, tre-7 to the leader on 7/10.
Life yearly(const RuleSet& rules = office_with_handover()) {
  return {rules, testing::opened(rules, {testing::plan_id, "VII.4", "", ""}, "2026", load, load)};
}

Succession change_of_head() {
  return {head, {head + "-1", head + "-1"}, {head + "-2", head + "-2"}};
}

TEST(Handover, EndsASnoozeOfTheFormerHolder) {
  Life life = yearly();
  life.act(Snooze{make_date(2026, 9, 28)}, head, "2026-09-01T08:00");
  EXPECT_EQ(life.look("2026-09-16T07:30"), "con-10>truong-kinh-te;");
  life.send();
  // The successor may ask for the same day.
  EXPECT_EQ(life.refusal(Snooze{make_date(2026, 9, 28)}, head), "taken");
  life.act(Snooze{make_date(2026, 9, 28)}, head, "2026-09-16T08:00");
  EXPECT_EQ(life.look("2026-09-25T07:30"), "");
}

TEST(Handover, EndsWhatTheFormerHeadHandedToAnOfficer) {
  Life life = yearly();
  life.act(Assign{officer}, head, "2026-09-01T08:00");
  EXPECT_EQ(officer_on(life.duty, life.rules, make_date(2026, 9, 14)), officer);
  EXPECT_EQ(officer_on(life.duty, life.rules, make_date(2026, 9, 15)), "");
  EXPECT_EQ(life.look("2026-09-16T07:30"), "con-10>truong-kinh-te;");
  life.send();
  life.act(Assign{officer}, head, "2026-09-16T08:00");
  EXPECT_EQ(life.look("2026-09-25T07:30"), "con-3>chuyen-vien-kinh-te;");
}

TEST(Handover, LetsANewLeaderHearWhatTheFormerOneHadNoted) {
  RuleSet rules = office_with_handover();
  Tenure& former = rules.directory.posts.at(leader).held_by.front();
  former.to = make_date(2026, 10, 6);
  rules.directory.posts.at(leader).held_by.back().from = make_date(2026, 10, 7);
  Life life = yearly(rules);
  life.look("2026-10-05T07:30");
  life.send();
  life.act(Note{}, leader, "2026-10-06T08:00");
  EXPECT_NE(life.look("2026-10-07T07:30").find("tre-7>pct-vh-xh"), std::string::npos);
}

TEST(Handover, LapsesByAFactWhereTheDirectoryTellsNoDates) {
  RuleSet rules = testing::small_office();
  Life life = yearly(rules);
  EXPECT_FALSE(lapse_of(life.duty, head, rules, load)) << "nothing was said";
  life.act(Acknowledge{make_date(2026, 9, 20)}, head, "2026-09-01T08:00");
  EXPECT_FALSE(lapse_of(life.duty, "truong-vh-xh", rules, load)) << "not of the lead";
  const auto fact = lapse_of(life.duty, head, rules, at("2026-09-02T08:00"));
  ASSERT_TRUE(fact);
  const Occurrence after = apply(life.duty, *fact);
  EXPECT_FALSE(after.acknowledged_at);
  EXPECT_FALSE(after.promised);
  EXPECT_FALSE(lapse_of(after, head, rules, at("2026-09-02T08:00"))) << "once";
}

TEST(Handover, IsSeenInWhoHoldsAPostAndWhoIsWrittenTo) {
  const RuleSet rules = office_with_handover();
  const PostHolders before = post_holders(rules.directory, make_date(2026, 9, 14));
  const PostHolders after = post_holders(rules.directory, make_date(2026, 9, 15));
  EXPECT_TRUE(successions({}, before).empty()) << "the first look";
  EXPECT_TRUE(successions(before, before).empty());
  const auto found = successions(before, after);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found.back(), change_of_head());
  EXPECT_TRUE(found.back().for_good());
}

TEST(Handover, BeginsWithALeaveToo) {
  RuleSet rules = testing::small_office();
  rules.directory.posts.at(head).deputy = "truong-vh-xh";
  const PostHolders there = post_holders(rules.directory, make_date(2026, 9, 1));
  rules.directory.people.at(head + "-1").away = {{make_date(2026, 9, 7), make_date(2026, 9, 18)}};
  const PostHolders away = post_holders(rules.directory, make_date(2026, 9, 7));
  const auto begins = successions(there, away);
  ASSERT_EQ(begins.size(), 1U);
  EXPECT_FALSE(begins.front().for_good());
  EXPECT_EQ(begins.front().after.acting, "truong-vh-xh-1");
  EXPECT_TRUE(successions(away, there).empty()) << "who comes back takes nothing over";
}

TEST(Handover, IsAwaitedOnTheDaysThatTheDirectoryTells) {
  RuleSet rules = office_with_handover();
  rules.directory.people.at("chu-tich-1").away = {{make_date(2026, 9, 20), make_date(2026, 9, 25)}};
  const auto next = [&rules](Date day) { return next_change_of_holders(rules.directory, day); };
  EXPECT_EQ(next(make_date(2026, 9, 1)), make_date(2026, 9, 15));
  EXPECT_EQ(next(make_date(2026, 9, 15)), make_date(2026, 9, 20));
  EXPECT_EQ(next(make_date(2026, 9, 20)), make_date(2026, 9, 26));
  EXPECT_EQ(next(make_date(2026, 9, 26)), std::nullopt);
}

std::string shown(const std::optional<MessageDraft>& draft) {
  return draft ? draft->key + '\n' + draft->subject + "\n\n" + draft->text + '\n' : "–\n";
}

Occurrence opened(const RuleSet& rules,
                  const std::string& id,
                  const std::string& period,
                  int code) {
  const bool each = id == "VII.1";
  return testing::opened(rules,
                         {testing::plan_id, id, "", each ? "kinh-te" : ""},
                         period,
                         load,
                         at("2026-09-10T07:30"),
                         code);
}

TEST(Handover, GivesOneListOfWhatIsOpen) {
  RuleSet rules = office_with_handover();
  Life life = yearly(rules);
  life.act(Acknowledge{make_date(2026, 9, 20)}, head, "2026-09-01T08:00");
  life.act(Assign{officer}, head, "2026-09-01T08:10");
  Occurrence late = opened(rules, "VII.1", "once", 17);
  Life waits = {rules, opened(rules, "VII.3", "2026", 51)};
  waits.duty.submission = Submission{at("2026-09-10T08:00"), make_date(2026, 9, 10), head};
  const Occurrence others = opened(rules, "VII.7", "2026-09", 60);
  const std::vector<Occurrence> open{life.duty, late, waits.duty, others};
  std::string all = shown(compose_handover(change_of_head(), open, rules, at("2026-09-15T07:30")));
  EXPECT_FALSE(compose_handover(change_of_head(), {others}, rules, at("2026-09-15T07:30")))
      << "nothing is theirs";

  RuleSet away = testing::small_office();
  away.directory.people.at(head + "-1").away = {{make_date(2026, 9, 7), make_date(2026, 9, 18)}};
  away.reply_channels = {"maildir"};
  const Succession leave{head, {head + "-1", head + "-1"}, {head + "-1", "truong-vh-xh-1"}};
  all += shown(compose_handover(leave, {late}, away, at("2026-09-07T07:30")));

  life.act(Extend{make_date(2026, 10, 9), "chờ số liệu của ngành"}, head, "2026-09-14T08:00");
  const Succession above{leader, {leader + "-1", leader + "-1"}, {leader + "-2", leader + "-2"}};
  rules.reply_channels = {"maildir"};
  all += shown(compose_handover(above, {life.duty, late}, rules, at("2026-09-15T07:30")));
  testing::expect_golden("messages/handover.txt", all);
}

TEST(Handover, IsPrintedForWhoReadsNoMessages) {
  RuleSet rules = office_with_handover();
  const std::vector<Occurrence> open{yearly(rules).duty};
  const Instant morning = at("2026-09-15T07:30");
  const auto read = compose_handover(change_of_head(), open, rules, morning);
  rules.directory.people.at(head + "-2").contacts = {{"manual", "phòng 2"}};
  const auto slip = compose_handover(change_of_head(), open, rules, morning);
  ASSERT_TRUE(read && slip);
  EXPECT_EQ(slip->key, read->key);
  EXPECT_EQ(slip->person, "truong-vh-xh-1");
  EXPECT_EQ(slip->subject, "[Đề nghị in, chuyển] Phòng Kinh tế - " + read->subject);
  EXPECT_NE(slip->text.find("Đề nghị in và chuyển Phòng Kinh tế trong ngày: Trưởng phòng Kinh tế "
                            "(Phòng Kinh tế) không nhận tin qua mạng. Nội dung:\n"),
            std::string::npos)
      << slip->text;
  EXPECT_NE(slip->text.find("\n" + read->text), std::string::npos) << slip->text;
}

TEST(Handover, WritesToNobodyWhereNobodyIsNew) {
  const RuleSet rules = office_with_handover();
  const std::vector<Occurrence> open{yearly(rules).duty};
  const Succession vacant{head, {head + "-1", head + "-1"}, {"", ""}};
  EXPECT_FALSE(compose_handover(vacant, open, rules, load));
  const Succession deputy_stays{head, {head + "-1", head + "-2"}, {head + "-2", head + "-2"}};
  EXPECT_FALSE(compose_handover(deputy_stays, open, rules, load));
}

}  // namespace
}  // namespace dondoc::handover_test
