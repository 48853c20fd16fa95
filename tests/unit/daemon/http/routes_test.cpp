// SPDX-License-Identifier: Apache-2.0
// Routes over a real store and engine, without a socket.
#include "daemon/http/routes.h"

#include "daemon/http/url.h"
#include "tests/unit/daemon/http/routes_fixture.h"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::routes_test {
namespace {

using Json = nlohmann::json;
using dondoc::testing::at;

/// VII.6's reminder of Friday 22 May has been worded at this moment.
const Instant friday = at("2026-05-22T07:31");

class RoutesTest : public testing::RoutesFixture {
 protected:
  RoutesTest() : RoutesFixture(testing::small_office()) {
    settle(at("2026-05-11T08:00"));
    settle(friday);
  }

  const std::string key_ = "cchc/VII.6@2026-05";
};

TEST_F(RoutesTest, AStrangerGetsNothing) {
  EXPECT_EQ(call("GET", "/v1/status", "", Peer::stranger).status, 403);
  EXPECT_EQ(call("POST", path_of(key_) + "/complete", "{}", Peer::stranger).status, 403);
  EXPECT_EQ(store()->occurrence(key_)->state, OccurrenceState::open);
}

TEST_F(RoutesTest, AnythingButTheRoutesIsNotFound) {
  for (const char* target : {"/v1",
                             "/v2/status",
                             "/v1/statu",
                             "/v1/status/x",
                             "/v1/why",
                             "/v1/occurrences/a/b",
                             "/v1/occurrences/a/complete/x"}) {
    EXPECT_EQ(call("GET", target).status, 404) << target;
    EXPECT_EQ(call("POST", target, "{}").status, 404) << target;
  }
}

TEST_F(RoutesTest, AGetNeverActsAndAPostNeverReads) {
  for (const std::string& target : {path_of(key_) + "/complete",
                                    path_of(key_) + "/acknowledge",
                                    std::string("/v1/hold"),
                                    std::string("/v1/release")}) {
    EXPECT_EQ(call("GET", target).status, 405) << target;
  }
  for (const char* target : {"/v1/status",
                             "/v1/metrics",
                             "/v1/health",
                             "/v1/plans",
                             "/v1/messages",
                             "/v1/occurrences",
                             "/v1/why/42",
                             "/v1/occurrences/42"}) {
    EXPECT_EQ(call("POST", target, "{}").status, 405) << target;
  }
  EXPECT_EQ(call("DELETE", path_of(key_)).status, 405);
  EXPECT_EQ(changes_, 0);
}

TEST_F(RoutesTest, MetricsSayInFiguresWhatStatusSays) {
  status_.version = "1.2";
  status_.reloads_taken = 3;
  status_.reloads_refused = 2;
  status_.refused = RefusedReload{friday, 7, {}};
  status_.troubled_channels["zalo\n\"x\""] = {"down", "lý do", friday, std::nullopt};
  status_.loaded_at = friday;
  const ApiResponse metrics = call("GET", "/v1/metrics");
  EXPECT_EQ(metrics.content_type, "text/plain; version=0.0.4; charset=utf-8");
  const Json counts = json("/v1/status").at("counts");
  const std::string seconds = std::to_string(friday.time_since_epoch().count());
  for (const std::string& line :
       {std::string{"dondoc_build_info{version=\"1.2\"} 1"},
        std::string{"# TYPE dondoc_config_reloads_total counter"},
        std::string{"dondoc_config_reloads_total{result=\"taken\"} 3"},
        std::string{"dondoc_config_reloads_total{result=\"refused\"} 2"},
        std::string{"dondoc_config_refused_errors 7"},
        std::string{"dondoc_channel_trouble{channel=\"zalo\\n\\\"x\\\"\",state=\"down\"} 1"},
        std::string{"dondoc_config_loaded_timestamp_seconds "} + seconds,
        std::string{"dondoc_store_up 1"},
        std::string{"dondoc_sending_held 0"},
        "dondoc_occurrences_open " + counts.at("open").dump(),
        "dondoc_messages{state=\"queued\"} " + counts.at("queued_messages").dump()}) {
    EXPECT_NE(metrics.body.find('\n' + line + '\n'), std::string::npos) << line << '\n'
                                                                        << metrics.body;
  }
  EXPECT_GT(counts.at("open"), 0);
  EXPECT_GT(counts.at("queued_messages"), 0);
}

TEST_F(RoutesTest, TheListHoldsWhatIsOpenWithItsDue) {
  const Json list = json("/v1/occurrences");
  EXPECT_TRUE(list.at("next").is_null());
  bool found = false;
  for (const Json& one : list.at("occurrences")) {
    if (one.at("key") == key_) {
      found = true;
      EXPECT_EQ(one.at("due"), "2026-05-25T11:30:00+07:00");
      EXPECT_EQ(one.at("unit"), "vh-xh");
      EXPECT_EQ(one.at("unit_name"), "Phòng Văn hóa - Xã hội");
      EXPECT_EQ(one.at("working_days_left"), 1);
      EXPECT_EQ(one.at("overdue"), false);
    }
  }
  EXPECT_TRUE(found);
}

TEST_F(RoutesTest, TheListIsReadInPages) {
  std::size_t rows = 0;
  std::string after;
  for (int pages = 0; pages < 100; ++pages) {
    const Json page =
        json("/v1/occurrences?limit=2" + (after.empty() ? "" : "&after=" + percent_encoded(after)));
    rows += page.at("occurrences").size();
    if (page.at("next").is_null()) {
      break;
    }
    after = page.at("next").get<std::string>();
  }
  EXPECT_EQ(rows, json("/v1/occurrences").at("occurrences").size());
}

TEST_F(RoutesTest, TheListOfAUnitHoldsOnlyWhatItLeads) {
  const Json list = json("/v1/occurrences?unit=vh-xh");
  ASSERT_FALSE(list.at("occurrences").empty());
  for (const Json& one : list.at("occurrences")) {
    EXPECT_EQ(one.at("unit"), "vh-xh");
  }
  EXPECT_EQ(call("GET", "/v1/occurrences?unit=khong-co").status, 404);
}

TEST_F(RoutesTest, AParameterThatIsNotKnownIsRefused) {
  EXPECT_EQ(call("GET", "/v1/occurrences?limit=0").status, 400);
  EXPECT_EQ(call("GET", "/v1/occurrences?limit=1001").status, 400);
  EXPECT_EQ(call("GET", "/v1/occurrences?all=ja").status, 400);
  EXPECT_EQ(call("GET", "/v1/occurrences?order=due").status, 400);
  EXPECT_EQ(call("GET", "/v1/status?x=1").status, 400);
}

TEST_F(RoutesTest, TheStoryTellsFactsNoticesAndMessages) {
  const Json story = json(path_of(key_));
  EXPECT_EQ(story.at("facts").at(0).at("kind"), "opened");
  ASSERT_FALSE(story.at("notices").empty());
  ASSERT_FALSE(story.at("messages").empty());
  EXPECT_EQ(story.at("messages").at(0).at("state"), "queued");
  const int code = story.at("occurrence").at("code").get<int>();
  EXPECT_EQ(json("/v1/occurrences/" + std::to_string(code)), story);
}

TEST_F(RoutesTest, WhyNamesThePlanLineAndTheRung) {
  const Json why = json("/v1/why/" + percent_encoded(key_));
  bool told = false;
  for (const Json& notice : why.at("notices")) {
    if (notice.at("rung") == "con-1") {
      told = true;
      EXPECT_EQ(notice.at("reason").at("plan_file"), "plans/cchc.yaml");
      EXPECT_EQ(notice.at("reason").at("plan_line"), 10);
      EXPECT_EQ(notice.at("reason").at("phrase"), "trước 11 giờ 30 phút ngày 25 hằng tháng");
      const std::string message = notice.at("message").get<std::string>();
      EXPECT_EQ(json("/v1/why/" + message.substr(0, 10)).at("messages").at(0).at("id"), message);
      const std::string key = notice.at("key").get<std::string>();
      EXPECT_EQ(json("/v1/why/" + percent_encoded(key)).at("notices").size(), 1U);
    }
  }
  EXPECT_TRUE(told);
  EXPECT_EQ(call("GET", "/v1/why/khong-co").status, 404);
  EXPECT_EQ(call("GET", "/v1/why/ffffffff").status, 404);
}

TEST_F(RoutesTest, NoPersonAndNoAddressIsTold) {
  for (const std::string& target : {path_of(key_), "/v1/why/" + percent_encoded(key_)}) {
    const std::string body = call("GET", target).body;
    EXPECT_EQ(body.find("xa.example"), std::string::npos);
    EXPECT_EQ(body.find("(mẫu)"), std::string::npos);
  }
}

TEST_F(RoutesTest, CompletingSilencesAtOnceAndIsToldTwiceOnce) {
  const std::string body = R"({"document":"12/BC-UBND","document_date":"2026-05-21"})";
  const ApiResponse done = call("POST", path_of(key_) + "/complete", body);
  EXPECT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(changes_, 1);
  const Json occurrence = Json::parse(done.body).at("occurrence");
  EXPECT_EQ(occurrence.at("state"), "done");
  EXPECT_EQ(occurrence.at("completion").at("document"), "12/BC-UBND");
  const Json story = json(path_of(key_));
  for (const Json& message : story.at("messages")) {
    EXPECT_EQ(message.at("state"), "withdrawn");
  }
  EXPECT_EQ(story.at("facts").back().at("actor"), "quan-tri");

  const ApiResponse again = call("POST", path_of(key_) + "/complete", body);
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(code_of(again), "already-done");
  EXPECT_EQ(changes_, 1);
  EXPECT_EQ(json(path_of(key_)).at("facts").size(), story.at("facts").size());
}

TEST_F(RoutesTest, AcknowledgingForAPostRecordsThePost) {
  const ApiResponse response =
      call("POST",
           path_of(key_) + "/acknowledge",
           R"({"as_post":"truong-vh-xh","by":"phone","promised":"2026-05-25"})");
  ASSERT_EQ(response.status, 200) << response.body;
  const Json fact = json(path_of(key_)).at("facts").back();
  EXPECT_EQ(fact.at("kind"), "acknowledged");
  EXPECT_EQ(fact.at("actor"), "truong-vh-xh");
  EXPECT_EQ(fact.at("by"), "phone");
}

TEST_F(RoutesTest, AnActThatIsWrongChangesNothing) {
  const std::string complete = path_of(key_) + "/complete";
  EXPECT_EQ(call("POST", complete, "[]").status, 400);
  EXPECT_EQ(call("POST", complete, "{").status, 400);
  EXPECT_EQ(call("POST", complete, R"({"documents":"x"})").status, 400);
  EXPECT_EQ(call("POST", complete, R"({"document":12})").status, 400);
  EXPECT_EQ(call("POST", complete, R"({"document":"12\r\nBcc: x"})").status, 422);
  EXPECT_EQ(call("POST", complete, R"({"document_date":"30/6/2026"})").status, 422);
  EXPECT_EQ(call("POST", complete, R"({"document_date":"2026-06-30"})").status, 409);
  EXPECT_EQ(call("POST", complete, R"({"as_post":"nguoi-la"})").status, 422);
  EXPECT_EQ(call("POST", complete, R"({"by":"mail"})").status, 422);
  EXPECT_EQ(code_of(call("POST", "/v1/occurrences/9999/complete", "{}")), "unknown-occurrence");
  EXPECT_EQ(changes_, 0);
  EXPECT_EQ(store()->occurrence(key_)->state, OccurrenceState::open);
}

TEST_F(RoutesTest, HoldAndReleaseAreToldByStatus) {
  EXPECT_EQ(json("/v1/status").at("sending").at("held"), false);
  EXPECT_EQ(call("POST", "/v1/hold", R"({"reason":"đang kiểm tra"})").status, 200);
  EXPECT_EQ(json("/v1/status").at("sending").at("reason"), "đang kiểm tra");
  EXPECT_EQ(call("POST", "/v1/release", "").status, 200);
  EXPECT_EQ(json("/v1/status").at("sending").at("held"), false);
  EXPECT_EQ(changes_, 2);
}

TEST_F(RoutesTest, AReleaseConfirmsTheClock) {
  {
    Store::Transaction transaction(*store());
    store()->touch(at("2099-01-01T00:00"));
    transaction.commit();
  }
  EXPECT_EQ(call("POST", "/v1/release", "").status, 200);
  EXPECT_EQ(store()->last_written(), friday);
}

TEST_F(RoutesTest, WithoutAStoreStatusStillAnswersAndNothingElseIsClaimed) {
  DaemonStatus status;
  status.running = true;
  status.store_problem = "đĩa đầy";
  const RouteContext context{nullptr, rules(), friday, status, [] {}};
  const ApiResponse told = handle({"GET", "/v1/status", "", Peer::admin}, context);
  EXPECT_EQ(told.status, 200);
  EXPECT_EQ(Json::parse(told.body).at("store").at("problem"), "đĩa đầy");
  const ApiResponse metrics = handle({"GET", "/v1/metrics", "", Peer::admin}, context);
  EXPECT_EQ(metrics.status, 200);
  EXPECT_NE(metrics.body.find("\ndondoc_store_up 0\n"), std::string::npos);
  EXPECT_EQ(metrics.body.find("dondoc_occurrences_open"), std::string::npos);
  for (const char* target : {"/v1/occurrences/42/complete", "/v1/hold", "/v1/release"}) {
    EXPECT_EQ(handle({"POST", target, "", Peer::admin}, context).status, 503) << target;
  }
  EXPECT_EQ(handle({"GET", "/v1/occurrences", "", Peer::admin}, context).status, 503);
}

TEST(StoreFaultResponse, AnUnknownOutcomeIsNotCalledAFailure) {
  const ApiResponse unknown = store_fault_response(StoreFault::unknown);
  EXPECT_EQ(unknown.status, 503);
  EXPECT_NE(unknown.body.find("chưa rõ đã ghi được hay chưa"), std::string::npos);
  EXPECT_NE(store_fault_response(StoreFault::unavailable).body.find("chưa ghi gì"),
            std::string::npos);
}

TEST_F(RoutesTest, StatusShowsTheRefusedReloadWithItsFirstMistakes) {
  EXPECT_EQ(json("/v1/status").at("config").at("refused_at"), nullptr);
  Diagnostic mistake;
  mistake.code = "unknown-key";
  mistake.file = "plans/a.yaml";
  mistake.line = 12;
  mistake.column = 20;
  mistake.message = "không có khoá `titel`";
  status_.refused = RefusedReload{friday, 7, {mistake}};
  const Json config = json("/v1/status").at("config");
  EXPECT_EQ(config.at("refused_errors"), 7);
  EXPECT_EQ(config.at("refused_at"), "2026-05-22T07:31:00+07:00");
  EXPECT_EQ(config.at("refused"), Json::parse(R"([{"file": "plans/a.yaml", "line": 12, "column": 20,
                             "code": "unknown-key", "message": "không có khoá `titel`"}])"));
}

