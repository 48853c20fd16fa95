// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/rule_files.h"
#include "tests/support/config_folder.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::policy_parser_test {
namespace {

const RuleSet& shipped() {
  static const Parsed<RuleSet> parsed = read_rule_files(testing::shipped_rule_files());
  return parsed.value.value();
}

TEST(PolicyParser, ReadsTheWeekdayAndTheLapseOfAPolicy) {
  EXPECT_EQ(shipped().policies.at("standard").weekday, 5U);
  EXPECT_EQ(shipped().policies.at("standard").lapse_after_days, std::nullopt);
  EXPECT_EQ(shipped().policies.at("weekly").lapse_after_days, 7);
  EXPECT_TRUE(shipped().policies.at("standard").levels_apart);
  EXPECT_FALSE(shipped().policies.at("weekly").levels_apart);
  std::vector<SourceFile> files = testing::shipped_rule_files();
  for (const auto& [word, weekday] : std::map<std::string, unsigned>{{"monday", 1},
                                                                     {"thứ Hai", 1},
                                                                     {"Thứ 5", 4},
                                                                     {"Chủ nhật", 7},
                                                                     {"CN", 7},
                                                                     {"thứ sáu", 5}}) {
    for (SourceFile& file : files) {
      if (file.name == "policies.yaml") {
        file.text =
            "standard:\n  weekday: " + word +
            "\n  ladder: [{ rung: sang, before: 0 days, to: lead }]\nmonthly:\n  ladder: [{ "
            "rung: sang, before: 0 days, to: lead }]\nweekly:\n  ladder: [{ rung: sang, "
            "before: 0 days, to: lead }]\n";
      }
    }
    const auto parsed = read_rule_files(files);
    ASSERT_TRUE(parsed.value.has_value()) << word;
    EXPECT_EQ(parsed.value->policies.at("standard").weekday, weekday) << word;
  }
}

TEST(PolicyParser, ReadsHowLongSomebodyHasToTellOthersByHand) {
  EXPECT_EQ(shipped().policies.at("standard").by_hand_days, 1);
  std::vector<SourceFile> files = testing::shipped_rule_files();
  for (SourceFile& file : files) {
    if (file.name == "policies.yaml") {
      file.text.insert(file.text.find("  at:"), "  by_hand: 3 days\n");
    } else if (file.name == "directory.yaml") {
      const auto at = file.text.find("contacts: [{");
      file.text.insert(at + 11, "{ manual: \"phòng 12, máy lẻ 105\" }, ");
    }
  }
  const Parsed<RuleSet> parsed = read_rule_files(files);
  ASSERT_TRUE(parsed.value) << parsed.diagnostics.front().message;
  EXPECT_EQ(parsed.value->policies.at("standard").by_hand_days, 3);
  const auto& people = parsed.value->directory.people;
  const auto by_hand = std::find_if(people.begin(), people.end(), [](const auto& entry) {
    return entry.second.contacts.front().channel == by_hand_channel;
  });
  ASSERT_NE(by_hand, people.end());
  EXPECT_EQ(by_hand->second.contacts.front().address, "phòng 12, máy lẻ 105");
  EXPECT_FALSE(sent_contacts(by_hand->second).empty());
}

TEST(PolicyParser, ReadsHowManyMessagesADayAndWhatPassesAllTheSame) {
  EXPECT_EQ(shipped().directory.messages_per_day, messages_per_day_default);
  std::vector<SourceFile> files = testing::shipped_rule_files();
  for (SourceFile& file : files) {
    const auto replace = [&file](const std::string& from, const std::string& to) {
      const auto at = file.text.find(from);
      ASSERT_NE(at, std::string::npos) << from;
      file.text.replace(at, from.size(), to);
    };
    if (file.name == "directory.yaml") {
      replace("chair:", "messages_per_day: 4\nchair:");
    } else if (file.name == "policies.yaml") {
      replace("{ rung: con-1, before: 1 day,", "{ rung: con-1, urgent: true, before: 1 day,");
    }
  }
  const Parsed<RuleSet> parsed = read_rule_files(files);
  ASSERT_TRUE(parsed.value);
  EXPECT_EQ(parsed.value->directory.messages_per_day, 4);
  for (const Rung& rung : parsed.value->policies.at("standard").ladder) {
    EXPECT_EQ(rung.urgent, rung.id == "con-1") << rung.id;
  }
}

}  // namespace
}  // namespace dondoc::policy_parser_test
