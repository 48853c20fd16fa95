// SPDX-License-Identifier: Apache-2.0
// The four states that official reports count, derived from how a duty stands.
#pragma once

#include "rules/schedule/occurrence.h"

#include <optional>
#include <string_view>

namespace dondoc {

enum class OfficialState {
  done_in_time,  ///< đã hoàn thành đúng hạn
  done_late,     ///< đã hoàn thành quá hạn
  open_in_time,  ///< chưa hoàn thành, trong hạn
  open_late,     ///< chưa hoàn thành, quá hạn
};

/// Nothing for what is owed no more: withdrawn by the plan, or waived. What a leader closed as not
/// done, and a period that was missed, count as not done and late.
///
/// Of what was done the day on which it was sent counts, when somebody told it, else the document's
/// date, else the moment at which it was recorded; they are held against the due as it stands, the
/// first one is kept beside it. What has no date is never late.
[[nodiscard]] std::optional<OfficialState> official_state(const Occurrence& occurrence,
                                                          Instant now);

[[nodiscard]] std::string_view official_state_name(OfficialState state);   ///< "done-late"
[[nodiscard]] std::string_view official_state_words(OfficialState state);  ///< Vietnamese

}  // namespace dondoc
