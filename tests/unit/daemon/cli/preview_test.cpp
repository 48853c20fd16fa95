// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/preview.h"

#include "daemon/plan_loader.h"
#include "tests/support/golden.h"
#include "tests/unit/daemon/cli/configuration_folder.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::preview_test {
namespace {

/// The sample office with Tà Đùng's plan alone: the dues of the others are read in
/// tests/golden/dues.
const std::filesystem::path& ta_dung() {
  static const testing::ConfigurationFolder folder;
  static const std::filesystem::path path = [] {
    folder.keep_plans("ta-dung");
    return folder.path();
  }();
  return path;
}

PreviewOptions span(Date from, Date to) {
  PreviewOptions options;
  options.from = from;
  options.to = to;
  options.config = ta_dung();
  return options;
}

struct Previewed {
  int code{-1};
  std::string out;
  std::string err;
};

Previewed preview(const PreviewOptions& options) {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{out, err, Color::never};
  const int code = run_preview(options, terminal);
  return {code, out.str(), err.str()};
}

nlohmann::json document(PreviewOptions options) {
  options.form = OutputForm::json;
  const Previewed previewed = preview(options);
  EXPECT_EQ(previewed.code, exit_fine) << previewed.err;
  return nlohmann::json::parse(previewed.out);
}

/// The five years of the plan and the month after, in which the last dues fall.
PreviewOptions whole_plan() {
  return span(make_date(2026, 1, 1), make_date(2031, 1, 31));
}

TEST(Preview, ShowsAUnitItsYearsEnd) {
  PreviewOptions options = span(make_date(2026, 12, 1), make_date(2027, 1, 31));
  options.unit = "pvhcc";
  testing::expect_golden("preview/pvhcc-2026-12.txt", preview(options).out);
}

TEST(Preview, GoesThroughAllPlansAtOnceFromTheFirstToTheLastYear) {
  PreviewOptions options = span(make_date(2024, 1, 1), make_date(2031, 1, 31));
  options.config = testing::sample_configuration();
  const nlohmann::json all = document(options);
  std::set<std::string> plans;
  for (const auto& occurrence : all.at("occurrences")) {
    plans.insert(occurrence.at("plan").get<std::string>());
  }
  EXPECT_EQ(plans.size(), 5U);
}

TEST(Preview, IsTheSameWhenRepeated) {
  const PreviewOptions options = span(make_date(2026, 4, 1), make_date(2026, 12, 31));
  EXPECT_EQ(preview(options).out, preview(options).out);
}

TEST(Preview, GivesEachDueItsOpeningAndItsMoment) {
  const nlohmann::json all = document(whole_plan());
  std::map<std::string, nlohmann::json> by_key;
  for (const auto& occurrence : all.at("occurrences")) {
    by_key[occurrence.at("key")] = occurrence;
  }
  for (const auto& [key, occurrence] : by_key) {
    if (occurrence.at("obligation") == "VII.6") {
      EXPECT_EQ(occurrence.at("due").get<std::string>().substr(7), "-25T11:30:00+07:00") << key;
    }
  }
  const nlohmann::json& december = by_key.at("cchc-2026-2030/VII.7@2026-12");
  EXPECT_EQ(december.at("opens"), "2026-12-01T00:00:00+07:00");
  EXPECT_EQ(december.at("due"), "2027-01-03T00:00:00+07:00");
  EXPECT_EQ(december.at("last_day"), "2027-01-02");
  EXPECT_EQ(by_key.at("cchc-2026-2030/I.2@2026").at("last_day"), "2027-01-30");
}

TEST(Preview, SendsNothingOverdueOnTheDayThePlanIsLoaded) {
  const nlohmann::json all = document(span(make_date(2026, 1, 1), make_date(2026, 4, 20)));
  EXPECT_FALSE(all.at("occurrences").empty());
  for (const auto& notice : all.at("notices")) {
    EXPECT_EQ(notice.at("rung").get<std::string>().substr(0, 4), "con-") << notice;
  }
}

TEST(Preview, RemindsOnFridayOfWhatIsDueOnMonday) {
  const nlohmann::json all = document(span(make_date(2026, 5, 22), make_date(2026, 5, 22)));
  const auto reminder = std::find_if(
      all.at("notices").begin(), all.at("notices").end(), [](const nlohmann::json& notice) {
        return notice.at("occurrence") == "cchc-2026-2030/VII.6@2026-05";
      });
  ASSERT_NE(reminder, all.at("notices").end());
  EXPECT_EQ(reminder->at("rung"), "con-1");
  EXPECT_EQ(reminder->at("at"), "2026-05-22T07:30:00+07:00");
  EXPECT_EQ(reminder->at("post"), "truong-phong-vh-xh");
  EXPECT_EQ(reminder->at("kind"), "reminder");
  EXPECT_EQ(reminder->at("channel"), "maildir");
}

TEST(Preview, KeepsToTheUnitAndThePostThatWereAskedFor) {
  PreviewOptions options = span(make_date(2026, 5, 1), make_date(2026, 5, 31));
  options.unit = "pvhcc";
  const nlohmann::json of_unit = document(options);
  EXPECT_FALSE(of_unit.at("occurrences").empty());
  for (const auto& occurrence : of_unit.at("occurrences")) {
    EXPECT_EQ(occurrence.at("unit"), "pvhcc");
  }
  options.unit.clear();
  options.post = "chu-tich";
  const nlohmann::json of_chair = document(options);
  EXPECT_FALSE(of_chair.at("notices").empty());
  for (const auto& notice : of_chair.at("notices")) {
    EXPECT_EQ(notice.at("post"), "chu-tich");
  }
}

/// A plan with one duty that waits for an event, one without a date, one that is counted.
constexpr const char* small_plan = R"(plan: thu
title: Kế hoạch thử
document: { number: 1/KH-UBND, issued: 2026-01-05, authority: UBND xã }
effective: { from: 2026-01-01, to: 2026-12-31 }
coordinator: vh-xh
checkpoints: reporting
defaults: { policy: standard }
triggers:
  - { id: van-ban, title: Văn bản của Trung ương, recorder: kinh-te }
obligations:
  - { id: V.1, title: Việc theo mốc, lead: { each: [vh-xh, pvhcc] }, product: Báo cáo, trigger: van-ban, due: { after: 30 days, of: van-ban } }
  - { id: V.2, title: Việc thường xuyên, lead: pvhcc, product: Báo cáo, due: { standing: true } }
  - { id: V.3, title: Việc đếm số lượng, lead: kinh-te, product: Biên bản, quota: { at_least: 4, per: year } }
)";

