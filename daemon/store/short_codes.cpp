// SPDX-License-Identifier: Apache-2.0
// The short codes that people type. An open occurrence holds its code; when it closes the code
// rests for 90 days, so that a late "XONG 42" can't hit another duty.
//
// The narrowest width of which at least half is free gives the code: numbers stay short, and one
// doesn't come back at once. When 2 to 4 digits are all more than half taken, the narrowest with
// any free one does; when they are full, 5 digits and more do. Within a width the code that was
// used longest ago is taken: first those never used, from the smallest, then the one that has
// rested longest. Nothing is drawn, so the same history gives the same codes.
#include "daemon/store/store_impl.h"

#include <stdexcept>

namespace dondoc {
namespace {

constexpr std::chrono::days code_rest_days{90};
constexpr int digits_min = 2;
constexpr int digits_preferred_max = 4;
constexpr int digits_max = 9;

[[nodiscard]] int first_of(int digits) {
  int first = 1;
  for (int i = 1; i < digits; ++i) {
    first *= 10;
  }
  return first;
}

[[nodiscard]] int digits_of(int code) {
  int digits = 1;
  for (; code >= 10; code /= 10) {
    ++digits;
  }
  return digits;
}

struct Width {
  int digits{digits_min};
  int next_fresh{0};
  int held{0};
  int resting{0};
  [[nodiscard]] int size() const { return first_of(digits) * 9; }
  [[nodiscard]] int free() const { return size() - held - resting; }
};

[[nodiscard]] Width read_width(Connection& connection, int digits, Instant now) {
  Width width;
  width.digits = digits;
  width.next_fresh = first_of(digits);
  {
    Query query(connection, "SELECT next_fresh, held FROM code_width WHERE digits = ?");
    query.bind(digits);
    if (query.next()) {
      width.next_fresh = query.small(0);
      width.held = query.small(1);
    }
  }
  Query query(connection, "SELECT count(*) FROM code_rest WHERE digits = ? AND rests_until > ?");
  query.bind(digits, now);
  width.resting = query.next() ? query.small(0) : 0;
  return width;
}

[[nodiscard]] Width choose_width(Connection& connection, Instant now) {
  std::optional<Width> any;
  for (int digits = digits_min; digits <= digits_max; ++digits) {
    const Width width = read_width(connection, digits, now);
    if (digits > digits_preferred_max && any) {
      return *any;
    }
    if (width.free() * 2 >= width.size()) {
      return width;
    }
    if (!any && width.free() > 0) {
      any = width;
    }
  }
  throw std::logic_error("store: out of codes");
}

[[nodiscard]] int longest_rested(Connection& connection, const Width& width, Instant now) {
  Query query(connection,
              "SELECT code FROM code_rest WHERE digits = ? AND rests_until <= ?"
              " ORDER BY rests_until, code LIMIT 1");
  query.bind(width.digits, now);
  if (!query.next()) {
    throw std::logic_error("store: the count of free codes is wrong");
  }
  return query.small(0);
}

}  // namespace

int take_code(Connection& connection, Instant now) {
  Width width = choose_width(connection, now);
  int code = width.next_fresh;
  if (code < first_of(width.digits) + width.size()) {
    ++width.next_fresh;
  } else {
    code = longest_rested(connection, width, now);
    Query(connection, "DELETE FROM code_rest WHERE code = ?").bind(code).run();
  }
  Query(connection,
        "INSERT INTO code_width (digits, next_fresh, held) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (digits) DO UPDATE SET next_fresh = ?2, held = ?3")
      .bind(width.digits, width.next_fresh, width.held + 1)
      .run();
  return code;
}

void rest_code(Connection& connection, int code, Instant now) {
  const int digits = digits_of(code);
  Query(connection, "INSERT INTO code_rest (code, digits, rests_until) VALUES (?, ?, ?)")
      .bind(code, digits, now + code_rest_days)
      .run();
  Query(connection, "UPDATE code_width SET held = held - 1 WHERE digits = ?").bind(digits).run();
}

}  // namespace dondoc
