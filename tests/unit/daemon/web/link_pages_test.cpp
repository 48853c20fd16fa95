// SPDX-License-Identifier: Apache-2.0
// What the links of mails do, and what they never do.
#include "daemon/act_link.h"
#include "tests/unit/daemon/web/web_fixture.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::link_pages_test {
namespace {

using dondoc::testing::at;
using dondoc::testing::small_office;

constexpr const char* key = "cchc/VII.6@2026-05";

RuleSet office() {
  RuleSet rules = small_office();
  rules.directory.posts.at("truong-vh-xh").held_by.front().to = make_date(2026, 5, 31);
  return rules;
}

class LinkPagesTest : public testing::WebFixture {
 protected:
  LinkPagesTest() : WebFixture(office()) {
    settle(at("2026-05-11T08:00"));
    settle(at("2026-05-22T07:31"));
  }

  std::string link(const std::string& act, const std::string& person = "truong-vh-xh-1") {
    const ActLinkClaim claim{act, key, person, std::string(32, 'a'), now() + act_link_valid};
    return "/lien-ket/" + sign_act_link(claim, Doors(*store()).link_keys().front());
  }
  [[nodiscard]] OccurrenceState state() { return store()->occurrence(key)->state; }
};

TEST_F(LinkPagesTest, LookingShowsTheDutyAndTheFormAndChangesNothing) {
  const std::string address = link("complete");
  const std::int64_t before = store()->changes();
  for (int i = 0; i < 50; ++i) {
    const ApiResponse page = see(address);
    ASSERT_EQ(page.status, 200);
    ASSERT_TRUE(has(page, "Báo hoàn thành"));
    ASSERT_TRUE(has(page, "Tự đánh giá"));
    ASSERT_EQ(ask("HEAD", address).status, 200);
    ASSERT_EQ(ask("OPTIONS", address).status, 405);
  }
  EXPECT_EQ(store()->changes(), before);
  EXPECT_EQ(state(), OccurrenceState::open);
  EXPECT_EQ(changes_, 0);
}

TEST_F(LinkPagesTest, SendingTheFormActsOnceAndTellsASecondPress) {
  const std::string address = link("complete");
  const ApiResponse done = ask("POST", address, "document=12%2FBC-VHXH&document_date=2026-05-21");
  EXPECT_EQ(done.status, 200);
  EXPECT_TRUE(has(done, "Đã ghi nhận"));
  ASSERT_EQ(state(), OccurrenceState::done);
  const auto facts = store()->facts(key);
  EXPECT_EQ(facts.back().fact.actor, "truong-vh-xh");
  EXPECT_EQ(facts.back().fact.by, "link");
  EXPECT_EQ(datum_of(facts.back().fact, "document"), "12/BC-VHXH");
  settle(now() + std::chrono::hours{1});
  for (int i = 0; i < 5; ++i) {
    const ApiResponse again = ask("POST", address, "document=13%2FBC-VHXH");
    EXPECT_EQ(again.status, 200);
    EXPECT_TRUE(has(again, "đã được ghi nhận lúc 07 giờ 31 ngày 22/5/2026"));
  }
  EXPECT_TRUE(has(see(address), "đã được ghi nhận lúc"));
  EXPECT_EQ(store()->facts(key).size(), facts.size());
}

TEST_F(LinkPagesTest, ARefusedActLeavesTheLinkAndWhatWasTyped) {
  const std::string address = link("extend");
  const ApiResponse refused = ask("POST", address, "until=2026-05-20&reason=%22m%C6%B0a%22");
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(has(refused, "Chưa ghi nhận"));
  EXPECT_TRUE(has(refused, "&quot;mưa&quot;"));
  EXPECT_EQ(ask("POST", address, "until=2026-05-29&reason=m%C6%B0a").status, 200);
  EXPECT_TRUE(store()->occurrence(key)->asked);
}

TEST_F(LinkPagesTest, ALinkIsForOneActOnly) {
  EXPECT_EQ(ask("POST", link("acknowledge"), "document=1%2FBC").status, 200);
  EXPECT_EQ(state(), OccurrenceState::open);
  EXPECT_TRUE(store()->occurrence(key)->acknowledged_at);
}

TEST_F(LinkPagesTest, AForgedLinkIsNone) {
  std::string forged = link("complete");
  forged[forged.size() - 3] = forged[forged.size() - 3] == 'A' ? 'B' : 'A';
  EXPECT_EQ(see(forged).status, 404);
  EXPECT_EQ(ask("POST", forged, "").status, 404);
  EXPECT_EQ(ask("POST", "/lien-ket/v1.1.x.y", "").status, 404);
  EXPECT_EQ(ask("POST", "/lien-ket/v1.0.x.y", "").status, 404);
  EXPECT_EQ(ask("POST", "/lien-ket/v1.9.x.y", "").status, 404);
  EXPECT_EQ(state(), OccurrenceState::open);
}

TEST_F(LinkPagesTest, ALinkEndsAfterItsDays) {
  const std::string address = link("complete");
  settle(now() + act_link_valid);
  EXPECT_EQ(see(address).status, 410);
  EXPECT_EQ(ask("POST", address, "").status, 410);
  EXPECT_EQ(state(), OccurrenceState::open);
}

TEST_F(LinkPagesTest, AfterARevocationOldLinksSayWhereToGo) {
  const std::string address = link("complete");
  ASSERT_EQ(call("POST", "/v1/link-keys/revoke", "").status, 200);
  for (const ApiResponse& page : {see(address), ask("POST", address, "")}) {
    EXPECT_EQ(page.status, 410);
    EXPECT_TRUE(has(page, "Liên kết không còn hiệu lực"));
    EXPECT_TRUE(has(page, "mở liên kết trong thư nhắc việc mới nhất"));
    EXPECT_TRUE(has(page, "đăng nhập trang công việc"));
  }
  EXPECT_EQ(state(), OccurrenceState::open);
  EXPECT_EQ(ask("POST", link("complete"), "").status, 200);
}

TEST_F(LinkPagesTest, AfterARotationOldLinksActUntilTheyExpire) {
  const std::string address = link("acknowledge");
  ASSERT_EQ(call("POST", "/v1/link-keys/rotate", "").status, 200);
  EXPECT_NE(link("acknowledge"), address);
  EXPECT_EQ(ask("POST", address, "").status, 200);
  EXPECT_TRUE(store()->occurrence(key)->acknowledged_at);
}

TEST_F(LinkPagesTest, AnActIsUsedUpUnderWhicheverKeyItsLinkIsSigned) {
  const std::string address = link("acknowledge");
  ASSERT_EQ(call("POST", "/v1/link-keys/rotate", "").status, 200);
  const std::string resent = link("acknowledge");
  EXPECT_EQ(ask("POST", address, "").status, 200);
  const auto facts = store()->facts(key).size();
  EXPECT_TRUE(has(ask("POST", resent, ""), "đã được ghi nhận lúc"));
  EXPECT_EQ(store()->facts(key).size(), facts);
}

TEST_F(LinkPagesTest, WhatWasUsedAndWhatSignedAreForgottenWhenNothingOfThemHolds) {
  const std::string address = link("acknowledge");
  ASSERT_EQ(ask("POST", address, "").status, 200);
  ASSERT_EQ(call("POST", "/v1/link-keys/rotate", "").status, 200);
  const auto forget = [this](Instant moment) {
    Store::Transaction transaction(*store());
    forget_spent_links(*store(), moment);
    transaction.commit();
  };
  forget(now() + act_link_valid);
  EXPECT_TRUE(has(see(address), "đã được ghi nhận lúc"));
  EXPECT_EQ(Doors(*store()).link_keys().size(), 2U);
  const ActLinkClaim claim{
      "acknowledge", key, "truong-vh-xh-1", std::string(32, 'a'), now() + act_link_valid};
  EXPECT_TRUE(Doors(*store()).link_used_at(act_link_name(claim)));
  forget(now() + act_link_valid + std::chrono::seconds{1});
  EXPECT_FALSE(Doors(*store()).link_used_at(act_link_name(claim)));
  EXPECT_EQ(Doors(*store()).link_keys().size(), 1U);
  settle(now() + act_link_valid + std::chrono::seconds{1});
  EXPECT_EQ(see(address).status, 410);
}

TEST_F(LinkPagesTest, KeysAreNotReplacedWithoutEnd) {
  for (std::size_t i = 1; i < link_keys_max; ++i) {
    ASSERT_EQ(call("POST", "/v1/link-keys/rotate", "").status, 200);
  }
  const ApiResponse refused = call("POST", "/v1/link-keys/rotate", "");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(code_of(refused), "too-many-keys");
  EXPECT_EQ(call("POST", "/v1/link-keys/revoke", "").status, 200);
  EXPECT_EQ(json("/v1/link-keys").at("keys").size(), 1U);
}

TEST_F(LinkPagesTest, NoKeyIsEverTold) {
  ASSERT_EQ(call("POST", "/v1/link-keys/rotate", "").status, 200);
  const auto keys = json("/v1/link-keys").at("keys");
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0].at("id"), 2);
  EXPECT_EQ(keys[0].at("signs"), true);
  EXPECT_EQ(keys[1].at("holds_until"), to_rfc3339(now() + act_link_valid, rules().zone));
  for (const auto& [name, value] : keys[0].items()) {
    EXPECT_TRUE(name == "id" || name == "made_at" || name == "signs" || name == "holds_until")
        << name;
  }
}

TEST_F(LinkPagesTest, WhoHasHandedThePostOverActsNoMore) {
  const std::string address = link("complete");
  settle(at("2026-06-01T08:00"));
  EXPECT_EQ(ask("POST", address, "").status, 409);
  EXPECT_EQ(state(), OccurrenceState::open);
}

TEST_F(LinkPagesTest, AForwardedLinkSpeaksForItsReaderAlone) {
  EXPECT_EQ(ask("POST", link("complete", "truong-kinh-te-1"), "").status, 409);
  EXPECT_EQ(ask("POST", link("extend", "truong-kinh-te-1"), "until=2026-05-29&reason=x").status,
            409);
  EXPECT_EQ(state(), OccurrenceState::open);
}

}  // namespace
}  // namespace dondoc::link_pages_test
