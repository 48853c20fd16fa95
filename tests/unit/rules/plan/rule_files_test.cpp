// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/rule_files.h"

#include "rules/phrase/due_phrase.h"
#include "rules/plan/due_parser.h"
#include "rules/plan/plan_parser.h"
#include "rules/plan/unit_names.h"
#include "tests/support/config_folder.h"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::rule_files_test {
namespace {

const RuleSet& shipped() {
  static const Parsed<RuleSet> parsed = read_rule_files(testing::shipped_rule_files());
  return parsed.value.value();
}

const Obligation& duty(const std::string& id) {
  const auto& all = shipped().plans.at("cchc-2026-2030").obligations;
  return *std::find_if(
      all.begin(), all.end(), [&id](const Obligation& candidate) { return candidate.id == id; });
}

TEST(RuleFiles, ReadTheShippedPlan) {
  const Plan& plan = shipped().plans.at("cchc-2026-2030");
  EXPECT_EQ(plan.issued, make_date(2026, 4, 20));
  EXPECT_EQ(plan.effective_from, make_date(2026, 1, 1));
  EXPECT_EQ(plan.effective_to, make_date(2030, 12, 31));
  EXPECT_EQ(plan.coordinator, "vh-xh");
  EXPECT_EQ(plan.watch_from, std::nullopt);
  std::vector<std::string> ids;
  for (const Obligation& obligation : plan.obligations) {
    ids.push_back(obligation.id);
  }
  EXPECT_EQ(ids,
            (std::vector<std::string>{// The appendix, and what its cells say beside a date.
                                      "I.1",
                                      "I.2",
                                      "I.3",
                                      "I.4",
                                      "than.II.1b-2",
                                      "II.1",
                                      "II.2",
                                      "II.3",
                                      "II.3-a",
                                      "II.7",
                                      "II.7-a",
                                      "II.8",
                                      "than.II.2b-1",
                                      "II.9",
                                      "than.II.2b-2",
                                      "III.1",
                                      "III.2",
                                      "III.4",
                                      "than.II.3b",
                                      "IV.1",
                                      "IV.2",
                                      "IV.3",
                                      "V.1",
                                      "V.1-a",
                                      "V.2",
                                      "V.3",
                                      "than.II.5b-1",
                                      "V.4",
                                      "than.II.5b-2",
                                      "V.5",
                                      "VI.1",
                                      "VI.1-a",
                                      "VI.2",
                                      "VI.3",
                                      "VI.3-a",
                                      "than.II.6b",
                                      "VI.4",
                                      "VI.5",
                                      "VII.1",
                                      "VII.2",
                                      "VII.3",
                                      "VII.4",
                                      "VII.4-a",
                                      "VII.4-b",
                                      "VII.6",
                                      "VII.7",
                                      "VII.11",
                                      "VII.13",
                                      "than.II.7d",
                                      "than.II.7dd",
                                      "than.III-1",
                                      "than.III-2",
                                      "than.III-3",
                                      // Each trigger's own duty: to record the event.
                                      "moc.van-ban-qppl",
                                      "moc.xay-dung-vbqppl",
                                      "moc.van-ban-trung-uong",
                                      "moc.van-de-phan-cap"}));
  EXPECT_EQ(duty("VII.6").policy, "monthly");
  EXPECT_EQ(duty("I.2").policy, "standard");
  EXPECT_EQ(duty("VII.6").place.file, "plans/ta-dung-cchc-2026-2030.yaml");
  EXPECT_GT(duty("VII.6").place.line, duty("VII.3").place.line);
}

TEST(RuleFiles, ExpandGroupsAndLeaveTheLeadOutOfItsSupport) {
  EXPECT_EQ(duty("VII.1").lead.kind, LeadKind::each);
  EXPECT_EQ(duty("VII.1").lead.units.size(), 7U);
  EXPECT_EQ(duty("VII.1").oversight, std::nullopt);
  EXPECT_EQ(duty("VII.2").support.size(), 6U);
  EXPECT_EQ(duty("I.4").support, (std::vector<std::string>{"vh-xh", "ttdvth", "pvhcc"}));
}

TEST(RuleFiles, KeepThePlansWordsOfEachStage) {
  const auto& stages = duty("VII.2").stages;
  ASSERT_EQ(stages.size(), 3U);
  EXPECT_EQ(stages[1].id, "kiem-tra");
  EXPECT_EQ(stages[1].phrase, "tổ chức kiểm tra chậm nhất trong tháng 6 hằng năm");
  EXPECT_LT(stages[0].place.line, stages[2].place.line);
}

/// The shipped plan is written in the document's own words; only amounts and watches have none.
TEST(RuleFiles, ReadEveryDueOfTheShippedPlanInItsOwnWords) {
  for (const Obligation& obligation : shipped().plans.at("cchc-2026-2030").obligations) {
    for (const Stage& stage : obligation.stages) {
      const bool worded = obligation.watches.empty() && !stage.rule.quota;
      EXPECT_EQ(stage.phrase.empty(), !worded) << obligation.id << ' ' << stage.id;
    }
  }
}

TEST(RuleFiles, KnowTheSourceOfEachDayOff) {
  const SpecialDay* day = shipped().calendar.special(make_date(2026, 1, 2));
  ASSERT_NE(day, nullptr);
  EXPECT_EQ(day->source, "CV 12729/VPCP-KGVX ngày 25/12/2025");
  EXPECT_TRUE(shipped().calendar.is_working(make_date(2026, 8, 22)));
  EXPECT_FALSE(shipped().calendar.is_working(make_date(2026, 4, 27)));
  EXPECT_TRUE(shipped().calendar.is_promulgated(2026));
  EXPECT_FALSE(shipped().calendar.is_promulgated(2027));
}

TEST(RuleFiles, KnowWhoHoldsAPostOnADay) {
  const Directory& directory = shipped().directory;
  const Person* person = holder(directory, "truong-phong-vh-xh", make_date(2026, 4, 20));
  ASSERT_NE(person, nullptr);
  EXPECT_EQ(person->contacts.front().address, "truongphong.vhxh@xa.example");
  EXPECT_EQ(holder(directory, "truong-phong-vh-xh", make_date(2025, 6, 30)), nullptr);
  EXPECT_EQ(holder(directory, "khong-co", make_date(2026, 4, 20)), nullptr);
}

TEST(RuleFiles, KnowWhoActsForAPostWhoseHolderIsAway) {
  Directory directory = shipped().directory;
  const auto who = [&directory](unsigned day) {
    const Person* person = acting(directory, "truong-phong-vh-xh", make_date(2026, 5, day));
    return person == nullptr ? std::string{} : person->id;
  };
  directory.people.at("tp-vhxh").away = {{make_date(2026, 5, 4), make_date(2026, 5, 8)}};
  EXPECT_EQ(who(3), "tp-vhxh");
  EXPECT_EQ(who(4), "ptp-vhxh");
  EXPECT_EQ(who(8), "ptp-vhxh");
  EXPECT_EQ(who(9), "tp-vhxh");
  directory.people.at("ptp-vhxh").away = {{make_date(2026, 5, 6), make_date(2026, 5, 9)}};
  EXPECT_EQ(who(5), "ptp-vhxh");
  EXPECT_EQ(who(6), "tp-vhxh") << "when all are away the head is written to all the same";
  directory.posts.at("pho-truong-phong-vh-xh").deputy = "chanh-van-phong";
  EXPECT_EQ(who(6), "cvp");
}

TEST(RuleFiles, KnowWhoActsForAVacantPost) {
  Directory directory = shipped().directory;
  const Date day = make_date(2026, 5, 4);
  directory.posts.at("truong-phong-vh-xh").held_by.clear();
  EXPECT_EQ(acting(directory, "truong-phong-vh-xh", day)->id, "ptp-vhxh");
  directory.people.at("ptp-vhxh").away = {{day, day}};
  EXPECT_EQ(acting(directory, "truong-phong-vh-xh", day)->id, "ptp-vhxh");
  directory.posts.at("pho-truong-phong-vh-xh").held_by.clear();
  EXPECT_EQ(acting(directory, "truong-phong-vh-xh", day), nullptr);
  EXPECT_EQ(acting(directory, "khong-co", day), nullptr);
}

TEST(RuleFiles, TellWhichFilesAreMissingOrForeign) {
  const auto parsed = read_rule_files({{"ghi-chu.txt", "x"}});
  EXPECT_FALSE(parsed.value.has_value());
  std::vector<std::string> found;
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    found.push_back(diagnostic.file + " " + diagnostic.code);
  }
  EXPECT_EQ(found,
            (std::vector<std::string>{"directory.yaml missing-file",
                                      "ghi-chu.txt unknown-file",
                                      "policies.yaml missing-file"}));
}

