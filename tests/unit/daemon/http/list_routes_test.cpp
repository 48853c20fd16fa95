// SPDX-License-Identifier: Apache-2.0
// What other systems read beside duties: plans, the directory, messages, quotas and targets.
#include "tests/unit/daemon/http/routes_fixture.h"

#include <chrono>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::list_routes_test {
namespace {

using Json = nlohmann::json;
using dondoc::testing::at;

class ListRoutes : public testing::RoutesFixture {
 protected:
  ListRoutes() : ListRoutes(office()) {}
  explicit ListRoutes(RuleSet rules) : RoutesFixture(std::move(rules)) {
    settle(at("2026-05-11T08:00"));
    settle(at("2026-05-22T07:31"));
  }

  static RuleSet office() {
    RuleSet rules = testing::small_office();
    testing::obligation(rules, "VII.4").stages.front().rule.quota = Quota{4};
    testing::obligation(rules, "VII.7").stages.front().rule.target =
        Target{Bound::at_least, 95'000, "%"};
    testing::obligation(rules, "VII.6").stages.front().product = "Kết quả tự đánh giá tháng";
    rules.directory.posts.at("truong-kinh-te").held_by.clear();
    rules.directory.posts.at("truong-kinh-te").deputy = "truong-vh-xh";
    Trigger trigger;
    trigger.id = "van-ban";
    trigger.title = "văn bản của Trung ương";
    trigger.recorder = "van-phong";
    Plan& plan = rules.plans.at(testing::plan_id);
    plan.triggers.push_back(trigger);
    Plan other = plan;
    other.id = "cchc-2";  // sorts behind "cchc/", which its keys must not be taken for
    other.triggers.clear();
    other.obligations = {testing::obligation(rules, "VII.6")};
    rules.plans[other.id] = other;
    return rules;
  }

  void act(const std::string& key, const std::string& name, const std::string& body) {
    const ApiResponse response = call("POST", path_of(key) + '/' + name, body);
    ASSERT_EQ(response.status, 200) << response.body;
  }
  /// All rows of a list, read page by page.
  std::vector<Json> pages_of(const std::string& address, const std::string& name) {
    std::vector<Json> rows;
    std::string after;
    for (int page = 0; page < 100; ++page) {
      const Json told =
          json(address + "limit=2" + (after.empty() ? "" : "&after=" + percent_encoded(after)));
      rows.insert(rows.end(), told.at(name).begin(), told.at(name).end());
      if (told.at("next").is_null()) {
        return rows;
      }
      after = told.at("next").get<std::string>();
    }
    ADD_FAILURE() << "no end of " << address;
    return rows;
  }
  static Json find(const Json& rows, const std::string& field, const std::string& value) {
    for (const Json& one : rows) {
      if (one.at(field) == value) {
        return one;
      }
    }
    ADD_FAILURE() << "no " << value;
    return {};
  }
};

TEST_F(ListRoutes, PlansAreToldWithTheirDocument) {
  const Json plans = json("/v1/plans").at("plans");
  ASSERT_EQ(plans.size(), 2U);
  const Json& plan = plans.front();
  EXPECT_EQ(plan.at("id"), "cchc");
  EXPECT_EQ(plan.at("issued"), "2026-04-20");
  EXPECT_EQ(plan.at("effective_to"), "2030-12-31");
  EXPECT_EQ(plan.at("coordinator_name"), "Phòng Văn hóa - Xã hội");
  EXPECT_EQ(plan.at("duties"), 5);
}

TEST_F(ListRoutes, APlanTellsHowItsDutiesWereUnderstood) {
  const Json plan = json("/v1/plans/cchc");
  EXPECT_EQ(plan.at("triggers"),
            Json::parse(R"([{"id": "van-ban", "title": "văn bản của Trung ương",
                             "recorder": "van-phong"}])"));
  ASSERT_EQ(plan.at("duties").size(), 5U);
  const Json duty = find(plan.at("duties"), "id", "VII.6");
  EXPECT_EQ(duty.at("lead"), Json::parse(R"({"kind": "one", "units": ["vh-xh"]})"));
  const Json& stage = duty.at("stages").at(0);
  EXPECT_EQ(stage.at("phrase"), "trước 11 giờ 30 phút ngày 25 hằng tháng");
  EXPECT_EQ(stage.at("shape"), "monthly");
  EXPECT_NE(stage.at("understood").get<std::string>().find("ngày 25"), std::string::npos);
  ASSERT_EQ(duty.at("next").size(), 3U);
  EXPECT_EQ(duty.at("next").at(0).at("last_day"), "2026-05-25");
  EXPECT_EQ(duty.at("next").at(2).at("period"), "2026-07");
  // The plan doesn't say which of its items this is.
  EXPECT_EQ(duty.at("unclear"), Json::array({"what"}));
  EXPECT_EQ(code_of(call("GET", "/v1/plans/khong-co")), "unknown-plan");
}

TEST_F(ListRoutes, UnitsAndPostsAreToldWithoutPersons) {
  const Json units = json("/v1/units").at("units");
  ASSERT_EQ(units.size(), 4U);
  const Json unit = find(units, "id", "vh-xh");
  EXPECT_EQ(unit.at("head_title"), "Trưởng phòng Văn hóa - Xã hội");
  EXPECT_EQ(unit.at("reports_to"), "pct-vh-xh");
  EXPECT_EQ(unit.at("groups"), Json::array({"all-units"}));
  const Json posts = json("/v1/posts").at("posts");
  const Json vacant = find(posts, "id", "truong-kinh-te");
  EXPECT_EQ(vacant.at("held"), false);
  EXPECT_EQ(vacant.at("acting"), "truong-vh-xh");
  EXPECT_EQ(find(posts, "id", "chu-tich").at("acting"), "chu-tich");
  for (const char* target : {"/v1/units", "/v1/posts", "/v1/messages"}) {
    const std::string body = call("GET", target).body;
    EXPECT_EQ(body.find("xa.example"), std::string::npos) << target;
    EXPECT_EQ(body.find("(mẫu)"), std::string::npos) << target;
    EXPECT_EQ(body.find("-1\""), std::string::npos) << target;
  }
}

TEST_F(ListRoutes, MessagesComeInTheOrderInWhichTheyWereMade) {
  const std::vector<Json> rows = pages_of("/v1/messages?", "messages");
  ASSERT_GE(rows.size(), 3U);
  std::set<std::string> ids;
  std::string last;
  for (const Json& row : rows) {
    EXPECT_TRUE(ids.insert(row.at("id").get<std::string>()).second);
    EXPECT_GE(row.at("created_at").get<std::string>(), last);
    last = row.at("created_at").get<std::string>();
  }
  const Json today = json("/v1/messages?since=2026-05-22").at("messages");
  ASSERT_FALSE(today.empty());
  EXPECT_LT(today.size(), rows.size());
  EXPECT_EQ(today.at(0).at("created_at").get<std::string>().substr(0, 10), "2026-05-22");
  EXPECT_TRUE(json("/v1/messages?state=failed").at("messages").empty());
  EXPECT_EQ(json("/v1/messages?state=queued").at("messages").size() +
                json("/v1/messages?state=withdrawn").at("messages").size(),
            rows.size());
  const std::string post = rows.front().at("post").get<std::string>();
  const Json of_post = json("/v1/messages?post=" + post);
  for (const Json& row : of_post.at("messages")) {
    EXPECT_EQ(row.at("post"), post);
  }
}

TEST_F(ListRoutes, MessagesOfAPostThatHasLeftTheDirectoryAreStillRead) {
  MessageDraft draft;
  draft.key = "weekly/2026-05-18/ke-toan-cu";
  draft.person = "ke-toan-cu-1";
  draft.post = "ke-toan-cu";
  draft.contacts = {{"maildir", "b@xa.example"}};
  draft.subject = "Tin tổng hợp";
  EXPECT_EQ(call("GET", "/v1/messages?post=ke-toan-cu").status, 404);
  {
    Store::Transaction transaction(*store());
    store()->write_digest(draft, now());
    transaction.commit();
  }
  const Json rows = json("/v1/messages?post=ke-toan-cu").at("messages");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows.at(0).at("post"), "ke-toan-cu");
}

