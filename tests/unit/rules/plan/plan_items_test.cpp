// SPDX-License-Identifier: Apache-2.0
// Whole duties come into a hand-written plan and go out of it: every other line stays.
#include "rules/plan/plan_items.h"

#include "rules/plan/plan_edit.h"
#include "tests/support/config_folder.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::plan_items_test {
namespace {

constexpr const char* hand_written = R"(plan: thu
triggers:
- id: van-ban
  title: Văn bản của tỉnh
obligations:
    # Phần I
    - id: VII.1   # giữ số của văn bản
      title: >
        Họp
        giao ban

    # Phần II
    - { id: VII.2, title: Kiểm tra,
        lead: vh-xh }   # theo Công văn 12
    - id: VII.3
      title: Báo cáo
      support: [a,
        b]

# Hết
)";

SourceFile file_of(const std::string& text) {
  return {"plans/thu.yaml", text};
}

std::string without(const std::string& id) {
  return without_item(file_of(hand_written), obligations_list, id).value_or("nothing");
}

std::string cut(std::string text, const std::string& part) {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return text.erase(at, part.size());
}

TEST(PlanItems, AreTheirLines) {
  EXPECT_EQ(written_item(file_of(hand_written), obligations_list, "VII.1"),
            "    - id: VII.1   # giữ số của văn bản\n      title: >\n        Họp\n"
            "        giao ban\n");
  EXPECT_EQ(written_item(file_of(hand_written), obligations_list, "VII.3"),
            "    - id: VII.3\n      title: Báo cáo\n      support: [a,\n        b]\n");
  EXPECT_EQ(written_item(file_of(hand_written), triggers_list, "van-ban"),
            "- id: van-ban\n  title: Văn bản của tỉnh\n");
  EXPECT_EQ(written_item(file_of(hand_written), obligations_list, "VII.9"), std::nullopt);
}

TEST(PlanItems, GoWithTheirLinesAlone) {
  for (const char* id : {"VII.1", "VII.2", "VII.3"}) {
    const std::string lines = written_item(file_of(hand_written), obligations_list, id).value();
    EXPECT_EQ(without(id), cut(hand_written, lines)) << id;
  }
}

TEST(PlanItems, TheLastOneStays) {
  EXPECT_EQ(without_item(file_of(hand_written), triggers_list, "van-ban"), std::nullopt);
}

TEST(PlanItems, ComeBehindTheLastOneIndentedLikeIt) {
  const std::string added =
      with_item(file_of(hand_written), obligations_list, "- id: VII.4\n  title: Mới\n").value();
  std::string expected = hand_written;
  const std::string last = "        b]\n";
  expected.insert(expected.find(last) + last.size(), "    - id: VII.4\n      title: Mới\n");
  EXPECT_EQ(added, expected);
  expected = hand_written;
  expected.insert(expected.find("obligations:"), "- id: moc-2\n");
  EXPECT_EQ(with_item(file_of(hand_written), triggers_list, "- id: moc-2\n"), expected);
}

TEST(PlanItems, AListThatIsNotThereIsBegun) {
  EXPECT_EQ(with_item(file_of("plan: a\nobligations:\n  - id: I.1\n"), triggers_list, "- id: moc"),
            "plan: a\ntriggers:\n  - id: moc\nobligations:\n  - id: I.1\n");
}

TEST(PlanItems, WhatIsWrittenOtherwiseIsLeftAlone) {
  const std::string one_line = "plan: a\nobligations: [ { id: I.1 }, { id: I.2 } ]\n";
  EXPECT_EQ(written_item(file_of(one_line), obligations_list, "I.1"), std::nullopt);
  EXPECT_EQ(without_item(file_of(one_line), obligations_list, "I.1"), std::nullopt);
  EXPECT_EQ(with_item(file_of(one_line), obligations_list, "- id: I.3\n"), std::nullopt);
  EXPECT_EQ(with_item(file_of("plan: a\nobligations: []\n"), obligations_list, "- id: I.3\n"),
            std::nullopt);
  EXPECT_EQ(with_item(file_of("plan: [\n"), triggers_list, "- id: x\n"), std::nullopt);
}