TEST(RuleFiles, DontBlamePlansForABrokenDirectory) {
  std::vector<SourceFile> files = testing::shipped_rule_files();
  for (SourceFile& file : files) {
    if (file.name == "directory.yaml") {
      file.text = "office: \"UBND xã\nunits: []\n";
    }
  }
  const auto parsed = read_rule_files(files);
  EXPECT_FALSE(parsed.value.has_value());
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    EXPECT_TRUE(diagnostic.file == "directory.yaml" || diagnostic.severity == Severity::note)
        << render(diagnostic);
  }
}

/// The formal form and the plan's words give the same rule.
void check_same(const std::string& formal, const std::string& phrase) {
  SCOPED_TRACE(formal);
  YamlFile file = read_yaml({"tep.yaml", "due: " + formal + "\n"});
  ASSERT_NE(file.root(), nullptr);
  const auto due = parse_due(file, file.root()->entries.front().value);
  ASSERT_TRUE(due.has_value());
  const PhraseReading reading = read_due_phrase(phrase);
  ASSERT_TRUE(reading.rule.has_value());
  EXPECT_EQ(sentence(due->rule), sentence(*reading.rule));
  EXPECT_EQ(due->rule, *reading.rule);
}

TEST(RuleFiles, SayByWhichDayItCountsThatSomethingWasInTime) {
  EXPECT_EQ(duty("I.2").on_time_by, OnTimeBy::sent);
  std::vector<SourceFile> files = testing::shipped_rule_files();
  for (SourceFile& file : files) {
    const std::size_t defaults = file.text.find("policy: standard }");
    const std::size_t own = file.text.find("  - id: I.2\n");
    if (file.name == "plans/ta-dung-cchc-2026-2030.yaml") {
      file.text.insert(own + 12, "    on_time_by: recorded\n");
      file.text.insert(defaults, "on_time_by: document, ");
    }
  }
  const Parsed<RuleSet> parsed = read_rule_files(files);
  ASSERT_TRUE(parsed.value);
  const Plan& plan = parsed.value->plans.at("cchc-2026-2030");
  EXPECT_EQ(plan.on_time_by, OnTimeBy::document);
  EXPECT_EQ(find_obligation(plan, "I.2")->on_time_by, OnTimeBy::recorded);
  EXPECT_EQ(find_obligation(plan, "I.3")->on_time_by, OnTimeBy::document);
}

