// SPDX-License-Identifier: Apache-2.0
// That work given beside the plan was taken back (thu hồi), for who was told of it: what has closed
// is silent, and without a word they would go on with it.
#pragma once

#include "rules/schedule/release.h"

#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

inline constexpr std::string_view taken_back_key_prefix = "taken-back/";

/// Whether the fact takes back a task: by whoever gave it, or by a leader (thôi giao).
[[nodiscard]] bool takes_back(const Occurrence& task, const Fact& fact);

/// For the reader of a message that told of the task, and the moment from which it may leave:
/// within the hours, and not before the act can be undone no more. Nothing when they have left the
/// post or read no messages.
struct TakenBack {
  MessageDraft draft;
  Instant leaves;
};
[[nodiscard]] std::optional<TakenBack> compose_taken_back(const Occurrence& task,
                                                          const Fact& fact,
                                                          const MessageDraft& told,
                                                          const RuleSet& rules,
                                                          Instant now);

}  // namespace dondoc
