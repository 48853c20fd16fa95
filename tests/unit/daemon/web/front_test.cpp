// SPDX-License-Identifier: Apache-2.0
// The door of the port: hosts, methods, tokens, roles.
#include "daemon/web/front.h"

#include "daemon/http/route_table.h"
#include "tests/unit/daemon/web/web_fixture.h"

#include <array>
#include <regex>
#include <string>

#include <gtest/gtest.h>

namespace dondoc::front_test {
namespace {

using dondoc::testing::at;

constexpr std::array<Role, 5> roles{
    Role::viewer, Role::unit, Role::overseer, Role::editor, Role::admin};

class FrontTest : public testing::WebFixture {
 protected:
  FrontTest() : WebFixture(testing::small_office()) {
    settle(at("2026-05-11T08:00"));
    settle(at("2026-05-22T07:31"));
  }

  std::string token(Role role, const std::string& post) {
    Store::Transaction transaction(*store());
    const auto secret = Doors(*store()).write_api_token({"t" + std::to_string(++tokens_),
                                                         std::string(role_name(role)),
                                                         post,
                                                         now(),
                                                         now() + std::chrono::hours{24}});
    transaction.commit();
    return secret.value();
  }
  ApiResponse api(const std::string& secret,
                  const std::string& method,
                  const std::string& target,
                  const std::string& body = "") {
    return ask(method,
               target,
               body,
               {{"authorization", "Bearer " + secret}, {"content-type", "application/json"}});
  }

