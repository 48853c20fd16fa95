// SPDX-License-Identifier: Apache-2.0
// What other systems rely on over TCP: repeating a request, asking only for what is new, being told
// what an address takes.
#include "daemon/web/repeated_request.h"

#include "tests/unit/daemon/web/web_fixture.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::repeated_request_test {
namespace {

using dondoc::testing::at;

class Repeated : public testing::WebFixture {
 protected:
  Repeated() : WebFixture(testing::small_office()) {
    settle(at("2026-05-11T08:00"));
    settle(at("2026-05-22T07:31"));
    secret_ = token("mot");
  }

  std::string token(const std::string& name) {
    Store::Transaction transaction(*store());
    const auto secret = Doors(*store()).write_api_token(
        {name, "admin", "", now(), now() + std::chrono::hours{1000}});
    transaction.commit();
    return secret.value();
  }
  ApiResponse api(const std::string& method,
                  const std::string& target,
                  const std::string& body = "",
                  std::map<std::string, std::string> headers = {}) {
    headers.emplace("authorization", "Bearer " + secret_);
    headers.emplace("content-type", "application/json");
    return ask(method, target, body, headers);
  }
  ApiResponse act(const std::string& body, const std::string& key) {
    return api("POST", path_of(key_) + "/comment", body, {{"idempotency-key", key}});
  }
  std::size_t facts() { return store()->facts(key_).size(); }

  const std::string key_ = "cchc/VII.6@2026-05";
  std::string secret_;
};

TEST_F(Repeated, IsDoneOnce) {
  const std::size_t before = facts();
  const ApiResponse first = act(R"({"text":"một"})", "a-1");
  EXPECT_EQ(first.status, 200);
  const ApiResponse again = act(R"({"text":"một"})", "a-1");
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(header(again, "Idempotent-Replayed"), "true");
  EXPECT_EQ(facts(), before + 1);
  EXPECT_EQ(act(R"({"text":"một"})", "a-2").status, 200);
  EXPECT_EQ(facts(), before + 2) << "another key is another request";
}

TEST_F(Repeated, ARefusalIsRepeatedToo) {
  const ApiResponse first = act(R"({"text":""})", "a-1");
  EXPECT_GE(first.status, 400);
  const ApiResponse again = act(R"({"text":""})", "a-1");
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(header(again, "Idempotent-Replayed"), "true");
}

TEST_F(Repeated, AKeyStandsForOneRequest) {
  EXPECT_EQ(act(R"({"text":"một"})", "a-1").status, 200);
  const std::size_t before = facts();
  const ApiResponse other = act(R"({"text":"hai"})", "a-1");
  EXPECT_EQ(other.status, 422);
  EXPECT_EQ(code_of(other), "idempotency-key-reused");
  EXPECT_EQ(api("POST", "/v1/hold", R"({"text":"một"})", {{"idempotency-key", "a-1"}}).status, 422);
  EXPECT_EQ(facts(), before);
  secret_ = token("hai");
  EXPECT_EQ(act(R"({"text":"hai"})", "a-1").status, 200) << "another caller has keys of its own";
}

TEST_F(Repeated, IsKeptLongerThanADay) {
  (void)act(R"({"text":"một"})", "a-1");
  const std::size_t before = facts();
  settle(now() + std::chrono::hours{25});
  const std::size_t then = facts();
  EXPECT_EQ(header(act(R"({"text":"một"})", "a-1"), "Idempotent-Replayed"), "true");
  EXPECT_EQ(facts(), then);
  settle(now() + repeats_kept);
  EXPECT_EQ(header(act(R"({"text":"một"})", "a-1"), "Idempotent-Replayed"), "");
  EXPECT_GT(facts(), before);
}

TEST_F(Repeated, WhatNobodyKnowsTheEndOfIsNotDoneAgain) {
  const std::string target = path_of(key_) + "/comment";
  const std::string body = R"({"text":"một"})";
  {
    // As a crash leaves it between the key and the answer.
    Store::Transaction transaction(*store());
    Doors(*store()).keep_request("mot", "a-1", secret_hash("POST\n" + target + '\n' + body), now());
    transaction.commit();
  }
  const std::size_t before = facts();
  const ApiResponse response = act(body, "a-1");
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(code_of(response), "outcome-unknown");
  EXPECT_EQ(facts(), before);
}

TEST_F(Repeated, WhatOpensADoorIsNeverKept) {
  for (const char* target : {"/v1/tokens",
                             "/v1/feeds",
                             "/v1/posts/truong-vh-xh/sign-in",
                             "/v1/posts/truong-vh-xh/link"}) {
    EXPECT_EQ(code_of(api("POST", target, "{}", {{"idempotency-key", "a"}})),
              "idempotency-not-here")
        << target;
  }
  for (const std::string& key : {std::string("a b"), std::string("ế"), std::string(201, 'a')}) {
    EXPECT_EQ(act("{}", key).status, 400) << key;
  }
}

TEST_F(Repeated, WhatIsKnownIsNotSentAgain) {
  const ApiResponse first = api("GET", "/v1/occurrences");
  const std::string tag = header(first, "ETag");
  EXPECT_FALSE(tag.empty());
  const ApiResponse same = api("GET", "/v1/occurrences", "", {{"if-none-match", tag}});
  EXPECT_EQ(same.status, 304);
  EXPECT_TRUE(same.body.empty());
  (void)act(R"({"text":"một"})", "a-1");
  (void)api("POST", path_of(key_) + "/acknowledge", "{}");
  EXPECT_EQ(api("GET", "/v1/occurrences", "", {{"if-none-match", tag}}).status, 200);
  EXPECT_EQ(header(api("GET", "/v1/khong-co"), "ETag"), "");
}

TEST_F(Repeated, BodiesAreJsonAndSaySo) {
  const std::string target = path_of(key_) + "/acknowledge";
  for (const char* type : {"application/x-www-form-urlencoded",
                           "text/plain",
                           "",
                           "application/jsonx",
                           "multipart/form-data"}) {
    const ApiResponse response = api("POST", target, "{}", {{"content-type", type}});
    EXPECT_EQ(response.status, 415) << type;
  }
  EXPECT_EQ(api("POST", target, "{}", {{"content-type", "application/json; charset=utf-8"}}).status,
            200);
  EXPECT_EQ(api("POST", path_of(key_) + "/undo", "", {{"content-type", ""}}).status, 200)
      << "without a body there is nothing to say of it";
}

TEST_F(Repeated, AWrongMethodIsToldTheRightOnes) {
  EXPECT_EQ(header(api("DELETE", "/v1/occurrences"), "Allow"), "GET");
  EXPECT_EQ(header(api("GET", "/v1/hold"), "Allow"), "POST");
  EXPECT_EQ(header(api("PUT", "/v1/tokens"), "Allow"), "GET, POST");
  EXPECT_EQ(api("PUT", "/v1/khong-co").status, 404);
}

}  // namespace
}  // namespace dondoc::repeated_request_test
