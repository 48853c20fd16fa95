// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/peer.h"

#include <algorithm>
#include <vector>

#include <grp.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace dondoc {
namespace {

bool is_member(const PeerCredentials& credentials, gid_t wanted) {
  if (credentials.group == wanted) {
    return true;
  }
  const passwd* user = ::getpwuid(credentials.user);
  if (user == nullptr) {
    return false;
  }
  int count = 64;
  std::vector<gid_t> groups(static_cast<std::size_t>(count));
  if (::getgrouplist(user->pw_name, user->pw_gid, groups.data(), &count) < 0) {
    // The count is now what is needed.
    groups.resize(static_cast<std::size_t>(std::max(count, 0)));
    if (::getgrouplist(user->pw_name, user->pw_gid, groups.data(), &count) < 0) {
      return false;
    }
  }
  groups.resize(static_cast<std::size_t>(count));
  return std::find(groups.begin(), groups.end(), wanted) != groups.end();
}

}  // namespace

Peer judge_peer(const PeerCredentials& credentials) {
  if (credentials.user == 0 || credentials.user == ::geteuid()) {
    return Peer::admin;
  }
  const group* admins = ::getgrnam(admin_group);
  return admins != nullptr && is_member(credentials, admins->gr_gid) ? Peer::admin : Peer::stranger;
}

Peer peer_of_socket(int socket) {
  ucred credentials{};
  socklen_t size = sizeof credentials;
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) {
    return Peer::stranger;
  }
  return judge_peer({credentials.uid, credentials.gid});
}

}  // namespace dondoc
