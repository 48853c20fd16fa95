// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/duty_lines.h"
#include "rules/schedule/release.h"
#include "tests/support/golden.h"
#include "tests/support/small_office.h"

#include <gtest/gtest.h>

namespace dondoc::digest_test {
namespace {

using testing::at;
using testing::small_office;

const Instant load = at("2026-04-20T09:00");

std::vector<DigestLine> lines(const RuleSet& rules) {
  const Instant later = at("2026-10-12T07:30");
  const SeriesKey monthly{testing::plan_id, "VII.6", "", ""};
  const SeriesKey yearly{testing::plan_id, "VII.4", "", ""};
  return {
      {DigestCause::needs_review, testing::opened(rules, monthly, "2026-02", load, later, 11), ""},
      {DigestCause::overdue, testing::opened(rules, yearly, "2026", load, later, 42), ""},
      {DigestCause::overdue, testing::opened(rules, monthly, "2026-09", load, later, 43), ""},
      {DigestCause::unreachable,
       testing::opened(rules, yearly, "2026", load, later, 42),
       "Phòng Kinh tế: chức danh chưa có người giữ"},
  };
}

TEST(Digest, ListsEveryCauseForTheCoordinator) {
  const RuleSet rules = small_office();
  const auto draft =
      compose_digest(testing::plan_id, {lines(rules), {}}, rules, at("2026-10-12T07:30"));
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->key, "digest/cchc/2026-10-12");
  EXPECT_EQ(draft->person, "truong-vh-xh-1");
  EXPECT_TRUE(draft->notices.empty());
  testing::expect_golden("messages/digest.txt", draft->subject + "\n\n" + draft->text);
}

TEST(Digest, PutsWhatSeveralUnitsOweOnOneLine) {
  const RuleSet rules = small_office();
  std::vector<DigestLine> owed;
  int code = 70;
  for (const char* unit : {"kinh-te", "pvhcc", "van-phong"}) {
    const SeriesKey each{testing::plan_id, "VII.1", "", unit};
    owed.push_back({DigestCause::overdue,
                    testing::opened(rules, each, "once", load, at("2026-05-04T07:30"), ++code),
                    ""});
  }
  const auto draft = compose_digest(testing::plan_id, {owed, {}}, rules, at("2026-05-04T07:30"));
  EXPECT_NE(draft->text.find("QUÁ HẠN (03)\n"
                             "1. VII.1 Kế hoạch CCHC của đơn vị; hạn 28/4, quá 06 ngày; chủ trì: "
                             "Phòng Kinh tế (mã 71), Trung tâm Phục vụ hành chính công (mã 72), "
                             "Văn phòng HĐND và UBND (mã 73)\n"),
            std::string::npos)
      << draft->text;
}

TEST(Digest, ListsApartWhatIsLateForAReasonThatALeaderHasAccepted) {
  const RuleSet rules = small_office();
  std::vector<DigestLine> owed = lines(rules);
  Excuse& excuse = owed.at(1).occurrence.excuse.emplace();
  excuse.reason = "mưa lũ";
  auto text = [&] {
    return compose_digest(testing::plan_id, {owed, {}}, rules, at("2026-10-12T07:30"))->text;
  };
  EXPECT_NE(text().find("QUÁ HẠN (02)\n"), std::string::npos) << text();
  EXPECT_NE(text().find("nêu nguyên nhân khách quan: mưa lũ, chờ xác nhận\n"), std::string::npos);
  excuse.confirmed_by = "pct-vh-xh";
  EXPECT_NE(text().find("QUÁ HẠN (01)\n"), std::string::npos) << text();
  EXPECT_NE(text().find("QUÁ HẠN, CÓ LÝ DO ĐƯỢC CHẤP NHẬN (01)\n1. Mã 42"), std::string::npos)
      << text();
  EXPECT_NE(text().find("; có lý do được chấp nhận: mưa lũ\n"), std::string::npos) << text();
}

TEST(Digest, SaysWithWhomALatePaperLies) {
  const RuleSet rules = small_office();
  std::vector<DigestLine> owed = lines(rules);
  Submission& handed = owed.at(1).occurrence.submission.emplace();
  handed.date = make_date(2026, 9, 24);
  const auto draft = compose_digest(testing::plan_id, {owed, {}}, rules, at("2026-10-12T07:30"));
  EXPECT_NE(draft->text.find("; chủ trì: Phòng Kinh tế; đã trình ký ngày 24/9/2026, chờ ký\n"),
            std::string::npos)
      << draft->text;
}

TEST(Digest, IsNeverEmpty) {
  const RuleSet rules = small_office();
  EXPECT_FALSE(compose_digest(testing::plan_id, {}, rules, at("2026-10-12T07:30")));
}

TEST(Digest, ALineSaysThatItsDueIsProvisionalUntilTheYearIsKnownOrTheDueIsSet) {
  const RuleSet rules = small_office();
  const Instant now = at("2027-02-01T07:30");
  Occurrence duty =
      testing::opened(rules, {testing::plan_id, "VII.4", "", ""}, "2026", load, load, 42);
  duty.last_day = make_date(2028, 2, 29);
  duty.due = at("2028-03-01T00:00");
  const auto says = [&] { return duty_line(duty, rules, now, "còn 393 ngày").words; };
  EXPECT_EQ(says().find("(tạm tính)"), std::string::npos) << says();
  duty.provisional = true;
  EXPECT_NE(says().find("hạn 29/02/2028 (tạm tính), còn 393 ngày"), std::string::npos) << says();
  duty.due_set = true;
  EXPECT_EQ(says().find("(tạm tính)"), std::string::npos) << says();
}

TEST(Digest, TellsOnceAWeekThatThePlanEndsWithNoneBehindIt) {
  RuleSet rules = small_office();
  Plan& plan = rules.plans.at(testing::plan_id);
  plan.effective_to = make_date(2026, 12, 31);
  const auto told = [&rules](const char* when) {
    const auto draft = compose_digest(testing::plan_id, {}, rules, at(when));
    return draft ? draft->subject + '\n' + draft->text : std::string();
  };
  // Sixty days before is a Sunday; the Monday behind it is the first that tells.
  EXPECT_EQ(told("2026-10-26T07:30"), "");
  EXPECT_EQ(told("2026-11-03T07:30"), "");
  testing::expect_golden("messages/digest-plan-ends.txt", told("2026-11-02T07:30"));
  EXPECT_NE(told("2027-01-04T07:30")
                .find("KẾ HOẠCH ĐÃ HẾT HIỆU LỰC\nKế hoạch đã hết hiệu lực ngày "
                      "31/12/2026 và chưa có kế hoạch tiếp theo"),
            std::string::npos)
      << told("2027-01-04T07:30");
  EXPECT_EQ(told("2027-02-15T07:30"), "");
  Plan next = plan;
  next.effective_from = make_date(2027, 1, 15);
  next.effective_to = make_date(2030, 12, 31);
  rules.plans.emplace("ke-tiep", next);
  EXPECT_EQ(told("2026-11-02T07:30"), "");
}

TEST(Digest, GoesUpWhenTheCoordinatorCannotBeReached) {
  RuleSet rules = small_office();
  rules.directory.posts.at("truong-vh-xh").held_by.clear();
  EXPECT_EQ(
      compose_digest(testing::plan_id, {lines(rules), {}}, rules, at("2026-10-12T07:30"))->person,
      "pct-vh-xh-1");
}

TEST(Digest, OnTrialGoesToTheAdminOrTheCoordinatorAndNoFurther) {
  RuleSet rules = small_office();
  rules.plans.at(testing::plan_id).trial = make_date(2026, 10, 12);
  rules.directory.admin = "chanh-van-phong";
  const Instant now = at("2026-10-12T07:30");
  const auto draft = compose_digest(testing::plan_id, {lines(rules), {}}, rules, now);
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->person, "chanh-van-phong-1");
  EXPECT_NE(draft->text.find("kế hoạch đang chạy thử"), std::string::npos);
  rules.directory.people.at("chanh-van-phong-1").contacts.clear();
  EXPECT_EQ(compose_digest(testing::plan_id, {lines(rules), {}}, rules, now)->person,
            "truong-vh-xh-1");
  rules.directory.people.at("truong-vh-xh-1").contacts.clear();
  EXPECT_FALSE(compose_digest(testing::plan_id, {lines(rules), {}}, rules, now));
  EXPECT_TRUE(compose_digest(testing::plan_id, {lines(rules), {}}, rules, at("2026-10-13T07:30")));
}

