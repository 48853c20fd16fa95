// SPDX-License-Identifier: Apache-2.0
// Which family of rules a segment belongs to; terms, reports, periods and duties without a date.
#include "rules/phrase/due_phrase_rules.h"

#include "rules/phrase/due_phrase_meaning.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dondoc {
namespace {

constexpr int shortest_month = 28;
constexpr const char* conflict_code = "phrase-parts-conflict";

std::optional<ReportKind> report_kind(CadenceUnit unit) {
  switch (unit) {
    case CadenceUnit::month:
      return ReportKind::month;
    case CadenceUnit::quarter:
      return ReportKind::quarter;
    case CadenceUnit::half_year:
      return ReportKind::half_year;
    case CadenceUnit::nine_months:
      return ReportKind::nine_months;
    case CadenceUnit::year:
      return ReportKind::year;
    case CadenceUnit::week:
    case CadenceUnit::day:
      break;
  }
  return std::nullopt;
}

/// The cadence alone, with no day said.
Recurrence plain_recurrence(const std::vector<CadenceUnit>& units) {
  if (units.size() > 1 || units.front() == CadenceUnit::nine_months) {
    ReportingRule rule;
    for (const CadenceUnit unit : units) {
      if (const auto kind = report_kind(unit)) {
        rule.kinds.push_back(*kind);
      }
    }
    std::sort(rule.kinds.begin(), rule.kinds.end());
    return rule;
  }
  switch (units.front()) {
    case CadenceUnit::half_year:
      return SpanRule{6, 0, 5, std::nullopt, std::nullopt};
    case CadenceUnit::quarter:
      return SpanRule{};
    case CadenceUnit::month:
      return MonthlyRule{};
    case CadenceUnit::week:
      return WeeklyRule{};
    case CadenceUnit::day:
      return DailyRule{};
    case CadenceUnit::year:
    case CadenceUnit::nine_months:
      break;
  }
  return YearlyRule{};
}

}  // namespace

DueMeaning SegmentMeaning::take() {
  complete_from_subjects();
  if (!failed()) {
    work_out();
  }
  if (!failed()) {
    add_amounts();
    add_bounds();
  }
  if (!failed()) {
    add_notes();
  }
  return std::move(answer_);
}

std::optional<CadenceUnit> SegmentMeaning::cadence() const {
  if (segment_.cadence && segment_.cadence->units.size() == 1) {
    return segment_.cadence->units.front();
  }
  return segment_.quota ? segment_.quota->per : std::nullopt;
}

std::optional<CadenceUnit> SegmentMeaning::implied_cadence() const {
  for (const Point& point : points_) {
    if (point.month_of_quarter) {
      return CadenceUnit::quarter;
    }
    const bool unnamed = source_.words(point.words).find("kỳ báo cáo") != std::string::npos;
    const bool known = point.month == Relative::same ||
                       (point.month == Relative::next && !unnamed) ||
                       (point.month == Relative::previous && point.month_of_plan);
    if (point.has_day() && known) {
      return CadenceUnit::month;
    }
    if (point.weekday && point.week != Relative::unsaid) {
      return CadenceUnit::week;
    }
  }
  return std::nullopt;
}

void SegmentMeaning::work_out() {
  if (refuses_loose_limit()) {
    return;
  }
  const bool dated = !points_.empty() || segment_.cadence || segment_.years;
  // "trước 11 giờ 30, khi có yêu cầu": a clock is of no day there.
  const bool undated = !dated && (segment_.term || segment_.mode);
  if (undated && !clock_has_day()) {
    return;
  }
  if (segment_.term && (!segment_.term->weak || !dated)) {
    make_term();
    return;
  }
  if (segment_.mode && (!segment_.cadence || segment_.mode->mode == Mode::standing)) {
    make_mode();
    return;
  }
  if (segment_.cadence && (segment_.cadence->units.size() > 1 ||
                           (segment_.cadence->is(CadenceUnit::nine_months) && points_.empty()))) {
    make_reports();
    return;
  }
  const auto unit = cadence() ? cadence() : implied_cadence();
  if (!clock_has_day()) {
    return;
  }
  const bool one_report = segment_.cadence && segment_.cadence->said_by_report &&
                          !points_.empty() &&
                          std::all_of(points_.begin(), points_.end(), [](const Point& point) {
                            return point.day && point.has_months() && point.year_number;
                          });
  if (one_report) {
    make_once();  // "báo cáo sơ kết 6 tháng trước ngày 15/6/2026"
    return;
  }
  switch (unit.value_or(CadenceUnit::year)) {
    case CadenceUnit::month:
      make_monthly();
      return;
    case CadenceUnit::quarter:
      make_spans(3);
      return;
    case CadenceUnit::half_year:
      make_spans(6);
      return;
    case CadenceUnit::week:
      make_weekly();
      return;
    case CadenceUnit::day:
      make_daily();
      return;
    case CadenceUnit::year:
    case CadenceUnit::nine_months:
      make_dated();
      return;
  }
}

