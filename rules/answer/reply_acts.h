// SPDX-License-Identifier: Apache-2.0
// From what a person answered to the act that it is.
#pragma once

#include "rules/reply/reply.h"
#include "rules/schedule/acts.h"

#include <optional>

namespace dondoc {

/// The same for each code that the reply names; nothing for what is told and not done (XEM, VIEC,
/// TROGIUP), and for what no act exists for yet.
[[nodiscard]] std::optional<Act> act_of(const ReplyAct& reply);

}  // namespace dondoc
