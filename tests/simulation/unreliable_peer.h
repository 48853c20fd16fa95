// SPDX-License-Identifier: Apache-2.0
// The other side of every channel: takes requests, keeps what it accepted, answers late, wrongly or
// never. It remembers everything, also over a crash of ours.
#pragma once

#include "daemon/dispatcher.h"
#include "tests/simulation/small_world.h"

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dondoc {

/// What the peer does with one request.
enum class PeerDeed {
  accept,
  accept_late,
  unreachable,   ///< not sent
  server_error,  ///< retry
  throttle,      ///< retry later, as told
  quota,
  refuse_credential,
  gone,
  reject,
  silent_not_accepted,  ///< bytes sent, no answer, not accepted
  silent_accepted,      ///< bytes sent, no answer, accepted
};

inline constexpr int peer_deeds = 11;

[[nodiscard]] std::string_view deed_name(PeerDeed deed);

/// Two channels: "hop-thu", whose peer keeps one of two equal messages, and "tin-nhan", whose
/// doesn't.
class PlainConnector : public Connector {
 public:
  enum class Peer { dedups, repeats };
  explicit PlainConnector(Peer peer) : peer_(peer) {}
  [[nodiscard]] std::variant<Request, Outcome> compose(const OutgoingMessage& message,
                                                       std::chrono::sys_seconds now) const override;
  [[nodiscard]] Outcome interpret(const Reply& reply) const override;
  [[nodiscard]] bool peer_dedups() const override { return peer_ == Peer::dedups; }

 private:
  Peer peer_;
};

[[nodiscard]] Connectors make_plain_connectors();

class UnreliablePeer : public Courier {
 public:
  struct Received {
    std::string channel;
    std::string id;
    std::string bytes;  ///< without the mark that says that it may be a repetition
  };
  using Channel = std::pair<std::string, std::string>;  ///< connector and message id

  explicit UnreliablePeer(std::uint64_t seed) : dice_(seed) {}

  void carry(Request request, std::function<void(Reply)> done) override;

  /// Percent of requests that don't end in a plain acceptance.
  void set_trouble(int percent) { trouble_ = percent; }
  void set_now(Instant now) { now_ = now; }
  /// Called when bytes leave, before anything is done with them.
  std::function<void(const Received&)> on_start;
  std::function<void(const Received&, PeerDeed)> on_deed;

  [[nodiscard]] std::optional<Instant> next_answer() const;
  /// Calls back every answer whose time has come; how many.
  int answer(Instant now);
  /// The process that asked is gone: its answers go nowhere.
  void drop_answers() { answers_.clear(); }

  [[nodiscard]] const std::map<Channel, int>& accepted() const { return accepted_; }
  /// Requests that ended without an answer, as the asker saw it.
  [[nodiscard]] const std::map<Channel, int>& doubts() const { return doubts_; }
  /// An attempt of this message was cut off by our crash or by our disk.
  void note_doubt(const Channel& channel) { ++doubts_[channel]; }
  [[nodiscard]] bool has_accepted(const std::string& id) const { return ids_.count(id) != 0; }

 private:
  struct Answer {
    Instant at;
    Reply reply;
    std::function<void(Reply)> done;
  };
  [[nodiscard]] PeerDeed choose();

  WorldMaker dice_;
  int trouble_{0};
  Instant now_;
  std::deque<Answer> answers_;
  std::map<Channel, int> accepted_;
  std::map<Channel, int> doubts_;
  std::set<std::string> ids_;
};

}  // namespace dondoc
