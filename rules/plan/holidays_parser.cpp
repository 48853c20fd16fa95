// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/holidays_parser.h"

#include "rules/plan/calendar_source.h"
#include "rules/plan/decoder.h"

#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace dondoc {

namespace {

constexpr unsigned lunar_days_max = 30;
/// A leap year and a common one: a day that both have exists in every year.
constexpr int some_leap_year = 2024;
constexpr int some_common_year = 2025;

struct DayMonth {
  unsigned day{0};
  unsigned month{0};
};

/// "10/3": two numbers of one or two digits.
std::optional<DayMonth> day_month_of(const std::string& text) {
  DayMonth parts;
  const char* end = text.data() + text.size();
  const auto [slash, bad_day] = std::from_chars(text.data(), end, parts.day);
  if (bad_day != std::errc{} || slash == end || *slash != '/' || slash > text.data() + 2) {
    return std::nullopt;
  }
  const auto [stop, bad_month] = std::from_chars(slash + 1, end, parts.month);
  if (bad_month != std::errc{} || stop != end || stop > slash + 3) {
    return std::nullopt;
  }
  return parts;
}

class HolidaysReader {
 public:
  explicit HolidaysReader(YamlFile& file) : file_(file) {}

  HolidayRules read(const Node& root) {
    MappingDecoder mapping(file_, root, "tệp ngày lễ");
    from_year_ = mapping.integer("from", Need::required, year_min, computed_year_max).value_or(0);
    source_ = CalendarSource::read(mapping);
    read_make_up(mapping);
    if (const Node* list = mapping.list("holidays", Need::required)) {
      if (list->items.size() > holidays_max) {
        file_.error(head_of(*list),
                    "list-too-long",
                    "không có quá " + std::to_string(holidays_max) + " ngày lễ");
      } else {
        for (const Node& item : list->items) {
          read_holiday(item);
        }
      }
    }
    mapping.finish();
    return std::move(rules_);
  }

 private:
  void read_make_up(MappingDecoder& mapping) {
    const Node* node = mapping.any("make_up", Need::optional);
    if (node == nullptr) {
      return;
    }
    has_make_up_ = true;
    MappingDecoder basis(file_, *node, "`make_up`");
    const CalendarSource source = CalendarSource::read(basis);
    rules_.make_up_source = source.text(basis, *node).value_or("");
    basis.finish();
  }

  void read_holiday(const Node& item) {
    MappingDecoder mapping(file_, item, "ngày lễ");
    Holiday holiday;
    const auto name = mapping.text("name", Need::required, name_code_points_max);
    const bool dated = read_date(mapping, item, holiday);
    const bool spanned = read_offsets(mapping, holiday);
    holiday.from_year =
        mapping.integer("from", Need::optional, year_min, computed_year_max).value_or(from_year_);
    read_made_up(mapping, holiday);
    const auto source = CalendarSource::read(mapping).or_else(source_).text(mapping, item);
    mapping.finish();
    if (name && dated && spanned && source && is_alone(holiday, head_of(item))) {
      holiday.name = *name;
      holiday.source = *source;
      rules_.holidays.push_back(std::move(holiday));
    }
  }

  bool read_date(MappingDecoder& mapping, const Node& item, Holiday& holiday) {
    const Node* solar = mapping.any("solar", Need::optional);
    const Node* lunar = mapping.any("lunar", Need::optional);
    if ((solar == nullptr) == (lunar == nullptr)) {
      // A misspelt key is told as such, which is enough.
      if (solar != nullptr || !(mapping.has_or_nearly("solar") || mapping.has_or_nearly("lunar"))) {
        file_.error(head_of(item),
                    "solar-or-lunar",
                    "mỗi ngày lễ có một trong hai khoá: `solar` (ngày dương lịch) hoặc `lunar` "
                    "(ngày âm lịch)",
                    "ví dụ: `solar: 30/4`, `lunar: 10/3`");
      }
      return false;
    }
    holiday.calendar = solar != nullptr ? YearlyDay::solar : YearlyDay::lunar;
    const Node& node = solar != nullptr ? *solar : *lunar;
    const auto text =
        decode_text(file_, node, solar != nullptr ? "`solar`" : "`lunar`", name_code_points_max);
    if (!text) {
      return false;
    }
    const auto parts = day_month_of(*text);
    if (!parts) {
      file_.error(head_of(node),
                  "bad-day-month",
                  "ngày lễ phải viết dạng NGÀY/THÁNG, không có năm",
                  "ví dụ: `30/4`, `10/3`");
      return false;
    }
    holiday.day = parts->day;
    holiday.month = parts->month;
    return check_date(holiday, node);
  }

