// SPDX-License-Identifier: Apache-2.0
#include "connectors/zalo_updates.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::json;

/// Beyond the time for which the platform holds the poll.
constexpr std::chrono::seconds poll_margin{10};
constexpr int poll_is_over = 408;
constexpr std::string_view text_event = "message.text.received";

std::string text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

/// Ids are strings; a number would have lost digits already.
bool is_id(const std::string& id) {
  return !id.empty() && id.size() <= zalo_id_bytes_max &&
         std::all_of(id.begin(), id.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

std::string cut(std::string text) {
  if (text.size() > zalo_update_text_bytes_max) {
    std::size_t end = zalo_update_text_bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      --end;
    }
    text.resize(end);
  }
  return text;
}

const Json* object_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_object() ? &*found : nullptr;
}

ZaloPoll update_of(const Json& result) {
  const Json* message = object_at(result, "message");
  const Json* from = message == nullptr ? nullptr : object_at(*message, "from");
  const Json* chat = message == nullptr ? nullptr : object_at(*message, "chat");
  if (from == nullptr || chat == nullptr) {
    return ZaloNoUpdate{};
  }
  const auto bot = from->find("is_bot");
  if (bot != from->end() && bot->is_boolean() && bot->get<bool>()) {
    return ZaloNoUpdate{};
  }
  ZaloUpdate update;
  update.message_id = text_at(*message, "message_id");
  update.chat_id = text_at(*chat, "id");
  update.sender_id = text_at(*from, "id");
  update.is_private = text_at(*chat, "chat_type") == "PRIVATE";
  if (!is_id(update.message_id) || !is_id(update.chat_id) || !is_id(update.sender_id)) {
    return ZaloNoUpdate{};
  }
  if (text_at(result, "event_name") == text_event) {
    update.kind = ZaloUpdateKind::text;
    update.text = cut(text_at(*message, "text"));
  }
  return update;
}

bool says_ok(const Json& json) {
  const auto ok = json.is_object() ? json.find("ok") : json.end();
  return json.is_object() && ok != json.end() && ok->is_boolean() && ok->get<bool>();
}

bool says_poll_is_over(const Json& json) {
  const auto code = json.is_object() ? json.find("error_code") : json.end();
  if (!json.is_object() || code == json.end()) {
    return false;
  }
  return code->is_string() ? *code == std::to_string(poll_is_over) : *code == poll_is_over;
}

}  // namespace

HttpRequest zalo_poll_request(const ZaloSettings& settings) {
  HttpRequest request = zalo_request(settings, "getUpdates");
  request.body = Json{{"timeout", std::to_string(zalo_poll_hold.count())}}.dump();
  request.total_timeout = zalo_poll_hold + poll_margin;
  return request;
}

ZaloPoll zalo_poll_result(const Reply& reply) {
  if (reply.failure == Failure::none) {
    const Json json = Json::parse(reply.body, nullptr, false);
    const bool fine = reply.status >= 200 && reply.status < 300;
    if (fine && says_ok(json)) {
      const Json* result = object_at(json, "result");
      return result == nullptr ? ZaloPoll{ZaloNoUpdate{}} : update_of(*result);
    }
    if (says_poll_is_over(json) || (json.is_discarded() && reply.status == poll_is_over)) {
      return ZaloNoUpdate{};
    }
  }
  Outcome outcome = zalo_outcome(reply);
  if (outcome.outcome == OutcomeClass::uncertain) {
    // Whether an update was lost can't be known; asking again loses nothing more.
    outcome.outcome = OutcomeClass::retry;
  }
  return outcome;
}

ZaloPoll zalo_webhook_update(std::string_view body) {
  const Json json = Json::parse(body, nullptr, false);
  const Json* result = json.is_object() ? object_at(json, "result") : nullptr;
  return result == nullptr ? ZaloPoll{ZaloNoUpdate{}} : update_of(*result);
}

}  // namespace dondoc
