// SPDX-License-Identifier: Apache-2.0
// What the commands that ask the daemon share: the question, and how its answer is printed.
#pragma once

#include "daemon/cli/remote.h"

#include <string>
#include <variant>

#include <nlohmann/json.hpp>

namespace dondoc {

/// The answer's document, or the exit code after saying what is wrong.
[[nodiscard]] std::variant<nlohmann::ordered_json, int> ask(const RemoteTarget& target,
                                                            const std::string& method,
                                                            const std::string& path,
                                                            const std::string& body);

/// Prints the document as it came, or in words; gives exit_fine.
int print(const RemoteTarget& target,
          const nlohmann::ordered_json& document,
          std::string (*words)(const nlohmann::ordered_json&));

/// `dondoc verify` of the office's own database.
int verify_office(const RemoteTarget& target);

}  // namespace dondoc
