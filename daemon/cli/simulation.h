// SPDX-License-Identifier: Apache-2.0
// One run of a simulated office: engine, dispatcher and store as the daemon has them, driven from
// wake to wake without a clock.
#pragma once

#include "daemon/cli/simulated_office.h"
#include "daemon/dispatcher.h"
#include "daemon/engine.h"
#include "daemon/store/store.h"

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dondoc {

enum class SimulatedEventKind {
  opened,
  message,
  completed,
  happened,  ///< a trigger's event was recorded
  submitted,
  progressed,
  counted,
  measured,
};

/// One line of what happened.
struct SimulatedEvent {
  Instant at;
  SimulatedEventKind kind{SimulatedEventKind::opened};
  std::string occurrence;  ///< key; empty for a message
  std::string post;        ///< who is told, or who acts
  std::string words;       ///< Vietnamese: the duty, or the message's subject
  std::string document;    ///< of a completion, an event or what was counted
  std::string detail;      ///< Vietnamese: what was told or measured
  bool late{false};        ///< of a completion
};

struct SimulationResult {
  std::vector<SimulatedEvent> events;
  Store::Counts counts;
  int opened{0};
  int completed_in_time{0};
  int completed_late{0};
};

/// Carries into the Maildir at once, and tells the dispatcher when asked to.
class MaildirCourier final : public Courier {
 public:
  void carry(Request request, std::function<void(Reply)> done) override;
  void tell();

 private:
  std::deque<std::pair<Reply, std::function<void(Reply)>>> waiting_;
};

struct SimulationSettings {
  std::filesystem::path store;
  std::filesystem::path maildir;
  std::string mail_from;
  std::uint64_t seed{1};
  double punctual{0.8};
};

class Simulation {
 public:
  Simulation(std::shared_ptr<const RuleSet> rules, const SimulationSettings& settings);

  /// From `from` on, up to but without `end`.
  [[nodiscard]] SimulationResult run(Instant from, Instant end);

 private:
  void turn(Instant now);
  /// How many duties have opened.
  int tick_until_quiet(Instant now);
  void note_openings(Instant now);
  void dispatch(Instant now);
  [[nodiscard]] bool act(Instant now);
  void note_deed(const SimulatedOffice::Deed& deed, const Occurrence& before, Instant now);
  [[nodiscard]] std::optional<Instant> next_wake() const;

  std::shared_ptr<const RuleSet> rules_;
  Store store_;
  MaildirCourier courier_;
  std::shared_ptr<std::vector<std::string>> composed_;  ///< ids of messages, in order
  Dispatcher dispatcher_;
  Engine engine_;
  SimulatedOffice office_;
  std::set<std::string> known_;
  SimulationResult result_;
};

}  // namespace dondoc
