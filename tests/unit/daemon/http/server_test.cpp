// SPDX-License-Identifier: Apache-2.0
// The server over a real socket, with limits made short, spoken to in raw bytes.
#include "daemon/http/server.h"

#include "daemon/http/client.h"
#include "daemon/http/peer.h"

#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dondoc::server_test {
namespace {

namespace asio = boost::asio;
using Local = asio::local::stream_protocol;

HttpLimits short_limits() {
  HttpLimits limits;
  limits.header_time = std::chrono::milliseconds{300};
  limits.body_time = std::chrono::milliseconds{300};
  limits.keep_alive_time = std::chrono::milliseconds{300};
  limits.connections = 4;
  return limits;
}

class HttpServerTest : public ::testing::Test {
 protected:
  HttpServerTest() {
    std::string pattern = "/tmp/dondoc-http-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    socket_ = folder_ / "dondoc.sock";
    server_ = std::make_unique<HttpServer>(
        loop_,
        socket_,
        [this](const ApiRequest& request) {
          requests_.push_back(request);
          return ApiResponse{200, "{\"ok\":true}"};
        },
        short_limits());
  }
  ~HttpServerTest() override {
    server_->stop();
    std::filesystem::remove_all(folder_);
  }

  /// Connects, writes, and gives everything that comes back until the server hangs up.
  std::string talk(const std::string& bytes) {
    std::string answer;
    std::thread client([this, &bytes, &answer] {
      asio::io_context own;
      Local::socket socket(own);
      boost::system::error_code error;
      socket.connect(Local::endpoint(socket_.string()), error);
      asio::write(socket, asio::buffer(bytes), error);
      asio::read(socket, asio::dynamic_buffer(answer), error);
      asio::post(loop_, [this] { loop_.stop(); });
    });
    loop_.restart();
    loop_.run_for(std::chrono::seconds{20});
    client.join();
    return answer;
  }

  static std::string status_of(const std::string& answer) {
    return answer.substr(0, answer.find("\r\n"));
  }

