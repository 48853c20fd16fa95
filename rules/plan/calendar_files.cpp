// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/calendar_files.h"

#include "rules/plan/calendar_parser.h"
#include "rules/plan/holidays_parser.h"
#include "rules/plan/reporting_parser.h"
#include "rules/plan/yaml_reader.h"

#include <map>
#include <string>
#include <utility>

namespace dondoc {

namespace {

constexpr std::string_view holidays_name = "calendars/holidays.yaml";
constexpr unsigned saturday_and_sunday = 0b1000001;

class CalendarFilesReader {
 public:
  CalendarFilesReader(const std::vector<SourceFile>& files, std::vector<Diagnostic>& diagnostics)
      : files_(files), diagnostics_(diagnostics) {}

  std::optional<WorkingDays> read() {
    for (const SourceFile& source : files_) {
      if (source.name == holidays_name) {
        read_holidays(source);
      }
    }
    for (const SourceFile& source : files_) {
      if (is_in_folder(source, calendars_folder) && source.name != holidays_name &&
          source.name != reporting_name) {
        read_year(source);
      }
    }
    // A set with mistakes is never used, and the calendar expects years that differ.
    if (has_errors(diagnostics_)) {
      return std::nullopt;
    }
    return WorkingDays(weekend_.value_or(saturday_and_sunday), std::move(years_), rules_);
  }

 private:
  void keep_diagnostics(const YamlFile& file) {
    diagnostics_.insert(diagnostics_.end(), file.diagnostics().begin(), file.diagnostics().end());
  }

  void read_holidays(const SourceFile& source) {
    YamlFile file = read_yaml(source);
    rules_ = parse_holidays(file);
    keep_diagnostics(file);
  }

  void read_year(const SourceFile& source) {
    YamlFile file = read_yaml(source);
    if (auto calendar = parse_calendar(file, rules_)) {
      const auto [first, fresh] = file_of_year_.emplace(calendar->year.year, source.name);
      if (!fresh) {
        file.error(
            calendar->year_span, "duplicate-year", "lịch năm này đã có trong tệp " + first->second);
      }
      if (weekend_ && calendar->weekend && *weekend_ != *calendar->weekend) {
        file.error(calendar->weekend_span,
                   "weekends-differ",
                   "ngày nghỉ hằng tuần khác với tệp " + weekend_file_);
      } else if (calendar->weekend) {
        weekend_ = calendar->weekend;
        weekend_file_ = source.name;
      }
      years_.push_back(std::move(calendar->year));
    }
    keep_diagnostics(file);
  }

  const std::vector<SourceFile>& files_;
  std::vector<Diagnostic>& diagnostics_;
  HolidayRules rules_;
  std::vector<CalendarYear> years_;
  std::map<int, std::string> file_of_year_;
  std::optional<std::bitset<7>> weekend_;
  std::string weekend_file_;
};

}  // namespace

bool is_in_folder(const SourceFile& file, std::string_view folder) {
  return std::string_view(file.name).substr(0, folder.size()) == folder;
}

ReportingCalendar read_reporting_file(const std::vector<SourceFile>& files,
                                      std::vector<Diagnostic>& diagnostics) {
  for (const SourceFile& source : files) {
    if (source.name == reporting_name) {
      YamlFile file = read_yaml(source);
      ReportingCalendar calendar = parse_reporting(file);
      diagnostics.insert(diagnostics.end(), file.diagnostics().begin(), file.diagnostics().end());
      return calendar;
    }
  }
  return {};
}

std::optional<WorkingDays> read_calendar_files(const std::vector<SourceFile>& files,
                                               std::vector<Diagnostic>& diagnostics) {
  return CalendarFilesReader(files, diagnostics).read();
}

}  // namespace dondoc
