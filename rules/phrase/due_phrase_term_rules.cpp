// SPDX-License-Identifier: Apache-2.0
// Rules for terms, and for terms whose event the calendar knows.
#include "rules/phrase/due_phrase_meaning.h"

#include <string>
#include <utility>

namespace dondoc {
namespace {

constexpr int shortest_month_days = 28;
constexpr int shortest_month_after_quarter = 30;  // January, April, July, October
constexpr int days_of_january = 31;

}  // namespace

void SegmentMeaning::make_term() {
  const TermPart& term = *segment_.term;
  if (term.before && term.amount == 0) {
    conflict(term.words, "chậm nhất 03 ngày làm việc trước ngày họp");
    return;
  }
  switch (term.event) {
    case EventKind::date:
      make_term_from_date(term);
      return;
    case EventKind::month_end:
    case EventKind::quarter_end:
    case EventKind::half_year_end:
    case EventKind::year_end:
      make_term_from_period_end(term);
      return;
    case EventKind::new_year:
      make_term_before_tet(term);
      return;
    case EventKind::unsaid:
      note(term.words,
           "event-unsaid",
           "Cụm từ chưa nêu mốc tính thời hạn; hãy nêu mốc ở khoá `trigger`.");
      break;
    case EventKind::outside:
    case EventKind::period_end:  // of no period that a cadence names: somebody tells it
      break;
  }
  if (term.said_after) {
    note(term.words,
         "after-means-within",
         "\"" + source_.words(term.words) + "\" được hiểu là chậm nhất khi hết thời gian đó.");
  }
  DueRule rule{TriggeredRule{term.before ? -term.amount : term.amount, term.unit}};
  rule.roll = segment_.roll;
  answer_.readings.push_back(std::move(rule));
}

/// "chậm nhất 15 ngày trước Tết": the calendar knows the day, in each year or in the one that is
/// said.
void SegmentMeaning::make_term_before_tet(const TermPart& term) {
  const int days = term.amount * (term.unit == TermUnit::weeks ? days_per_week : 1);
  DueRule rule{LunarRule{1, 1, days}};
  if (term.event_date) {
    rule.recurrence = OnceRule{std::nullopt, *term.event_date - std::chrono::days{days}, "once"};
  }
  rule.roll = segment_.roll;
  answer_.readings.push_back(std::move(rule));
}

/// A term from a known day is a day: it can be worked out now, but for the calendar's days off.
void SegmentMeaning::make_term_from_date(const TermPart& term) {
  const int sign = term.before ? -1 : 1;
  Date last = *term.event_date;
  switch (term.unit) {
    case TermUnit::days:
      last += std::chrono::days{sign * term.amount};
      break;
    case TermUnit::weeks:
      last += std::chrono::days{sign * term.amount * days_per_week};
      break;
    case TermUnit::months:
      last = add_months(last, sign * term.amount);
      break;
    case TermUnit::years:
      last = add_months(last, sign * term.amount * months_per_year);
      break;
    case TermUnit::hours:
    case TermUnit::working_days:
      fail(term.words,
           "term-from-date",
           "Thời hạn tính bằng ngày làm việc từ một ngày đã biết: hãy ghi thẳng ngày đến hạn.",
           once_hint);
      return;
  }
  if (year_of(last) < year_min || year_of(last) > year_max) {
    fail(term.words, "year-out-of-range", "Thời hạn vượt ra ngoài các năm tính được.", once_hint);
    return;
  }
  DueRule rule{OnceRule{std::nullopt, last, "once"}};
  rule.roll = segment_.roll != Roll::none ? segment_.roll : term.before ? Roll::none : Roll::next;
  answer_.readings.push_back(std::move(rule));
}

/// "trong 05 ngày kể từ ngày kết thúc tháng": a day of the month, quarter or year after.
void SegmentMeaning::make_term_from_period_end(const TermPart& term) {
  const bool worked = term.unit == TermUnit::working_days;
  const int days_max = term.event == EventKind::month_end     ? shortest_month_days
                       : term.event == EventKind::quarter_end ? shortest_month_after_quarter
                                                              : days_of_january;  // or of July
  const bool months = term.unit == TermUnit::months && term.event == EventKind::year_end;
  if (months && !term.before && term.amount >= 1 && term.amount <= months_per_year) {
    // From 31/12 so many months end with the last day of a month (BLDS art. 148(3)).
    DueRule rule{YearlyRule{january, to_unsigned(term.amount), std::nullopt, 1}};
    rule.roll = segment_.roll != Roll::none ? segment_.roll : Roll::next;
    answer_.readings.push_back(std::move(rule));
    return;
  }
  const bool fits = !term.before && term.amount >= 1 &&
                    ((term.unit == TermUnit::days && term.amount <= days_max) ||
                     (worked && term.amount <= nth_working_day_max));
  if (!fits) {
    std::string hint = "trước ngày 05 của tháng liền kề";
    if (term.event == EventKind::year_end && term.unit == TermUnit::days && !term.before) {
      constexpr int any_year = 2027;
      const Ymd day = ymd(make_date(any_year, 1, 1) + std::chrono::days{term.amount - 1});
      hint = day.year == any_year ? "chậm nhất ngày " + std::to_string(day.day) + "/" +
                                        std::to_string(day.month) + " năm liền kề"
                                  : hint;
    }
    fail(term.words,
         "term-from-period-end",
         "Thời hạn tính từ cuối kỳ: hãy ghi thẳng ngày đến hạn của kỳ.",
         std::move(hint));
    return;
  }
  const auto day = worked ? std::nullopt : std::optional(static_cast<unsigned>(term.amount));
  const auto working_day = worked ? std::optional(term.amount) : std::nullopt;
  DueRule rule;
  if (term.event == EventKind::month_end) {
    rule.recurrence = MonthlyRule{day, 1, 1, working_day};
  } else if (term.event == EventKind::quarter_end) {
    rule.recurrence = SpanRule{3, 0, 3, day, working_day};
  } else if (term.event == EventKind::half_year_end) {
    rule.recurrence = SpanRule{6, 0, 6, day, working_day};
  } else {
    rule.recurrence = YearlyRule{january, january, day, 1, 1, working_day};
  }
  rule.roll = segment_.roll != Roll::none || worked ? segment_.roll : Roll::next;
  answer_.readings.push_back(std::move(rule));
}

}  // namespace dondoc
