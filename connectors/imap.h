// SPDX-License-Identifier: Apache-2.0
// The mailbox in which answers to our mails come back, read over IMAP. Pure, as the connectors are:
// a transport carries the request.
#pragma once

#include "connectors/connector.h"
#include "connectors/secret.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace dondoc {

inline constexpr int imap_every_minutes_min = 1;
inline constexpr int imap_every_minutes_max = 60;
/// A mailbox whose server has numbered it anew is read from here on; what was read before is known
/// by its Message-ID.
inline constexpr std::chrono::days mailbox_made_anew_looks_back{7};

struct ImapSettings {
  std::string host;
  std::uint16_t port{993};
  ImapSecurity security{ImapSecurity::imaps};
  std::string user;
  Secret secret;
  std::string ca_file;  ///< trusted beside the system's authorities; may be empty
  std::string mailbox{"INBOX"};
  std::chrono::minutes every{2};
  bool operator==(const ImapSettings&) const = default;

  /// Another mailbox than this begins anew.
  [[nodiscard]] std::string name() const;
};

/// What a command can quote: letters, digits and marks of ASCII, no quotation mark or backslash.
[[nodiscard]] bool is_mailbox_name(std::string_view text);

/// Empty when the mailbox can be asked for with these, else a Vietnamese sentence that says what is
/// wrong; without the secret in it.
[[nodiscard]] std::string imap_problem(const ImapSettings& settings);

[[nodiscard]] ImapRequest imap_request(const ImapSettings& settings,
                                       const MailboxPlace& place,
                                       std::chrono::sys_seconds now);
/// An Outcome when the mailbox couldn't be read: how long to wait follows from its class.
[[nodiscard]] std::variant<MailboxNews, Outcome> imap_result(const Reply& reply);

}  // namespace dondoc
