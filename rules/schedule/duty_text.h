// SPDX-License-Identifier: Apache-2.0
// What a message calls a duty, and what it says of its state: parts of sentences, shared by single
// messages, bundles, the digest and the simulation's report.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/occurrence.h"
#include "rules/schedule/series.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// "VII.2 Kiểm tra công tác CCHC - Kế hoạch kiểm tra, năm 2026"; of an event its title in place of
/// the period. An id that begins with a small letter is ours, not the document's: it isn't said.
[[nodiscard]] std::string item_words(const Occurrence& occurrence, const RuleSet& rules);
/// The same without the number.
[[nodiscard]] std::string title_words(const Occurrence& occurrence, const RuleSet& rules);
/// "Phòng Kinh tế"; joint leads joined by "; ".
[[nodiscard]] std::string lead_words(const Occurrence& occurrence, const RuleSet& rules);
/// "mục VII.4, Kế hoạch CCHC giai đoạn 2026 - 2030 của UBND xã"; without a number of its own the
/// duty's `source` stands in its place.
[[nodiscard]] std::string source_words(const Owed& owed);
/// The same of the other plan's duty that this one stands in for (`refines:`), which is silent
/// itself; empty when there is none.
[[nodiscard]] std::string refined_words(const Occurrence& occurrence, const RuleSet& rules);
/// What has to be handed in; may be empty.
[[nodiscard]] std::string product_words(const Owed& owed);

/// "hết ngày 30/9/2026 (thứ Tư)"; of a duty without a date "chưa xác định", "thường xuyên".
[[nodiscard]] std::string term_words(const Occurrence& occurrence, const RuleSet& rules);
/// Whether the days off of its due's year aren't known yet, and nobody has set it.
[[nodiscard]] bool is_provisional(const Occurrence& occurrence, const RuleSet& rules);
/// "tính từ ngày 12/3/2026: văn bản của Trung ương (số 12/2026/NĐ-CP)", "phát sinh ngày …"; empty
/// unless an event opened the duty.
[[nodiscard]] std::string event_words(const Occurrence& occurrence, const RuleSet& rules);
/// "tối thiểu 04; đã ghi nhận 01 trong 04", "tối thiểu 95%; đo gần nhất ngày 05/9: 92,5%, chưa
/// đạt"; empty unless the duty has a quota or a target.
[[nodiscard]] std::string amount_words(const Occurrence& occurrence, const RuleSet& rules);
/// Whether a measured value reaches the target.
[[nodiscard]] bool is_met(const Target& target, std::int64_t value);
/// What the lead has answered so far, the newest last; empty when nothing came.
[[nodiscard]] std::vector<std::string> answers_of(const Occurrence& occurrence,
                                                  const RuleSet& rules);
/// "có lý do được chấp nhận: mưa lũ", "nêu nguyên nhân khách quan: mưa lũ, chờ xác nhận"; empty
/// without one.
[[nodiscard]] std::string excuse_words(const Occurrence& occurrence);
/// What the lead has answered and why it is late, "; " between; empty when nothing came.
[[nodiscard]] std::string said_words(const Occurrence& occurrence, const RuleSet& rules);
/// The answers and what is missing: "đã nhận việc ngày 16/9; chưa được cập nhật sản phẩm".
[[nodiscard]] std::string status_words(const Occurrence& occurrence, const RuleSet& rules);
/// "Phòng Văn hóa - Xã hội đôn đốc: …"; before it what had been said and not told by then.
[[nodiscard]] std::string urging_words(const Urging& urging,
                                       const Plan& plan,
                                       const Directory& directory);
/// `before` and the code, or nothing while it has none (preview).
[[nodiscard]] std::string code_suffix(const Occurrence& occurrence, std::string_view before);

}  // namespace dondoc
