// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/daemon/http/routes_fixture.h"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::leave_routes_test {
namespace {

using Json = nlohmann::json;
using dondoc::testing::at;

constexpr const char* leave = "/v1/posts/truong-kinh-te/leave";
constexpr const char* undo = "/v1/posts/truong-kinh-te/undo-leave";

class LeaveRoutes : public testing::RoutesFixture {
 protected:
  LeaveRoutes() : RoutesFixture(testing::small_office()) { settle(at("2026-11-27T09:00")); }
};

TEST_F(LeaveRoutes, RecordListAndTakeBack) {
  const std::string body =
      R"({"from":"2026-11-30","to":"2026-12-04","deputy":"chanh-van-phong","by":"phone"})";
  const ApiResponse taken = call("POST", leave, body);
  ASSERT_EQ(taken.status, 200) << taken.body;
  EXPECT_EQ(Json::parse(taken.body)["sentence"],
            "Trưởng phòng Kinh tế nghỉ từ ngày 30/11/2026 đến hết ngày 04/12/2026; Chánh Văn phòng "
            "HĐND và UBND thay");
  EXPECT_EQ(Json::parse(call("POST", leave, body).body)["known"], true);
  EXPECT_EQ(changes_, 1);
  const Json away = json("/v1/leaves")["away"];
  ASSERT_EQ(away.size(), 1U);
  EXPECT_EQ(away[0]["stand_in"], "chanh-van-phong");
  EXPECT_EQ(away[0]["recorded"], true);
  EXPECT_EQ(json("/v1/status")["away"], away);
  EXPECT_EQ(call("POST", undo).status, 200);
  EXPECT_TRUE(json("/v1/leaves")["away"].empty());
  EXPECT_EQ(code_of(call("POST", undo)), "nothing-to-undo");
}

TEST_F(LeaveRoutes, WhatWasRecordedIsThereAfterARestartAndCannotBeTakenBackLater) {
  ASSERT_EQ(call("POST", leave, R"({"from":"2026-11-30"})").status, 200);
  EXPECT_EQ(store()->leaves(make_date(2026, 11, 30)).size(), 1U);
  EXPECT_TRUE(store()->leaves(make_date(2026, 12, 1)).empty());
  settle(at("2026-11-27T09:31"));
  EXPECT_EQ(code_of(call("POST", undo)), "too-late");
}

TEST_F(LeaveRoutes, RefuseWhatIsNoLeave) {
  EXPECT_EQ(code_of(call("POST", leave, R"({"to":"2026-12-04"})")), "missing-field");
  EXPECT_EQ(code_of(call("POST", leave, R"({"from":"30/11/2026"})")), "bad-date");
  EXPECT_EQ(code_of(call("POST", leave, R"({"from":"2026-11-30","to":"4/12"})")), "bad-date");
  EXPECT_EQ(code_of(call("POST", leave, R"({"from":"2026-11-30","days":"4"})")), "unknown-field");
  EXPECT_EQ(code_of(call("POST", leave, R"({"from":"2026-11-30","to":"2026-11-29"})")),
            "bad-leave");
  EXPECT_EQ(code_of(call("POST", leave, R"({"from":"2026-11-30","as_post":"chu-tich"})")),
            "not-allowed");
  EXPECT_EQ(call("POST", "/v1/posts/khong-co/leave", R"({"from":"2026-11-30"})").status, 404);
  EXPECT_EQ(call("GET", leave).status, 405);
  EXPECT_EQ(call("POST", "/v1/leaves").status, 405);
  EXPECT_EQ(changes_, 0);
}

}  // namespace
}  // namespace dondoc::leave_routes_test
