// SPDX-License-Identifier: Apache-2.0
// What a channel's latest answers say about the channel itself: whether more may be sent over it,
// how much at once, and what an admin should know. A value without a clock; not stored, so a new
// process finds out anew.
//
// Only what concerns the whole channel counts (OutcomeScope::channel): one full mailbox or one
// greylisted recipient is that message's matter.
#pragma once

#include "connectors/connector.h"
#include "rules/calendar/civil.h"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

/// What is under way to a channel at once. Each has as much, so that a slow or dead one takes
/// nothing from the others; and one commit serves as many.
inline constexpr int attempts_in_flight_max = 512;
/// Failures in a row, over all messages, after which a channel counts as down.
inline constexpr int failures_until_down = 5;
/// Waits before the first, second, … probe of a channel that is down; the last one repeats.
inline constexpr std::array<std::chrono::seconds, 5> probe_waits{std::chrono::seconds{30},
                                                                 std::chrono::minutes{1},
                                                                 std::chrono::minutes{2},
                                                                 std::chrono::minutes{5},
                                                                 std::chrono::minutes{15}};
/// How long messages wait for a channel before those that have another one take it.
inline constexpr std::chrono::minutes channel_patience{5};
/// A peer that names no time doubles the wait from the first to the second; one that does is
/// believed between them.
inline constexpr std::chrono::seconds throttle_pause_min{1};
inline constexpr std::chrono::seconds throttle_pause_first{10};
inline constexpr std::chrono::seconds throttle_pause_max{std::chrono::hours{1}};
/// An allowance is looked at again this often when the peer doesn't say from when there is a new
/// one.
inline constexpr std::chrono::seconds quota_pause{std::chrono::hours{1}};
inline constexpr std::chrono::seconds quota_pause_min{std::chrono::minutes{1}};
inline constexpr std::chrono::seconds quota_pause_max{std::chrono::hours{24}};
/// Nothing but new connectors ends a stop; messages are looked at again this often all the same.
inline constexpr std::chrono::seconds stopped_pause{std::chrono::minutes{15}};

enum class TroubleKind {
  throttled,  ///< the peer asked us to wait
  down,       ///< it fails again and again; probed until it answers
  quota,      ///< an allowance is used up
  stopped,    ///< our credential was refused; only a reload starts it again
};

[[nodiscard]] std::string_view trouble_name(TroubleKind kind);  ///< "throttled", "down", …

struct ChannelTrouble {
  TroubleKind kind{TroubleKind::down};
  std::string reason;  ///< of the latest answer; without secrets and addresses
  Instant since;
  std::optional<Instant> until;  ///< when it is tried again; never for a stopped one
  int failures{0};               ///< in a row; of a channel that is down
  bool operator==(const ChannelTrouble&) const = default;
};

class ChannelHealth {
 public:
  /// The outcome of an attempt that a peer was asked for: not of one that a crash cut off, nor of a
  /// message that we refused to send.
  void note(const Outcome& outcome, Instant now);

  /// How many attempts may be added to those in flight. After trouble it is one, and grows with
  /// every success.
  [[nodiscard]] int room(Instant now, int in_flight) const;

  /// While nothing may be sent.
  struct Pause {
    Instant until;
    Instant leave_from;  ///< from when messages with another channel take that one
  };
  [[nodiscard]] std::optional<Pause> pause(Instant now) const;

  /// Lasts beyond the pause: a channel that is down stays so until an answer comes.
  [[nodiscard]] std::optional<ChannelTrouble> trouble(Instant now) const;

 private:
  void fail(const Outcome& outcome, Instant now);
  void answered(const Outcome& outcome, Instant now);
  void wait(ChannelTrouble trouble);

  std::optional<ChannelTrouble> trouble_;
  std::optional<Instant> failing_since_;
  int failures_{0};   ///< in a row
  int probes_{0};     ///< that have failed
  int throttles_{0};  ///< in a row
  int window_{attempts_in_flight_max};
};

}  // namespace dondoc
