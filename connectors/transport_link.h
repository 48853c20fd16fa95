// SPDX-License-Identifier: Apache-2.0
// What connections to mail servers share: which parts of a request are safe, how TLS is demanded,
// and the bytes of a connection that libcurl has made. Part of the transport; nothing else includes
// it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dondoc {

/// What stands in the URL may not end its part of it.
[[nodiscard]] bool is_safe_host(std::string_view host);
/// "[::1]" for an address that holds colons.
[[nodiscard]] std::string host_in_url(const std::string& host);

/// TLS 1.2 or later with a verified certificate; `ca_file` is trusted beside the system's
/// authorities. No proxy from the environment.
[[nodiscard]] bool demand_verified_tls(void* handle, const std::string& ca_file);

enum class LinkState { fine, would_wait, lost };

struct LinkResult {
  LinkState state{LinkState::lost};
  std::size_t bytes{0};
};

/// Of a handle whose connection is its owner's to use.
[[nodiscard]] int link_descriptor(void* handle);
[[nodiscard]] LinkResult send_on_link(void* handle, std::string_view bytes);
[[nodiscard]] LinkResult receive_on_link(void* handle, char* into, std::size_t size);

}  // namespace dondoc
