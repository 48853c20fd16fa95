// SPDX-License-Identifier: Apache-2.0
// What the bodies of acts may hold, whatever the act.
#include "tests/unit/daemon/http/routes_fixture.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace dondoc::act_bodies_test {
namespace {

class ActBodiesTest : public testing::RoutesFixture {
 protected:
  ActBodiesTest() : RoutesFixture(testing::small_office()) {
    settle(testing::at("2026-05-11T08:00"));
  }

  const std::string target_ = path_of("cchc/VII.4@2026") + "/comment";
};

TEST_F(ActBodiesTest, WordsThatDeceiveTheEyeAreRefused) {
  for (const char* words : {"\\u202e", "\\u2066", "\\u2028", "\\u0085", "\\u001b", "\\n"}) {
    EXPECT_EQ(call("POST", target_, R"({"text":"a)" + std::string(words) + R"("})").status, 422)
        << words;
  }
  EXPECT_EQ(call("POST", target_, R"({"text":"\u200e01/06/2026, chép từ bảng tính"})").status, 200);
}

TEST_F(ActBodiesTest, ATextThatIsTooLongIsRefusedWithItsFieldAndTheLimit) {
  std::string letters;
  for (std::size_t i = 0; i < act_text_letters_max; ++i) {
    letters += "ế";
  }
  EXPECT_EQ(call("POST", target_, R"({"text":")" + letters + R"("})").status, 200);
  const ApiResponse refused = call("POST", target_, R"({"text":")" + letters + R"(x"})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(code_of(refused), "text-too-long");
  EXPECT_NE(refused.body.find("trường text: Nội dung dài 501 ký tự, tối đa 500 ký tự."),
            std::string::npos)
      << refused.body;
}

TEST_F(ActBodiesTest, ABodyOfManyMembersHoldsNobodyUp) {
  std::string body = "{";
  for (int i = 0; i < 100'000; ++i) {
    body += "\"k" + std::to_string(i) + "\":\"\",";
  }
  body.back() = '}';
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(code_of(call("POST", target_, body)), "unknown-field");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{5});
}

}  // namespace
}  // namespace dondoc::act_bodies_test
