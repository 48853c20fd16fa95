// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/server.h"

#include "daemon/http/peer.h"

#include <array>
#include <optional>
#include <system_error>
#include <utility>

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <sys/stat.h>

namespace dondoc {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Local = asio::local::stream_protocol;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<Local, Executor>;
using Stream = beast::basic_stream<Local, Executor>;

/// A client that was refused may still be writing: what it sends is read and dropped for this long,
/// so that it sees the answer and not a reset.
constexpr std::chrono::seconds linger_time{2};
constexpr std::size_t linger_bytes_max = std::size_t{1024} * 1024;

/// One connection, one request at a time.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Socket socket,
          const HttpHandler& handler,
          const HttpLimits& limits,
          std::function<void()> closed)
      : stream_(std::move(socket)),
        handler_(handler),
        limits_(limits),
        closed_(std::move(closed)),
        peer_(peer_of_socket(stream_.socket().native_handle())),
        buffer_(limits.header_bytes + limits.body_bytes) {}
  ~Session() { closed_(); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void start() { read_header(); }

 private:
  /// Between requests a connection may rest long; once a byte has come the header must follow soon.
  void wait_for_request() {
    if (buffer_.size() > 0) {
      read_header();
      return;
    }
    stream_.expires_after(limits_.keep_alive_time);
    stream_.async_read_some(
        buffer_.prepare(512),
        [self = shared_from_this()](const beast::error_code& error, std::size_t bytes) {
          if (!error) {
            self->buffer_.commit(bytes);
            self->read_header();
          }
        });
  }

  void read_header() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
    parser_->body_limit(limits_.body_bytes);
    stream_.expires_after(limits_.header_time);
    http::async_read_header(
        stream_,
        buffer_,
        *parser_,
        [self = shared_from_this()](const beast::error_code& error, std::size_t /*bytes*/) {
          if (error) {
            self->refuse(error);
          } else {
            self->read_body();
          }
        });
  }

  void read_body() {
    stream_.expires_after(limits_.body_time);
    http::async_read(
        stream_,
        buffer_,
        *parser_,
        [self = shared_from_this()](const beast::error_code& error, std::size_t /*bytes*/) {
          if (error) {
            self->refuse(error);
          } else {
            self->answer();
          }
        });
  }

  void answer() {
    const auto& message = parser_->get();
    ApiRequest request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    request.body = message.body();
    request.peer = peer_;
    const bool keep = message.keep_alive();
    write(handler_(request), keep ? After::keep : After::close);
  }

  void refuse(const beast::error_code& error) {
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
      write(error_response(431, "header-too-large", "phần đầu yêu cầu quá lớn"), After::linger);
    } else if (error == http::error::body_limit) {
      write(error_response(413, "body-too-large", "nội dung yêu cầu quá lớn"), After::linger);
    } else if (error == beast::error::timeout) {
      // The stream is closed by then: nothing can be said.
      return;
    } else if (error != http::error::end_of_stream && error != http::error::partial_message &&
               error.category() == make_error_code(http::error::bad_method).category()) {
      write(error_response(400, "bad-request", "yêu cầu HTTP không đúng dạng"), After::linger);
    }
  }

  enum class After { keep, close, linger };

  void write(const ApiResponse& reply, After after) {
    response_ = {};
    response_.version(11);
    response_.result(static_cast<unsigned>(reply.status));
    response_.set(http::field::content_type, reply.content_type);
    response_.set(http::field::cache_control, "no-store");
    response_.body() = reply.body;
    response_.keep_alive(after == After::keep);
    response_.prepare_payload();
    stream_.expires_after(limits_.body_time);
    http::async_write(
        stream_,
        response_,
        [self = shared_from_this(), after](const beast::error_code& error, std::size_t /*bytes*/) {
          if (!error) {
            self->written(after);
          }
        });
  }

  void written(After after) {
    if (after == After::keep) {
      wait_for_request();
      return;
    }
    beast::error_code ignored;
    stream_.socket().shutdown(Socket::shutdown_send, ignored);
    if (after == After::linger) {
      stream_.expires_after(linger_time);
      drop_rest();
    }
  }

  void drop_rest() {
    stream_.async_read_some(
        asio::buffer(dropped_),
        [self = shared_from_this()](const beast::error_code& error, std::size_t bytes) {
          self->dropped_bytes_ += bytes;
          if (!error && self->dropped_bytes_ < linger_bytes_max) {
            self->drop_rest();
          }
        });
  }

  Stream stream_;
  const HttpHandler& handler_;
  const HttpLimits& limits_;
  std::function<void()> closed_;
  Peer peer_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> response_;
  std::array<char, 4096> dropped_{};
  std::size_t dropped_bytes_{0};
};

}  // namespace

struct HttpServer::Impl : std::enable_shared_from_this<HttpServer::Impl> {
  Impl(asio::io_context& loop,
       std::filesystem::path path,
       HttpHandler on_request,
       const HttpLimits& bounds)
      : acceptor(loop),
        socket_path(std::move(path)),
        handler(std::move(on_request)),
        limits(bounds) {}

  void listen();
  void accept();
  void session_closed();

  asio::basic_socket_acceptor<Local, Executor> acceptor;
  std::filesystem::path socket_path;
  HttpHandler handler;
  HttpLimits limits;
  std::size_t open_sessions{0};
  bool accepting{false};
};

void HttpServer::Impl::listen() {
  std::error_code ignored;
  std::filesystem::remove(socket_path, ignored);
  acceptor.open();
  // Nobody may connect between bind and chmod.
  const mode_t before = ::umask(0117);
  boost::system::error_code error;
  acceptor.bind(Local::endpoint(socket_path.string()), error);
  ::umask(before);
  if (!error) {
    acceptor.listen(asio::socket_base::max_listen_connections, error);
  }
  if (error) {
    throw std::system_error(error.value(), std::generic_category(), socket_path.string());
  }
}

void HttpServer::Impl::accept() {
  // Beyond the limit connections wait in the kernel's queue until one of ours ends.
  if (accepting || !acceptor.is_open() || open_sessions >= limits.connections) {
    return;
  }
  accepting = true;
  acceptor.async_accept(
      [self = shared_from_this()](const boost::system::error_code& error, Socket socket) {
        self->accepting = false;
        if (error == asio::error::operation_aborted || !self->acceptor.is_open()) {
          return;
        }
        if (!error) {
          ++self->open_sessions;
          const std::weak_ptr<Impl> server = self;
          std::make_shared<Session>(std::move(socket), self->handler, self->limits, [server] {
            if (const auto alive = server.lock()) {
              alive->session_closed();
            }
          })->start();
        }
        self->accept();
      });
}

void HttpServer::Impl::session_closed() {
  --open_sessions;
  accept();
}

HttpServer::HttpServer(asio::io_context& loop,
                       const std::filesystem::path& socket,
                       HttpHandler handler,
                       const HttpLimits& limits)
    : impl_(std::make_shared<Impl>(loop, socket, std::move(handler), limits)) {
  impl_->listen();
  impl_->accept();
}

HttpServer::~HttpServer() {
  stop();
}

void HttpServer::stop() {
  if (!impl_->acceptor.is_open()) {
    return;
  }
  boost::system::error_code ignored;
  impl_->acceptor.close(ignored);
  std::error_code gone;
  std::filesystem::remove(impl_->socket_path, gone);
}

}  // namespace dondoc
