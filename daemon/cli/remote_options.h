// SPDX-License-Identifier: Apache-2.0
// What the command line gives to the commands that ask the daemon.
#pragma once

#include "daemon/cli/remote.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace dondoc {

/// Everything that any of them can be given; each takes what it knows.
struct RemoteOptions {
  RemoteTarget target;
  ListOptions list;
  ActOptions act;
  std::string key;
  std::string reason;
  std::optional<std::filesystem::path> copy;  ///< of the database
  std::map<std::string, std::string> fields;  ///< of an act's body
};

using RemoteOptionsPointer = std::shared_ptr<RemoteOptions>;

}  // namespace dondoc
