// SPDX-License-Identifier: Apache-2.0
// What acts can change of an occurrence, as values by name: how the store keeps what few
// occurrences have, and how an act remembers what it changed, so that it can be undone.
#pragma once

#include "rules/schedule/occurrence.h"

#include <map>
#include <string>

namespace dondoc {

using NamedValues = std::map<std::string, std::string>;

/// What few occurrences have: whether a date is set, the change that began the round, progress, a
/// submission, wishes, counts and measures. Events are not among them.
void put_particulars(const Occurrence& occurrence, NamedValues& values);
/// False when a value can't have been put there; the occurrence is then of no use.
[[nodiscard]] bool take_particulars(const NamedValues& values, Occurrence& occurrence);

/// The particulars and, beside them, state, due, round and what the lead has answered: all that an
/// act changes of the occurrence itself.
[[nodiscard]] NamedValues values_of(const Occurrence& occurrence);
[[nodiscard]] bool take_values(const NamedValues& values, Occurrence& occurrence);

}  // namespace dondoc
