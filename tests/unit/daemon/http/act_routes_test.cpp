// SPDX-License-Identifier: Apache-2.0
// Every act through its address: what it does to the duty, and what is refused.
#include "tests/unit/daemon/http/routes_fixture.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::act_routes_test {
namespace {

using Json = nlohmann::json;
using dondoc::testing::at;

const Instant load = at("2026-05-11T08:00");

void add(RuleSet& rules, const std::string& id, const std::string& lead, const DueRule& rule) {
  Obligation duty = testing::obligation(rules, "VII.4");
  duty.id = id;
  duty.title = "Nhiệm vụ " + id;
  duty.lead.units = {lead};
  duty.stages.front().rule = rule;
  rules.plans.at(testing::plan_id).obligations.push_back(std::move(duty));
}

/// The small office with one duty of each shape that an act is about.
RuleSet acting_office() {
  RuleSet rules = testing::small_office();
  testing::obligation(rules, "VII.4").support = {"pvhcc"};
  DueRule quota{YearlyRule{}};
  quota.quota = Quota{4};
  add(rules, "I.7", "kinh-te", quota);
  DueRule target{YearlyRule{}};
  target.target = Target{Bound::at_least, 95'000, "%"};
  add(rules, "II.2", "pvhcc", target);
  add(rules, "II.9", "van-phong", DueRule{StandingRule{}});
  add(rules, "II.10", "van-phong", DueRule{DeferredRule{}});
  add(rules, "III.1", "kinh-te", DueRule{TriggeredRule{30, TermUnit::days}});
  testing::obligation(rules, "III.1").stages.front().trigger = "van-ban";
  add(rules, "moc.van-ban", "vh-xh", DueRule{StandingRule{}});
  testing::obligation(rules, "moc.van-ban").watches = "van-ban";
  Plan& plan = rules.plans.at(testing::plan_id);
  plan.triggers = {{"van-ban", "Văn bản của Trung ương", "vh-xh", {}},
                   {"khac", "Mốc không dùng", "vh-xh", {}}};
  plan.checkpoints = true;
  return rules;
}

class ActRoutesTest : public testing::RoutesFixture {
 protected:
  ActRoutesTest() : RoutesFixture(acting_office()) { settle(load); }

  /// The duty after an act that is taken.
  Json act(const std::string& key, const std::string& name, const std::string& body = "{}") {
    const ApiResponse response = call("POST", path_of(key) + "/" + name, body);
    EXPECT_EQ(response.status, 200) << name << ": " << response.body;
    return Json::parse(response.body).value("occurrence", Json::object());
  }
  std::string refusal(const std::string& key, const std::string& name, const std::string& body) {
    const ApiResponse response = call("POST", path_of(key) + "/" + name, body);
    EXPECT_EQ(response.status, 409) << name << ": " << response.body;
    return code_of(response);
  }
  Json duty(const std::string& key) { return json(path_of(key)).at("occurrence"); }

  /// Rung and post of the duty's notices of one kind.
  std::vector<std::string> told(const std::string& key, const std::string& kind) {
    std::vector<std::string> found;
    const Json story = json(path_of(key));
    for (const Json& notice : story.at("notices")) {
      if (notice.at("issued") == true && notice.at("kind") == kind) {
        found.push_back(notice.at("rung").get<std::string>() + " " +
                        notice.at("post").get<std::string>());
      }
    }
    return found;
  }

  std::size_t facts(const std::string& key) { return json(path_of(key)).at("facts").size(); }

  const std::string yearly_ = "cchc/VII.4@2026";
  const std::string quota_ = "cchc/I.7@2026";
  const std::string target_ = "cchc/II.2@2026";
  const std::string watch_ = "cchc/moc.van-ban@2026--2030";
};

using Told = std::vector<std::string>;

TEST_F(ActRoutesTest, SubmittingTellsTheSignerAndOnlyOnce) {
  const std::string body = R"({"date":"2026-05-08","as_post":"truong-kinh-te"})";
  const Json after = act(yearly_, "submit", body);
  EXPECT_EQ(after.at("state"), "open");
  EXPECT_EQ(after.at("submission").at("date"), "2026-05-08");
  EXPECT_EQ(after.at("submission").at("signer"), "pct-vh-xh");
  EXPECT_EQ(after.at("submission").at("signer_title"), "Phó Chủ tịch UBND xã");
  settle(load);
  EXPECT_EQ(told(yearly_, "signature"), Told{"cho-ky pct-vh-xh"});
  const std::size_t before = facts(yearly_);
  EXPECT_EQ(refusal(yearly_, "submit", body), "already-submitted");
  EXPECT_EQ(facts(yearly_), before);
  EXPECT_EQ(refusal("cchc/VII.6@2026-05", "submit", R"({"signer":"khong-co"})"), "unknown-post");
}

TEST_F(ActRoutesTest, ReturningGivesTheBallBackWithAReason) {
  EXPECT_EQ(refusal(yearly_, "return", R"({"reason":"thiếu phụ lục"})"), "not-submitted");
  act(yearly_, "submit", R"({"signer":"chu-tich"})");
  EXPECT_EQ(refusal(yearly_, "return", "{}"), "needs-reason");
  const Json after = act(yearly_, "return", R"({"reason":"thiếu phụ lục","as_post":"chu-tich"})");
  EXPECT_TRUE(after.at("submission").is_null());
  EXPECT_EQ(after.at("change").at("kind"), "returned");
  EXPECT_EQ(after.at("change").at("basis"), "thiếu phụ lục");
  EXPECT_EQ(after.at("round"), 2);
  settle(load);
  EXPECT_EQ(told(yearly_, "change"), Told{"doi-han truong-kinh-te"});
}

TEST_F(ActRoutesTest, ALeadAsksForMoreTimeAndALeaderGrantsIt) {
  const std::string wish =
      R"({"until":"2026-10-15","reason":"chờ số liệu","as_post":"truong-kinh-te"})";
  Json after = act(yearly_, "extend", wish);
  EXPECT_EQ(after.at("last_day"), "2026-09-30");
  EXPECT_EQ(after.at("asked").at("until"), "2026-10-15");
  EXPECT_EQ(after.at("asked").at("reason"), "chờ số liệu");
  EXPECT_EQ(refusal(yearly_, "extend", wish), "already-done");
  settle(load);
  EXPECT_EQ(told(yearly_, "extension"), Told{"xin-gia-han.2026-10-15 pct-vh-xh"});
  EXPECT_EQ(refusal(yearly_, "grant", R"({"as_post":"truong-kinh-te"})"), "leader-only");
  after = act(yearly_, "grant", R"({"as_post":"pct-vh-xh"})");
  EXPECT_EQ(after.at("due"), "2026-10-16T00:00:00+07:00");
  EXPECT_EQ(after.at("last_day"), "2026-10-15");
  EXPECT_EQ(after.at("first_due"), "2026-10-01T00:00:00+07:00");
  EXPECT_TRUE(after.at("asked").is_null());
  EXPECT_EQ(after.at("change").at("kind"), "extended");
  EXPECT_EQ(after.at("change").at("from_last_day"), "2026-09-30");
  EXPECT_EQ(refusal(yearly_, "grant", R"({"as_post":"pct-vh-xh"})"), "nothing-asked");
}

TEST_F(ActRoutesTest, ALeaderExtendsAtOnceAndOnlyToLater) {
  EXPECT_EQ(refusal(yearly_, "extend", R"({"until":"2026-09-30","reason":"x"})"), "not-later");
  const std::string body = R"({"until":"2026-10-01","reason":"x","as_post":"chu-tich"})";
  EXPECT_EQ(act(yearly_, "extend", body).at("last_day"), "2026-10-01");
  EXPECT_EQ(refusal(yearly_, "extend", body), "not-later");
}

TEST_F(ActRoutesTest, AnEarlierDueTellsLeadSupportAndOversightOnce) {
  const std::string body = R"({"due":"2026-08-31","basis":"CV 15/SNV"})";
  EXPECT_EQ(refusal(yearly_, "adjust", R"({"due":"2026-08-31"})"), "needs-reason");
  const Json after = act(yearly_, "adjust", body);
  EXPECT_EQ(after.at("last_day"), "2026-08-31");
  EXPECT_EQ(after.at("first_due"), "2026-10-01T00:00:00+07:00");
  EXPECT_EQ(after.at("change").at("basis"), "CV 15/SNV");
  settle(load);
  const Told three{"doi-han giam-doc-pvhcc", "doi-han truong-kinh-te", "doi-han truong-vh-xh"};
  Told posts = told(yearly_, "change");
  std::sort(posts.begin(), posts.end());
  EXPECT_EQ(posts, three);
  EXPECT_EQ(refusal(yearly_, "adjust", body), "already-done");
  settle(load);
  EXPECT_EQ(told(yearly_, "change").size(), 3U);
}

TEST_F(ActRoutesTest, CountsCloseAQuotaAndGoOnAfterwards) {
  EXPECT_EQ(duty(quota_).at("quota"), Json({{"at_least", 4}}));
  EXPECT_EQ(act(quota_, "count").at("counted"), 1);
  const Json after = act(quota_, "count", R"({"amount":"3","document":"5/BB"})");
  EXPECT_EQ(after.at("counted"), 4);
  settle(load);
  EXPECT_EQ(duty(quota_).at("state"), "done");
  EXPECT_EQ(act(quota_, "count").at("counted"), 5);
  EXPECT_EQ(duty(quota_).at("state"), "done");
  EXPECT_EQ(refusal(quota_, "progress", R"({"text":"thêm"})"), "already-done");
  EXPECT_EQ(refusal(quota_, "count", R"({"amount":"0"})"), "bad-number");
  EXPECT_EQ(refusal(yearly_, "count", "{}"), "no-quota");
  EXPECT_TRUE(duty(yearly_).at("quota").is_null());
}

TEST_F(ActRoutesTest, AMeasuredValueStandsBesideItsTarget) {
  EXPECT_TRUE(duty(target_).at("measured").is_null());
  const Json nothing{{"bound", "at_least"}, {"value", 95.0}, {"unit", "%"}, {"reached", nullptr}};
  EXPECT_EQ(duty(target_).at("target"), nothing);
  Json after = act(target_, "measure", R"({"numerator":"370","denominator":"400"})");
  EXPECT_EQ(after.at("measured").at("value"), 92.5);
  EXPECT_EQ(after.at("measured").at("numerator"), "370");
  EXPECT_EQ(after.at("target").at("reached"), false);
  after = act(target_, "measure", R"({"value":"95"})");
  EXPECT_EQ(after.at("target").at("reached"), true);
  EXPECT_EQ(after.at("state"), "open");
  EXPECT_EQ(refusal(target_, "measure", R"({"numerator":"1","denominator":"0"})"), "bad-number");
  EXPECT_EQ(refusal(target_, "measure", "{}"), "bad-number");
  EXPECT_EQ(refusal(yearly_, "measure", R"({"value":"95"})"), "no-target");
}

TEST_F(ActRoutesTest, ProgressIsToldWithoutClosing) {
  const Json after = act(yearly_, "progress", R"({"text":"đã có 03/08 đơn vị gửi","by":"phone"})");
  EXPECT_EQ(after.at("state"), "open");
  EXPECT_EQ(after.at("progress").at("text"), "đã có 03/08 đơn vị gửi");
  EXPECT_EQ(refusal(yearly_, "progress", "{}"), "needs-reason");
}

TEST_F(ActRoutesTest, ATriggersEventOpensWhatWaitsForIt) {
  const Json before = json("/v1/triggers").at("triggers");
  ASSERT_EQ(before.size(), 2U);
  EXPECT_EQ(before.at(0).at("trigger"), "van-ban");
  EXPECT_EQ(before.at(0).at("recorder_name"), "Phòng Văn hóa - Xã hội");
  EXPECT_EQ(before.at(0).at("waiting"), true);
  EXPECT_EQ(before.at(0).at("duties").at(0).at("obligation"), "III.1");
  EXPECT_TRUE(before.at(0).at("events").empty());
  EXPECT_EQ(before.at(1).at("waiting"), false);

  const std::string target = "/v1/triggers/cchc/van-ban";
  const std::string body = R"({"date":"2026-05-04","document":"12/NĐ-CP"})";
  const ApiResponse response = call("POST", target, body);
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(Json::parse(response.body).at("event").at("id"), "2026-05-04");
  EXPECT_EQ(Json::parse(response.body).at("occurrence").at("key"), watch_);
  EXPECT_EQ(code_of(call("POST", target, body)), "already-done");
  settle(load);
  const std::string opened = "cchc/III.1@2026-05-04";
  EXPECT_EQ(duty(opened).at("last_day"), "2026-06-03");
  EXPECT_EQ(duty(opened).at("event").at("document"), "12/NĐ-CP");
  EXPECT_EQ(told(opened, "assigned"), Told{"giao-viec truong-kinh-te"});
  EXPECT_EQ(json("/v1/triggers").at("triggers").at(0).at("waiting"), false);
  EXPECT_EQ(duty(watch_).at("events").size(), 1U);

  // Corrected by its id, on the watch itself.
  act(watch_, "happen", R"({"id":"2026-05-04","date":"2026-05-05","document":"12/NĐ-CP"})");
  settle(load);
  EXPECT_EQ(duty(opened).at("last_day"), "2026-06-04");
  EXPECT_EQ(duty(watch_).at("events").size(), 1U);
}

TEST_F(ActRoutesTest, AnEventNeedsATriggerThatIsWatched) {
  EXPECT_EQ(code_of(call("POST", "/v1/triggers/khong/van-ban", "{}")), "unknown-plan");
  const ApiResponse unknown = call("POST", "/v1/triggers/cchc/van-bn", "{}");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_NE(unknown.body.find("van-ban, khac"), std::string::npos) << unknown.body;
  EXPECT_EQ(code_of(call("POST", "/v1/triggers/cchc/khac", "{}")), "not-watched");
  EXPECT_EQ(refusal(yearly_, "happen", "{}"), "not-a-trigger");
  EXPECT_EQ(refusal(watch_, "happen", R"({"unit":"khong-co"})"), "unknown-unit");
  EXPECT_EQ(refusal(watch_, "happen", R"({"date":"2026-05-12"})"), "date-in-future");
  EXPECT_EQ(refusal(watch_, "complete", "{}"), "watches-trigger");
  EXPECT_EQ(changes_, 0);
}

TEST_F(ActRoutesTest, WhatHasNoDateHasNoDue) {
  for (const char* key : {"cchc/II.9@2026--2030", "cchc/II.10@2026--2030"}) {
    const Json undated = duty(key);
    EXPECT_EQ(undated.at("dated"), false);
    for (const char* field : {"due", "last_day", "first_due", "working_days_left"}) {
      EXPECT_TRUE(undated.at(field).is_null()) << field;
    }
  }
  EXPECT_EQ(duty("cchc/II.9@2026--2030").at("shape"), "standing");
  EXPECT_EQ(duty(watch_).at("watches"), "van-ban");
  const Json dated =
      act("cchc/II.10@2026--2030", "adjust", R"({"due":"2026-06-30","basis":"KH 3/KH-UBND"})");
  EXPECT_EQ(dated.at("last_day"), "2026-06-30");
  EXPECT_TRUE(dated.at("first_due").is_null());
  EXPECT_TRUE(dated.at("change").at("from_due").is_null());
}

TEST_F(ActRoutesTest, WhyNamesTheOccasionOfANotice) {
  act(yearly_, "submit", "{}");
  act(yearly_, "extend", R"({"until":"2026-10-15","reason":"x","as_post":"truong-kinh-te"})");
  call("POST", "/v1/triggers/cchc/van-ban", R"({"date":"2026-05-04"})");
  settle(load);
  settle(at("2026-06-12T08:00"));
  const auto rung_of = [this](const std::string& key, const std::string& kind) {
    const Json why = json("/v1/why/" + percent_encoded(key));
    for (const Json& notice : why.at("notices")) {
      if (notice.at("kind") == kind) {
        return notice.at("reason").at("rung").get<std::string>();
      }
    }
    return std::string{};
  };
  EXPECT_EQ(rung_of(yearly_, "signature").substr(0, 7), "cho-ky:");
  EXPECT_NE(rung_of(yearly_, "extension").find("khi đơn vị đề nghị gia hạn"), std::string::npos);
  EXPECT_NE(rung_of("cchc/III.1@2026-05-04", "assigned").find("khi phát sinh việc"),
            std::string::npos);
  EXPECT_NE(rung_of(target_, "checkpoint").find("chốt số liệu"), std::string::npos);
}

TEST_F(ActRoutesTest, AnActIsUndoneWithItsCodeAndWhatItWithdrew) {
  const Instant before = at("2026-09-16T07:30");
  settle(before);
  EXPECT_EQ(told(yearly_, "reminder"), Told{"con-10 truong-kinh-te"});
  const Json open = duty(yearly_);
  Json after = act(yearly_, "complete", R"({"document":"12/BC","as_post":"truong-kinh-te"})");
  EXPECT_EQ(after.at("state"), "done");
  EXPECT_EQ(after.at("official"), "done-in-time");
  settle(before);
  EXPECT_EQ(refusal(yearly_, "undo", "{}"), "not-allowed");
  after = act(yearly_, "undo", R"({"as_post":"truong-kinh-te"})");
  EXPECT_EQ(after.at("state"), "open");
  EXPECT_EQ(after.at("code"), open.at("code"));
  EXPECT_TRUE(after.at("completion").is_null());
  EXPECT_EQ(refusal(yearly_, "undo", R"({"as_post":"truong-kinh-te"})"), "already-done");
  const Json facts = json(path_of(yearly_)).at("facts");
  EXPECT_EQ(facts.back().at("kind"), "undone");
  EXPECT_EQ(facts.back().at("data").at("act"), "completed");
  settle(before);
  // It had not left; the same rung is told anew, under the key of the next round.
  const Told again{"con-10 truong-kinh-te", "con-10 truong-kinh-te"};
  EXPECT_EQ(told(yearly_, "reminder"), again);
  EXPECT_FALSE(store()->first_broken_journal_row());
}

TEST_F(ActRoutesTest, ALeaderEndsADutyOrConfirmsItsExcuse) {
  EXPECT_EQ(refusal(yearly_, "fail", R"({"reason":"x","as_post":"truong-kinh-te"})"),
            "leader-only");
  Json after = act(yearly_, "excuse", R"({"reason":"mưa lũ","as_post":"truong-kinh-te"})");
  EXPECT_TRUE(after.at("excuse").at("confirmed_by").is_null());
  settle(load);
  EXPECT_EQ(told(yearly_, "extension"), Told{"khach-quan.1 pct-vh-xh"});
  after = act(yearly_, "excuse", R"({"as_post":"pct-vh-xh"})");
  EXPECT_EQ(after.at("excuse").at("confirmed_by"), "pct-vh-xh");
  after = act(yearly_, "fail", R"({"reason":"không có kinh phí","as_post":"pct-vh-xh"})");
  EXPECT_EQ(after.at("state"), "failed");
  EXPECT_EQ(after.at("official"), "open-late");
  EXPECT_EQ(after.at("ending").at("post_title"), "Phó Chủ tịch UBND xã");
  EXPECT_EQ(duty(yearly_).at("state"), "failed");
  EXPECT_EQ(refusal(yearly_, "complete", "{}"), "ended");
  after = act(quota_, "waive", R"({"reason":"sáp nhập đơn vị"})");
  EXPECT_EQ(after.at("state"), "waived");
  EXPECT_TRUE(after.at("official").is_null());
  EXPECT_EQ(duty(quota_).at("state"), "waived");
}

TEST_F(ActRoutesTest, TheLeadIsUrgedAndSparedForAWhile) {
  Json after = act(yearly_, "urge", R"({"text":"khẩn trương","as_post":"truong-vh-xh"})");
  EXPECT_EQ(after.at("urging").at("directs"), false);
  settle(load);
  EXPECT_EQ(told(yearly_, "assigned"), Told{"don-doc.1 truong-kinh-te"});
  after = act(yearly_, "direct", R"({"text":"báo cáo gấp","as_post":"pct-vh-xh"})");
  EXPECT_EQ(after.at("urging").at("text"), "báo cáo gấp");
  after = act(yearly_, "snooze", R"({"until":"2026-09-20","as_post":"truong-kinh-te"})");
  EXPECT_EQ(after.at("snoozed").at(0).at("until"), "2026-09-20");
  settle(at("2026-09-16T07:30"));
  EXPECT_EQ(told(yearly_, "reminder"), Told{});
  EXPECT_EQ(refusal(yearly_, "note", "{}"), "unknown-post");
  act(yearly_, "note", R"({"as_post":"pct-vh-xh"})");
  EXPECT_EQ(refusal(yearly_, "note", R"({"as_post":"pct-vh-xh"})"), "already-done");
  EXPECT_EQ(refusal(yearly_, "assign", R"({"post":"chanh-van-phong"})"), "other-unit");
}

TEST_F(ActRoutesTest, AnotherUnitLeadsWhatALeaderHasGivenToIt) {
  Json after = act(yearly_,
                   "transfer",
                   R"({"unit":"van-phong","reason":"ngoài chức năng","as_post":"truong-kinh-te"})");
  EXPECT_EQ(after.at("transfer_asked").at("unit_name"), "Văn phòng HĐND và UBND");
  after = act(yearly_, "grant", R"({"as_post":"pct-vh-xh"})");
  EXPECT_EQ(after.at("unit"), "van-phong");
  EXPECT_EQ(after.at("change").at("kind"), "transferred");
  settle(load);
  EXPECT_EQ(told(yearly_, "change"),
            (Told{"doi-han truong-vh-xh",
                  "doi-han giam-doc-pvhcc",
                  "doi-han truong-kinh-te",
                  "doi-han chanh-van-phong"}));
}

TEST_F(ActRoutesTest, ABodyThatIsWrongChangesNothing) {
  const std::vector<std::pair<std::string, std::string>> unreadable{
      {"submit", R"({"date":"hôm nay"})"},
      {"extend", R"({"reason":"x"})"},
      {"extend", R"({"until":"15/10/2026","reason":"x"})"},
      {"grant", R"({"until":"2026-02-30"})"},
      {"adjust", R"({"basis":"x"})"},
      {"count", R"({"amount":"hai"})"},
      {"happen", R"({"time":"25:00"})"},
      {"progress", R"({"text":"a\nb"})"},
      {"return", R"({"reason":"x","as_post":"nguoi-la"})"},
  };
  for (const auto& [name, body] : unreadable) {
    EXPECT_EQ(call("POST", path_of(yearly_) + "/" + name, body).status, 422) << name << body;
  }
  for (const char* name :
       {"acknowledge", "complete", "submit",   "return", "progress", "extend", "grant",  "adjust",
        "happen",      "count",    "measure",  "undo",   "fail",     "waive",  "excuse", "comment",
        "nothing",     "assign",   "transfer", "snooze", "urge",     "direct", "note",   "told"}) {
    const std::string target = path_of(yearly_) + "/" + name;
    EXPECT_EQ(code_of(call("POST", target, R"({"khong-co":"x"})")), "unknown-field") << name;
    EXPECT_EQ(call("POST", target, R"({"by":1})").status, 400) << name;
    EXPECT_EQ(call("GET", target).status, 405) << name;
    EXPECT_EQ(call("POST", target, "{}", Peer::stranger).status, 403) << name;
  }
  EXPECT_EQ(call("GET", "/v1/triggers/cchc/van-ban").status, 405);
  EXPECT_EQ(call("POST", "/v1/triggers", "{}").status, 405);
  EXPECT_EQ(call("POST", path_of(yearly_) + "/promote", "{}").status, 404);
  EXPECT_EQ(code_of(call("POST", path_of("9999") + "/submit", "{}")), "unknown-occurrence");
  EXPECT_EQ(changes_, 0);
}

}  // namespace
}  // namespace dondoc::act_routes_test
