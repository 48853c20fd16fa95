// SPDX-License-Identifier: Apache-2.0
// Takes stored messages to their channels: an attempt is committed before the first byte, its
// outcome after; the outcome's class decides what comes next. No clock, no loop, no socket of its
// own: time is an argument and a Courier carries.
//
// Each connector has slots of its own and a ChannelHealth, so that one that is slow, dead or
// stopped takes nothing from the others. A message whose channel pauses waits, or takes the
// person's next channel when the pause is longer than its patience.
#pragma once

#include "connectors/connector.h"
#include "daemon/channel_health.h"
#include "daemon/store/store.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace dondoc {

/// Tries that failed before a message is given up on its last channel.
inline constexpr int tries_max = 20;
/// The same where the person has another channel.
inline constexpr int tries_with_another_channel_max = 3;
/// The same where somebody would have to be asked to tell the person by hand: half a day.
inline constexpr int tries_before_by_hand_max = 7;
/// A peer that puts a message off again and again spends none of its tries; this ends it too.
inline constexpr int attempts_max = 200;
inline constexpr std::chrono::hours retry_delay_max{6};
/// Messages of a pausing channel that one turn puts off or gives to other channels.
inline constexpr int put_off_max = 500;
/// Of refusals that nobody has taken, as many are kept.
inline constexpr std::size_t refusals_max = 100;

/// Carries one request and calls back once, never from inside carry(). The daemon's is the
/// Transport; the simulation's fails on purpose.
class Courier {
 public:
  virtual ~Courier() = default;
  virtual void carry(Request request, std::function<void(Reply)> done) = 0;
};

using Connectors = std::map<std::string, std::shared_ptr<const Connector>>;

/// An admin should know: a channel refused a message for good (`quota`, `recipient_gone`,
/// `rejected`), also when the person's next channel then takes it.
struct Refusal {
  std::string message;
  std::string post;
  std::string channel;
  OutcomeClass outcome{OutcomeClass::rejected};
  std::string detail;
};

class Dispatcher {
 public:
  Dispatcher(Store& store, Courier& courier, Connectors connectors);

  /// Attempts without an outcome were cut off by a crash: their outcome is `uncertain`. Call once
  /// before the first pump.
  void recover(Instant now);

  /// Writes the outcomes that have come in and starts what is due, up to each channel's limit, in
  /// one transaction; then the bytes. Returns how many messages it started, put off or gave to
  /// another channel: while that isn't 0 there may be more to do. While sending is held nothing
  /// starts; while it is held for the clock alone, alarms do.
  int pump(Instant now);

  /// Other connectors, only while nothing is in flight: an answer to the old ones says nothing of
  /// the new. Channels in `changed`, and those that a refused credential has stopped, begin anew,
  /// and what waits for them is tried now: that may be what it waited for. The others' messages
  /// keep their waits and a channel that is down stays down, however often files are reloaded.
  void replace_connectors(Connectors connectors, std::set<std::string> changed, Instant now);

  /// Only writes the outcomes that have come in: for the end, when nothing more is to start.
  void flush(Instant now);

  /// The next moment at which a queued message is worth a pump; nothing when none is, or when
  /// only an outcome can change that.
  [[nodiscard]] std::optional<Instant> wake_at(Instant now) const;

  [[nodiscard]] int in_flight() const { return in_flight_; }
  [[nodiscard]] bool has_outcomes() const { return !finished_.empty(); }
  /// Messages that ended with no channel having taken them, so far.
  [[nodiscard]] int failed() const { return failed_; }

  /// Called (from a courier's callback) when the first outcome since the last flush comes in.
  std::function<void()> on_outcome;
  /// The links that a message carries; none when it isn't set. The same for every attempt.
  std::function<MessageLinks(const StoredMessage&)> links;

  /// Channels that don't work as they should, by connector, and until when.
  [[nodiscard]] std::map<std::string, ChannelTrouble> troubles(Instant now) const;
  /// Connectors stopped by a refused credential, with the reason.
  [[nodiscard]] std::map<std::string, std::string> stopped() const;
  /// Since the last call; of more than refusals_max the first.
  [[nodiscard]] std::vector<Refusal> take_refusals();

 private:
  /// Whose answer an outcome is; only a peer's says something about the channel.
  enum class Source { peer, ourselves };
  struct Finished {
    StoredMessage message;
    int attempt{1};
    Outcome outcome;
    Source source{Source::peer};
  };
  struct Channel {
    ChannelHealth health;
    int in_flight{0};
  };
  struct Turn {
    std::vector<StoredMessage> due;
    int put_aside{0};
  };
  /// A later contact of the person's, and from when it can be used instead.
  struct WayOut {
    int channel{0};
    Instant at;
  };
  using Pause = ChannelHealth::Pause;

  int write_outcomes(Instant now);
  void forget_outcomes();
  [[nodiscard]] Turn choose(Instant now);
  void choose_alarms(Turn& turn, Instant now);
  void put_aside(const StoredMessage& message, const Pause& pause, Instant now);
  void carry(const StoredMessage& message, Instant now);
  void finish(const StoredMessage& message, int attempt, Outcome outcome, Source source);

  [[nodiscard]] AttemptEnd judge(const Finished& finished, Instant now);
  void try_again(AttemptEnd& end, const Finished& finished, Instant now);
  void doubt(AttemptEnd& end, const Finished& finished, Instant now);
  void wait(AttemptEnd& end, const Finished& finished, Instant now);
  void park(AttemptEnd& end, const Finished& finished, Instant now);
  void note_refusal(const Finished& finished);

  [[nodiscard]] std::optional<Pause> pause_of(const std::string& connector, Instant now) const;
  [[nodiscard]] int room_of(const std::string& connector, Instant now) const;
  [[nodiscard]] bool has_another_channel(const StoredMessage& message) const;
  [[nodiscard]] int tries_on_channel_max(const StoredMessage& message) const;
  [[nodiscard]] std::optional<WayOut> way_out(const StoredMessage& message,
                                              Instant from,
                                              Instant now) const;

  Store& store_;
  Courier& courier_;
  Connectors connectors_;
  std::map<std::string, Channel> channels_;
  std::vector<Finished> finished_;
  std::vector<Refusal> refusals_;
  int in_flight_{0};
  int failed_{0};
  std::shared_ptr<bool> alive_;
};

}  // namespace dondoc
