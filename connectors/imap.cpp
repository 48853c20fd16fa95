// SPDX-License-Identifier: Apache-2.0
#include "connectors/imap.h"

#include "connectors/mail_composer.h"

#include <algorithm>

namespace dondoc {

bool is_mailbox_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
  });
}

std::string ImapSettings::name() const {
  return user + '@' + host + ':' + std::to_string(port) + '/' + mailbox;
}

std::string imap_problem(const ImapSettings& settings) {
  if (!is_mail_domain(settings.host)) {
    return "Tên máy chủ IMAP không hợp lệ.";
  }
  if (settings.user.empty() || settings.secret.empty()) {
    return "Thiếu tên tài khoản hoặc mật khẩu để đọc hộp thư.";
  }
  if (has_control_character(settings.user) || has_control_character(settings.secret.reveal())) {
    return "Tên tài khoản, mật khẩu không được chứa ký tự xuống dòng hay ký tự điều khiển.";
  }
  if (!is_mailbox_name(settings.mailbox)) {
    return "Tên hộp thư chỉ gồm chữ cái không dấu, chữ số và dấu thông thường, không có dấu "
           "nháy kép, gạch chéo ngược.";
  }
  return {};
}

ImapRequest imap_request(const ImapSettings& settings,
                         const MailboxPlace& place,
                         std::chrono::sys_seconds now) {
  ImapRequest request;
  request.host = settings.host;
  request.port = settings.port;
  request.security = settings.security;
  request.user = settings.user;
  request.secret = settings.secret;
  request.ca_file = settings.ca_file;
  request.mailbox = settings.mailbox;
  request.place = place;
  request.since = std::chrono::floor<std::chrono::days>(now) - mailbox_made_anew_looks_back;
  return request;
}

std::variant<MailboxNews, Outcome> imap_result(const Reply& reply) {
  if (reply.failure == Failure::none) {
    return reply.mailbox;
  }
  switch (reply.imap_trouble) {
    case ImapTrouble::login:
      return Outcome{OutcomeClass::auth,
                     "máy chủ IMAP không cho đăng nhập; cần kiểm tra tài khoản và mật khẩu",
                     {}};
    case ImapTrouble::certificate:
      return Outcome{OutcomeClass::rejected, "chứng thư của máy chủ IMAP không được tin cậy", {}};
    case ImapTrouble::starttls:
      return Outcome{OutcomeClass::rejected, "máy chủ IMAP không chịu mã hóa đường truyền", {}};
    case ImapTrouble::mailbox:
      return Outcome{OutcomeClass::rejected, "không mở được hộp thư đã ghi ở replies", {}};
    case ImapTrouble::connection:
    case ImapTrouble::none:
      break;
  }
  return Outcome{OutcomeClass::retry, with_error("không đọc được hộp thư", reply), {}};
}

}  // namespace dondoc
