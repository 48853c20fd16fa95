// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/server.h"

#include "daemon/http/peer.h"
#include "daemon/http/session.h"

#include <algorithm>
#include <map>
#include <string>
#include <system_error>
#include <type_traits>
#include <utility>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <sys/stat.h>

namespace dondoc {
namespace {

namespace asio = boost::asio;
using Local = asio::local::stream_protocol;
using Tcp = asio::ip::tcp;
using Executor = asio::io_context::executor_type;

HttpCaller caller_of(asio::basic_stream_socket<Local, Executor>& socket) {
  return {peer_of_socket(socket.native_handle()), ""};
}

HttpCaller caller_of(asio::basic_stream_socket<Tcp, Executor>& socket) {
  boost::system::error_code gone;
  const auto remote = socket.remote_endpoint(gone);
  return {Peer::stranger, gone ? std::string{} : remote.address().to_string()};
}

bool is_own_machine(const std::string& address) {
  boost::system::error_code bad;
  const auto parsed = asio::ip::make_address(address, bad);
  return !bad && parsed.is_loopback();
}

}  // namespace

class HttpServer::Listener {
 public:
  virtual ~Listener() = default;
  virtual void stop() = 0;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
};

template <typename Protocol>
class HttpServer::ListenerOf : public HttpServer::Listener,
                               public std::enable_shared_from_this<ListenerOf<Protocol>> {
 public:
  ListenerOf(asio::io_context& loop,
             typename Protocol::endpoint endpoint,
             std::filesystem::path path,
             HttpHandler handler,
             HttpDoorman doorman,
             const HttpLimits& limits)
      : acceptor_(loop),
        endpoint_(std::move(endpoint)),
        path_(std::move(path)),
        handler_(std::move(handler)),
        doorman_(std::move(doorman)),
        limits_(limits) {}

  void listen();
  void accept();
  void stop() override;
  [[nodiscard]] std::uint16_t port() const override;

 private:
  using Socket = typename HttpSession<Protocol>::Socket;

  void begin(Socket socket);
  void ended(const std::string& address);

  asio::basic_socket_acceptor<Protocol, Executor> acceptor_;
  typename Protocol::endpoint endpoint_;
  std::filesystem::path path_;  ///< of the socket's file
  HttpHandler handler_;
  HttpDoorman doorman_;
  HttpLimits limits_;
  std::size_t open_{0};
  std::map<std::string, std::size_t> open_of_;  ///< by address, this machine's own left out
  bool accepting_{false};
};

template <typename Protocol>
void HttpServer::ListenerOf<Protocol>::listen() {
  constexpr bool is_local = std::is_same_v<Protocol, Local>;
  std::error_code ignored;
  if (is_local) {
    std::filesystem::remove(path_, ignored);
  }
  boost::system::error_code error;
  acceptor_.open(endpoint_.protocol(), error);
  if (!error && !is_local) {
    // After a restart the port is free at once, though old connections linger.
    acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  }
  // Nobody may connect to the file between bind and chmod.
  const mode_t before = ::umask(0117);
  if (!error) {
    acceptor_.bind(endpoint_, error);
  }
  ::umask(before);
  if (!error) {
    acceptor_.listen(asio::socket_base::max_listen_connections, error);
  }
  if (error) {
    throw std::system_error(error.value(), std::generic_category(), path_.string());
  }
}

template <typename Protocol>
void HttpServer::ListenerOf<Protocol>::accept() {
  // Beyond the limit connections wait in the kernel's queue until one of ours ends.
  if (accepting_ || !acceptor_.is_open() || open_ >= limits_.connections) {
    return;
  }
  accepting_ = true;
  acceptor_.async_accept(
      [self = this->shared_from_this()](const boost::system::error_code& error, Socket socket) {
        self->accepting_ = false;
        if (error == asio::error::operation_aborted || !self->acceptor_.is_open()) {
          return;
        }
        if (!error) {
          self->begin(std::move(socket));
        }
        self->accept();
      });
}

template <typename Protocol>
void HttpServer::ListenerOf<Protocol>::begin(Socket socket) {
  HttpCaller caller = caller_of(socket);
  const std::string address = is_own_machine(caller.address) ? std::string{} : caller.address;
  if (!address.empty() && open_of_[address] >= limits_.connections_of_address) {
    return;
  }
  ++open_;
  if (!address.empty()) {
    ++open_of_[address];
  }
  // Held, because a connection goes by its limits and its handler until it ends, also when the
  // server is gone by then.
  const std::shared_ptr<ListenerOf> listener = this->shared_from_this();
  std::make_shared<HttpSession<Protocol>>(std::move(socket),
                                          handler_,
                                          doorman_,
                                          limits_,
                                          std::move(caller),
                                          [listener, address] { listener->ended(address); })
      ->start();
}

template <typename Protocol>
void HttpServer::ListenerOf<Protocol>::ended(const std::string& address) {
  --open_;
  const auto found = open_of_.find(address);
  if (found != open_of_.end() && --found->second == 0) {
    open_of_.erase(found);
  }
  accept();
}

template <typename Protocol>
void HttpServer::ListenerOf<Protocol>::stop() {
  if (!acceptor_.is_open()) {
    return;
  }
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  if (std::is_same_v<Protocol, Local>) {
    std::error_code gone;
    std::filesystem::remove(path_, gone);
  }
}

template <>
std::uint16_t HttpServer::ListenerOf<Local>::port() const {
  return 0;
}

template <>
std::uint16_t HttpServer::ListenerOf<Tcp>::port() const {
  boost::system::error_code closed;
  return acceptor_.local_endpoint(closed).port();
}

HttpServer::HttpServer(asio::io_context& loop,
                       const std::filesystem::path& socket,
                       HttpHandler handler,
                       const HttpLimits& limits) {
  const auto listener = std::make_shared<ListenerOf<Local>>(
      loop, Local::endpoint(socket.string()), socket, std::move(handler), HttpDoorman{}, limits);
  listener->listen();
  listener->accept();
  listener_ = listener;
}

HttpServer::HttpServer(asio::io_context& loop,
                       const TcpAddress& address,
                       HttpHandler handler,
                       const HttpLimits& limits,
                       HttpDoorman doorman) {
  boost::system::error_code bad;
  const auto host = asio::ip::make_address(address.host, bad);
  const std::string words = address.host + ":" + std::to_string(address.port);
  if (bad) {
    throw std::system_error(bad.value(), std::generic_category(), words);
  }
  const auto listener = std::make_shared<ListenerOf<Tcp>>(loop,
                                                          Tcp::endpoint(host, address.port),
                                                          words,
                                                          std::move(handler),
                                                          std::move(doorman),
                                                          limits);
  listener->listen();
  listener->accept();
  listener_ = listener;
}

HttpServer::~HttpServer() {
  stop();
}

void HttpServer::stop() {
  listener_->stop();
}

std::uint16_t HttpServer::port() const {
  return listener_->port();
}

}  // namespace dondoc
