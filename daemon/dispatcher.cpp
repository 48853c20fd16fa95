// SPDX-License-Identifier: Apache-2.0
#include "daemon/dispatcher.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dondoc {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Waits before the second, third, … attempt; the last one repeats.
constexpr std::array<seconds, 7> retry_delays{
    seconds{10}, seconds{60}, minutes{5}, minutes{15}, hours{1}, hours{3}, retry_delay_max};
constexpr seconds retry_after_min{1};
constexpr seconds retry_after_max{hours{1}};
constexpr std::string_view may_repeat_words = "(Tin này có thể trùng với tin đã gửi trước đó.)\n";

/// Up to a tenth more, from the message's own id: a burst that failed together doesn't come back
/// together, and the same message waits the same time again.
seconds with_jitter(seconds delay, const StoredMessage& message) {
  unsigned spread = 0;
  for (const char letter : message.id) {
    spread = spread * 31U + static_cast<unsigned char>(letter);
  }
  return delay + delay * static_cast<int>(spread % 100U) / 1000;
}

seconds retry_delay(const StoredMessage& message, int attempt, seconds asked) {
  // A second channel begins with short waits again.
  const int on_channel = std::max(attempt - attempts_per_channel_max * message.channel, 1);
  const auto index = std::min(static_cast<std::size_t>(on_channel - 1), retry_delays.size() - 1);
  const seconds own = with_jitter(retry_delays.at(index), message);
  if (asked <= seconds{0}) {
    return own;
  }
  return std::max(own, std::clamp(asked, retry_after_min, retry_after_max));
}

OutgoingMessage outgoing(const StoredMessage& message, int attempt) {
  const Contact& contact = message.draft.contacts.at(static_cast<std::size_t>(message.channel));
  OutgoingMessage out;
  out.id = message.id;
  out.address = contact.address;
  out.subject = message.draft.subject;
  out.text = message.draft.text;
  out.created_at = message.created_at;
  out.attempt = attempt;
  return out;
}

void leave_queue(AttemptEnd& end, MessageState state) {
  end.next = state;
  end.next_at.reset();
}

void queue_again(AttemptEnd& end, Instant at) {
  end.next = MessageState::queued;
  end.next_at = at;
}

/// The person's next channel, or the end: `last` says which.
void next_channel(AttemptEnd& end, const StoredMessage& message, MessageState last, Instant now) {
  if (static_cast<std::size_t>(message.channel) + 1 < message.draft.contacts.size()) {
    end.channel = message.channel + 1;
    end.uncertain_count = 0;
    queue_again(end, now);
    return;
  }
  leave_queue(end, last);
}

}  // namespace

Dispatcher::Dispatcher(Store& store, Courier& courier, Connectors connectors)
    : store_(store),
      courier_(courier),
      connectors_(std::move(connectors)),
      alive_(std::make_shared<bool>(true)) {}

void Dispatcher::recover(Instant now) {
  for (;;) {
    const std::vector<StoredMessage> cut_off = store_.in_flight_messages(attempts_in_flight_max);
    if (cut_off.empty()) {
      return;
    }
    for (const StoredMessage& message : cut_off) {
      const Outcome doubt{
          OutcomeClass::uncertain, "tiến trình dừng trước khi có kết quả", seconds{0}};
      finished_.push_back({message, message.attempts, doubt});
      ++in_flight_;
    }
    flush(now);
  }
}

int Dispatcher::pump(Instant now) {
  Store::Transaction transaction(store_);
  const int ended = write_outcomes(now);
  const int room = attempts_in_flight_max - in_flight_ + ended;
  std::vector<StoredMessage> due;
  if (room > 0) {
    due = may_leave(now, room);
  }
  if (ended == 0 && due.empty()) {
    return 0;
  }
  std::vector<AttemptStart> starts;
  for (const StoredMessage& message : due) {
    starts.push_back({message.id, message.attempts + 1, message.channel, now});
  }
  store_.begin_attempts(starts);
  transaction.commit();
  forget_outcomes();
  in_flight_ += static_cast<int>(due.size());
  for (const StoredMessage& message : due) {
    carry(message, now);
  }
  return static_cast<int>(due.size());
}

/// Held by a person: nothing. Held because the clock is in doubt: what tells the admin of it.
std::vector<StoredMessage> Dispatcher::may_leave(Instant now, int limit) const {
  const std::optional<std::string> held = store_.held();
  if (!held) {
    return store_.due_messages(now, limit);
  }
  return held == store_.clock_doubt() ? store_.due_alarms(now, limit)
                                      : std::vector<StoredMessage>{};
}

