// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/keep_received.h"

#include "rules/answer/linked_contacts.h"

namespace dondoc {

namespace {

constexpr int forgotten_at_once = 50;

bool is_beyond_limits(const Store& store, const RuleSet& rules, const ReceivedMessage& message) {
  const bool is_known = person_at(rules.directory, {message.channel, message.chat}) != nullptr;
  // A name in a mail can be anybody's: who forges many must not leave its owner unheard.
  const bool is_doubtful = message.answers && message.answers->empty();
  if (is_known && !is_doubtful) {
    const Instant since = message.received_at - flood_window;
    return store.received_from(message.channel, message.chat, since) > received_per_chat_max;
  }
  const Instant since = message.received_at - stranger_window;
  return store.received_unknown_from(message.channel, message.chat, since) >=
             received_per_stranger_max ||
         (is_doubtful
              ? store.received_from(UnknownWriter::doubtful, since) >= received_doubtful_max
              : store.received_from(UnknownWriter::stranger, since) >= received_from_strangers_max);
}

}  // namespace

Kept keep_received(Store& store, const RuleSet& rules, const ReceivedMessage& message) {
  if (is_beyond_limits(store, rules, message)) {
    return Kept::passed_over;
  }
  Store::Transaction transaction(store);
  if (!store.write_received(message)) {
    return Kept::known;
  }
  store.forget_received(message.received_at - received_kept, forgotten_at_once);
  transaction.commit();
  return Kept::waiting;
}

bool takes_more(const Store& store) {
  return store.waiting_messages(waiting_max).size() < static_cast<std::size_t>(waiting_max);
}

}  // namespace dondoc
