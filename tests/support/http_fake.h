// SPDX-License-Identifier: Apache-2.0
// An HTTP/1.1 server on 127.0.0.1 that does as told, on the test's own loop: each request takes the
// next scripted answer, and 200 when the script is at its end.
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

enum class FakeAct {
  answer,
  close_before_reply,     ///< reads the request whole, then closes
  close_after_half_body,  ///< promises the whole body
  never_answer,
  flood_body,     ///< a chunked body without end
  flood_headers,  ///< a status line, then header lines without end
  no_http,        ///< answers something that is no HTTP
};

struct FakeReply {
  int status{200};
  std::vector<std::string> headers{};  ///< "Name: value"
  std::string body{};
  FakeAct act{FakeAct::answer};
};

struct FakeRequest {
  std::string method;
  std::string target;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
  int connection{0};  ///< from 1, in the order they were accepted
};

class HttpFake {
 public:
  explicit HttpFake(boost::asio::io_context& loop);
  ~HttpFake();
  HttpFake(const HttpFake&) = delete;
  HttpFake& operator=(const HttpFake&) = delete;

  [[nodiscard]] std::string url(const std::string& path) const;
  void then(FakeReply reply) { script_.push_back(std::move(reply)); }
  /// Refuses new connections; the open ones go on.
  void stop_listening();
  /// The same from the next request on, before it is answered.
  void stop_listening_after_next() { closing_ = true; }

  [[nodiscard]] const std::vector<FakeRequest>& requests() const { return requests_; }
  [[nodiscard]] int connections() const { return connections_; }

 private:
  struct Session;
  void accept();
  [[nodiscard]] FakeReply next_reply();

  boost::asio::ip::tcp::acceptor acceptor_;
  std::deque<FakeReply> script_;
  std::vector<FakeRequest> requests_;
  std::set<std::shared_ptr<Session>> sessions_;
  int connections_{0};
  bool closing_{false};
  std::shared_ptr<bool> alive_{std::make_shared<bool>(true)};
};

}  // namespace dondoc
