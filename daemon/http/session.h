// SPDX-License-Identifier: Apache-2.0
// One connection to the HTTP server, one request at a time; of server.cpp alone.
#pragma once

#include "daemon/http/server.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace dondoc {

/// Who is at the other end, as far as the kind of socket tells.
struct HttpCaller {
  Peer peer{Peer::stranger};
  std::string address;
};

/// A client that was refused may still be writing: what it sends is read and dropped for this
/// long, so that it sees the answer and not a reset.
inline constexpr std::chrono::seconds linger_time{2};
inline constexpr std::size_t header_read_bytes = 2048;
inline constexpr std::size_t linger_bytes_max = std::size_t{1024} * 1024;

inline std::string small_letters(boost::string_view name) {
  std::string small(name);
  std::transform(small.begin(), small.end(), small.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return small;
}

/// One connection, one request at a time.
template <typename Protocol>
class HttpSession : public std::enable_shared_from_this<HttpSession<Protocol>> {
 public:
  using Executor = boost::asio::io_context::executor_type;
  using Socket = boost::asio::basic_stream_socket<Protocol, Executor>;

  HttpSession(Socket socket,
              const HttpHandler& handler,
              const HttpDoorman& doorman,
              const HttpLimits& limits,
              HttpCaller caller,
              std::function<void()> closed)
      : stream_(std::move(socket)),
        handler_(handler),
        doorman_(doorman),
        limits_(limits),
        closed_(std::move(closed)),
        caller_(std::move(caller)),
        buffer_(limits.header_bytes + limits.body_bytes) {}
  ~HttpSession() { closed_(); }
  HttpSession(const HttpSession&) = delete;
  HttpSession& operator=(const HttpSession&) = delete;

  void start() { read_header(); }

 private:
  /// Between requests a connection may rest long; once a byte has come the header must follow
  /// soon.
  void wait_for_request() {
    if (buffer_.size() > 0) {
      read_header();
      return;
    }
    stream_.expires_after(limits_.keep_alive_time);
    stream_.async_read_some(buffer_.prepare(512),
                            [self = this->shared_from_this()](const boost::beast::error_code& error,
                                                              std::size_t bytes) {
                              if (!error) {
                                self->buffer_.commit(bytes);
                                self->read_header();
                              }
                            });
  }

  /// Goes on when a part of the request has come whole.
  auto then(void (HttpSession::*next)()) {
    return [self = this->shared_from_this(), next](const boost::beast::error_code& error,
                                                   std::size_t /*bytes*/) {
      if (error) {
        self->refuse(error);
      } else {
        (self.get()->*next)();
      }
    };
  }

  void read_header() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
    parser_->body_limit(limits_.body_bytes);
    stream_.expires_after(limits_.header_time);
    before_ = 0;
    folded_ = false;
    parse_header();
  }

  /// What has come of it so far. The parser joins folded lines and says nothing of it, so that they
  /// are looked for here.
  void parse_header() {
    boost::beast::error_code error;
    const auto come = buffer_.data();
    const std::size_t parsed = come.size() == 0 ? 0 : parser_->put(come, error);
    look_for_folds({static_cast<const char*>(come.data()), parsed});
    buffer_.consume(parsed);
    if (error && error != boost::beast::http::error::need_more) {
      refuse(error);
    } else if (folded_) {
      refuse(make_error_code(boost::beast::http::error::bad_value));
    } else if (parser_->is_header_done()) {
      read_body();
    } else {
      stream_.async_read_some(buffer_.prepare(header_read_bytes),
                              [self = this->shared_from_this()](
                                  const boost::beast::error_code& failed, std::size_t bytes) {
                                if (!failed) {
                                  self->buffer_.commit(bytes);
                                  self->parse_header();
                                }
                              });
    }
  }

  /// A line that begins with a blank belongs to the one before it, or to none: a proxy may have
  /// read it otherwise (RFC 9112, 5.2).
  void look_for_folds(std::string_view parsed) {
    for (const char sign : parsed) {
      folded_ = folded_ || (before_ == '\n' && (sign == ' ' || sign == '\t'));
      before_ = sign;
    }
  }

  void read_body() {
    const auto& message = parser_->get();
    // A length that the parser didn't take from the body's own chunks, or two names of one host:
    // a proxy in front may have understood them otherwise (RFC 9112, 3.2 and 6.3).
    const bool other_coding =
        message.count(boost::beast::http::field::transfer_encoding) > 0 &&
        small_letters(message[boost::beast::http::field::transfer_encoding]) != "chunked";
    if (other_coding || message.count(boost::beast::http::field::host) > 1) {
      refuse(make_error_code(boost::beast::http::error::bad_transfer_encoding));
      return;
    }
    if (doorman_ && may_be_large() && !doorman_(request_of())) {
      if (parser_->content_length().value_or(0) > limits_.stranger_body_bytes) {
        refuse(make_error_code(boost::beast::http::error::body_limit));
        return;
      }
      parser_->body_limit(limits_.stranger_body_bytes);
    }
    stream_.expires_after(limits_.body_time);
    boost::beast::http::async_read(stream_, buffer_, *parser_, then(&HttpSession::answer));
  }

  [[nodiscard]] bool may_be_large() const {
    return parser_->chunked() ||
           parser_->content_length().value_or(0) > limits_.stranger_body_bytes;
  }

  /// What has been read of it so far.
  ApiRequest request_of() {
    auto& message = parser_->get();
    ApiRequest request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    request.body = std::move(message.body());
    request.peer = caller_.peer;
    request.address = caller_.address;
    for (const auto& field : message) {
      // Of a header that is there twice nothing is left out: a proxy adds its own behind.
      const auto [known, is_new] =
          request.headers.emplace(small_letters(field.name_string()), std::string(field.value()));
      if (!is_new) {
        known->second += (known->first == "cookie" ? "; " : ", ") + std::string(field.value());
      }
    }
    return request;
  }

  void answer() {
    const ApiRequest request = request_of();
    only_head_ = request.method == "HEAD";
    const bool keep = parser_->get().keep_alive();
    write(handler_(request), keep ? After::keep : After::close);
  }

  void refuse(const boost::beast::error_code& error) {
    if (error == boost::beast::http::error::header_limit ||
        error == boost::beast::http::error::buffer_overflow) {
      write(error_response(431, "header-too-large", "phần đầu yêu cầu quá lớn"), After::linger);
    } else if (error == boost::beast::http::error::body_limit) {
      write(error_response(413, "body-too-large", "nội dung yêu cầu quá lớn"), After::linger);
    } else if (error == boost::beast::error::timeout) {
      // The stream is closed by then: nothing can be said.
      return;
    } else if (error != boost::beast::http::error::end_of_stream &&
               error != boost::beast::http::error::partial_message &&
               error.category() ==
                   make_error_code(boost::beast::http::error::bad_method).category()) {
      write(error_response(400, "bad-request", "yêu cầu HTTP không đúng dạng"), After::linger);
    }
  }

  enum class After { keep, close, linger };

  void write(const ApiResponse& reply, After after) {
    response_ = {};
    response_.version(11);
    response_.result(static_cast<unsigned>(reply.status));
    response_.set(boost::beast::http::field::content_type, reply.content_type);
    response_.set(boost::beast::http::field::cache_control, "no-store");
    for (const auto& [name, value] : reply.headers) {
      response_.set(name, value);
    }
    response_.body() = reply.body;
    response_.keep_alive(after == After::keep);
    response_.prepare_payload();
    if (only_head_) {
      response_.body().clear();
    }
    stream_.expires_after(limits_.body_time);
    boost::beast::http::async_write(
        stream_,
        response_,
        [self = this->shared_from_this(), after](const boost::beast::error_code& error,
                                                 std::size_t /*bytes*/) {
          if (!error) {
            self->written(after);
          }
        });
  }

  void written(After after) {
    if (after == After::keep) {
      // It may rest long: nothing large stays with it.
      parser_.reset();
      response_ = {};
      buffer_.shrink_to_fit();
      wait_for_request();
      return;
    }
    boost::beast::error_code ignored;
    stream_.socket().shutdown(Socket::shutdown_send, ignored);
    if (after == After::linger) {
      stream_.expires_after(linger_time);
      drop_rest();
    }
  }

  void drop_rest() {
    stream_.async_read_some(boost::asio::buffer(dropped_),
                            [self = this->shared_from_this()](const boost::beast::error_code& error,
                                                              std::size_t bytes) {
                              self->dropped_bytes_ += bytes;
                              if (!error && self->dropped_bytes_ < linger_bytes_max) {
                                self->drop_rest();
                              }
                            });
  }

  boost::beast::basic_stream<Protocol, Executor> stream_;
  const HttpHandler& handler_;
  const HttpDoorman& doorman_;
  const HttpLimits& limits_;
  std::function<void()> closed_;
  HttpCaller caller_;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
  char before_{0};      ///< the last sign of the header so far
  bool folded_{false};  ///< it has a line that begins with a blank
  boost::beast::http::response<boost::beast::http::string_body> response_;
  std::array<char, 4096> dropped_{};
  std::size_t dropped_bytes_{0};
  bool only_head_{false};
};

}  // namespace dondoc
