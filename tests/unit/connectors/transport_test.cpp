// SPDX-License-Identifier: Apache-2.0
#include "connectors/transport.h"

#include "tests/support/http_fake.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace dondoc::transport_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

class TransportTest : public ::testing::Test {
 protected:
  [[nodiscard]] HttpRequest request(const std::string& url, const std::string& body) const {
    HttpRequest request;
    request.url = url;
    request.headers = {{"content-type", "application/json"}, {"webhook-id", "m1"}};
    request.body = body;
    request.allow_plain_http = true;
    request.allow_private_address = true;
    return request;
  }

  /// Runs the loop until the condition holds; an end that never comes fails instead of hanging.
  template <typename Condition>
  void run_until(Condition condition) {
    const auto deadline = steady_clock::now() + seconds{60};
    loop_.restart();
    while (!condition()) {
      if (steady_clock::now() > deadline || loop_.run_one_for(seconds{1}) == 0) {
        loop_.restart();
      }
      ASSERT_LT(steady_clock::now(), deadline) << "the loop never got there";
    }
  }

  [[nodiscard]] Reply reply_to(Request request) {
    std::optional<Reply> reply;
    transport_->start(std::move(request), [&reply](Reply got) { reply = std::move(got); });
    EXPECT_FALSE(reply) << "called from inside start()";
    run_until([&reply] { return reply.has_value(); });
    return reply.value_or(Reply{});
  }

  [[nodiscard]] Reply reply_to_scripted(FakeReply scripted) {
    fake_->then(std::move(scripted));
    return reply_to(request(fake_->url("/hook"), "{}"));
  }

  boost::asio::io_context loop_;
  std::unique_ptr<HttpFake> fake_{std::make_unique<HttpFake>(loop_)};
  std::unique_ptr<Transport> transport_{std::make_unique<Transport>(loop_)};
};

TEST_F(TransportTest, PostsTheRequestAsItIsAndGivesTheReply) {
  fake_->then({201, {"Content-Type: text/plain"}, "nhận rồi"});
  const std::string body = std::string{"{\"a\":\"đ\0\"}", 12};
  const Reply reply = reply_to(request(fake_->url("/hook?a=1"), body));
  EXPECT_EQ(reply.failure, Failure::none);
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.body, "nhận rồi");
  EXPECT_EQ(reply.retry_after, seconds{0});
  ASSERT_EQ(fake_->requests().size(), 1U);
  const FakeRequest& seen = fake_->requests().front();
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.target, "/hook?a=1");
  EXPECT_EQ(seen.body, body);
  EXPECT_EQ(seen.headers.at("content-type"), "application/json");
  EXPECT_EQ(seen.headers.at("webhook-id"), "m1");
  EXPECT_EQ(seen.headers.count("expect"), 0U);
  EXPECT_EQ(transport_->in_flight(), 0U);
}

TEST_F(TransportTest, RetryAfterIsRead) {
  EXPECT_EQ(reply_to_scripted({429, {"Retry-After: 17"}}).retry_after, seconds{17});
  EXPECT_EQ(reply_to_scripted({503, {"Retry-After: nonsense"}}).retry_after, seconds{0});
  EXPECT_EQ(reply_to_scripted({503, {"Retry-After: Thu, 01 Jan 1998 00:00:00 GMT"}}).retry_after,
            seconds{0});
  EXPECT_GE(reply_to_scripted({503, {"Retry-After: 1000000000000"}}).retry_after, seconds{3600});
  EXPECT_EQ(reply_to_scripted({200}).retry_after, seconds{0}) << "of the reply before";
}

TEST_F(TransportTest, ARedirectIsNotFollowed) {
  HttpFake other{loop_};
  for (const int status : {301, 302, 303, 307, 308}) {
    const Reply reply = reply_to_scripted({status, {"Location: " + other.url("/stolen")}});
    EXPECT_EQ(reply.failure, Failure::none);
    EXPECT_EQ(reply.status, status);
  }
  EXPECT_EQ(reply_to_scripted({302, {"Location: file:///etc/passwd"}}).status, 302);
  EXPECT_EQ(fake_->requests().size(), 6U);
  EXPECT_EQ(other.connections(), 0);
}