/// What is owed once, each year, or for a whole period.
void SegmentMeaning::make_dated() {
  const bool dated_report = segment_.cadence && segment_.cadence->said_by_report &&
                            std::any_of(points_.begin(), points_.end(), [](const Point& point) {
                              return point.has_day() && point.year_number.has_value();
                            });
  // "báo cáo năm … trước ngày 05/12/2026": the date decides.
  const bool yearly = cadence() == CadenceUnit::year && !dated_report;
  if (points_.empty()) {
    make_period();
    return;
  }
  const Point& first = points_.front();
  const bool lone_day = std::any_of(points_.begin(), points_.end(), [yearly](const Point& point) {
    const bool year_end =
        (point.last_day || point.first_day || point.middle || point.working_day) &&
        (point.year != Relative::unsaid || point.year_number);
    return point.has_day() && !point.has_months() && !year_end &&
           !(yearly && point.month_of_period);
  });
  if (lone_day &&
      !(yearly && (first.last_day || first.first_day || first.middle || first.working_day))) {
    refuse_lone_day(first);
    return;
  }
  const bool numbered = std::any_of(points_.begin(), points_.end(), [](const Point& point) {
    return point.year_number.has_value();
  });
  if (numbered && yearly) {
    // "hằng năm … năm 2026": a year is the report's, unless the due has no other.
    const bool amount_of_year = segment_.quota || segment_.target;
    if (!(amount_of_year && take_bounds_from_points())) {
      conflict(words_of_points(), yearly_hint);
      return;
    }
    points_.clear();
    add_reading(YearlyRule{}, Limit::by);
    return;
  }
  const bool counted_year = (segment_.quota || segment_.target) && points_.size() == 1 &&
                            first.is_year_only() && is_window();
  if (counted_year && take_bounds_from_points()) {
    add_reading(YearlyRule{}, Limit::by);
  } else if (numbered) {
    make_once();
  } else {
    make_yearly();
  }
}

void SegmentMeaning::make_period() {
  const bool yearly = segment_.cadence && segment_.cadence->is(CadenceUnit::year);
  const bool counted = segment_.quota || segment_.target;
  if (segment_.limit.word != LimitWord::unsaid && segment_.limit.word != LimitWord::within) {
    fail(segment_.limit.words,
         "phrase-not-understood",
         "Cần nêu ngày, tháng hoặc quý sau \"" + source_.words(segment_.limit.words) + "\".",
         "trước ngày 15/12 hằng năm");
    return;
  }
  if (segment_.years && segment_.years->doubtful && !counted) {
    add_reading(PeriodRule{segment_.years->first, segment_.years->last, true}, Limit::by);
    add_reading(YearlyRule{}, Limit::by);
    if (segment_.years->first) {
      answer_.readings.back().not_before = make_date(*segment_.years->first, january, 1);
    }
    two_readings(segment_.years->words,
                 source_.with({segment_.years->words.begin, segment_.years->words.begin}, "và "));
    return;
  }
  const bool counted_once =
      (segment_.quota && !segment_.quota->per) || (segment_.target && !segment_.target->per);
  if (segment_.years && counted_once && !yearly && !segment_.years->open) {
    add_reading(PeriodRule{segment_.years->first, segment_.years->last, false}, Limit::by);
    add_reading(YearlyRule{}, Limit::by);
    two_readings(segment_.quota ? segment_.quota->words : segment_.target->words,
                 segment_.quota ? "ít nhất " + std::to_string(segment_.quota->at_least) + " lần/năm"
                                : "hằng năm " + source_.words(segment_.target->words));
    return;
  }
  if (segment_.years && (!yearly || segment_.years->joined) && !segment_.years->open && !counted) {
    add_reading(PeriodRule{segment_.years->first, segment_.years->last, yearly}, Limit::by);
    return;
  }
  if (!yearly && !segment_.years && !counted) {
    fail(source_.whole(),
         "phrase-not-understood",
         "Cụm từ chưa nêu ngày, tháng, quý hoặc năm nào.",
         yearly_hint);
    return;
  }
  // "Ít nhất 03 báo giá", "ít nhất 05 thành viên": what there must be, and not how often
  if (!yearly && !segment_.years && segment_.quota && !segment_.quota->per &&
      segment_.quota->thing) {
    fail(segment_.quota->words,
         "no-due-in-phrase",
         "Chỉ nêu số lượng, chưa nêu kỳ hoặc thời hạn của nhiệm vụ.",
         "ít nhất " + std::to_string(segment_.quota->at_least) + " lần/năm");
    return;
  }
  if (!yearly && !segment_.years && !(segment_.quota && segment_.quota->per)) {
    note(source_.whole(),
         "no-period-means-every-year",
         "Không ghi kỳ nên được tính cho từng năm kế hoạch có hiệu lực.");
  }
  add_reading(YearlyRule{}, Limit::by);
}

