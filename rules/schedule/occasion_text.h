// SPDX-License-Identifier: Apache-2.0
// The words of what no ladder brings: something that happened to a duty, or a reporting round.
#pragma once

#include "rules/schedule/notice_subject.h"

#include <optional>
#include <string>

namespace dondoc {

/// The due moved, more time was given, or the product was sent back.
[[nodiscard]] Worded word_change(const NoticeSubject& s);
/// An event opened the duty.
[[nodiscard]] Worded word_assigned(const NoticeSubject& s);
/// Progress is asked for in a reporting round.
[[nodiscard]] Worded word_checkpoint(const NoticeSubject& s);
/// A paper waits for its signer.
[[nodiscard]] Worded word_signature(const NoticeSubject& s);
/// A leader is asked for more time.
[[nodiscard]] Worded word_extension(const NoticeSubject& s);

/// The reporting round that a checkpoint's rung names; nothing when the calendar has no such round.
[[nodiscard]] std::optional<ReportPeriod> round_of(const NoticeSubject& s);
/// Of a line in a bundle: "gia hạn từ … thành …".
[[nodiscard]] std::string change_line(const NoticeSubject& s);
/// Of a duty that is due at the year's end, in the year's last round: "đề nghị xong trước ngày
/// chốt số liệu 14/12"; otherwise empty.
[[nodiscard]] std::string before_cut_off(const NoticeSubject& s);

/// Of a notice to the lead: it is urged or directed, not given a new duty.
[[nodiscard]] bool urges(const NoticeSubject& s);
/// "Phòng Văn hóa - Xã hội đôn đốc: …".
[[nodiscard]] std::string urging_line(const NoticeSubject& s);
/// Of a notice to a leader: to confirm a cause, not to give more time.
[[nodiscard]] bool asks_excuse(const NoticeSubject& s);

}  // namespace dondoc
