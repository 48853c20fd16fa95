// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/stage_dues.h"

#include "rules/plan/rule_files.h"
#include "tests/support/config_folder.h"
#include "tests/support/source_folder.h"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::stage_dues_test {
namespace {

/// The duties of a plan in effect in 2026 and 2027, with the changes.
std::vector<Obligation> duties(const std::string& changes) {
  std::vector<SourceFile> files = testing::rule_files_in(
      std::filesystem::path(testing::source_folder()) / "tests/golden/mistakes/_base");
  for (SourceFile& file : files) {
    if (file.name == "plans/mau.yaml") {
      file.text =
          "plan: mau-2026\n"
          "title: Kế hoạch mẫu\n"
          "document: { number: 01/KH-UBND, issued: 2026-01-05, authority: UBND xã }\n"
          "effective: { from: 2026-01-01, to: 2027-12-31 }\n"
          "coordinator: vh-xh\n"
          "defaults: { policy: standard }\n"
          "obligations:\n"
          "  - { id: thang, title: A, lead: vh-xh, product: B, due: trước ngày 25 hằng tháng }\n"
          "  - { id: nam, title: A, lead: vh-xh, product: B, due: trong quý I hằng năm }\n"
          "  - { id: ky, title: A, lead: vh-xh, product: B, due: { reports: [quarter] } }\n"
          "  - { id: moc, title: A, lead: vh-xh, product: B, due: { after: 30 days } }\n"
          "  - { id: hai, title: A, lead: vh-xh, product: B, due: { every: month, day: 5, also: "
          "[{ day: 20 }] } }\n"
          "  - { id: so, title: A, lead: vh-xh, product: B, quota: { at_least: 4, per: year } }\n"
          "changes:\n" +
          changes;
    }
  }
  const Parsed<RuleSet> parsed = read_rule_files(files);
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    EXPECT_NE(diagnostic.severity, Severity::error) << render(diagnostic);
  }
  if (parsed.value) {
    return parsed.value->plans.at("mau-2026").obligations;
  }
  Obligation unread;
  unread.stages.emplace_back();
  return std::vector<Obligation>(6, unread);
}

std::string change(const std::string& of, const std::string& from, const std::string& due) {
  return "  - { of: " + of + ", from: " + from + ", due: " + due + ", basis: Công văn " + from +
         " }\n";
}

const WorkingDays calendar;
const DueContext context{.effective_from = make_date(2026, 1, 1),
                         .effective_to = make_date(2027, 12, 31),
                         .issued = make_date(2026, 1, 5),
                         .calendar = &calendar,
                         .zone = {},
                         .reporting = nullptr};

/// "2026-06 24/6": each period and its last day, as they open in the span.
std::string opening(const Stage& stage, Date after, Date through) {
  std::string text;
  for (const Due& due : dues_opening(stage, context, start_of(after, {}), start_of(through, {}))) {
    text += due.period + ' ' + to_iso(due.last_day).substr(5) + "; ";
  }
  return text;
}

std::string last_day(const Stage& stage, const std::string& period) {
  const std::optional<Due> due = due_of(stage, context, period);
  return due ? to_iso(due->last_day) : "";
}

TEST(StageDues, EarlierPeriodsKeepTheOldRuleAndLaterOnesHaveTheNewOne) {
  const auto all = duties(change("thang", "2026-07", "trước ngày 20 hằng tháng"));
  const Stage& stage = all[0].stages.front();
  EXPECT_EQ(opening(stage, make_date(2026, 4, 15), make_date(2026, 8, 15)),
            "2026-05 05-24; 2026-06 06-24; 2026-07 07-19; 2026-08 08-19; ");
  EXPECT_EQ(last_day(stage, "2026-06"), "2026-06-24");
  EXPECT_EQ(last_day(stage, "2026-07"), "2026-07-19");
  EXPECT_EQ(next_opening(stage, context, start_of(make_date(2026, 6, 15), {})),
            start_of(make_date(2026, 7, 1), {}));
}

