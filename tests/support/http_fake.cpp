// SPDX-License-Identifier: Apache-2.0
#include "tests/support/http_fake.h"

#include <algorithm>
#include <cctype>
#include <sstream>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <boost/system/error_code.hpp>

namespace dondoc {

using boost::asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::size_t flood_piece_bytes = 16 * 1024;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return text;
}

FakeRequest parse_head(const std::string& head) {
  FakeRequest request;
  std::istringstream lines{head};
  lines >> request.method >> request.target;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line) && line != "\r") {
    const std::size_t colon = line.find(':');
    const std::size_t value = line.find_first_not_of(' ', colon + 1);
    request.headers[lower(line.substr(0, colon))] = line.substr(value, line.size() - value - 1);
  }
  return request;
}

std::string head_of(const FakeReply& reply) {
  std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " Status\r\n";
  for (const std::string& header : reply.headers) {
    head += header + "\r\n";
  }
  return head;
}

std::string flood_piece(FakeAct act) {
  if (act == FakeAct::flood_headers) {
    return "X-Flood: " + std::string(flood_piece_bytes, 'h') + "\r\n";
  }
  return "4000\r\n" + std::string(flood_piece_bytes, 'b') + "\r\n";
}

}  // namespace

struct HttpFake::Session : std::enable_shared_from_this<HttpFake::Session> {
  Session(HttpFake& of, tcp::socket on, int id)
      : fake(&of), socket(std::move(on)), connection(id) {}

  void read_head() {
    boost::asio::async_read_until(
        socket,
        boost::asio::dynamic_buffer(buffer),
        "\r\n\r\n",
        [self = shared_from_this()](const error_code& error, std::size_t bytes) {
          if (error || self->fake == nullptr) {
            self->leave();
            return;
          }
          FakeRequest request = parse_head(self->buffer.substr(0, bytes));
          self->buffer.erase(0, bytes);
          self->read_body(std::move(request));
        });
  }

  void read_body(FakeRequest request) {
    const std::size_t length = std::stoul("0" + request.headers["content-length"]);
    const std::size_t missing = length - std::min(length, buffer.size());
    auto done = [self = shared_from_this(), length, request = std::move(request)](
                    const error_code& error, std::size_t /*bytes*/) mutable {
      if (error || self->fake == nullptr) {
        self->leave();
        return;
      }
      request.body = self->buffer.substr(0, length);
      request.connection = self->connection;
      self->buffer.erase(0, length);
      self->fake->requests_.push_back(std::move(request));
      self->act(self->fake->next_reply());
    };
    boost::asio::async_read(socket,
                            boost::asio::dynamic_buffer(buffer),
                            boost::asio::transfer_exactly(missing),
                            std::move(done));
  }

  void act(const FakeReply& reply) {
    const std::string length = "Content-Length: " + std::to_string(reply.body.size()) + "\r\n\r\n";
    switch (reply.act) {
      case FakeAct::answer:
        return write(head_of(reply) + length + reply.body, Then::read_on);
      case FakeAct::close_before_reply:
        return leave();
      case FakeAct::close_after_half_body:
        return write(head_of(reply) + length + reply.body.substr(0, reply.body.size() / 2),
                     Then::close);
      case FakeAct::never_answer:
        return;
      case FakeAct::flood_body:
        flooding = reply.act;
        return write(head_of(reply) + "Transfer-Encoding: chunked\r\n\r\n", Then::flood);
      case FakeAct::flood_headers:
        flooding = reply.act;
        return write(head_of(reply), Then::flood);
      case FakeAct::no_http:
        return write("220 mail.xa.example ESMTP\r\n", Then::close);
    }
  }

  enum class Then { read_on, close, flood };

  void write(std::string bytes, Then then) {
    outgoing = std::move(bytes);
    boost::asio::async_write(
        socket,
        boost::asio::buffer(outgoing),
        [self = shared_from_this(), then](const error_code& error, std::size_t /*bytes*/) {
          if (error || then == Then::close || self->fake == nullptr) {
            self->leave();
          } else if (then == Then::flood) {
            self->write(flood_piece(self->flooding), Then::flood);
          } else {
            self->read_head();
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

  HttpFake* fake;  ///< null once the fake is gone
  tcp::socket socket;
  int connection;
  std::string buffer;
  std::string outgoing;
  FakeAct flooding{FakeAct::flood_body};
};

HttpFake::HttpFake(boost::asio::io_context& loop)
    : acceptor_(loop, tcp::endpoint{boost::asio::ip::address_v4::loopback(), 0}) {
  accept();
}

HttpFake::~HttpFake() {
  *alive_ = false;
  while (!sessions_.empty()) {
    const std::shared_ptr<Session> session = *sessions_.begin();
    session->leave();
  }
}

std::string HttpFake::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + path;
}

void HttpFake::stop_listening() {
  acceptor_.close();
}

void HttpFake::accept() {
  acceptor_.async_accept([this, alive = alive_](const error_code& error, tcp::socket socket) {
    if (error || !*alive) {
      return;
    }
    const auto session = std::make_shared<Session>(*this, std::move(socket), ++connections_);
    sessions_.insert(session);
    session->read_head();
    accept();
  });
}

FakeReply HttpFake::next_reply() {
  if (closing_) {
    stop_listening();
  }
  if (script_.empty()) {
    return {};
  }
  FakeReply reply = std::move(script_.front());
  script_.pop_front();
  return reply;
}

}  // namespace dondoc
