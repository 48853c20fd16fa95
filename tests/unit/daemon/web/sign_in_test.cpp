// SPDX-License-Identifier: Apache-2.0
// Coming in, staying in and going out.
#include "tests/unit/daemon/web/web_fixture.h"

#include <algorithm>
#include <regex>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::sign_in_test {
namespace {

using dondoc::testing::at;
using dondoc::testing::small_office;

RuleSet office() {
  RuleSet rules = small_office();
  rules.directory.posts.at("truong-kinh-te").held_by.front().to = make_date(2026, 5, 31);
  return rules;
}

std::string without_hyphen(std::string code) {
  code.erase(std::remove(code.begin(), code.end(), '-'), code.end());
  return code;
}

class SignInTest : public testing::WebFixture {
 protected:
  SignInTest() : WebFixture(office()) { settle(at("2026-05-22T07:31")); }

  /// The code in the newest message that the person was sent; empty when there is none.
  std::string code_sent_to(const std::string& person) {
    std::string code;
    for (const StoredMessage& message : store()->due_messages("maildir", now(), 1000)) {
      std::smatch found;
      if (message.draft.person == person && message.draft.subject.rfind("[Đăng nhập]", 0) == 0 &&
          std::regex_search(message.draft.text, found, std::regex("[0-9A-Z]{4}-[0-9A-Z]{4}"))) {
        code = found.str();
      }
    }
    return code;
  }
  int codes_sent() {
    int count = 0;
    for (const StoredMessage& message : store()->due_messages("maildir", now(), 1000)) {
      count += message.draft.subject.rfind("[Đăng nhập]", 0) == 0 ? 1 : 0;
    }
    return count;
  }
};

TEST_F(SignInTest, ACodeComesOverOnesOwnChannelAndOpensOnce) {
  EXPECT_EQ(header(see("/"), "Location"), "/vao");
  EXPECT_EQ(ask("POST", "/vao", "ai=Truong-VH-XH%40xa.example").status, 303);
  const std::string code = code_sent_to("truong-vh-xh-1");
  ASSERT_FALSE(code.empty());
  const ApiResponse in = ask("POST", "/vao/ma", "ma=" + code);
  EXPECT_EQ(header(in, "Location"), "/");
  EXPECT_TRUE(has(see("/"), "Trưởng phòng Văn hóa - Xã hội"));
  cookie_.clear();
  EXPECT_EQ(ask("POST", "/vao/ma", "ma=" + code).status, 403);
  EXPECT_EQ(see("/").status, 303);
}

TEST_F(SignInTest, APostsTitleDoesAsWell) {
  (void)ask("POST", "/vao", "ai=tr%C6%B0%E1%BB%9Fng+ph%C3%B2ng+kinh+t%E1%BA%BF");
  EXPECT_FALSE(code_sent_to("truong-kinh-te-1").empty());
}

TEST_F(SignInTest, ACodeMayBeTypedInSmallLettersWithoutTheHyphen) {
  (void)ask("POST", "/vao", "ai=truong-vh-xh%40xa.example");
  std::string typed;
  for (const char c : code_sent_to("truong-vh-xh-1")) {
    typed += c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  typed.replace(typed.find(' '), 1, "+");
  EXPECT_EQ(ask("POST", "/vao/ma", "ma=" + typed).status, 303);
}

TEST_F(SignInTest, NobodyLearnsWhoIsInTheDirectory) {
  const ApiResponse known = ask("POST", "/vao", "ai=truong-vh-xh%40xa.example");
  const ApiResponse unknown = ask("POST", "/vao", "ai=ai-do%40xa.example");
  EXPECT_EQ(known.status, unknown.status);
  EXPECT_EQ(known.body, unknown.body);
  EXPECT_EQ(known.headers, unknown.headers);
  EXPECT_EQ(codes_sent(), 1);
}

TEST_F(SignInTest, NobodyIsFloodedWithCodes) {
  for (int minute = 0; minute < 60; ++minute) {
    for (int i = 0; i < 3; ++i) {
      (void)ask("POST", "/vao", "ai=truong-vh-xh%40xa.example");
    }
    settle(now() + std::chrono::minutes{1});
  }
  EXPECT_EQ(codes_sent(), 5) << "of an hour";
}

TEST_F(SignInTest, AStrangerWhoAsksTakesNobodysCodeAway) {
  const auto by_stranger = [this] {
    (void)ask("POST", "/vao", "ai=truong-vh-xh%40xa.example");
    return code_sent_to("truong-vh-xh-1");
  };
  const std::string first = by_stranger();
  for (int minute = 0; minute < 180; ++minute) {
    settle(now() + std::chrono::minutes{1});
    // Whatever was sent last opens, for some minutes at least, and is never out of date.
    const std::string newest = by_stranger();
    ASSERT_EQ(Doors(*store()).sign_in_person(without_hyphen(newest), now()), "truong-vh-xh-1")
        << minute;
    ASSERT_EQ(
        Doors(*store()).sign_in_person(without_hyphen(newest), now() + std::chrono::minutes{8}),
        "truong-vh-xh-1")
        << minute;
  }
  EXPECT_NE(by_stranger(), first);
  EXPECT_EQ(ask("POST", "/vao/ma", "ma=" + by_stranger()).status, 303);
}

TEST_F(SignInTest, AStrangerWhoAsksTakesNoCodeAwayThatAnAdminHandedOut) {
  const ApiResponse handed = call("POST", "/v1/posts/truong-vh-xh/sign-in");
  ASSERT_EQ(handed.status, 200) << handed.body;
  const auto code = nlohmann::json::parse(handed.body).at("code").get<std::string>();
  const auto by_stranger = [this] {
    const ApiResponse known = ask("POST", "/vao", "ai=truong-vh-xh%40xa.example");
    const ApiResponse unknown = ask("POST", "/vao", "ai=ai-do%40xa.example");
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.body, unknown.body);
    EXPECT_EQ(known.headers, unknown.headers);
  };
  const Instant end = now() + std::chrono::hours{24};
  while (now() + std::chrono::minutes{8} < end) {
    by_stranger();
    ASSERT_EQ(codes_sent(), 0) << to_rfc3339(now(), rules().zone);
    settle(std::min(now() + std::chrono::minutes{13}, end - std::chrono::minutes{8}));
  }
  EXPECT_EQ(Doors(*store()).sign_in_person(without_hyphen(code), now()), "truong-vh-xh-1");
  by_stranger();
  EXPECT_EQ(codes_sent(), 1) << "in its last minutes another one is sent";
}

TEST_F(SignInTest, WhoHasUsedACodeThatWasHandedOutIsSentAnotherSoon) {
  const ApiResponse handed = call("POST", "/v1/posts/truong-vh-xh/sign-in");
  const auto code = nlohmann::json::parse(handed.body).at("code").get<std::string>();
  EXPECT_EQ(ask("POST", "/vao/ma", "ma=" + code).status, 303);
  settle(now() + std::chrono::minutes{1});
  (void)ask("POST", "/vao", "ai=truong-vh-xh%40xa.example");
  EXPECT_EQ(codes_sent(), 1);
}

TEST_F(SignInTest, WhoHasUsedACodeGetsAnotherSoon) {
  (void)ask("POST", "/vao", "ai=truong-vh-xh%40xa.example");
  EXPECT_EQ(ask("POST", "/vao/ma", "ma=" + code_sent_to("truong-vh-xh-1")).status, 303);
  settle(now() + std::chrono::seconds{59});
  (void)ask("POST", "/vao", "ai=truong-vh-xh%40xa.example");
  EXPECT_EQ(codes_sent(), 1);
  settle(now() + std::chrono::seconds{1});
  (void)ask("POST", "/vao", "ai=truong-vh-xh%40xa.example");
  EXPECT_EQ(codes_sent(), 2) << "for another device";
}

TEST_F(SignInTest, ACodeIsToldToItsReaderAlone) {
  (void)ask("POST", "/vao", "ai=truong-vh-xh%40xa.example");
  const std::string code = code_sent_to("truong-vh-xh-1");
  ASSERT_FALSE(code.empty());
  for (const StoredMessage& message : store()->due_messages("maildir", now(), 1000)) {
    EXPECT_EQ(call("GET", "/v1/why/" + message.id).body.find(code), std::string::npos);
  }
}

TEST_F(SignInTest, ACodeEndsAfterTwentyMinutes) {
  (void)ask("POST", "/vao", "ai=truong-vh-xh%40xa.example");
  const std::string code = code_sent_to("truong-vh-xh-1");
  settle(now() + std::chrono::minutes{20});
  EXPECT_EQ(ask("POST", "/vao/ma", "ma=" + code).status, 403);
}

TEST_F(SignInTest, LookingAtACodesLinkUsesNothingUp) {
  (void)ask("POST", "/vao", "ai=truong-vh-xh%40xa.example");
  const std::string code = code_sent_to("truong-vh-xh-1");
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(see("/vao/ma/" + code).status, 200);
    EXPECT_EQ(ask("HEAD", "/vao/ma/" + code).status, 200);
  }
  EXPECT_EQ(ask("POST", "/vao/ma", "ma=" + code).status, 303);
}

