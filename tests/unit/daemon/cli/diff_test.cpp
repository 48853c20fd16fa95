// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/diff.h"

#include "tests/support/golden.h"
#include "tests/unit/daemon/cli/configuration_folder.h"

#include <algorithm>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::diff_test {
namespace {

namespace fs = std::filesystem;

const fs::path samples = fs::path(testing::source_folder()) / "tests/golden/diff";

/// A copy of the small office, to be edited.
class EditedOffice {
 public:
  EditedOffice() { fs::copy(samples / "before", path(), fs::copy_options::recursive); }
  [[nodiscard]] fs::path path() const { return folder_.path() / "config"; }
  [[nodiscard]] fs::path outside() const { return folder_.path(); }

  void replace(const std::string& name, const std::string& before, const std::string& now) const {
    std::string text = testing::text_of(path() / name);
    const std::size_t at = text.find(before);
    ASSERT_NE(at, std::string::npos) << name << ": " << before;
    std::ofstream(path() / name, std::ios::binary) << text.replace(at, before.size(), now);
  }

 private:
  testing::TemporaryFolder folder_;
};

DiffOptions comparing(const fs::path& before, const fs::path& after) {
  DiffOptions options;
  options.before = before;
  options.after = after;
  options.from = make_date(2026, 4, 1);
  options.to = make_date(2026, 6, 30);
  return options;
}

struct Compared {
  int code{-1};
  std::string out;
  std::string err;
};

Compared compare(const DiffOptions& options) {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{out, err, Color::never};
  const int code = run_diff(options, terminal);
  return {code, out.str(), err.str()};
}

nlohmann::json document(DiffOptions options) {
  options.form = OutputForm::json;
  const Compared compared = compare(options);
  EXPECT_EQ(compared.code, exit_fine) << compared.err;
  return nlohmann::json::parse(compared.out);
}

std::size_t count_of(const nlohmann::json& groups) {
  return groups.at("added").size() + groups.at("moved").size() + groups.at("removed").size();
}

TEST(Diff, TellsCauseByCauseWhatAnEditDoes) {
  const Compared compared = compare(comparing(samples / "before", samples / "after"));
  EXPECT_EQ(compared.code, exit_fine);
  EXPECT_EQ(compared.err, "");
  testing::expect_golden("diff/expected.txt", compared.out);
}

TEST(Diff, IsTheSameWhenRepeated) {
  DiffOptions options = comparing(samples / "before", samples / "after");
  EXPECT_EQ(compare(options).out, compare(options).out);
  options.form = OutputForm::json;
  EXPECT_EQ(compare(options).out, compare(options).out);
}

TEST(Diff, FindsNothingBetweenAConfigurationAndItself) {
  const nlohmann::json found = document(comparing(samples / "before", samples / "before"));
  EXPECT_EQ(count_of(found.at("occurrences")), 0U);
  EXPECT_EQ(count_of(found.at("notices")), 0U);
}

TEST(Diff, GivesBothDuesOfWhatMovedAndTheLineThatMovesIt) {
  const nlohmann::json found = document(comparing(samples / "before", samples / "after"));
  const auto& moved = found.at("occurrences").at("moved");
  const auto april = std::find_if(moved.begin(), moved.end(), [](const nlohmann::json& entry) {
    return entry.at("key") == "mau-2026/I.2@2026-04";
  });
  ASSERT_NE(april, moved.end());
  EXPECT_EQ(april->at("from").at("last_day"), "2026-05-02");
  EXPECT_EQ(april->at("to").at("last_day"), "2026-05-04");
  EXPECT_EQ(april->at("to").at("due"), "2026-05-05T00:00:00+07:00");
  EXPECT_EQ(april->at("reason").at("file"), "plans/mau.yaml");
  EXPECT_EQ(april->at("reason").at("line"), 18);
}

TEST(Diff, CallsMovedWhatLeavesTheSpan) {
  const EditedOffice edited;
  edited.replace("plans/mau.yaml", "chậm nhất là ngày 24/4/2026", "chậm nhất là ngày 30/9/2026");
  const nlohmann::json found = document(comparing(samples / "before", edited.path()));
  ASSERT_EQ(found.at("occurrences").at("moved").size(), 1U);
  EXPECT_EQ(found.at("occurrences").at("moved").at(0).at("to").at("last_day"), "2026-09-30");
  EXPECT_EQ(found.at("notices").at("removed").size(), 0U);
  EXPECT_EQ(found.at("notices").at("moved").size(), 4U);
}

TEST(Diff, ReadsALoneFileInThePlaceOfThePlanItRedrafts) {
  const EditedOffice edited;
  edited.replace("plans/mau.yaml", "ngày 24/4/2026", "ngày 23/4/2026");
  const fs::path draft = edited.outside() / "nhap.yaml";
  fs::rename(edited.path() / "plans/mau.yaml", draft);
  const nlohmann::json found = document(comparing(samples / "before", draft));
  EXPECT_EQ(found.at("occurrences").at("moved").size(), 1U);
  EXPECT_EQ(count_of(found.at("occurrences")), 1U);
}

/// An edit, and what the difference must then name as its cause.
struct Edit {
  std::string file;
  std::string before;
  std::string now;
  std::string words;
};

void check_cause(const Edit& edit) {
  SCOPED_TRACE(edit.now);
  const EditedOffice edited;
  edited.replace(edit.file, edit.before, edit.now);
  const nlohmann::json found = document(comparing(samples / "before", edited.path()));
  EXPECT_GT(count_of(found.at("notices")), 0U);
  for (const char* what : {"occurrences", "notices"}) {
    for (const auto& group : found.at(what)) {
      for (const auto& entry : group) {
        EXPECT_EQ(entry.at("reason").at("file"), edit.file) << entry;
        const auto words = entry.at("reason").at("words").get<std::string>();
        EXPECT_NE(words.find(edit.words), std::string::npos) << words;
      }
    }
  }
}

TEST(Diff, NamesTheLineOfThePlanThatMakesTheDifference) {
  const std::string plan = "plans/mau.yaml";
  check_cause({plan, "to: 2026-12-31", "to: 2026-05-31", "hiệu lực đến"});
  check_cause({plan, "issued: 2026-01-05", "issued: 2026-04-10", "ngày ban hành"});
  check_cause({plan, "coordinator: vh-xh", "coordinator: kinh-te", "đầu mối theo dõi"});
  check_cause({plan, "oversight: vh-xh", "oversight: tram-y-te", "đơn vị theo dõi của I.2"});
  check_cause({plan,
               "title: Tổng kết\n    lead: vh-xh",
               "title: Tổng kết\n    lead: kinh-te",
               "chủ trì của I.5"});
  check_cause({plan,
               "title: Tổng kết",
               "policy: it-nhac\n    title: Tổng kết",
               "quy trình đôn đốc của I.5: “standard” → “it-nhac”"});
  check_cause({plan, "policy: standard", "policy: it-nhac", "quy trình đôn đốc"});
  check_cause({plan, "{ each: all-units }", "{ joint: all-units }", "chủ trì của I.3"});
  check_cause({plan,
               "coordinator: vh-xh",
               "watch_from: 2026-04-20\ncoordinator: vh-xh",
               "ngày bắt đầu theo dõi"});
  check_cause({plan,
               "      - { id: kiem-tra, product: Biên bản, due: chậm nhất là ngày 29/5/2026 }\n",
               "",
               "bỏ bước I.4:kiem-tra"});
}

TEST(Diff, NamesTheRungTheEntryOrTheDayThatMakesTheDifference) {
  check_cause({"policies.yaml", "con-1, before: 1 day", "con-1, before: 2 days", "con-1"});
  check_cause({"policies.yaml",
               "    - { rung: con-3, before: 3 days, to: lead }\n",
               "",
               "bỏ lần nhắc “con-3"});
  check_cause({"policies.yaml", "at: \"07:30\"", "at: \"09:00\"", "giờ gửi tin"});
  check_cause({"directory.yaml",
               "head: tp-kinh-te, reports_to: chu-tich",
               "head: tp-vh-xh, reports_to: chu-tich",
               "thủ trưởng của kinh-te"});
  check_cause({"directory.yaml",
               ", contacts: [{ maildir: nguoi3@xa.example }]",
               "",
               "nơi nhận tin của nguoi-3"});
  check_cause({"directory.yaml",
               "{ person: nguoi-3, from: 2025-07-01 }",
               "{ person: nguoi-3, from: 2027-07-01 }",
               "người giữ tp-kinh-te"});
  check_cause(
      {"directory.yaml", "all-units: [vh-xh, kinh-te]", "all-units: [kinh-te]", "nhóm all-units"});
  check_cause({"calendars/2026.yaml",
               "  - { date: 2026-01-01",
               "  - { date: 2026-04-14, name: Nghỉ thử }\n  - { date: 2026-01-01",
               "14/4/2026 từ ngày làm việc thành ngày nghỉ (Nghỉ thử)"});
}

TEST(Diff, RefusesConfigurationsThatCannotBeUsed) {
  const EditedOffice edited;
  edited.replace("plans/mau.yaml", "lead: kinh-te", "lead: khong-co");
  const Compared compared = compare(comparing(samples / "before", edited.path()));
  EXPECT_EQ(compared.code, exit_findings);
  EXPECT_NE(compared.err.find((edited.path() / "plans/mau.yaml").string()), std::string::npos)
      << compared.err;
  DiffOptions options = comparing(samples / "before", samples / "after");
  std::swap(options.from, options.to);
  EXPECT_EQ(compare(options).code, exit_usage);
  EXPECT_EQ(compare(comparing(samples / "before", "/khong-co")).code, exit_findings);
}

}  // namespace
}  // namespace dondoc::diff_test
