// SPDX-License-Identifier: Apache-2.0
// What whoever is told of a duty is likely to answer: the acts that a message offers where it can
// carry more than words. Whether they may is rules/schedule/act_rights.h's to say when they do.
#pragma once

#include "rules/schedule/decide.h"

#include <string_view>
#include <vector>

namespace dondoc {

/// By the names that addresses have ("acknowledge"), the likeliest first.
[[nodiscard]] std::vector<std::string_view> offered_acts(const Notice& notice);

}  // namespace dondoc
