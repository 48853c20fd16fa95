// SPDX-License-Identifier: Apache-2.0
// What people and `why` are told of a due that has moved: by another document, or by the calendar.
#include "rules/schedule/move_reason.h"

#include "tests/unit/rules/schedule/life.h"

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::move_reason_test {
namespace {

using testing::at;
using testing::Life;

const Instant load = at("2026-04-20T09:00");

/// VII.7 of the Trung tâm PVHCC, due before the 3rd of the next month, overseen by Phòng VH-XH.
Life figures_of(const std::string& period, const std::string& moment, const RuleSet& rules) {
  return {rules,
          testing::opened(rules, {testing::plan_id, "VII.7", "", ""}, period, load, at(moment))};
}

/// From the period on, the day of the next month before which it is due.
void change_from(RuleSet& rules, Date from, unsigned day) {
  Stage& stage = testing::obligation(rules, "VII.7").stages.front();
  RuleChange change;
  change.from = from;
  change.rule = stage.rule;
  change.rule.recurrence = MonthlyRule{day, 1};
  change.rule.begins_from = from;
  change.phrase = "trước ngày 0" + std::to_string(day) + " của tháng liền kề";
  change.basis = "Công văn số 45/UBND-VX ngày 15/6/2026";
  change.place = {"plans/cchc.yaml", 80};
  stage.rule.begins_before = from;
  stage.changes = {change};
}

/// The calendar with these days beside those that it has.
void add_days(RuleSet& rules, const std::vector<SpecialDay>& days) {
  std::vector<CalendarYear> years;
  for (const auto& [number, year] : rules.calendar.years()) {
    years.push_back(year);
    years.back().days.insert(years.back().days.end(), days.begin(), days.end());
  }
  rules.calendar = WorkingDays(0b1000001, years);
}

SpecialDay special(unsigned month, unsigned day, DayKind kind, const std::string& name) {
  return {make_date(2026, month, day), kind, name, "CV 8765/VPCP-KGVX ngày 20/9/2026"};
}

TEST(MoveReason, AChangeOfThePlanTellsAllConcernedOnceWithItsDocument) {
  RuleSet rules = testing::small_office();
  Life life = figures_of("2026-07", "2026-07-02T09:00", rules);
  change_from(life.rules, make_date(2026, 7, 1), 6);
  EXPECT_EQ(life.look("2026-07-03T09:00"), "doi-han>truong-vh-xh;doi-han>giam-doc-pvhcc;");
  EXPECT_EQ(life.duty.last_day, make_date(2026, 8, 5));
  const Reason& reason = life.last.notices.front().reason;
  EXPECT_EQ(reason.moved,
            "từ hết ngày 02/8/2026 (Chủ nhật) thành hết ngày 05/8/2026 (thứ Tư), theo Công văn số "
            "45/UBND-VX ngày 15/6/2026");
  EXPECT_EQ(reason.phrase,
            "trước ngày 06 của tháng liền kề, theo Công văn số 45/UBND-VX ngày 15/6/2026");
  EXPECT_EQ(reason.plan_line, 80);
  EXPECT_EQ(life.look("2026-07-03T09:00"), "");
}

TEST(MoveReason, EarlierPeriodsAndThoseThatAreDoneStayAsTheyWere) {
  RuleSet rules = testing::small_office();
  Life june = figures_of("2026-06", "2026-06-02T09:00", rules);
  change_from(june.rules, make_date(2026, 7, 1), 6);
  june.look("2026-06-03T09:00");
  EXPECT_EQ(june.duty.last_day, make_date(2026, 7, 2));
  EXPECT_EQ(june.duty.round, 1);

  Life july = figures_of("2026-07", "2026-07-02T09:00", rules);
  july.act(Complete{"35/BC-PVHCC", make_date(2026, 7, 2)}, "giam-doc-pvhcc", "2026-07-02T10:00");
  change_from(july.rules, make_date(2026, 7, 1), 6);
  EXPECT_EQ(july.look("2026-07-03T09:00"), "");
  EXPECT_EQ(july.duty.last_day, make_date(2026, 8, 2));
}

TEST(MoveReason, ASwappedDayIsNamedWithItsNotice) {
  RuleSet rules = testing::small_office();
  DueRule& rule = testing::obligation(rules, "VII.7").stages.front().rule;
  rule = DueRule{MonthlyRule{26, 0}, Limit::by, std::nullopt, Roll::next};
  // 26/9/2026 is a Saturday; the notice comes eight days before.
  Life life = figures_of("2026-09", "2026-09-02T09:00", rules);
  EXPECT_EQ(life.duty.last_day, make_date(2026, 9, 28));
  add_days(life.rules, {special(9, 26, DayKind::working, "Làm bù ngày 25/9")});
  EXPECT_EQ(life.look("2026-09-18T09:00"), "doi-han>truong-vh-xh;doi-han>giam-doc-pvhcc;");
  EXPECT_EQ(life.duty.last_day, make_date(2026, 9, 26));
  EXPECT_EQ(
      life.last.notices.front().reason.moved,
      "từ hết ngày 28/9/2026 (thứ Hai) thành hết ngày 26/9/2026 (thứ Bảy) (tính lại theo lịch "
      "làm việc: 26/9/2026 Làm bù ngày 25/9, CV 8765/VPCP-KGVX ngày 20/9/2026)");
  EXPECT_EQ(life.look("2026-09-18T09:00"), "");
}

TEST(MoveReason, SeveralDaysOfOneNoticeAreOneReason) {
  RuleSet rules = testing::small_office();
  MonthlyRule second_working_day;
  second_working_day.working_day = 2;
  testing::obligation(rules, "VII.7").stages.front().rule = DueRule{second_working_day};
  Life life = figures_of("2026-10", "2026-10-01T09:00", rules);
  EXPECT_EQ(life.duty.last_day, make_date(2026, 10, 2));
  add_days(life.rules,
           {special(10, 1, DayKind::off, "Nghỉ do bão"), special(10, 2, DayKind::off, "Nghỉ")});
  life.look("2026-10-01T10:00");
  EXPECT_EQ(life.duty.last_day, make_date(2026, 10, 6));
  ASSERT_TRUE(life.duty.change.has_value());
  EXPECT_EQ(
      life.duty.change->basis,
      "tính lại theo lịch làm việc: 01/10/2026 Nghỉ do bão, CV 8765/VPCP-KGVX ngày 20/9/2026");
}

TEST(MoveReason, AnEditedRuleIsNotTheCalendars) {
  RuleSet rules = testing::small_office();
  Life life = figures_of("2026-09", "2026-09-02T09:00", rules);
  testing::obligation(life.rules, "VII.7").stages.front().rule.recurrence = MonthlyRule{8, 1};
  life.look("2026-09-18T09:00");
  ASSERT_TRUE(life.duty.change.has_value());
  EXPECT_EQ(life.duty.change->basis, "kế hoạch được cập nhật");
}

}  // namespace
}  // namespace dondoc::move_reason_test
