// SPDX-License-Identifier: Apache-2.0
// What the store says of facts: the rows of the journal, and whether they tell the state.
#pragma once

#include "rules/schedule/occurrence.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dondoc {

/// What is wrong is listed up to this number.
inline constexpr std::size_t store_problems_max = 10;

struct JournalRow {
  std::int64_t sequence{0};
  Fact fact;
  /// 64 hex digits: BLAKE2b-256 of the previous hash and this row's canonical bytes.
  std::string hash;
};

/// What became of working out every occurrence again from its facts.
struct StateProof {
  std::int64_t occurrences{0};  ///< that were compared
  std::int64_t untold{0};       ///< whose opening doesn't tell enough to compare
  std::size_t differing{0};
  std::vector<std::string> first;  ///< store_problems_max of those, Vietnamese, with what differs
};

}  // namespace dondoc