TEST_F(RoutesTest, StatusShowsWhatTheLastReloadChanged) {
  EXPECT_EQ(json("/v1/status").at("config").at("applied"), nullptr);
  status_.applied = AppliedReload{friday,
                                  {"plans/a.yaml"},
                                  1,
                                  2,
                                  0,
                                  2,
                                  {"plans/a.yaml:12: thêm nhiệm vụ I.7: thêm 01 đầu việc"}};
  status_.watch_problem = "không theo dõi được thư mục plans";
  const Json config = json("/v1/status").at("config");
  EXPECT_EQ(config.at("watch_problem"), "không theo dõi được thư mục plans");
  EXPECT_EQ(config.at("applied"), Json::parse(R"({"at": "2026-05-22T07:31:00+07:00",
      "files": ["plans/a.yaml"], "added": 1, "moved": 2, "removed": 0, "causes": 2,
      "first": ["plans/a.yaml:12: thêm nhiệm vụ I.7: thêm 01 đầu việc"]})"));
}

TEST_F(RoutesTest, StatusShowsTheAlarmsOfTheDayAndWhatNobodyCouldBeTold) {
  status_.untold_alarms = {"Kênh gửi tin email đã dừng"};
  MessageDraft draft;
  draft.key = "alarm/store-was-away//2026-05-22";
  draft.person = "truong-vh-xh-1";
  draft.post = "truong-vh-xh";
  draft.contacts = {{"maildir", "a@xa.example"}};
  draft.subject = "[Hệ thống] x";
  {
    Store::Transaction transaction(*store());
    store()->write_digest(draft, friday);
    draft.key = "alarm/store-was-away//2026-05-21";
    store()->write_digest(draft, friday - std::chrono::hours{24});
    transaction.commit();
  }
  const Json status = json("/v1/status");
  EXPECT_EQ(status.at("untold_alarms"), Json::array({"Kênh gửi tin email đã dừng"}));
  ASSERT_EQ(status.at("alarms").size(), 1U);
  const Json& alarm = status.at("alarms").front();
  EXPECT_EQ(alarm.at("kind"), "store-was-away");
  EXPECT_EQ(alarm.at("at"), "2026-05-22T07:31:00+07:00");
  EXPECT_EQ(alarm.at("subject"), "[Hệ thống] x");
  EXPECT_EQ(alarm.at("state"), "queued");
}

