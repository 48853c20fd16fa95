// SPDX-License-Identifier: Apache-2.0
// What is sent when; what an outcome means is in dispatcher_judge.cpp.
#include "daemon/dispatcher.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace dondoc {

namespace {

using std::chrono::seconds;

constexpr std::string_view may_repeat_words = "(Tin này có thể trùng với tin đã gửi trước đó.)\n";

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

/// An answer's key names what it answers: a mail's Message-ID, where a mail came.
std::string answered_mail(const StoredMessage& message) {
  const std::string start = "reply/" + message.connector() + '/';
  const std::string& key = message.draft.key;
  return key.compare(0, start.size(), start) == 0 && key.find('@') != std::string::npos
             ? key.substr(start.size())
             : std::string{};
}

/// What the record says of a message that leaves its channel without having been sent on it.
OutcomeClass class_of(TroubleKind trouble) {
  switch (trouble) {
    case TroubleKind::throttled:
      return OutcomeClass::throttled;
    case TroubleKind::quota:
      return OutcomeClass::quota;
    case TroubleKind::stopped:
      return OutcomeClass::auth;
    case TroubleKind::down:
      break;
  }
  return OutcomeClass::retry;
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
      finished_.push_back({message, message.attempts, doubt, Source::ourselves});
      ++in_flight_;
    }
    flush(now);
  }
}

