// SPDX-License-Identifier: Apache-2.0
// The database as somebody with the sqlite3 shell has it, past everything that the store checks.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace dondoc {

class RawDatabase {
 public:
  explicit RawDatabase(const std::filesystem::path& file) {
    EXPECT_EQ(sqlite3_open(file.c_str(), &handle_), SQLITE_OK);
  }
  ~RawDatabase() { sqlite3_close(handle_); }
  RawDatabase(const RawDatabase&) = delete;
  RawDatabase& operator=(const RawDatabase&) = delete;

  /// SQLite's message, empty when it went well.
  [[nodiscard]] std::string try_run(const std::string& sql) {
    char* error = nullptr;
    sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &error);
    std::string message = error == nullptr ? std::string{} : error;
    sqlite3_free(error);
    return message;
  }
  void run(const std::string& sql) { EXPECT_EQ(try_run(sql), ""); }

  /// The last column of every row.
  [[nodiscard]] std::vector<std::string> rows(const std::string& sql) {
    std::vector<std::string> rows;
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK) << sql;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      const int column = sqlite3_column_count(statement) - 1;
      const unsigned char* text = sqlite3_column_text(statement, column);
      rows.emplace_back(text == nullptr ? "" : reinterpret_cast<const char*>(text));
    }
    sqlite3_finalize(statement);
    return rows;
  }

 private:
  sqlite3* handle_{nullptr};
};

}  // namespace dondoc
