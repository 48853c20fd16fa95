// SPDX-License-Identifier: Apache-2.0
// Makes the rule of one segment. The members are the answer under construction; each step leaves as
// soon as there is an error.
#pragma once

#include "rules/phrase/due_phrase_rules.h"

#include <string>

namespace dondoc {

/// "next" or "previous".
[[nodiscard]] bool is_later(Relative which);
/// The first day that a point with a year covers, and its last.
[[nodiscard]] Date start_of_point(const Point& point);
[[nodiscard]] Date end_of_point(const Point& point);

class SegmentMeaning {
 public:
  SegmentMeaning(const Segment& segment, const PhraseSource& source)
      : segment_(segment), source_(source), points_(segment.points.points) {}

  [[nodiscard]] DueMeaning take();

 private:
  void work_out();
  [[nodiscard]] std::optional<CadenceUnit> cadence() const;
  [[nodiscard]] std::optional<CadenceUnit> implied_cadence() const;

  // One for each family of shapes.
  void make_term();
  void make_term_from_period_end(const TermPart& term);
  void make_term_from_date(const TermPart& term);
  void make_term_before_tet(const TermPart& term);
  void make_mode();
  void make_reports();
  void make_period();
  void make_yearly();
  void make_once();
  void make_monthly();
  void make_spans(int months);
  void make_spans_from_dates(int months);
  void make_weekly();
  void make_daily();

  // Parts of points.
  std::optional<Recurrence> yearly_of(const Point& point);
  std::optional<Recurrence> yearly_day_of(const Point& point, int later);
  std::optional<Recurrence> yearly_range(const Point& first, const Point& last);
  std::optional<OnceRule> once_of(const Point& point);
  std::optional<OnceRule> once_range(const Point& first, const Point& last);
  std::optional<Recurrence> monthly_of(const Point& point);
  std::optional<Recurrence> span_of_point(const Point& point, int months);

  void make_dated();
  void complete_from_subjects();
  void set_days_of_subjects();

  std::optional<WeekdayOfMonth> weekday_of(const Point& point);

  // Checks; each answers whether all is well.
  [[nodiscard]] bool day_exists(const Point& point);
  [[nodiscard]] bool clock_has_day();
  [[nodiscard]] std::string one_window_hint() const;
  [[nodiscard]] bool months_apart();
  [[nodiscard]] bool days_apart();
  bool take_bounds_from_points();
  void take_year_of_days();

  void add_reading(Recurrence recurrence, Limit limit, std::vector<Recurrence> also = {});
  void add_list(std::vector<Recurrence> recurrences);
  void add_amounts();
  void add_bounds();
  void add_notes();
  void refuse_lone_day(const Point& point);
  bool refuses_loose_limit();
  void refuse_until();
  void two_readings(WordSpan span, std::string hint);
  void fail(WordSpan span, std::string code, std::string message, std::string hint);
  void conflict(WordSpan span, std::string hint);
  void note(WordSpan span, std::string code, std::string message);

  [[nodiscard]] bool failed() const { return answer_.error.has_value(); }
  [[nodiscard]] Limit limit() const;
  [[nodiscard]] bool is_window() const;
  [[nodiscard]] bool is_before() const;
  [[nodiscard]] WordSpan words_of_points() const;
  /// The phrase with a year behind "từ … đến …" when that bounds a series; else the example.
  [[nodiscard]] std::string with_year_of_range(const char* example) const;

  const Segment& segment_;
  const PhraseSource& source_;
  std::vector<Point> points_;  ///< with what the subjects say about their year
  DueMeaning answer_;
  std::optional<Date> not_before_;
  std::optional<Date> not_after_;
  bool year_from_work_{false};
};

}  // namespace dondoc
