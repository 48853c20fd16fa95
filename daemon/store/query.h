// SPDX-License-Identifier: Apache-2.0
// One run of a prepared statement: bind, step, read. Columns and parameters count from 0 and 1, as
// SQLite's do; bind() fills parameters from left to right.
#pragma once

#include "daemon/store/connection.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

using Hash = std::array<unsigned char, 32>;

class Query {
 public:
  Query(Connection& connection, const char* sql);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  template <typename... Values>
  Query& bind(const Values&... values) {
    (bind_next(values), ...);
    return *this;
  }

  [[nodiscard]] bool next();  ///< steps to the next row
  void run();                 ///< steps to the end

  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] int small(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] Instant instant(int column) const;
  [[nodiscard]] Date date(int column) const;
  [[nodiscard]] std::optional<Instant> optional_instant(int column) const;
  [[nodiscard]] std::optional<Date> optional_date(int column) const;
  [[nodiscard]] Hash hash(int column) const;

 private:
  void bind_next(int value);
  void bind_next(std::int64_t value);
  void bind_next(const std::string& value);
  void bind_next(std::string_view value);
  void bind_next(const char* value);
  void bind_next(Instant value);
  void bind_next(Date value);
  void bind_next(const Hash& value);
  void bind_next(std::nullopt_t value);
  template <typename Value>
  void bind_next(const std::optional<Value>& value) {
    if (value) {
      bind_next(*value);
    } else {
      bind_next(std::nullopt);
    }
  }

  Connection& connection_;
  Connection::Prepared* prepared_;
  int parameter_{0};
};

}  // namespace dondoc
