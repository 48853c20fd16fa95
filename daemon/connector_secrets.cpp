// SPDX-License-Identifier: Apache-2.0
// The half of settings that touches secrets: read from files of their own, never printed, never in
// a diagnostic.
#include "daemon/plan_loader.h"
#include "daemon/settings.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dondoc {
namespace {

constexpr std::size_t secret_bytes_max = 4096;

Diagnostic problem(const std::string& code,
                   const std::string& file,
                   const std::string& message,
                   const std::string& hint) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.file = file;
  diagnostic.message = message;
  diagnostic.hint = hint;
  return diagnostic;
}

/// A bare name is a credential that the service manager hands over (`LoadCredential=`).
std::variant<std::filesystem::path, Diagnostic> secret_path(const std::string& name) {
  const std::filesystem::path path{name};
  if (path.is_absolute()) {
    return path;
  }
  if (name.find('/') != std::string::npos) {
    return problem("secret-path",
                   name,
                   "tệp khóa phải là đường dẫn tuyệt đối hoặc tên một credential của systemd",
                   "secret_files: [/etc/dondoc/secrets/webhook-key]");
  }
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr || *folder == '\0') {
    return problem("secret-unreadable",
                   name,
                   "không tìm được tệp khóa: dịch vụ không được giao credential nào "
                   "(thiếu CREDENTIALS_DIRECTORY)",
                   "thêm LoadCredential=" + name +
                       ":… vào đơn vị systemd, hoặc ghi đường dẫn "
                       "tuyệt đối");
  }
  return std::filesystem::path{folder} / name;
}

class SecretFile {
 public:
  explicit SecretFile(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~SecretFile() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
  }
  SecretFile(const SecretFile&) = delete;
  SecretFile& operator=(const SecretFile&) = delete;
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

std::variant<Secret, Diagnostic> read_secret(const std::string& name) {
  const auto located = secret_path(name);
  if (const auto* failed = std::get_if<Diagnostic>(&located)) {
    return *failed;
  }
  const std::filesystem::path& path = std::get<std::filesystem::path>(located);
  const SecretFile file{path};
  struct stat status {};
  if (file.descriptor() < 0 || ::fstat(file.descriptor(), &status) != 0) {
    return problem(
        "secret-unreadable", path.string(), "không đọc được tệp khóa: " + errno_words(errno), "");
  }
  if (!S_ISREG(status.st_mode)) {
    return problem("secret-unreadable", path.string(), "tệp khóa không phải tệp thường", "");
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return problem("secret-open-to-others",
                   path.string(),
                   "người khác trên máy cũng mở được tệp khóa",
                   "chmod 600 " + path.string());
  }
  std::array<char, secret_bytes_max + 1> bytes{};
  const ssize_t count = ::read(file.descriptor(), bytes.data(), bytes.size());
  if (count < 0) {
    return problem(
        "secret-unreadable", path.string(), "không đọc được tệp khóa: " + errno_words(errno), "");
  }
  std::string text(bytes.data(), static_cast<std::size_t>(count));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
    text.pop_back();
  }
  return Secret{std::move(text)};
}

std::variant<Secret, Diagnostic> read_webhook_secret(const std::string& name) {
  std::variant<Secret, Diagnostic> read = read_secret(name);
  if (const auto* secret = std::get_if<Secret>(&read)) {
    const std::string malformed = secret_problem(*secret);
    if (!malformed.empty()) {
      return problem("secret-malformed", name, malformed, "");
    }
  }
  return read;
}

/// The connector, or nothing and a diagnostic more.
std::shared_ptr<const Connector> make_email(const ConnectorSettings& settings,
                                            std::vector<Diagnostic>& diagnostics) {
  EmailSettings email = settings.email;
  const std::string file = settings.secret_files.empty() ? "" : settings.secret_files.front();
  if (!file.empty()) {
    std::variant<Secret, Diagnostic> secret = read_secret(file);
    if (auto* failed = std::get_if<Diagnostic>(&secret)) {
      diagnostics.push_back(std::move(*failed));
      return nullptr;
    }
    email.secret = std::get<Secret>(std::move(secret));
  }
  if (email.replies) {
    std::variant<Secret, Diagnostic> secret = read_secret(settings.replies_password_file);
    if (auto* failed = std::get_if<Diagnostic>(&secret)) {
      diagnostics.push_back(std::move(*failed));
      return nullptr;
    }
    email.replies->secret = std::get<Secret>(std::move(secret));
    const std::string unreadable = imap_problem(*email.replies);
    if (!unreadable.empty()) {
      diagnostics.push_back(
          problem("secret-malformed", settings.replies_password_file, unreadable, ""));
      return nullptr;
    }
  }
  const std::string unusable = email_problem(email);
  if (!unusable.empty()) {
    diagnostics.push_back(problem("secret-malformed", file, unusable, ""));
    return nullptr;
  }
  return std::make_shared<EmailConnector>(std::move(email));
}

/// The connector, or nothing and a diagnostic more.
std::shared_ptr<const Connector> make_zalo(const ConnectorSettings& settings,
                                           std::vector<Diagnostic>& diagnostics) {
  const std::string file = settings.secret_files.empty() ? "" : settings.secret_files.front();
  std::variant<Secret, Diagnostic> token = read_secret(file);
  if (auto* failed = std::get_if<Diagnostic>(&token)) {
    diagnostics.push_back(std::move(*failed));
    return nullptr;
  }
  ZaloSettings zalo = settings.zalo;
  zalo.token = std::get<Secret>(std::move(token));
  const std::string malformed = zalo_token_problem(zalo.token);
  if (!malformed.empty()) {
    diagnostics.push_back(problem("secret-malformed", file, malformed, ""));
    return nullptr;
  }
  return std::make_shared<ZaloConnector>(std::move(zalo));
}

std::shared_ptr<const Connector> make_maildir(const ConnectorSettings& settings,
                                              const std::filesystem::path& state) {
  MaildirSettings maildir = settings.maildir;
  maildir.directory = (state / maildir.directory).lexically_normal().string();
  return std::make_shared<MaildirConnector>(std::move(maildir));
}

}  // namespace

Parsed<Connectors> make_connectors(const Settings& settings, const std::filesystem::path& state) {
  Connectors connectors;
  Parsed<Connectors> result;
  for (const ConnectorSettings& connector : settings.connectors) {
    if (connector.kind == ConnectorKind::maildir) {
      connectors[connector.id] = make_maildir(connector, state);
      continue;
    }
    if (connector.kind == ConnectorKind::email) {
      if (auto email = make_email(connector, result.diagnostics)) {
        connectors[connector.id] = std::move(email);
      }
      continue;
    }
    if (connector.kind == ConnectorKind::zalo) {
      if (auto zalo = make_zalo(connector, result.diagnostics)) {
        connectors[connector.id] = std::move(zalo);
      }
      continue;
    }
    WebhookSettings webhook = connector.webhook;
    for (const std::string& name : connector.secret_files) {
      std::variant<Secret, Diagnostic> secret = read_webhook_secret(name);
      if (auto* read = std::get_if<Secret>(&secret)) {
        webhook.secrets.push_back(std::move(*read));
      } else {
        result.diagnostics.push_back(std::get<Diagnostic>(std::move(secret)));
      }
    }
    if (webhook.secrets.size() == connector.secret_files.size()) {
      connectors[connector.id] = std::make_shared<WebhookConnector>(std::move(webhook));
    }
  }
  sort_diagnostics(result.diagnostics);
  if (!has_errors(result.diagnostics)) {
    result.value = std::move(connectors);
  }
  return result;
}

}  // namespace dondoc
