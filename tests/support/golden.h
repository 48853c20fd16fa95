// SPDX-License-Identifier: Apache-2.0
// Compares text with a golden file, whole. UPDATE_GOLDEN=1 rewrites the file instead; what it wrote
// is read by eye before it is committed.
#pragma once

#include "tests/support/source_folder.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace dondoc::testing {

inline void expect_golden(const std::string& name, const std::string& actual) {
  const std::filesystem::path file = std::filesystem::path(source_folder()) / "tests/golden" / name;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << actual;
  }
  std::ifstream in(file, std::ios::binary);
  ASSERT_TRUE(in) << file << " is missing";
  std::ostringstream expected;
  expected << in.rdbuf();
  EXPECT_EQ(expected.str(), actual) << "golden file: " << file;
}

}  // namespace dondoc::testing
