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
  EXPECT_EQ(state(), OccurrenceState::open);
}

TEST_F(LinkPagesTest, ALinkEndsAfterItsDays) {
  const std::string address = link("complete");
  settle(now() + act_link_valid);
  EXPECT_EQ(see(address).status, 410);
  EXPECT_EQ(ask("POST", address, "").status, 410);
  EXPECT_EQ(state(), OccurrenceState::open);
}

TEST_F(LinkPagesTest, ReplacedKeysOpenNothing) {
  const std::string address = link("complete");
  Store::Transaction transaction(*store());
  Doors(*store()).replace_link_keys(now());
  transaction.commit();
  EXPECT_EQ(ask("POST", address, "").status, 404);
  EXPECT_EQ(ask("POST", link("complete"), "").status, 200);
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
