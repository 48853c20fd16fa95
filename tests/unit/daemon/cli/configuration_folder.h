// SPDX-License-Identifier: Apache-2.0
// A copy of the sample configuration in a folder of its own, to be broken on purpose.
#pragma once

#include "tests/support/source_folder.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace dondoc::testing {

inline std::filesystem::path sample_configuration() {
  return std::filesystem::path(testing::source_folder()) / "config";
}

inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "dondoc-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw std::runtime_error("mkdtemp");
    }
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class ConfigurationFolder {
 public:
  ConfigurationFolder() {
    std::filesystem::copy(sample_configuration(), path(), std::filesystem::copy_options::recursive);
  }
  [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "config"; }

  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path() / name).parent_path());
    std::ofstream(path() / name, std::ios::binary) << text;
  }
  /// Leaves only the plans whose file names begin so.
  void keep_plans(const std::string& beginning) const {
    for (const auto& file : std::filesystem::directory_iterator(path() / "plans")) {
      if (file.path().filename().string().rfind(beginning, 0) != 0) {
        std::filesystem::remove(file.path());
      }
    }
  }
  /// Puts `now` in the place of the one `before` in the file.
  void replace(const std::string& name, const std::string& before, const std::string& now) const {
    std::string text = text_of(path() / name);
    const std::size_t at = text.find(before);
    if (at == std::string::npos) {
      throw std::runtime_error("not in " + name + ": " + before);
    }
    write(name, text.replace(at, before.size(), now));
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace dondoc::testing
