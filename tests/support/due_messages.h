// SPDX-License-Identifier: Apache-2.0
// What is due over all connectors, oldest first; the dispatcher asks for each apart.
#pragma once

#include "daemon/store/store.h"

#include <algorithm>
#include <vector>

namespace dondoc::testing {

inline std::vector<StoredMessage> due_messages(const Store& store, Instant now) {
  constexpr int all = 100'000;
  std::vector<StoredMessage> due;
  for (const Store::Queue& queue : store.queues()) {
    const std::vector<StoredMessage> some = store.due_messages(queue.connector, now, all);
    due.insert(due.end(), some.begin(), some.end());
  }
  std::stable_sort(due.begin(), due.end(), [](const StoredMessage& a, const StoredMessage& b) {
    return *a.next_at < *b.next_at;
  });
  return due;
}

}  // namespace dondoc::testing
