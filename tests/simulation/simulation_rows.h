// SPDX-License-Identifier: Apache-2.0
// What the store holds, as the simulation reads it.
#pragma once

#include "daemon/store/store.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

[[nodiscard]] std::string moment_text(Instant instant);
[[nodiscard]] std::vector<Occurrence> all_occurrences(const Store& store);
/// All that people could read, as text: what a death between two steps must leave as it was. The
/// messages are those seen so far, by id.
[[nodiscard]] std::string readable_rows(
    const Store& store, const std::map<std::string, std::vector<std::string>>& messages);

}  // namespace dondoc