void Dispatcher::carry(const StoredMessage& message, Instant now) {
  const int attempt = message.attempts + 1;
  const Contact& contact = message.draft.contacts.at(static_cast<std::size_t>(message.channel));
  const auto found = connectors_.find(contact.channel);
  if (found == connectors_.end()) {
    finish(message, attempt, {OutcomeClass::rejected, "kênh chưa được khai báo", seconds{0}});
    return;
  }
  if (stopped_.contains(contact.channel)) {
    finish(message, attempt, {OutcomeClass::auth, "kênh đang dừng", seconds{0}});
    return;
  }
  const std::shared_ptr<const Connector> connector = found->second;
  OutgoingMessage out = outgoing(message, attempt);
  if (message.uncertain_count > 0 && !connector->peer_dedups()) {
    out.may_repeat = true;
    out.text = std::string{may_repeat_words} + out.text;
  }
  std::variant<Request, Outcome> composed = connector->compose(out, now);
  if (const auto* refused = std::get_if<Outcome>(&composed)) {
    finish(message, attempt, *refused);
    return;
  }
  const std::weak_ptr<bool> alive = alive_;
  courier_.carry(std::get<Request>(std::move(composed)),
                 [this, alive, connector, message, attempt](Reply reply) {
                   if (!alive.expired()) {
                     finish(message, attempt, connector->interpret(reply));
                   }
                 });
}

void Dispatcher::finish(const StoredMessage& message, int attempt, Outcome outcome) {
  finished_.push_back({message, attempt, std::move(outcome)});
  if (finished_.size() == 1 && on_outcome) {
    on_outcome();
  }
}

void Dispatcher::flush(Instant now) {
  if (finished_.empty()) {
    return;
  }
  Store::Transaction transaction(store_);
  write_outcomes(now);
  transaction.commit();
  forget_outcomes();
}

/// Inside a transaction; what is written is forgotten only once that is committed.
int Dispatcher::write_outcomes(Instant now) {
  std::vector<AttemptEnd> ends;
  for (const Finished& finished : finished_) {
    ends.push_back(judge(finished, now));
    failed_ += ends.back().next == MessageState::failed ? 1 : 0;
  }
  if (!ends.empty()) {
    store_.end_attempts(ends);
  }
  return static_cast<int>(ends.size());
}

void Dispatcher::forget_outcomes() {
  in_flight_ -= static_cast<int>(finished_.size());
  finished_.clear();
}

AttemptEnd Dispatcher::judge(const Finished& finished, Instant now) {
  const StoredMessage& message = finished.message;
  const Outcome& outcome = finished.outcome;
  AttemptEnd end;
  end.message = message.id;
  end.number = finished.attempt;
  end.at = now;
  end.outcome = outcome_name(outcome.outcome);
  end.detail = outcome.detail;
  end.channel = message.channel;
  end.uncertain_count = message.uncertain_count;
  const bool tries_left = finished.attempt < attempts_per_channel_max * (message.channel + 1);
  const Instant again = now + retry_delay(message, finished.attempt, outcome.retry_after);
  switch (outcome.outcome) {
    case OutcomeClass::ok:
      leave_queue(end, MessageState::sent);
      break;
    case OutcomeClass::retry:
    case OutcomeClass::throttled:
      if (tries_left) {
        queue_again(end, again);
      } else {
        next_channel(end, message, MessageState::failed, now);
      }
      break;
    case OutcomeClass::quota:
    case OutcomeClass::recipient_gone:
    case OutcomeClass::rejected:
      next_channel(end, message, MessageState::failed, now);
      break;
    case OutcomeClass::auth:
      stop(message, outcome);
      wait_for_channel(end, message, again, now);
      break;
    case OutcomeClass::uncertain:
      doubt(end, message, tries_left, again, now);
      break;
  }
  return end;
}

/// A refused credential is ours to mend, not the message's fault: it goes to the person's next
/// channel, or waits for this one to come back after a reload, however long that takes.
void Dispatcher::wait_for_channel(AttemptEnd& end,
                                  const StoredMessage& message,
                                  Instant again,
                                  Instant now) {
  if (static_cast<std::size_t>(message.channel) + 1 < message.draft.contacts.size()) {
    next_channel(end, message, MessageState::failed, now);
  } else {
    queue_again(end, again);
  }
}

void Dispatcher::stop(const StoredMessage& message, const Outcome& outcome) {
  const Contact& contact = message.draft.contacts.at(static_cast<std::size_t>(message.channel));
  stopped_.try_emplace(contact.channel, outcome.detail);
}

/// Where the peer keeps one of two equal messages a doubt costs nothing: try again. Elsewhere once
/// more, marked; after a second doubt the next channel, or the coordinator's digest.
void Dispatcher::doubt(
    AttemptEnd& end, const StoredMessage& message, bool tries_left, Instant again, Instant now) {
  const Contact& contact = message.draft.contacts.at(static_cast<std::size_t>(message.channel));
  const auto found = connectors_.find(contact.channel);
  const bool dedups = found != connectors_.end() && found->second->peer_dedups();
  end.uncertain_count = message.uncertain_count + 1;
  const bool once_more = dedups ? tries_left : end.uncertain_count < 2;
  if (once_more) {
    queue_again(end, again);
  } else {
    next_channel(end, message, MessageState::uncertain, now);
  }
}

}  // namespace dondoc
