// SPDX-License-Identifier: Apache-2.0
// Which addresses belong to the open Internet. A webhook's URL must not reach into the office's own
// network unless an admin said so.
#pragma once

#include <boost/asio/ip/address.hpp>

namespace dondoc {

/// False for every special-purpose address (RFC 6890): loopback, private, link-local, unique local,
/// multicast, documentation, and IPv6 forms that hide an IPv4 address.
[[nodiscard]] bool is_public_address(const boost::asio::ip::address& address);

}  // namespace dondoc