  bool check_date(const Holiday& holiday, const Node& node) {
    const bool solar = holiday.calendar == YearlyDay::solar;
    const bool exists = solar ? valid_date(some_leap_year, holiday.month, holiday.day).has_value()
                              : holiday.month >= 1 && holiday.month <= december &&
                                    holiday.day >= 1 && holiday.day <= lunar_days_max;
    if (!exists) {
      file_.error(
          head_of(node),
          "date-not-in-calendar",
          "không có ngày `" + node.text + "` trong lịch " + (solar ? "dương" : "âm"),
          solar ? "" : "tháng âm lịch có 29 hoặc 30 ngày, năm âm lịch tính từ tháng 1 đến 12");
      return false;
    }
    const bool always = solar ? valid_date(some_common_year, holiday.month, holiday.day).has_value()
                              : holiday.day < lunar_days_max;
    if (!always) {
      file_.error(head_of(node),
                  "not-every-year",
                  "không phải năm nào cũng có ngày " + node.text + (solar ? "" : " âm lịch"),
                  "tính lùi từ ngày đầu tháng sau: `" + std::string(solar ? "solar" : "lunar") +
                      ": 1/" + std::to_string(holiday.month % december + 1) + "`, `days: [-1]`");
      return false;
    }
    return true;
  }

  bool read_offsets(MappingDecoder& mapping, Holiday& holiday) {
    const Node* list = mapping.list("days", Need::optional);
    if (list == nullptr) {
      return true;
    }
    if (list->items.empty()) {
      file_.error(head_of(*list),
                  "empty-value",
                  "`days` chưa có ngày nào",
                  "`[0]` là đúng ngày lễ, `[-1, 0]` thêm ngày liền trước");
      return false;
    }
    holiday.offsets.clear();
    std::map<int, int> lines;
    for (const Node& item : list->items) {
      const auto offset = decode_integer(
          file_, item, "mỗi mục của `days`", -holiday_offset_max, holiday_offset_max);
      if (!offset) {
        return false;
      }
      if (!lines.emplace(*offset, item.span.begin.line).second) {
        file_.error(head_of(item), "duplicate-date", "ngày này đã có trong `days`");
        return false;
      }
      holiday.offsets.push_back(*offset);
    }
    return true;
  }

  void read_made_up(MappingDecoder& mapping, Holiday& holiday) {
    const auto made_up = mapping.boolean("make_up", Need::optional);
    holiday.made_up = made_up.value_or(has_make_up_);
    if (holiday.made_up && !has_make_up_) {
      file_.error(mapping.key_node("make_up")->span,
                  "missing-source",
                  "việc nghỉ bù phải có căn cứ: thiếu khoá `make_up` ở đầu tệp",
                  "`make_up: { source: …, source_date: … }`");
    }
  }

  /// Whether no other holiday has one of its days, as far as that is the same in every year.
  bool is_alone(const Holiday& holiday, const Span& span) {
    bool alone = true;
    for (const int offset : holiday.offsets) {
      const auto [first, fresh] = lines_.emplace(place_of(holiday, offset), span.begin.line);
      if (!fresh && alone) {
        file_.error(span,
                    "duplicate-date",
                    "một ngày nghỉ của dòng này đã có ở dòng " + std::to_string(first->second),
                    "bỏ bớt ngày trong `days`");
        alone = false;
      }
    }
    return alone;
  }

  using YearPlace = std::tuple<YearlyDay, unsigned, int>;

  static YearPlace place_of(const Holiday& holiday, int offset) {
    if (holiday.calendar == YearlyDay::lunar) {
      return {YearlyDay::lunar, holiday.month, static_cast<int>(holiday.day) + offset};
    }
    const Ymd day =
        ymd(make_date(some_common_year, holiday.month, holiday.day) + std::chrono::days{offset});
    return {YearlyDay::solar, day.month, static_cast<int>(day.day)};
  }

  YamlFile& file_;
  HolidayRules rules_;
  int from_year_{0};
  CalendarSource source_;
  bool has_make_up_{false};
  std::map<YearPlace, int> lines_;
};

}  // namespace

HolidayRules parse_holidays(YamlFile& file) {
  return file.root() == nullptr ? HolidayRules{} : HolidaysReader(file).read(*file.root());
}

}  // namespace dondoc
