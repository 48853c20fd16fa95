// SPDX-License-Identifier: Apache-2.0
// The whole daemon in a thread of this process, on the sample configuration, with a clock whose
// hands are turned.
#include "daemon/app.h"

#include "daemon/http/client.h"
#include "tests/support/source_folder.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

namespace dondoc {
namespace {

using Json = nlohmann::json;
using std::chrono::hours;

class AppTest : public ::testing::Test {
 protected:
  AppTest() {
    std::string pattern = "/tmp/dondoc-app-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    AppOptions options;
    options.config = std::filesystem::path(testing::source_folder()) / "config";
    options.state = folder_ / "state";
    options.clock = [this] {
      ClockReading reading = read_clock();
      reading.realtime += std::chrono::seconds{moved_seconds_.load()};
      return reading;
    };
    daemon_ = std::thread([this, options] {
      App app(options, AppIntervals{});
      exit_code_ = app.run();
      ended_ = true;
    });
  }
  ~AppTest() override {
    if (daemon_.joinable()) {
      end();
    }
    std::filesystem::remove_all(folder_);
  }

  /// Asks until there is an answer: the daemon is starting.
  Json ask(const std::string& method, const std::string& target) {
    while (!ended_) {
      const auto called = call_daemon(folder_ / "state" / "dondoc.sock", method, target, "");
      if (const auto* answer = std::get_if<ApiResponse>(&called)) {
        return Json::parse(answer->body);
      }
      std::this_thread::yield();
    }
    ADD_FAILURE() << "the daemon ended with " << exit_code_;
    return Json::object();
  }
  bool held() { return ask("GET", "/v1/status").at("sending").at("held").get<bool>(); }
  void turn_clock(std::chrono::seconds by) { moved_seconds_ += by.count(); }
  int end() {
    ::kill(::getpid(), SIGTERM);
    daemon_.join();
    return exit_code_;
  }

  std::filesystem::path folder_;
  std::atomic<std::int64_t> moved_seconds_{0};
  std::atomic<bool> ended_{false};
  std::atomic<int> exit_code_{-1};
  std::thread daemon_;
};

TEST_F(AppTest, AClockThatJumpsADayHoldsSendingUntilAPersonReleasesIt) {
  EXPECT_FALSE(held());
  turn_clock(hours{50});
  const Json status = ask("GET", "/v1/status");
  EXPECT_TRUE(status.at("sending").at("held").get<bool>());
  EXPECT_EQ(status.at("sending").at("reason"), "đồng hồ máy vừa nhảy tới trước 2 ngày 2 giờ");
  ask("POST", "/v1/release");
  EXPECT_FALSE(held());
  EXPECT_EQ(end(), 0);
}

TEST_F(AppTest, AClockThatIsSetBackOrALittleForwardHoldsNothing) {
  EXPECT_FALSE(held());
  turn_clock(hours{23});
  EXPECT_FALSE(held());
  turn_clock(-hours{40});
  EXPECT_FALSE(held());
  EXPECT_EQ(end(), 0);
}

TEST_F(AppTest, AClockThatWasAYearAheadForAWhileOpensNothingInThatYear) {
  const auto open_duties = [this] {
    return ask("GET", "/v1/status").at("counts").at("open").get<int>();
  };
  int before = 0;
  while (before == 0 && !ended_) {
    before = open_duties();
  }
  turn_clock(hours{24 * 365});
  for (int look = 0; look < 20; ++look) {
    EXPECT_TRUE(held());
    EXPECT_EQ(open_duties(), before);
  }
  turn_clock(-hours{24 * 365});
  EXPECT_TRUE(held());
  ask("POST", "/v1/release");
  for (int look = 0; look < 20; ++look) {
    EXPECT_FALSE(held());
    EXPECT_EQ(open_duties(), before);
  }
  EXPECT_EQ(end(), 0);
}

}  // namespace
}  // namespace dondoc
