// SPDX-License-Identifier: Apache-2.0
// The sample office's plans, as they are understood: who owes each duty, its rule as a sentence,
// and every due over the plan's years. The golden files are read against the documents, line by
// line.
#include "rules/plan/rule_files.h"
#include "rules/schedule/decide.h"
#include "rules/schedule/series.h"
#include "tests/support/config_folder.h"
#include "tests/support/golden.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::shipped_plans_test {
namespace {

const RuleSet& shipped() {
  static const Parsed<RuleSet> parsed = read_rule_files(testing::shipped_rule_files());
  return parsed.value.value();
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    all += (all.empty() ? "" : ", ") + word;
  }
  return all;
}

std::string who(const Obligation& obligation) {
  std::string words = "chủ trì: ";
  if (obligation.lead.kind != LeadKind::one) {
    words += obligation.lead.kind == LeadKind::each ? "mỗi đơn vị " : "cùng làm ";
  }
  words += joined(obligation.lead.units);
  if (!obligation.support.empty()) {
    words += "; phối hợp: " + joined(obligation.support);
  }
  return obligation.oversight ? words + "; theo dõi: " + *obligation.oversight : words;
}

std::string due_line(const Due& due) {
  const std::string opens = to_iso(date_of(due.opens, shipped().zone));
  std::string line = due.period + "  từ " + opens + " đến " + to_iso(due.last_day);
  line += due.dated ? "" : ", chưa có ngày";
  return line + (due.provisional ? ", tạm tính\n" : "\n");
}

/// What an event brings in the plan's first year: it happens on 15 September, at nine.
Happening september(const Plan& plan) {
  Happening happening;
  happening.id = "moc";
  happening.event = {make_date(year_of(plan.effective_from), 9, 15), TimeOfDay{9 * 60}};
  happening.recorded_at = start_of(happening.event.date, shipped().zone);
  return happening;
}

std::string dues_of(const Plan& plan, const Obligation& obligation, const Stage& stage) {
  const auto owed =
      find_owed(shipped(),
                SeriesKey{plan.id,
                          obligation.id,
                          stage.id,
                          obligation.lead.kind == LeadKind::each ? obligation.lead.units.front()
                                                                 : std::string{}});
  if (!owed) {
    return "    không tìm thấy\n";
  }
  if (waits_for_event(stage.rule)) {
    return "    mốc " + stage.trigger +
           ", ví dụ ngày 15/9: " + due_line(due_of_happening(shipped(), *owed, september(plan)));
  }
  std::string lines;
  const Instant end = start_of(make_date(2040, 1, 1), shipped().zone);
  for (const Due& due :
       dues_opening(stage.rule, due_context(shipped(), *owed), std::nullopt, end)) {
    lines += "    " + due_line(due);
  }
  return lines;
}

std::string understood(const std::string& id) {
  const Plan& plan = shipped().plans.at(id);
  std::string text = plan.title + ", " + plan.authority + '\n';
  for (const Obligation& obligation : plan.obligations) {
    if (!obligation.watches.empty()) {
      continue;
    }
    text += '\n' + obligation.id + "  " + obligation.title + "\n  " + who(obligation) + '\n';
    for (const Stage& stage : obligation.stages) {
      text += "  " + (stage.id.empty() ? std::string{} : stage.id + ": ") + sentence(stage.rule) +
              '\n' + dues_of(plan, obligation, stage);
    }
  }
  return text;
}

void check_understood(const std::string& id) {
  testing::expect_golden("dues/" + id + ".txt", understood(id));
}

TEST(ShippedPlans, TanHoiIsUnderstoodAsItsAppendixSays) {
  check_understood("tan-hoi-par-sipas-2026-2030");
}

TEST(ShippedPlans, PhuTanIsUnderstoodAsItsCriteriaSay) {
  check_understood("phu-tan-par-sipas-2025");
}

TEST(ShippedPlans, TanDucIsUnderstoodAsItsAppendixSays) {
  check_understood("tan-duc-par-sipas-2024");
}

TEST(ShippedPlans, ChiemHoaIsUnderstoodAsItsBodySays) {
  check_understood("chiem-hoa-par-papi-sipas-2026-2030");
}

/// A plan that is over when it is loaded brings a list to look through and no notice.
TEST(ShippedPlans, PlansOfPastYearsAreLookedThroughAndNotChased) {
  const Instant loaded = start_of(make_date(2026, 5, 1), shipped().zone);
  int past = 0;
  int present = 0;
  for (const KnownSeries& series : all_series(shipped())) {
    const Plan& plan = shipped().plans.at(series.key.plan);
    const bool over = plan.effective_to < make_date(2026, 1, 1);
    for (const Occurrence& occurrence :
         open({series.key, loaded, std::nullopt}, shipped(), loaded).occurrences) {
      if (over) {
        EXPECT_TRUE(occurrence.needs_review) << occurrence.key;
        EXPECT_TRUE(decide(occurrence, shipped(), loaded).notices.empty()) << occurrence.key;
      }
      ++(over ? past : present);
    }
  }
  EXPECT_GT(past, 100);
  EXPECT_GT(present, 100);
}

}  // namespace
}  // namespace dondoc::shipped_plans_test
