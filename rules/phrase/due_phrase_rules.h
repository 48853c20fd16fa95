// SPDX-License-Identifier: Apache-2.0
// From what was said to the rule that it means.
#pragma once

#include "rules/phrase/due_phrase_parts.h"
#include "rules/phrase/due_phrase_scan.h"

#include <optional>
#include <vector>

namespace dondoc {

struct DueMeaning {
  std::vector<DueRule> readings;  ///< one; two when the words have two honest readings
  std::vector<Remark> notes;
  std::optional<Remark> error;
};

[[nodiscard]] DueMeaning meaning_of(const Segment& segment, const PhraseSource& source);

}  // namespace dondoc