  int tokens_{0};
};

TEST_F(FrontTest, OnlyOurOwnNameIsServed) {
  for (const char* host : {"127.0.0.1:8377", "localhost:8377"}) {
    EXPECT_EQ(ask("GET", "/vao", "", {{"host", host}}).status, 200) << host;
  }
  for (const char* host : {"evil.example", "127.0.0.1", "127.0.0.1:8378", ""}) {
    EXPECT_EQ(ask("GET", "/vao", "", {{"host", host}}).status, 421) << host;
  }
  settings_.public_url = "https://dondoc.xa.example";
  EXPECT_EQ(ask("GET", "/vao", "", {{"host", "dondoc.xa.example"}}).status, 200);
}

TEST_F(FrontTest, EverythingLeavesWithItsSafety) {
  sign_in("truong-vh-xh");
  for (const char* target :
       {"/", "/vao", "/tep/style.css", "/khong-co", "/v1/status", "/lien-ket/x"}) {
    const ApiResponse response = see(target);
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff") << target;
    EXPECT_EQ(header(response, "X-Frame-Options"), "DENY") << target;
    const std::string policy = header(response, "Content-Security-Policy");
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos) << target;
    EXPECT_EQ(policy.find("unsafe"), std::string::npos) << target;
  }
}

TEST_F(FrontTest, NothingIsSeenWithoutSigningIn) {
  for (const PageRoute& page : page_routes()) {
    const std::string target =
        std::regex_replace(std::string(page.pattern), std::regex("\\{[a-z]+\\}"), "complete");
    const ApiResponse response = ask(std::string(page.method), target, "");
    EXPECT_EQ(response.status, 303) << target;
    EXPECT_EQ(header(response, "Location"), "/vao") << target;
  }
}

TEST_F(FrontTest, APageThatIsNoneIsMissing) {
  sign_in("truong-vh-xh");
  EXPECT_EQ(see("/khong-co").status, 404);
  EXPECT_EQ(see("/dau-viec/khong-co").status, 404);
  EXPECT_EQ(see("/..%2f..%2fetc%2fpasswd").status, 404);
  EXPECT_EQ(see("/%00").status, 400);
  EXPECT_EQ(see("/tep/..%2fstyle.css").status, 404);
}

TEST_F(FrontTest, AnAssetIsSentOnceAndThenKnown) {
  const ApiResponse first = see("/tep/style.css");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.content_type, "text/css; charset=utf-8");
  const ApiResponse again =
      ask("GET", "/tep/style.css", "", {{"if-none-match", header(first, "ETag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
}

TEST_F(FrontTest, APageDrawsEveryChangeInItsOwnSession) {
  sign_in("truong-kinh-te");
  const std::string before = see("/").body;
  const std::string mark = before.substr(before.find("ma_trang\" value=\"") + 17, 32);
  sign_in("truong-vh-xh");
  EXPECT_EQ(ask("POST", "/ra", "ma_trang=" + mark).status, 403) << "another session's token";
}

// ---- The API ------------------------------------------------------------------------------------

TEST_F(FrontTest, EveryRouteIsRefusedToWhoMayDoLess) {
  int asked = 0;
  for (const Route& route : api_routes()) {
    std::string target =
        std::regex_replace(std::string(route.pattern), std::regex("\\{act\\}"), "complete");
    target = std::regex_replace(target, std::regex("\\{[a-z]+\\}"), "x");
    const std::string method(route.method);
    EXPECT_EQ(ask(method, target).status, 401) << target;
    for (const Role role : roles) {
      const ApiResponse response = api(token(role, "truong-vh-xh"), method, target);
      EXPECT_EQ(response.status == 403, role < route.least)
          << role_name(role) << ' ' << method << ' ' << target << ' ' << response.body;
      const std::string other = method == "GET" ? "DELETE" : "PUT";
      EXPECT_EQ(api(token(role, "truong-vh-xh"), other, target).status, 405) << target;
      ++asked;
    }
  }
  EXPECT_GT(asked, 100);
  EXPECT_EQ(api(token(Role::admin, ""), "GET", "/v1/khong-co").status, 404);
}

TEST_F(FrontTest, ATokenSpeaksForItsPostAlone) {
  const std::string act = path_of("cchc/VII.6@2026-05") + "/acknowledge";
  const std::string secret = token(Role::unit, "truong-vh-xh");
  EXPECT_EQ(api(secret, "POST", act, R"({"as_post":"truong-kinh-te"})").status, 403);
  EXPECT_EQ(api(secret, "POST", act, "{}").status, 200);
  EXPECT_EQ(store()->facts("cchc/VII.6@2026-05").back().fact.actor, "truong-vh-xh");
  EXPECT_EQ(store()->facts("cchc/VII.6@2026-05").back().fact.by, "api");
  EXPECT_EQ(api(token(Role::unit, "truong-kinh-te"), "POST", act, "{}").status, 409)
      << "another unit's duty";
  EXPECT_EQ(api(token(Role::unit, ""), "POST", act, "{}").status, 403) << "of no post";
}

TEST_F(FrontTest, ATokenEnds) {
  const std::string secret = token(Role::viewer, "");
  EXPECT_EQ(api(secret, "GET", "/v1/status").status, 200);
  settle(now() + std::chrono::hours{24});
  EXPECT_EQ(api(secret, "GET", "/v1/status").status, 401);
}

TEST_F(FrontTest, ARevokedTokenOpensNothing) {
  const std::string secret = token(Role::viewer, "");
  const ApiResponse gone = api(token(Role::admin, ""), "POST", "/v1/tokens/t1/revoke");
  EXPECT_EQ(gone.status, 200);
  EXPECT_EQ(api(secret, "GET", "/v1/status").status, 401);
}

TEST_F(FrontTest, TokensAreTriedOnlySoOften) {
  int stopped = 0;
  for (int i = 0; i < 80; ++i) {
    stopped += api("wrong", "GET", "/v1/status").status == 429 ? 1 : 0;
  }
  EXPECT_EQ(stopped, 20);
  EXPECT_EQ(api(token(Role::viewer, ""), "GET", "/v1/status").status, 200)
      << "who has one comes in";
}

TEST_F(FrontTest, WrongTokensShutNobodyOut) {
  for (int i = 0; i < 80; ++i) {
    (void)api("wrong", "GET", "/v1/status");
  }
  EXPECT_EQ(ask("POST", "/vao", "ai=truong-vh-xh").status, 303)
      << "a program whose token is over is in the same office as the people";
}

TEST_F(FrontTest, NobodySaysOverThePortThatItWasRecordedAtTheServer) {
  const std::string secret = token(Role::unit, "truong-vh-xh");
  const std::string target = "/v1/posts/truong-vh-xh/week-ok";
  EXPECT_EQ(api(secret, "POST", target, R"({"by": "cli"})").status, 422);
  EXPECT_EQ(api(secret, "POST", target, R"({"by": "phone"})").status, 409) << "nothing is asked";
}

TEST_F(FrontTest, WhoIsKnownIsSeenByTheHeader) {
  const RouteContext office{store(), rules(), now(), status_, [] {}};
  const WebContext context{office, settings_, memory_, nullptr};
  const auto known = [&context](const std::string& name, const std::string& value) {
    return is_known_caller({"POST", "/sua", "", Peer::stranger, {{name, value}}, "127.0.0.1"},
                           context);
  };
  sign_in("truong-vh-xh");
  EXPECT_TRUE(known("cookie", cookie_));
  EXPECT_TRUE(known("authorization", "Bearer " + token(Role::viewer, "")));
  EXPECT_FALSE(known("cookie", "dondoc=x"));
  EXPECT_FALSE(known("authorization", "Bearer x"));
}

TEST_F(FrontTest, ACookieOpensNoApi) {
  sign_in("truong-vh-xh");
  EXPECT_EQ(see("/v1/status").status, 401);
  EXPECT_EQ(ask("POST", "/v1/hold", "{}").status, 401);
}

}  // namespace
}  // namespace dondoc::front_test
