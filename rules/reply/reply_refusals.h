// SPDX-License-Identifier: Apache-2.0
// What a person is told when a reply is refused: what is wrong, and how to write it.
#pragma once

#include "rules/reply/reply.h"

#include <string>

namespace dondoc {

/// Fills in the message from what else is there; `words` are the person's own that it is about.
[[nodiscard]] ReplyRefused refusal(ReplyRefused what, std::string_view words);

}  // namespace dondoc
