// SPDX-License-Identifier: Apache-2.0
// What somebody wrote in answer to a mail, without the mail: mail programs put the old text below
// or above, a signature behind, and their own name.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dondoc {

/// Nothing further down is looked at: an answer stands at the top.
inline constexpr std::size_t mail_answer_bytes_max = std::size_t{64} * 1024;

/// The first paragraph of a mail's plain text that is the writer's own, lines joined by "\n"; empty
/// when there is none. Left out are quoted lines (">") with the line that introduces them, old mail
/// with its headers, a salutation, and everything from a closing ("Trân trọng,"), a signature or a
/// program's own line on. What is in the paragraph is kept whole: words that change its meaning
/// must reach read_reply().
[[nodiscard]] std::string answer_in_mail(std::string_view body);

}  // namespace dondoc