TEST_F(TransportTest, AClosedPortIsNotSent) {
  const std::string url = fake_->url("/hook");
  fake_->stop_listening();
  const Reply reply = reply_to(request(url, "{}"));
  EXPECT_EQ(reply.failure, Failure::not_sent);
  EXPECT_FALSE(reply.error.empty());
}

TEST_F(TransportTest, AnUnknownHostIsNotSentAndNotNamed) {
  const Reply reply = reply_to(request("http://hooks.invalid/secret-path", "{}"));
  EXPECT_EQ(reply.failure, Failure::not_sent);
  EXPECT_EQ(reply.error.find("invalid"), std::string::npos) << reply.error;
  EXPECT_EQ(reply.error.find("secret"), std::string::npos) << reply.error;
}

TEST_F(TransportTest, APeerThatSpeaksNoTlsIsNotSent) {
  std::string url = fake_->url("/hook");
  url.replace(0, 4, "https");
  HttpRequest silent = request(url, "{}");
  silent.total_timeout = milliseconds{300};  // the fake waits for a head that never ends
  EXPECT_EQ(reply_to(silent).failure, Failure::not_sent);
  EXPECT_TRUE(fake_->requests().empty());
}

TEST_F(TransportTest, NoAnswerAfterTheRequestIsNotCalledNotSent) {
  EXPECT_EQ(reply_to_scripted({.act = FakeAct::close_before_reply}).failure,
            Failure::sent_no_answer);
  EXPECT_EQ(reply_to_scripted({.act = FakeAct::no_http}).failure, Failure::sent_no_answer);
  EXPECT_EQ(reply_to_scripted({.body = "a half", .act = FakeAct::close_after_half_body}).failure,
            Failure::sent_no_answer);
  EXPECT_EQ(fake_->requests().size(), 3U);
}

TEST_F(TransportTest, AKeptConnectionThatDiesUnderARequestIsNotCalledNotSent) {
  EXPECT_EQ(reply_to_scripted({200}).status, 200);
  // libcurl tries once more on a new connection, which is refused: the first try may have counted.
  fake_->stop_listening_after_next();
  EXPECT_EQ(reply_to_scripted({.act = FakeAct::close_before_reply}).failure,
            Failure::sent_no_answer);
  EXPECT_EQ(fake_->requests().size(), 2U);
}

TEST_F(TransportTest, ASilentPeerIsGivenUpAtTheTotalTimeout) {
  fake_->then({.act = FakeAct::never_answer});
  HttpRequest slow = request(fake_->url("/hook"), "{}");
  slow.total_timeout = milliseconds{200};
  const auto started = steady_clock::now();
  EXPECT_EQ(reply_to(slow).failure, Failure::sent_no_answer);
  EXPECT_LT(steady_clock::now() - started, seconds{20});
}

TEST_F(TransportTest, AnEndlessBodyIsCutAndItsStatusCounts) {
  const Reply reply = reply_to_scripted({503, {}, {}, FakeAct::flood_body});
  EXPECT_EQ(reply.failure, Failure::none);
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.body.size(), reply_bytes_max);
  const Reply whole = reply_to_scripted({200, {}, std::string(reply_bytes_max, 'x')});
  EXPECT_EQ(whole.failure, Failure::none);
  EXPECT_EQ(whole.body.size(), reply_bytes_max);
}

TEST_F(TransportTest, EndlessHeadersAreCutAndTheirStatusCounts) {
  const Reply reply = reply_to_scripted({500, {}, {}, FakeAct::flood_headers});
  EXPECT_EQ(reply.failure, Failure::none);
  EXPECT_EQ(reply.status, 500);
}

