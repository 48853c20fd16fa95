// SPDX-License-Identifier: Apache-2.0
// Drives the pure core against the store: loads a rule set, and on each tick opens, decides,
// releases and writes digests. It reads no clock: `now` is an argument, one for the whole tick.
#pragma once

#include "daemon/store/store.h"
#include "rules/plan/plan.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

inline constexpr int tick_rows_max = 1000;
inline constexpr int release_notices_max = 10'000;

struct TickResult {
  bool more{false};                ///< rows are left whose time has come: call again after yielding
  std::optional<Instant> wake_at;  ///< when nothing is left
  int occurrences_opened{0};
  int notices_issued{0};
  int messages_stored{0};
  bool links_changed{false};  ///< somebody left their last post: their chats speak for it no more
  int untold{0};              ///< messages that ended because nobody told their reader by hand
  std::vector<std::string> unread_digests;  ///< plans whose list has lines and nobody to read it
};

class Engine {
 public:
  explicit Engine(Store& store);

  /// Takes the set and matches the store's series with it, in one transaction. On an exception the
  /// old set stays. While the clock is in doubt the store is left as it is; the first tick after
  /// the doubt matches it.
  void load(std::shared_ptr<const RuleSet> rules, Instant now);
  /// The same rules but for the contacts and days away of people: nothing is matched anew.
  void take_people(std::shared_ptr<const RuleSet> rules);
  [[nodiscard]] const RuleSet& rules() const { return *rules_; }
  [[nodiscard]] std::shared_ptr<const RuleSet> shared_rules() const { return rules_; }

  /// One transaction of at most tick_rows_max rows; when nothing due is left undecided, one more
  /// for release and digests. While sending is held nothing is released; while the clock is in
  /// doubt nothing is done at all.
  [[nodiscard]] TickResult tick(Instant now);

 private:
  void sync(const RuleSet& rules, Instant now);

  Store& store_;
  std::shared_ptr<const RuleSet> rules_;
  bool synced_{false};
  std::optional<Date> posts_looked_on_;  ///< for who holds them, with these rules
};

}  // namespace dondoc
