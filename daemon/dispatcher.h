// SPDX-License-Identifier: Apache-2.0
// Takes stored messages to their channels: an attempt is committed before the first byte, its
// outcome after; the outcome's class decides what comes next. No clock, no loop, no socket of its
// own: time is an argument and a Courier carries.
#pragma once

#include "connectors/connector.h"
#include "daemon/store/store.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// One commit serves as many: a turn that starts this many attempts writes the outcomes of the turn
/// before with them.
inline constexpr int attempts_in_flight_max = 512;
inline constexpr int attempts_per_channel_max = 20;
inline constexpr std::chrono::hours retry_delay_max{6};

/// Carries one request and calls back once, never from inside carry(). The daemon's is the
/// Transport; the simulation's fails on purpose.
class Courier {
 public:
  virtual ~Courier() = default;
  virtual void carry(Request request, std::function<void(Reply)> done) = 0;
};

using Connectors = std::map<std::string, std::shared_ptr<const Connector>>;

class Dispatcher {
 public:
  Dispatcher(Store& store, Courier& courier, Connectors connectors);

  /// Attempts without an outcome were cut off by a crash: their outcome is `uncertain`. Call once
  /// before the first pump.
  void recover(Instant now);

  /// Writes the outcomes that have come in and starts what is due, up to the limit in flight, in
  /// one transaction; then the bytes. Returns how many were started. While sending is held nothing
  /// starts; while it is held for the clock alone, alarms do.
  int pump(Instant now);

  /// Only writes the outcomes that have come in: for the end, when nothing more is to start.
  void flush(Instant now);

  [[nodiscard]] int in_flight() const { return in_flight_; }
  [[nodiscard]] bool has_outcomes() const { return !finished_.empty(); }
  /// Messages that ended with no channel having taken them, so far.
  [[nodiscard]] int failed() const { return failed_; }

  /// Called (from a courier's callback) when the first outcome since the last flush comes in.
  std::function<void()> on_outcome;
  /// Connectors stopped by a refused credential, with the reason.
  [[nodiscard]] const std::map<std::string, std::string>& stopped() const { return stopped_; }

 private:
  struct Finished {
    StoredMessage message;
    int attempt{1};
    Outcome outcome;
  };
  int write_outcomes(Instant now);
  void forget_outcomes();
  [[nodiscard]] std::vector<StoredMessage> may_leave(Instant now, int limit) const;
  void carry(const StoredMessage& message, Instant now);
  void finish(const StoredMessage& message, int attempt, Outcome outcome);
  [[nodiscard]] AttemptEnd judge(const Finished& finished, Instant now);
  void stop(const StoredMessage& message, const Outcome& outcome);
  void wait_for_channel(AttemptEnd& end, const StoredMessage& message, Instant again, Instant now);
  void doubt(
      AttemptEnd& end, const StoredMessage& message, bool tries_left, Instant again, Instant now);

  Store& store_;
  Courier& courier_;
  Connectors connectors_;
  std::map<std::string, std::string> stopped_;
  std::vector<Finished> finished_;
  int in_flight_{0};
  int failed_{0};
  std::shared_ptr<bool> alive_;
};

}  // namespace dondoc
