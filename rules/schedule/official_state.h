// SPDX-License-Identifier: Apache-2.0
// The four states that official reports count, derived from how a duty stands.
#pragma once

#include "rules/plan/plan.h"
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
/// Of what was done the day counts that the plan says (`by`); it is held against the due as it
/// stands, the first one is kept beside it. What has no date is never late.
[[nodiscard]] std::optional<OfficialState> official_state(const Occurrence& occurrence,
                                                          OnTimeBy by,
                                                          Instant now);

/// Which day counted.
struct CountedDay {
  OnTimeBy by{OnTimeBy::sent};  ///< whose day it is
  Date day;
};

/// Nothing unless it is done, by a word of somebody, and has a date.
[[nodiscard]] std::optional<CountedDay> counted_day(const Occurrence& occurrence,
                                                    OnTimeBy by,
                                                    Zone zone);

[[nodiscard]] std::string_view on_time_by_name(OnTimeBy by);   ///< "document"
[[nodiscard]] std::string_view on_time_by_words(OnTimeBy by);  ///< "ngày văn bản"

[[nodiscard]] std::string_view official_state_name(OfficialState state);   ///< "done-late"
[[nodiscard]] std::string_view official_state_words(OfficialState state);  ///< Vietnamese

}  // namespace dondoc