TEST_F(SignInTest, GuessingIsStopped) {
  int refused = 0;
  for (int i = 0; i < 100; ++i) {
    refused += ask("POST", "/vao/ma", "ma=AAAA-AAAA").status == 429 ? 1 : 0;
  }
  EXPECT_EQ(refused, 40);
}

TEST_F(SignInTest, GuessingFromManyAddressesOfOneNetworkIsStoppedToo) {
  settings_.behind_proxy = true;
  const auto guess = [this](const std::string& from) {
    return ask("POST", "/vao/ma", "ma=AAAA-AAAA", {{"x-forwarded-for", from}}).status;
  };
  int refused = 0;
  for (int i = 0; i < 100; ++i) {
    refused += guess("2001:db8:1:2::" + std::to_string(i)) == 429 ? 1 : 0;
  }
  EXPECT_EQ(refused, 40);
  EXPECT_EQ(guess("2001:db8:1:3::1"), 403);
  EXPECT_EQ(guess("::ffff:192.0.2.1"), 403);
}

TEST_F(SignInTest, ASessionEndsWhenItRestsOrGrowsOld) {
  sign_in("truong-vh-xh");
  settle(now() + session_idle_max - std::chrono::seconds{1});
  EXPECT_EQ(see("/").status, 200) << "used";
  settle(now() + session_idle_max - std::chrono::seconds{1});
  EXPECT_EQ(see("/").status, 200) << "used again";
  settle(now() + session_idle_max);
  EXPECT_EQ(see("/").status, 303);

  sign_in("truong-vh-xh");
  for (Instant end = now() + session_max; now() + std::chrono::hours{11} < end;) {
    EXPECT_EQ(see("/").status, 200);
    settle(now() + std::chrono::hours{11});
  }
  settle(now() + std::chrono::hours{11});
  EXPECT_EQ(see("/").status, 303);
}

