// SPDX-License-Identifier: Apache-2.0
// Whose calendar a feed is, as people name it.
#pragma once

#include "rules/plan/plan.h"

#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

/// Whose calendar it is.
struct FeedOwner {
  std::string unit;  ///< unit id; empty: a post's
  std::string post;  ///< post id
};
/// Of "unit/kinh-te" or "post/truong-kinh-te"; nothing when the directory has none of that name.
[[nodiscard]] std::optional<FeedOwner> parse_feed_owner(std::string_view of,
                                                        const Directory& directory);
/// "Phòng Kinh tế", "Trưởng phòng Kinh tế".
[[nodiscard]] std::string feed_owner_words(const FeedOwner& owner, const Directory& directory);

}  // namespace dondoc