TEST_F(ListRoutes, WhatIsMadeByAClockThatWentBackComesBehindTheRest) {
  const std::vector<Json> rows = pages_of("/v1/messages?", "messages");
  MessageDraft draft;
  draft.key = "weekly/2026-05-18/truong-vh-xh-1";
  draft.person = "truong-vh-xh-1";
  draft.post = "truong-vh-xh";
  draft.contacts = {{"maildir", "a@xa.example"}};
  draft.subject = "Tin tổng hợp";
  {
    Store::Transaction transaction(*store());
    store()->write_digest(draft, now() - std::chrono::minutes{30});
    transaction.commit();
  }
  const std::string last = rows.back().at("id").get<std::string>();
  for (const char* since : {"", "&since=2026-05-22"}) {
    const Json next = json("/v1/messages?after=" + last + since).at("messages");
    ASSERT_EQ(next.size(), 1U) << since;
    EXPECT_EQ(next.at(0).at("subject"), "Tin tổng hợp");
  }
  EXPECT_TRUE(json("/v1/messages?since=2026-05-23").at("messages").empty());
}

TEST_F(ListRoutes, OneMessageIsToldWithItsAttemptsAndReasons) {
  const std::string id =
      json("/v1/messages?since=2026-05-22").at("messages").at(0).at("id").get<std::string>();
  {
    Store::Transaction transaction(*store());
    store()->begin_attempts({{id, 1, 0, now()}});
    transaction.commit();
  }
  const Json whole = json("/v1/messages/" + id);
  EXPECT_EQ(whole.at("message").at("state"), "in_flight");
  EXPECT_EQ(whole.at("message").at("attempts").size(), 1U);
  EXPECT_FALSE(whole.at("message").at("text").get<std::string>().empty());
  EXPECT_EQ(whole.at("notices").at(0).at("message"), id);
  EXPECT_EQ(code_of(call("GET", "/v1/messages/ffffffffff")), "unknown-message");
}

