// SPDX-License-Identifier: Apache-2.0
// The files of web/, built in.
#pragma once

#include <string_view>
#include <vector>

namespace dondoc {

struct Asset {
  std::string_view name;
  std::string_view type;
  std::string_view mark;  ///< of its bytes
  std::string_view bytes;
};

[[nodiscard]] const std::vector<Asset>& web_assets();

}  // namespace dondoc
