// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/reporting_parser.h"

#include "rules/plan/calendar_source.h"
#include "rules/plan/decoder.h"

#include <array>
#include <string>
#include <utility>

namespace dondoc {

namespace {

constexpr int last_day_of_month = 31;

constexpr std::array<std::pair<std::string_view, ReportKind>, 5> kinds{{
    {"month", ReportKind::month},
    {"quarter", ReportKind::quarter},
    {"half-year", ReportKind::half_year},
    {"nine-months", ReportKind::nine_months},
    {"year", ReportKind::year},
}};

class ReportingReader {
 public:
  explicit ReportingReader(YamlFile& file) : file_(file) {}

  ReportingCalendar read(const Node& root) {
    MappingDecoder mapping(file_, root, "lịch báo cáo");
    const CalendarSource source = CalendarSource::read(mapping);
    if (mapping.is_mapping()) {
      calendar_.source = source.text(mapping, root).value_or("");
    }
    calendar_.asked_before =
        mapping.integer("asked_before", Need::optional, 0, asked_before_max).value_or(5);
    calendar_.wider_takes_in = mapping.boolean("wider_takes_in", Need::optional).value_or(true);
    if (const Node* reports = mapping.any("reports", Need::required)) {
      read_reports(*reports);
    }
    mapping.finish();
    return std::move(calendar_);
  }

 private:
  void read_reports(const Node& node) {
    MappingDecoder mapping(file_, node, "`reports`");
    for (const auto& [name, kind] : kinds) {
      if (const Node* days = mapping.any(name, Need::optional)) {
        read_days(*days, kind);
      }
    }
    mapping.finish();
  }

  void read_days(const Node& node, ReportKind kind) {
    MappingDecoder mapping(file_, node, "kỳ báo cáo");
    ReportDays days;
    if (const Node* cut_off = mapping.any("cut_off", Need::required)) {
      days.cut_off = read_day(*cut_off, "`cut_off`");
    }
    if (const Node* due = mapping.any("due", Need::required)) {
      days.due = read_day(*due, "`due`");
    }
    mapping.finish();
    const auto key = [](const ReportDay& day) {
      return static_cast<unsigned>(day.months_later) * (last_day_of_month + 1) + day.day;
    };
    if (mapping.is_mapping() && key(days.due) < key(days.cut_off)) {
      file_.error(head_of(node),
                  "due-before-cut-off",
                  "hạn gửi báo cáo đứng trước ngày chốt số liệu",
                  "ví dụ: `{ cut_off: 14, due: 17 }`");
    }
    calendar_.days[kind] = days;
  }

  /// `17`, a day of the period's last month, or `{ day: 5, later: 1 }`, one of a month after it.
  ReportDay read_day(const Node& node, std::string_view what) {
    ReportDay day;
    if (node.kind == NodeKind::scalar) {
      day.day = static_cast<unsigned>(
          decode_integer(file_, node, what, 1, last_day_of_month).value_or(1));
      return day;
    }
    MappingDecoder mapping(file_, node, std::string(what));
    day.day = static_cast<unsigned>(
        mapping.integer("day", Need::required, 1, last_day_of_month).value_or(1));
    day.months_later =
        mapping.integer("later", Need::optional, 0, report_months_later_max).value_or(0);
    mapping.finish();
    return day;
  }

  YamlFile& file_;
  ReportingCalendar calendar_;
};

}  // namespace

ReportingCalendar parse_reporting(YamlFile& file) {
  return file.root() == nullptr ? ReportingCalendar{} : ReportingReader(file).read(*file.root());
}

}  // namespace dondoc