TEST_F(ListRoutes, WhatAServerSaidIsToldWithoutAddresses) {
  const std::string id =
      json("/v1/messages?since=2026-05-22").at("messages").at(0).at("id").get<std::string>();
  AttemptEnd refused;
  refused.message = id;
  refused.at = now();
  refused.outcome = "rejected";
  refused.detail = "550 5.1.1 <truong@xa.example>: no such user";
  refused.next = MessageState::failed;
  {
    Store::Transaction transaction(*store());
    store()->begin_attempts({{id, 1, 0, now()}});
    store()->end_attempts({refused});
    transaction.commit();
  }
  const std::string shown = "550 5.1.1 <…>: no such user";
  EXPECT_EQ(json("/v1/messages/" + id).at("message").at("attempts").at(0).at("detail"), shown);
  EXPECT_EQ(json("/v1/messages?state=failed").at("messages").at(0).at("detail"), shown);
}

TEST_F(ListRoutes, ACodeThatOpensADoorIsInNoList) {
  MessageDraft draft;
  draft.key = "sign-in/1";
  draft.person = "truong-vh-xh-1";
  draft.post = "truong-vh-xh";
  draft.contacts = {{"maildir", "a@xa.example"}};
  draft.subject = "Mã đăng nhập 123456";
  const std::size_t before = json("/v1/messages").at("messages").size();
  {
    Store::Transaction transaction(*store());
    store()->write_digest(draft, now());
    transaction.commit();
  }
  EXPECT_EQ(json("/v1/messages").at("messages").size(), before);
}