TEST(DueParser, FormalFormSaysWhatThePhraseSays) {
  check_same("{ every: once, date: 2026-04-28 }", "chậm nhất là ngày 28/4/2026");
  check_same("{ every: once, date: 2024-12-31, limit: before }", "Trước 31/12/2024");
  check_same("{ every: once, in: 2026 }", "Năm 2026");
  check_same("{ every: once, in: 2024-Q3 }", "Quý III năm 2024");
  check_same("{ every: year }", "Hằng năm");
  check_same("{ every: year, months: 1 }", "trong tháng 1 hằng năm");
  check_same("{ every: year, months: 1-3 }", "trong quý I hằng năm");
  check_same("{ every: year, day: 31, months: 1, later: 1, limit: before }",
             "Trước ngày 31/01 năm liền kề");
  check_same("{ every: month, day: 25, time: \"11:30\", limit: before }",
             "Trước 11 giờ 30 phút ngày 25 của tháng");
  check_same("{ every: month, day: 3, later: 1, limit: before }",
             "Trước ngày 03 của tháng liền kề");
}

TEST(DueParser, FormalFormReachesEveryPartOfARule) {
  YamlFile file = read_yaml({"tep.yaml",
                             "a: { every: once, in: 2026-08, date: 2026-08-20, roll: next }\n"
                             "b: { every: year, months: 2-5, day: 7, later: 2, roll: previous }\n"
                             "c: { every: month, later: 2, time: \"24:00\", roll: none }\n"});
  ASSERT_NE(file.root(), nullptr);
  const auto& entries = file.root()->entries;
  const DueRule once{OnceRule{make_date(2026, 8, 1), make_date(2026, 8, 20), "2026-08"},
                     Limit::by,
                     std::nullopt,
                     Roll::next};
  const DueRule yearly{YearlyRule{2, 5, 7, 2}, Limit::by, std::nullopt, Roll::previous};
  const DueRule monthly{MonthlyRule{std::nullopt, 2}, Limit::by, TimeOfDay{1440}, Roll::none};
  EXPECT_EQ(parse_due(file, entries[0].value)->rule, once);
  EXPECT_EQ(parse_due(file, entries[1].value)->rule, yearly);
  EXPECT_EQ(parse_due(file, entries[2].value)->rule, monthly);
  EXPECT_TRUE(file.diagnostics().empty());
}

