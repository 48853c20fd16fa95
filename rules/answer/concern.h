// SPDX-License-Identifier: Apache-2.0
// For whom somebody speaks who answers, and which of these posts has to do with a duty. Who may do
// what is rules/schedule/act_rights.h's.
#pragma once

#include "rules/schedule/acts.h"

#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// The posts that the person speaks for on the day, by id: their own, and those they act for while
/// the holder is away.
[[nodiscard]] std::vector<std::string> posts_of(const Directory& directory,
                                                const std::string& person,
                                                Date day);

/// Whether the post heads a unit that owes the duty, or is that head's deputy.
[[nodiscard]] bool owes(const std::string& post,
                        const Occurrence& occurrence,
                        const RuleSet& rules,
                        Date day);

/// Of the posts the one that may do the act, the duty's lead before others; else one that has to do
/// with the duty at all, so that the refusal says whose the act is. Nothing when the duty is no
/// matter of theirs. Without an act: who may look at it.
[[nodiscard]] std::optional<std::string> speaker_for(const std::optional<Act>& act,
                                                     const Occurrence& occurrence,
                                                     const std::vector<std::string>& posts,
                                                     const RuleSet& rules,
                                                     Date day);

}  // namespace dondoc
