// SPDX-License-Identifier: Apache-2.0
// The bytes of a mail (RFC 5322, 2045-2047), by gmime: UTF-8 subject, a text and an HTML part,
// Date, a Message-ID that is the same for every retry, Auto-Submitted (RFC 3834).
#pragma once

#include "connectors/connector.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

struct Mail {
  std::string from;  ///< one mailbox, "Name <a@b>" or "a@b"
  std::string to;    ///< one address, "a@b"
  std::string subject;
  std::string text;  ///< lines end in "\n"; the HTML part is made from it
  std::string id;    ///< left side of Message-ID
  std::string id_domain;
  std::chrono::sys_seconds date;
  std::string reply_to{};  ///< one mailbox; empty: no Reply-To
  std::string list_id{};   ///< "don-doc.xa.example" (RFC 2919); empty: no List-Id
  /// The id of the mail that this one answers, without brackets; empty: it answers none.
  std::string answered{};
  MessageLinks links{};
};

/// The whole message with CRLF lines, the same bytes for the same mail. Nothing when a header value
/// holds CR, LF or NUL, or an address isn't one.
[[nodiscard]] std::optional<std::string> compose_mail(const Mail& mail);

/// The bare address of "Name <a@b>" or "a@b"; nothing when it is neither.
[[nodiscard]] std::optional<std::string> address_of_mailbox(std::string_view mailbox);

/// Letters, digits, inner dots and hyphens only: a host name, the right side of an address.
[[nodiscard]] bool is_mail_domain(std::string_view domain);

/// The text as HTML paragraphs, every character that means something to HTML escaped, and the links
/// below it.
[[nodiscard]] std::string html_of(std::string_view text, const MessageLinks& links = {});

}  // namespace dondoc
