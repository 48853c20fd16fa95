// SPDX-License-Identifier: Apache-2.0
#include "daemon/restore.h"

#include "daemon/engine.h"
#include "daemon/inbox/people_rules.h"
#include "daemon/store/private_files.h"
#include "rules/schedule/wording.h"

#include <system_error>
#include <utility>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::error_code& why) {
  throw StoreError(StoreFault::unavailable,
                   path.string() + ": không khôi phục được (" + why.message() + ")");
}

void rename_or_refuse(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) {
    refuse(from, error);
  }
}

std::string hold_reason(const Restored& restored, Instant now, Zone zone) {
  std::string reason = "đã khôi phục từ bản sao lưu";
  if (restored.copied_at) {
    reason += " có dữ liệu đến " + moment_words(*restored.copied_at, zone);
  }
  return reason + ", lúc " + moment_words(now, zone);
}

/// Works the database up to now without a word leaving.
void bring_up_to_now(const fs::path& database,
                     std::shared_ptr<const RuleSet> rules,
                     Instant now,
                     Restored& restored) {
  const Zone zone = rules->zone;
  StoreOptions options;
  options.create = false;
  Store store(database, options);
  const auto doubt = [&store, &restored, now] {
    Store::Transaction transaction(store);
    restored.doubted += store.doubt_unsent(now);
    transaction.commit();
  };
  restored.copied_at = store.last_written();
  doubt();
  {
    // A hold would keep the engine from wording what is to be doubted.
    Store::Transaction transaction(store);
    store.set_held(std::nullopt);
    store.confirm_clock(now);
    transaction.commit();
  }
  Engine engine(store);
  engine.load(with_people(std::move(rules), store, now), now);
  while (engine.tick(now).more) {
  }
  doubt();
  const Store::Counts counts = store.counts(now);
  restored.open = counts.open;
  restored.overdue = counts.overdue;
  Store::Transaction transaction(store);
  store.set_held(hold_reason(restored, now, zone));
  store.touch(now);
  transaction.commit();
}

/// The write-ahead log goes first: under the name of another database it would be taken for that
/// one's.
fs::path set_aside(const fs::path& database, const std::string& stamp) {
  std::error_code error;
  const fs::path kept = database.string() + ".before-" + stamp;
  if (fs::exists(database.string() + "-wal", error)) {
    rename_or_refuse(database.string() + "-wal", kept.string() + "-wal");
  }
  if (!fs::exists(database, error)) {
    return {};
  }
  rename_or_refuse(database, kept);
  return kept;
}

}  // namespace

Restored restore_copy(const fs::path& copy,
                      const StateFolder& folder,
                      std::shared_ptr<const RuleSet> rules,
                      Instant now) {
  Restored restored;
  restored.problems = check_copy(copy, folder.state, now).problems;
  if (!restored.problems.empty()) {
    return restored;
  }
  const fs::path fresh = folder.database().string() + ".restored";
  remove_database(fresh);
  if (const std::error_code error = copy_private_file(copy, fresh)) {
    remove_database(fresh);
    refuse(copy, error);
  }
  try {
    bring_up_to_now(fresh, std::move(rules), now, restored);
  } catch (const StoreError&) {
    remove_database(fresh);
    throw;
  }
  restored.kept = set_aside(folder.database(), utc_stamp(now));
  rename_or_refuse(fresh, folder.database());
  if (const std::error_code why = flush_to_disk(folder.state)) {
    refuse(folder.state, why);
  }
  return restored;
}

}  // namespace dondoc
