// SPDX-License-Identifier: Apache-2.0
// One word for the week's duties, over the socket and by chat: the same function.
#include "daemon/inbox/answer_received.h"
#include "daemon/inbox/keep_received.h"
#include "tests/unit/daemon/http/routes_fixture.h"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::week_routes_test {
namespace {

using Json = nlohmann::json;
using dondoc::testing::at;

constexpr const char* week = "/v1/posts/truong-kinh-te/week-ok";

/// Two weekly duties of Phòng Kinh tế, whose head reads a chat.
RuleSet weekly_office() {
  RuleSet rules = testing::small_office();
  rules.reply_channels = {"zalo"};
  rules.directory.people.at("truong-kinh-te-1").contacts = {{"zalo", "chat-kt"}};
  Policy policy = rules.policies.at("standard");
  policy.id = "weekly";
  policy.ladder = {{"trong-ngay", {true, 0, OffsetUnit::days}, Audience::lead, std::nullopt}};
  policy.lapse_after_days = 7;
  rules.policies["weekly"] = policy;
  Obligation duty = testing::obligation(rules, "VII.4");
  duty.policy = "weekly";
  duty.stages.front().rule = DueRule{WeeklyRule{}};
  for (const char* id : {"H.1", "H.2"}) {
    duty.id = id;
    rules.plans.at(testing::plan_id).obligations.push_back(duty);
  }
  return rules;
}

class WeekRoutes : public testing::RoutesFixture {
 protected:
  WeekRoutes() : RoutesFixture(weekly_office()) {
    settle(at("2026-05-11T08:00"));
    settle(at("2026-05-15T07:30"));
  }

  std::string ask(const std::string& text) {
    const Instant now = at("2026-05-15T08:00");
    const std::string id = "m" + std::to_string(++written_);
    EXPECT_EQ(keep_received(*store(), rules(), {"zalo", id, "chat-kt", text, now}), Kept::waiting);
    static_cast<void>(answer_received(*store(), rules(), now));
    return store()->message(message_id("reply/zalo/" + id))->draft.text;
  }
  std::string state(const std::string& id) {
    return json(path_of("cchc/" + id + "@2026-W20"))["occurrence"]["state"];
  }
  int written_{0};
};

TEST_F(WeekRoutes, CloseWhatIsAskedAndNothingElse) {
  const ApiResponse done = call("POST", week, R"({"as_post":"truong-kinh-te"})");
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(Json::parse(done.body)["occurrences"].size(), 2U);
  EXPECT_EQ(state("H.1"), "done");
  EXPECT_EQ(json(path_of("cchc/VII.4@2026"))["occurrence"]["state"], "open");
  EXPECT_EQ(changes_, 1);
  EXPECT_EQ(code_of(call("POST", week)), "nothing-asked");
  EXPECT_EQ(code_of(call("POST", "/v1/posts/khong-co/week-ok")), "unknown-post");
  EXPECT_EQ(call("GET", week).status, 405);
}

TEST_F(WeekRoutes, RefuseWhoMayNotSaySo) {
  EXPECT_EQ(code_of(call("POST", week, R"({"as_post":"giam-doc-pvhcc"})")), "not-allowed");
  EXPECT_EQ(state("H.1"), "open");
  EXPECT_EQ(changes_, 0);
}

TEST_F(WeekRoutes, TakeOneWordByChatThatIsUndoneByEachCode) {
  EXPECT_NE(ask("ok").find("chưa ghi nhận gì"), std::string::npos);
  EXPECT_EQ(state("H.1"), "open");
  const std::string answer = ask("oktuan");
  EXPECT_EQ(answer.rfind("Đã ghi nhận: hoàn thành, mã ", 0), 0U) << answer;
  EXPECT_NE(answer.find("\nSai thì trả lời HUY kèm mã trong 30 phút."), std::string::npos)
      << answer;
  EXPECT_EQ(state("H.1"), "done");
  EXPECT_EQ(state("H.2"), "done");
  EXPECT_EQ(ask("ok tuần ạ").rfind("Hiện không có việc hằng tuần nào chờ trả lời", 0), 0U);
  const Json first = json(path_of("cchc/H.1@2026-W20"))["occurrence"];
  static_cast<void>(ask("huy " + std::to_string(first["code"].get<int>())));
  EXPECT_EQ(state("H.1"), "open");
  EXPECT_EQ(state("H.2"), "done");
}

TEST_F(WeekRoutes, CountTheWeeksThatNobodyAnswered) {
  settle(at("2026-05-22T07:30"));
  settle(at("2026-05-23T00:00"));
  EXPECT_EQ(state("H.1"), "missed");
  EXPECT_EQ(json(path_of("cchc/H.1@2026-W21"))["occurrence"]["missed_in_year"], 1);
  // Of last week nothing is made good by a word.
  ASSERT_EQ(call("POST", week).status, 200);
  EXPECT_EQ(state("H.1"), "missed");
}

}  // namespace
}  // namespace dondoc::week_routes_test
