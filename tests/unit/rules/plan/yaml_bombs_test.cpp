// SPDX-License-Identifier: Apache-2.0
// Files built to use up memory or time: each is refused for what it is, and so early that its size
// doesn't matter.
#include "rules/plan/yaml_reader.h"

#include <algorithm>
#include <ctime>
#include <string>

#include <gtest/gtest.h>

namespace dondoc::yaml_bombs_test {
namespace {

/// Far more than any of them needs under a sanitizer, far less than one that goes off.
constexpr double seconds_max = 10;

std::string times(const std::string& text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t done = 0; done < count; ++done) {
    all += text;
  }
  return all;
}

std::size_t nodes_in(const Node& node) {
  std::size_t count = 1;
  for (const Node& item : node.items) {
    count += nodes_in(item);
  }
  for (const MappingEntry& entry : node.entries) {
    count += 1 + nodes_in(entry.value);
  }
  return count;
}

/// The file is refused with this code first of all, in no time and with hardly a tree.
void expect_refused(const std::string& text, const std::string& code) {
  SCOPED_TRACE(text.substr(0, 60));
  const std::clock_t begun = std::clock();
  const YamlFile file = read_yaml({"plans/ke-hoach.yaml", text});
  const double seconds =
      static_cast<double>(std::clock() - begun) / static_cast<double>(CLOCKS_PER_SEC);
  EXPECT_LT(seconds, seconds_max);
  ASSERT_FALSE(file.diagnostics().empty());
  EXPECT_EQ(file.diagnostics()[0].code, code);
  EXPECT_EQ(file.diagnostics()[0].severity, Severity::error);
  EXPECT_LE(file.diagnostics().size(), diagnostics_per_file_max + 1);
  if (file.root() != nullptr) {
    EXPECT_LE(nodes_in(*file.root()), yaml_nodes_max);
  }
}

TEST(YamlBombs, AliasesOfAliasesAreNotExpanded) {
  std::string laughs = "a: &a [haha, haha, haha, haha, haha, haha, haha, haha, haha, haha]\n";
  for (char level = 'b'; level <= 'j'; ++level) {
    const std::string before(1, static_cast<char>(level - 1));
    laughs +=
        std::string(1, level) + ": &" + level + " [*" + before + times(", *" + before, 9) + "]\n";
  }
  expect_refused(laughs, "anchor-not-allowed");
}

TEST(YamlBombs, AnAliasOfItselfIsNotFollowed) {
  expect_refused("a: &a [*a, *a]\n", "anchor-not-allowed");
  expect_refused("<<: *a\n", "alias-not-allowed");
}

TEST(YamlBombs, DepthIsRefusedHoweverItIsWritten) {
  constexpr std::size_t deep = 200'000;
  expect_refused("a: " + times("[", deep), "too-deep");
  expect_refused("a: " + times("[", deep) + times("]", deep), "too-deep");
  expect_refused("a: " + times("{b: ", deep), "too-deep");
  expect_refused(times("- ", deep) + "x\n", "too-deep");
  std::string steps;
  for (std::size_t level = 0; level < 1'000; ++level) {
    steps += std::string(level, ' ') + "a:\n";
  }
  expect_refused(steps, "too-deep");
}

TEST(YamlBombs, FilesAndTreesHaveALimit) {
  expect_refused(std::string(file_bytes_max + 1, '#'), "file-too-large");
  expect_refused("a:\n" + times("- x\n", 300'000), "too-many-nodes");
  expect_refused(times("a: 1\n", 300'000), "duplicate-key");
}

}  // namespace
}  // namespace dondoc::yaml_bombs_test
