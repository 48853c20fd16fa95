// SPDX-License-Identifier: Apache-2.0
// What becomes of a message after an attempt.
#include "daemon/dispatcher.h"

#include <algorithm>
#include <array>

namespace dondoc {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Waits before the second, third, … try on a channel; the last one repeats.
constexpr std::array<seconds, 7> retry_delays{
    seconds{10}, seconds{60}, minutes{5}, minutes{15}, hours{1}, hours{3}, retry_delay_max};
constexpr seconds retry_after_min{1};
constexpr seconds retry_after_max{hours{1}};
/// A full mailbox isn't emptied in seconds.
constexpr seconds full_mailbox_wait{hours{1}};

/// Up to a tenth more, from the message's own id and the attempt: a burst that failed together
/// doesn't come back together, and the same attempt waits the same time again.
seconds with_jitter(seconds delay, const std::string& message, int attempt) {
  unsigned spread = static_cast<unsigned>(attempt);
  for (const char letter : message) {
    spread = spread * 31U + static_cast<unsigned char>(letter);
  }
  return delay + delay * static_cast<int>(spread % 101U) / 1000;
}

/// `tries`: that failed on this channel, with the latest.
seconds retry_delay(const std::string& message, int attempt, int tries, seconds asked) {
  const auto index =
      std::min(static_cast<std::size_t>(std::max(tries, 1) - 1), retry_delays.size() - 1);
  const seconds own = with_jitter(retry_delays.at(index), message, attempt);
  return asked > seconds{0} ? std::max(own, std::clamp(asked, retry_after_min, retry_after_max))
                            : own;
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
void next_channel(AttemptEnd& end, const StoredMessage& message, MessageState last) {
  if (static_cast<std::size_t>(message.channel) + 1 < message.draft.contacts.size()) {
    end.channel = message.channel + 1;
    end.tries = 0;
    end.uncertain_count = 0;
    queue_again(end, end.at);
    return;
  }
  leave_queue(end, last);
}

}  // namespace

/// Inside a transaction; what is written is forgotten only once that is committed.
int Dispatcher::write_outcomes(Instant now) {
  for (Finished& finished : finished_) {
    if (finished.source == Source::peer) {
      channels_[finished.message.connector()].health.note(finished.outcome, now);
      note_refusal(finished);
      finished.source = Source::ourselves;  // noted once, however often the commit is tried
    }
  }
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

void Dispatcher::note_refusal(const Finished& finished) {
  const OutcomeClass outcome = finished.outcome.outcome;
  const bool refused = outcome == OutcomeClass::quota || outcome == OutcomeClass::recipient_gone ||
                       outcome == OutcomeClass::rejected;
  if (refused && refusals_.size() < refusals_max) {
    refusals_.push_back({finished.message.id,
                         finished.message.draft.post,
                         finished.message.connector(),
                         outcome,
                         finished.outcome.detail});
  }
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
  end.tries = message.tries;
  end.uncertain_count = message.uncertain_count;
  switch (outcome.outcome) {
    case OutcomeClass::ok:
      leave_queue(end, MessageState::sent);
      break;
    case OutcomeClass::retry:
      try_again(end, finished, now);
      break;
    case OutcomeClass::throttled:
      wait(end, finished, now);
      break;
    case OutcomeClass::quota:
      park(end, finished, now);
      break;
    case OutcomeClass::recipient_gone:
    case OutcomeClass::rejected:
      next_channel(end, message, MessageState::failed);
      break;
    case OutcomeClass::auth:
      // A refused credential is ours to mend, not the message's fault: it takes the person's next
      // channel, or waits for this one to come back after a reload, however long that takes.
      if (has_another_channel(message)) {
        next_channel(end, message, MessageState::failed);
      } else {
        queue_again(end, now + stopped_pause);
      }
      break;
    case OutcomeClass::uncertain:
      doubt(end, finished, now);
      break;
  }
  return end;
}

void Dispatcher::try_again(AttemptEnd& end, const Finished& finished, Instant now) {
  const StoredMessage& message = finished.message;
  end.tries = message.tries + 1;
  if (end.tries < tries_on_channel_max(message)) {
    queue_again(
        end,
        now + retry_delay(message.id, finished.attempt, end.tries, finished.outcome.retry_after));
  } else {
    next_channel(end, message, MessageState::failed);
  }
}

/// Where the peer keeps one of two equal messages a doubt costs nothing: try again. Elsewhere once
/// more, marked; after a second doubt the next channel, or the coordinator's digest.
void Dispatcher::doubt(AttemptEnd& end, const Finished& finished, Instant now) {
  const StoredMessage& message = finished.message;
  const auto found = connectors_.find(message.connector());
  if (found != connectors_.end() && found->second->peer_dedups()) {
    try_again(end, finished, now);
    end.uncertain_count = end.channel == message.channel ? message.uncertain_count + 1 : 0;
    return;
  }
  end.tries = message.tries + 1;
  end.uncertain_count = message.uncertain_count + 1;
  if (end.uncertain_count < 2) {
    queue_again(end, now + retry_delay(message.id, finished.attempt, end.tries, seconds{0}));
  } else {
    next_channel(end, message, MessageState::uncertain);
  }
}

/// The peer put it off: that is none of its tries.
void Dispatcher::wait(AttemptEnd& end, const Finished& finished, Instant now) {
  const StoredMessage& message = finished.message;
  if (finished.attempt >= attempts_max) {
    next_channel(end, message, MessageState::failed);
    return;
  }
  const std::optional<Pause> pause = pause_of(message.connector(), now);
  if (!pause) {
    queue_again(
        end,
        now + retry_delay(
                  message.id, finished.attempt, message.tries + 1, finished.outcome.retry_after));
    return;
  }
  const std::optional<WayOut> out = way_out(message, pause->leave_from, now);
  queue_again(end, out ? std::min(pause->until, out->at) : pause->until);
}

/// An allowance is used up, ours or the mailbox's: the next channel, or a wait for room.
void Dispatcher::park(AttemptEnd& end, const Finished& finished, Instant now) {
  const StoredMessage& message = finished.message;
  if (has_another_channel(message)) {
    next_channel(end, message, MessageState::failed);
  } else if (finished.outcome.scope == OutcomeScope::channel) {
    wait(end, finished, now);
  } else {
    try_again(end, finished, now);
    if (end.next_at) {
      end.next_at = std::max(*end.next_at, now + full_mailbox_wait);
    }
  }
}

}  // namespace dondoc