/// One random edit, of a kind that a hand, an editor or a broken disk makes.
void mutate(std::string& text, std::mt19937& random) {
  const auto below = [&random](std::size_t limit) {
    return random() % std::max<std::size_t>(limit, 1);
  };
  static const std::vector<std::string> pieces{":",
                                               ": ",
                                               "- ",
                                               "\n",
                                               "\t",
                                               "\"",
                                               "'",
                                               "{",
                                               "}",
                                               "[",
                                               "]",
                                               ",",
                                               "&a ",
                                               "*a",
                                               "!!x ",
                                               "<<: ",
                                               "---\n",
                                               "%",
                                               "@",
                                               "\xE1\xBA",
                                               "\xCC\x81",
                                               "ạ",
                                               std::string(1, '\0'),
                                               "|\n",
                                               ">-\n",
                                               "? ",
                                               "#",
                                               "  ",
                                               "due",
                                               "stages: ",
                                               "\xE2\x80\xA8",
                                               "9999999999"};
  const std::size_t at = below(text.size());
  switch (below(5)) {
    case 0:
      text.insert(at, pieces[below(pieces.size())]);
      break;
    case 1:
      text.erase(at, below(40));
      break;
    case 2:
      text[at] = static_cast<char>(random() % 256);
      break;
    case 3:
      text.insert(at, text.substr(below(text.size()), below(200)));
      break;
    default:
      text.resize(at);
      break;
  }
}

/// The beginning of the shipped plan, up to this obligation.
std::string plan_before(const std::string& obligation) {
  for (const SourceFile& file : testing::shipped_rule_files()) {
    if (file.name.rfind("plans/", 0) == 0) {
      return file.text.substr(0, file.text.find("  - id: " + obligation + "\n"));
    }
  }
  return {};
}

TEST(RuleFiles, MutatedPlansGiveAPlanOrTheirMistakes) {
  constexpr int rounds = 5'000;
  const std::string original = plan_before("I.4");
  ASSERT_GT(original.size(), 500U);
  const UnitNames names(shipped().directory);
  const std::vector<std::string> policies{"monthly", "standard"};
  const PlanSurroundings around{&names, &policies};
  std::mt19937 random(20260420);
  int refused = 0;
  for (int round = 0; round < rounds; ++round) {
    std::string text = original;
    for (auto edits = 1 + random() % 2; edits > 0; --edits) {
      mutate(text, random);
    }
    YamlFile file = read_yaml({"plans/a.yaml", text});
    const auto parsed = parse_plan(file, around);
    const bool wrong = has_errors(file.diagnostics());
    ASSERT_TRUE(wrong || parsed.has_value()) << text;
    for (const Diagnostic& diagnostic : file.diagnostics()) {
      ASSERT_FALSE(render(diagnostic).empty());
      ASSERT_GE(diagnostic.width, 1);
      ASSERT_GE(diagnostic.line, 1);
      ASSERT_GE(diagnostic.column, 1);
    }
    for (const Obligation& obligation :
         parsed ? parsed->plan.obligations : std::vector<Obligation>{}) {
      ASSERT_TRUE(wrong || (!obligation.stages.empty() && !obligation.lead.units.empty() &&
                            !obligation.policy.empty()))
          << text;
    }
    refused += wrong ? 1 : 0;
  }
  // Both ends are met often, so the checks above mean something.
  EXPECT_GT(refused, rounds / 4);
  EXPECT_LT(refused, rounds - rounds / 20);
}

}  // namespace
}  // namespace dondoc::rule_files_test
