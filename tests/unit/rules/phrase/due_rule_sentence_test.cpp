// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_rule.h"

#include <gtest/gtest.h>

namespace dondoc::due_rule_sentence_test {
namespace {

DueRule rule_of(Recurrence recurrence, Limit limit = Limit::by) {
  return {std::move(recurrence), limit, std::nullopt, Roll::none};
}

void check(const DueRule& rule, const char* expected) {
  EXPECT_EQ(sentence(rule), expected);
}

TEST(DueRuleSentence, TellsAYearlyWindowAndItsLastDay) {
  check(rule_of(YearlyRule{}), "Hằng năm (hạn cuối: hết ngày 31/12)");
  check(rule_of(YearlyRule{1, 1, {}, 0}), "Hằng năm, trong tháng 1 (hạn cuối: hết ngày 31/01)");
  check(rule_of(YearlyRule{1, 3, {}, 0}), "Hằng năm, trong quý I (hạn cuối: hết ngày 31/3)");
  check(rule_of(YearlyRule{10, 12, {}, 0}), "Hằng năm, trong quý IV (hạn cuối: hết ngày 31/12)");
  check(rule_of(YearlyRule{1, 6, {}, 0}),
        "Hằng năm, chậm nhất trong tháng 6 (hạn cuối: hết ngày 30/6)");
  check(rule_of(YearlyRule{7, 12, {}, 0}),
        "Hằng năm, trong 6 tháng cuối năm (hạn cuối: hết ngày 31/12)");
  check(rule_of(YearlyRule{2, 5, {}, 0}),
        "Hằng năm, từ tháng 2 đến hết tháng 5 (hạn cuối: hết ngày 31/5)");
}

TEST(DueRuleSentence, TellsTheNamedDayAndWhetherItCounts) {
  check(rule_of(YearlyRule{1, 12, 15, 0}, Limit::before),
        "Hằng năm, trước ngày 15/12 (hạn cuối: hết ngày 14/12)");
  check(rule_of(YearlyRule{6, 12, 15, 0}),
        "Hằng năm, từ ngày 01/6, chậm nhất ngày 15/12 (hạn cuối: hết ngày 15/12)");
  check(rule_of(YearlyRule{1, 1, 31, 1}, Limit::before),
        "Hằng năm, trước ngày 31/01 năm liền kề (hạn cuối: hết ngày 30/01 năm sau)");
  check(rule_of(MonthlyRule{3, 1}, Limit::before),
        "Hằng tháng, trước ngày 03 của tháng liền kề (hạn cuối: hết ngày 02 tháng sau)");
  check(rule_of(MonthlyRule{}), "Hằng tháng (hạn cuối: hết ngày cuối cùng của tháng)");
}

TEST(DueRuleSentence, NamesTheDayBeforeTheFirstOfAMonth) {
  check(rule_of(YearlyRule{1, 6, 1, 0}, Limit::before),
        "Hằng năm, trước ngày 01/6 (hạn cuối: hết ngày 31/5)");
  check(rule_of(YearlyRule{1, 3, 1, 0}, Limit::before),
        "Hằng năm, trước ngày 01/3 (hạn cuối: hết ngày cuối cùng của tháng 02)");
  check(rule_of(YearlyRule{1, 1, 1, 0}, Limit::before),
        "Hằng năm, trước ngày 01/01 (hạn cuối: hết ngày 31/12 năm trước)");
  check(rule_of(YearlyRule{1, 1, 1, 1}, Limit::before),
        "Hằng năm, trước ngày 01/01 năm liền kề (hạn cuối: hết ngày 31/12)");
  check(rule_of(MonthlyRule{1, 0}, Limit::before),
        "Hằng tháng, trước ngày 01 (hạn cuối: hết ngày cuối cùng của tháng trước)");
  check(rule_of(MonthlyRule{1, 1}, Limit::before),
        "Hằng tháng, trước ngày 01 của tháng liền kề (hạn cuối: hết ngày cuối cùng của tháng)");
}

TEST(DueRuleSentence, TellsTheClockAndTheRoll) {
  DueRule rule = rule_of(MonthlyRule{25, 0}, Limit::before);
  rule.time = TimeOfDay{690};
  check(rule, "Hằng tháng, trước 11 giờ 30 phút ngày 25 (hạn cuối: 11 giờ 30 phút ngày 25)");
  rule.time.reset();
  rule.roll = Roll::next;
  check(rule,
        "Hằng tháng, trước ngày 25 (hạn cuối: hết ngày 24; trùng ngày nghỉ thì chuyển sang ngày "
        "làm việc kế tiếp)");
  rule.roll = Roll::previous;
  check(rule,
        "Hằng tháng, trước ngày 25 (hạn cuối: hết ngày 24; trùng ngày nghỉ thì chuyển về ngày làm "
        "việc liền trước)");
}

TEST(DueRuleSentence, TellsASingleDueAndItsWindow) {
  check(rule_of(OnceRule{{}, make_date(2026, 4, 28), "once"}),
        "Một lần, chậm nhất ngày 28/4/2026 (hạn cuối: hết ngày 28/4/2026)");
  check(rule_of(OnceRule{make_date(2026, 1, 1), make_date(2026, 12, 31), "2026"}),
        "Một lần, trong năm 2026 (hạn cuối: hết ngày 31/12/2026)");
  check(rule_of(OnceRule{make_date(2024, 7, 1), make_date(2024, 9, 30), "2024-Q3"}),
        "Một lần, trong quý III năm 2024 (hạn cuối: hết ngày 30/9/2024)");
  check(rule_of(OnceRule{make_date(2026, 6, 5), make_date(2026, 6, 20), "once"}),
        "Một lần, từ ngày 05/6/2026, chậm nhất ngày 20/6/2026 (hạn cuối: hết ngày 20/6/2026)");
}

TEST(DueRuleFingerprint, TellsEveryPartOfARuleApart) {
  DueRule timed = rule_of(MonthlyRule{25, 0});
  timed.time = TimeOfDay{690};
  DueRule midnight = timed;
  midnight.time = TimeOfDay{0};
  DueRule rolled = rule_of(MonthlyRule{25, 0});
  rolled.roll = Roll::next;
  const std::vector<DueRule> rules = {
      rule_of(YearlyRule{}),
      rule_of(YearlyRule{1, 1, {}, 0}),
      rule_of(YearlyRule{1, 12, 31, 0}),
      rule_of(YearlyRule{1, 12, {}, 1}),
      rule_of(YearlyRule{}, Limit::before),
      rule_of(MonthlyRule{}),
      rule_of(MonthlyRule{25, 0}),
      rule_of(MonthlyRule{25, 1}),
      rule_of(MonthlyRule{31, 0}),
      timed,
      midnight,
      rolled,
      rule_of(OnceRule{{}, make_date(2026, 4, 28), "once"}),
      rule_of(OnceRule{make_date(2026, 4, 28), make_date(2026, 4, 28), "once"}),
      rule_of(OnceRule{{}, make_date(2026, 4, 29), "once"}),
      rule_of(OnceRule{{}, make_date(2026, 4, 28), "2026-04"}),
  };
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for (std::size_t j = 0; j < rules.size(); ++j) {
      EXPECT_EQ(fingerprint(rules[i]) == fingerprint(rules[j]), i == j)
          << fingerprint(rules[i]) << " and " << fingerprint(rules[j]);
    }
  }
}

TEST(DueRuleFingerprint, StaysAsItIsBecauseStoresKeepIt) {
  DueRule rule = rule_of(MonthlyRule{25, 0}, Limit::before);
  rule.time = TimeOfDay{690};
  EXPECT_EQ(fingerprint(rule), "limit=before time=11:30 roll=none monthly day=25 later=0");
  EXPECT_EQ(fingerprint(rule_of(YearlyRule{1, 1, 31, 1})),
            "limit=by time=- roll=none yearly months=1..1 day=31 later=1");
  EXPECT_EQ(fingerprint(rule_of(OnceRule{{}, make_date(2026, 4, 28), "once"})),
            "limit=by time=- roll=none once first=- last=2026-04-28 period=once");
}

}  // namespace
}  // namespace dondoc::due_rule_sentence_test