TEST(Digest, GoesOutOnWorkingDaysAtThePolicysTime) {
  const RuleSet rules = small_office();
  const auto next = [&rules](const std::string& now) {
    return next_digest_at(testing::plan_id, rules, at(now));
  };
  EXPECT_EQ(next("2026-10-12T07:29"), at("2026-10-12T07:30"));
  EXPECT_EQ(next("2026-10-12T07:30"), at("2026-10-13T07:30"));
  EXPECT_EQ(next("2026-10-09T18:00"), at("2026-10-12T07:30"));
  EXPECT_EQ(next("2026-02-13T08:00"), at("2026-02-23T07:30"));
}

TEST(Digest, CountsAllAndListsWhatAMessageHolds) {
  const RuleSet rules = small_office();
  std::vector<DigestLine> many;
  for (int i = 0; i < 300; ++i) {
    many.push_back(lines(rules).at(1));
    many.push_back(lines(rules).at(0));
  }
  const Instant now = at("2026-10-12T07:30");
  const auto draft = compose_digest(testing::plan_id, {many, {}}, rules, now);
  EXPECT_NE(draft->text.find("QUÁ HẠN (300)"), std::string::npos);
  EXPECT_NE(draft->text.find("CẦN RÀ SOÁT BAN ĐẦU (300)"), std::string::npos);
  EXPECT_NE(draft->text.find("… và 60 việc khác.\n"), std::string::npos) << draft->text;
  EXPECT_LE(draft->text.size(), message_text_bytes_max);
  EXPECT_GE(draft->text.size(), message_text_bytes_max / 2);

  const auto longer =
      compose_digest(testing::plan_id, {many, {{DigestCause::overdue, 1'000}}}, rules, now);
  EXPECT_NE(longer->text.find("QUÁ HẠN (1300)"), std::string::npos);
  EXPECT_NE(longer->text.find("… và 1060 việc khác.\n"), std::string::npos) << longer->text;
  EXPECT_NE(longer->subject.find("1300 quá hạn, 300 cần rà soát"), std::string::npos);
}

}  // namespace
}  // namespace dondoc::digest_test
