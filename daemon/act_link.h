// SPDX-License-Identifier: Apache-2.0
// Links that act: signed, for one act on one duty by the one reader of one message, until a day.
// "v1.3.PAYLOAD.MAC": the number of the key, what is claimed, and its HMAC-SHA-512/256. The same
// message has the same links whenever it is sent again, until another key signs; what a link claims
// is its name all the same, so that it is used up under whichever key.
#pragma once

#include "daemon/store/doors.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// Longer than any ladder goes on; what is older is answered on the page.
inline constexpr std::chrono::hours act_link_valid{30 * 24};
inline constexpr std::size_t act_link_bytes_max = 2'048;
/// Keys that are read at a time: the one that signs, and those whose links still hold.
inline constexpr std::size_t link_keys_max = 10;

struct ActLinkClaim {
  std::string act;  ///< by the name that addresses have: "complete"
  std::string occurrence;
  std::string person;
  std::string message;  ///< id of the one that holds it
  Instant expires;
  bool operator==(const ActLinkClaim&) const = default;
};

/// What it claims, in one line each: the name under which the store keeps that it was used.
[[nodiscard]] std::string act_link_name(const ActLinkClaim& claim);

[[nodiscard]] std::string sign_act_link(const ActLinkClaim& claim, const LinkKey& key);

/// Nothing unless one of the keys has signed exactly this; whether it has expired is the caller's
/// to ask.
[[nodiscard]] std::optional<ActLinkClaim> read_act_link(std::string_view link,
                                                        const std::vector<LinkKey>& keys);

/// Forgets that links were used which have expired since, and keys whose last link has: once a day.
/// Inside a transaction.
void forget_spent_links(Store& store, Instant now);

/// Whether it says of itself that a key has signed it which is no longer kept. Proves nothing: it
/// only chooses the words of a refusal.
[[nodiscard]] bool names_replaced_key(std::string_view link, const std::vector<LinkKey>& keys);

}  // namespace dondoc
