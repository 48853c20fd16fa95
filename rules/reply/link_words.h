// SPDX-License-Identifier: Apache-2.0
// The one-time code by which a person connects a chat to their post: "KETNOI 7F3K-92QM".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

/// As it is printed for people: "KETNOI 7F3K-92QM".
[[nodiscard]] std::string link_words(std::string_view code);

/// The code in what somebody wrote, in capitals and without its dash; in any case, with blanks or
/// dashes anywhere, the verb with or without diacritics. A text that begins with the verb and holds
/// no code gives an empty one; of any other text nothing, unless it is a bare "7F3K-92QM".
[[nodiscard]] std::optional<std::string> link_code_in(std::string_view text);

}  // namespace dondoc
