// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/explain.h"

#include "daemon/cli/builtin_config.h"
#include "daemon/formal_rule.h"
#include "rules/plan/due_parser.h"
#include "tests/support/golden.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::explain_test {
namespace {

constexpr Zone zone;

Instant today() {
  return instant_at(make_date(2026, 5, 20), TimeOfDay{9 * 60}, zone);
}

Explanation explained(const ExplainOptions& options) {
  return explain(options, {builtin_calendar(), {}, zone}, today());
}

ExplainOptions phrase(const std::string& words) {
  ExplainOptions options;
  options.phrase = words;
  return options;
}

const std::vector<std::string>& sample_phrases() {
  static const std::vector<std::string> phrases{
      "Trước ngày 31/01 năm liền kề",
      "Hàng năm",
      "Năm 2026",
      "Ban hành kế hoạch trong quý I",
      "Ban hành kế hoạch chậm nhất là ngày 28/4/2026 và tổ chức thực hiện",
      "tổ chức kiểm tra chậm nhất trong tháng 6 hằng năm",
      "Trước ngày 11 giờ 30 phút ngày 25 của tháng",
      "Trước ngày 03 của tháng liền kề",
      "ngày 31 tháng 6 hằng năm",
      "trong thời hạn 30 (ba mươi) ngày, kể từ ngày nhận được kiến nghị",
      "Ban hành kế hoạch trong tháng 1; kiểm tra chậm nhất trong tháng 6 hằng năm",
      "hằng quý, 6 tháng và năm",
      "ít nhất 04 cuộc/năm",
      "Thường xuyên",
      "Theo hướng dẫn của tỉnh",
      "Khi có phát sinh",
      "đến tháng 6 hằng năm",
      "khi rảnh thì làm",
      "thứ Năm tuần thứ 2 hằng tháng",
      "thứ Sáu cuối cùng của quý",
      "chậm nhất 15 ngày trước Tết",
  };
  return phrases;
}

TEST(Explain, SaysForPeopleWhatEachPhraseMeans) {
  std::string text;
  for (const std::string& words : sample_phrases()) {
    const ExplainOptions options = phrase(words);
    text += explain_text(options, explained(options), zone, Color::never) + "----\n";
  }
  testing::expect_golden("explain/phrases.txt", text);
}

TEST(Explain, GivesTheSameAsJson) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const std::string& words : sample_phrases()) {
    ExplainOptions options = phrase(words);
    options.count = 2;
    all.push_back(explain_json(options, explained(options), zone));
  }
  testing::expect_golden("explain/phrases.json", all.dump(2) + "\n");
}

TEST(Explain, PrintsARuleThatPlanFilesReadBack) {
  for (const std::string& words : sample_phrases()) {
    const Explanation explanation = explained(phrase(words));
    if (!explanation.reading.rule) {
      continue;
    }
    // JSON's flow style is YAML too.
    YamlFile file = read_yaml({"a.yaml", formal_json(*explanation.reading.rule).dump()});
    ASSERT_NE(file.root(), nullptr);
    const auto read = parse_due(file, *file.root());
    ASSERT_TRUE(read) << words;
    EXPECT_EQ(read->rule, *explanation.reading.rule) << words;
  }
}

std::vector<std::string> periods(const ExplainOptions& options) {
  std::vector<std::string> list;
  for (const Due& due : explained(options).next) {
    list.push_back(due.period);
  }
  return list;
}

using Periods = std::vector<std::string>;

TEST(Explain, LeavesOutWhatIsPastUnlessASpanIsNamed) {
  ExplainOptions options = phrase("chậm nhất trong tháng 2 hằng năm");
  options.count = 2;
  EXPECT_EQ(periods(options), (Periods{"2027", "2028"}));
  options.from = make_date(2026, 1, 1);
  EXPECT_EQ(periods(options), (Periods{"2026", "2027"}));
}

TEST(Explain, GivesEveryDueOfANamedSpan) {
  ExplainOptions options = phrase("Trước ngày 03 của tháng liền kề");
  options.from = make_date(2026, 1, 1);
  options.to = make_date(2030, 12, 31);
  EXPECT_EQ(periods(options).size(), 60U);
  EXPECT_EQ(explained(options).next.back().last_day, make_date(2031, 1, 2));
}

TEST(Explain, ReckonsReportsByTheReportingCalendarOfTheConfiguration) {
  ExplainCalendars calendars{builtin_calendar(), {}, zone};
  const ExplainOptions options = phrase("báo cáo định kỳ quý, 6 tháng, 9 tháng và năm");
  const Due first = explain(options, calendars, today()).next.front();
  EXPECT_EQ(first.period, "2026-H1");
  EXPECT_EQ(first.last_day, make_date(2026, 6, 17));
  calendars.reporting.days[ReportKind::half_year].due = {1, 2};
  EXPECT_EQ(explain(options, calendars, today()).next.front().last_day, make_date(2026, 7, 2));
}

TEST(Explain, DatesATermByItsTrigger) {
  ExplainOptions options = phrase("trong 03 ngày làm việc kể từ ngày nhận được văn bản");
  EXPECT_TRUE(explained(options).next.empty());
  options.trigger = make_date(2026, 2, 13);  // Tết lies between
  const Explanation explanation = explained(options);
  ASSERT_EQ(explanation.next.size(), 1U);
  EXPECT_EQ(explanation.next.front().last_day, make_date(2026, 2, 25));
  EXPECT_EQ(explanation.next.front().period, "2026-02-13");
}

TEST(Explain, ShowsTheDuesOfAllStagesByTheirDay) {
  ExplainOptions options =
      phrase("báo cáo trong tháng 8; ban hành trong tháng 1; kiểm tra trong tháng 6 hằng năm");
  options.from = make_date(2026, 1, 1);
  options.to = make_date(2026, 12, 31);
  std::vector<Date> days;
  for (const Due& due : explained(options).next) {
    days.push_back(due.last_day);
  }
  EXPECT_EQ(
      days,
      (std::vector<Date>{make_date(2026, 1, 31), make_date(2026, 6, 30), make_date(2026, 8, 31)}));
}

TEST(Explain, ShowsASingleDueEvenWhenItIsPast) {
  EXPECT_EQ(periods(phrase("Trước 31/12/2024")), Periods{"once"});
}

TEST(Explain, PutsTheCaretUnderTheWordsOfAPhraseOfSeveralLines) {
  const Explanation explanation = explained(phrase("ngày 31\ntháng 6 hằng năm"));
  EXPECT_FALSE(explanation.reading.understood());
  ASSERT_FALSE(explanation.diagnostics.empty());
  EXPECT_EQ(explanation.diagnostics.front().source_line, "ngày 31 tháng 6 hằng năm");
}

TEST(Explain, SaysSomethingAboutEverythingItDoesNotUnderstand) {
  for (const char* words : {"", " ", "chi thường xuyên", "abc", "\xff\xfe"}) {
    const Explanation explanation = explained(phrase(words));
    EXPECT_FALSE(explanation.reading.understood()) << words;
    EXPECT_TRUE(has_errors(explanation.diagnostics)) << words;
  }
}

TEST(BuiltinConfig, HoldsCalendarsThatCanBeRead) {
  const WorkingDays calendar = builtin_calendar();
  EXPECT_TRUE(calendar.is_promulgated(2026));
  EXPECT_FALSE(calendar.is_working(make_date(2026, 9, 2)));
  EXPECT_TRUE(calendar.is_working(make_date(2026, 8, 22)));
}

}  // namespace
}  // namespace dondoc::explain_test
