// SPDX-License-Identifier: Apache-2.0
// A due with the words about work around it, and what can be said about these words.
#pragma once

#include "rules/phrase/due_phrase_parts.h"
#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>
#include <initializer_list>
#include <vector>

namespace dondoc {

struct DueClause {
  const Segment* segment{nullptr};  ///< not owned; has parts
  TokenRange lead;
  TokenRange inner;  ///< from the first part's end to the last part's beginning
  TokenRange trail;
  std::size_t lead_words{0};
  std::size_t inner_words{0};  ///< without those of the parts
  std::size_t trail_words{0};

  [[nodiscard]] std::size_t first() const { return segment->parts.front().first; }
  [[nodiscard]] std::size_t last() const { return segment->parts.back().last; }
  [[nodiscard]] std::size_t words() const { return lead_words + inner_words + trail_words; }
};

/// One for each segment that says a time.
[[nodiscard]] std::vector<DueClause> due_clauses(const PhraseScan& scan,
                                                 const std::vector<Segment>& segments);

/// Words and numbers, without signs and "và".
[[nodiscard]] std::size_t words_in(const PhraseScan& scan, TokenRange range);
/// The first word or number, or the range's end.
[[nodiscard]] std::size_t first_said(const PhraseScan& scan, TokenRange range);
/// The token in front of the due; the end token when there is none.
[[nodiscard]] const Token& token_before(const PhraseScan& scan, const DueClause& clause);

/// Whether one of the word groups lies wholly in the range, or is its end.
[[nodiscard]] bool holds_any(const PhraseScan& scan,
                             TokenRange range,
                             std::initializer_list<Words> words);
[[nodiscard]] bool ends_with(const PhraseScan& scan,
                             TokenRange range,
                             std::initializer_list<Words> words);
/// The last clause of the words in front: behind their last comma.
[[nodiscard]] TokenRange nearest_of(const PhraseScan& scan, TokenRange lead);

[[nodiscard]] bool holds_deed(const PhraseScan& scan, TokenRange range);
[[nodiscard]] bool holds_number(const PhraseScan& scan, TokenRange range);
/// Whether it tells of a right, a state or the past.
[[nodiscard]] bool holds_telling(const PhraseScan& scan, TokenRange range);

/// "Thời gian thực hiện:", "Hoàn thành 50%", nothing at all.
[[nodiscard]] bool only_labels(const PhraseScan& scan, TokenRange range);
/// "Báo cáo …", "(1) Tiếp tục rà soát …", "Hạn nộp".
[[nodiscard]] bool led_by_deed(const PhraseScan& scan, TokenRange range);
/// "UBND xã báo cáo …": who has to do it, then the deed, before or behind the due.
[[nodiscard]] bool led_by_unit(const PhraseScan& scan, const DueClause& clause);
/// "Cục An toàn bức xạ và hạt nhân": nothing but who has to do it.
[[nodiscard]] bool led_by_unit_alone(const PhraseScan& scan, const DueClause& clause);
/// … of one or more: "Chi cục Dân số, Trung tâm Y tế cấp huyện, Trạm Y tế cấp xã", with no noun at
/// their end that a rhythm could be of ("kế hoạch hằng năm").
[[nodiscard]] bool led_by_units_alone(const PhraseScan& scan, const DueClause& clause);
/// "… phải được thay đổi …", "… có trách nhiệm báo cáo …".
[[nodiscard]] bool commanded(const PhraseScan& scan, TokenRange range);
/// "Hội nghị …", "Tuần lễ …": what takes place.
[[nodiscard]] bool led_by_event(const PhraseScan& scan, const DueClause& clause);
/// "Hạn nộp báo cáo … là ngày 04/12/2025", "Thời hạn giải quyết … là 30 ngày kể từ ngày …"
[[nodiscard]] bool led_by_deadline(const PhraseScan& scan, const DueClause& clause);
/// "Thời hạn giải quyết …", "Thời gian ra quyết định hoàn thuế …": what a term is set for.
[[nodiscard]] bool led_by_term_of_deed(const PhraseScan& scan, const DueClause& clause);
/// Behind "Trường hợp hồ sơ chưa hợp lệ thì" at `first`, where a term from an event follows: the
/// case is the event's, and whoever records the event knows it. `first` without one.
[[nodiscard]] std::size_t behind_case(const PhraseScan& scan, std::size_t first);
/// "báo cáo tiến độ", "báo cáo tình hình tư tưởng": a deed and what is told, no paper's name.
[[nodiscard]] bool reports_what(const PhraseScan& scan, TokenRange range);
/// "…, hoàn thành trong tháng 3/2026": the deed stands directly in front of the last part.
[[nodiscard]] bool adjoins_deed(const PhraseScan& scan, const DueClause& clause);

}  // namespace dondoc