TEST_F(ListRoutes, DutiesOfAPlanAreItsOwn) {
  const std::vector<Json> own = pages_of("/v1/occurrences?plan=cchc&", "occurrences");
  const std::vector<Json> other = pages_of("/v1/occurrences?plan=cchc-2&", "occurrences");
  ASSERT_FALSE(own.empty());
  ASSERT_FALSE(other.empty());
  for (const Json& one : own) {
    EXPECT_EQ(one.at("plan"), "cchc");
  }
  EXPECT_EQ(own.size() + other.size(), json("/v1/occurrences").at("occurrences").size());
  EXPECT_EQ(code_of(call("GET", "/v1/occurrences?plan=khac")), "unknown-plan");
}

TEST_F(ListRoutes, AQuotaTellsItsPaceAndItsYear) {
  act("cchc/VII.4@2026", "count", R"({"amount":"2"})");
  const Json row = find(json("/v1/measures").at("measures"), "key", "cchc/VII.4@2026");
  EXPECT_EQ(row.at("counted"), 2);
  EXPECT_EQ(row.at("quota"), Json::parse(R"({"at_least": 4})"));
  EXPECT_EQ(row.at("quota_so_far"),
            Json::parse(R"({"pace": "on_course", "expected_by_now": 2, "counted_in_year": 2})"));
  EXPECT_TRUE(row.at("target_in_year").is_null());
}

TEST_F(ListRoutes, AYearThatIsLongOverTellsWhatItHad) {
  act("cchc/VII.4@2026", "count", R"({"amount":"2"})");
  act("cchc/VII.7@2026-04", "measure", R"({"numerator":"9","denominator":"10"})");
  settle(at("2029-05-22T08:00"));
  act("cchc/VII.7@2027-04", "measure", R"({"numerator":"8","denominator":"10"})");
  const Json rows = json("/v1/measures?all=true&limit=1000").at("measures");
  const Json quota = find(rows, "key", "cchc/VII.4@2026");
  EXPECT_EQ(quota.at("quota_so_far").at("counted_in_year"), 2);
  EXPECT_EQ(quota.at("quota_so_far").at("pace"), "missed");
  const Json target = find(rows, "key", "cchc/VII.7@2027-04").at("target_in_year");
  EXPECT_EQ(target.at("value"), 80.0);
  EXPECT_EQ(target.at("year_before"), 90.0);
}

TEST_F(ListRoutes, AQuotaThatWasWaivedIsNotMissed) {
  act("cchc/VII.4@2026", "waive", R"({"reason":"nhập vào việc khác","as_post":"chu-tich"})");
  settle(at("2027-05-22T08:00"));
  const Json rows = json("/v1/measures?all=true&limit=1000").at("measures");
  EXPECT_EQ(find(rows, "key", "cchc/VII.4@2026").at("quota_so_far").at("pace"), "waived");
}

class TermRoutes : public ListRoutes {
 protected:
  TermRoutes() : ListRoutes(office_with_a_term()) {}
  static RuleSet office_with_a_term() {
    RuleSet rules = testing::small_office();
    DueRule& rule = testing::obligation(rules, "VII.4").stages.front().rule;
    rule.recurrence = PeriodRule{};
    rule.quota = Quota{10};
    return rules;
  }
};

TEST_F(TermRoutes, AQuotaOverTheWholeTermTellsWhatItsYearHas) {
  act("cchc/VII.4@2026--2030", "count", R"({"amount":"2"})");
  settle(at("2027-05-22T08:00"));
  act("cchc/VII.4@2026--2030", "count", R"({"amount":"3"})");
  const Json row = find(json("/v1/measures").at("measures"), "key", "cchc/VII.4@2026--2030");
  EXPECT_EQ(row.at("counted"), 5);
  EXPECT_EQ(row.at("quota_so_far").at("counted_in_year"), 3);
}

