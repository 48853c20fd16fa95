// SPDX-License-Identifier: Apache-2.0
// Sends each message as a chat of the Zalo Bot Platform
// (https://docs.zaloplatforms.com/docs/BOT): one POST of sendMessage for one message. An address is
// the chat id that the platform gave when the person first wrote to the bot.
//
// The bot's token stands in the URL, so that nothing here or in the transport repeats a URL. The
// platform has no key by which it would know a message again: what may have arrived is never
// repeated by the transport itself, and `peer_dedups` is false.
//
// A chat message holds zalo_text_units_max. A longer text isn't split, since a second request could
// fail where the first arrived; it is shortened (connectors/zalo_text.h).
#pragma once

#include "connectors/connector.h"
#include "connectors/secret.h"

#include <string>
#include <string_view>

namespace dondoc {

inline constexpr const char* zalo_base_url = "https://bot-api.zaloplatforms.com";

struct ZaloSettings {
  std::string base_url{zalo_base_url};  ///< of a test's fake, or of a relay; without "/" at its end
  Secret token;                         ///< "123456789:abc-xyz", as the platform shows it once
  bool allow_plain_http{false};
  bool allow_private_address{false};
  bool replies{false};  ///< what people write to the bot is asked for
  bool operator==(const ZaloSettings&) const = default;
};

/// Empty when the token can stand in a URL, else a Vietnamese sentence that says what is wrong.
[[nodiscard]] std::string zalo_token_problem(const Secret& token);

/// A POST of the bot's method, without a body yet; over a connection of its own.
[[nodiscard]] HttpRequest zalo_request(const ZaloSettings& settings, std::string_view method);

/// By the platform's own error code, which comes with HTTP 200 as well; its words are left out of
/// the detail, since they may repeat a chat id.
[[nodiscard]] Outcome zalo_outcome(const Reply& reply);

class ZaloConnector final : public Connector {
 public:
  /// Throws std::invalid_argument on a malformed token.
  explicit ZaloConnector(ZaloSettings settings);
  [[nodiscard]] std::variant<Request, Outcome> compose(const OutgoingMessage& message,
                                                       std::chrono::sys_seconds now) const override;
  [[nodiscard]] Outcome interpret(const Reply& reply) const override { return zalo_outcome(reply); }
  [[nodiscard]] bool peer_dedups() const override { return false; }
  [[nodiscard]] const ZaloSettings& settings() const { return settings_; }

 private:
  ZaloSettings settings_;
};

}  // namespace dondoc
