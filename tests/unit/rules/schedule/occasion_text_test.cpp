// SPDX-License-Identifier: Apache-2.0
// What people read when something happens to a duty, whole and in order.
#include "tests/support/golden.h"
#include "tests/unit/rules/schedule/story.h"

#include <gtest/gtest.h>

namespace dondoc::occasion_text_test {
namespace {

using testing::at;
using testing::expect_golden;
using testing::small_office;
using testing::Story;

const Instant load = at("2026-04-20T09:00");

SeriesKey series(const std::string& obligation) {
  return {testing::plan_id, obligation, "", ""};
}

Occurrence opened(const RuleSet& rules, const std::string& obligation, const std::string& moment) {
  return testing::opened(rules, series(obligation), "2026", load, at(moment));
}

TEST(OccasionText, TellsASignerOfAPaperAndItsLeadOfItsReturn) {
  const RuleSet rules = small_office();
  Story story(rules, opened(rules, "VII.4", "2026-09-01T08:00"));
  story.wait_until("2026-09-21T09:00");
  story.forget();
  story.act(Acknowledge{make_date(2026, 9, 25)}, "truong-kinh-te");
  story.act(Submit{make_date(2026, 9, 21), ""}, "truong-kinh-te");
  story.wait_until("2026-09-25T09:00");
  story.act(Return{"bổ sung số liệu của năm trước"}, "pct-vh-xh");
  story.wait_until("2026-09-29T09:00");
  expect_golden("messages/signature.txt", story.text());
}

/// Who signs is told, as the lead is, that a day off may move the due.
TEST(OccasionText, SaysThatATermIsProvisional) {
  RuleSet rules = small_office();
  rules.calendar = WorkingDays{};  // of no year is the notice known
  Occurrence duty = opened(rules, "VII.4", "2026-09-01T08:00");
  duty.provisional = true;
  Story story(rules, duty);
  story.wait_until("2026-09-21T09:00");
  story.forget();
  story.act(Submit{make_date(2026, 9, 21), ""}, "truong-kinh-te");
  EXPECT_NE(story.text().find("(thứ Tư) (tạm tính, lịch nghỉ lễ chưa được công bố), còn"),
            std::string::npos)
      << story.text();
}

/// The year's notice has come since the duty opened.
TEST(OccasionText, NoLongerSaysThatATermIsProvisionalOnceTheYearIsKnown) {
  const RuleSet rules = small_office();
  Occurrence duty = opened(rules, "VII.4", "2026-09-01T08:00");
  duty.provisional = true;
  Story story(rules, duty);
  story.wait_until("2026-09-21T09:00");
  story.forget();
  story.act(Submit{make_date(2026, 9, 21), ""}, "truong-kinh-te");
  EXPECT_NE(story.text().find("(thứ Tư), còn"), std::string::npos) << story.text();
}

/// Who signs reads by what hour, in the subject too.
TEST(OccasionText, NamesTheHourOfADueToItsSigner) {
  const RuleSet rules = small_office();
  Story story(rules,
              testing::opened(rules, series("VII.6"), "2026-05", load, at("2026-05-04T08:00")));
  story.wait_until("2026-05-20T09:00");
  story.forget();
  story.act(Submit{make_date(2026, 5, 20), ""}, "truong-vh-xh");
  EXPECT_NE(story.text().find(" - hạn 11 giờ 30 ngày 25/5/2026 (mã"), std::string::npos)
      << story.text();
}

TEST(OccasionText, NeverReportsAPaperToItsSigner) {
  const RuleSet rules = small_office();
  Story story(rules, opened(rules, "VII.4", "2026-09-01T08:00"));
  story.wait_until("2026-09-30T09:00");
  story.act(Submit{make_date(2026, 9, 30), ""}, "truong-kinh-te");
  story.forget();
  story.wait_until("2026-10-08T09:00");
  expect_golden("messages/signature-overdue.txt", story.text());
}

TEST(OccasionText, AsksALeaderForAnotherLeadAndTellsBothOfIt) {
  const RuleSet rules = small_office();
  Story story(rules, opened(rules, "VII.4", "2026-09-01T08:00"));
  story.wait_until("2026-09-21T09:00");
  story.forget();
  story.act(Transfer{"van-phong", "không thuộc chức năng của Phòng"}, "truong-kinh-te");
  story.wait_until("2026-09-21T14:00");
  story.act(Grant{std::nullopt}, "pct-vh-xh");
  story.wait_until("2026-09-21T14:10");
  story.act(Undo{}, "pct-vh-xh");
  expect_golden("messages/transfer.txt", story.text());
}

TEST(OccasionText, AsksALeaderForMoreTimeAndTellsAllOfIt) {
  const RuleSet rules = small_office();
  Story story(rules, opened(rules, "VII.4", "2026-09-01T08:00"));
  story.wait_until("2026-09-29T09:00");
  story.forget();
  story.act(Report{"Đã có 02 mô hình; chờ số liệu của Trung tâm Phục vụ hành chính công"},
            "truong-kinh-te");
  story.act(Extend{make_date(2026, 10, 15), "chờ số liệu quý III"}, "truong-kinh-te");
  story.wait_until("2026-09-30T08:00");
  story.act(Grant{std::nullopt}, "pct-vh-xh");
  expect_golden("messages/extension.txt", story.text());
}

TEST(OccasionText, TellsThatADueWhichWasToldIsTakenBack) {
  const RuleSet rules = small_office();
  Story story(rules, opened(rules, "VII.4", "2026-09-01T08:00"));
  story.wait_until("2026-09-29T09:00");
  story.forget();
  story.act(Extend{make_date(2026, 10, 15), "chờ số liệu quý III"}, "pct-vh-xh");
  story.wait_until("2026-09-29T09:10");
  story.act(Undo{}, "pct-vh-xh");
  story.wait_until("2026-10-01T09:00");
  expect_golden("messages/taken-back.txt", story.text());
}

TEST(OccasionText, AsksALeaderToConfirmACauseBeyondTheUnitsPower) {
  const RuleSet rules = small_office();
  Story story(rules, opened(rules, "VII.4", "2026-09-01T08:00"));
  story.wait_until("2026-10-01T09:00");
  story.forget();
  story.act(ExcuseDelay{"chưa có hướng dẫn của cấp trên"}, "truong-kinh-te");
  story.wait_until("2026-10-06T09:00");
  story.act(ExcuseDelay{""}, "pct-vh-xh");
  story.wait_until("2026-10-07T09:00");
  expect_golden("messages/excuse.txt", story.text());
}

TEST(OccasionText, ReportsWhatTheUnitAskedFor) {
  const RuleSet rules = small_office();
  Story story(rules, opened(rules, "VII.4", "2026-09-01T08:00"));
  story.wait_until("2026-10-05T09:00");
  story.act(Extend{make_date(2026, 10, 20), "thiếu người"}, "truong-kinh-te");
  story.forget();
  story.wait_until("2026-10-07T09:00");
  expect_golden("messages/report-with-request.txt", story.text());
}

TEST(OccasionText, TellsADueThatAHigherLevelSet) {
  const RuleSet rules = small_office();
  Story story(rules, opened(rules, "VII.4", "2026-09-01T08:00"));
  story.wait_until("2026-09-10T09:00");
  story.forget();
  story.act(Adjust{make_date(2026, 9, 18), "Công văn số 812/SNV-CCHC"}, "chu-tich");
  story.wait_until("2026-09-17T09:00");
  expect_golden("messages/adjusted.txt", story.text());
}

/// The office with a duty that an event opens.
RuleSet with_trigger() {
  RuleSet rules = small_office();
  Obligation& duty = testing::obligation(rules, "VII.4");
  duty.id = "III.1";
  duty.title = "Sửa đổi quy định chức năng, nhiệm vụ";
  duty.source = "Phụ lục, mục III.1";
  duty.product = "Hồ sơ trình hoặc quyết định";
  Stage& stage = duty.stages.front();
  stage.rule = DueRule{TriggeredRule{3, TermUnit::months}};
  stage.phrase = "Sau 03 tháng kể từ khi có văn bản của Trung ương";
  stage.trigger = "van-ban";
  rules.plans.at(testing::plan_id)
      .triggers.push_back({"van-ban", "văn bản của Trung ương về tổ chức bộ máy", "vh-xh", {}});
  return rules;
}

TEST(OccasionText, GivesAnEventsDutyAndCountsFromTheEvent) {
  const RuleSet rules = with_trigger();
  Series events{series("III.1"), load, std::nullopt, {}};
  events.happenings.push_back({"2026-05-12",
                               {make_date(2026, 5, 12), std::nullopt},
                               "",
                               "",
                               "150/2026/NĐ-CP",
                               std::nullopt,
                               at("2026-05-14T09:00")});
  Occurrence duty = open(events, rules, at("2026-05-14T09:00")).occurrences.at(0);
  duty.code = 42;
  Story story(rules, duty);
  story.wait_until("2026-05-15T09:00");
  story.wait_until("2026-07-30T09:00");
  expect_golden("messages/assigned.txt", story.text());
}

/// Asked about in the round of the third quarter.
std::string asked(const RuleSet& rules, const std::string& period) {
  Story story(rules, testing::opened(rules, series("VII.4"), period, load, at("2026-08-01T08:00")));
  story.wait_until("2026-08-31T09:00");
  story.forget();
  story.wait_until("2026-09-11T09:00");
  return story.text();
}

TEST(OccasionText, AsksForProgressInAReportingRound) {
  RuleSet rules = small_office();
  rules.plans.at(testing::plan_id).checkpoints = true;
  Stage& stage = testing::obligation(rules, "VII.4").stages.front();
  std::string all;
  stage.rule = DueRule{StandingRule{}};
  stage.phrase = "Thường xuyên";
  all += asked(rules, "2026--2030");
  stage.rule = DueRule{DeferredRule{}};
  stage.phrase = "Theo kế hoạch của xã";
  all += asked(rules, "2026--2030");
  stage.rule = DueRule{YearlyRule{}};
  stage.phrase = "Hằng năm";
  all += asked(rules, "2026");
  expect_golden("messages/checkpoint.txt", all);
}

TEST(OccasionText, AsksToBeDoneBeforeTheYearsCutOff) {
  RuleSet rules = small_office();
  rules.plans.at(testing::plan_id).checkpoints = true;
  Stage& stage = testing::obligation(rules, "VII.4").stages.front();
  stage.rule = DueRule{YearlyRule{}};
  stage.rule.quota = Quota{4};
  Story story(rules, opened(rules, "VII.4", "2026-09-01T08:00"));
  story.wait_until("2026-12-01T09:00");
  story.act(Count{1, "12/BB-KT"}, "truong-kinh-te");
  story.forget();
  story.wait_until("2026-12-10T09:00");
  expect_golden("messages/checkpoint-year.txt", story.text());
}

TEST(OccasionText, ShowsATargetWithItsNewestValue) {
  RuleSet rules = small_office();
  Stage& stage = testing::obligation(rules, "VII.4").stages.front();
  stage.rule.target = Target{Bound::at_least, 95'000, "%"};
  Story story(rules, opened(rules, "VII.4", "2026-09-01T08:00"));
  story.wait_until("2026-09-15T09:00");
  story.forget();
  story.act(Measure{"185", "200", ""}, "truong-kinh-te");
  story.wait_until("2026-09-16T09:00");
  expect_golden("messages/target.txt", story.text());
}

TEST(OccasionText, RequestsAndNeverReproachesAUnitOutsideTheOffice) {
  RuleSet rules = small_office();
  Unit& outside = rules.directory.units.at("kinh-te");
  outside.name = "Thuế cơ sở 4";
  outside.outside = true;
  outside.reports_to.reset();
  Story story(rules, opened(rules, "VII.4", "2026-09-01T08:00"));
  story.wait_until("2026-09-25T09:00");
  story.forget();
  story.wait_until("2026-10-07T09:00");
  expect_golden("messages/outside.txt", story.text());
  for (const char* word : {"QUÁ HẠN", "Quá hạn", "đôn đốc.", "NHẮC VIỆC"}) {
    const auto to_outside = story.text().substr(0, story.text().find("Tới: truong-vh-xh"));
    EXPECT_EQ(to_outside.find(word), std::string::npos) << word;
  }
}

}  // namespace
}  // namespace dondoc::occasion_text_test
