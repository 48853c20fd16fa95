// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/calendar_parser.h"

#include "rules/calendar/holidays.h"
#include "rules/plan/calendar_source.h"
#include "rules/plan/decoder.h"

#include <algorithm>
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

class CalendarReader {
 public:
  CalendarReader(YamlFile& file, const HolidayRules& rules) : file_(file), rules_(rules) {}

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
    source_ = CalendarSource::read(mapping);
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
    const auto source = CalendarSource::read(mapping).or_else(source_).text(mapping, item);
    mapping.finish();
    if (date && check_date(*date, date_node->span, kind) && name && source) {
      calendar_.year.days.push_back({*date, kind, *name, *source});
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
    } else if (kind == DayKind::working && !weekend_day && !is_computed_day_off(date)) {
      file_.warning(span,
                    "no-effect",
                    "ngày này vốn là ngày làm việc nên dòng này không có tác dụng",
                    "chỉ liệt kê các ngày làm bù rơi vào ngày nghỉ hằng tuần");
    }
    return true;
  }

  /// Of a year without a notice the rules' days are off, and a line may say that one is not.
  bool is_computed_day_off(Date date) {
    if (calendar_.year.promulgated) {
      return false;
    }
    if (!computed_) {
      computed_ = computed_days_off(rules_, weekend_);
    }
    return std::any_of(computed_->begin(), computed_->end(), [date](const SpecialDay& day) {
      return day.date == date;
    });
  }

  YamlFile& file_;
  const HolidayRules& rules_;
  CalendarFile calendar_;
  CalendarSource source_;
  std::optional<std::vector<SpecialDay>> computed_;  ///< once they are asked for
  std::bitset<7> weekend_{0b1000001};
  std::map<Date, int> lines_;
};

}  // namespace

std::optional<CalendarFile> parse_calendar(YamlFile& file, const HolidayRules& rules) {
  return file.root() == nullptr ? std::nullopt : CalendarReader(file, rules).read(*file.root());
}

}  // namespace dondoc
