// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/url.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dondoc::url_test {
namespace {

/// The segments of a target, "!" when it is refused.
std::vector<std::string> segments(std::string_view target) {
  const auto parsed = parse_target(target);
  return parsed ? parsed->segments : std::vector<std::string>{"!"};
}

const std::vector<std::string> refused{"!"};

TEST(Url, SplitsBeforeItDecodes) {
  EXPECT_EQ(segments("/v1/occurrences/cchc%2FVII.2%3Aban-hanh%402026%23vh-xh/complete"),
            (std::vector<std::string>{
                "v1", "occurrences", "cchc/VII.2:ban-hanh@2026#vh-xh", "complete"}));
}

TEST(Url, RefusesWhatIsNotExactlyAPath) {
  EXPECT_EQ(segments(""), refused);
  EXPECT_EQ(segments("v1/status"), refused);
  EXPECT_EQ(segments("http://x/v1/status"), refused);
  EXPECT_EQ(segments("/v1//status"), refused);
  EXPECT_EQ(segments("/v1/status/"), refused);
  EXPECT_EQ(segments("/"), refused);
  EXPECT_EQ(segments("/v1/status#top"), refused);
}

TEST(Url, RefusesDotSegmentsHoweverTheyAreWritten) {
  EXPECT_EQ(segments("/v1/../status"), refused);
  EXPECT_EQ(segments("/v1/%2e%2E/status"), refused);
  EXPECT_EQ(segments("/v1/./status"), refused);
}

TEST(Url, RefusesBrokenEscapesNulAndWhatIsNotUtf8) {
  EXPECT_EQ(segments("/v1/%"), refused);
  EXPECT_EQ(segments("/v1/%4"), refused);
  EXPECT_EQ(segments("/v1/%zz"), refused);
  EXPECT_EQ(segments("/v1/a%00b"), refused);
  EXPECT_EQ(segments("/v1/%ff"), refused);
  EXPECT_EQ(segments("/v1/%c0%af"), refused);
  EXPECT_EQ(segments("/v1/%ed%a0%80"), refused);
  EXPECT_EQ(segments("/v1/%41"), (std::vector<std::string>{"v1", "A"}));
}

TEST(Url, ReadsTheQueryAndRefusesANameTwice) {
  const auto parsed = parse_target("/v1/occurrences?unit=vh-xh&after=a%2Fb%402026");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->query.at("unit"), "vh-xh");
  EXPECT_EQ(parsed->query.at("after"), "a/b@2026");
  EXPECT_FALSE(parse_target("/v1/occurrences?unit=a&unit=b"));
  EXPECT_FALSE(parse_target("/v1/occurrences?=a"));
}

RC_GTEST_PROP(Url, WhatIsEncodedIsDecodedToTheSame, (const std::vector<char32_t>& letters)) {
  std::string text;
  for (const char32_t letter : letters) {
    text += static_cast<char>('!' + static_cast<char>(letter % 94));
    text += (letter % 3 == 0) ? "đ" : "ố";
  }
  RC_ASSERT(percent_decoded(percent_encoded(text)) == text);
  RC_ASSERT(percent_encoded(text).find_first_of("/#@:?&= ") == std::string::npos);
}

}  // namespace
}  // namespace dondoc::url_test
