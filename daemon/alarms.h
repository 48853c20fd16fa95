// SPDX-License-Identifier: Apache-2.0
// What the admin is still to be told. An alarm waits here until it is stored as a message: the
// database may be away, and the channel that would carry it may be the trouble. It outlives the
// database, not the process; what is still wrong then is seen again by the next one.
#pragma once

#include "daemon/store/store.h"
#include "rules/schedule/alarm.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dondoc {

class Alarms {
 public:
  /// Something that has happened. Of several with one cause the first is told.
  void raise(const Alarm& alarm);

  /// Everything that is wrong as long as it lasts. What wasn't wrong before is raised, and what no
  /// longer is needs no telling any more.
  void set_lasting(const std::vector<Alarm>& wrong);
  /// Raises all that still lasts: for each working morning.
  void remind();

  struct Told {
    int stored{0};                  ///< messages that wait to be sent now
    std::vector<Alarm> for_nobody;  ///< that this call was the first to find untellable
  };
  /// Stores what waits, in one transaction, each once a day and cause, to leave over one of the
  /// channels in `usable`. What nobody can be told stays in untold(). Throws StoreError: everything
  /// waits on then.
  [[nodiscard]] Told tell(Store& store,
                          const RuleSet& rules,
                          const std::set<std::string>& usable,
                          Instant now);
  [[nodiscard]] bool waiting() const { return !waiting_.empty(); }

  /// There are other readers or other channels: what nobody could be told waits again.
  void try_again();

  /// Headlines of what nobody could be told, for status and log.
  [[nodiscard]] std::vector<std::string> untold() const;

 private:
  /// Kind and subject.
  using Cause = std::pair<AlarmKind, std::string>;
  [[nodiscard]] static Cause cause_of(const Alarm& alarm) { return {alarm.kind, alarm.subject}; }

  std::map<Cause, Alarm> waiting_;
  std::map<Cause, Alarm> lasting_;
  std::map<Cause, Alarm> untold_;
  std::set<std::string> stored_;  ///< keys, so that a storm of one cause isn't one of writes
};

}  // namespace dondoc