  asio::io_context loop_{1};
  std::filesystem::path folder_;
  std::filesystem::path socket_;
  std::vector<ApiRequest> requests_;
  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpServerTest, HandsTheRequestOverAsPlainValues) {
  const std::string answer = talk(
      "POST /v1/hold?x=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
      "2\r\n\r\n{}");
  EXPECT_EQ(status_of(answer), "HTTP/1.1 200 OK");
  EXPECT_NE(answer.find("{\"ok\":true}"), std::string::npos);
  ASSERT_EQ(requests_.size(), 1U);
  EXPECT_EQ(requests_[0].method, "POST");
  EXPECT_EQ(requests_[0].target, "/v1/hold?x=1");
  EXPECT_EQ(requests_[0].body, "{}");
  EXPECT_EQ(requests_[0].peer, Peer::admin);
}

TEST_F(HttpServerTest, AnswersSeveralRequestsOnOneConnection) {
  const std::string one = "GET /v1/status HTTP/1.1\r\nHost: a\r\n\r\n";
  talk(one + one + one);
  EXPECT_EQ(requests_.size(), 3U);
}

TEST_F(HttpServerTest, ALargeHeaderIs431AndNeverHandled) {
  const std::string answer = talk("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
  EXPECT_EQ(status_of(answer), "HTTP/1.1 431 Request Header Fields Too Large");
  EXPECT_TRUE(requests_.empty());
}

TEST_F(HttpServerTest, ALargeBodyIs413AndNeverHandled) {
  const std::string answer =
      talk("POST / HTTP/1.1\r\nContent-Length: 70000\r\n\r\n" + std::string(70'000, 'x'));
  EXPECT_EQ(status_of(answer), "HTTP/1.1 413 Payload Too Large");
  EXPECT_TRUE(requests_.empty());
}

TEST_F(HttpServerTest, ALargeChunkedBodyIs413Too) {
  std::string chunks;
  for (int i = 0; i < 20; ++i) {
    chunks += "1000\r\n" + std::string(0x1000, 'x') + "\r\n";
  }
  const std::string answer =
      talk("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");
  EXPECT_EQ(status_of(answer), "HTTP/1.1 413 Payload Too Large");
  EXPECT_TRUE(requests_.empty());
}

TEST_F(HttpServerTest, WhatIsNoHttpIs400) {
  EXPECT_EQ(status_of(talk("hello\r\n\r\n")), "HTTP/1.1 400 Bad Request");
  for (const char* folded :
       {"X: a\r\n b\r\n", "X: a\r\n\tb\r\n", " X: a\r\n", "X:\r\n a\r\nY: b\r\n"}) {
    EXPECT_EQ(status_of(talk("GET / HTTP/1.1\r\nHost: a\r\n" + std::string(folded) + "\r\n")),
              "HTTP/1.1 400 Bad Request")
        << folded;
  }
  EXPECT_EQ(status_of(talk("POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n")),
            "HTTP/1.1 400 Bad Request");
  EXPECT_EQ(status_of(talk("POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: "
                           "chunked\r\n\r\n0\r\n\r\n")),
            "HTTP/1.1 400 Bad Request");
  for (const char* coding : {"gzip, chunked", "chunked, identity", "xchunked"}) {
    EXPECT_EQ(status_of(talk("POST / HTTP/1.1\r\nTransfer-Encoding: " + std::string(coding) +
                             "\r\n\r\n0\r\n\r\n")),
              "HTTP/1.1 400 Bad Request")
        << coding;
  }
  EXPECT_EQ(status_of(talk("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")),
            "HTTP/1.1 400 Bad Request");
  EXPECT_TRUE(requests_.empty());
}

TEST_F(HttpServerTest, OfAHeaderThatIsThereTwiceNothingIsLeftOut) {
  talk(
      "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: "
      "5.6.7.8\r\nCookie: a=1\r\nCookie: b=2\r\nConnection: close\r\n\r\n");
  ASSERT_EQ(requests_.size(), 1U);
  EXPECT_EQ(requests_[0].headers.at("x-forwarded-for"), "1.2.3.4, 5.6.7.8")
      << "the last is what the proxy saw";
  EXPECT_EQ(requests_[0].headers.at("cookie"), "a=1; b=2");
}

TEST_F(HttpServerTest, ASlowHeaderASlowBodyAndAnIdleConnectionAreClosed) {
  EXPECT_EQ(talk("GET / HTT"), "");
  EXPECT_EQ(talk("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab"), "");
  EXPECT_EQ(talk(""), "");
  EXPECT_TRUE(requests_.empty());
}

TEST_F(HttpServerTest, IdleConnectionsBeyondTheLimitWaitAndTheServerGoesOn) {
  asio::io_context own;
  std::vector<std::unique_ptr<Local::socket>> idle;
  for (int i = 0; i < 4; ++i) {
    idle.push_back(std::make_unique<Local::socket>(own));
    idle.back()->connect(Local::endpoint(socket_.string()));
  }
  const std::string answer = talk("GET /v1/status HTTP/1.1\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(status_of(answer), "HTTP/1.1 200 OK");
}

TEST_F(HttpServerTest, TheSocketIsForOwnerAndGroupOnly) {
  struct stat found {};
  ASSERT_EQ(::stat(socket_.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0660U);
}

TEST_F(HttpServerTest, ASocketLeftByAKilledProcessIsReplaced) {
  const HttpServer second(loop_, socket_, [](const ApiRequest&) { return ApiResponse{}; }, {});
  EXPECT_TRUE(std::filesystem::exists(socket_));
}

TEST_F(HttpServerTest, StoppingRemovesTheSocket) {
  server_->stop();
  EXPECT_FALSE(std::filesystem::exists(socket_));
}

TEST_F(HttpServerTest, TheClientSpeaksToIt) {
  std::variant<ApiResponse, CallFailed> called;
  std::thread client([this, &called] {
    called = call_daemon(socket_, "POST", "/v1/hold", "{}");
    asio::post(loop_, [this] { loop_.stop(); });
  });
  loop_.run_for(std::chrono::seconds{20});
  client.join();
  ASSERT_TRUE(std::holds_alternative<ApiResponse>(called));
  EXPECT_EQ(std::get<ApiResponse>(called).status, 200);
  EXPECT_EQ(std::get<ApiResponse>(called).body, "{\"ok\":true}");
}

TEST_F(HttpServerTest, TheClientSaysThatNobodyListens) {
  server_->stop();
  const auto called = call_daemon(socket_, "GET", "/v1/status", "");
  ASSERT_TRUE(std::holds_alternative<CallFailed>(called));
  EXPECT_EQ(std::get<CallFailed>(called).failure, CallFailure::no_daemon);
}

TEST(HttpPeer, RootAndOurselvesAreAdminsAndAStrangerIsNot) {
  EXPECT_EQ(judge_peer({0, 0}), Peer::admin);
  EXPECT_EQ(judge_peer({::geteuid(), ::getegid()}), Peer::admin);
  constexpr uid_t nobody_we_know = 3'999'999'999;
  EXPECT_EQ(judge_peer({nobody_we_know, nobody_we_know}), Peer::stranger);
}

TEST(HttpServerOnAPort, AConnectionGoesOnWhenItsServerIsReplaced) {
  asio::io_context loop{1};
  std::unique_ptr<HttpServer> server;
  int answered = 0;
  const auto handler = [&](const ApiRequest& request) {
    ++answered;
    asio::post(loop, [&server] { server.reset(); });
    return ApiResponse{200, request.address};
  };
  server = std::make_unique<HttpServer>(loop, TcpAddress{"127.0.0.1", 0}, handler, HttpLimits{});
  const std::uint16_t port = server->port();
  ASSERT_NE(port, 0);
  std::string second;
  std::thread client([port, &loop, &second] {
    asio::io_context own;
    asio::ip::tcp::socket socket(own);
    boost::system::error_code error;
    socket.connect({asio::ip::make_address("127.0.0.1"), port}, error);
    const std::string request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    std::string first;
    asio::write(socket, asio::buffer(request), error);
    asio::read_until(socket, asio::dynamic_buffer(first), "127.0.0.1", error);
    asio::write(socket, asio::buffer(request), error);
    asio::read_until(socket, asio::dynamic_buffer(second), "127.0.0.1", error);
    asio::post(loop, [&loop] { loop.stop(); });
  });
  loop.run_for(std::chrono::seconds{20});
  client.join();
  EXPECT_EQ(answered, 2);
  EXPECT_EQ(second.substr(0, second.find("\r\n")), "HTTP/1.1 200 OK");
}

TEST(HttpServerOnAPort, OnlyWhoIsKnownSendsALargeBody) {
  asio::io_context loop{1};
  HttpLimits limits;
  limits.body_bytes = 20'000;
  limits.stranger_body_bytes = 1'000;
  std::vector<std::size_t> handled;
  const auto handler = [&handled](const ApiRequest& request) {
    handled.push_back(request.body.size());
    return ApiResponse{200, "{}"};
  };
  const auto doorman = [](const ApiRequest& head) { return head.headers.count("cookie") > 0; };
  HttpServer server(loop, TcpAddress{"127.0.0.1", 0}, handler, limits, doorman);
  const std::string words(10'000, 'x');
  const std::string counted = "Content-Length: 10000\r\n\r\n" + words;
  const std::string chunked =
      "Transfer-Encoding: chunked\r\n\r\n2710\r\n" + words + "\r\n0\r\n\r\n";
  const std::string small = "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n";
  std::vector<std::string> answers;
  std::thread client([&, port = server.port()] {
    for (const std::string& rest :
         {counted, chunked, small, "Cookie: a=1\r\n" + counted, "Cookie: a=1\r\n" + chunked}) {
      asio::io_context own;
      asio::ip::tcp::socket socket(own);
      boost::system::error_code error;
      socket.connect({asio::ip::make_address("127.0.0.1"), port}, error);
      asio::write(socket,
                  asio::buffer("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + rest),
                  error);
      std::string answer;
      asio::read(socket, asio::dynamic_buffer(answer), error);
      answers.push_back(answer.substr(9, 3));
    }
    asio::post(loop, [&loop] { loop.stop(); });
  });
  loop.run_for(std::chrono::seconds{20});
  client.join();
  EXPECT_EQ(answers, (std::vector<std::string>{"413", "413", "200", "200", "200"}));
  EXPECT_EQ(handled, (std::vector<std::size_t>{1, 10'000, 10'000}));
}

}  // namespace
}  // namespace dondoc::server_test
