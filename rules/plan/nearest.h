// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the word nearest to one that isn't known.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// Letters to insert, delete, replace or swap with their neighbour; counted in code points, ASCII
/// case ignored.
[[nodiscard]] int edit_distance(std::string_view one, std::string_view other);

/// The candidate with the smallest distance, when that is small enough to be a slip of the hand
/// (a third of the word, at least 1); the first one among equals.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 const std::vector<std::string>& candidates);

}  // namespace dondoc