int Dispatcher::pump(Instant now) {
  Store::Transaction transaction(store_);
  const int ended = write_outcomes(now);
  const Turn turn = choose(now);
  const std::vector<StoredMessage>& due = turn.due;
  if (ended == 0 && due.empty() && turn.put_aside == 0) {
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
  return static_cast<int>(due.size()) + turn.put_aside;
}

void Dispatcher::replace_connectors(Connectors connectors,
                                    std::set<std::string> changed,
                                    Instant now) {
  if (in_flight_ > 0) {
    throw std::logic_error("dispatcher: connectors are replaced while messages are in flight");
  }
  for (const auto& [connector, reason] : stopped()) {
    changed.insert(connector);
  }
  Store::Transaction transaction(store_);
  for (const std::string& connector : changed) {
    store_.hasten_messages(connector, now);
  }
  transaction.commit();
  for (const std::string& connector : changed) {
    channels_.erase(connector);
  }
  connectors_ = std::move(connectors);
}

/// Each connector's oldest, as many as it has room for. What is due on a connector that pauses gets
/// another time or another channel, so that it isn't looked at again for nothing.
Dispatcher::Turn Dispatcher::choose(Instant now) {
  Turn turn;
  if (const std::optional<std::string> held = store_.held()) {
    if (held == store_.clock_doubt()) {
      choose_alarms(turn, now);
    }
    return turn;
  }
  for (const Store::Queue& queue : store_.queues()) {
    const std::optional<Pause> pause = pause_of(queue.connector, now);
    const int limit = pause ? put_off_max - turn.put_aside : room_of(queue.connector, now);
    if (queue.next_at > now || limit <= 0) {
      continue;
    }
    for (StoredMessage& message : store_.due_messages(queue.connector, now, limit)) {
      if (pause) {
        put_aside(message, *pause, now);
        ++turn.put_aside;
      } else {
        turn.due.push_back(std::move(message));
      }
    }
  }
  return turn;
}

/// Held because the clock is in doubt: only what tells the admin of it leaves.
void Dispatcher::choose_alarms(Turn& turn, Instant now) {
  std::map<std::string, int> chosen;
  for (StoredMessage& message : store_.due_alarms(now, put_off_max)) {
    const std::string connector = message.connector();
    if (const std::optional<Pause> pause = pause_of(connector, now)) {
      put_aside(message, *pause, now);
      ++turn.put_aside;
    } else if (chosen[connector] < room_of(connector, now)) {
      ++chosen[connector];
      turn.due.push_back(std::move(message));
    }
  }
}

void Dispatcher::put_aside(const StoredMessage& message, const Pause& pause, Instant now) {
  const std::optional<WayOut> out = way_out(message, pause.leave_from, now);
  if (!out || out->at > now) {
    store_.put_off(message.id, out ? std::min(pause.until, out->at) : pause.until);
    return;
  }
  // The record shows why the message isn't where it was sent first.
  const std::string& connector = message.connector();
  const std::optional<ChannelTrouble> trouble = channels_.at(connector).health.trouble(now);
  store_.begin_attempts({{message.id, message.attempts + 1, message.channel, now}});
  AttemptEnd end;
  end.message = message.id;
  end.number = message.attempts + 1;
  end.at = now;
  end.outcome = outcome_name(trouble ? class_of(trouble->kind) : OutcomeClass::retry);
  end.detail = shortened_detail("không gửi qua kênh này, chuyển sang kênh khác: " +
                                (trouble ? trouble->reason : std::string{}));
  end.next = MessageState::queued;
  end.next_at = now;
  end.channel = out->channel;
  store_.end_attempts({end});
}

void Dispatcher::carry(const StoredMessage& message, Instant now) {
  const int attempt = message.attempts + 1;
  const std::string& channel = message.connector();
  ++channels_[channel].in_flight;
  const auto found = connectors_.find(channel);
  if (found == connectors_.end()) {
    finish(message,
           attempt,
           {OutcomeClass::rejected, "kênh chưa được khai báo", seconds{0}},
           Source::ourselves);
    return;
  }
  const std::shared_ptr<const Connector> connector = found->second;
  OutgoingMessage out = outgoing(message, attempt);
  out.token = store_.reply_token(message.id);
  out.answered = answered_mail(message);
  if (links) {
    out.links = links(message);
  }
  if (message.uncertain_count > 0 && !connector->peer_dedups()) {
    out.may_repeat = true;
    out.text = std::string{may_repeat_words} + out.text;
  }
  std::variant<Request, Outcome> composed = connector->compose(out, now);
  if (const auto* refused = std::get_if<Outcome>(&composed)) {
    finish(message, attempt, *refused, Source::ourselves);
    return;
  }
  const std::weak_ptr<bool> alive = alive_;
  courier_.carry(std::get<Request>(std::move(composed)),
                 [this, alive, connector, message, attempt](Reply reply) {
                   if (!alive.expired()) {
                     finish(message, attempt, connector->interpret(reply), Source::peer);
                   }
                 });
}

void Dispatcher::finish(const StoredMessage& message, int attempt, Outcome outcome, Source source) {
  --channels_.at(message.connector()).in_flight;
  finished_.push_back({message, attempt, std::move(outcome), source});
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

void Dispatcher::forget_outcomes() {
  in_flight_ -= static_cast<int>(finished_.size());
  finished_.clear();
}

std::optional<Instant> Dispatcher::wake_at(Instant now) const {
  if (const std::optional<std::string> held = store_.held()) {
    return held == store_.clock_doubt() ? store_.next_alarm() : std::nullopt;
  }
  std::optional<Instant> wake;
  for (const Store::Queue& queue : store_.queues()) {
    const bool full = !pause_of(queue.connector, now) && room_of(queue.connector, now) == 0;
    if (!full && (!wake || queue.next_at < *wake)) {
      wake = queue.next_at;
    }
  }
  return wake;
}

std::optional<Dispatcher::Pause> Dispatcher::pause_of(const std::string& connector,
                                                      Instant now) const {
  const auto found = channels_.find(connector);
  return found == channels_.end() ? std::nullopt : found->second.health.pause(now);
}

int Dispatcher::room_of(const std::string& connector, Instant now) const {
  const auto found = channels_.find(connector);
  return found == channels_.end() ? attempts_in_flight_max
                                  : found->second.health.room(now, found->second.in_flight);
}

bool Dispatcher::has_another_channel(const StoredMessage& message) const {
  const std::vector<Contact>& contacts = message.draft.contacts;
  return std::any_of(
      contacts.begin() + message.channel + 1, contacts.end(), [this](const Contact& contact) {
        return connectors_.count(contact.channel) != 0;
      });
}

/// A channel that is down or stopped waits for its own people; by hand is for who can't be reached.
int Dispatcher::tries_on_channel_max(const StoredMessage& message) const {
  if (has_another_channel(message)) {
    return tries_with_another_channel_max;
  }
  const std::vector<Contact>& contacts = message.draft.contacts;
  const bool by_hand = std::any_of(
      contacts.begin() + message.channel + 1, contacts.end(), [](const Contact& contact) {
        return contact.channel == by_hand_channel;
      });
  return by_hand ? tries_before_by_hand_max : tries_max;
}

std::optional<Dispatcher::WayOut> Dispatcher::way_out(const StoredMessage& message,
                                                      Instant from,
                                                      Instant now) const {
  std::optional<WayOut> best;
  for (int i = message.channel + 1; i < static_cast<int>(message.draft.contacts.size()); ++i) {
    const std::string& connector = message.draft.contacts.at(static_cast<std::size_t>(i)).channel;
    if (connectors_.count(connector) == 0) {
      continue;
    }
    const std::optional<Pause> pause = pause_of(connector, now);
    const Instant at = std::max(from, pause ? pause->until : now);
    if (!best || at < best->at) {
      best = WayOut{i, at};
    }
  }
  return best;
}

std::map<std::string, ChannelTrouble> Dispatcher::troubles(Instant now) const {
  std::map<std::string, ChannelTrouble> troubles;
  for (const auto& [connector, channel] : channels_) {
    if (const std::optional<ChannelTrouble> trouble = channel.health.trouble(now)) {
      troubles.emplace(connector, *trouble);
    }
  }
  return troubles;
}

std::map<std::string, std::string> Dispatcher::stopped() const {
  std::map<std::string, std::string> stopped;
  for (const auto& [connector, channel] : channels_) {
    const std::optional<ChannelTrouble> trouble = channel.health.trouble(Instant{});
    if (trouble && trouble->kind == TroubleKind::stopped) {
      stopped.emplace(connector, trouble->reason);
    }
  }
  return stopped;
}

std::vector<Refusal> Dispatcher::take_refusals() {
  return std::exchange(refusals_, {});
}

}  // namespace dondoc
