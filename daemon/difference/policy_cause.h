// SPDX-License-Identifier: Apache-2.0
// Which change of a policy explains a notice that is there, gone or moved.
#pragma once

#include "daemon/difference/difference.h"

#include <optional>
#include <string>

namespace dondoc {

/// A change of the rung ("tre-1.2" is a repeat of "tre-1"), or of what holds for all rungs.
[[nodiscard]] std::optional<Cause> cause_in_rung(const Side& before,
                                                 const Side& after,
                                                 const Policy& old,
                                                 const Policy& now,
                                                 const std::string& rung);

/// A change of any rung: another one of the ladder takes a rung's place, or leaves it.
[[nodiscard]] std::optional<Cause> cause_in_ladder(const Side& before,
                                                   const Side& after,
                                                   const Policy& old,
                                                   const Policy& now);

}  // namespace dondoc
