// SPDX-License-Identifier: Apache-2.0
#include "daemon/web_settings.h"

#include <array>
#include <charconv>

#include <arpa/inet.h>

namespace dondoc {
namespace {

bool is_address(int family, const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return ::inet_pton(family, host.c_str(), bytes.data()) == 1;
}

}  // namespace

std::optional<TcpAddress> parse_tcp_address(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) {
    return std::nullopt;
  }
  TcpAddress address{text.substr(0, colon), 0};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, address.port);
  if (error != std::errc{} || stop != end) {
    return std::nullopt;
  }
  const bool bracketed =
      address.host.size() > 2 && address.host.front() == '[' && address.host.back() == ']';
  if (bracketed) {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  return is_address(bracketed ? AF_INET6 : AF_INET, address.host) ? std::optional(address)
                                                                  : std::nullopt;
}

bool is_loopback(const TcpAddress& address) {
  return address.host.rfind("127.", 0) == 0 || address.host == "::1";
}

}  // namespace dondoc
