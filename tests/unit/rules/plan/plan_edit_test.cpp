// SPDX-License-Identifier: Apache-2.0
// A plan that people keep by hand is edited value by value: nothing else of the file changes.
#include "rules/plan/plan_edit.h"

#include "tests/support/config_folder.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::plan_edit_test {
namespace {

constexpr const char* hand_written = R"(# Kế hoạch của xã: số liệu theo Công văn 12.
plan: thu
obligations:
  # Phần I
  - id: VII.1   # giữ số của văn bản
    title: Họp giao ban   # hằng tháng
    lead: { each: [vh-xh, kinh-te] }
    support: [cong-an,   quan-su]
    due: 'trước ngày 25 hằng tháng'
  - { id: VII.2, title: "Kiểm tra \"chéo\"", lead: vh-xh, product: Biên bản,
      stages: [ { id: ke-hoach, due: trong tháng 1 hằng năm },
                { id: kiem-tra, due: "quý II" } ] }
  - id: VII.3
    title: >
      Việc dài
      hai dòng
    lead:
      joint:
        - vh-xh
        - kinh-te
    due: { every: year, months: 6 }
)";

SourceFile file_of(const std::string& text) {
  return {"plans/thu.yaml", text};
}

std::string replaced(std::string text, const std::string& was, const std::string& becomes) {
  const std::size_t at = text.find(was);
  EXPECT_NE(at, std::string::npos) << was;
  return text.replace(at, was.size(), becomes);
}

std::string edited(const ValueEdit& edit) {
  const EditedPlan plan = edited_plan(file_of(hand_written), {edit});
  EXPECT_TRUE(plan.lost.empty()) << edit.place.key;
  return plan.text;
}

TEST(PlanEdit, SaysWhatCanBeEditedOfEachObligation) {
  EXPECT_EQ(plan_id_of(file_of(hand_written)), "thu");
  const auto written = written_obligations(file_of(hand_written));
  ASSERT_EQ(written.size(), 3U);
  EXPECT_EQ(written[0].line, 5);
  const std::vector<PlanValue> first{{{"VII.1", "", "title"}, "Họp giao ban"},
                                     {{"VII.1", "", "support"}, "cong-an; quan-su"},
                                     {{"VII.1", "", "due"}, "trước ngày 25 hằng tháng"},
                                     {{"VII.1", "", "each"}, "vh-xh; kinh-te"}};
  EXPECT_EQ(written[0].values, first);
  const std::vector<PlanValue> second{{{"VII.2", "", "title"}, "Kiểm tra \"chéo\""},
                                      {{"VII.2", "", "lead"}, "vh-xh"},
                                      {{"VII.2", "", "product"}, "Biên bản"},
                                      {{"VII.2", "ke-hoach", "due"}, "trong tháng 1 hằng năm"},
                                      {{"VII.2", "kiem-tra", "due"}, "quý II"}};
  EXPECT_EQ(written[1].values, second);
  // A list over several lines, and what is a mapping, is edited in the file.
  const std::vector<PlanValue> third{{{"VII.3", "", "title"}, "Việc dài hai dòng"}};
  EXPECT_EQ(written[2].values, third);
}

TEST(PlanEdit, ChangesTheBytesOfTheValueAlone) {
  const std::string text = hand_written;
  EXPECT_EQ(edited({{"VII.1", "", "title"}, "Họp giao ban", "Họp giao ban, sơ kết"}),
            replaced(text, "Họp giao ban  ", "\"Họp giao ban, sơ kết\"  "));
  EXPECT_EQ(edited({{"VII.1", "", "due"}, "trước ngày 25 hằng tháng", "trước ngày 20 hằng tháng"}),
            replaced(text, "'trước ngày 25 hằng tháng'", "\"trước ngày 20 hằng tháng\""));
  EXPECT_EQ(edited({{"VII.2", "", "product"}, "Biên bản", "Báo cáo"}),
            replaced(text, "Biên bản", "Báo cáo"));
  EXPECT_EQ(edited({{"VII.2", "kiem-tra", "due"}, "quý II", "quý III"}),
            replaced(text, "\"quý II\"", "\"quý III\""));
  EXPECT_EQ(edited({{"VII.1", "", "support"}, "cong-an; quan-su", "cong-an; Phòng Kinh tế;"}),
            replaced(text, "[cong-an,   quan-su]", "[cong-an, Phòng Kinh tế]"));
}

