// SPDX-License-Identifier: Apache-2.0
// The frame of a phrase. Every token is read by a part, or belongs to the words that say what is to
// be done, or is an error; nothing is skipped in silence.
//
//   phrase  = segment { separator segment }
//   segment = [work] { part | work | separator }
//   part    = term | quota | target | cadence | years | [limit] [clock] points | mode | roll
//
// Each part stands once in a segment. A part that can't join the ones before it begins the next
// segment when words of its own or a separator stand in front of it, and is an error otherwise.
#pragma once

#include "rules/phrase/due_phrase_context.h"
#include "rules/phrase/due_phrase_facts.h"
#include "rules/phrase/due_phrase_frames.h"
#include "rules/phrase/due_phrase_parts.h"
#include "rules/phrase/due_phrase_scan.h"

#include <optional>
#include <vector>

namespace dondoc {

/// A part of a due said twice, with nothing between that would begin the next one.
inline constexpr const char* two_dues = "phrase-two-dues";

class DuePhraseParser {
 public:
  DuePhraseParser(const PhraseSource& source, const Tokens& tokens)
      : scan_(source, tokens), context_(scan_) {}

  /// Reads the whole phrase. When it can't, the scan's error says where and why.
  [[nodiscard]] bool parse();

  [[nodiscard]] const std::vector<Segment>& segments() const { return segments_; }
  [[nodiscard]] const PhraseScan& scan() const { return scan_; }
  /// The word that no part could read, when that is the error; a hint may leave it out.
  [[nodiscard]] const std::optional<WordSpan>& stray_word() const { return context_.stray_word(); }
  /// Words that say that no due is meant: "so với", a window of figures.
  [[nodiscard]] const std::optional<WordSpan>& no_due_words() const { return no_due_; }
  [[nodiscard]] bool is_data_window() const { return data_window_; }
  [[nodiscard]] Roll lone_roll() const { return lone_roll_; }
  /// A percentage without a threshold.
  [[nodiscard]] const std::optional<WordSpan>& bare_target() const { return bare_target_; }

 private:
  // Each returns whether it read something or failed over it.
  bool read_part();
  bool read_no_due();
  void fail_over_unsaid_days(std::size_t last);
  bool read_limited();
  bool read_from();
  bool read_plain_points();
  bool read_unlimited_clock();
  bool read_clock_from(std::size_t first);

  [[nodiscard]] std::optional<std::size_t> end_of_first_case() const;
  [[nodiscard]] bool explains_date(const Read<TermPart>& read);
  [[nodiscard]] bool says_cadence_itself(const Read<TermPart>& read);
  bool ends_with_period(const Read<TermPart>& read);
  [[nodiscard]] bool refuses_other_case(const Read<TermPart>& read);
  [[nodiscard]] bool runs_from_happening(const Read<TermPart>& read);
  void place_term(const Read<TermPart>& read);
  bool refuses_other_rhythm(const QuotaPart& quota);
  void place_quota(const Read<QuotaPart>& read);
  void place_target(const Read<TargetPart>& read);
  bool refuses_cadence(const CadencePart& part);
  bool repeats_cadence(const Read<CadencePart>& read);
  bool belongs_to_event(const Read<CadencePart>& read);
  bool begins_with_cadence(const Read<CadencePart>& read);
  [[nodiscard]] bool loses_first_kind(const Read<CadencePart>& read);
  void place_cadence(const Read<CadencePart>& read);
  void place_years(const Read<YearsPart>& read);
  bool refuses_mode_beside_due(const Read<ModePart>& read);
  void place_mode(const Read<ModePart>& read);
  void place_roll(const Read<Roll>& read);
  void place_start(const Point& point, std::size_t last);
  void place_points(LimitPart limit,
                    std::optional<TimeOfDay> time,
                    WordSpan time_words,
                    Points points,
                    std::size_t last);

