// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/suggestion.h"

#include "rules/plan/nearest.h"

#include <cstddef>
#include <optional>

namespace dondoc {

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
  if (const std::optional<std::string> near = nearest(word, candidates)) {
    return "; có phải “" + *near + "”?";
  }
  constexpr std::size_t listed_max = 30;
  std::string text;
  for (std::size_t i = 0; i < candidates.size() && i < listed_max; ++i) {
    text += (i == 0 ? "; đang có: " : ", ") + candidates[i];
  }
  return candidates.size() > listed_max ? text + ", …" : text;
}

}  // namespace dondoc
