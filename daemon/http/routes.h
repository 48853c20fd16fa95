// SPDX-License-Identifier: Apache-2.0
// What can be asked of one office's daemon and done to it: HTTP requests as plain values to JSON
// replies. Sees no socket; the server carries for it, and `dondoc` calls it in its own process when
// no daemon runs. A GET never changes anything.
#pragma once

#include "daemon/store/store.h"
#include "rules/plan/diagnostic.h"
#include "rules/plan/plan.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dondoc {

inline constexpr int list_rows_max = 1000;

enum class Peer {
  admin,     ///< root, the daemon's own user, or a member of group dondoc
  stranger,  ///< anybody else
};

/// What somebody may do over the API and on the page; each may do what those before it may. Which
/// act suits which post is rules/schedule/act_rights.h's.
enum class Role {
  viewer,    ///< looks at everything that the office sees
  unit,      ///< acts for its own posts
  overseer,  ///< watches a plan or leads: gives tasks, sees who can be reached
  editor,    ///< edits plans
  admin,     ///< runs the system, and writes down what others say
};

[[nodiscard]] std::string_view role_name(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view name);

struct ApiRequest {
  std::string method;
  std::string target;
  std::string body;
  Peer peer{Peer::stranger};
  std::map<std::string, std::string> headers{};  ///< names in small letters; of two the first
  std::string address{};  ///< of who connected, of a TCP listener; "127.0.0.1"
};

struct ApiResponse {
  int status{200};
  std::string body;
  std::string content_type{"application/json"};
  std::vector<std::pair<std::string, std::string>> headers{};
};

/// Of a request by its small-lettered name; empty when there is none.
[[nodiscard]] std::string header_of(const ApiRequest& request, const std::string& name);

/// Edited files that were not taken; the set in use stays.
struct RefusedReload {
  Instant at;
  std::size_t errors{0};
  std::vector<Diagnostic> first;  ///< refused_diagnostics_max of the errors
};

inline constexpr std::size_t refused_diagnostics_max = 5;

/// What the last reload that was taken changed.
struct AppliedReload {
  Instant at;
  std::vector<std::string> files;  ///< that are others than before
  int added{0};                    ///< duties open now or opening within a year
  int moved{0};
  int removed{0};
  int causes{0};                   ///< lines that make the difference
  std::vector<std::string> first;  ///< reload_causes_max of them, Vietnamese, with what they do
};

inline constexpr std::size_t reload_causes_max = 20;
inline constexpr int status_alarms_max = 20;
inline constexpr int status_by_hand_max = 100;

/// A channel that doesn't work as it should.
struct ChannelStatus {
  std::string state;   ///< "throttled", "down", "quota" or "stopped"
  std::string reason;  ///< of the latest answer
  Instant since;
  std::optional<Instant> until;  ///< when it is tried again; never for a stopped one
};

/// What the daemon knows of itself, for /v1/status.
struct DaemonStatus {
  bool running{false};
  std::string version;
  std::optional<Instant> started_at;
  std::optional<Instant> unhindered_since{};  ///< see daemon/hindrance.h
  std::optional<Instant> loaded_at;           ///< the rule set in use
  std::string store_problem;                  ///< Vietnamese; empty while the store works
  std::optional<RefusedReload> refused;
  std::optional<AppliedReload> applied;  ///< nothing when none was taken since the start
  int reloads_taken{0};                  ///< since the start
  int reloads_refused{0};
  std::string watch_problem;  ///< Vietnamese; empty unless changes may go unseen
  std::optional<Instant> next_wake;
  int in_flight{0};
  std::map<std::string, ChannelStatus> troubled_channels;  ///< by connector
  std::vector<std::string> untold_alarms;  ///< headlines of what nobody could be told
  /// Why what people write isn't heard, by connector; those that hear are left out.
  std::map<std::string, std::string> deaf_channels{};
};

struct RouteContext {
  Store* store{nullptr};  ///< nullptr while it is closed by a fault
  const RuleSet& rules;
  Instant now;
  DaemonStatus status;
  /// After a commit that can change what is due or held.
  std::function<void()> changed;
  /// After a commit by which a chat was linked or unlinked, or days away changed.
  std::function<void()> people_changed{};
  std::filesystem::path backups{};  ///< the folder of the copies
  /// The only posts that the caller speaks for; an admin's request has none and speaks for any.
  std::optional<std::vector<std::string>> own_posts{};
  std::string public_url{};  ///< under which people reach the page; may be empty
  std::string by{};          ///< how it comes in, when the request doesn't say: "api", "web"
};

/// Throws StoreError when the store fails on the way: nothing may be claimed then, and the caller
/// answers store_fault_response().
[[nodiscard]] ApiResponse handle(const ApiRequest& request, const RouteContext& context);

/// The same for a caller whose role is known.
[[nodiscard]] ApiResponse answer_route(const ApiRequest& request,
                                       Role role,
                                       const RouteContext& context);

/// {"error":{"code","message"}}
[[nodiscard]] ApiResponse error_response(int status,
                                         const std::string& code,
                                         const std::string& message);
[[nodiscard]] ApiResponse store_fault_response(StoreFault fault);

}  // namespace dondoc
