// SPDX-License-Identifier: Apache-2.0
// Cases in which something is to be done each time: difficulties and emergencies.
#pragma once

#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>

namespace dondoc {

/// Behind "nếu có khó khăn, vướng mắc"; else `first`.
[[nodiscard]] std::size_t behind_difficulty(const PhraseScan& scan, std::size_t first);

/// Behind "trong trường hợp phát sinh", "Trường hợp khẩn cấp" at the phrase's beginning, where
/// nothing follows that says more: a term of the case, a cadence, a denial; else `first`.
[[nodiscard]] std::size_t behind_case_arising(const PhraseScan& scan, std::size_t first);

}  // namespace dondoc
