// SPDX-License-Identifier: Apache-2.0
// What people write to the Zalo bot: asked for one at a time (getUpdates), or brought by the
// platform (webhook). Pure, as the connectors are: a transport carries the request.
//
// The platform gives an update once: it is gone when the answer leaves, and nothing numbers it but
// its message's id. So the one who polls keeps it on disk before anything is done about it, is the
// only one who polls, and passes over an id that it has seen: a webhook may bring one twice.
#pragma once

#include "connectors/connector.h"
#include "connectors/zalo.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace dondoc {

/// How long the platform holds a poll that has nothing new.
inline constexpr std::chrono::seconds zalo_poll_hold{30};
inline constexpr std::size_t zalo_update_text_bytes_max = std::size_t{16} * 1024;
inline constexpr std::size_t zalo_id_bytes_max = 128;

enum class ZaloUpdateKind {
  text,
  other,  ///< a sticker, a picture, a voice, or what the platform has no name for
};

struct ZaloUpdate {
  ZaloUpdateKind kind{ZaloUpdateKind::other};
  std::string message_id;
  std::string chat_id;    ///< where an answer goes, and what a contact's address is
  std::string sender_id;  ///< in a private chat the person; never the bot's own
  bool is_private{false};
  std::string text;  ///< UTF-8, cut at zalo_update_text_bytes_max; empty unless `kind` is text
  bool operator==(const ZaloUpdate&) const = default;
};

/// Nobody wrote anything while the platform held the poll, or it was nothing for us: what a bot
/// wrote, or an update without its ids.
struct ZaloNoUpdate {};

/// An Outcome when there was no answer to the question: how long to wait before the next follows
/// from its class, as for messages.
using ZaloPoll = std::variant<ZaloNoUpdate, ZaloUpdate, Outcome>;

[[nodiscard]] HttpRequest zalo_poll_request(const ZaloSettings& settings);
[[nodiscard]] ZaloPoll zalo_poll_result(const Reply& reply);

/// The body of a webhook's request, whose secret the caller has compared.
[[nodiscard]] ZaloPoll zalo_webhook_update(std::string_view body);

}  // namespace dondoc
