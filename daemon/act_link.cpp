// SPDX-License-Identifier: Apache-2.0
#include "daemon/act_link.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <sodium.h>

namespace dondoc {
namespace {

constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
/// Stands in no part of a claim: keys, ids and names of acts are printable.
constexpr char between = '\n';
constexpr std::size_t claim_parts = 5;

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::string text(sodium_base64_encoded_len(size, variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, size, variant);
  text.pop_back();  // the terminating zero
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()),
                        bytes.size(),
                        text.data(),
                        text.size(),
                        nullptr,
                        &size,
                        &end,
                        variant) != 0 ||
      end != text.data() + text.size()) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

using Mac = std::array<unsigned char, crypto_auth_BYTES>;

Mac mac_of(std::string_view words, const LinkKey& key) {
  static_assert(std::tuple_size_v<decltype(key.bytes)> == crypto_auth_KEYBYTES);
  Mac mac{};
  crypto_auth(mac.data(),
              reinterpret_cast<const unsigned char*>(words.data()),
              words.size(),
              key.bytes.data());
  return mac;
}

std::vector<std::string> split(const std::string& words, char at) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (true) {
    const std::size_t end = words.find(at, from);
    parts.push_back(words.substr(from, end == std::string::npos ? end : end - from));
    if (end == std::string::npos) {
      return parts;
    }
    from = end + 1;
  }
}

template <typename Number>
std::optional<Number> number_of(std::string_view text) {
  Number value{};
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && stop == text.data() + text.size() ? std::optional(value)
                                                                   : std::nullopt;
}

}  // namespace

std::string act_link_name(const ActLinkClaim& claim) {
  return claim.act + between + claim.occurrence + between + claim.person + between + claim.message +
         between + std::to_string(claim.expires.time_since_epoch().count());
}

std::string sign_act_link(const ActLinkClaim& claim, const LinkKey& key) {
  const std::string payload = act_link_name(claim);
  const std::string words =
      "v1." + std::to_string(key.id) + '.' +
      base64(reinterpret_cast<const unsigned char*>(payload.data()), payload.size());
  const Mac mac = mac_of(words, key);
  return words + '.' + base64(mac.data(), mac.size());
}

std::optional<ActLinkClaim> read_act_link(std::string_view link, const std::vector<LinkKey>& keys) {
  const std::size_t last = link.rfind('.');
  if (link.size() > act_link_bytes_max || last == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view words = link.substr(0, last);
  const auto mac = from_base64(link.substr(last + 1));
  const auto parts = split(std::string(words), '.');
  if (parts.size() != 3 || parts[0] != "v1" || !mac || mac->size() != crypto_auth_BYTES) {
    return std::nullopt;
  }
  const auto id = number_of<std::int64_t>(parts[1]);
  const auto key = std::find_if(
      keys.begin(), keys.end(), [&id](const LinkKey& one) { return id && one.id == *id; });
  if (key == keys.end()) {
    return std::nullopt;
  }
  const Mac wanted = mac_of(words, *key);
  // Takes the same time however much of it is right.
  if (sodium_memcmp(wanted.data(), mac->data(), wanted.size()) != 0) {
    return std::nullopt;
  }
  const auto payload = from_base64(parts[2]);
  const auto claimed = payload ? split(*payload, between) : std::vector<std::string>{};
  const auto expires = claimed.size() == claim_parts ? number_of<Instant::duration::rep>(claimed[4])
                                                     : std::optional<Instant::duration::rep>{};
  if (!expires) {
    return std::nullopt;
  }
  ActLinkClaim claim{
      claimed[0], claimed[1], claimed[2], claimed[3], Instant{Instant::duration{*expires}}};
  // Of several spellings of the same bytes only ours is the link.
  return sign_act_link(claim, *key) == link ? std::optional(std::move(claim)) : std::nullopt;
}

void forget_spent_links(Store& store, Instant now) {
  Doors doors(store);
  // A link is used before it expires, and made before its key is replaced.
  doors.forget_used_links(now - act_link_valid);
  doors.forget_link_keys(now - act_link_valid);
}

bool names_replaced_key(std::string_view link, const std::vector<LinkKey>& keys) {
  constexpr std::string_view version = "v1.";
  if (link.size() > act_link_bytes_max || link.rfind(version, 0) != 0 || keys.empty()) {
    return false;
  }
  const std::string_view rest = link.substr(version.size());
  const auto id = number_of<std::int64_t>(rest.substr(0, rest.find('.')));
  return id && *id > 0 && *id < keys.front().id &&
         std::none_of(
             keys.begin(), keys.end(), [&id](const LinkKey& key) { return key.id == *id; });
}

}  // namespace dondoc
