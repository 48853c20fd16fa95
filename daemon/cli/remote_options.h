// SPDX-License-Identifier: Apache-2.0
// What the command line gives to the commands that ask the daemon.
#pragma once

#include "daemon/cli/remote.h"

#include <memory>
#include <string>

namespace dondoc {

/// Everything that any of them can be given; each takes what it knows.
struct RemoteOptions {
  RemoteTarget target;
  ListOptions list;
  ActOptions act;
  std::string key;
  std::string promised;
  std::string document;
  std::string document_date;
  std::string reason;
};

using RemoteOptionsPointer = std::shared_ptr<RemoteOptions>;

}  // namespace dondoc
