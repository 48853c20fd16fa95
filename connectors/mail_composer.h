// SPDX-License-Identifier: Apache-2.0
// The bytes of a mail (RFC 5322, 2045-2047), by gmime: UTF-8 subject, a text and an HTML part,
// Date, a Message-ID that is the same for every retry, Auto-Submitted (RFC 3834).
#pragma once

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
};

/// The whole message with CRLF lines, the same bytes for the same mail. Nothing when a header value
/// holds CR, LF or NUL, or an address isn't one.
[[nodiscard]] std::optional<std::string> compose_mail(const Mail& mail);

/// The text as HTML paragraphs, every character that means something to HTML escaped.
[[nodiscard]] std::string html_of(std::string_view text);

}  // namespace dondoc
