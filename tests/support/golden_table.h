// SPDX-License-Identifier: Apache-2.0
// Tables under tests/golden that people read, a row a line: the first column is the input, the rest
// is computed again and compared. Lines that are empty or begin with # are for the reader.
// UPDATE_GOLDEN=1 rewrites the rest, to be read by eye.
#pragma once

#include "tests/support/source_folder.h"

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::testing {

/// A whole row from its input.
using TableRow = std::string (*)(const std::string& input);

inline std::string table_file(const std::string& name) {
  return std::string(source_folder()) + "/tests/golden/" + name;
}

inline bool is_table_comment(const std::string& line) {
  return line.empty() || line[0] == '#';
}

inline std::string first_column(const std::string& line) {
  return line.substr(0, line.find('\t'));
}

/// Computes every row of the table again and compares the whole file, which has more rows than
/// `rows_lost`.
inline void expect_golden_table(const std::string& name, TableRow row, std::size_t rows_lost) {
  std::ifstream file(table_file(name));
  ASSERT_TRUE(file) << name;
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  std::string actual;
  std::size_t rows = 0;
  for (std::string line; std::getline(file, line);) {
    const bool comment = is_table_comment(line);
    const std::string again = comment ? line : row(first_column(line));
    if (!update) {
      EXPECT_EQ(line, again);
    }
    actual += again + '\n';
    rows += comment ? 0U : 1U;
  }
  EXPECT_GT(rows, rows_lost) << "the table has lost its rows";
  if (update) {
    std::ofstream(table_file(name)) << actual;
  }
}

inline std::vector<std::string> table_inputs(const std::string& name) {
  std::ifstream file(table_file(name));
  std::vector<std::string> inputs;
  for (std::string line; std::getline(file, line);) {
    if (!is_table_comment(line)) {
      inputs.push_back(first_column(line));
    }
  }
  return inputs;
}

}  // namespace dondoc::testing