TEST_F(TransportTest, PlainHttpNeedsLeave) {
  HttpRequest plain = request(fake_->url("/hook"), "{}");
  plain.allow_plain_http = false;
  EXPECT_EQ(reply_to(plain).failure, Failure::refused_local);
  for (const char* url : {"",
                          "no url",
                          "ftp://127.0.0.1/",
                          "file:///etc/passwd",
                          "smtp://127.0.0.1/",
                          "gopher://127.0.0.1/",
                          "http://",
                          "http://[::1/"}) {
    const Reply reply = reply_to(request(url, "{}"));
    EXPECT_EQ(reply.failure, Failure::refused_local) << url;
    EXPECT_FALSE(reply.error.empty());
  }
  EXPECT_EQ(fake_->connections(), 0);
}

TEST_F(TransportTest, APrivateAddressNeedsLeaveHoweverItIsWritten) {
  const std::string port = fake_->url("").substr(std::string{"http://127.0.0.1"}.size());
  for (const std::string host : {"127.0.0.1",
                                 "localhost",
                                 "2130706433",
                                 "0x7f000001",
                                 "0177.0.0.1",
                                 "127.1",
                                 "0.0.0.0",
                                 "[::1]",
                                 "[::ffff:127.0.0.1]",
                                 "10.0.0.1",
                                 "192.168.1.1",
                                 "169.254.169.254",
                                 "[fd00::1]",
                                 "[fe80::1]"}) {
    HttpRequest inward = request("http://" + host + port + "/hook", "{}");
    inward.allow_private_address = false;
    const Reply reply = reply_to(inward);
    EXPECT_EQ(reply.failure, Failure::refused_local) << host << " " << reply.error;
    EXPECT_EQ(reply.error, "địa chỉ đích thuộc mạng nội bộ") << host;
  }
  EXPECT_EQ(fake_->connections(), 0);
}

TEST_F(TransportTest, AConnectionKeptByATrustedRequestServesNoOther) {
  EXPECT_EQ(reply_to_scripted({200}).status, 200);
  HttpRequest inward = request(fake_->url("/hook"), "{}");
  inward.allow_private_address = false;
  EXPECT_EQ(reply_to(inward).failure, Failure::refused_local);
  EXPECT_EQ(fake_->requests().size(), 1U);
}

TEST_F(TransportTest, AHeaderThatHoldsALineBreakIsRefused) {
  HttpRequest split = request(fake_->url("/hook"), "{}");
  split.headers.emplace_back("x-a", "1\r\nx-b: 2");
  EXPECT_EQ(reply_to(split).failure, Failure::refused_local);
  EXPECT_EQ(fake_->connections(), 0);
  EXPECT_EQ(reply_to(request(fake_->url("/hook"), "{}")).status, 200) << "and the next one goes";
}

TEST_F(TransportTest, TheEnvironmentsProxyIsNotUsed) {
  HttpFake proxy{loop_};
  ::setenv("http_proxy", proxy.url("").c_str(), 1);
  ::setenv("ALL_PROXY", proxy.url("").c_str(), 1);
  const Reply reply = reply_to(request(fake_->url("/hook"), "{}"));
  ::unsetenv("http_proxy");
  ::unsetenv("ALL_PROXY");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(proxy.connections(), 0);
}

TEST_F(TransportTest, FiveHundredRequestsShareAFewConnections) {
  std::set<std::string> answered;
  for (int i = 0; i < 500; ++i) {
    const std::string id = std::to_string(i);
    transport_->start(request(fake_->url("/hook"), id), [&answered, id](const Reply& reply) {
      EXPECT_EQ(reply.status, 200) << reply.error;
      answered.insert(id);
    });
  }
  EXPECT_EQ(transport_->in_flight(), 500U);
  run_until([&answered] { return answered.size() == 500; });
  EXPECT_EQ(transport_->in_flight(), 0U);
  std::set<std::string> received;
  for (const FakeRequest& seen : fake_->requests()) {
    received.insert(seen.body);
  }
  EXPECT_EQ(received, answered);
  EXPECT_EQ(fake_->requests().size(), 500U);
  EXPECT_LE(fake_->connections(), http_connections_per_host_max);
}

