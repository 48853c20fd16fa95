// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/source_map.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::source_map_test {
namespace {

const SourceMap& office() {
  static const SourceMap map({{"plans/mau.yaml",
                               "plan: mau\n"
                               "obligations:\n"
                               "  - { id: I.1, title: Một }\n"
                               "  - id: I.2\n"
                               "    stages:\n"
                               "      - { id: a, due: Hằng năm }\n"},
                              {"policies.yaml", "standard:\n  ladder:\n    - { rung: con-3 }\n"}});
  return map;
}

std::string place(const std::string& file, const SourcePath& path) {
  const Span span = office().at(file, path);
  return std::to_string(span.begin.line) + ':' + std::to_string(span.begin.column);
}

TEST(SourceMap, FindsKeysAndNamedItems) {
  EXPECT_EQ(place("plans/mau.yaml", {"plan"}), "1:1");
  EXPECT_EQ(place("plans/mau.yaml", {"obligations", "#I.1", "title"}), "3:16");
  EXPECT_EQ(place("plans/mau.yaml", {"obligations", "#I.2"}), "4:9");
  EXPECT_EQ(place("plans/mau.yaml", {"obligations", "#I.2", "stages", "#a", "due"}), "6:18");
  EXPECT_EQ(place("policies.yaml", {"standard", "ladder", "#con-3"}), "3:15");
  const Node* title = office().value("plans/mau.yaml", {"obligations", "#I.1", "title"});
  ASSERT_NE(title, nullptr);
  EXPECT_EQ(title->text, "Một");
}

TEST(SourceMap, StopsAtTheLastThingThatIsThere) {
  EXPECT_EQ(place("plans/mau.yaml", {"obligations", "#I.2", "lead"}), "4:9");
  EXPECT_EQ(place("plans/mau.yaml", {"obligations", "#I.9", "lead"}), "2:1");
  EXPECT_EQ(office().value("plans/mau.yaml", {"obligations", "#I.9"}), nullptr);
  EXPECT_EQ(place("khong-co.yaml", {"plan"}), "1:1");
  EXPECT_EQ(office().file("khong-co.yaml"), nullptr);
}

}  // namespace
}  // namespace dondoc::source_map_test
