// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/entity_tag.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace dondoc {
namespace {

constexpr int not_modified = 304;

/// Of `"one", W/"other"`, or `*`; what a cache may have made weak is the same answer all the same.
bool names_tag(std::string_view list, const std::string& tag) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view one = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
    one = one.substr(0, one.find_last_not_of(" \t") + 1);
    if (one.substr(0, 2) == "W/") {
      one.remove_prefix(2);
    }
    if (one == tag || one == "*") {
      return true;
    }
  }
  return false;
}

}  // namespace

void tag_entity(ApiResponse& response, const ApiRequest& request) {
  if (response.status != 200) {
    return;
  }
  const std::string tag = '"' + message_id(response.body) + '"';
  response.headers.emplace_back("ETag", tag);
  if (names_tag(header_of(request, "if-none-match"), tag)) {
    response.status = not_modified;
    response.body.clear();
  }
}

}  // namespace dondoc
