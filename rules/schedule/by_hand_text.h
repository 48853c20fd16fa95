// SPDX-License-Identifier: Apache-2.0
// The words in which people are asked to tell others by hand; see by_hand.h.
#pragma once

#include "rules/schedule/by_hand.h"
#include "rules/schedule/message_text.h"
#include "rules/schedule/wording.h"

#include <string>
#include <vector>

namespace dondoc {

struct ByHandWords {
  std::string post;  ///< who is asked
  std::vector<ByHand> items;
  std::vector<AskedByHand> settled;
  Instant until;
  bool by_reply{false};  ///< they can answer where they read this
};

[[nodiscard]] Worded word_by_hand(const ByHandWords& words, const RuleSet& rules, Instant now);

[[nodiscard]] Worded word_untold(const std::string& post,
                                 const std::vector<AskedByHand>& items,
                                 const RuleSet& rules,
                                 Instant now);

}  // namespace dondoc
