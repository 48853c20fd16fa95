// SPDX-License-Identifier: Apache-2.0
// Who does a duty within its unit, who hears of it, and what its lead is told.
#include "rules/schedule/release.h"
#include "tests/unit/rules/schedule/life.h"

#include <gtest/gtest.h>

namespace dondoc::handing_on_test {
namespace {

using testing::at;
using testing::Life;

const Instant load = at("2026-04-20T09:00");
const std::string head = "truong-kinh-te";
const std::string officer = "chuyen-vien-kinh-te";
const std::string leader = "pct-vh-xh";

RuleSet office() {
  RuleSet rules = testing::small_office();
  Directory& directory = rules.directory;
  for (const auto& [unit, post] :
       {std::pair{"kinh-te", officer}, std::pair{"vh-xh", std::string("chuyen-vien-vh-xh")}}) {
    directory.posts[post] = {post, "Chuyên viên", std::nullopt, {}, unit};
    directory.posts[post].held_by = {{post + "-1", make_date(2025, 7, 1), std::nullopt}};
    directory.people[post + "-1"] = {post + "-1", "Mẫu", {{"maildir", "m@xa.example"}}, {}};
  }
  return rules;
}

/// VII.4: due by 30/9/2026; con-10 on 16/9, con-3 on 25/9, con-1 on 29/9, tre-1 on 1/10, tre-3 to
/// the oversight on 5/10, tre-7 to the leader on 7/10; at 07:30.
Life yearly() {
  const RuleSet rules = office();
  return {rules, testing::opened(rules, {testing::plan_id, "VII.4", "", ""}, "2026", load, load)};
}

TEST(Assign, SendsEarlyRemindersToTheOfficerAndTheLastToTheHead) {
  Life life = yearly();
  life.act(Assign{officer}, head, "2026-09-01T08:00");
  EXPECT_EQ(life.look("2026-09-16T07:30"), "con-10>chuyen-vien-kinh-te;");
  life.send();
  EXPECT_EQ(life.look("2026-09-25T07:30"), "con-3>chuyen-vien-kinh-te;");
  life.send();
  EXPECT_EQ(life.look("2026-09-29T07:30"), "con-1>truong-kinh-te;");
  life.send();
  EXPECT_EQ(life.look("2026-10-01T07:30"), "tre-1>truong-kinh-te;");
  // The officer may say what was done.
  EXPECT_EQ(life.refusal(Complete{"12/BC", {}}, officer), "taken");
  EXPECT_EQ(yearly().refusal(Complete{"12/BC", {}}, officer), "not-allowed");
}

TEST(Assign, StaysWithinTheUnitAndIsTheHeads) {
  const Life life = yearly();
  EXPECT_EQ(life.refusal(Assign{"chuyen-vien-vh-xh"}, head), "other-unit");
  EXPECT_EQ(life.refusal(Assign{"khong-co"}, head), "unknown-post");
  EXPECT_EQ(life.refusal(Assign{officer}, "truong-vh-xh"), "not-allowed");
  EXPECT_EQ(life.refusal(Assign{head}, head), "already-done");
  Life given = yearly();
  given.act(Assign{officer}, head, "2026-09-01T08:00");
  EXPECT_EQ(given.refusal(Assign{officer}, head), "already-done");
  given.act(Assign{head}, head, "2026-09-02T08:00");
  EXPECT_EQ(given.look("2026-09-16T07:30"), "con-10>truong-kinh-te;");
}

TEST(Snooze, SparesOnePostButNotTheLastReminder) {
  Life life = yearly();
  life.act(Snooze{make_date(2026, 9, 30)}, head, "2026-09-01T08:00");
  EXPECT_EQ(life.look("2026-09-16T07:30"), "");
  EXPECT_EQ(life.ended(), "con-10 withdrawn;");
  EXPECT_EQ(life.look("2026-09-25T07:30"), "");
  EXPECT_EQ(life.look("2026-09-29T07:30"), "con-1>truong-kinh-te;");
  life.send();
  EXPECT_EQ(life.look("2026-10-01T07:30"), "tre-1>truong-kinh-te;");
  EXPECT_EQ(life.duty.last_day, make_date(2026, 9, 30));
}

TEST(Snooze, EndsAtTheLatestWithTheDue) {
  const Life life = yearly();
  EXPECT_EQ(life.refusal(Snooze{make_date(2026, 10, 1)}, head), "promise-after-due");
  EXPECT_EQ(life.refusal(Snooze{make_date(2026, 9, 20)}, head), "not-later");
  EXPECT_EQ(life.refusal(Snooze{make_date(2026, 9, 25)}, std::string(admin_actor)), "unknown-post");
  Life given = yearly();
  given.act(Snooze{make_date(2026, 9, 25)}, head, "2026-09-01T08:00");
  EXPECT_EQ(given.refusal(Snooze{make_date(2026, 9, 25)}, head), "already-done");
}

TEST(Urge, IsToldToTheLeadAtOnceEachTime) {
  Life life = yearly();
  EXPECT_EQ(life.refusal(Urge{"x"}, head), "not-allowed");
  EXPECT_EQ(life.refusal(Direct{"x"}, "truong-vh-xh"), "leader-only");
  life.act(Urge{"khẩn trương"}, "truong-vh-xh", "2026-09-20T08:00");
  EXPECT_EQ(life.look("2026-09-20T08:00"), "con-10>truong-kinh-te;don-doc.1>truong-kinh-te;");
  life.send();
  EXPECT_EQ(life.refusal(Urge{"khẩn trương"}, "truong-vh-xh"), "already-done");
  life.act(Direct{"báo cáo trước thứ Sáu"}, leader, "2026-09-20T09:00");
  EXPECT_EQ(life.look("2026-09-20T09:00"), "don-doc.2>truong-kinh-te;");
  const Release released =
      release({{life.last.notices.front(), life.duty}}, life.rules, at("2026-09-20T09:00"));
  ASSERT_EQ(released.messages.size(), 1U);
  EXPECT_EQ(released.messages.front().subject.rfind("[Chỉ đạo] VII.4", 0), 0U)
      << released.messages.front().subject;
  EXPECT_NE(
      released.messages.front().text.find("Phó Chủ tịch UBND xã chỉ đạo: báo cáo trước thứ Sáu."),
      std::string::npos)
      << released.messages.front().text;
}

TEST(Urge, IsTakenBackByAnotherOneOfTheSameSecond) {
  Life life = yearly();
  life.act(Urge{"khẩn trương"}, "truong-vh-xh", "2026-09-01T08:00");
  EXPECT_EQ(life.look("2026-09-01T08:00"), "don-doc.1>truong-kinh-te;");
  life.act(Direct{"báo cáo trước thứ Sáu"}, leader, "2026-09-01T08:00");
  EXPECT_EQ(life.look("2026-09-01T08:00"), "don-doc.2>truong-kinh-te;");
  EXPECT_EQ(life.ended(), "don-doc.1 withdrawn;");
}

/// What one office says in the evening and another in the night leaves in one message next morning.
TEST(Urge, ThatHasNotLeftIsSaidByTheNextOne) {
  Life life = yearly();
  life.act(Urge{"gửi số liệu quý III"}, "truong-vh-xh", "2026-09-01T18:00");
  life.look("2026-09-01T18:00");
  life.act(Direct{"báo cáo trước thứ Sáu"}, leader, "2026-09-01T20:00");
  ASSERT_EQ(life.look("2026-09-01T20:00"), "don-doc.2>truong-kinh-te;");
  const PendingNotice second{life.last.notices.front(), life.duty};
  const Release released = release({second}, life.rules, at("2026-09-02T07:30"));
  ASSERT_EQ(released.messages.size(), 1U);
  EXPECT_NE(released.messages.front().text.find("Phòng Văn hóa - Xã hội đôn đốc: gửi số liệu quý "
                                                "III; Phó Chủ tịch UBND xã chỉ đạo: báo cáo "
                                                "trước thứ Sáu."),
            std::string::npos)
      << released.messages.front().text;
  life.send();
  // What has left isn't said again.
  life.act(Urge{"bổ sung phụ lục"}, "truong-vh-xh", "2026-09-02T09:00");
  EXPECT_EQ(life.duty.urging->untold, "");
}

/// Two mails that are fetched together are both taken before anything is planned.
TEST(Urge, ThatWasTakenInTheSameTurnIsSaidByTheNextOne) {
  Life life = yearly();
  life.act(Urge{"gửi số liệu quý III"}, "truong-vh-xh", "2026-09-01T09:00");
  life.act(Direct{"báo cáo trước thứ Sáu"}, leader, "2026-09-01T09:00");
  EXPECT_EQ(life.duty.urging->untold, "Phòng Văn hóa - Xã hội đôn đốc: gửi số liệu quý III");
}

TEST(Urge, ThatIsTooMuchForOneMessageIsPointedAt) {
  Life life = yearly();
  std::string long_text;
  for (int i = 0; i < 480; ++i) {
    long_text += "ệ";
  }
  for (int nth = 1; nth <= 6; ++nth) {
    life.act(Urge{long_text + std::to_string(nth)}, "truong-vh-xh", "2026-09-01T09:00");
  }
  EXPECT_NE(life.duty.urging->untold.find("Còn ý kiến trước đó"), std::string::npos);
  EXPECT_NE(life.duty.urging->untold.find(long_text + "5"), std::string::npos);
}

TEST(Note, StopsReportsToThatLeaderUntilSomethingChanges) {
  Life life = yearly();
  life.look("2026-10-05T07:30");
  life.send();
  life.act(Note{}, leader, "2026-10-06T08:00");
  EXPECT_EQ(life.look("2026-10-07T07:30"), "tre-1.4>truong-kinh-te;");
  EXPECT_EQ(life.ended().find("tre-7 withdrawn;"), 0U) << life.ended();
  EXPECT_EQ(life.refusal(Note{}, leader), "already-done");
  EXPECT_EQ(life.refusal(Note{}, head), "leader-only");
  Life changed = yearly();
  changed.look("2026-10-05T07:30");
  changed.act(Note{}, leader, "2026-10-06T08:00");
  changed.act(Report{"đang tổng hợp"}, head, "2026-10-06T09:00");
  EXPECT_NE(changed.look("2026-10-07T07:30").find("tre-7>pct-vh-xh"), std::string::npos);
}

}  // namespace
}  // namespace dondoc::handing_on_test
