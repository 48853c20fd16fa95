// SPDX-License-Identifier: Apache-2.0
// Health is that promises are chased, not that a process answers.
#include "daemon/store/backup.h"
#include "tests/unit/daemon/http/routes_fixture.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::health_route_test {
namespace {

using Json = nlohmann::json;
using dondoc::testing::at;

class HealthRoute : public testing::RoutesFixture {
 protected:
  HealthRoute() : RoutesFixture(testing::small_office()) {
    settle(at("2026-05-11T08:00"));
    settle(at("2026-05-22T07:31"));
    status_.running = true;
    status_.started_at = at("2026-05-22T07:00");
  }

  /// "failing: messages", or "ok".
  std::string health() {
    const ApiResponse response = call("GET", "/v1/health");
    const Json told = Json::parse(response.body);
    std::string words = told.at("health").get<std::string>();
    EXPECT_EQ(response.status, words == "failing" ? 503 : 200);
    for (const Json& check : told.at("checks")) {
      if (check.at("health") != "ok") {
        EXPECT_FALSE(check.at("says").get<std::string>().empty());
        words += ": " + check.at("check").get<std::string>();
      }
    }
    return words;
  }
};

TEST_F(HealthRoute, AllIsWellWhileWorkGoesOn) {
  EXPECT_EQ(health(), "ok");
}

TEST_F(HealthRoute, MessagesThatWaitTooLongAreAFailure) {
  settle(at("2026-05-22T07:40"));
  EXPECT_EQ(health(), "ok");
  settle(at("2026-05-22T07:50"));
  EXPECT_EQ(health(), "failing: messages");
  // What waited while the machine was off has just got its turn.
  status_.started_at = at("2026-05-22T07:49");
  EXPECT_EQ(health(), "ok");
  status_.started_at = at("2026-05-22T07:00");
  // Of a channel whose trouble is known that is told instead.
  status_.troubled_channels["maildir"] = {"down", "đĩa đầy", now(), std::nullopt};
  EXPECT_EQ(health(), "attention: channels");
  status_.troubled_channels["maildir"].state = "stopped";
  EXPECT_EQ(health(), "failing: channels");
}

TEST_F(HealthRoute, AHoldWantsAttentionAndADoubtedClockIsAFailure) {
  {
    Store::Transaction transaction(*store());
    store()->set_held("đang kiểm tra");
    transaction.commit();
  }
  EXPECT_EQ(health(), "attention: messages");
  {
    Store::Transaction transaction(*store());
    store()->set_clock_doubt("đồng hồ nhảy");
    transaction.commit();
  }
  EXPECT_EQ(health(), "failing: store: messages");
}

TEST_F(HealthRoute, WhatWaitedForAHoldToEndIsNotLateBefore) {
  settle(at("2026-05-25T09:00"));
  EXPECT_EQ(health(), "failing: messages");
  status_.unhindered_since = at("2026-05-25T08:50");
  status_.next_wake = at("2026-05-24T08:00");
  EXPECT_EQ(health(), "ok") << "it was let go ten minutes ago";
  status_.unhindered_since = at("2026-05-25T08:44");
  EXPECT_EQ(health(), "failing: running: messages");
}

TEST_F(HealthRoute, WorkThatIsNotDoneIsAFailure) {
  status_.next_wake = at("2026-05-22T07:10");
  EXPECT_EQ(health(), "failing: running");
  status_.next_wake = at("2026-05-22T07:30");
  EXPECT_EQ(health(), "ok");
  status_.next_wake = at("2026-05-20T07:30");
  status_.started_at = at("2026-05-22T07:30");
  EXPECT_EQ(health(), "ok");
  status_.running = false;
  EXPECT_EQ(health(), "failing: running");
}

TEST_F(HealthRoute, WorkThatCannotBeDoneIsAFailureThoughTheLoopLooksAtItEachMinute) {
  const ApiResponse told = with_context([this](RouteContext context) {
    context.now = now() + std::chrono::hours{72};
    context.status.next_wake = context.now + std::chrono::minutes{1};
    return handle({"GET", "/v1/health", "", Peer::admin}, context);
  });
  const Json running = Json::parse(told.body).at("checks").at(0);
  EXPECT_EQ(running.at("check"), "running");
  EXPECT_EQ(running.at("health"), "failing");
}

TEST_F(HealthRoute, WhatNobodyCouldBeToldIsAFailure) {
  status_.untold_alarms = {"Kênh gửi tin email đã dừng"};
  EXPECT_EQ(health(), "failing: alarms");
}

TEST_F(HealthRoute, RefusedEditsAndDeafChannelsWantAttention) {
  status_.refused = RefusedReload{now(), 3, {}};
  status_.deaf_channels["zalo"] = "mã truy cập không đúng";
  EXPECT_EQ(health(), "attention: replies: plans");
}

TEST_F(HealthRoute, CopiesThatAreNoLongerMadeWantAttention) {
  testing::ScratchStore beside;
  backups_ = beside.folder() / "backups";
  status_.started_at = now() - std::chrono::hours{1};
  EXPECT_EQ(health(), "ok") << "the first one comes soon";
  // Though it runs for less than a day: a machine may be off each night.
  status_.started_at = now() - std::chrono::hours{8};
  EXPECT_EQ(health(), "attention: copies");
  (void)back_up(*store(), backups_, now() - std::chrono::hours{48});
  EXPECT_EQ(health(), "ok");
  settle(now() + std::chrono::hours{72});
  status_.started_at = now() - std::chrono::hours{1};
  status_.troubled_channels["maildir"] = {"down", "đĩa đầy", now(), std::nullopt};
  EXPECT_EQ(health(), "attention: channels") << "after days off the next one comes soon";
  status_.started_at = now() - std::chrono::hours{2};
  EXPECT_EQ(health(), "attention: channels: copies");
}

TEST_F(HealthRoute, WithoutItsDatabaseItFails) {
  status_.store_problem = "đĩa đầy";
  const ApiResponse told = with_context([](RouteContext context) {
    context.store = nullptr;
    return handle({"GET", "/v1/health", "", Peer::admin}, context);
  });
  EXPECT_EQ(told.status, 503);
  const Json checks = Json::parse(told.body).at("checks");
  EXPECT_EQ(checks.at(1).at("says"), "đĩa đầy");
}

}  // namespace
}  // namespace dondoc::health_route_test
