// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/route_handlers.h"
#include "daemon/http/views.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

/// The shortest beginning of a message's id that is taken for one.
constexpr std::size_t message_prefix_min = 6;

bool looks_like_message(const std::string& text) {
  return text.size() >= message_prefix_min &&
         text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Json message_json(const StoredMessage& message, const RouteContext& context) {
  return message_view(message, context.store->attempts(message.id), context.rules);
}

Json notices_json(const std::vector<NoticeRow>& rows, const RouteContext& context) {
  Json notices = Json::array();
  for (const NoticeRow& row : rows) {
    notices.push_back(notice_view(row, context.rules));
  }
  return notices;
}

/// Every message that the notices went into, once, in the order of the notices.
Json messages_json(const std::vector<NoticeRow>& rows, const RouteContext& context) {
  Json messages = Json::array();
  std::set<std::string> seen;
  for (const NoticeRow& row : rows) {
    const auto message = row.message && seen.insert(*row.message).second
                             ? context.store->message(*row.message)
                             : std::nullopt;
    if (message) {
      messages.push_back(message_json(*message, context));
    }
  }
  return messages;
}

ApiResponse why_of(const std::vector<NoticeRow>& rows,
                   const std::optional<Occurrence>& occurrence,
                   const RouteContext& context) {
  Json document = Json::object();
  document["occurrence"] =
      occurrence ? occurrence_view(*occurrence, context.rules, context.now) : Json(nullptr);
  document["notices"] = notices_json(rows, context);
  document["messages"] = messages_json(rows, context);
  return json_response(document);
}

}  // namespace

ApiResponse get_story(const std::string& key_or_code, const RouteContext& context) {
  const auto occurrence = find_occurrence(key_or_code, context);
  if (!occurrence) {
    return unknown_occurrence(key_or_code);
  }
  const auto rows = context.store->notices(occurrence->key);
  Json facts = Json::array();
  for (const JournalRow& row : context.store->facts(occurrence->key)) {
    facts.push_back(fact_view(row, context.rules.zone));
  }
  Json document = Json::object();
  document["occurrence"] = occurrence_view(*occurrence, context.rules, context.now);
  // Of what recurs: how often nobody said a word until the period was given up.
  document["occurrence"]["missed_in_year"] = context.store->missed_in_year(*occurrence);
  document["facts"] = std::move(facts);
  document["notices"] = notices_json(rows, context);
  document["messages"] = messages_json(rows, context);
  return json_response(document);
}

ApiResponse unknown_message(const std::string& id) {
  return error_response(404, "unknown-message", "không có tin nhắc nào mang mã " + id);
}

ApiResponse get_message_whole(const std::string& id, const RouteContext& context) {
  const auto message = context.store->message(id);
  if (!message) {
    return unknown_message(id);
  }
  return json_response(
      Json{{"message", message_json(*message, context)},
           {"notices", notices_json(context.store->notices_of_message(message->id), context)}});
}

ApiResponse get_why(const std::string& key_or_message, const RouteContext& context) {
  const Store& store = *context.store;
  if (const auto occurrence = find_occurrence(key_or_message, context)) {
    return why_of(store.notices(occurrence->key), occurrence, context);
  }
  if (looks_like_message(key_or_message)) {
    if (const auto message = store.message(key_or_message)) {
      Json document = Json::object();
      document["occurrence"] = nullptr;
      document["notices"] = notices_json(store.notices_of_message(message->id), context);
      document["messages"] = Json::array({message_json(*message, context)});
      return json_response(document);
    }
  }
  // A notice's key begins with its occurrence's.
  const auto occurrence = store.occurrence(key_or_message.substr(0, key_or_message.find('!')));
  if (occurrence) {
    auto rows = store.notices(occurrence->key);
    rows.erase(std::remove_if(rows.begin(),
                              rows.end(),
                              [&key_or_message](const NoticeRow& row) {
                                return row.notice.key != key_or_message;
                              }),
               rows.end());
    if (!rows.empty()) {
      return why_of(rows, occurrence, context);
    }
  }
  return error_response(
      404, "unknown-key", "không có đầu việc, lần nhắc hay tin nhắc nào mang mã " + key_or_message);
}

}  // namespace dondoc
