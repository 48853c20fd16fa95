// SPDX-License-Identifier: Apache-2.0
// The words that tell of others' lateness: to the unit that watches, and to leaders.
#pragma once

#include "rules/schedule/notice_subject.h"

#include <string>

namespace dondoc {

/// To the unit that watches, or the coordinator: what was reminded when, what the lead answered.
[[nodiscard]] Worded word_escalation(const NoticeSubject& s);
/// To a leader: also who was told before, and a request for direction.
[[nodiscard]] Worded word_report(const NoticeSubject& s);
/// "Đến 07 giờ 30 ngày 05/10/2026 chưa có kết quả, nội dung này được …": who hears next when
/// nothing comes, and when; empty when this was the last level.
[[nodiscard]] std::string next_level_words(const NoticeSubject& s);

}  // namespace dondoc
