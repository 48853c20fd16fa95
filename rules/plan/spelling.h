// SPDX-License-Identifier: Apache-2.0
// One spelling for what people type in several: letters composed from parts, and unit names that
// differ only in case, dashes, blanks or where the tone mark stands ("hoá", "hóa").
#pragma once

#include <string>
#include <string_view>

namespace dondoc {

/// The same text with every Vietnamese letter as one code point (NFC); everything else as it was.
[[nodiscard]] std::string composed(std::string_view text);

/// What two spellings of the same name have in common; only to compare, never to show.
[[nodiscard]] std::string name_key(std::string_view name);

}  // namespace dondoc
