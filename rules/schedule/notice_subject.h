// SPDX-License-Identifier: Apache-2.0
// What the sentences of one notice are made from, looked up once; shared by single messages and
// bundles.
#pragma once

#include "rules/schedule/duty_text.h"
#include "rules/schedule/message_text.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <string>
#include <string_view>

namespace dondoc {

/// Everything a sentence needs of one notice, looked up once.
struct NoticeSubject {
  const PendingNotice& pending;
  const Occurrence& occurrence;
  const RuleSet& rules;
  Owed owed;  ///< all null when the rules no longer have the duty
  Instant now;
  Date today;
  int days_left{0};  ///< calendar days to the last day; negative when it has passed
  Answers answers;

  NoticeSubject(const PendingNotice& notice,
                const RuleSet& set,
                Instant at,
                Answers how = Answers::to_the_coordinator);

  [[nodiscard]] bool overdue() const { return occurrence.dated && now >= occurrence.due; }
  /// "Phòng Kinh tế", or a leader's title.
  [[nodiscard]] std::string addressee() const;
  /// The addressee is the head of a unit that owes the duty.
  [[nodiscard]] bool to_lead() const;
  /// The addressee is the head of a unit outside the office, whom one asks and doesn't remind.
  [[nodiscard]] bool to_outside() const;
  /// The unit that owes the duty is outside the office: nobody's subordinate here.
  [[nodiscard]] bool about_outside() const;
  /// The duty's title and where it stands: "Nhiệm vụ: … (Phụ lục, mục VII.4, Kế hoạch …)."
  [[nodiscard]] std::string duty() const;
  /// The reader answers by a message, and owes answers at all.
  [[nodiscard]] bool by_reply() const;
  /// "05 ngày", "trong ngày"
  [[nodiscard]] std::string days_late() const;
};

/// Behind a term that days off not yet promulgated may move; nothing once it has passed.
[[nodiscard]] std::string provisional_words(const NoticeSubject& s);
/// "30/9/2026", "11 giờ 30 ngày 25/5/2026"
[[nodiscard]] std::string last_day_words(const NoticeSubject& s);
void add_line(std::string& text, const std::string& line);
/// The title line, its code, the greeting, and what the duty is.
void add_head(std::string& text, const NoticeSubject& s, const std::string& title);
/// The duty itself: its title, product, event, and quota or target.
void add_duty(std::string& text, const NoticeSubject& s);
/// Who owes it, unless they are the one written to.
void add_lead(std::string& text, const NoticeSubject& s);
/// "Thời hạn tính từ ngày …", "Số lượng: tối thiểu 04; …"; empty when there is none.
[[nodiscard]] std::string event_sentence(const NoticeSubject& s);
[[nodiscard]] std::string amount_sentence(const NoticeSubject& s);
/// The unit that watches, unless it is the one that owes the duty or is written to.
[[nodiscard]] std::string oversight_words(const NoticeSubject& s);
void add_oversight(std::string& text, const NoticeSubject& s);
/// ", còn 10 ngày làm việc", ", đã quá 03 ngày"; empty for a duty without a date.
[[nodiscard]] std::string distance_words(const NoticeSubject& s);
/// The due with what is said behind it, or what stands in its place and in which words.
void add_term(std::string& text, const NoticeSubject& s, const std::string& distance);
/// "(mã 42)" behind a subject line, or nothing while it has none.
[[nodiscard]] std::string subject_code(const Occurrence& occurrence);

/// To whom and how one tells something: "báo Phòng VH-XH (đầu mối theo dõi) kết quả, nêu mã 42", or
/// for the coordinator "ghi nhận vào hệ thống theo dõi kết quả, mã 42".
[[nodiscard]] std::string tell_words(const NoticeSubject& s, const std::string& what = {});
/// "Trả lời: NHAN 42 (đã nhận việc) | XEM 42" of "NHAN * (đã nhận việc) | XEM *": a star stands for
/// the code, in a bundle for the word.
[[nodiscard]] std::string reply_line(const NoticeSubject& s, std::string_view choices);
/// Asked with the week's other duties; see weekly_check.h.
[[nodiscard]] bool asks_weekly(const NoticeSubject& s);
/// The sentence that says how all of them are answered at once.
[[nodiscard]] std::string weekly_request(const NoticeSubject& s);
/// Whoever supports sends what the lead needs.
[[nodiscard]] std::string support_request(const NoticeSubject& s);
/// The whole sentence that asks for an answer.
[[nodiscard]] std::string answer_words(const NoticeSubject& s);

}  // namespace dondoc
