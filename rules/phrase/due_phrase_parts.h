// SPDX-License-Identifier: Apache-2.0
// What the grammar finds in a phrase, before it is checked and made into rules. A phrase has one
// segment for each due that it speaks of.
#pragma once

#include "rules/phrase/due_rule.h"
#include "rules/phrase/phrase_source.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

enum class LimitWord {
  unsaid,
  within,            ///< trong, vào: a window
  at_latest,         ///< chậm nhất, đến hết: inclusive, may be done earlier
  until,             ///< đến: inclusive for a day and a year, doubtful for a month or quarter
  before,            ///< trước: exclusive
  at_latest_before,  ///< chậm nhất trước: exclusive too, said with a note
};

/// Whether it names a span in which the thing is done, not only its end.
[[nodiscard]] constexpr bool is_window(LimitWord limit) {
  return limit == LimitWord::unsaid || limit == LimitWord::within;
}

struct LimitPart {
  LimitWord word{LimitWord::unsaid};
  bool from_now{false};  ///< "từ nay đến …": once, whatever the year
  WordSpan words;
};

/// Which one is meant, as seen from the period: "tháng trước", "của tháng", "tháng liền kề".
enum class Relative { unsaid, previous, same, next };

/// A day, month, quarter or year as far as the words name it. Unsaid parts come from what stands
/// beside it.
struct Point {
  std::optional<unsigned> day;  ///< of the month
  bool of_start{false};         ///< "15 ngày đầu": counted from the beginning of what follows
  bool last_day{false};         ///< "ngày cuối cùng của …", "cuối tháng"
  bool first_day{false};        ///< "đầu tháng", "ngày đầu tiên của …"
  bool middle{false};           ///< "giữa tháng", "giữa năm"
  bool loose_end{false};        ///< "cuối tháng", not "ngày cuối cùng của tháng"
  std::optional<int> working_day;
  std::optional<unsigned> weekday;
  std::optional<int> nth;  ///< of the weekday: 1 the month's first, -1 its last
  bool nth_week{false};    ///< said as a week: "thứ Năm tuần thứ 2 hằng tháng"
  std::optional<unsigned> first_month;  ///< of the month, quarter or half year that is named
  std::optional<unsigned> last_month;
  std::optional<int> month_of_quarter;  ///< 2: "tháng cuối quý"; 3: "tháng đầu quý sau"
  bool month_of_period{false};          ///< "tháng cuối kỳ báo cáo", whatever the period is
  bool month_of_plan{false};   ///< "tháng trước tháng kế hoạch": before which month
  bool month_in_words{false};  ///< "tháng 6", "các tháng 6, 12": more months may follow
  Relative month{Relative::unsaid};
  Relative year{Relative::unsaid};
  Relative week{Relative::unsaid};
  std::optional<int> year_number;
  bool lunar{false};
  std::size_t first{0};  ///< its tokens
  std::size_t last{0};
  WordSpan words;
  WordSpan day_words;  ///< the day's digits, for a hint

  [[nodiscard]] bool has_day() const {
    return day || last_day || first_day || middle || working_day || weekday;
  }
  [[nodiscard]] bool has_months() const { return first_month.has_value(); }
  /// "ngày 20 của tháng cuối quý", "… của tháng cuối kỳ báo cáo": a day of whatever is named.
  [[nodiscard]] bool is_day_of_span() const {
    return has_day() && (month_of_quarter || month_of_period);
  }
  /// "ngày 10 tháng sau": of the month behind whatever is named.
  [[nodiscard]] bool is_day_of_month_after() const {
    return has_day() && !has_months() && !month_of_quarter && month == Relative::next;
  }
  [[nodiscard]] bool is_year_only() const {
    return !has_day() && !has_months() && !month_of_quarter && !month_of_period &&
           month == Relative::unsaid && week == Relative::unsaid;
  }
};

enum class Joined { alone, list, range };

struct Points {
  std::vector<Point> points;
  Joined joined{Joined::alone};
  std::size_t last{0};  ///< the token behind them

  [[nodiscard]] bool all_years_only() const {
    return std::all_of(
        points.begin(), points.end(), [](const Point& point) { return point.is_year_only(); });
  }
};

enum class CadenceUnit { year, nine_months, half_year, quarter, month, week, day };

struct CadencePart {
  std::vector<CadenceUnit> units;  ///< several: the reports of the reporting calendar
  bool said_by_report{false};      ///< "báo cáo quý": what the report is about
  WordSpan words;

  [[nodiscard]] bool is(CadenceUnit unit) const {
    return units.size() == 1 && units.front() == unit;
  }
};

/// "giai đoạn 2026 - 2030", "từ năm 2027 trở đi".
struct YearsPart {
  std::optional<int> first;
  std::optional<int> last;
  bool open{false};      ///< "trở đi", "các năm tiếp theo": a series from `first` on
  bool joined{false};    ///< "… và giai đoạn": beside the yearly series, not around it
  bool doubtful{false};  ///< "…, giai đoạn": one or the other
  WordSpan words;
};

