// SPDX-License-Identifier: Apache-2.0
// Numbers with up to three digits behind the mark, kept whole: 95,5 is 95'500 thousandths.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

/// "95", "95,5", "0.25"; at most 12 digits in all.
[[nodiscard]] std::optional<std::int64_t> parse_thousandths(std::string_view text);

/// Of thousandths, in thousandths of a percent, rounded; nothing when the whole is nothing or the
/// numbers are too large.
[[nodiscard]] std::optional<std::int64_t> percent_of(std::int64_t part, std::int64_t whole);

/// "95,5"
[[nodiscard]] std::string thousandths_words(std::int64_t value);

}  // namespace dondoc
