// SPDX-License-Identifier: Apache-2.0
// Lists on paper: who reads no messages (channel `manual`) gets the leaders' list of the week, and
// the list of a post that they take over, printed by whoever follows the plans. Nobody records that
// it was brought, and nothing is repeated: what is late stands in next week's list again.
#pragma once

#include "rules/schedule/release.h"

#include <optional>

namespace dondoc {

/// Told by hand, and in no other way.
[[nodiscard]] bool reads_on_paper(const Person& person);

/// The list of `draft.person`, under `draft.post`, as a message to whoever is to print and bring
/// it: the head of a unit that coordinates a plan which isn't on trial, else the admin, and never
/// the person themselves. Nothing when there is nobody.
[[nodiscard]] std::optional<MessageDraft> as_slip(MessageDraft draft,
                                                  const RuleSet& rules,
                                                  Date day);

}  // namespace dondoc
