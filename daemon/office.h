// SPDX-License-Identifier: Apache-2.0
// An open database and what works on it. After a fault the whole is dropped and made anew: nothing
// of it remembers what the database may not hold.
#pragma once

#include "daemon/dispatcher.h"
#include "daemon/engine.h"
#include "daemon/store/store.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace dondoc {

struct OfficeOptions {
  std::optional<std::string> clock_alarm{};  ///< why the clock is not believed, when known already
  StoreOptions store{};
};

class Office {
 public:
  /// Opens the database, takes the rules, and settles attempts that were cut off. Throws
  /// StoreError.
  Office(const std::filesystem::path& database,
         std::shared_ptr<const RuleSet> rules,
         Courier& courier,
         Connectors connectors,
         Instant now,
         const OfficeOptions& options = {});

  /// Other rules, as files say them; linked chats and recorded days away are added.
  void load(std::shared_ptr<const RuleSet> rules, Instant now);

  /// A chat was linked or is linked no more, days away were recorded or taken back: from now on
  /// people are written to, and heard, by it.
  void people_changed(Instant now);

  /// Stops all sending until release, unless it is stopped already.
  void hold(const std::string& reason, Instant now);

  /// Holds sending, and stops all opening and deciding too, until a person confirms the clock by a
  /// release: what is decided in a future that isn't one is never told again.
  void doubt_clock(const std::string& reason);

  [[nodiscard]] Store& store() { return store_; }
  [[nodiscard]] Engine& engine() { return engine_; }
  [[nodiscard]] Dispatcher& dispatcher() { return *dispatcher_; }
  [[nodiscard]] const Dispatcher& dispatcher() const { return *dispatcher_; }

  /// The earliest due among what is open, in a small office; nothing when none is, or when there
  /// are more than one page to look through.
  [[nodiscard]] std::optional<Occurrence> next_due(Instant now) const;

 private:
  Store store_;
  std::shared_ptr<const RuleSet> loaded_;  ///< without what people have added
  Engine engine_;
  std::unique_ptr<Dispatcher> dispatcher_;
};

}  // namespace dondoc
