// SPDX-License-Identifier: Apache-2.0
#include "daemon/store/message_rows.h"

#include "daemon/store/hot_queries.h"
#include "daemon/store/row_names.h"

#include <array>
#include <stdexcept>
#include <unordered_map>

#include <sodium.h>

namespace dondoc {
namespace {

constexpr std::size_t message_id_bytes = 16;
constexpr std::size_t id_prefix_min = 6;
constexpr int takings_back_max = 100;

/// The same notices were in a message that was taken back whole, because its reader has left the
/// post: the new one is another message, with a key of its own.
[[nodiscard]] std::int64_t insert_released(Connection& connection,
                                           const MessageDraft& draft,
                                           Instant now) {
  std::optional<std::int64_t> message = insert_message(connection, draft, now);
  MessageDraft again = draft;
  for (int nth = 2; !message && nth <= takings_back_max; ++nth) {
    Query query(connection, "SELECT state FROM message WHERE key = ?");
    query.bind(again.key);
    if (!query.next() || query.text(0) != "withdrawn") {
      break;
    }
    again.key = draft.key + '\n' + std::to_string(nth);
    message = insert_message(connection, again, now);
  }
  if (!message) {
    throw std::logic_error("store: a second message with the key " + draft.key);
  }
  return *message;
}

/// Each notice goes into one message. That it isn't pending any more would mean that the release
/// was made from something else than what this transaction sees.
void put_into_message(Connection& connection,
                      std::int64_t message,
                      std::size_t position,
                      const std::string& notice) {
  Query(connection,
        "UPDATE notice SET state = 'messaged', message = ?, held_until = NULL, ready_at = NULL"
        " WHERE key = ? AND state = 'pending'")
      .bind(message, notice)
      .run();
  if (connection.changes() != 1) {
    throw std::logic_error("store: a message about a notice that isn't pending: " + notice);
  }
  Query(connection,
        "INSERT INTO message_notice (message, position, notice)"
        " SELECT ?, ?, id FROM notice WHERE key = ?")
      .bind(message, static_cast<std::int64_t>(position), notice)
      .run();
}

[[nodiscard]] StoredMessage read_message(const Query& query) {
  StoredMessage message;
  message.id = query.text(1);
  message.draft.key = query.text(2);
  message.draft.person = query.text(3);
  message.draft.post = query.text(4);
  message.draft.subject = query.text(5);
  message.draft.text = query.text(6);
  message.created_at = query.instant(7);
  message.state = from_row<MessageState>(query.text(8));
  message.next_at = query.optional_instant(9);
  message.attempts = query.small(10);
  message.channel = query.small(11);
  message.tries = query.small(12);
  message.uncertain_count = query.small(13);
  return message;
}

}  // namespace

std::optional<std::int64_t> insert_message(Connection& connection,
                                           const MessageDraft& draft,
                                           Instant now) {
  Query(connection,
        "INSERT INTO message (hex, key, person, post, subject, text, created_at, state, next_at,"
        " attempts, channel, connector, tries, uncertain_count)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'queued', ?7, 0, 0, ?8, 0, 0)"
        " ON CONFLICT (key) DO NOTHING")
      .bind(message_id(draft.key),
            draft.key,
            draft.person,
            draft.post,
            draft.subject,
            draft.text,
            now,
            draft.contacts.at(0).channel)
      .run();
  if (connection.changes() == 0) {
    return std::nullopt;
  }
  const std::int64_t id = connection.last_insert_id();
  for (std::size_t i = 0; i < draft.contacts.size(); ++i) {
    Query(connection,
          "INSERT INTO message_contact (message, position, channel, address) VALUES (?, ?, ?, ?)")
        .bind(
            id, static_cast<std::int64_t>(i), draft.contacts[i].channel, draft.contacts[i].address)
        .run();
  }
  return id;
}

const std::string& StoredMessage::connector() const {
  return draft.contacts.at(static_cast<std::size_t>(channel)).channel;
}

std::vector<StoredMessage> load_messages(Connection& connection,
                                         const std::vector<std::int64_t>& ids) {
  std::vector<StoredMessage> messages(ids.size());
  if (ids.empty()) {
    return messages;
  }
  const std::string array = json_array(ids);
  std::unordered_map<std::int64_t, std::size_t> places;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    places.emplace(ids[i], i);
  }
  {
    Query query(connection, hot_queries::messages_by_id);
    query.bind(array);
    while (query.next()) {
      messages[places.at(query.integer(0))] = read_message(query);
    }
  }
  {
    Query query(connection, hot_queries::contacts_by_message);
    query.bind(array);
    while (query.next()) {
      messages[places.at(query.integer(0))].draft.contacts.push_back(
          Contact{query.text(1), query.text(2)});
    }
  }
  Query query(connection, hot_queries::notice_keys_by_message);
  query.bind(array);
  while (query.next()) {
    messages[places.at(query.integer(0))].draft.notices.push_back(query.text(1));
  }
  return messages;
}