TEST_F(SignInTest, ASessionEndsWithThePost) {
  settle(at("2026-05-31T20:00"));
  sign_in("truong-kinh-te");
  EXPECT_EQ(see("/").status, 200);
  settle(at("2026-06-01T00:00"));
  EXPECT_EQ(see("/").status, 303);
  EXPECT_EQ(ask("POST", "/vao", "ai=truong-kinh-te%40xa.example").status, 303);
  EXPECT_EQ(codes_sent(), 0);
}

TEST_F(SignInTest, GoingOutEndsTheSessionItself) {
  sign_in("truong-vh-xh");
  const std::string before = cookie_;
  EXPECT_EQ(header(send("/ra"), "Location"), "/vao");
  cookie_ = before;
  EXPECT_EQ(see("/").status, 303);
}

TEST_F(SignInTest, TheCookieIsForThisHostAlone) {
  sign_in("truong-vh-xh");
  EXPECT_EQ(cookie_.rfind("dondoc=", 0), 0U);
  settings_.public_url = "https://dondoc.xa.example";
  sign_in("truong-vh-xh");
  EXPECT_EQ(cookie_.rfind("__Host-dondoc=", 0), 0U);
  const std::string cookie = session_cookie("x", settings_);
  for (const char* part : {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}) {
    EXPECT_NE(cookie.find(part), std::string::npos) << part;
  }
}

TEST_F(SignInTest, AForeignPageCantSignAnybodyInOrOut) {
  sign_in("truong-vh-xh");
  EXPECT_EQ(ask("POST", "/vao", "ai=x", {{"origin", "http://evil.example"}}).status, 403);
  EXPECT_EQ(ask("POST", "/vao/ma", "ma=x", {{"sec-fetch-site", "cross-site"}}).status, 403);
  EXPECT_EQ(ask("POST", "/ra", "ma_trang=").status, 403);
  EXPECT_EQ(ask("POST", "/ra", "").status, 403);
  EXPECT_EQ(see("/").status, 200);
}

}  // namespace
}  // namespace dondoc::sign_in_test