TEST(PlanItems, AFileWithoutALastLineEndGetsOne) {
  EXPECT_EQ(with_item(file_of("obligations:\n- id: I.1"), obligations_list, "- id: I.2"),
            "obligations:\n- id: I.1\n- id: I.2\n");
}

TEST(PlanItems, HaveTheLineEndsOfTheirFile) {
  const std::string windows = "plan: a\r\nobligations:\r\n  - id: I.1\r\n";
  EXPECT_EQ(with_item(file_of(windows), obligations_list, "- id: I.2\n  title: b\n"),
            windows + "  - id: I.2\r\n    title: b\r\n");
  EXPECT_EQ(with_item(file_of("# sửa ngày 04/5/2026\n" + windows), triggers_list, "- id: moc\n"),
            "# sửa ngày 04/5/2026\nplan: a\r\ntriggers:\r\n  - id: moc\r\nobligations:\r\n"
            "  - id: I.1\r\n");
}

/// Text pasted from elsewhere brings line ends that only YAML sees.
TEST(PlanItems, AreCountedByTheLineEndsOfYaml) {
  const std::string first = "  - { id: I.1, title: \"Họp\u2028giao ban\" }\n";
  const std::string second = "  - { id: I.2, title: Báo cáo }\n";
  const std::string third = "  - { id: I.3, title: Kiểm tra }\n";
  const std::string pasted = "obligations:\n" + first + second + third;
  EXPECT_EQ(written_item(file_of(pasted), obligations_list, "I.2"), second);
  EXPECT_EQ(without_item(file_of(pasted), obligations_list, "I.2"),
            "obligations:\n" + first + third);
}

TEST(PlanItems, AreEditsBesideValues) {
  const std::string lines = written_item(file_of(hand_written), obligations_list, "VII.2").value();
  const std::vector<ValueEdit> edits{
      {{"VII.9", "", std::string(whole_obligation)}, "", "- id: VII.9\n  title: Mới\n"},
      {{"VII.3", "", "title"}, "Báo cáo", "Báo cáo năm"},
      {{"VII.2", "", std::string(whole_obligation)}, lines, ""},
      {{"VII.1", "", std::string(whole_obligation)}, "đã khác", ""},
      {{"VII.3", "", std::string(whole_obligation)}, "", "- id: VII.3\n"}};
  const EditedPlan edited = edited_plan(file_of(hand_written), edits);
  // The lines of the one are others, and the other is there already.
  EXPECT_EQ(edited.lost, (std::vector<ValueEdit>{edits[3], edits[4]}));
  std::string expected = cut(hand_written, lines);
  expected.replace(expected.find("Báo cáo"), std::string("Báo cáo").size(), "Báo cáo năm");
  const std::string last = "        b]\n";
  expected.insert(expected.find(last) + last.size(), "    - id: VII.9\n      title: Mới\n");
  EXPECT_EQ(edited.text, expected);
}

/// Of every shipped plan each duty can go, and a new one come, and nothing else changes.
TEST(PlanItems, OfTheShippedPlansAreFound) {
  int seen = 0;
  for (const SourceFile& file : testing::shipped_rule_files()) {
    if (plan_id_of(file).empty()) {
      continue;
    }
    const auto added = with_item(file, obligations_list, "- id: moi\n  title: Mới\n");
    ASSERT_TRUE(added) << file.name;
    EXPECT_EQ(without_item({file.name, *added}, obligations_list, "moi"), file.text) << file.name;
    for (const WrittenObligation& one : written_obligations(file)) {
      const auto lines = written_item(file, obligations_list, one.id);
      ASSERT_TRUE(lines) << file.name << ' ' << one.id;
      EXPECT_EQ(without_item(file, obligations_list, one.id), cut(file.text, *lines));
      ++seen;
    }
  }
  EXPECT_GT(seen, 100);
}

}  // namespace
}  // namespace dondoc::plan_items_test
