// SPDX-License-Identifier: Apache-2.0
#include "daemon/store/query.h"

#include <algorithm>
#include <cassert>
#include <stdexcept>

#include <SQLiteCpp/Column.h>

namespace dondoc {

Query::Query(Connection& connection, const char* sql)
    : connection_(connection), prepared_(&connection.prepare(sql)) {
  assert(!prepared_->in_use);
  prepared_->in_use = true;
}

Query::~Query() {
  prepared_->statement.tryReset();
  prepared_->in_use = false;
}

bool Query::next() {
  try {
    return prepared_->statement.executeStep();
  } catch (const SQLite::Exception& error) {
    connection_.fail(error);
  }
}

void Query::run() {
  while (next()) {
  }
}

bool Query::is_null(int column) const {
  return prepared_->statement.getColumn(column).isNull();
}

std::int64_t Query::integer(int column) const {
  return prepared_->statement.getColumn(column).getInt64();
}

int Query::small(int column) const {
  return prepared_->statement.getColumn(column).getInt();
}

std::string Query::text(int column) const {
  return prepared_->statement.getColumn(column).getString();
}

Instant Query::instant(int column) const {
  return Instant{std::chrono::seconds{integer(column)}};
}

Date Query::date(int column) const {
  return Date{std::chrono::days{small(column)}};
}

std::optional<Instant> Query::optional_instant(int column) const {
  return is_null(column) ? std::nullopt : std::optional(instant(column));
}

std::optional<Date> Query::optional_date(int column) const {
  return is_null(column) ? std::nullopt : std::optional(date(column));
}

Hash Query::hash(int column) const {
  const SQLite::Column value = prepared_->statement.getColumn(column);
  Hash hash{};
  const auto* bytes = static_cast<const unsigned char*>(value.getBlob());
  const auto size = std::min(hash.size(), static_cast<std::size_t>(value.getBytes()));
  std::copy_n(bytes, size, hash.begin());
  return hash;
}

void Query::bind_next(int value) {
  bind_next(static_cast<std::int64_t>(value));
}

void Query::bind_next(std::int64_t value) {
  try {
    prepared_->statement.bind(++parameter_, value);
  } catch (const SQLite::Exception& error) {
    connection_.fail(error);
  }
}

void Query::bind_next(const std::string& value) {
  try {
    prepared_->statement.bind(++parameter_, value);
  } catch (const SQLite::Exception& error) {
    connection_.fail(error);
  }
}

void Query::bind_next(std::string_view value) {
  bind_next(std::string(value));
}

void Query::bind_next(const char* value) {
  bind_next(std::string(value));
}

void Query::bind_next(Instant value) {
  bind_next(static_cast<std::int64_t>(value.time_since_epoch().count()));
}

void Query::bind_next(Date value) {
  bind_next(static_cast<std::int64_t>(value.time_since_epoch().count()));
}

void Query::bind_next(const Hash& value) {
  try {
    prepared_->statement.bind(++parameter_, value.data(), static_cast<int>(value.size()));
  } catch (const SQLite::Exception& error) {
    connection_.fail(error);
  }
}

void Query::bind_next(std::nullopt_t /*value*/) {
  try {
    prepared_->statement.bind(++parameter_);
  } catch (const SQLite::Exception& error) {
    connection_.fail(error);
  }
}

}  // namespace dondoc