std::string message_id(const std::string& of) {
  std::array<unsigned char, message_id_bytes> hash{};
  crypto_generichash(hash.data(),
                     hash.size(),
                     reinterpret_cast<const unsigned char*>(of.data()),
                     of.size(),
                     nullptr,
                     0);
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

SentToday Store::sent_since(Instant since) const {
  Query query(impl_->connection, hot_queries::messages_by_person);
  query.bind(since);
  SentToday sent;
  while (query.next()) {
    sent.emplace(std::pair(query.text(0), query.text(1)), query.small(2));
  }
  return sent;
}

void Store::write_release(const Release& release, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  for (const MessageDraft& draft : release.messages) {
    const std::int64_t message = insert_released(connection, draft, now);
    for (std::size_t i = 0; i < draft.notices.size(); ++i) {
      put_into_message(connection, message, i, draft.notices[i]);
    }
  }
  for (const HeldNotice& held : release.held) {
    Query(connection,
          "UPDATE notice SET held_until = ?1, ready_at = ?1 WHERE key = ?2 AND state = 'pending'")
        .bind(held.until, held.key)
        .run();
  }
  for (const UnreachableNotice& unreachable : release.unreachable) {
    Query(connection,
          "UPDATE notice SET state = 'unreachable', trouble = 'unreachable', why = ?,"
          " held_until = NULL, ready_at = NULL WHERE key = ? AND state = 'pending'")
        .bind(unreachable.why, unreachable.key)
        .run();
  }
  connection.note(now);
}

bool Store::write_digest(const MessageDraft& draft, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  // The same day's digest again changes nothing: what was stored first is what was said.
  const bool written = insert_message(connection, draft, now).has_value();
  connection.note(now);
  return written;
}

std::vector<Store::Queue> Store::queues() const {
  std::vector<Queue> queues;
  for (std::string after;;) {
    Query query(impl_->connection, hot_queries::next_queue);
    query.bind(after);
    if (!query.next()) {
      return queues;
    }
    after = query.text(0);
    // What is told by hand is nothing to send.
    if (after != by_hand_channel) {
      queues.push_back({after, query.instant(1)});
    }
  }
}

std::vector<StoredMessage> Store::due_messages(const std::string& connector,
                                               Instant now,
                                               int limit) const {
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection, hot_queries::due_messages, connector, now, limit);
  return load_messages(impl_->connection, ids);
}

std::vector<StoredMessage> Store::in_flight_messages(int limit) const {
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection, hot_queries::in_flight_messages, limit);
  return load_messages(impl_->connection, ids);
}

std::optional<StoredMessage> Store::message(const std::string& id_or_prefix) const {
  const bool is_hex = id_or_prefix.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!is_hex || id_or_prefix.size() < id_prefix_min) {
    return std::nullopt;
  }
  // "g" follows every hex digit. Two rows tell that the prefix names none of them.
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection,
             "SELECT id FROM message WHERE hex >= ?1 AND hex < ?1 || 'g' LIMIT 2",
             id_or_prefix);
  if (ids.size() != 1) {
    return std::nullopt;
  }
  return load_messages(impl_->connection, ids).front();
}

}  // namespace dondoc
