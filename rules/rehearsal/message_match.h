// SPDX-License-Identifier: Apache-2.0
// Which expected messages left, which didn't and what left instead, and which nobody expected.
#pragma once

#include "rules/rehearsal/plan_test.h"

#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// A message that left in the span.
struct LeftMessage {
  Date day;
  TimeOfDay time;
  std::string occurrence;  ///< key
  std::string rung;
  std::string post;
};

struct MissedMessage {
  ExpectedMessage expected;
  std::optional<LeftMessage> instead;  ///< the same rung at another time, or toward another post
};

struct MessageMatch {
  std::vector<LeftMessage> met;
  std::vector<MissedMessage> missed;
  std::vector<LeftMessage> unexpected;  ///< but for those that left instead of another
};

/// Each message that left answers one expectation at most.
[[nodiscard]] MessageMatch match_messages(const std::vector<ExpectedMessage>& expected,
                                          const std::vector<LeftMessage>& left);

[[nodiscard]] std::string left_words(const LeftMessage& message);
/// The line that would have expected it: "- { at: 2026-05-20 07:30, rung: con-3, of: …, to: … }"
[[nodiscard]] std::string message_line(const LeftMessage& message);
[[nodiscard]] std::string missed_words(const MissedMessage& missed);
/// What to write when what happened instead is right; empty when nothing did.
[[nodiscard]] std::string missed_hint(const MissedMessage& missed);

}  // namespace dondoc
