// SPDX-License-Identifier: Apache-2.0
// Mail through the office's SMTP relay (RFC 5321): one recipient a message, TLS demanded, the same
// Message-ID on every retry. Mail servers don't look for repeats, so an attempt whose answer was
// lost stays uncertain.
#pragma once

#include "connectors/connector.h"
#include "connectors/imap.h"
#include "connectors/secret.h"

#include <cstdint>
#include <optional>
#include <string>

namespace dondoc {

struct EmailSettings {
  std::string host;  ///< a name or an address
  std::uint16_t port{587};
  SmtpSecurity security{SmtpSecurity::starttls};
  bool allow_plain{false};  ///< without it SmtpSecurity::plain is refused
  SmtpAuth auth{SmtpAuth::none};
  std::string user;
  Secret secret;                  ///< password, or bearer token for xoauth2
  std::string from;               ///< "UBND xã Tà Đùng <don-doc@xa.example>"
  std::string reply_to;           ///< one mailbox; may be empty
  std::string list_id;            ///< "don-doc.xa.example"; may be empty
  std::string message_id_domain;  ///< right side of Message-ID, and the name in EHLO
  std::string ca_file;            ///< trusted beside the system's authorities; may be empty
  bool request_dsn{false};        ///< where the server offers it: tell the sender of delays
  /// Where answers and bounces are read; empty: nowhere.
  std::optional<ImapSettings> replies{};
  bool operator==(const EmailSettings&) const = default;
};

/// Empty when mail can be sent with these, else a Vietnamese sentence that says what is wrong;
/// without the secret in it.
[[nodiscard]] std::string email_problem(const EmailSettings& settings);

class EmailConnector final : public Connector {
 public:
  /// Throws std::invalid_argument when there is an email_problem().
  explicit EmailConnector(EmailSettings settings);
  [[nodiscard]] std::variant<Request, Outcome> compose(const OutgoingMessage& message,
                                                       std::chrono::sys_seconds now) const override;
  [[nodiscard]] Outcome interpret(const Reply& reply) const override;
  [[nodiscard]] bool peer_dedups() const override { return false; }

  [[nodiscard]] const EmailSettings& settings() const { return settings_; }

 private:
  EmailSettings settings_;
  std::string sender_;  ///< the bare address of `from`
};

}  // namespace dondoc
