// SPDX-License-Identifier: Apache-2.0
// The commands that talk to a running daemon through its socket. Each returns the process's exit
// code, prints data on standard output and talk on standard error.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace dondoc {

struct RemoteTarget {
  std::filesystem::path config{"/etc/dondoc"};
  std::optional<std::filesystem::path> state;   ///< --state
  std::optional<std::filesystem::path> socket;  ///< --socket
  bool json{false};
};

struct ListOptions {
  std::string unit;
  bool all{false};  ///< closed ones too
};

/// For whom an act is recorded, and how it came in ("cli", "phone").
struct ActOptions {
  std::string as_post;
  std::string by{"cli"};
};

int run_list(const RemoteTarget& target, const ListOptions& options);
int run_show(const RemoteTarget& target, const std::string& key_or_code);
int run_why(const RemoteTarget& target, const std::string& key_or_message);
/// `act` is the last word of the act's address, `fields` what its body has beside the actor's.
int run_act(const RemoteTarget& target,
            const std::string& act,
            const std::string& key_or_code,
            const std::map<std::string, std::string>& fields,
            const ActOptions& options);
/// Records an event of the trigger "plan/trigger", or of the watch with that key or code.
int run_trigger(const RemoteTarget& target,
                const std::string& trigger,
                const std::map<std::string, std::string>& fields,
                const ActOptions& options);
/// Gives one task by its fields, or those of a list ("list").
int run_giving(const RemoteTarget& target,
               const std::map<std::string, std::string>& fields,
               const ActOptions& options);
int run_triggers(const RemoteTarget& target);
int run_link(const RemoteTarget& target, const std::string& post);
int run_unlink(const RemoteTarget& target, const std::string& post);
int run_links(const RemoteTarget& target);
/// The weekly duties that the post is asked about are done.
int run_week(const RemoteTarget& target, const std::string& post, const ActOptions& options);
/// Records days away of the post's holder, or takes back the last record.
int run_leave(const RemoteTarget& target,
              const std::string& post,
              const std::map<std::string, std::string>& fields,
              const ActOptions& options);
int run_undo_leave(const RemoteTarget& target, const std::string& post, const ActOptions& options);
int run_leaves(const RemoteTarget& target);
int run_sign_in(const RemoteTarget& target, const std::string& post);
int run_sign_out(const RemoteTarget& target, const std::string& post);
int run_token_add(const RemoteTarget& target, const std::map<std::string, std::string>& fields);
int run_token_list(const RemoteTarget& target);
int run_token_revoke(const RemoteTarget& target, const std::string& name);
int run_link_key_list(const RemoteTarget& target);
int run_link_key_rotate(const RemoteTarget& target);
int run_link_key_revoke(const RemoteTarget& target);
int run_feed_add(const RemoteTarget& target, const std::string& of);
int run_feed_list(const RemoteTarget& target);
int run_feed_revoke(const RemoteTarget& target, const std::string& of);
int run_hold(const RemoteTarget& target, const std::string& reason);
int run_release(const RemoteTarget& target);
int run_backup(const RemoteTarget& target);
/// Of the office's database, or of a copy that nobody works with.
int run_verify(const RemoteTarget& target, const std::optional<std::filesystem::path>& copy);
/// Puts a copy in the place of the database; no daemon may run.
int run_restore(const RemoteTarget& target, const std::filesystem::path& copy);
int run_status(const RemoteTarget& target);

}  // namespace dondoc