TEST_F(RoutesTest, StatusNamesThePostsThatCannotBeToldAnything) {
  EXPECT_EQ(json("/v1/status").at("unreachable"), Json::array());
  RuleSet office = testing::small_office();
  office.directory.people.at("chu-tich-1").contacts.clear();
  const auto response =
      handle({"GET", "/v1/status", "", Peer::admin}, {store(), office, friday, status_, [] {}});
  const Json posts = Json::parse(response.body).at("unreachable");
  ASSERT_EQ(posts.size(), 1U);
  EXPECT_EQ(posts.front().at("post"), "chu-tich");
  EXPECT_EQ(posts.front().at("from"), "2026-05-22");
  EXPECT_EQ(posts.front().at("why"), "chưa có kênh nhận tin");
}

TEST_F(RoutesTest, StatusTellsADoubtedClockFromAHold) {
  {
    Store::Transaction transaction(*store());
    store()->set_held("một người");
    store()->set_clock_doubt("đồng hồ nhảy");
    transaction.commit();
  }
  const Json sending = json("/v1/status").at("sending");
  EXPECT_EQ(sending.at("reason"), "một người");
  EXPECT_EQ(sending.at("clock_doubt"), "đồng hồ nhảy");
}

}  // namespace
}  // namespace dondoc::routes_test
