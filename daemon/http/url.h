// SPDX-License-Identifier: Apache-2.0
// Paths and queries of request targets. Keys hold '/', '#', '@' and ':', so each travels as one
// percent-encoded segment; decoding happens per segment, after the split.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// Everything but letters, digits and "-._~" as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// Nothing when an escape is cut short, a byte is NUL, or the result isn't UTF-8.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text);

struct RequestTarget {
  std::vector<std::string> segments;         ///< decoded, none empty, none "." or ".."
  std::map<std::string, std::string> query;  ///< decoded; a name that comes twice is refused
};

/// Nothing for a target that isn't exactly of this form: "/a/b?name=value&…".
[[nodiscard]] std::optional<RequestTarget> parse_target(std::string_view target);

}  // namespace dondoc
