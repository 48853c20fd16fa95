// SPDX-License-Identifier: Apache-2.0
// The words of a duty that goes from one unit to another, and of the wish that it might.
#pragma once

#include "rules/schedule/notice_subject.h"

#include <string>

namespace dondoc {

/// Whether what changed is who leads it: it was given to another unit, or that was taken back.
[[nodiscard]] bool tells_transfer(const NoticeSubject& s);
/// To the former lead, that it needn't do it any more; to the new one, what it owes; to others,
/// who leads now.
[[nodiscard]] Worded word_transfer(const NoticeSubject& s);

/// Of a notice to a leader: to give it to another unit, not more time.
[[nodiscard]] bool asks_transfer(const NoticeSubject& s);
[[nodiscard]] Worded word_transfer_wish(const NoticeSubject& s);
/// Of a line in a bundle: "đề nghị chuyển giao cho …, lý do: …"; empty when nobody wishes it any
/// more.
[[nodiscard]] std::string transfer_wish(const NoticeSubject& s);

}  // namespace dondoc
