// SPDX-License-Identifier: Apache-2.0
// An occurrence worked out a second time from nothing but what the journal says of it.
#pragma once

#include "rules/schedule/occurrence.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// What an occurrence is as it opens, as particulars of the fact that says so.
void put_opening(const Occurrence& occurrence, Zone zone, std::map<std::string, std::string>& data);

/// The occurrence after all its facts, oldest first, without its rungs. What no fact can change
/// (key, period, code, opening, first due) is taken from the stored one. Nothing when the opening
/// doesn't tell enough.
[[nodiscard]] std::optional<Occurrence> replayed(const Occurrence& stored,
                                                 const std::vector<Fact>& facts);

/// Names of what differs: "state", "due", "officer", "last_act", in the order of the alphabet.
[[nodiscard]] std::vector<std::string> differing(const Occurrence& stored, const Occurrence& told);

}  // namespace dondoc