  [[nodiscard]] std::optional<Point> merge_weekday(const Point& one, const Point& other);
  [[nodiscard]] bool merge_day_and_month(const LimitPart& limit, const Points& points);
  [[nodiscard]] bool labels_date(const LimitPart& limit, const Points& points) const;
  [[nodiscard]] bool labels_report(const LimitPart& limit, const Points& points) const;
  [[nodiscard]] bool plans_ahead() const;
  [[nodiscard]] bool refuses_clock_window(WordSpan time_words, const Points& points);
  [[nodiscard]] bool is_on_occasion() const;
  bool belong_to_work(const LimitPart& limit, const Points& points, std::size_t last);
  void drop_explained_term(bool in_days = false);
  void drop_length(std::size_t last);
  bool stands_beside_due(const Read<TermPart>& read);
  void fail_over_length(const TermPart& term, const std::string& due, std::string hint);
  bool takes_back_from_tet(const Read<TermPart>& read);
  [[nodiscard]] std::size_t behind_known();
  [[nodiscard]] std::size_t behind_week_end();
  [[nodiscard]] std::size_t behind_purpose() const;
  [[nodiscard]] std::size_t behind_comment();
  [[nodiscard]] std::size_t behind_remark();
  [[nodiscard]] std::size_t bracket_end(bool none) const;
  [[nodiscard]] std::size_t behind_deadline_of() const;
  void keep_limit(const LimitPart& limit, std::size_t last);
  [[nodiscard]] bool repeats_year_of_work(const LimitPart& limit, const Points& points) const;
  [[nodiscard]] bool repeats_quarter_ends(const LimitPart& limit, const Points& points) const;
  [[nodiscard]] bool joins_reports(const Segment& before, const Segment& segment) const;
  bool refuses_other_month(const Points& points);
  bool refuses_other_quarter(const Points& points);
  void join_subjects();
  void make_subject(const Points& due);
  bool refuses_waiting_day();
  [[nodiscard]] bool says_how_asked() const;
  [[nodiscard]] bool is_of_review(const Points& points) const;
  [[nodiscard]] bool is_one_clause() const;
  [[nodiscard]] bool names_limit_of_span(const Points& points) const;
  [[nodiscard]] LimitPart limit_shared(const LimitPart& limit, const Points& points) const;
  /// How a period stands before a day: as what the day is the due of.
  struct Labels {
    bool any{false};
    bool part_of_year{false};  ///< "giữa năm", "cuối quý III"
    bool bare_date{false};     ///< no limit is said with the date
  };
  [[nodiscard]] Labels labels_of(const LimitPart& limit, const Points& points);
  [[nodiscard]] bool are_subject(const LimitPart& limit, const Points& points);
  [[nodiscard]] bool merge_points(const LimitPart& limit, const Points& points);
  /// Closes the words read so far and moves behind a part.
  void advance(std::size_t last);
  /// Takes the tokens up to `last` as words about the work, which change nothing of the due.
  void pass_over(std::size_t last);
  /// Begins a segment for a part that can't join the current one, or fails.
  bool split(WordSpan words, std::string_view code, const std::string& message);
  [[nodiscard]] bool only_comma() const;
  [[nodiscard]] bool of_each_year(const CadencePart& part) const;
  [[nodiscard]] std::size_t behind_and() const;
  void end_segment();
  void fail_over_start(WordSpan words, std::string hint = "từ tháng 7/2026 đến hết năm 2026");
  void refuse_occasion();
  void refuse_names();
  void refuse_surroundings();
  void fail_over_fact(const NoDueReason& fact);
  void refuse_condition(WordSpan condition);
  [[nodiscard]] std::size_t behind_start_clock(std::size_t first);
  bool end_started(Segment& segment);
  [[nodiscard]] bool ends_start() const;
  bool read_end_clock(const Points& begin, std::size_t first);
  bool ends_sentence() const;

  [[nodiscard]] Segment& current() { return segments_.back(); }

  PhraseScan scan_;
  PhraseContext context_;
  std::vector<Segment> segments_ = std::vector<Segment>(1);
  std::size_t position_{0};
  bool sentence_ended_{false};
  std::optional<WordSpan> no_due_;
  bool data_window_{false};
  Roll lone_roll_{Roll::none};
  std::optional<WordSpan> bare_target_;
  std::optional<WordSpan> periodic_;  ///< "định kỳ" without a cadence
  std::optional<WordSpan> occasion_;  ///< "trong đợt cao điểm": it needs days of its own
  std::optional<WordSpan> figures_;   ///< "số liệu tính đến ngày 14/6"
  std::optional<WordSpan> money_;     ///< "kinh phí thường xuyên": nothing to be done
};

}  // namespace dondoc
