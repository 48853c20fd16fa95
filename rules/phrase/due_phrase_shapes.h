// SPDX-License-Identifier: Apache-2.0
// Phrases that say when something is due in a way that can't be computed yet, and phrases that say
// nothing about time at all. They are named, so that a person knows what to write for now.
#pragma once

#include "rules/phrase/due_phrase_draft.h"
#include "rules/phrase/due_phrase_lexer.h"

#include <optional>
#include <string>

namespace dondoc {

struct OtherShape {
  std::string shape;  ///< as `explain` prints it; "none" when there is no duty in time
  Remark remark;
};

[[nodiscard]] std::optional<OtherShape> other_shape(const Tokens& tokens);

/// Whether the token may begin words about time, whatever surrounds it.
[[nodiscard]] bool is_time_noun(const Token& token);

}  // namespace dondoc
