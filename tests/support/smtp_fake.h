// SPDX-License-Identifier: Apache-2.0
// An SMTP server on 127.0.0.1 that does as told, on the test's own loop. Each command takes the
// next answer scripted for it, and the usual good one when there is none. Speaks no TLS.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace dondoc {

enum class SmtpAct {
  answer,
  close,             ///< instead of an answer; a mail is not kept
  keep_then_close,   ///< at the final dot: the mail is kept, no answer
  never_answer,      ///< a mail is kept
  answer_and_close,  ///< the text, then the end
};

struct SmtpAnswer {
  std::string text{};  ///< lines ending in "\r\n"
  SmtpAct act{SmtpAct::answer};
};

struct FakeMail {
  std::string sender;     ///< the whole MAIL command
  std::string recipient;  ///< the whole RCPT command
  std::string bytes;      ///< with the dots taken out again
  int connection{0};      ///< from 1, in the order they were accepted
};

class SmtpFake {
 public:
  explicit SmtpFake(boost::asio::io_context& loop);
  ~SmtpFake();
  SmtpFake(const SmtpFake&) = delete;
  SmtpFake& operator=(const SmtpFake&) = delete;

  [[nodiscard]] unsigned short port() const { return acceptor_.local_endpoint().port(); }
  /// `at`: "greeting", "EHLO", "HELO", "STARTTLS", "AUTH", "auth" (a line inside AUTH), "MAIL",
  /// "RCPT", "DATA", "." or "QUIT".
  void then(const std::string& at, SmtpAnswer answer) { script_[at].push_back(std::move(answer)); }
  void then(const std::string& at, const std::string& line) {
    then(at, SmtpAnswer{line + "\r\n", SmtpAct::answer});
  }
  /// What EHLO offers beside its first line.
  void offer(const std::string& extension) { offers_.push_back(extension); }
  void stop_listening() { acceptor_.close(); }

  /// Every line that came outside of mails.
  [[nodiscard]] const std::vector<std::string>& commands() const { return commands_; }
  [[nodiscard]] const std::vector<FakeMail>& mails() const { return mails_; }
  [[nodiscard]] int connections() const { return connections_; }

 private:
  struct Session;
  void accept();
  [[nodiscard]] SmtpAnswer next_answer(const std::string& at);
  [[nodiscard]] std::string usual_answer(const std::string& at) const;

  boost::asio::ip::tcp::acceptor acceptor_;
  std::map<std::string, std::deque<SmtpAnswer>> script_;
  std::vector<std::string> offers_;
  std::vector<std::string> commands_;
  std::vector<FakeMail> mails_;
  std::set<std::shared_ptr<Session>> sessions_;
  int connections_{0};
  std::shared_ptr<bool> alive_{std::make_shared<bool>(true)};
};

}  // namespace dondoc
