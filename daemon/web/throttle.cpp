// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/throttle.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace dondoc {

bool Throttle::allows(const std::string& name, Instant now) {
  if (counts_.size() >= names_max) {
    for (auto at = counts_.begin(); at != counts_.end();) {
      const bool over = now < at->second.since || now >= at->second.since + window_;
      at = over ? counts_.erase(at) : std::next(at);
    }
  }
  auto found = counts_.find(name);
  if (found == counts_.end()) {
    if (counts_.size() >= names_max) {
      counts_.erase(
          std::min_element(counts_.begin(), counts_.end(), [](const auto& one, const auto& other) {
            return std::tie(one.second.tries, one.second.since) <
                   std::tie(other.second.tries, other.second.since);
          }));
    }
    found = counts_.emplace(name, Count{now, 0}).first;
  }
  Count& count = found->second;
  if (now < count.since || now >= count.since + window_) {
    count = {now, 0};
  }
  count.tries = std::min(count.tries + 1, tries_max_ + 1);
  return count.tries <= tries_max_;
}

}  // namespace dondoc
