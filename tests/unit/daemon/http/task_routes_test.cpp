// SPDX-License-Identifier: Apache-2.0
// Work beside the plan through its address: one task, and lists of them.
#include "rules/schedule/task_list.h"
#include "tests/unit/daemon/http/routes_fixture.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::task_routes_test {
namespace {

using Json = nlohmann::json;
using dondoc::testing::at;

const Instant load = at("2026-05-11T08:00");

class TaskRoutesTest : public testing::RoutesFixture {
 protected:
  TaskRoutesTest() : RoutesFixture(testing::small_office()) { settle(load); }

  /// The duty after an act that is taken.
  Json act(const std::string& key, const std::string& name, const std::string& body) {
    const ApiResponse response = call("POST", path_of(key) + "/" + name, body);
    EXPECT_EQ(response.status, 200) << name << ": " << response.body;
    return Json::parse(response.body).at("occurrence");
  }
};

class TakenBackTest : public TaskRoutesTest {
 protected:
  std::string give() {
    const Json given = Json::parse(call("POST",
                                        "/v1/tasks",
                                        R"({"unit":"kinh-te",)"
                                        R"("title":"Rà soát hộ kinh doanh","due":"trong 10 ngày",)"
                                        R"("as_post":"pct-vh-xh"})")
                                       .body);
    settle(now());
    return given.at("tasks").at(0).at("occurrence").at("key");
  }
  void send_all() {
    Store::Transaction transaction(*store());
    for (const StoredMessage& one : store()->due_messages("maildir", now(), 100)) {
      store()->begin_attempts({{one.id, 1, 0, now()}});
      AttemptEnd end;
      end.message = one.id;
      end.at = now();
      end.outcome = "ok";
      store()->end_attempts({end});
    }
    transaction.commit();
  }
  /// "when post" of what tells that it was taken back.
  std::vector<std::string> told() {
    std::vector<std::string> found;
    for (const StoredMessage& one :
         store()->due_messages("maildir", now() + std::chrono::hours{48}, 100)) {
      if (one.draft.subject.rfind("[Thu hồi việc] Rà soát hộ kinh doanh", 0) == 0) {
        found.push_back(to_rfc3339(*one.next_at, Zone{}).substr(0, 16) + ' ' + one.draft.post);
      }
    }
    return found;
  }
};

TEST_F(TakenBackTest, WhoWasToldOfATaskIsToldOnceThatItWasTakenBack) {
  const std::string key = give();
  send_all();
  act(key, "undo", R"({"as_post":"pct-vh-xh"})");
  EXPECT_EQ(told(), std::vector<std::string>{"2026-05-11T08:00 truong-kinh-te"});
}

TEST_F(TakenBackTest, WhoWasNotToldYetHearsNothing) {
  const std::string key = give();
  act(key, "undo", R"({"as_post":"pct-vh-xh"})");
  EXPECT_TRUE(told().empty());
}

TEST_F(TakenBackTest, ALeadersWordIsToldWhenItCanBeUndoneNoMore) {
  const std::string key = give();
  send_all();
  act(key, "waive", R"({"reason":"sáp nhập","as_post":"chu-tich"})");
  EXPECT_EQ(told(), std::vector<std::string>{"2026-05-11T08:30 truong-kinh-te"});
  act(key, "undo", R"({"as_post":"chu-tich"})");
  EXPECT_TRUE(told().empty());
  EXPECT_EQ(store()->occurrence(key)->state, OccurrenceState::open);
}

TEST_F(TaskRoutesTest, ATaskIsGivenOnceAndThenActedOnLikeAnyDuty) {
  const std::string body =
      R"({"unit":"Phòng Kinh tế","title":"Rà soát hộ kinh doanh","due":"trong 10 ngày",)"
      R"("document":"CV 45/UBND","support":"pvhcc","as_post":"pct-vh-xh"})";
  const Json given = Json::parse(call("POST", "/v1/tasks", body).body);
  ASSERT_EQ(given.at("given"), 1) << given;
  const Json& duty = given.at("tasks").at(0).at("occurrence");
  EXPECT_EQ(duty.at("key"), "cchc/giao-viec@2026-05-21");
  EXPECT_EQ(duty.at("title"), "Rà soát hộ kinh doanh");
  EXPECT_EQ(duty.at("unit"), "kinh-te");
  EXPECT_EQ(duty.at("task").at("giver_title"), "Phó Chủ tịch UBND xã");
  const Json again = Json::parse(call("POST", "/v1/tasks", body).body);
  EXPECT_EQ(again.at("known"), 1);
  EXPECT_EQ(again.at("tasks").at(0).at("occurrence").at("code"), duty.at("code"));
  settle(load);
  const std::string key = duty.at("key");
  const Json notices = Json::parse(call("GET", path_of(key)).body).at("notices");
  std::map<std::string, std::string> told;
  for (const Json& notice : notices) {
    told.emplace(notice.at("rung"), notice.at("post"));
  }
  EXPECT_EQ(told,
            (std::map<std::string, std::string>{{"giao-viec", "truong-kinh-te"},
                                                {"giao-phoi-hop", "giam-doc-pvhcc"}}));
  // The store gives back what it was given.
  EXPECT_EQ(store()->occurrence(key)->task->support, std::vector<std::string>{"pvhcc"});
  EXPECT_EQ(json(path_of(key)).at("facts").at(0).at("data").at("task"), "Rà soát hộ kinh doanh");
  Json after = act(key, "complete", R"({"document":"9/BC","as_post":"truong-kinh-te"})");
  EXPECT_EQ(after.at("state"), "done");
  after = act(key, "undo", R"({"as_post":"truong-kinh-te"})");
  EXPECT_EQ(after.at("state"), "open");
  EXPECT_EQ(after.at("title"), "Rà soát hộ kinh doanh");
}

TEST_F(TaskRoutesTest, AListOfTasksIsGivenWholeOrNotAtAll) {
  const ApiResponse wrong =
      call("POST", "/v1/tasks", R"({"list":"kinh-te\tViệc một\t30/5\nla\tViệc hai\t31/6"})");
  EXPECT_EQ(wrong.status, 422);
  const Json told_wrong = Json::parse(wrong.body).at("diagnostics");
  ASSERT_EQ(told_wrong.size(), 2U);
  EXPECT_EQ(told_wrong.at(1).at("line"), 2);
  EXPECT_EQ(told_wrong.at(1).at("column"), 13);
  EXPECT_EQ(call("POST", "/v1/tasks", R"({"list":"kinh-te|Việc|30/5","as_post":"truong-kinh-te"})")
                .status,
            409);
  EXPECT_EQ(call("POST", "/v1/tasks", R"({"list":"kinh-te|Việc|30/5","due":"30/5"})").status, 400);
  EXPECT_EQ(call("POST", "/v1/tasks", R"({"unit":"kinh-te","title":"a\nb","due":"30/5"})").status,
            422);
  EXPECT_EQ(call("GET", "/v1/tasks").status, 405);
  EXPECT_EQ(changes_, 0);
  const Json given = Json::parse(
      call(
          "POST", "/v1/tasks", R"({"list":"kinh-te|Một|30/5\nkinh-te|Hai|30/5\nkinh-te|Một|30/5"})")
          .body);
  EXPECT_EQ(given.at("given"), 2);
  EXPECT_EQ(given.at("known"), 1);
  EXPECT_EQ(given.at("tasks").at(1).at("occurrence").at("key"), "cchc/giao-viec@2026-05-30.2");
  EXPECT_EQ(changes_, 1);
}

TEST_F(TaskRoutesTest, AListThatIsNoneHoldsNobodyUp) {
  std::string cells;
  for (int i = 0; i < 150'000; ++i) {
    cells += "x|";
  }
  std::string lines;
  for (int i = 0; i < 20'000; ++i) {
    lines += "không có | việc | bao giờ đó\n";
  }
  for (const std::string& list : {cells, lines}) {
    const auto begun = std::chrono::steady_clock::now();
    const ApiResponse response = call("POST", "/v1/tasks", Json{{"list", list}}.dump());
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{5});
    EXPECT_EQ(response.status, 422);
    EXPECT_LE(Json::parse(response.body).at("diagnostics").size(), task_mistakes_max + 3);
  }
}

}  // namespace
}  // namespace dondoc::task_routes_test
