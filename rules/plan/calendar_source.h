// SPDX-License-Identifier: Apache-2.0
// The document that a day of a calendar file comes from: a file names one for most of its days, a
// day may name its own.
#pragma once

#include "rules/plan/decoder.h"

#include <optional>
#include <string>

namespace dondoc {

class CalendarSource {
 public:
  /// The keys `source` and `source_date`; neither has to be there.
  [[nodiscard]] static CalendarSource read(MappingDecoder& mapping);

  /// This one, or the other when this one names nothing at all.
  [[nodiscard]] CalendarSource or_else(const CalendarSource& other) const;

  /// "TB 9441/TB-BNV ngày 16/10/2025"; nothing, told at `item`, when a part of it is missing.
  [[nodiscard]] std::optional<std::string> text(const MappingDecoder& mapping,
                                                const Node& item) const;

 private:
  std::optional<std::string> name_;
  std::optional<Date> date_;
};

}  // namespace dondoc
