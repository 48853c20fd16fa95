// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/calendar_source.h"

namespace dondoc {

namespace {

std::string day_month_year(Date date) {
  const Ymd parts = ymd(date);
  const auto two = [](unsigned number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return two(parts.day) + "/" + two(parts.month) + "/" + std::to_string(parts.year);
}

}  // namespace

CalendarSource CalendarSource::read(MappingDecoder& mapping) {
  CalendarSource source;
  source.name_ = mapping.text("source", Need::optional, name_code_points_max);
  source.date_ = mapping.date("source_date", Need::optional);
  return source;
}

CalendarSource CalendarSource::or_else(const CalendarSource& other) const {
  return name_ || date_ ? *this : other;
}

std::optional<std::string> CalendarSource::text(const MappingDecoder& mapping,
                                                const Node& item) const {
  if (name_ && date_) {
    return *name_ + " ngày " + day_month_year(*date_);
  }
  if (mapping.is_mapping()) {
    mapping.file().error(
        head_of(item),
        "missing-source",
        "mỗi ngày phải có căn cứ: `source` (văn bản) và `source_date` (ngày văn bản), ghi "
        "ở ngày đó hoặc ở đầu tệp");
  }
  return std::nullopt;
}

}  // namespace dondoc
