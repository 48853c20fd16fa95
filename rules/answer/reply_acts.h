// SPDX-License-Identifier: Apache-2.0
// From what a person answered to the act that it is.
#pragma once

#include "rules/reply/reply.h"
#include "rules/schedule/acts.h"

#include <optional>

namespace dondoc {

/// What the reply asks of one of the duties that it names; nothing for what is told and not done
/// (XEM, VIEC, TROGIUP), and for what names none (OKTUAN, NGHI, HUYNGHI). GIAO names its officer by
/// post, title or name, with diacritics or without: one that isn't clear stays as it is written,
/// and the act is refused with those it may be. So does CHUYEN its unit, which stands before the
/// reason.
[[nodiscard]] std::optional<Act> act_of(const ReplyAct& reply,
                                        const Occurrence& occurrence,
                                        const RuleSet& rules,
                                        Date today);

}  // namespace dondoc
