// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/calendar_parser.h"

#include "rules/plan/decoder.h"

#include <chrono>
#include <map>
#include <utility>

namespace dondoc {

namespace {

const std::vector<std::string>& weekday_words() {
  static const std::vector<std::string> words{
      "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
  return words;
}

std::size_t weekday_of(Date date) {
  return std::chrono::weekday(date).c_encoding();
}

std::string day_month_year(Date date) {
  const Ymd parts = ymd(date);
  const auto two = [](unsigned number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return two(parts.day) + "/" + two(parts.month) + "/" + std::to_string(parts.year);
}

/// The document that most days of a year come from; a day may name its own.
struct Source {
  std::optional<std::string> name;
  std::optional<Date> date;
};

Source read_source(MappingDecoder& mapping) {
  Source source;
  source.name = mapping.text("source", Need::optional, name_code_points_max);
  source.date = mapping.date("source_date", Need::optional);
  return source;
}

class CalendarReader {
 public:
  explicit CalendarReader(YamlFile& file) : file_(file) {}

  std::optional<CalendarFile> read(const Node& root) {
    MappingDecoder mapping(file_, root, "tệp lịch");
    if (!mapping.is_mapping()) {
      return std::nullopt;
    }
    const auto year = mapping.integer("year", Need::required, year_min, year_max);
    calendar_.year.year = year.value_or(0);
    if (year) {
      calendar_.year_span = mapping.any("year", Need::required)->span;
    }
    calendar_.year.promulgated = mapping.boolean("promulgated", Need::required).value_or(false);
    read_weekend(mapping);
    source_ = read_source(mapping);
    read_days(mapping, "days_off", DayKind::off);
    read_days(mapping, "working_days", DayKind::working);
    mapping.finish();
    return year ? std::optional(std::move(calendar_)) : std::nullopt;
  }

 private:
  void read_weekend(MappingDecoder& mapping) {
    const Node* list = mapping.list("weekend", Need::optional);
    if (list == nullptr) {
      return;
    }
    std::bitset<7> weekend;
    for (const Node& item : list->items) {
      if (const auto day = decode_choice(file_, item, "ngày nghỉ hằng tuần", weekday_words())) {
        weekend.set(*day);
      }
    }
    if (weekend.all()) {
      file_.error(list->span, "no-working-day", "mỗi tuần phải còn ít nhất một ngày làm việc");
      return;
    }
    weekend_ = weekend;
    calendar_.weekend = weekend;
    calendar_.weekend_span = list->span;
  }

  void read_days(MappingDecoder& mapping, std::string_view key, DayKind kind) {
    const Node* list = mapping.list(key, Need::optional);
    if (list == nullptr) {
      return;
    }
    if (list->items.size() > special_days_max) {
      file_.error(head_of(*list), "list-too-long", "lịch một năm không có nhiều ngày như vậy");
      return;
    }
    for (const Node& item : list->items) {
      read_day(item, kind);
    }
  }

  void read_day(const Node& item, DayKind kind) {
    MappingDecoder mapping(file_, item, "ngày trong lịch");
    const Node* date_node = mapping.any("date", Need::required);
    std::optional<Date> date;
    if (date_node != nullptr) {
      date = decode_date(file_, *date_node, "`date`");
    }
    const auto name = mapping.text("name", Need::required, name_code_points_max);
    Source source = read_source(mapping);
    if (mapping.is_mapping() && !source.name && !source.date) {
      source = source_;
    }
    mapping.finish();
    if (mapping.is_mapping() && (!source.name || !source.date)) {
      file_.error(
          head_of(item),
          "missing-source",
          "mỗi ngày phải có căn cứ: `source` (văn bản) và `source_date` (ngày văn bản), ghi "
          "ở ngày đó hoặc ở đầu tệp");
    }
    if (date && check_date(*date, date_node->span, kind) && name && source.name && source.date) {
      calendar_.year.days.push_back(
          {*date, kind, *name, *source.name + " ngày " + day_month_year(*source.date)});
    }
  }

  bool check_date(Date date, const Span& span, DayKind kind) {
    if (calendar_.year.year != 0 && year_of(date) != calendar_.year.year) {
      file_.error(span,
                  "date-of-other-year",
                  "ngày này không thuộc năm " + std::to_string(calendar_.year.year) + " của tệp");
      return false;
    }
    const auto [first, fresh] = lines_.emplace(date, span.begin.line);
    if (!fresh) {
      file_.error(span, "duplicate-date", "ngày này đã có ở dòng " + std::to_string(first->second));
      return false;
    }
    const bool weekend_day = weekend_.test(weekday_of(date));
    if (kind == DayKind::off && weekend_day) {
      file_.warning(span,
                    "no-effect",
                    "ngày này vốn là ngày nghỉ hằng tuần nên dòng này không có tác dụng",
                    "chỉ liệt kê các ngày nghỉ rơi vào ngày làm việc");
    } else if (kind == DayKind::working && !weekend_day) {
      file_.warning(span,
                    "no-effect",
                    "ngày này vốn là ngày làm việc nên dòng này không có tác dụng",
                    "chỉ liệt kê các ngày làm bù rơi vào ngày nghỉ hằng tuần");
    }
    return true;
  }

  YamlFile& file_;
  CalendarFile calendar_;
  Source source_;
  std::bitset<7> weekend_{0b1000001};
  std::map<Date, int> lines_;
};

}  // namespace

std::optional<CalendarFile> parse_calendar(YamlFile& file) {
  return file.root() == nullptr ? std::nullopt : CalendarReader(file).read(*file.root());
}

}  // namespace dondoc
