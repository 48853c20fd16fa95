// SPDX-License-Identifier: Apache-2.0
// A mail that came in, as far as an answer needs it (RFC 5322, 2045-2047), by gmime: who wrote it,
// which mail it answers, its text, and whether a person or a machine wrote it (RFC 3834, 3464).
// Whatever is broken in it gives a mail that says less, never a failure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// Ids behind these are not looked at; a thread names its nearest last.
inline constexpr std::size_t answered_ids_max = 20;
inline constexpr std::size_t mail_depth_max = 12;
inline constexpr std::size_t mail_id_bytes_max = 250;

enum class MailKind {
  person,
  automatic,  ///< an out-of-office note, a receipt, a list, a delay: nothing is done, nor answered
  bounce,     ///< a mail of ours reached nobody, for good
};

struct ReadMail {
  MailKind kind{MailKind::automatic};
  std::string id;                     ///< of Message-ID, without brackets; may be empty
  std::string from;                   ///< the one author's address in lower case; may be empty
  std::vector<std::string> answered;  ///< ids of mails, the nearest first
  std::string text;                   ///< UTF-8, lines end in "\n"; empty for machines
  std::string bounced;                ///< of a bounce: the id of our mail; may be empty
  std::string status;                 ///< of a bounce: RFC 3463, "5.1.1"; may be empty
};

[[nodiscard]] ReadMail read_mail(std::string_view bytes);

/// The text of a page: quotations begin with "> ", a rule is a line of dashes.
[[nodiscard]] std::string text_of_html(std::string_view html);

}  // namespace dondoc
