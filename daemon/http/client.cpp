// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/client.h"

#include <memory>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <sys/un.h>

namespace dondoc {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Local = asio::local::stream_protocol;
using Stream = beast::basic_stream<Local, asio::io_context::executor_type>;

constexpr std::size_t answer_bytes_max = std::size_t{64} * 1024 * 1024;
constexpr std::size_t socket_path_bytes_max = sizeof(sockaddr_un::sun_path) - 1;

CallFailed connect_failure(const boost::system::error_code& error) {
  const bool denied = error == asio::error::access_denied;
  return {denied ? CallFailure::forbidden : CallFailure::no_daemon, error.message()};
}

/// The call's two steps on a loop of its own, so that both end in time.
class Call : public std::enable_shared_from_this<Call> {
 public:
  Call(asio::io_context& loop, http::request<http::string_body> request)
      : stream_(loop), request_(std::move(request)) {
    parser_.body_limit(answer_bytes_max);
  }

  [[nodiscard]] Stream& stream() { return stream_; }
  [[nodiscard]] const beast::error_code& error() const { return error_; }
  [[nodiscard]] ApiResponse answer() const {
    return {static_cast<int>(parser_.get().result_int()), parser_.get().body()};
  }

  void start() {
    stream_.expires_after(call_time_max);
    http::async_write(
        stream_,
        request_,
        [self = shared_from_this()](const beast::error_code& error, std::size_t /*bytes*/) {
          // A daemon that refuses early still answers, so the answer is read even then.
          self->error_ = error;
          self->read();
        });
  }

 private:
  void read() {
    http::async_read(stream_,
                     buffer_,
                     parser_,
                     [self = shared_from_this()](const beast::error_code& error,
                                                 std::size_t /*bytes*/) { self->error_ = error; });
  }

  Stream stream_;
  http::request<http::string_body> request_;
  http::response_parser<http::string_body> parser_;
  beast::flat_buffer buffer_;
  beast::error_code error_;
};

}  // namespace

std::variant<ApiResponse, CallFailed> call_daemon(const std::filesystem::path& socket,
                                                  const std::string& method,
                                                  const std::string& target,
                                                  const std::string& body) {
  if (socket.native().size() > socket_path_bytes_max) {
    return CallFailed{CallFailure::no_daemon, "đường dẫn socket quá dài: " + socket.string()};
  }
  http::request<http::string_body> request;
  request.version(11);
  request.method_string(method);
  request.target(target);
  request.set(http::field::host, "dondoc");
  request.set(http::field::content_type, "application/json");
  request.body() = body;
  request.keep_alive(false);
  request.prepare_payload();

  asio::io_context loop;
  const auto call = std::make_shared<Call>(loop, std::move(request));
  beast::error_code error;
  call->stream().socket().connect(Local::endpoint(socket.string()), error);
  if (error) {
    return connect_failure(error);
  }
  call->start();
  loop.run();
  if (call->error()) {
    return CallFailed{CallFailure::no_answer, call->error().message()};
  }
  return call->answer();
}

}  // namespace dondoc
