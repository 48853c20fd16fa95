// SPDX-License-Identifier: Apache-2.0
// The words of messages. All sentences that people receive are in message_text.cpp,
// bundle_text.cpp, notice_subject.cpp and digest.cpp; dates and amounts come from wording.h. A
// message never names a person: units and posts only.
#pragma once

#include "rules/schedule/release.h"

#include <string>
#include <vector>

namespace dondoc {

struct Worded {
  std::string subject;
  std::string text;
};

/// One notice, as a message of its own.
[[nodiscard]] Worded word_notice(const PendingNotice& pending, const RuleSet& rules, Instant now);

/// Several notices of one person, grouped: overdue, today, coming, reported upward, changed.
[[nodiscard]] Worded word_bundle(const std::vector<PendingNotice>& pending,
                                 const RuleSet& rules,
                                 Instant now);

/// "VII.2 Kiểm tra công tác CCHC - Kế hoạch kiểm tra, năm 2026"
[[nodiscard]] std::string item_words(const Occurrence& occurrence, const RuleSet& rules);
/// "Phòng Kinh tế"; joint leads joined by "; ".
[[nodiscard]] std::string lead_words(const Occurrence& occurrence, const RuleSet& rules);
/// "Mã 57 - VII.6 …; hạn 11/12, quá 03 ngày"
[[nodiscard]] std::string line_words(const Occurrence& occurrence,
                                     const RuleSet& rules,
                                     Instant now);

}  // namespace dondoc
