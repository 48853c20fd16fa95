// SPDX-License-Identifier: Apache-2.0
// When things are due, shape by shape.
#include "tests/simulation/oracle.h"

#include <algorithm>

namespace dondoc {

namespace {

std::string two_digits(unsigned n) {
  return (n < 10 ? "0" : "") + std::to_string(n);
}

/// The month `later` months after the given one.
std::pair<int, unsigned> month_after(int year, unsigned month, int later) {
  while (later > 0) {
    month += 1;
    if (month > 12) {
      month = 1;
      ++year;
    }
    --later;
  }
  return {year, month};
}

/// What limit and clock time make of the named day.
void settle(PlainDue& due, const DueRule& rule, Date named) {
  if (rule.time) {
    due.due = plain_instant(named, *rule.time);
    due.last_day = named;
  } else if (rule.limit == Limit::before) {
    due.due = plain_instant(named, {0});
    due.last_day = named - one_day;
  } else {
    due.due = plain_instant(named + one_day, {0});
    due.last_day = named;
  }
}

/// One plan's dues in the making.
class DueList {
 public:
  DueList(const Plan& plan, const DueRule& rule, const PlainCalendar& calendar)
      : plan_(plan), rule_(rule), calendar_(calendar) {}

  void add(std::string period, Date opens, Date named, std::optional<Date> begins = {}) {
    PlainDue due;
    due.period = std::move(period);
    due.begins = begins;
    while (rule_.roll == Roll::next && !plain_is_working(calendar_, named)) {
      named += one_day;
    }
    while (rule_.roll == Roll::previous && !plain_is_working(calendar_, named)) {
      named -= one_day;
    }
    settle(due, rule_, named);
    // "Before the 1st" of its own month is owed the day before, so it opens then at the latest.
    due.opens = std::min(plain_instant(opens, {0}), plain_instant(due.last_day, {0}));
    dues.push_back(std::move(due));
  }

  void add_years(const YearlyRule& rule) {
    for (int year = first(); year <= last(); ++year) {
      const int due_year = year + rule.years_later;
      add(std::to_string(year),
          plain_day(std::min(year, due_year), rule.first_month, rule.first_day),
          day_in(due_year, rule.last_month, rule.day, rule.working_day),
          make_date(year, 1, 1));
    }
  }

  void add_months(const MonthlyRule& rule) {
    for (int year = first(); year <= last(); ++year) {
      for (unsigned month = 1; month <= 12; ++month) {
        const auto [due_year, due_month] = month_after(year, month, rule.months_later);
        add(std::to_string(year) + "-" + two_digits(month),
            plain_day(year, month, rule.first_day),
            day_in(due_year, due_month, rule.day, rule.working_day),
            make_date(year, month, 1));
      }
    }
  }

  void add_spans(const SpanRule& rule) {
    const std::string name = rule.months == 3 ? "-Q" : "-H";
    for (int year = first(); year <= last(); ++year) {
      unsigned month = 1;
      for (int nth = 1; nth * rule.months <= 12; ++nth) {
        const auto [due_year, due_month] = month_after(year, month, rule.due_month);
        const auto [first_year, first_month] = month_after(year, month, rule.opens_month);
        add(std::to_string(year) + name + std::to_string(nth),
            make_date(first_year, first_month, 1),
            day_in(due_year, due_month, rule.day, rule.working_day),
            make_date(year, month, 1));
        month += static_cast<unsigned>(rule.months);
      }
    }
  }

  /// A week belongs to the year in which its Thursday lies, and counts from that year's first.
  void add_weeks(const WeeklyRule& rule, unsigned usual_weekday) {
    const std::chrono::days to_day(static_cast<int>(rule.weekday.value_or(usual_weekday)) - 1);
    int number = 0;
    int year_of_number = 0;
    Date monday = make_date(first() - 1, 1, 1);
    while (std::chrono::weekday(monday) != std::chrono::Monday) {
      monday += one_day;
    }
    for (; monday <= plan_.effective_to; monday += 7 * one_day) {
      const int year = ymd(monday + 3 * one_day).year;
      number = year == year_of_number ? number + 1 : 1;
      year_of_number = year;
      const Date day = monday + to_day;
      if (day >= plan_.effective_from && day <= plan_.effective_to) {
        add(std::to_string(year) + "-W" + two_digits(static_cast<unsigned>(number)),
            monday,
            day + 7 * rule.weeks_later * one_day,
            monday);
      }
    }
  }

  void add_reports(const ReportingRule& rule, const ReportingCalendar& reporting) {
    const Wider wider = reporting.wider_takes_in ? Wider::takes_in : Wider::stands_beside;
    for (int year = first(); year <= last(); ++year) {
      for (const PlainReport& report : plain_reports(reporting, rule.kinds, wider, year)) {
        add(report.period, report.first, report.due, report.first);
      }
    }
  }

