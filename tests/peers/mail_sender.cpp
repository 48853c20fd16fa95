// SPDX-License-Identifier: Apache-2.0
// Sends mails through the email connector and prints how each ended, one class a line. For
// mail_peers.py: mail_sender PORT CA_FILE AUTH USER PASSWORD SECURITY RECIPIENT ID…
#include "connectors/email.h"
#include "connectors/transport.h"

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

namespace {

constexpr std::size_t first_id = 8;

dondoc::EmailSettings settings_of(const std::vector<std::string>& words) {
  dondoc::EmailSettings settings;
  settings.host = "localhost";
  settings.port = static_cast<std::uint16_t>(std::stoul(words[1]));
  settings.ca_file = words[2] == "-" ? "" : words[2];
  settings.auth = words[3] == "none"    ? dondoc::SmtpAuth::none
                  : words[3] == "login" ? dondoc::SmtpAuth::login
                                        : dondoc::SmtpAuth::plain;
  if (settings.auth != dondoc::SmtpAuth::none) {
    settings.user = words[4];
    settings.secret = dondoc::Secret{words[5]};
  }
  settings.security =
      words[6] == "smtps" ? dondoc::SmtpSecurity::smtps : dondoc::SmtpSecurity::starttls;
  settings.from = "UBND xã Tà Đùng <don-doc@test.local>";
  settings.reply_to = "vh-xh@test.local";
  settings.list_id = "don-doc.test.local";
  settings.message_id_domain = "test.local";
  settings.request_dsn = true;
  return settings;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv, argv + argc);
  if (words.size() <= first_id) {
    return 2;
  }
  const dondoc::EmailConnector connector{settings_of(words)};
  boost::asio::io_context loop;
  dondoc::Transport transport{loop};
  std::size_t left = words.size() - first_id;
  for (std::size_t i = first_id; i < words.size(); ++i) {
    dondoc::OutgoingMessage message;
    message.id = words[i];
    message.address = words[7];
    message.subject = "Nhắc việc: còn 01 ngày, đề nghị hoàn thành";
    message.text = "Kính gửi: Phòng Văn hóa – Xã hội\n\n.\n..hai chấm đầu dòng\nTrân trọng.\n";
    message.created_at = std::chrono::sys_seconds{std::chrono::seconds{1779410400}};
    transport.start(std::get<dondoc::Request>(connector.compose(message, message.created_at)),
                    [&connector, &left](const dondoc::Reply& reply) {
                      const dondoc::Outcome outcome = connector.interpret(reply);
                      std::cout << dondoc::outcome_name(outcome.outcome) << " " << outcome.detail
                                << "\n";
                      --left;
                    });
  }
  while (left > 0) {
    loop.run_one();
  }
  return EXIT_SUCCESS;
}
