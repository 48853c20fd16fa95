// SPDX-License-Identifier: Apache-2.0
// How the page and the HTTP API are reached, of dondoc.yaml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace dondoc {

struct TcpAddress {
  std::string host;  ///< an address in figures: "127.0.0.1", "::1"
  std::uint16_t port{0};
  bool operator==(const TcpAddress&) const = default;
};

struct WebSettings {
  std::optional<TcpAddress> listen;  ///< nothing: no port is opened
  std::string
      public_url;  ///< "https://dondoc.xa.example", without a slash at its end; may be empty
  bool behind_proxy{false};  ///< one that speaks TLS to others and says whom it saw
  bool operator==(const WebSettings&) const = default;
};

/// "127.0.0.1:8377", "[::1]:8377"; nothing for anything else, names of hosts too.
[[nodiscard]] std::optional<TcpAddress> parse_tcp_address(const std::string& text);
/// Reached from this machine alone.
[[nodiscard]] bool is_loopback(const TcpAddress& address);

}  // namespace dondoc
