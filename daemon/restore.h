// SPDX-License-Identifier: Apache-2.0
// Puts a copy of an office's database in the place of the one that was lost, so that nothing that
// was sent since the copy is sent again.
//
// Nobody knows what left between the copy and now. So the engine first works the copy up to now as
// the daemon would have, and whatever it would send is called uncertain instead: the coordinators'
// digests tell of it, with everything that is overdue, and people decide. Sending is held until
// they do. What was recorded in between is lost and has to be recorded again.
#pragma once

#include "daemon/state_folder.h"
#include "daemon/store/backup.h"
#include "rules/plan/plan.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

struct Restored {
  std::vector<std::string> problems;  ///< of the copy; when there are any, nothing was touched
  std::optional<Instant> copied_at;   ///< the last moment that the copy knows of
  int doubted{0};                     ///< messages that may have been sent since
  std::int64_t open{0};
  std::int64_t overdue{0};
  std::filesystem::path kept;  ///< where the database that was in the place is now; empty: none was
};

/// The caller holds the state's lock, so that no daemon runs. Throws StoreError; the database in
/// the place is then the one that was there before, or, after a fault at the very end, under the
/// name of `kept` ("dondoc.db.before-20261126T214000Z").
[[nodiscard]] Restored restore_copy(const std::filesystem::path& copy,
                                    const StateFolder& folder,
                                    std::shared_ptr<const RuleSet> rules,
                                    Instant now);

}  // namespace dondoc
