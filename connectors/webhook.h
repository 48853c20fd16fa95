// SPDX-License-Identifier: Apache-2.0
// Posts each message as JSON, signed as Standard Webhooks says
// (https://github.com/standard-webhooks/standard-webhooks): headers webhook-id, webhook-timestamp,
// webhook-signature "v1,<base64 HMAC-SHA256 of id.timestamp.body>".
#pragma once

#include "connectors/connector.h"
#include "connectors/secret.h"

#include <string>
#include <vector>

namespace dondoc {

struct WebhookSettings {
  std::string url;  ///< a person's address is added to the body, never to the URL
  std::vector<Secret>
      secrets;  ///< "whsec_" + base64 of 24-64 bytes; two while rotating; one at least
  bool allow_plain_http{false};
  bool allow_private_address{false};
  bool operator==(const WebhookSettings&) const = default;
};

/// Empty when the secret is well formed, else a Vietnamese sentence that says what is wrong.
[[nodiscard]] std::string secret_problem(const Secret& secret);

/// The value of webhook-signature; throws std::invalid_argument on a malformed secret.
[[nodiscard]] std::string webhook_signature(const std::vector<Secret>& secrets,
                                            std::string_view id,
                                            std::chrono::sys_seconds timestamp,
                                            std::string_view body);

class WebhookConnector final : public Connector {
 public:
  explicit WebhookConnector(WebhookSettings settings);
  [[nodiscard]] std::variant<Request, Outcome> compose(const OutgoingMessage& message,
                                                       std::chrono::sys_seconds now) const override;
  [[nodiscard]] Outcome interpret(const Reply& reply) const override;
  [[nodiscard]] bool peer_dedups() const override { return true; }

 private:
  WebhookSettings settings_;
};

}  // namespace dondoc
