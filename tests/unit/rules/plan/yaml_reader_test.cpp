// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/yaml_reader.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::yaml_reader_test {
namespace {

std::vector<std::string> codes(const YamlFile& file) {
  std::vector<std::string> found;
  for (const Diagnostic& diagnostic : file.diagnostics()) {
    found.push_back(diagnostic.code);
  }
  return found;
}

YamlFile read(const std::string& text) {
  return read_yaml({"tep.yaml", text});
}

/// The text is refused with exactly this code, at this place.
void check_refused(const std::string& text, const std::string& code, int line, int column) {
  SCOPED_TRACE(text.substr(0, 80));
  const YamlFile file = read(text);
  ASSERT_EQ(codes(file), std::vector<std::string>{code});
  EXPECT_EQ(file.diagnostics()[0].line, line);
  EXPECT_EQ(file.diagnostics()[0].column, column);
}

TEST(YamlReader, KeepsTheOrderTheMarksAndTheQuotes) {
  const YamlFile file = read("b: \"07:30\"\na: [1, 'x']\n");
  ASSERT_NE(file.root(), nullptr);
  EXPECT_TRUE(file.diagnostics().empty());
  ASSERT_EQ(file.root()->entries.size(), 2U);
  const MappingEntry& first = file.root()->entries[0];
  EXPECT_EQ(first.key.text, "b");
  EXPECT_EQ(first.value.text, "07:30");
  EXPECT_EQ(first.value.style, ScalarStyle::double_quoted);
  EXPECT_EQ(first.value.span.begin.column, 4);
  EXPECT_EQ(first.value.span.end.column, 11);
  const Node& list = file.root()->entries[1].value;
  ASSERT_EQ(list.kind, NodeKind::sequence);
  EXPECT_EQ(list.items[0].style, ScalarStyle::plain);
  EXPECT_EQ(list.items[1].style, ScalarStyle::single_quoted);
  EXPECT_EQ(list.items[1].span.begin.line, 2);
}

TEST(YamlReader, LeavesEveryScalarAsItWasTyped) {
  const YamlFile file = read("a: no\nb: 010\nc: 12:30\nd: 1e3\ne: 2026-04-20\nf: ~\n");
  ASSERT_NE(file.root(), nullptr);
  const std::vector<std::string> expected{"no", "010", "12:30", "1e3", "2026-04-20", "~"};
  ASSERT_EQ(file.root()->entries.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(file.root()->entries[i].value.text, expected[i]);
  }
}

TEST(YamlReader, CountsColumnsInCodePoints) {
  const YamlFile file = read("tiêu đề: Kế hoạch\n");
  ASSERT_NE(file.root(), nullptr);
  EXPECT_EQ(file.root()->entries[0].value.span.begin.column, 10);
  EXPECT_EQ(file.root()->entries[0].value.span.end.column, 18);
}

TEST(YamlReader, TakesAByteOrderMarkAndWindowsLineEnds) {
  const YamlFile file = read(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: 2\r\na: 3\r\n");
  EXPECT_EQ(codes(file), std::vector<std::string>{"duplicate-key"});
  EXPECT_EQ(file.diagnostics()[0].line, 3);
  EXPECT_EQ(file.diagnostics()[0].column, 1);
  EXPECT_EQ(file.diagnostics()[0].source_line, "a: 3");
}

TEST(YamlReader, GoesOnAfterWhatItMayGoOnAfter) {
  const YamlFile file = read("a: 1\na: &n 2\nb: !!str 3\nc: *n\n<<: { d: 1 }\n");
  ASSERT_NE(file.root(), nullptr);
  const std::vector<std::string> expected{"anchor-not-allowed",
                                          "duplicate-key",
                                          "tag-not-allowed",
                                          "alias-not-allowed",
                                          "merge-key-not-allowed"};
  EXPECT_EQ(codes(file), expected);
}

TEST(YamlReader, TellsWhatItFoundBeforeASyntaxError) {
  const YamlFile file = read("a: 1\na: 2\nb: [1\nc: 2\n");
  EXPECT_EQ(file.root(), nullptr);
  EXPECT_EQ(codes(file), (std::vector<std::string>{"duplicate-key", "unclosed-bracket"}));
}

TEST(YamlReader, RefusesWhatIsTooMuch) {
  check_refused(std::string(file_bytes_max + 1, 'a'), "file-too-large", 1, 1);
  check_refused(std::string(4'000'000, '['), "too-deep", 1, yaml_depth_max + 1);
  std::string many = "a: [";
  for (std::size_t i = 0; i <= yaml_nodes_max; ++i) {
    many += "x,";
  }
  check_refused(many + "x]\n", "too-many-nodes", 1, 5 + 2 * (static_cast<int>(yaml_nodes_max) - 3));
}

TEST(YamlReader, TakesTheDeepestAllowed) {
  const std::string text =
      std::string(yaml_depth_max - 1, '[') + "x" + std::string(yaml_depth_max - 1, ']') + "\n";
  EXPECT_TRUE(read(text).diagnostics().empty());
}

TEST(YamlReader, RefusesBytesThatAreNoText) {
  check_refused(std::string("a: b\0c\n", 7), "control-character", 1, 5);
  check_refused("a: b\x1B[31m\n", "control-character", 1, 5);
  check_refused("a: \xC0\xAF\n", "not-utf8", 1, 4);
  check_refused("a: \xED\xA0\x80\n", "not-utf8", 1, 4);
  check_refused("a: ạ\nb: \xE1\xBA", "not-utf8", 2, 4);
}

TEST(YamlReader, PointsAtTheQuoteThatWasOpened) {
  check_refused("a: \"Kế hoạch\nb: 1\n", "unclosed-quote", 1, 4);
  check_refused("a: 'Kế hoạch\nb: 1\n", "unclosed-quote", 1, 4);
  check_refused("a: \"Kế hoạch\nb: { c: \"d\" }\n", "unclosed-quote", 1, 4);
}

TEST(YamlReader, PointsIntoAFileThatBreaksOff) {
  check_refused("plan: mau\ndocument: {", "unclosed-bracket", 2, 11);
  check_refused("plan: mau\nlead: [a, ", "unclosed-bracket", 2, 7);
  for (const char* bracket : {"[", "{"}) {
    const YamlFile file = read("plan: mau\nlead: [a, {b: [], c: " + std::string{bracket});
    ASSERT_EQ(file.diagnostics().size(), 1U);
    EXPECT_EQ(file.diagnostics().front().line, 2);
    EXPECT_EQ(file.diagnostics().front().column, 22);
    EXPECT_NE(file.diagnostics().front().message.find("dấu `" + std::string{bracket} + "` mở"),
              std::string::npos)
        << file.diagnostics().front().message;
  }
}

TEST(YamlReader, StopsListingWhenAFileIsBroken) {
  std::string text;
  for (std::size_t i = 0; i < 2 * diagnostics_per_file_max; ++i) {
    text += "a: 1\n";
  }
  const YamlFile file = read(text);
  ASSERT_EQ(file.diagnostics().size(), diagnostics_per_file_max + 1);
  EXPECT_EQ(file.diagnostics().back().code, "too-many-mistakes");
  EXPECT_TRUE(has_errors(file.diagnostics()));
}

}  // namespace
}  // namespace dondoc::yaml_reader_test
