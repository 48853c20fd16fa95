// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the nearest of the words that would have been right.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// The keys of a map: what a word could have named.
template <typename Values>
std::vector<std::string> ids_of(const Values& values) {
  std::vector<std::string> ids;
  for (const auto& [id, value] : values) {
    ids.push_back(id);
  }
  return ids;
}

/// "; có phải “vh-xh”?" when something is near, else the candidates: "; đang có: a, b, c".
[[nodiscard]] std::string suggestion(std::string_view word,
                                     const std::vector<std::string>& candidates);

}  // namespace dondoc
