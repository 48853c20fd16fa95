// SPDX-License-Identifier: Apache-2.0
// From what was said to the rule that it means.
#pragma once

#include "rules/phrase/due_phrase_draft.h"

#include <optional>
#include <vector>

namespace dondoc {

struct DueMeaning {
  std::vector<DueRule> readings;  ///< one; two when the words have two honest readings
  std::vector<Remark> notes;
  std::optional<Remark> error;
};

[[nodiscard]] DueMeaning meaning_of(const DueDraft& draft, const PhraseSource& source);

}  // namespace dondoc
