// SPDX-License-Identifier: Apache-2.0
// From the store's rows to what rules/schedule/by_hand.h asks about.
#pragma once

#include "daemon/store/store.h"
#include "rules/schedule/by_hand.h"

namespace dondoc {

[[nodiscard]] inline ByHand what_of(const ByHandRow& row) {
  return {row.message.id,
          row.message.draft.person,
          row.message.draft.post,
          row.message.draft.subject,
          row.about};
}

/// Of a row that nobody was asked for, nobody.
[[nodiscard]] inline AskedByHand asked_of(const ByHandRow& row) {
  const ByHandAsk ask = row.ask.value_or(ByHandAsk{});
  return {what_of(row), ask.person, ask.post, ask.asked_at, ask.until};
}

}  // namespace dondoc
