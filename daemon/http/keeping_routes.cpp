// SPDX-License-Identifier: Apache-2.0
// Copies of the database, and the proof that it is whole.
#include "daemon/http/act_bodies.h"
#include "daemon/http/route_handlers.h"
#include "daemon/http/views.h"
#include "daemon/store/backup.h"

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

constexpr int status_store_failed = 503;

}  // namespace

ApiResponse post_backup(const std::string& body, const RouteContext& context) {
  const auto fields = read_fields(body, {});
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  try {
    const Backup made = back_up(*context.store, context.backups, context.now);
    return json_response(Json{{"file", made.file.string()},
                              {"at", to_rfc3339(made.at, context.rules.zone)},
                              {"bytes", made.bytes},
                              {"kept", backups_in(context.backups).size()}});
  } catch (const StoreError& error) {
    // The database in use is none the worse for it, so nobody else need hear of this.
    const bool corrupt = error.fault() == StoreFault::corrupt;
    return error_response(
        status_store_failed, corrupt ? "backup-not-whole" : "backup-failed", error.what());
  }
}

ApiResponse get_verify(const RouteContext& context) {
  const std::vector<std::string> problems = context.store->problems();
  // What a broken database says of itself is not worth comparing.
  const StateProof proof = problems.empty() ? context.store->prove_state() : StateProof{};
  const std::optional<Instant> last_written = context.store->last_written();
  return json_response(Json{{"whole", problems.empty() && proof.differing == 0},
                            {"problems", problems},
                            {"proved", proof.occurrences},
                            {"untold", proof.untold},
                            {"differing", proof.differing},
                            {"differences", proof.first},
                            {"last_written", instant_json(last_written, context.rules.zone)},
                            {"open", context.store->counts(context.now).open}});
}

}  // namespace dondoc
