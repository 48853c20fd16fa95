// SPDX-License-Identifier: Apache-2.0
// Conditions and exceptions around a due. Nothing can count them, so a due that hangs on one is
// refused.
#pragma once

#include "rules/phrase/due_phrase_clause.h"

#include <cstddef>
#include <optional>

namespace dondoc {

/// The token of "trừ trường hợp …", "nếu …", "… nhưng chưa …", in the words of an event as well;
/// of "… mà …" only in front of `last`.
[[nodiscard]] std::optional<std::size_t> condition_in(const PhraseScan& scan, std::size_t last);

/// The "nếu" of "trong 10 ngày kể từ ngày nhận được, nếu không có ý kiến thì coi như đồng ý", the
/// "nhưng" of "… nhận hồ sơ nhưng chưa trả lời": in a term's words, what somebody leaves undone.
/// Another condition there ("trừ …") belongs to the event: whoever records that knows it.
[[nodiscard]] std::optional<std::size_t> silence_in(const PhraseScan& scan,
                                                    const DueClause& clause);

/// The "mà" of "06 tháng kể từ ngày được cấp phép mà không hoạt động": what somebody fails to do,
/// and nothing that is to be done then.
[[nodiscard]] std::optional<std::size_t> failure_in(const PhraseScan& scan,
                                                    const DueClause& clause);

}  // namespace dondoc
