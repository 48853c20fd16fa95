// SPDX-License-Identifier: Apache-2.0
// Sends mails through the email connector and the transport, and prints how each ended: one line
// "CLASS SCOPE DETAIL". For the tests beside it that play or start mail servers:
//   mail_sender port=N [ca=FILE] [auth=plain|login|xoauth2 user=U password=P]
//   [security=smtps|plain]
//     [host=H] [to=ADDRESS] [connect_ms=N] [total_ms=N] [text_bytes=N] [in_turn=1] id=ID…
// All mails are started at once; with in_turn each waits for the one before.
#include "connectors/email.h"
#include "connectors/transport.h"

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

namespace {

using Options = std::map<std::string, std::string>;

std::string option(const Options& options, const std::string& name, const std::string& otherwise) {
  const auto found = options.find(name);
  return found == options.end() ? otherwise : found->second;
}

std::chrono::milliseconds wait(const Options& options, const std::string& name) {
  return std::chrono::milliseconds{std::stol(option(options, name, "20000"))};
}

dondoc::EmailSettings settings_of(const Options& options) {
  static const std::map<std::string, dondoc::SmtpAuth> ways{{"none", dondoc::SmtpAuth::none},
                                                            {"plain", dondoc::SmtpAuth::plain},
                                                            {"login", dondoc::SmtpAuth::login},
                                                            {"xoauth2", dondoc::SmtpAuth::xoauth2}};
  static const std::map<std::string, dondoc::SmtpSecurity> securities{
      {"starttls", dondoc::SmtpSecurity::starttls},
      {"smtps", dondoc::SmtpSecurity::smtps},
      {"plain", dondoc::SmtpSecurity::plain}};
  dondoc::EmailSettings settings;
  settings.host = option(options, "host", "localhost");
  settings.port = static_cast<std::uint16_t>(std::stoul(option(options, "port", "")));
  settings.ca_file = option(options, "ca", "");
  settings.auth = ways.at(option(options, "auth", "none"));
  if (settings.auth != dondoc::SmtpAuth::none) {
    settings.user = option(options, "user", "don-doc@test.local");
    settings.secret = dondoc::Secret{option(options, "password", "p")};
  }
  settings.security = securities.at(option(options, "security", "starttls"));
  settings.allow_plain = settings.security == dondoc::SmtpSecurity::plain;
  settings.from = "UBND xã Tà Đùng <don-doc@test.local>";
  settings.reply_to = "vh-xh@test.local";
  settings.list_id = "don-doc.test.local";
  settings.message_id_domain = "test.local";
  settings.request_dsn = true;
  return settings;
}

class Sender {
 public:
  Sender(const Options& options, std::vector<std::string> ids)
      : options_(options), ids_(std::move(ids)), connector_(settings_of(options)) {}

  void run() {
    const bool in_turn = option(options_, "in_turn", "") == "1";
    do {
      start();
    } while (!in_turn && started_ < ids_.size());
    while (ended_ < ids_.size()) {
      loop_.run_one();
      if (in_turn && ended_ == started_ && started_ < ids_.size()) {
        start();
      }
    }
  }

 private:
  void start() {
    dondoc::OutgoingMessage message;
    message.id = ids_.at(started_++);
    message.address = option(options_, "to", "truong-phong@test.local");
    message.subject = "Nhắc việc: còn 01 ngày, đề nghị hoàn thành";
    message.text = "Kính gửi: Phòng Văn hóa – Xã hội\n\n.\n..hai chấm đầu dòng\nTrân trọng.\n";
    const std::size_t bytes = std::stoul(option(options_, "text_bytes", "0"));
    while (message.text.size() < bytes) {
      message.text += "Một dòng để thư dài thêm, dài thêm, dài thêm nữa.\n";
    }
    message.created_at = std::chrono::sys_seconds{std::chrono::seconds{1779410400}};
    dondoc::SmtpRequest request = std::get<dondoc::SmtpRequest>(
        std::get<dondoc::Request>(connector_.compose(message, message.created_at)));
    request.connect_timeout = wait(options_, "connect_ms");
    request.total_timeout = wait(options_, "total_ms");
    transport_.start(std::move(request), [this](const dondoc::Reply& reply) {
      const dondoc::Outcome outcome = connector_.interpret(reply);
      std::cout << dondoc::outcome_name(outcome.outcome) << " "
                << (outcome.scope == dondoc::OutcomeScope::channel ? "channel" : "recipient") << " "
                << outcome.detail << std::endl;
      ++ended_;
    });
  }

  const Options options_;
  const std::vector<std::string> ids_;
  const dondoc::EmailConnector connector_;
  boost::asio::io_context loop_;
  dondoc::Transport transport_{loop_};
  std::size_t started_{0};
  std::size_t ended_{0};
};

}  // namespace

int main(int argc, char** argv) {
  Options options;
  std::vector<std::string> ids;
  for (const std::string& word : std::vector<std::string>(argv + 1, argv + argc)) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) {
      return 2;
    }
    if (word.substr(0, equals) == "id") {
      ids.push_back(word.substr(equals + 1));
    } else {
      options[word.substr(0, equals)] = word.substr(equals + 1);
    }
  }
  if (ids.empty()) {
    return 2;
  }
  Sender(options, ids).run();
  return EXIT_SUCCESS;
}