TEST_F(ListRoutes, ATargetTellsItsPeriodAndItsYear) {
  act("cchc/VII.7@2026-04", "measure", R"({"numerator":"9","denominator":"10"})");
  act("cchc/VII.7@2026-05", "measure", R"({"numerator":"990","denominator":"990"})");
  const Json rows = json("/v1/measures?all=true&unit=pvhcc").at("measures");
  const Json row = find(rows, "period", "2026-05");
  EXPECT_EQ(row.at("measured").at("value"), 100.0);
  const Json& year = row.at("target_in_year");
  EXPECT_EQ(year.at("numerator"), 999.0);
  EXPECT_EQ(year.at("denominator"), 1000.0);
  EXPECT_EQ(year.at("value"), 99.9);
  EXPECT_EQ(year.at("reached"), true);
  EXPECT_EQ(year.at("periods_measured"), 2);
  EXPECT_TRUE(year.at("year_before").is_null());
  for (const Json& one : rows) {
    EXPECT_EQ(one.at("unit"), "pvhcc");
    EXPECT_FALSE(one.at("target").is_null());
  }
}

/// "400 bad-parameter: why"
std::string refusal_of(const ApiResponse& response) {
  const Json error = Json::parse(response.body).at("error");
  return std::to_string(response.status) + ' ' + error.at("code").get<std::string>() + ": " +
         error.at("message").get<std::string>();
}

TEST_F(ListRoutes, WhatIsNotKnownIsRefusedWithTheNearestThatIs) {
  const auto refusal = [this](const std::string& target) {
    return refusal_of(call("GET", target));
  };
  for (const std::string list : {"/v1/occurrences?", "/v1/measures?"}) {
    EXPECT_EQ(
        refusal(list + "unit=vh-x"),
        "404 unknown-unit: không có đơn vị nào mang mã vh-x (tham số unit); có phải “vh-xh”?");
    EXPECT_EQ(refusal(list + "plan=khac"),
              "404 unknown-plan: không có kế hoạch nào mang mã khac (tham số plan); đang có: cchc, "
              "cchc-2");
    EXPECT_EQ(refusal(list + "limit=0"),
              "400 bad-parameter: tham số limit không nhận giá trị “0”; cần một số từ 1 đến 1000");
    EXPECT_EQ(refusal(list + "all=co"),
              "400 bad-parameter: tham số all không nhận giá trị “co”; chỉ nhận true hoặc false");
    EXPECT_EQ(refusal(list + "after=khong-co"),
              "404 unknown-occurrence: không có đầu việc nào mang mã khong-co");
    EXPECT_EQ(refusal(list + "unti=vh-xh"),
              "400 unknown-parameter: địa chỉ này không nhận tham số unti; có phải “unit”?");
  }
  EXPECT_EQ(refusal("/v1/messages?post=chu-tic"),
            "404 unknown-post: không có chức danh nào mang mã chu-tic (tham số post); có phải "
            "“chu-tich”?");
  EXPECT_EQ(refusal("/v1/messages?state=lost"),
            "400 bad-parameter: tham số state không nhận giá trị “lost”; chỉ nhận queued, "
            "in_flight, sent, withdrawn, failed, uncertain");
  EXPECT_EQ(refusal("/v1/messages?since=22/5/2026"),
            "400 bad-parameter: tham số since không nhận giá trị “22/5/2026”; cần một ngày dạng "
            "năm-tháng-ngày, ví dụ 2026-05-25");
  EXPECT_EQ(refusal("/v1/messages?limit=1001").substr(0, 17), "400 bad-parameter");
  EXPECT_EQ(code_of(call("GET", "/v1/messages?after=0123456789abcdef")), "unknown-message");
  EXPECT_EQ(refusal("/v1/units?unit=vh-xh"),
            "400 unknown-parameter: địa chỉ này không nhận tham số nào, cũng không nhận unit");
  EXPECT_EQ(refusal("/v1/plans/cch"),
            "404 unknown-plan: không có kế hoạch nào mang mã cch; có phải “cchc”?");
}

}  // namespace
}  // namespace dondoc::list_routes_test
