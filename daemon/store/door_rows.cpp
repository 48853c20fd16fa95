// SPDX-License-Identifier: Apache-2.0
// Who comes in over the network: codes, sessions, tokens, signed links.
#include "daemon/store/code_letters.h"
#include "daemon/store/doors.h"
#include "daemon/store/store_impl.h"

#include <array>

#include <sodium.h>

namespace dondoc {
namespace {

ApiToken api_token_at(const Query& query) {
  return {query.text(0), query.text(1), query.text(2), query.instant(3), query.instant(4)};
}

}  // namespace

SecretHash secret_hash(const std::string& secret) {
  SecretHash hash{};
  crypto_generichash(hash.data(),
                     hash.size(),
                     reinterpret_cast<const unsigned char*>(secret.data()),
                     secret.size(),
                     nullptr,
                     0);
  return hash;
}

std::string new_secret() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 64> text{};
  sodium_bin2base64(text.data(),
                    text.size(),
                    bytes.data(),
                    bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

// ---- Signing in
// ----------------------------------------------------------------------------------

std::string Doors::write_sign_in_code(const std::string& person, Instant expires_at, Instant now) {
  impl_.connection.require_transaction();
  std::string code = new_short_code();
  Query(impl_.connection,
        "INSERT INTO sign_in_code (person, hash, expires_at, asked_at) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (person) DO UPDATE SET hash = ?2, expires_at = ?3, asked_at = ?4")
      .bind(person, secret_hash(code), expires_at, now)
      .run();
  return code;
}

std::optional<SignInCode> Doors::sign_in_code(const std::string& person) const {
  Query query(impl_.connection, "SELECT asked_at, expires_at FROM sign_in_code WHERE person = ?");
  query.bind(person);
  return query.next() ? std::optional(SignInCode{query.instant(0), query.instant(1)})
                      : std::nullopt;
}

std::optional<std::string> Doors::sign_in_person(const std::string& code, Instant now) const {
  Query query(impl_.connection, "SELECT person, expires_at FROM sign_in_code WHERE hash = ?");
  query.bind(secret_hash(code));
  return query.next() && now < query.instant(1) ? std::optional(query.text(0)) : std::nullopt;
}

std::string Doors::begin_session(const std::string& person, Instant now) {
  impl_.connection.require_transaction();
  // The moment at which a code was asked for is kept: it limits how often one is sent.
  Query(impl_.connection, "UPDATE sign_in_code SET expires_at = asked_at WHERE person = ?")
      .bind(person)
      .run();
  std::string secret = new_secret();
  Query(impl_.connection,
        "INSERT INTO web_session (hash, person, began_at, seen_at) VALUES (?1, ?2, ?3, ?3)")
      .bind(secret_hash(secret), person, now)
      .run();
  return secret;
}

std::optional<WebSession> Doors::session(const std::string& secret) const {
  Query query(impl_.connection, "SELECT person, began_at, seen_at FROM web_session WHERE hash = ?");
  query.bind(secret_hash(secret));
  if (!query.next()) {
    return std::nullopt;
  }
  return WebSession{query.text(0), query.instant(1), query.instant(2)};
}

void Doors::touch_session(const std::string& secret, Instant now) {
  impl_.connection.require_transaction();
  Query(impl_.connection, "UPDATE web_session SET seen_at = ? WHERE hash = ?")
      .bind(now, secret_hash(secret))
      .run();
}

void Doors::end_session(const std::string& secret) {
  impl_.connection.require_transaction();
  Query(impl_.connection, "DELETE FROM web_session WHERE hash = ?").bind(secret_hash(secret)).run();
}

void Doors::end_sessions_of(const std::string& person) {
  impl_.connection.require_transaction();
  Query(impl_.connection, "DELETE FROM web_session WHERE person = ?").bind(person).run();
  Query(impl_.connection, "DELETE FROM sign_in_code WHERE person = ?").bind(person).run();
}

void Doors::forget_sessions(Instant began_before, Instant seen_before) {
  impl_.connection.require_transaction();
  Query(impl_.connection, "DELETE FROM web_session WHERE began_at < ? OR seen_at < ?")
      .bind(began_before, seen_before)
      .run();
}

// ---- Tokens
// --------------------------------------------------------------------------------------

std::optional<std::string> Doors::write_api_token(const ApiToken& token) {
  impl_.connection.require_transaction();
  std::string secret = new_secret();
  Query(impl_.connection,
        "INSERT INTO api_token (name, hash, role, post, made_at, expires_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (name) DO NOTHING")
      .bind(
          token.name, secret_hash(secret), token.role, token.post, token.made_at, token.expires_at)
      .run();
  return impl_.connection.changes() > 0 ? std::optional(std::move(secret)) : std::nullopt;
}

std::optional<ApiToken> Doors::api_token(const std::string& secret, Instant now) const {
  Query query(
      impl_.connection,
      "SELECT name, role, post, made_at, expires_at FROM api_token WHERE hash = ?1 AND expires_at"
      " > ?2");
  query.bind(secret_hash(secret), now);
  return query.next() ? std::optional(api_token_at(query)) : std::nullopt;
}

std::vector<ApiToken> Doors::api_tokens() const {
  Query query(impl_.connection,
              "SELECT name, role, post, made_at, expires_at FROM api_token ORDER BY name");
  std::vector<ApiToken> tokens;
  while (query.next()) {
    tokens.push_back(api_token_at(query));
  }
  return tokens;
}

bool Doors::remove_api_token(const std::string& name) {
  impl_.connection.require_transaction();
  Query(impl_.connection, "DELETE FROM api_token WHERE name = ?").bind(name).run();
  return impl_.connection.changes() > 0;
}

// ---- Links
// ---------------------------------------------------------------------------------------

std::vector<LinkKey> Doors::link_keys() const {
  Query query(impl_.connection, "SELECT id, key, made_at FROM link_key ORDER BY id DESC");
  std::vector<LinkKey> keys;
  while (query.next()) {
    keys.push_back({query.integer(0), query.hash(1), query.instant(2)});
  }
  return keys;
}

void Doors::add_link_key(Instant now) {
  impl_.connection.require_transaction();
  LinkKey fresh;
  randombytes_buf(fresh.bytes.data(), fresh.bytes.size());
  Query(impl_.connection,
        "INSERT INTO link_key (id, key, made_at) SELECT MAX(id) + 1, ?, ? FROM link_key")
      .bind(fresh.bytes, now)
      .run();
}

void Doors::replace_link_keys(Instant now) {
  add_link_key(now);
  Query(impl_.connection, "DELETE FROM link_key WHERE id < (SELECT MAX(id) FROM link_key)").run();
}

void Doors::forget_link_keys(Instant replaced_before) {
  impl_.connection.require_transaction();
  Query(impl_.connection,
        "DELETE FROM link_key WHERE id < (SELECT MAX(id) FROM link_key WHERE made_at < ?)")
      .bind(replaced_before)
      .run();
}

std::optional<Instant> Doors::link_used_at(const std::string& name) const {
  Query query(impl_.connection, "SELECT used_at FROM used_link WHERE hash = ?");
  query.bind(secret_hash(name));
  return query.next() ? std::optional(query.instant(0)) : std::nullopt;
}

void Doors::use_link(const std::string& name, Instant now) {
  impl_.connection.require_transaction();
  Query(impl_.connection, "INSERT INTO used_link (hash, used_at) VALUES (?, ?)")
      .bind(secret_hash(name), now)
      .run();
}

void Doors::forget_used_links(Instant before) {
  impl_.connection.require_transaction();
  Query(impl_.connection, "DELETE FROM used_link WHERE used_at < ?").bind(before).run();
}

// ---- Feeds
// ---------------------------------------------------------------------------------------

std::string Doors::write_feed(const Feed& feed) {
  impl_.connection.require_transaction();
  std::string secret = new_secret();
  Query(impl_.connection,
        "INSERT INTO feed (of, hash, person, made_at) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (of) DO UPDATE SET hash = ?2, person = ?3, made_at = ?4")
      .bind(feed.of, secret_hash(secret), feed.person, feed.made_at)
      .run();
  return secret;
}

std::optional<Feed> Doors::feed_of(const std::string& secret) const {
  Query query(impl_.connection, "SELECT of, person, made_at FROM feed WHERE hash = ?");
  query.bind(secret_hash(secret));
  return query.next() ? std::optional(Feed{query.text(0), query.text(1), query.instant(2)})
                      : std::nullopt;
}

std::vector<Feed> Doors::feeds() const {
  Query query(impl_.connection, "SELECT of, person, made_at FROM feed ORDER BY of");
  std::vector<Feed> feeds;
  while (query.next()) {
    feeds.push_back(Feed{query.text(0), query.text(1), query.instant(2)});
  }
  return feeds;
}

bool Doors::remove_feed(const std::string& of) {
  impl_.connection.require_transaction();
  Query(impl_.connection, "DELETE FROM feed WHERE of = ?").bind(of).run();
  return impl_.connection.changes() > 0;
}

// ---- Requests that may be sent again
// ---------------------------------------------------------------

std::optional<KeptRequest> Doors::kept_request(const std::string& caller,
                                               const std::string& key,
                                               Instant since) const {
  Query query(impl_.connection,
              "SELECT hash, status IS NOT NULL, COALESCE(status, 0), COALESCE(answer, '')"
              " FROM repeatable_request WHERE caller = ?1 AND key = ?2 AND at >= ?3");
  query.bind(caller, key, since);
  if (!query.next()) {
    return std::nullopt;
  }
  KeptRequest kept{query.hash(0), std::nullopt, query.text(3)};
  if (query.small(1) != 0) {
    kept.status = query.small(2);
  }
  return kept;
}

int Doors::kept_requests(const std::string& caller) const {
  Query query(impl_.connection, "SELECT COUNT(*) FROM repeatable_request WHERE caller = ?");
  query.bind(caller);
  return query.next() ? query.small(0) : 0;
}

void Doors::keep_request(const std::string& caller,
                         const std::string& key,
                         const SecretHash& hash,
                         Instant now) {
  impl_.connection.require_transaction();
  Query(impl_.connection,
        "INSERT INTO repeatable_request (caller, key, hash, at) VALUES (?1, ?2, ?3, ?4)")
      .bind(caller, key, hash, now)
      .run();
}

void Doors::keep_answer(const std::string& caller,
                        const std::string& key,
                        int status,
                        const std::string& answer) {
  impl_.connection.require_transaction();
  Query(impl_.connection,
        "UPDATE repeatable_request SET status = ?3, answer = ?4 WHERE caller = ?1 AND key = ?2")
      .bind(caller, key, status, answer)
      .run();
}

void Doors::forget_request(const std::string& caller, const std::string& key) {
  impl_.connection.require_transaction();
  Query(impl_.connection, "DELETE FROM repeatable_request WHERE caller = ?1 AND key = ?2")
      .bind(caller, key)
      .run();
}

void Doors::forget_requests(Instant before) {
  impl_.connection.require_transaction();
  Query(impl_.connection, "DELETE FROM repeatable_request WHERE at < ?").bind(before).run();
}

}  // namespace dondoc
