// SPDX-License-Identifier: Apache-2.0
// A connection to an SMTP server as far as libcurl makes it: TCP, TLS, EHLO, STARTTLS, AUTH. What
// comes after is the caller's. Part of the transport; nothing else includes it.
#pragma once

#include "connectors/connector.h"
#include "connectors/smtp_reply.h"
#include "connectors/transport_link.h"
#include "connectors/transport_transfer.h"

#include <cstddef>
#include <string_view>

namespace dondoc {

inline constexpr std::size_t smtp_reply_bytes_max = std::size_t{64} * 1024;

/// No part of the request can end the command, the URL or the login that it stands in.
[[nodiscard]] bool is_safe(const SmtpRequest& request);

struct SmtpOffers {
  bool dsn{false};
  bool size{false};
  bool pipelining{false};  ///< takes MAIL, RCPT and DATA at once (RFC 2920)
};

class SmtpLink final : public CurlTransfer {
 public:
  [[nodiscard]] bool prepare(Request request) override;
  [[nodiscard]] Reply finish(int curl_code) override;
  [[nodiscard]] bool keeps_connection() const override { return true; }

  /// What the server's EHLO offered.
  [[nodiscard]] const SmtpOffers& offers() const { return offers_; }
  [[nodiscard]] int descriptor() const;
  [[nodiscard]] LinkResult send(std::string_view bytes);
  [[nodiscard]] LinkResult receive(char* into, std::size_t size);

 private:
  friend struct SmtpCallbacks;
  [[nodiscard]] bool set_server();
  [[nodiscard]] bool set_credentials();
  [[nodiscard]] bool set_callbacks();
  void note_command(std::string_view command);
  void note_line(std::string_view line);

  SmtpRequest request_;
  SmtpStage stage_{SmtpStage::greeting};
  SmtpReplyReader reader_;
  SmtpOffers offers_;
  std::size_t reply_bytes_{0};
  bool address_refused_{false};
};

}  // namespace dondoc
