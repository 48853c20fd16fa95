// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/feed_owner.h"

#include "rules/schedule/wording.h"

namespace dondoc {
namespace {

constexpr std::string_view unit_prefix = "unit/";
constexpr std::string_view post_prefix = "post/";

}  // namespace

std::optional<FeedOwner> parse_feed_owner(std::string_view of, const Directory& directory) {
  if (of.rfind(unit_prefix, 0) == 0) {
    const std::string unit(of.substr(unit_prefix.size()));
    return directory.units.count(unit) != 0 ? std::optional(FeedOwner{unit, {}}) : std::nullopt;
  }
  if (of.rfind(post_prefix, 0) == 0) {
    const std::string post(of.substr(post_prefix.size()));
    return directory.posts.count(post) != 0 ? std::optional(FeedOwner{{}, post}) : std::nullopt;
  }
  return std::nullopt;
}

std::string feed_owner_words(const FeedOwner& owner, const Directory& directory) {
  return owner.post.empty() ? unit_words(directory, owner.unit)
                            : directory.posts.at(owner.post).title;
}

}  // namespace dondoc