TEST(StageDues, APeriodThatGoesOverTheDayKeepsItsRule) {
  const auto all = duties(change("thang", "2026-07-02", "trước ngày 20 hằng tháng") +
                          change("nam", "2026-02-01", "trong tháng 2 hằng năm"));
  EXPECT_EQ(last_day(all[0].stages.front(), "2026-07"), "2026-07-24");
  EXPECT_EQ(last_day(all[0].stages.front(), "2026-08"), "2026-08-19");
  EXPECT_EQ(last_day(all[1].stages.front(), "2026"), "2026-03-31");
  EXPECT_EQ(last_day(all[1].stages.front(), "2027"), "2027-02-28");
}

TEST(StageDues, ChangesFollowOneAnotherInTheOrderOfTheirDays) {
  const auto all = duties(change("thang", "2027", "trước ngày 10 hằng tháng") +
                          change("thang", "2026-Q3", "trước ngày 20 hằng tháng"));
  const Stage& stage = all[0].stages.front();
  EXPECT_EQ(last_day(stage, "2026-06"), "2026-06-24");
  EXPECT_EQ(last_day(stage, "2026-12"), "2026-12-19");
  EXPECT_EQ(last_day(stage, "2027-01"), "2027-01-09");
  ASSERT_NE(change_of_period(stage, "2026-12"), nullptr);
  EXPECT_EQ(change_of_period(stage, "2026-12")->basis, "Công văn 2026-Q3");
  EXPECT_EQ(change_of_period(stage, "2026-06"), nullptr);
  // Every month once, whatever rule it is under.
  EXPECT_EQ(dues_opening(stage, context, std::nullopt, Instant::max()).size(), 24U);
  EXPECT_EQ(dues_opening(stage, context, std::nullopt, Instant::max(), 7).size(), 7U);
}

TEST(StageDues, ReportsNumberedDuesAndQuotasChangeLikeOthers) {
  const auto all =
      duties(change("ky", "2026-Q3", "{ reports: [quarter], limit: before }") +
             change("hai", "2026-07", "{ every: month, day: 7, also: [{ day: 22 }] }") +
             change("so", "2027", "trong quý III hằng năm"));
  EXPECT_EQ(last_day(all[2].stages.front(), "2026-Q2"), "2026-06-17");
  EXPECT_EQ(last_day(all[2].stages.front(), "2026-Q3"), "2026-09-16");
  EXPECT_EQ(last_day(all[4].stages.front(), "2026-06.2"), "2026-06-20");
  EXPECT_EQ(last_day(all[4].stages.front(), "2026-07.2"), "2026-07-22");
  EXPECT_EQ(last_day(all[5].stages.front(), "2026"), "2026-12-31");
  EXPECT_EQ(last_day(all[5].stages.front(), "2027"), "2027-09-30");
  EXPECT_EQ(all[5].stages.front().changes.front().rule.quota, Quota{4});
}

TEST(StageDues, ATermIsThatOfTheEventsDay) {
  const auto all = duties(change("moc", "2026-07-01", "{ after: 10 days }"));
  const Stage& stage = all[3].stages.front();
  const auto due = [&stage](Date day) {
    return to_iso(due_of_event(stage, context, "x", {day, std::nullopt}, Instant{}).last_day);
  };
  EXPECT_EQ(due(make_date(2026, 6, 30)), "2026-07-30");
  EXPECT_EQ(due(make_date(2026, 7, 1)), "2026-07-13");  // 11/7 is a Saturday
}

TEST(StageDues, TheFingerprintTellsAChangeFromNone) {
  const Stage plain = duties(change("nam", "2027", "trong tháng 2 hằng năm"))[0].stages.front();
  const Stage july =
      duties(change("thang", "2026-07", "trước ngày 20 hằng tháng"))[0].stages.front();
  const Stage august =
      duties(change("thang", "2026-08", "trước ngày 20 hằng tháng"))[0].stages.front();
  EXPECT_EQ(fingerprint(plain), fingerprint(plain.rule));
  EXPECT_NE(fingerprint(plain), fingerprint(july));
  EXPECT_NE(fingerprint(july), fingerprint(august));
}

}  // namespace
}  // namespace dondoc::stage_dues_test
