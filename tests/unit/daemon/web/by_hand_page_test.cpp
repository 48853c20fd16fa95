// SPDX-License-Identifier: Apache-2.0
// Who reads no messages, as the page and the API tell of them.
#include "tests/unit/daemon/web/pages_fixture.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::by_hand_page_test {
namespace {

using dondoc::testing::at;
using dondoc::testing::chair_post;
using dondoc::testing::head_post;

RuleSet office() {
  RuleSet rules = testing::small_office();
  rules.directory.people.at(std::string(head_post) + "-1").contacts = {{"manual", "phòng 12"}};
  return rules;
}

class ByHandPageTest : public testing::PagesFixture {
 protected:
  ByHandPageTest() : PagesFixture(office()) {
    settle(at("2026-09-01T09:00"));
    settle(at("2026-09-16T07:30"));
    const auto waiting = store()->waiting_by_hand_about(key_);
    message_ = waiting.empty() ? std::string{} : waiting.front().message.id;
  }
  static bool has(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
  }
  std::string duty_page() { return "/dau-viec/" + percent_encoded(key_); }

  std::string key_{"cchc/VII.4@2026"};
  std::string message_;
};

TEST_F(ByHandPageTest, WhoIsAskedSeesWhomToTellWhereAndUntilWhen) {
  EXPECT_TRUE(has(words("/"), "01 tin chờ báo trực tiếp") || has(words("/"), "1 tin chờ báo"));
  const std::string list = words("/bao-truc-tiep");
  EXPECT_TRUE(has(list, "Trưởng phòng Kinh tế (phòng 12)")) << list;
  EXPECT_TRUE(has(list, "báo trước 17 giờ 00 ngày 17/9/2026")) << list;
  const std::string slip = words("/bao-truc-tiep/" + message_);
  EXPECT_TRUE(has(slip, "[NHẮC VIỆC] Còn 14 ngày")) << slip;
  EXPECT_TRUE(has(slip, "phòng 12")) << slip;
  EXPECT_TRUE(has(words("/kenh"), "báo trực tiếp 1 tin chờ báo")) << words("/kenh");
}

TEST_F(ByHandPageTest, WhereSomebodyIsFoundIsForWhoTellsThemAlone) {
  EXPECT_FALSE(has(words("/bao-truc-tiep", chair_post), "phòng 12"));
  EXPECT_EQ(page("/bao-truc-tiep/" + message_, chair_post).status, 404);
  EXPECT_EQ(page("/bao-truc-tiep", head_post).status, 403);
  for (const std::string target : {"/v1/status", "/v1/metrics"}) {
    EXPECT_FALSE(has(call("GET", target).body, "phòng 12")) << target;
  }
  EXPECT_FALSE(has(call("GET", path_of(key_)).body, "phòng 12"));
}

TEST_F(ByHandPageTest, TheFormOfTheDutyEndsIt) {
  EXPECT_TRUE(has(words(duty_page()), "Ghi nhận đã báo"));
  EXPECT_FALSE(has(words(duty_page(), head_post), "Ghi nhận đã báo"));
  EXPECT_EQ(send(duty_page() + "/told", {{"post", head_post}}).status, 303);
  EXPECT_TRUE(store()->waiting_by_hand(10).empty());
  EXPECT_EQ(store()->message(message_)->state, MessageState::sent);
  const std::string story = words(duty_page());
  EXPECT_TRUE(has(story, "đã báo trực tiếp")) << story;
  EXPECT_FALSE(has(story, "Ghi nhận đã báo"));
  EXPECT_TRUE(has(words("/bao-truc-tiep"), "Không có nơi nào chờ báo trực tiếp."));
}

TEST_F(ByHandPageTest, TheApiShowsAndRecordsIt) {
  const auto waiting = json("/v1/status").at("by_hand");
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].at("title"), "Trưởng phòng Kinh tế");
  EXPECT_EQ(waiting[0].at("asked"), "truong-vh-xh");
  EXPECT_EQ(waiting[0].at("until"), "2026-09-17T17:00:00+07:00");
  EXPECT_TRUE(has(call("GET", "/v1/metrics").body, "dondoc_messages_by_hand 1"));
  EXPECT_TRUE(json("/v1/status").at("unreachable").empty());
  EXPECT_EQ(code_of(call("POST", path_of(key_) + "/told", R"({"post":"chu-tich"})")),
            "several-asked");
  EXPECT_EQ(call("POST", path_of(key_) + "/told", R"({"as_post":"truong-vh-xh"})").status, 200);
  EXPECT_TRUE(json("/v1/status").at("by_hand").empty());
  EXPECT_EQ(code_of(call("POST", path_of(key_) + "/told", "{}")), "nothing-asked");
  const auto message = json(path_of(key_)).at("messages").at(0);
  EXPECT_EQ(message.at("channel"), "manual");
  EXPECT_EQ(message.at("attempts").at(0).at("outcome"), "told");
}

}  // namespace
}  // namespace dondoc::by_hand_page_test
