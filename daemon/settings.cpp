// SPDX-License-Identifier: Apache-2.0
#include "daemon/settings.h"

#include "connectors/mail_composer.h"
#include "daemon/settings_web.h"
#include "rules/plan/decoder.h"
#include "rules/plan/nearest.h"
#include "rules/plan/yaml_reader.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace dondoc {
namespace {

constexpr std::size_t connectors_max = 50;
constexpr std::size_t secret_files_max = 4;

const std::vector<std::string>& log_levels() {
  static const std::vector<std::string> levels{"error", "warning", "info", "debug"};
  return levels;
}

/// The part behind the last @ of "Name <a@b>" or "a@b"; empty when there is none.
std::string domain_of(const std::string& mailbox) {
  const std::size_t at = mailbox.rfind('@');
  if (at == std::string::npos || at == 0) {
    return {};
  }
  const std::size_t end = mailbox.find('>', at);
  return mailbox.substr(at + 1, (end == std::string::npos ? mailbox.size() : end) - at - 1);
}

void decode_maildir(MappingDecoder& decoder, MaildirSettings& maildir) {
  maildir.directory =
      decoder.text("directory", Need::optional, name_code_points_max).value_or("Maildir");
  maildir.from = decoder.text("from", Need::required, name_code_points_max).value_or("");
  const std::string domain = domain_of(maildir.from);
  if (!maildir.from.empty() && domain.empty()) {
    decoder.file().error(decoder.any("from", Need::optional)->span,
                         "bad-mailbox",
                         "`from` phải là một địa chỉ thư",
                         "from: \"UBND xã Tà Đùng <don-doc@xa.example>\"");
  }
  maildir.message_id_domain =
      decoder.text("message_id_domain", Need::optional, name_code_points_max).value_or(domain);
}

void decode_webhook(MappingDecoder& decoder, ConnectorSettings& connector) {
  WebhookSettings& webhook = connector.webhook;
  webhook.url = decoder.text("url", Need::required, text_code_points_max).value_or("");
  webhook.allow_plain_http = decoder.boolean("allow_plain_http", Need::optional).value_or(false);
  webhook.allow_private_address =
      decoder.boolean("allow_private_address", Need::optional).value_or(false);
  connector.secret_files = decoder.texts("secret_files", Need::required, text_code_points_max);
  const Node* secrets = decoder.any("secret_files", Need::optional);
  if (secrets != nullptr && secrets->kind == NodeKind::sequence &&
      (secrets->items.empty() || secrets->items.size() > secret_files_max)) {
    decoder.file().error(
        head_of(*secrets),
        "secret-count",
        "`secret_files` phải có từ 1 đến " + std::to_string(secret_files_max) + " tệp khóa",
        "secret_files: [webhook-key]");
  }
  check_url(decoder,
            "url",
            webhook.url,
            webhook.allow_plain_http ? PlainHttp::allowed : PlainHttp::refused);
}

void decode_zalo(MappingDecoder& decoder, ConnectorSettings& connector) {
  ZaloSettings& zalo = connector.zalo;
  if (const auto file = decoder.text("token_file", Need::required, text_code_points_max)) {
    connector.secret_files = {*file};
  }
  zalo.base_url =
      decoder.text("base_url", Need::optional, text_code_points_max).value_or(zalo_base_url);
  zalo.allow_plain_http = decoder.boolean("allow_plain_http", Need::optional).value_or(false);
  zalo.allow_private_address =
      decoder.boolean("allow_private_address", Need::optional).value_or(false);
  zalo.replies = decoder.boolean("replies", Need::optional).value_or(false);
  check_url(decoder,
            "base_url",
            zalo.base_url,
            zalo.allow_plain_http ? PlainHttp::allowed : PlainHttp::refused);
}

void decode_login(MappingDecoder& decoder, ConnectorSettings& connector) {
  EmailSettings& email = connector.email;
  static const std::vector<std::string> ways{"none", "plain", "login", "xoauth2"};
  const std::optional<std::size_t> way = decoder.choice("auth", Need::optional, ways);
  email.auth = static_cast<SmtpAuth>(way.value_or(0));
  const Need need = email.auth == SmtpAuth::none ? Need::optional : Need::required;
  email.user = decoder.text("user", need, name_code_points_max).value_or("");
  if (const auto file = decoder.text("password_file", need, text_code_points_max)) {
    connector.secret_files = {*file};
  }
  for (const char* key : {"user", "password_file"}) {
    const Node* node = decoder.any(key, Need::optional);
    if (email.auth == SmtpAuth::none && node != nullptr && way.value_or(0) == 0) {
      decoder.file().error(node->span,
                           "unused-login",
                           "có `" + std::string{key} + "` nhưng chưa ghi cách đăng nhập",
                           "auth: plain");
    }
  }
}

void decode_transport(MappingDecoder& decoder, EmailSettings& email) {
  static const std::vector<std::string> securities{"starttls", "smtps", "plain"};
  email.host = decoder.text("host", Need::required, name_code_points_max).value_or("");
  email.security =
      static_cast<SmtpSecurity>(decoder.choice("security", Need::optional, securities).value_or(0));
  const int usual_port = email.security == SmtpSecurity::starttls ? 587
                         : email.security == SmtpSecurity::smtps  ? 465
                                                                  : 25;
  email.port = static_cast<std::uint16_t>(
      decoder.integer("port", Need::optional, 1, 65'535).value_or(usual_port));
  email.allow_plain = decoder.boolean("allow_plain", Need::optional).value_or(false);
  email.ca_file = decoder.text("ca_file", Need::optional, text_code_points_max).value_or("");
  if (email.security == SmtpSecurity::plain && !email.allow_plain) {
    decoder.file().error(
        decoder.any("security", Need::optional)->span,
        "plain-smtp",
        "thư và mật khẩu sẽ đi trên đường truyền không mã hóa",
        "security: starttls, hoặc ghi allow_plain: true nếu máy chủ thư ở ngay trên máy này");
  }
}

void decode_mail_replies(MappingDecoder& email_decoder, ConnectorSettings& connector) {
  const Node* node = email_decoder.any("replies", Need::optional);
  if (node == nullptr) {
    return;
  }
  MappingDecoder decoder{email_decoder.file(), *node, "`replies`"};
  if (!decoder.is_mapping()) {
    return;
  }
  const std::size_t before = decoder.file().diagnostics().size();
  ImapSettings imap;
  static const std::vector<std::string> securities{"imaps", "starttls"};
  imap.host = decoder.text("host", Need::required, name_code_points_max).value_or("");
  imap.security =
      static_cast<ImapSecurity>(decoder.choice("security", Need::optional, securities).value_or(0));
  imap.port =
      static_cast<std::uint16_t>(decoder.integer("port", Need::optional, 1, 65'535)
                                     .value_or(imap.security == ImapSecurity::imaps ? 993 : 143));
  imap.user = decoder.text("user", Need::required, name_code_points_max).value_or("");
  connector.replies_password_file =
      decoder.text("password_file", Need::required, text_code_points_max).value_or("");
  imap.mailbox = decoder.text("mailbox", Need::optional, name_code_points_max).value_or("INBOX");
  imap.every = std::chrono::minutes{
      decoder
          .integer("every_minutes", Need::optional, imap_every_minutes_min, imap_every_minutes_max)
          .value_or(2)};
  imap.ca_file = decoder.text("ca_file", Need::optional, text_code_points_max).value_or("");
  decoder.finish();
  if (decoder.file().diagnostics().size() == before) {
    // The password comes later; everything else can be judged now.
    ImapSettings whole = imap;
    whole.secret = Secret{"?"};
    const std::string problem = imap_problem(whole);
    if (!problem.empty()) {
      decoder.file().error(head_of(*node), "bad-replies", problem, "");
    }
  }
  connector.email.replies = std::move(imap);
}

void decode_email(MappingDecoder& decoder, ConnectorSettings& connector) {
  EmailSettings& email = connector.email;
  const std::size_t before = decoder.file().diagnostics().size();
  decode_transport(decoder, email);
  decode_login(decoder, connector);
  email.from = decoder.text("from", Need::required, name_code_points_max).value_or("");
  email.reply_to = decoder.text("reply_to", Need::optional, name_code_points_max).value_or("");
  email.list_id = decoder.text("list_id", Need::optional, name_code_points_max).value_or("");
  email.message_id_domain = decoder.text("message_id_domain", Need::optional, name_code_points_max)
                                .value_or(domain_of(email.from));
  email.request_dsn = decoder.boolean("request_dsn", Need::optional).value_or(false);
  decode_mail_replies(decoder, connector);
  if (decoder.file().diagnostics().size() != before) {
    return;
  }
  // The password comes later; everything else can be judged now.
  EmailSettings whole = email;
  whole.secret = Secret{email.auth == SmtpAuth::none ? "" : "?"};
  const std::string problem = email_problem(whole);
  if (!problem.empty()) {
    decoder.file().error(decoder.any("host", Need::optional)->span, "bad-email", problem, "");
  }
}

std::optional<ConnectorSettings> decode_connector(YamlFile& file, const Node& node) {
  MappingDecoder decoder{file, node, "kênh gửi tin"};
  if (!decoder.is_mapping()) {
    return std::nullopt;
  }
  ConnectorSettings connector;
  const std::optional<std::string> id = decoder.id("id", Need::required, IdForm::kebab);
  if (id) {
    connector.id = *id;
    decoder.set_what("kênh gửi tin `" + *id + "`");
  }
  const std::optional<std::size_t> kind =
      decoder.choice("kind", Need::required, {"maildir", "webhook", "email", "zalo"});
  if (!kind) {
    // Which keys belong here is unknown; telling each of them as unknown would only hide that.
    return std::nullopt;
  }
  if (*kind == 0) {
    connector.kind = ConnectorKind::maildir;
    decode_maildir(decoder, connector.maildir);
  } else if (*kind == 1) {
    connector.kind = ConnectorKind::webhook;
    decode_webhook(decoder, connector);
  } else if (*kind == 2) {
    connector.kind = ConnectorKind::email;
    decode_email(decoder, connector);
  } else {
    connector.kind = ConnectorKind::zalo;
    decode_zalo(decoder, connector);
  }
  decoder.finish();
  return id ? std::optional<ConnectorSettings>{std::move(connector)} : std::nullopt;
}

void decode_connectors(YamlFile& file, const Node& list, Settings& settings) {
  if (list.items.size() > connectors_max) {
    file.error(head_of(list),
               "too-many-connectors",
               "không được khai báo quá " + std::to_string(connectors_max) + " kênh gửi tin");
    return;
  }
  std::set<std::string> ids;
  for (const Node& node : list.items) {
    std::optional<ConnectorSettings> connector = decode_connector(file, node);
    if (!connector) {
      continue;
    }
    if (connector->id == by_hand_channel) {
      file.error(head_of(node),
                 "reserved-id",
                 "mã kênh `manual` được dành cho người nhận tin trực tiếp (điện thoại, phiếu)",
                 "đặt mã khác cho kênh gửi tin này");
      continue;
    }
    if (!ids.insert(connector->id).second) {
      file.error(head_of(node),
                 "duplicate-id",
                 "kênh gửi tin `" + connector->id + "` đã được khai báo ở trên",
                 "đặt cho mỗi kênh một mã riêng");
      continue;
    }
    settings.connectors.push_back(std::move(*connector));
  }
}

const Node* value_of(const Node* mapping, std::string_view key) {
  if (mapping == nullptr || mapping->kind != NodeKind::mapping) {
    return nullptr;
  }
  const auto found = std::find_if(
      mapping->entries.begin(), mapping->entries.end(), [key](const MappingEntry& entry) {
        return entry.key.text == key;
      });
  return found == mapping->entries.end() ? nullptr : &found->value;
}

}  // namespace

Parsed<Settings> read_settings(const SourceFile& source) {
  YamlFile file = read_yaml(source);
  Settings settings;
  if (file.root() != nullptr) {
    MappingDecoder decoder{file, *file.root(), "tệp cài đặt"};
    if (const auto state = decoder.text("state", Need::optional, text_code_points_max)) {
      settings.state = *state;
    }
    if (const auto runtime = decoder.text("runtime", Need::optional, text_code_points_max)) {
      settings.runtime = *runtime;
    }
    settings.watch = decoder.boolean("watch", Need::optional).value_or(false);
    if (const Node* log = decoder.any("log", Need::optional)) {
      MappingDecoder log_decoder{file, *log, "`log`"};
      if (const auto level = log_decoder.choice("level", Need::optional, log_levels())) {
        settings.log_level = log_levels()[*level];
      }
      log_decoder.finish();
    }
    if (const Node* connectors = decoder.list("connectors", Need::optional)) {
      decode_connectors(file, *connectors, settings);
    }
    decode_web(decoder, settings.web);
    decoder.finish();
  }
  Parsed<Settings> result{std::nullopt, file.diagnostics()};
  sort_diagnostics(result.diagnostics);
  if (!has_errors(result.diagnostics)) {
    result.value = std::move(settings);
  }
  return result;
}

namespace {

/// What the channel sends are mails, to an address of one.
bool is_mail(const std::string& channel, const Settings& settings) {
  return std::any_of(settings.connectors.begin(),
                     settings.connectors.end(),
                     [&channel](const ConnectorSettings& connector) {
                       return connector.id == channel && (connector.kind == ConnectorKind::email ||
                                                          connector.kind == ConnectorKind::maildir);
                     });
}

}  // namespace

std::vector<Diagnostic> doubtful_contacts(const SourceFile& directory_file,
                                          const Settings& settings) {
  YamlFile file = read_yaml(directory_file);
  std::vector<std::string> known;
  std::transform(settings.connectors.begin(),
                 settings.connectors.end(),
                 std::back_inserter(known),
                 [](const ConnectorSettings& connector) { return connector.id; });
  known.emplace_back(by_hand_channel);
  const std::size_t before = file.diagnostics().size();
  const Node* people = value_of(file.root(), "people");
  if (people == nullptr || people->kind != NodeKind::sequence) {
    return {};
  }
  for (const Node& person : people->items) {
    const Node* contacts = value_of(&person, "contacts");
    if (contacts == nullptr) {
      continue;
    }
    for (const Node& contact : contacts->items) {
      if (contact.entries.empty()) {
        continue;
      }
      const Node& channel = contact.entries.front().key;
      const Node& address = contact.entries.front().value;
      if (is_mail(channel.text, settings) && address.kind == NodeKind::scalar &&
          address_of_mailbox(address.text) != address.text) {
        file.warning(address.span,
                     "bad-address",
                     "đây không phải một địa chỉ thư, nên không thư nào tới được",
                     "ví dụ: `phongkinhte@xa.example`, không dấu, một chữ `@`");
      }
      if (std::find(known.begin(), known.end(), channel.text) == known.end()) {
        const std::optional<std::string> near = nearest(channel.text, known);
        file.warning(channel.span,
                     "unknown-channel",
                     "dondoc.yaml không có kênh gửi tin nào mang mã `" + channel.text + "`",
                     near ? "có phải `" + *near + "`?"
                     : settings.connectors.empty()
                         ? "khai báo kênh ở mục connectors của dondoc.yaml"
                         : "các kênh đang có: " + quoted_list(known));
      }
    }
  }
  const std::vector<Diagnostic>& all = file.diagnostics();
  return {all.begin() + static_cast<std::ptrdiff_t>(before), all.end()};
}

std::set<std::string> reply_channels(const Settings& settings) {
  std::set<std::string> channels;
  for (const ConnectorSettings& connector : settings.connectors) {
    const bool by_mail = connector.kind == ConnectorKind::email && connector.email.replies;
    if (by_mail || (connector.kind == ConnectorKind::zalo && connector.zalo.replies)) {
      channels.insert(connector.id);
    }
  }
  return channels;
}

std::set<std::string> changed_connectors(const Settings& before, const Settings& after) {
  std::set<std::string> changed;
  const auto add_what_is_not_in = [&changed](const Settings& these, const Settings& others) {
    const std::vector<ConnectorSettings>& other = others.connectors;
    for (const ConnectorSettings& one : these.connectors) {
      if (std::find(other.begin(), other.end(), one) == other.end()) {
        changed.insert(one.id);
      }
    }
  };
  add_what_is_not_in(before, after);
  add_what_is_not_in(after, before);
  return changed;
}

}  // namespace dondoc
