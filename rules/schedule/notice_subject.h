// SPDX-License-Identifier: Apache-2.0
// What the sentences of one notice are made from, looked up once; shared by single messages and
// bundles.
#pragma once

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
  Owed owed;
  Instant now;
  Date today;
  int days_left{0};  ///< calendar days to the last day; negative when it has passed

  NoticeSubject(const PendingNotice& notice, const RuleSet& set, Instant at)
      : pending(notice),
        occurrence(notice.occurrence),
        rules(set),
        owed(find_owed(set, notice.occurrence.series).value_or(Owed{})),
        now(at),
        today(date_of(at, set.zone)),
        days_left(static_cast<int>((notice.occurrence.last_day - today).count())) {}

  [[nodiscard]] bool overdue() const { return now >= occurrence.due; }
  [[nodiscard]] std::string due() const {
    return due_words(occurrence.due, occurrence.last_day, rules.zone);
  }
};

/// `before` and the code, or nothing while it has none (preview).
[[nodiscard]] std::string code_suffix(const Occurrence& occurrence, std::string_view before);
void add_line(std::string& text, const std::string& line);
[[nodiscard]] std::string status_words(const Occurrence& occurrence, Zone zone);
/// How to answer. Replies by message come with their channels; until then people tell the one who
/// follows the plan, with the code, and that one records it.
[[nodiscard]] std::string answer_words(const NoticeSubject& s);

}  // namespace dondoc
