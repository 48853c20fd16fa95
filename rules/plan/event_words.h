// SPDX-License-Identifier: Apache-2.0
// What a term is counted from, in the plan's own words: the name of a trigger that nobody has
// named.
#pragma once

#include <string>
#include <string_view>

namespace dondoc {

/// "có hướng dẫn của tỉnh" of "trong 15 ngày kể từ khi có hướng dẫn của tỉnh"; empty when the words
/// name no event so.
[[nodiscard]] std::string event_words_of(std::string_view phrase);

}  // namespace dondoc