  /// The whole plan, or the years that the rule names of it; and each of them too, if it says so.
  void add_whole(const PeriodRule& rule) {
    const int from = rule.first_year.value_or(first());
    const int to = rule.last_year.value_or(last());
    const std::string name = std::to_string(from) + (from == to ? "" : "--" + std::to_string(to));
    add(name,
        rule.first_year ? std::max(make_date(from, 1, 1), plan_.effective_from)
                        : plan_.effective_from,
        rule.last_year ? make_date(to, 12, 31) : plan_.effective_to);
    for (int year = from; rule.yearly && year <= to; ++year) {
      add(std::to_string(year), make_date(year, 1, 1), make_date(year, 12, 31));
    }
  }

  void leave_undated() {
    for (PlainDue& due : dues) {
      due.dated = false;
    }
  }

  std::vector<PlainDue> dues;

 private:
  [[nodiscard]] int first() const { return ymd(plan_.effective_from).year; }
  [[nodiscard]] int last() const { return ymd(plan_.effective_to).year; }

  /// The n-th working day of the month, or the n-th from its end, or simply the day.
  [[nodiscard]] Date day_in(int year,
                            unsigned month,
                            std::optional<unsigned> day,
                            std::optional<int> nth) const {
    if (!nth) {
      return plain_day(year, month, day);
    }
    return *nth > 0 ? plain_working_days_after(calendar_, make_date(year, month, 1) - one_day, *nth)
                    : plain_working_days_before(
                          calendar_, plain_day(year, month, std::nullopt) + one_day, -*nth);
  }

  const Plan& plan_;
  const DueRule& rule_;
  const PlainCalendar& calendar_;
};

/// The last day of a term, before it rolls.
Date term_end(const TriggeredRule& term, const PlainCalendar& calendar, Date event) {
  const int n = term.amount;
  switch (term.unit) {
    case TermUnit::hours:
    case TermUnit::days:
      return event + n * one_day;
    case TermUnit::weeks:
      return event + 7 * n * one_day;
    case TermUnit::working_days:
      return plain_working_days_after(calendar, event, n);
    case TermUnit::months:
    case TermUnit::years: {
      const int months = term.unit == TermUnit::months ? n : 12 * n;
      const auto [year, month] = month_after(ymd(event).year, ymd(event).month, months);
      return plain_day(year, month, ymd(event).day);
    }
  }
  return event;
}

}  // namespace

std::vector<PlainDue> plain_dues(const Plan& plan,
                                 const DueRule& rule,
                                 const PlainCalendar& calendar,
                                 const ReportingCalendar& reporting,
                                 unsigned weekday) {
  DueList list(plan, rule, calendar);
  if (const auto* once = std::get_if<OnceRule>(&rule.recurrence)) {
    list.add(once->period, once->first.value_or(plan.issued), once->last);
  } else if (const auto* yearly = std::get_if<YearlyRule>(&rule.recurrence)) {
    list.add_years(*yearly);
  } else if (const auto* monthly = std::get_if<MonthlyRule>(&rule.recurrence)) {
    list.add_months(*monthly);
  } else if (const auto* span = std::get_if<SpanRule>(&rule.recurrence)) {
    list.add_spans(*span);
  } else if (const auto* weekly = std::get_if<WeeklyRule>(&rule.recurrence)) {
    list.add_weeks(*weekly, weekday);
  } else if (const auto* reports = std::get_if<ReportingRule>(&rule.recurrence)) {
    list.add_reports(*reports, reporting);
  } else if (const auto* period = std::get_if<PeriodRule>(&rule.recurrence)) {
    list.add_whole(*period);
  } else if (std::holds_alternative<StandingRule>(rule.recurrence)) {
    list.add_whole({});
    list.leave_undated();
  } else if (const auto* deferred = std::get_if<DeferredRule>(&rule.recurrence)) {
    if (deferred->yearly) {
      list.add_years(YearlyRule{});
    } else {
      list.add_whole({});
    }
    list.leave_undated();
  }
  return list.dues;
}

PlainDue plain_due_of_event(const Plan& plan,
                            const DueRule& rule,
                            const PlainCalendar& calendar,
                            const Happening& happening) {
  PlainDue due;
  due.period = happening.id;
  due.opens = happening.recorded_at;
  const auto* term = std::get_if<TriggeredRule>(&rule.recurrence);
  if (happening.due) {
    due.last_day = *happening.due;
    due.due = plain_instant(due.last_day + one_day, {0});
  } else if (term == nullptr) {
    due.last_day = plan.effective_to;
    due.due = plain_instant(due.last_day + one_day, {0});
    due.dated = false;
  } else if (term->unit == TermUnit::hours) {
    due.due = plain_instant(happening.event.date, happening.event.time.value_or(TimeOfDay{0})) +
              std::chrono::hours(term->amount);
    due.last_day = plain_date(due.due - std::chrono::seconds(1));
  } else {
    Date day = term_end(*term, calendar, happening.event.date);
    const bool forward =
        rule.roll != Roll::previous && (term->amount >= 0 || rule.roll == Roll::next);
    while ((forward || rule.roll == Roll::previous) && !plain_is_working(calendar, day)) {
      day += forward ? one_day : -one_day;
    }
    settle(due, rule, day);
  }
  return due;
}

}  // namespace dondoc
