// SPDX-License-Identifier: Apache-2.0
// Who is at the other end of a Unix socket, as the kernel saw it when they connected.
#pragma once

#include "daemon/http/routes.h"

#include <sys/types.h>

namespace dondoc {

inline constexpr const char* admin_group = "dondoc";

struct PeerCredentials {
  uid_t user{0};
  gid_t group{0};
};

/// Root, this process's own user, and members of group dondoc are admins.
[[nodiscard]] Peer judge_peer(const PeerCredentials& credentials);

/// Of a connected Unix socket; a stranger when the kernel doesn't tell.
[[nodiscard]] Peer peer_of_socket(int socket);

}  // namespace dondoc