/// From when a term runs.
enum class EventKind {
  unsaid,
  outside,      ///< an event that somebody records
  date,         ///< "kể từ ngày 15/7/2026"
  month_end,    ///< "kể từ ngày kết thúc tháng"
  quarter_end,  ///< the same of a quarter, a half year, a year
  half_year_end,
  year_end,
  period_end,  ///< "kể từ ngày kết thúc kỳ báo cáo": of the period that the cadence names
  new_year,    ///< "trước Tết": the calendar knows the day
};

/// The end of such a period; `outside` of a week, a day and nine months, whose end nobody reckons
/// from.
[[nodiscard]] constexpr EventKind end_of(CadenceUnit unit) {
  switch (unit) {
    case CadenceUnit::month:
      return EventKind::month_end;
    case CadenceUnit::quarter:
      return EventKind::quarter_end;
    case CadenceUnit::half_year:
      return EventKind::half_year_end;
    case CadenceUnit::year:
      return EventKind::year_end;
    case CadenceUnit::nine_months:
    case CadenceUnit::week:
    case CadenceUnit::day:
      break;
  }
  return EventKind::outside;
}

/// Whether days that run from no event may say how long something lasts.
enum class Lasting {
  no,       ///< "trong vòng 10 ngày", "05 ngày làm việc"
  perhaps,  ///< "không quá 02 ngày", "trong 02 ngày": so beside a due of its own
  yes,      ///< "thời gian 02 ngày", or "02 ngày" alone
};

struct TermPart {
  int amount{0};
  TermUnit unit{TermUnit::days};
  bool before{false};      ///< "chậm nhất 10 ngày trước ngày …"
  bool said_after{false};  ///< "sau 03 tháng": read as within, with a note
  bool weak{false};  ///< "02 ngày" with nothing that makes it a term: perhaps how long it takes
  Lasting lasting{Lasting::no};
  EventKind event{EventKind::unsaid};
  EventKind other_event{EventKind::unsaid};  ///< "… kết thúc quý và 6 tháng": from each of them
  std::optional<Date> event_date;
  WordSpan words;

  /// Whether nothing says from or back to what it is counted.
  [[nodiscard]] bool runs_from_nothing() const { return event == EventKind::unsaid && !before; }
};

/// Whether the term can be counted back from Tết by the calendar alone.
[[nodiscard]] constexpr bool counts_back_from_tet(const TermPart& term) {
  return term.amount >= 1 &&
         ((term.unit == TermUnit::days && term.amount <= days_before_max) ||
          (term.unit == TermUnit::weeks && term.amount * days_per_week <= days_before_max));
}

/// Duties that no calendar dates.
enum class Mode { happening, standing, deferred };

struct ModePart {
  Mode mode{Mode::standing};
  bool yearly{false};  ///< of a deferred one
  bool mild{false};    ///< "kịp thời", "theo quy định" beside a date: says how, not when
  bool after{false};   ///< "sau khi có …": beside a date perhaps only its condition
  WordSpan words;
};

struct QuotaPart {
  int at_least{1};
  bool weak{false};      ///< "02 lớp": a count only beside "mỗi năm" and its like
  bool in_days{false};   ///< "ít nhất 01 ngày": so many days in a week, or how long it takes
  bool once{false};      ///< "01 lần": with a period nothing else than a cadence
  bool occasion{false};  ///< "cuộc", "lớp", "sáng kiến": done so many times, and not had
  bool thing{false};  ///< "báo giá", "bộ hồ sơ", "thành viên": there are so many, whenever
  std::optional<CadenceUnit> per;
  WordSpan words;
};

struct TargetPart {
  Target target;
  bool bare{false};                ///< a percentage without "đạt", "tối thiểu", "trở lên"
  std::optional<CadenceUnit> per;  ///< "90%/năm"
  WordSpan words;
};

/// The tokens [first, last).
struct TokenRange {
  std::size_t first{0};
  std::size_t last{0};
};

/// One due as it is worded.
struct Segment {
  LimitPart limit;
  std::optional<TimeOfDay> time;
  WordSpan time_words;
  std::optional<CadencePart> cadence;
  Points points;
  std::vector<Point> subjects;  ///< "báo cáo năm 2026" in front of its due
  std::optional<YearsPart> years;
  std::optional<Point> start;  ///< "hằng tháng, từ tháng 7/2026": the series begins there
  std::optional<TermPart> term;
  std::optional<ModePart> mode;
  std::optional<QuotaPart> quota;
  std::optional<TargetPart> target;
  Roll roll{Roll::none};
  bool begun{false};  ///< "từ ngày … đến trước ngày …": the limit ends a window
  WordSpan words;
  std::vector<TokenRange> parts;     ///< which tokens they are; the others are words about work
  bool has_work{false};              ///< whether words of its own say what is to be done
  bool subject_year_in_work{false};  ///< the points are a year in the words about work
  bool year_of_work{false};          ///< the due's year was said there and may be another one

  [[nodiscard]] bool has_points() const { return !points.points.empty(); }
  [[nodiscard]] bool has_part() const { return words.end > 0; }
  /// Whether it says when at all.
  [[nodiscard]] bool has_time() const {
    return cadence || has_points() || years || start || term || mode || quota || target ||
           !subjects.empty();
  }
};

}  // namespace dondoc
