// SPDX-License-Identifier: Apache-2.0
// How somebody comes in over the network: codes, sessions, tokens, signed links. The store keeps
// hashes of what opens them.
#pragma once

#include "daemon/store/store.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// BLAKE2b-256 of a secret.
using SecretHash = std::array<unsigned char, 32>;
[[nodiscard]] SecretHash secret_hash(const std::string& secret);

/// 256 bits in 43 characters that an address can hold.
[[nodiscard]] std::string new_secret();

struct SignInCode {
  Instant asked_at;
  Instant expires_at;  ///< asked_at of one that was used
};

struct WebSession {
  std::string person;
  Instant began;
  Instant seen;
};

struct ApiToken {
  std::string name;
  std::string role;  ///< role_name()
  std::string post;  ///< the only one it speaks for; empty: any, for an admin's
  Instant made_at;
  Instant expires_at;
};

/// A calendar that programs fetch by an address which nobody else knows.
struct Feed {
  std::string of;      ///< "unit/kinh-te", "post/truong-phong-kinh-te"
  std::string person;  ///< of a post: who held it then, and alone may go on reading; else empty
  Instant made_at;
};

/// A request that may be sent again, and what it was answered.
struct KeptRequest {
  SecretHash hash{};          ///< of what it asked
  std::optional<int> status;  ///< nothing: nobody knows what became of it
  std::string answer;
};

struct LinkKey {
  std::int64_t id{0};
  std::array<unsigned char, 32> bytes{};
  Instant made_at{};
};

/// The message of a sign-in code has a key that begins so: its words are its reader's alone.
inline constexpr std::string_view sign_in_key_prefix = "sign-in/";

/// What the store keeps of all that. What is written is written inside a transaction of the store,
/// which outlives this.
class Doors {
 public:
  explicit Doors(Store& store) : impl_(*store.impl_) {}

  /// A new code in place of an earlier one: letters and digits, once told.
  [[nodiscard]] std::string write_sign_in_code(const std::string& person,
                                               Instant expires_at,
                                               Instant now);
  /// The person's newest code, used or not.
  [[nodiscard]] std::optional<SignInCode> sign_in_code(const std::string& person) const;
  /// Whose code it is, while it can be used.
  [[nodiscard]] std::optional<std::string> sign_in_person(const std::string& code,
                                                          Instant now) const;
  /// Uses the person's code up; the secret that the browser keeps.
  [[nodiscard]] std::string begin_session(const std::string& person, Instant now);
  [[nodiscard]] std::optional<WebSession> session(const std::string& secret) const;
  void touch_session(const std::string& secret, Instant now);
  void end_session(const std::string& secret);
  void end_sessions_of(const std::string& person);
  void forget_sessions(Instant began_before, Instant seen_before);
  /// The token's secret, once told; nothing when there is one of that name.
  [[nodiscard]] std::optional<std::string> write_api_token(const ApiToken& token);
  /// Nothing when its time is over.
  [[nodiscard]] std::optional<ApiToken> api_token(const std::string& secret, Instant now) const;
  [[nodiscard]] std::vector<ApiToken> api_tokens() const;
  bool remove_api_token(const std::string& name);
  /// The newest first, which signs; what the others have signed still opens.
  [[nodiscard]] std::vector<LinkKey> link_keys() const;
  /// A new key signs from now on.
  void add_link_key(Instant now);
  /// The same, and what the others have signed opens nothing any more.
  void replace_link_keys(Instant now);
  /// Those that signed their last link before that moment.
  void forget_link_keys(Instant replaced_before);
  /// When the link of that name was used; however it is signed, its name stays the same.
  [[nodiscard]] std::optional<Instant> link_used_at(const std::string& name) const;
  void use_link(const std::string& name, Instant now);
  void forget_used_links(Instant before);
  /// The secret of the calendar's address, in place of an earlier one.
  [[nodiscard]] std::string write_feed(const Feed& feed);
  [[nodiscard]] std::optional<Feed> feed_of(const std::string& secret) const;
  [[nodiscard]] std::vector<Feed> feeds() const;
  bool remove_feed(const std::string& of);
  /// Kept at `since` or later.
  [[nodiscard]] std::optional<KeptRequest> kept_request(const std::string& caller,
                                                        const std::string& key,
                                                        Instant since) const;
  [[nodiscard]] int kept_requests(const std::string& caller) const;
  void keep_request(const std::string& caller,
                    const std::string& key,
                    const SecretHash& hash,
                    Instant now);
  void keep_answer(const std::string& caller,
                   const std::string& key,
                   int status,
                   const std::string& answer);
  void forget_request(const std::string& caller, const std::string& key);
  void forget_requests(Instant before);

 private:
  Store::Impl& impl_;
};

}  // namespace dondoc
