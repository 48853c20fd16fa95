// SPDX-License-Identifier: Apache-2.0
#include "connectors/email.h"

#include "connectors/mail_composer.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace dondoc {
namespace {

// Greylisting lets nothing through earlier, and a full mailbox isn't emptied in seconds.
constexpr std::chrono::minutes recipient_retry_min{5};

// Without a zone ("fe80::1%eth0"), which has no place in a URL.
bool is_host(const std::string& host) {
  in6_addr address{};
  return is_mail_domain(host) ||
         (host.find('\0') == std::string::npos && inet_pton(AF_INET6, host.c_str(), &address) == 1);
}

std::string credentials_problem(const EmailSettings& settings) {
  if (settings.auth == SmtpAuth::none) {
    return settings.user.empty() && settings.secret.empty()
               ? ""
               : "Có tài khoản hoặc mật khẩu nhưng cách đăng nhập là none.";
  }
  if (settings.user.empty()) {
    return "Thiếu tên tài khoản để đăng nhập máy chủ thư.";
  }
  if (settings.secret.empty()) {
    return "Mật khẩu hoặc token của máy chủ thư đang để trống.";
  }
  if (has_control_character(settings.user) || has_control_character(settings.secret.reveal())) {
    return "Tên tài khoản, mật khẩu không được chứa ký tự xuống dòng hay ký tự điều khiển.";
  }
  return {};
}

bool is_status_of(const Reply& reply, std::string_view start) {
  return std::string_view{reply.enhanced_status}.substr(0, start.size()) == start;
}

// 5.1.7 and 5.1.8 are about the sender's address (RFC 3463): the recipient's is innocent.
bool says_unknown_recipient(const Reply& reply) {
  if (reply.enhanced_status.empty()) {
    return reply.status == 550 || reply.status == 551 || reply.status == 553;
  }
  return reply.enhanced_status == "5.2.1" ||
         (is_status_of(reply, "5.1.") && reply.enhanced_status != "5.1.7" &&
          reply.enhanced_status != "5.1.8");
}

OutcomeClass class_of_recipient_refusal(const Reply& reply) {
  if (says_unknown_recipient(reply)) {
    return OutcomeClass::recipient_gone;
  }
  const bool mailbox_full =
      reply.enhanced_status == "5.2.2" || (reply.status == 552 && reply.enhanced_status.empty());
  return mailbox_full ? OutcomeClass::quota : OutcomeClass::rejected;
}

bool asks_for_login(int status) {
  return status == 530 || status == 534 || status == 535 || status == 538;
}

// In SMTP 4xx is temporary and 5xx is for good.
OutcomeClass class_of_refusal(const Reply& reply) {
  if (reply.status == 421) {
    return OutcomeClass::retry;
  }
  if (reply.smtp_stage == SmtpStage::starttls || asks_for_login(reply.status)) {
    return OutcomeClass::auth;
  }
  if (reply.status < 500) {
    return OutcomeClass::retry;
  }
  switch (reply.smtp_stage) {
    case SmtpStage::greeting:
    case SmtpStage::hello:
      return OutcomeClass::retry;  // "no service here" ends when the relay is mended
    case SmtpStage::starttls:
    case SmtpStage::certificate:
    case SmtpStage::auth:
      return OutcomeClass::auth;
    case SmtpStage::rcpt_to:
      return class_of_recipient_refusal(reply);
    case SmtpStage::mail_from:
    case SmtpStage::data:
    case SmtpStage::content:
      return OutcomeClass::rejected;
  }
  return OutcomeClass::rejected;
}

std::string_view words_of(OutcomeClass outcome, SmtpStage stage) {
  switch (outcome) {
    case OutcomeClass::ok:
      return "máy chủ thư đã nhận";
    case OutcomeClass::retry:
    case OutcomeClass::throttled:
      return "máy chủ thư tạm thời không nhận";
    case OutcomeClass::quota:
      return "hộp thư người nhận đã đầy";
    case OutcomeClass::auth:
      return stage == SmtpStage::starttls
                 ? "máy chủ thư không chịu mã hóa đường truyền; cần kiểm tra cấu hình"
                 : "máy chủ thư không cho đăng nhập; cần kiểm tra tài khoản và mật khẩu";
    case OutcomeClass::recipient_gone:
      return "máy chủ thư báo không có địa chỉ người nhận này";
    case OutcomeClass::rejected:
      return "máy chủ thư từ chối thư này";
    case OutcomeClass::uncertain:
      return "chưa rõ máy chủ thư đã nhận hay chưa";
  }
  return {};
}

// The server's text is left out: it often repeats the recipient's address.
std::string detail_of(const Reply& reply, OutcomeClass outcome) {
  std::string detail = "SMTP " + std::to_string(reply.status);
  if (!reply.enhanced_status.empty()) {
    detail += " " + reply.enhanced_status;
  }
  detail += ": ";
  detail += words_of(outcome, reply.smtp_stage);
  return shortened_detail(std::move(detail));
}

// Storage and network troubles (4.3.x, 4.4.x) and a server that closes meet everybody's mail.
bool is_about_recipient(const Reply& reply) {
  return reply.smtp_stage == SmtpStage::rcpt_to && reply.status != 421 &&
         !is_status_of(reply, "4.3.") && !is_status_of(reply, "4.4.");
}

Outcome outcome_of_reply(const Reply& reply) {
  const int kind = reply.status / 100;
  Outcome outcome;
  if (kind == 4 || kind == 5) {
    outcome.outcome = class_of_refusal(reply);
  } else if (reply.smtp_stage != SmtpStage::content) {
    outcome.outcome = OutcomeClass::retry;  // no answer to that command, and no mail was sent yet
  } else if (kind == 2) {
    outcome.outcome = OutcomeClass::ok;
  } else {
    outcome.outcome = OutcomeClass::uncertain;  // a code that RFC 5321 doesn't know
  }
  if (is_about_recipient(reply)) {
    outcome.scope = OutcomeScope::recipient;
    if (outcome.outcome == OutcomeClass::retry) {
      outcome.retry_after = recipient_retry_min;
    }
  }
  outcome.detail = detail_of(reply, outcome.outcome);
  return outcome;
}

// Nothing was sent and nothing answered; some stages tell that it will be so until an admin acts.
Outcome outcome_of_silence(const Reply& reply) {
  switch (reply.smtp_stage) {
    case SmtpStage::starttls:
      return {OutcomeClass::auth,
              with_error("máy chủ thư không mã hóa đường truyền (STARTTLS); không gửi", reply),
              {}};
    case SmtpStage::certificate:
      return {OutcomeClass::auth,
              with_error("chứng thư của máy chủ thư không đáng tin; không gửi", reply),
              {}};
    case SmtpStage::auth:
      return {OutcomeClass::auth,
              with_error("máy chủ thư không cho đăng nhập theo cách đã cấu hình", reply),
              {}};
    default:
      return {OutcomeClass::retry, with_error("không gửi được tới máy chủ thư", reply), {}};
  }
}

}  // namespace

