// SPDX-License-Identifier: Apache-2.0
#include "connectors/connector.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::connector_test {
namespace {

TEST(Connector, OutcomeNamesAreTheStoredOnesAndReadBack) {
  const std::vector<std::pair<OutcomeClass, std::string>> names{
      {OutcomeClass::ok, "ok"},
      {OutcomeClass::retry, "retry"},
      {OutcomeClass::throttled, "throttled"},
      {OutcomeClass::quota, "quota"},
      {OutcomeClass::auth, "auth"},
      {OutcomeClass::recipient_gone, "recipient_gone"},
      {OutcomeClass::rejected, "rejected"},
      {OutcomeClass::uncertain, "uncertain"},
  };
  for (const auto& [outcome, name] : names) {
    EXPECT_EQ(outcome_name(outcome), name);
    EXPECT_EQ(parse_outcome(name), outcome);
  }
  EXPECT_EQ(parse_outcome("OK"), std::nullopt);
  EXPECT_EQ(parse_outcome(""), std::nullopt);
}

TEST(Connector, AnIdIsSafeAsAFileNameAndAHeader) {
  EXPECT_TRUE(is_message_id("0123456789abcdef0123456789abcdef"));
  EXPECT_TRUE(is_message_id("msg_p5jXN8AQM9LWM0D4loKWxJek"));
  for (const char* id : {"", "a.b", "../x", "a/b", "a b", "a\r\nb", "ă", "a:b", "<a>"}) {
    EXPECT_FALSE(is_message_id(id)) << id;
  }
  EXPECT_FALSE(is_message_id(std::string(65, 'a')));
}

TEST(Connector, ADetailIsCutBetweenCharacters) {
  std::string text;
  while (text.size() <= detail_bytes_max) {
    text += "aệ";  // 1 + 3 bytes
  }
  text = "xx" + text;
  const std::string cut = shortened_detail(text);
  EXPECT_LE(cut.size(), detail_bytes_max);
  EXPECT_GT(cut.size(), detail_bytes_max - 4);
  EXPECT_TRUE(cut.back() == 'a' || cut.substr(cut.size() - 3) == "ệ");
  EXPECT_EQ(text.substr(0, cut.size()), cut);
  EXPECT_EQ(shortened_detail("ngắn"), "ngắn");
}

}  // namespace
}  // namespace dondoc::connector_test