TEST(PlanEdit, ATextOverSeveralLinesBecomesOneLine) {
  EXPECT_EQ(edited({{"VII.3", "", "title"}, "Việc dài hai dòng", "Việc: ngắn"}),
            replaced(hand_written, ">\n      Việc dài\n      hai dòng", "\"Việc: ngắn\""));
  const std::string text =
      "plan: a\nobligations:\n  - id: A\n    due: >-\n      quý I\n      hằng năm\n\n  # Phần II\n"
      "  - id: B\n    title: |\n      x\n\n\n";
  const EditedPlan plan =
      edited_plan(file_of(text),
                  {{{"A", "", "due"}, "quý I hằng năm", "quý II"}, {{"B", "", "title"}, "x", "y"}});
  EXPECT_TRUE(plan.lost.empty());
  EXPECT_EQ(plan.text,
            "plan: a\nobligations:\n  - id: A\n    due: \"quý II\"\n\n  # Phần II\n"
            "  - id: B\n    title: \"y\"\n\n\n");
}

TEST(PlanEdit, WhateverIsTypedStaysOneValue) {
  for (const char* typed : {"a\"b",
                            "x: y",
                            "# không phải chú thích",
                            "- a",
                            "{ a: b }",
                            "a\nb: c",
                            "kết thúc\\",
                            "'",
                            "*a",
                            "&a",
                            "!!null",
                            "[a",
                            "a #b",
                            "%",
                            "@",
                            "`"}) {
    const std::string text = edited({{"VII.2", "", "product"}, "Biên bản", typed});
    const auto written = written_obligations(file_of(text));
    ASSERT_EQ(written.size(), 3U) << text;
    std::string kept = typed;
    std::replace(kept.begin(), kept.end(), '\n', ' ');
    EXPECT_EQ(written[1].values[2].text, kept) << text;
  }
}

TEST(PlanEdit, WhatWasChangedMeanwhileIsNotOverwritten) {
  const std::vector<ValueEdit> edits{{{"VII.1", "", "title"}, "Họp khác", "x"},
                                     {{"VII.9", "", "title"}, "Họp", "x"},
                                     {{"VII.1", "", "due"}, "trước ngày 25 hằng tháng", "quý I"},
                                     {{"VII.3", "", "due"}, "quý II", "x"}};
  const EditedPlan plan = edited_plan(file_of(hand_written), edits);
  EXPECT_EQ(plan.lost, (std::vector<ValueEdit>{edits[0], edits[1], edits[3]}));
  EXPECT_EQ(plan.text, replaced(hand_written, "'trước ngày 25 hằng tháng'", "\"quý I\""));
}

TEST(PlanEdit, WindowsLineEndsAndAMarkInFrontStay) {
  std::string text = "\xEF\xBB\xBF";
  for (const char c : std::string(hand_written)) {
    text += c == '\n' ? "\r\n" : std::string(1, c);
  }
  const EditedPlan plan = edited_plan(file_of(text),
                                      {{{"VII.1", "", "title"}, "Họp giao ban", "Họp tháng"},
                                       {{"VII.2", "", "product"}, "Biên bản", "Báo cáo"}});
  EXPECT_EQ(plan.text,
            replaced(replaced(text, "Họp giao ban", "Họp tháng"), "Biên bản", "Báo cáo"));
}

TEST(PlanEdit, EveryValueOfTheShippedPlansCanBeEditedAlone) {
  int values = 0;
  for (const SourceFile& file : testing::shipped_rule_files()) {
    if (file.name.rfind("plans/", 0) != 0 || is_plan_test(file.name)) {
      continue;
    }
    const auto written = written_obligations(file);
    std::vector<ValueEdit> edits;
    for (const WrittenObligation& obligation : written) {
      for (const PlanValue& value : obligation.values) {
        if (edits.size() < value_edits_max) {
          edits.push_back({value.place, value.text, value.text + " - sửa"});
        }
      }
    }
    const EditedPlan plan = edited_plan(file, edits);
    EXPECT_TRUE(plan.lost.empty()) << file.name;
    std::vector<ValueEdit> back;
    for (const ValueEdit& edit : edits) {
      back.push_back({edit.place, edit.becomes, edit.was});
    }
    const EditedPlan again = edited_plan({file.name, plan.text}, back);
    EXPECT_TRUE(again.lost.empty()) << file.name;
    EXPECT_EQ(std::count(again.text.begin(), again.text.end(), '#'),
              std::count(file.text.begin(), file.text.end(), '#'));
    EXPECT_EQ(written_obligations({file.name, again.text}).size(), written.size());
    values += static_cast<int>(edits.size());
  }
  EXPECT_GT(values, 100);
}

}  // namespace
}  // namespace dondoc::plan_edit_test
