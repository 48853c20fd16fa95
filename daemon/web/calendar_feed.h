// SPDX-License-Identifier: Apache-2.0
// A unit's or a post's duties as a calendar that other programs subscribe to (RFC 5545, RFC 7986).
// Pure: the same duties give the same bytes, so that an ETag says whether anything has changed.
#pragma once

#include "daemon/http/feed_owner.h"
#include "rules/plan/plan.h"
#include "rules/schedule/occurrence.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// What was done stays in a calendar for so long.
inline constexpr std::chrono::days feed_looks_back{60};
/// What the plans bring is shown so far ahead.
inline constexpr int feed_months_ahead = 12;
/// No calendar has more; the latest dues are left out.
inline constexpr std::size_t feed_events_max = 5'000;

/// Whether a duty stands in the calendar: the owner's, with a date, open or done of late. What
/// waits for its first review doesn't: its days are long past and may never have been asked about.
[[nodiscard]] bool is_in_feed(const Occurrence& occurrence,
                              const FeedOwner& owner,
                              const RuleSet& rules,
                              Instant now);

struct FeedFrame {
  std::string name;        ///< of the calendar, as programs show it
  Instant made_at;         ///< no event was changed earlier
  std::string public_url;  ///< for links to the duties' pages; may be empty
};

/// The calendar of these duties, in their order. One of code 0 hasn't opened.
[[nodiscard]] std::string calendar_text(const FeedFrame& frame,
                                        const std::vector<Occurrence>& duties,
                                        const RuleSet& rules);

/// A content line with its end, folded at 75 octets without cutting a character in two.
[[nodiscard]] std::string content_line(std::string_view name, std::string_view value);
/// A value of type TEXT (RFC 5545 3.3.11).
[[nodiscard]] std::string escaped_text(std::string_view text);

}  // namespace dondoc
