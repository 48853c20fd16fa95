// SPDX-License-Identifier: Apache-2.0
// Mailboxes that are read, the tokens that answers must bring, and mails that came back.
#include "daemon/store/row_names.h"
#include "daemon/store/store_impl.h"

#include <array>
#include <stdexcept>

#include <sodium.h>

namespace dondoc {
namespace {

constexpr std::size_t token_bytes = 12;

/// Of a message that still means something: a digest, or one of its duties is open.
[[nodiscard]] bool still_means_something(Connection& connection, std::int64_t message) {
  Query query(connection,
              "SELECT NOT EXISTS (SELECT 1 FROM message_notice WHERE message = ?1)"
              " OR EXISTS (SELECT 1 FROM message_notice mn JOIN notice n ON n.id = mn.notice"
              " JOIN occurrence o ON o.id = n.occurrence"
              " WHERE mn.message = ?1 AND o.state = 'open')");
  query.bind(message);
  return query.next() && query.integer(0) != 0;
}

}  // namespace

std::optional<MailboxRow> Store::mailbox(const std::string& channel) const {
  Query query(impl_->connection,
              "SELECT name, validity, taken, marked FROM mailbox WHERE channel = ?");
  query.bind(channel);
  if (!query.next()) {
    return std::nullopt;
  }
  return MailboxRow{query.text(0),
                    static_cast<std::uint32_t>(query.integer(1)),
                    static_cast<std::uint32_t>(query.integer(2)),
                    static_cast<std::uint32_t>(query.integer(3))};
}

void Store::write_mailbox(const std::string& channel, const MailboxRow& row) {
  impl_->connection.require_transaction();
  Query(impl_->connection,
        "INSERT INTO mailbox (channel, name, validity, taken, marked) VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (channel) DO UPDATE SET name = ?2, validity = ?3, taken = ?4, marked = ?5")
      .bind(channel,
            row.name,
            static_cast<std::int64_t>(row.validity),
            static_cast<std::int64_t>(row.taken),
            static_cast<std::int64_t>(row.marked))
      .run();
}

std::string Store::reply_token(const std::string& message) const {
  if (!impl_->reply_key) {
    Query query(impl_->connection, "SELECT key FROM reply_key");
    if (!query.next()) {
      throw std::logic_error("store: no reply key");
    }
    impl_->reply_key = query.hash(0);
  }
  const Hash& key = *impl_->reply_key;
  // Longer than the token, since libsodium makes none so short.
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(),
                     hash.size(),
                     reinterpret_cast<const unsigned char*>(message.data()),
                     message.size(),
                     key.data(),
                     key.size());
  std::array<char, 2 * token_bytes + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), token_bytes);
  return hex.data();
}

Bounced Store::write_bounce(const std::string& message,
                            const std::string& channel,
                            const std::string& detail,
                            Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  std::int64_t id = 0;
  std::int64_t number = 0;
  std::int64_t next = 0;
  {
    Query query(connection,
                "SELECT m.id, m.attempts, m.channel + 1, m.channel + 1 IN"
                " (SELECT position FROM message_contact WHERE message = m.id)"
                " FROM message m WHERE m.hex = ? AND m.state = 'sent' AND m.connector = ?");
    query.bind(message, channel);
    if (!query.next()) {
      return Bounced::known;
    }
    id = query.integer(0);
    number = query.integer(1);
    next = query.integer(3) != 0 ? query.integer(2) : 0;
  }
  Query(connection,
        "INSERT INTO bounce (message, number, at, detail) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (message, number) DO NOTHING")
      .bind(id, number, now, detail)
      .run();
  connection.note(now);
  if (next != 0 && still_means_something(connection, id)) {
    Query(connection,
          "UPDATE message SET state = 'queued', next_at = ?1, channel = ?2, tries = 0,"
          " uncertain_count = 0, connector = (SELECT channel FROM message_contact"
          " WHERE message = ?3 AND position = ?2) WHERE id = ?3")
        .bind(now, next, id)
        .run();
    return Bounced::next_channel;
  }
  Query(connection, "UPDATE message SET state = 'failed' WHERE id = ?").bind(id).run();
  Query(connection,
        "UPDATE notice SET trouble = 'failed' WHERE message = ?"
        " AND occurrence IN (SELECT id FROM occurrence WHERE state = 'open')")
      .bind(id)
      .run();
  return Bounced::failed;
}

bool Store::send_again(const std::string& message,
                       const std::vector<Contact>& contacts,
                       Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  std::int64_t id = 0;
  {
    Query query(connection, "SELECT id FROM message WHERE hex = ? AND state = 'failed'");
    query.bind(message);
    if (!query.next()) {
      return false;
    }
    id = query.integer(0);
  }
  if (!still_means_something(connection, id)) {
    return false;
  }
  connection.note(now);
  Query(connection, "DELETE FROM message_contact WHERE message = ?").bind(id).run();
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    Query(connection,
          "INSERT INTO message_contact (message, position, channel, address, first_attempt)"
          " SELECT id, ?2, ?3, ?4, attempts + 1 FROM message WHERE id = ?1")
        .bind(id, static_cast<std::int64_t>(i), contacts[i].channel, contacts[i].address)
        .run();
  }
  Query(connection,
        "UPDATE message SET state = 'queued', next_at = ?1, channel = 0, tries = 0,"
        " uncertain_count = 0, connector = ?3 WHERE id = ?2")
      .bind(now, id, contacts.front().channel)
      .run();
  Query(connection, "UPDATE notice SET trouble = NULL WHERE message = ?").bind(id).run();
  return true;
}

}  // namespace dondoc