void SegmentMeaning::make_mode() {
  const ModePart& mode = *segment_.mode;
  if (segment_.cadence) {
    // "Thường xuyên, hằng năm" may be either.
    answer_.readings.push_back({StandingRule{}});
    answer_.readings.push_back({plain_recurrence(segment_.cadence->units)});
    two_readings(mode.words, source_.words(mode.words));
    return;
  }
  if (mode.mode == Mode::standing) {
    static_cast<void>(take_bounds_from_points());
    answer_.readings.push_back({StandingRule{}});
  } else if (mode.mode == Mode::happening) {
    answer_.readings.push_back({HappeningRule{}});
  } else {
    answer_.readings.push_back({DeferredRule{mode.yearly}});
  }
}

void SegmentMeaning::make_reports() {
  ReportingRule rule;
  for (const CadenceUnit unit : segment_.cadence->units) {
    const auto kind = report_kind(unit);
    if (!kind) {
      fail(segment_.cadence->words,
           conflict_code,
           "Lịch báo cáo chỉ có các kỳ tháng, quý, 6 tháng, 9 tháng và năm; nhiệm vụ hằng tuần, "
           "hằng "
           "ngày phải ghi riêng.",
           "hằng quý, 6 tháng và năm");
      return;
    }
    rule.kinds.push_back(*kind);
  }
  std::sort(rule.kinds.begin(), rule.kinds.end());
  const bool plain = points_.empty() || take_bounds_from_points();
  if (!plain || segment_.time) {
    conflict(points_.empty() ? segment_.time_words : words_of_points(), "hằng quý, 6 tháng và năm");
    return;
  }
  answer_.readings.push_back({std::move(rule)});
}

void SegmentMeaning::add_amounts() {
  for (DueRule& rule : answer_.readings) {
    const std::size_t dues = rule.also.size() + 1;
    const bool each_once =
        segment_.quota && dues > 1 && segment_.quota->at_least == static_cast<int>(dues);
    if (segment_.quota && dues > 1 && !each_once) {
      conflict(segment_.quota->words, "trước ngày 15/6 và 15/12 hằng năm");
      return;
    }
    if (segment_.quota && !each_once && !(segment_.quota->weak && !points_.empty())) {
      rule.quota = Quota{segment_.quota->at_least};
    }
    if (segment_.target) {
      rule.target = segment_.target->target;
    }
  }
}

void SegmentMeaning::add_bounds() {
  if (segment_.start) {
    if (!day_exists(*segment_.start)) {
      return;
    }
    not_before_ = start_of_point(*segment_.start);
  }
  if (segment_.years && segment_.years->first) {
    not_before_ = make_date(*segment_.years->first, january, 1);
    if (segment_.years->last) {
      not_after_ = make_date(*segment_.years->last, december, longest_month);
    }
  }
  for (DueRule& rule : answer_.readings) {
    const bool alone = std::holds_alternative<OnceRule>(rule.recurrence) ||
                       std::holds_alternative<PeriodRule>(rule.recurrence) || waits_for_event(rule);
    if (!alone) {
      rule.not_before = not_before_;
      rule.not_after = not_after_;
    }
  }
}

void SegmentMeaning::add_notes() {
  if (segment_.limit.word == LimitWord::at_latest_before) {
    note(segment_.limit.words,
         "at-latest-before-is-before",
         "\"Chậm nhất trước ngày\" được hiểu là trước ngày đó, không gồm ngày đó.");
  }
  const DueRule& rule = answer_.readings.front();
  const bool yearly = std::holds_alternative<YearlyRule>(rule.recurrence) ||
                      std::holds_alternative<LunarRule>(rule.recurrence);
  const bool relative = std::any_of(points_.begin(), points_.end(), [](const Point& point) {
    return point.year == Relative::next || point.year == Relative::previous;
  });
  if (yearly && !cadence() && !points_.empty() && !relative && !segment_.years && !segment_.term &&
      !not_before_) {
    note(source_.whole(),
         "no-year-means-every-year",
         "Không ghi năm nên được hiểu là hằng năm, trong các năm kế hoạch có hiệu lực.");
  }
  for (const Point& point : points_) {
    const bool beyond = point.day && *point.day > static_cast<unsigned>(shortest_month) &&
                        !point.year_number && !point.lunar &&
                        (!point.has_months() || *point.last_month == 2);
    if (beyond && !segment_.term) {
      note(point.words,
           "day-not-in-every-month",
           "Tháng không có ngày này thì tính theo ngày cuối tháng (BLDS 2015, Điều 148 khoản 3).");
    }
    if (point.lunar && point.day == 30U) {
      note(point.words,
           "day-not-in-every-month",
           "Tháng âm lịch thiếu thì tính theo ngày cuối cùng của tháng đó.");
    }
  }
}

DueMeaning meaning_of(const Segment& segment, const PhraseSource& source) {
  return SegmentMeaning(segment, source).take();
}

}  // namespace dondoc