std::string email_problem(const EmailSettings& settings) {
  if (!is_host(settings.host) || settings.port == 0) {
    return "Tên hoặc cổng của máy chủ thư không hợp lệ.";
  }
  if (settings.security == SmtpSecurity::plain && !settings.allow_plain) {
    return "Gửi thư không mã hóa chỉ được khi ghi allow_plain: true, tới máy chủ thư ngay trên máy "
           "này.";
  }
  if (!address_of_mailbox(settings.from)) {
    return "Địa chỉ người gửi không hợp lệ.";
  }
  if (!settings.reply_to.empty() && !address_of_mailbox(settings.reply_to)) {
    return "Địa chỉ nhận trả lời không hợp lệ.";
  }
  if (!settings.list_id.empty() && !is_mail_domain(settings.list_id)) {
    return "Mã danh sách thư (list_id) phải có dạng don-doc.xa.example.";
  }
  if (!is_mail_domain(settings.message_id_domain)) {
    return "Tên miền của mã thư (message_id_domain) không hợp lệ.";
  }
  if (has_control_character(settings.ca_file)) {
    return "Đường dẫn tệp chứng thư gốc không hợp lệ.";
  }
  return credentials_problem(settings);
}

EmailConnector::EmailConnector(EmailSettings settings) : settings_(std::move(settings)) {
  // The sentence isn't passed on: what() is for developers, who read English.
  if (!email_problem(settings_).empty()) {
    throw std::invalid_argument("unusable mail settings");
  }
  sender_ = address_of_mailbox(settings_.from).value_or("");
}

namespace {

/// With the token by which an answer proves that its writer has read this mail.
std::string mail_id(const OutgoingMessage& message, const EmailSettings& settings) {
  return settings.replies && !message.token.empty() ? message.id + '-' + message.token : message.id;
}

}  // namespace

std::variant<Request, Outcome> EmailConnector::compose(const OutgoingMessage& message,
                                                       std::chrono::sys_seconds /*now*/) const {
  // Not the attempt's time: the bytes of a message never change.
  std::optional<std::string> bytes = compose_mail({settings_.from,
                                                   message.address,
                                                   message.subject,
                                                   message.text,
                                                   mail_id(message, settings_),
                                                   settings_.message_id_domain,
                                                   message.created_at,
                                                   settings_.reply_to,
                                                   settings_.list_id,
                                                   message.answered,
                                                   message.links});
  if (!bytes) {
    return rejected_here("không lập được thư: địa chỉ hoặc tiêu đề không hợp lệ");
  }
  SmtpRequest request;
  request.host = settings_.host;
  request.port = settings_.port;
  request.security = settings_.security;
  request.own_name = settings_.message_id_domain;
  request.auth = settings_.auth;
  request.user = settings_.user;
  request.secret = settings_.secret;
  request.sender = sender_;
  request.recipient = message.address;  // compose_mail() has refused everything but one address
  request.bytes = std::move(*bytes);
  request.ca_file = settings_.ca_file;
  request.request_dsn = settings_.request_dsn;
  return Request{std::move(request)};
}

Outcome EmailConnector::interpret(const Reply& reply) const {
  switch (reply.failure) {
    case Failure::none:
      return outcome_of_reply(reply);
    case Failure::not_sent:
      return outcome_of_silence(reply);
    case Failure::sent_no_answer:
      return {OutcomeClass::uncertain,
              with_error("thư đã gửi hết nhưng máy chủ thư không trả lời", reply),
              {}};
    case Failure::refused_local:
      return rejected_here(with_error("không gửi: cấu hình kênh không cho phép", reply));
  }
  return {OutcomeClass::uncertain, {}, {}};
}

}  // namespace dondoc
