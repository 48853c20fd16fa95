// SPDX-License-Identifier: Apache-2.0
// A message's text in the room that a Zalo chat has.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dondoc {

/// What one message holds. The platform says "characters"; counted in UTF-16 units, so that the
/// text fits by either count.
inline constexpr std::size_t zalo_text_units_max = 2'000;

/// The text without the line ends behind it, whole where it fits. Else whole lines are left out
/// before the last one, which says how to answer; a line in their place says how many they are and
/// names the codes ("Mã 57") that nothing else names now, so that each duty can still be asked
/// about.
[[nodiscard]] std::string zalo_text(std::string_view text);

}  // namespace dondoc
