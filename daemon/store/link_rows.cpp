// SPDX-License-Identifier: Apache-2.0
// Chats that belong to people, and the codes by which they come to.
#include "daemon/store/code_letters.h"
#include "daemon/store/doors.h"
#include "daemon/store/store_impl.h"

#include <sodium.h>

namespace dondoc {
namespace {

constexpr std::string_view code_letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 8;

}  // namespace

std::string new_short_code() {
  std::string code;
  while (code.size() < code_length) {
    code += code_letters[randombytes_uniform(static_cast<std::uint32_t>(code_letters.size()))];
  }
  return code;
}

std::string Store::write_link_code(const std::string& post,
                                   const std::string& person,
                                   Instant expires_at) {
  impl_->connection.require_transaction();
  std::string code = new_short_code();
  Query(impl_->connection,
        "INSERT INTO link_code (post, person, hash, expires_at) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (post) DO UPDATE SET person = ?2, hash = ?3, expires_at = ?4")
      .bind(post, person, secret_hash(code), expires_at)
      .run();
  return code;
}

std::optional<OpenLinkCode> Store::take_link_code(const std::string& code, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  std::optional<OpenLinkCode> taken;
  {
    Query query(connection, "SELECT post, person, expires_at FROM link_code WHERE hash = ?");
    query.bind(secret_hash(code));
    if (query.next() && now < query.instant(2)) {
      taken = OpenLinkCode{query.text(0), query.text(1), query.instant(2)};
    }
  }
  if (taken) {
    Query(connection, "DELETE FROM link_code WHERE post = ?").bind(taken->post).run();
  }
  return taken;
}

std::vector<OpenLinkCode> Store::open_link_codes(Instant now) const {
  Query query(impl_->connection,
              "SELECT post, person, expires_at FROM link_code WHERE expires_at > ? ORDER BY post");
  query.bind(now);
  std::vector<OpenLinkCode> codes;
  while (query.next()) {
    codes.push_back({query.text(0), query.text(1), query.instant(2)});
  }
  return codes;
}

void Store::write_link(const ChatLink& link) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  Query(connection, "DELETE FROM link WHERE channel = ?1 AND (chat = ?2 OR person = ?3)")
      .bind(link.channel, link.chat, link.person)
      .run();
  Query(connection,
        "INSERT INTO link (channel, person, post, chat, linked_at) VALUES (?, ?, ?, ?, ?)")
      .bind(link.channel, link.person, link.post, link.chat, link.linked_at)
      .run();
  connection.note(link.linked_at);
}

bool Store::remove_links(const std::string& person) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  Query(connection, "DELETE FROM link_code WHERE person = ?").bind(person).run();
  Query(connection, "DELETE FROM link WHERE person = ?").bind(person).run();
  return connection.changes() > 0;
}

std::vector<ChatLink> Store::links() const {
  Query query(impl_->connection,
              "SELECT channel, person, post, chat, linked_at FROM link ORDER BY channel, person");
  std::vector<ChatLink> links;
  while (query.next()) {
    links.push_back({query.text(0), query.text(1), query.text(2), query.text(3), query.instant(4)});
  }
  return links;
}

}  // namespace dondoc
