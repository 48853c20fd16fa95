// SPDX-License-Identifier: Apache-2.0
// dondoc.yaml: how the daemon itself runs. Secrets are never in it, only the names of the files
// that hold them.
#pragma once

#include "connectors/email.h"
#include "connectors/maildir.h"
#include "connectors/webhook.h"
#include "connectors/zalo.h"
#include "daemon/dispatcher.h"
#include "daemon/web_settings.h"
#include "rules/plan/diagnostic.h"
#include "rules/plan/rule_files.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace dondoc {

enum class ConnectorKind { maildir, webhook, email, zalo };

struct ConnectorSettings {
  std::string id;  ///< what contacts in the directory name
  ConnectorKind kind{ConnectorKind::maildir};
  MaildirSettings maildir;                ///< a relative directory is under the state folder
  WebhookSettings webhook;                ///< without its secrets
  std::vector<std::string> secret_files;  ///< absolute, or names under $CREDENTIALS_DIRECTORY
  EmailSettings email{};                  ///< without its password, whose file is in secret_files
  std::string replies_password_file{};    ///< of the mailbox that email.replies reads
  ZaloSettings zalo{};                    ///< without its token, whose file is in secret_files
  bool operator==(const ConnectorSettings&) const = default;
};

struct Settings {
  std::filesystem::path state{"/var/lib/dondoc"};
  std::filesystem::path runtime;  ///< of dondoc.sock; empty: the state folder
  bool watch{false};              ///< reload when files of the folder have changed
  std::string log_level{"info"};  ///< error, warning, info, debug
  std::vector<ConnectorSettings> connectors;
  WebSettings web{};
};

/// The settings, or every mistake in them. Relative folders stay as they are written; the loader
/// takes them from the folder of dondoc.yaml.
[[nodiscard]] Parsed<Settings> read_settings(const SourceFile& source);

/// A warning for each contact of directory.yaml whose channel no connector has, or whose address is
/// none of a mail: such a contact is never reached. The file is read again for the places only.
[[nodiscard]] std::vector<Diagnostic> doubtful_contacts(const SourceFile& directory_file,
                                                        const Settings& settings);

/// The channels in which people can answer.
[[nodiscard]] std::set<std::string> reply_channels(const Settings& settings);

/// The connectors with their secrets read. A secret file that is missing, readable by others or
/// malformed is a diagnostic ("secret-unreadable", …) without the secret in it.
[[nodiscard]] Parsed<Connectors> make_connectors(const Settings& settings,
                                                 const std::filesystem::path& state);

/// The ids of connectors that are new, gone, or described in other words. What their secret files
/// hold isn't looked at.
[[nodiscard]] std::set<std::string> changed_connectors(const Settings& before,
                                                       const Settings& after);

}  // namespace dondoc
