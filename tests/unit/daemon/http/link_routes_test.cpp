// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/link_words.h"
#include "tests/unit/daemon/http/routes_fixture.h"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::link_routes_test {
namespace {

using Json = nlohmann::json;
using dondoc::testing::at;

RuleSet hearing_office() {
  RuleSet rules = testing::small_office();
  rules.reply_channels = {"zalo"};
  rules.directory.people.at("chu-tich-1").contacts = {{"zalo", "chat-ct"}};
  rules.directory.posts["trong"] = Post{"trong", "Chức danh trống", std::nullopt, {}};
  return rules;
}

class LinkRoutes : public testing::RoutesFixture {
 protected:
  LinkRoutes() : RoutesFixture(hearing_office()) { settle(at("2026-05-11T08:00")); }
};

TEST_F(LinkRoutes, GiveACodeThatTheStoreTakesOnceAndTellWhoIsConnected) {
  EXPECT_EQ(json("/v1/links")["connected"], 1);
  EXPECT_EQ(json("/v1/links")["held_posts"], 6);
  const ApiResponse given = call("POST", "/v1/posts/truong-kinh-te/link");
  ASSERT_EQ(given.status, 200) << given.body;
  const Json link = Json::parse(given.body);
  EXPECT_EQ(link["until"], "2026-05-14T08:00:00+07:00");
  const auto code = link_code_in(link["message"].get<std::string>());
  ASSERT_TRUE(code);
  bool listed = false;
  const Json links = json("/v1/links");
  for (const Json& post : links["posts"]) {
    listed =
        listed || (post["post"] == "truong-kinh-te" &&
                   post["code_until"] == "2026-05-14T08:00:00+07:00" && post["connected"] == false);
    EXPECT_EQ(post.dump().find(*code), std::string::npos);
  }
  EXPECT_TRUE(listed);
  Store::Transaction transaction(*store());
  EXPECT_EQ(store()->take_link_code(*code, at("2026-05-11T09:00"))->person, "truong-kinh-te-1");
  transaction.commit();
}

TEST_F(LinkRoutes, RefuseWhoCannotBeLinked) {
  EXPECT_EQ(code_of(call("POST", "/v1/posts/khong-co/link")), "unknown-post");
  EXPECT_EQ(code_of(call("POST", "/v1/posts/trong/link")), "vacant-post");
  EXPECT_EQ(call("GET", "/v1/posts/truong-kinh-te/link").status, 405);
  EXPECT_EQ(call("POST", "/v1/links").status, 405);
  EXPECT_EQ(call("POST", "/v1/posts/truong-kinh-te/link", "", Peer::stranger).status, 403);
}

TEST_F(LinkRoutes, UnlinkWhoHoldsThePost) {
  {
    Store::Transaction transaction(*store());
    store()->write_link(
        {"zalo", "truong-kinh-te-1", "truong-kinh-te", "chat-kt", at("2026-05-11T08:00")});
    transaction.commit();
  }
  EXPECT_TRUE(Json::parse(call("POST", "/v1/posts/truong-kinh-te/unlink").body)["was_linked"]);
  EXPECT_FALSE(Json::parse(call("POST", "/v1/posts/truong-kinh-te/unlink").body)["was_linked"]);
  EXPECT_TRUE(store()->links().empty());
}

TEST_F(LinkRoutes, TellInStatusHowManyCanAnswer) {
  status_.deaf_channels = {{"zalo", "lý do"}};
  const Json replies = json("/v1/status")["replies"];
  EXPECT_EQ(replies["connected"], 1);
  EXPECT_EQ(replies["deaf_channels"]["zalo"], "lý do");
}

}  // namespace
}  // namespace dondoc::link_routes_test