TEST(Preview, TellsWhatHasNoDateAndWhatWaitsForAnEvent) {
  const testing::ConfigurationFolder folder;
  folder.write("plans/thu.yaml", small_plan);
  PreviewOptions options = span(make_date(2026, 6, 1), make_date(2026, 6, 30));
  options.config = folder.path();
  options.unit = "pvhcc";
  nlohmann::json all = document(options);
  const auto standing = std::find_if(
      all.at("occurrences").begin(), all.at("occurrences").end(), [](const nlohmann::json& one) {
        return one.at("plan") == "thu" && one.at("obligation") == "V.2";
      });
  ASSERT_NE(standing, all.at("occurrences").end());
  EXPECT_TRUE(standing->at("due").is_null());
  EXPECT_TRUE(standing->at("last_day").is_null());
  const auto asked = std::find_if(
      all.at("notices").begin(), all.at("notices").end(), [](const nlohmann::json& notice) {
        return notice.at("occurrence").get<std::string>().rfind("thu/V.2@", 0) == 0;
      });
  ASSERT_NE(asked, all.at("notices").end());
  EXPECT_EQ(asked->at("kind"), "checkpoint");
  nlohmann::json waiting = nlohmann::json::array();
  for (const auto& one : all.at("waiting")) {
    if (one.at("plan") == "thu") {
      waiting.push_back(one);
    }
  }
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting.at(0).at("trigger"), "van-ban");
  EXPECT_EQ(waiting.at(0).at("obligation"), "V.1");
  EXPECT_EQ(waiting.at(0).at("unit"), "pvhcc");

  const Previewed text = preview(options);
  EXPECT_NE(text.out.find("Chờ mốc: Văn bản của Trung ương (thu/van-ban, Phòng Kinh tế ghi nhận)"),
            std::string::npos)
      << text.out;
  EXPECT_EQ(text.out, preview(options).out);

  options.unit = "kinh-te";
  options.to = make_date(2026, 12, 31);
  EXPECT_NE(preview(options).out.find("Việc đếm số lượng [ít nhất 04]"), std::string::npos);
  options.unit.clear();
  options.post = "chu-tich";
  all = document(options);
  EXPECT_TRUE(all.at("waiting").empty());
}

TEST(Preview, DoesNotKnowAMistypedUnit) {
  PreviewOptions options = span(make_date(2026, 5, 1), make_date(2026, 5, 31));
  options.unit = "pvhc";
  const Previewed previewed = preview(options);
  EXPECT_EQ(previewed.code, exit_usage);
  EXPECT_EQ(previewed.out, "");
  EXPECT_NE(previewed.err.find("có phải “pvhcc”?"), std::string::npos) << previewed.err;
}

TEST(Preview, TellsWhatIsWrongWithTheConfiguration) {
  const testing::ConfigurationFolder folder;
  folder.write("policies.yaml", "standard: 1\n");
  PreviewOptions options = span(make_date(2026, 5, 1), make_date(2026, 5, 31));
  options.config = folder.path();
  options.form = OutputForm::json;
  const Previewed previewed = preview(options);
  EXPECT_EQ(previewed.code, exit_findings);
  EXPECT_FALSE(nlohmann::json::parse(previewed.out).at("diagnostics").empty());
}

}  // namespace
}  // namespace dondoc::preview_test