TEST_F(TransportTest, AnIdleTransportLeavesTheLoopAlone) {
  EXPECT_EQ(reply_to_scripted({200}).status, 200);
  fake_.reset();
  run_until([this] { return loop_.poll_one() == 0; });
  loop_.restart();
  const std::size_t woken = loop_.run_for(milliseconds{300});
  EXPECT_EQ(woken, 0U);
}

TEST_F(TransportTest, GoingAwayDropsWhatIsInFlight) {
  int called = 0;
  for (int i = 0; i < 40; ++i) {
    fake_->then({.act = i % 2 == 0 ? FakeAct::never_answer : FakeAct::flood_body});
    transport_->start(request(fake_->url("/hook"), "{}"), [&called](const Reply&) { ++called; });
  }
  run_until([this] { return fake_->requests().size() >= 10; });
  transport_->start(MaildirRequest{"/nonexistent/box", "m", "x"},
                    [&called](const Reply&) { ++called; });
  const int called_before = called;
  transport_.reset();
  loop_.restart();
  fake_.reset();
  loop_.run_for(seconds{5});
  EXPECT_EQ(called, called_before);
}

TEST_F(TransportTest, GoesAwayInsideItsOwnCallback) {
  int called = 0;
  const auto destroy = [this, &called](const Reply&) {
    ++called;
    transport_.reset();
  };
  transport_->start(request(fake_->url("/hook"), "{}"), destroy);
  transport_->start(request(fake_->url("/hook"), "{}"), destroy);
  run_until([&called] { return called > 0; });
  transport_ = std::make_unique<Transport>(loop_);
  transport_->start(MaildirRequest{"/nonexistent/box", "m1", "x"}, destroy);
  transport_->start(MaildirRequest{"/nonexistent/box", "m2", "x"}, destroy);
  run_until([&called] { return called > 1; });
  loop_.restart();
  fake_.reset();
  loop_.run_for(seconds{5});
  EXPECT_EQ(called, 2);
}

TEST_F(TransportTest, GoesAwayAfterTheLoopStopped) {
  fake_->then({.act = FakeAct::never_answer});
  transport_->start(request(fake_->url("/hook"), "{}"), [](const Reply&) { FAIL(); });
  loop_.poll();
  loop_.stop();
  transport_.reset();
}

TEST_F(TransportTest, ACallbackMayStartTheNextRequest) {
  int left = 5;
  std::function<void(const Reply&)> next = [this, &left, &next](const Reply& reply) {
    EXPECT_EQ(reply.status, 200);
    if (--left > 0) {
      transport_->start(request(fake_->url("/hook"), "{}"), next);
    }
  };
  transport_->start(request(fake_->url("/hook"), "{}"), next);
  run_until([&left] { return left == 0; });
  EXPECT_EQ(fake_->connections(), 1);
}

TEST_F(TransportTest, MaildirRequestsOfOneTurnAreDeliveredInOneTurn) {
  std::string box = (std::filesystem::temp_directory_path() / "dondoc-transport-XXXXXX").string();
  ASSERT_NE(::mkdtemp(box.data()), nullptr);
  int answered = 0;
  for (int i = 0; i < 50; ++i) {
    transport_->start(MaildirRequest{box, "m" + std::to_string(i), "x"},
                      [&answered](const Reply& reply) {
                        EXPECT_EQ(reply.failure, Failure::none) << reply.error;
                        ++answered;
                      });
  }
  EXPECT_EQ(answered, 0);
  EXPECT_EQ(transport_->in_flight(), 50U);
  EXPECT_EQ(loop_.poll_one(), 1U);
  EXPECT_EQ(answered, 50);
  EXPECT_EQ(transport_->in_flight(), 0U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(box + "/new"),
                          std::filesystem::directory_iterator{}),
            50);
  std::filesystem::remove_all(box);
}

}  // namespace
}  // namespace dondoc::transport_test
