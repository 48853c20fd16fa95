// SPDX-License-Identifier: Apache-2.0
#include "tests/support/smtp_fake.h"

#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <boost/system/error_code.hpp>

namespace dondoc {

using boost::asio::ip::tcp;
using boost::system::error_code;

struct SmtpFake::Session : std::enable_shared_from_this<SmtpFake::Session> {
  Session(SmtpFake& of, tcp::socket on, int id) : fake(&of), socket(std::move(on)) {
    mail.connection = id;
  }

  void read_line() {
    boost::asio::async_read_until(
        socket,
        boost::asio::dynamic_buffer(buffer),
        "\r\n",
        [self = shared_from_this()](const error_code& error, std::size_t bytes) {
          if (error || self->fake == nullptr) {
            self->leave();
            return;
          }
          const std::string line = self->buffer.substr(0, bytes - 2);
          self->buffer.erase(0, bytes);
          self->take(line);
        });
  }

  void take(const std::string& line) {
    if (state == State::content) {
      take_content(line);
      return;
    }
    fake->commands_.push_back(line);
    if (state == State::auth) {
      answer("auth");
      return;
    }
    const std::string verb = line.substr(0, line.find_first_of(" :"));
    if (verb == "MAIL") {
      mail.sender = line;
    } else if (verb == "RCPT") {
      mail.recipient = line;
    } else if (verb == "DATA") {
      mail.bytes.clear();
    }
    answer(verb);
  }

  void take_content(const std::string& line) {
    if (line == ".") {
      state = State::command;
      answer(".");
      return;
    }
    mail.bytes += line.substr(line.empty() || line.front() != '.' ? 0 : 1) + "\r\n";
    read_line();
  }

  void answer(const std::string& at) {
    const SmtpAnswer answer = fake->next_answer(at);
    const std::string code = answer.text.substr(0, 3);
    state = code == "354" ? State::content : code == "334" ? State::auth : State::command;
    const bool good = answer.act == SmtpAct::answer && code == "250";
    if (at == "." &&
        (good || answer.act == SmtpAct::keep_then_close || answer.act == SmtpAct::never_answer)) {
      fake->mails_.push_back(mail);
    }
    switch (answer.act) {
      case SmtpAct::answer:
        return write(answer.text, at == "QUIT" ? Then::close : Then::read_on);
      case SmtpAct::answer_and_close:
        return write(answer.text, Then::close);
      case SmtpAct::close:
      case SmtpAct::keep_then_close:
        return leave();
      case SmtpAct::never_answer:
        return read_line();
    }
  }

  enum class Then { read_on, close };

  void write(std::string bytes, Then then) {
    outgoing = std::move(bytes);
    boost::asio::async_write(
        socket,
        boost::asio::buffer(outgoing),
        [self = shared_from_this(), then](const error_code& error, std::size_t /*bytes*/) {
          if (error || then == Then::close || self->fake == nullptr) {
            self->leave();
          } else {
            self->read_line();
          }
        });
  }

  void leave() {
    error_code ignored;
    socket.close(ignored);
    if (fake != nullptr) {
      std::exchange(fake, nullptr)->sessions_.erase(shared_from_this());
    }
  }

  enum class State { command, auth, content };

  SmtpFake* fake;  ///< null once the fake is gone
  tcp::socket socket;
  State state{State::command};
  FakeMail mail;
  std::string buffer;
  std::string outgoing;
};

SmtpFake::SmtpFake(boost::asio::io_context& loop)
    : acceptor_(loop, tcp::endpoint{boost::asio::ip::address_v4::loopback(), 0}) {
  accept();
}

SmtpFake::~SmtpFake() {
  *alive_ = false;
  while (!sessions_.empty()) {
    const std::shared_ptr<Session> session = *sessions_.begin();
    session->leave();
  }
}

void SmtpFake::accept() {
  acceptor_.async_accept([this, alive = alive_](const error_code& error, tcp::socket socket) {
    if (error || !*alive) {
      return;
    }
    const auto session = std::make_shared<Session>(*this, std::move(socket), ++connections_);
    sessions_.insert(session);
    session->answer("greeting");
    accept();
  });
}

SmtpAnswer SmtpFake::next_answer(const std::string& at) {
  std::deque<SmtpAnswer>& scripted = script_[at];
  if (scripted.empty()) {
    return {usual_answer(at), SmtpAct::answer};
  }
  SmtpAnswer answer = std::move(scripted.front());
  scripted.pop_front();
  return answer;
}

std::string SmtpFake::usual_answer(const std::string& at) const {
  static const std::map<std::string, std::string> usual{{"greeting", "220 fake ESMTP\r\n"},
                                                        {"HELO", "250 fake\r\n"},
                                                        {"AUTH", "334 \r\n"},
                                                        {"auth", "235 2.7.0 welcome\r\n"},
                                                        {"MAIL", "250 2.1.0 fine\r\n"},
                                                        {"RCPT", "250 2.1.5 fine\r\n"},
                                                        {"DATA", "354 go on\r\n"},
                                                        {".", "250 2.0.0 queued\r\n"},
                                                        {"QUIT", "221 2.0.0 bye\r\n"}};
  if (at == "EHLO") {
    std::string lines;
    for (const std::string& extension : offers_) {
      lines += "250-" + extension + "\r\n";
    }
    return lines + "250 ENHANCEDSTATUSCODES\r\n";
  }
  const auto found = usual.find(at);
  return found == usual.end() ? "502 5.5.2 unknown\r\n" : found->second;
}

}  // namespace dondoc
