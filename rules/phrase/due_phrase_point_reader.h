// SPDX-License-Identifier: Apache-2.0
// Reads one point, part by part; what it couldn't read is left to whoever comes next.
#pragma once

#include "rules/phrase/due_phrase_points.h"

#include <cstddef>
#include <optional>

namespace dondoc {

class PointReader {
 public:
  PointReader(PhraseScan& scan, std::size_t first, PointPlace place)
      : scan_(scan), place_(place), first_(first), next_(first) {}

  [[nodiscard]] std::optional<Point> read();

 private:
  // Each returns whether it read something (or failed over it), and has moved `next_` behind it.
  bool read_day();
  bool read_named_day(std::size_t index);
  bool read_first_days();
  bool read_weekday(std::size_t index);
  bool read_working_day(std::size_t index);
  bool read_edge(std::size_t index, bool named);
  bool read_numeric_date(std::size_t number, bool named);
  bool read_year_first(std::size_t number);
  bool read_month_and_year(std::size_t number);
  bool read_months();
  bool read_month(std::size_t index);
  bool read_month_name(std::size_t first, std::size_t index);
  bool read_month_of_quarter(std::size_t first, std::size_t index);
  bool read_quarter(std::size_t index);
  bool read_part_of_year(std::size_t index);
  bool read_tet();
  bool read_year();
  bool read_year_number(std::size_t index);
  void read_lunar();
  void read_week();

  bool take_day(std::size_t first, std::size_t last, int day);
  bool take_months(std::size_t last, unsigned first_month, unsigned last_month, std::string role);
  bool take_relative_month(std::size_t last, Relative which);
  bool take_relative_year(std::size_t last, Relative which);
  [[nodiscard]] bool known_month(std::size_t index);
  [[nodiscard]] std::optional<int> four_digit_year(std::size_t index);
  [[nodiscard]] std::size_t behind_reported_span(std::size_t index) const;
  [[nodiscard]] bool names_fraction(std::size_t number) const;
  [[nodiscard]] bool joins_month(std::size_t number, bool named) const;
  [[nodiscard]] bool stands_alone(std::size_t index) const;

  PhraseScan& scan_;
  PointPlace place_;
  std::size_t first_;
  std::size_t next_;
  Point point_;
};

}  // namespace dondoc
