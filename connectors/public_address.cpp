// SPDX-License-Identifier: Apache-2.0
#include "connectors/public_address.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace dondoc {
namespace {

using boost::asio::ip::address_v4;
using boost::asio::ip::address_v6;

struct Network {
  std::uint32_t base;
  int bits;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  return a << 24U | b << 16U | c << 8U;
}

constexpr std::array<Network, 15> special_v4{{
    {v4(0, 0, 0), 8},        // this network
    {v4(10, 0, 0), 8},       // private
    {v4(100, 64, 0), 10},    // shared by carriers
    {v4(127, 0, 0), 8},      // loopback
    {v4(169, 254, 0), 16},   // link-local, cloud metadata
    {v4(172, 16, 0), 12},    // private
    {v4(192, 0, 0), 24},     // protocol assignments
    {v4(192, 0, 2), 24},     // documentation
    {v4(192, 88, 99), 24},   // 6to4 relays
    {v4(192, 168, 0), 16},   // private
    {v4(198, 18, 0), 15},    // benchmarks
    {v4(198, 51, 100), 24},  // documentation
    {v4(203, 0, 113), 24},   // documentation
    {v4(224, 0, 0), 4},      // multicast
    {v4(240, 0, 0), 4},      // reserved, broadcast
}};

bool is_public(const address_v4& address) {
  const std::uint32_t value = address.to_uint();
  return std::none_of(special_v4.begin(), special_v4.end(), [value](const Network& network) {
    return (value ^ network.base) >> static_cast<unsigned>(32 - network.bits) == 0;
  });
}

// Only 2000::/3 is given out for the Internet, so what isn't listed there (::1, fc00::/7,
// fe80::/10, v4-mapped, NAT64, multicast) needs no list of its own.
bool is_public(const address_v6& address) {
  const address_v6::bytes_type bytes = address.to_bytes();
  const unsigned first = static_cast<unsigned>(bytes[0]) << 8U | bytes[1];
  const unsigned second = static_cast<unsigned>(bytes[2]) << 8U | bytes[3];
  const bool global = (first & 0xE000U) == 0x2000U;
  const bool protocol_assignments = first == 0x2001U && second < 0x0200U;  // Teredo, ORCHID
  const bool documentation =
      (first == 0x2001U && second == 0x0DB8U) || (first == 0x3FFFU && second < 0x1000U);
  const bool six_to_four = first == 0x2002U;
  return global && !protocol_assignments && !documentation && !six_to_four;
}

}  // namespace

bool is_public_address(const boost::asio::ip::address& address) {
  return address.is_v4() ? is_public(address.to_v4()) : is_public(address.to_v6());
}

}  // namespace dondoc
