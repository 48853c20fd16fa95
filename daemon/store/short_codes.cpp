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

#include <array>
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
  /// Whether any code of this width has been given back: else none can be resting.
  [[nodiscard]] bool has_returned() const { return next_fresh - first_of(digits) > held; }
};

using Widths = std::array<Width, digits_max - digits_min + 1>;

[[nodiscard]] Widths read_widths(Connection& connection) {
  Widths widths;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    widths[i].digits = digits_min + static_cast<int>(i);
    widths[i].next_fresh = first_of(widths[i].digits);
  }
  Query query(connection, "SELECT digits, next_fresh, held FROM code_width");
  while (query.next()) {
    Width& width = widths.at(static_cast<std::size_t>(query.small(0) - digits_min));
    width.next_fresh = query.small(1);
    width.held = query.small(2);
  }
  return widths;
}

[[nodiscard]] int count_resting(Connection& connection, const Width& width, Instant now) {
  if (!width.has_returned()) {
    return 0;
  }
  Query query(connection, "SELECT count(*) FROM code_rest WHERE digits = ? AND rests_until > ?");
  query.bind(width.digits, now);
  return query.next() ? query.small(0) : 0;
}

[[nodiscard]] Width choose_width(Connection& connection, Instant now) {
  std::optional<Width> any;
  for (Width& width : read_widths(connection)) {
    if (width.digits > digits_preferred_max && any) {
      break;
    }
    width.resting = count_resting(connection, width, now);
    if (width.free() * 2 >= width.size()) {
      return width;
    }
    if (!any && width.free() > 0) {
      any = width;
    }
  }
  if (!any) {
    throw std::logic_error("store: out of codes");
  }
  return *any;
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

bool retake_code(Connection& connection, std::int64_t occurrence, int code) {
  {
    // Another that has had the code since has closed later, so the rest isn't of this one's
    // closing.
    Query query(connection,
                "SELECT occurrence.closed_at, code_rest.rests_until FROM occurrence, code_rest"
                " WHERE occurrence.id = ? AND code_rest.code = ?");
    query.bind(occurrence, code);
    if (!query.next() || query.is_null(0) ||
        query.instant(1) != query.instant(0) + code_rest_days) {
      return false;
    }
  }
  Query(connection, "DELETE FROM code_rest WHERE code = ?").bind(code).run();
  Query(connection, "UPDATE code_width SET held = held + 1 WHERE digits = ?")
      .bind(digits_of(code))
      .run();
  return true;
}

void rest_code(Connection& connection, int code, Instant now) {
  const int digits = digits_of(code);
  Query(connection, "INSERT INTO code_rest (code, digits, rests_until) VALUES (?, ?, ?)")
      .bind(code, digits, now + code_rest_days)
      .run();
  Query(connection, "UPDATE code_width SET held = held - 1 WHERE digits = ?").bind(digits).run();
}

}  // namespace dondoc
