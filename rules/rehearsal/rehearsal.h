// SPDX-License-Identifier: Apache-2.0
// An office played on virtual time: the pure core stepped from one wake to the next, with no store,
// no clock and no network, and with people who act in between. `preview` looks at what it says when
// nobody acts; plan tests let people act and look at what follows.
#pragma once

#include "rules/schedule/acts.h"
#include "rules/schedule/decide.h"
#include "rules/schedule/giving.h"
#include "rules/schedule/leave.h"
#include "rules/schedule/release.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <variant>
#include <vector>

namespace dondoc {

/// A notice as it would leave.
struct ForecastNotice {
  Instant at;  ///< when its message leaves, quiet hours kept
  Notice notice;
  std::string channel;      ///< connector id of the person's first channel; empty: reaches nobody
  std::string subject;      ///< of the message that carries it
  std::string unreachable;  ///< Vietnamese; why it reaches nobody
};

/// A message as it would be stored.
struct ForecastMessage {
  Instant at;
  MessageDraft draft;
};

class Rehearsal {
 public:
  /// `rules` outlives the rehearsal. Each plan is loaded on that day, or without one on its own
  /// issue date.
  Rehearsal(const RuleSet& rules, std::optional<Date> first_load);

  /// The moment from which every plan is loaded.
  [[nodiscard]] Instant loaded() const;

  /// Everything that happens up to `end` and at it.
  void run_until(Instant end);

  /// Somebody acts at `now`, up to which everything has run; what follows at once has happened when
  /// the call returns. An occurrence that hasn't opened refuses every act, with an empty message.
  [[nodiscard]] ActResult act(const std::string& occurrence,
                              const Act& act,
                              const Actor& actor,
                              Instant now);

  /// Somebody gives a task; the same.
  [[nodiscard]] std::variant<GivenTask, KnownTask, ActRefused> give(const NewTask& task,
                                                                    const Actor& actor,
                                                                    Instant now);

  /// Somebody's days away are recorded; what is told afterwards goes by them.
  [[nodiscard]] LeaveResult leave(const LeaveForm& form, const Actor& actor, Instant now);

  [[nodiscard]] const Occurrence* find(const std::string& key) const;
  [[nodiscard]] const std::vector<Occurrence>& occurrences() const { return occurrences_; }
  [[nodiscard]] const std::vector<ForecastNotice>& notices() const { return notices_; }
  [[nodiscard]] const std::vector<ForecastMessage>& messages() const { return messages_; }

 private:
  enum class WakeKind { series, occurrence, held_notice };
  struct Wake {
    Instant at;
    WakeKind kind{WakeKind::series};
    std::size_t index{0};
    bool operator<(const Wake& other) const;
  };
  struct Pending {
    Notice notice;
    Instant hold_until;
  };
  /// A series that waits for events, and whose.
  struct Waiting {
    std::size_t series{0};
    std::string trigger;
  };

  void step(Instant now);
  void open_due(std::size_t index, Instant now);
  void keep_opened(Occurrence occurrence, const Opening& opening, Instant now);
  void decide_due(std::size_t index, Instant now);
  void release_pending(Instant now);
  void settle(const Notice& notice, RungState state);
  void tell_waiting(const Occurrence& watch, Instant now);

  [[nodiscard]] const RuleSet& rules() const { return *rules_; }

  const RuleSet& loaded_rules_;
  std::shared_ptr<const RuleSet> rules_;  ///< those, with the days away that were recorded
  std::vector<LeaveRecord> leaves_;
  std::vector<Series> series_;
  std::vector<Waiting> waiting_;
  std::vector<Occurrence> occurrences_;
  std::map<std::string, std::size_t> by_key_;
  std::map<std::string, Pending> pending_;
  std::vector<ForecastNotice> notices_;
  std::vector<ForecastMessage> messages_;
  SentToday sent_;
  Date sent_on_{};  ///< the day that `sent_` is of
  std::priority_queue<Wake> wakes_;
  std::size_t steps_{0};
};

}  // namespace dondoc
