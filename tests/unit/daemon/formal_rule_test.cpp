// SPDX-License-Identifier: Apache-2.0
#include "daemon/formal_rule.h"

#include "rules/plan/due_parser.h"
#include "tests/support/any_due_rule.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

namespace dondoc::formal_rule_test {
namespace {

std::optional<ReadDue> read_back(const std::string& text) {
  YamlFile file = read_yaml({"a.yaml", text});
  if (file.root() == nullptr) {
    return std::nullopt;
  }
  auto read = parse_due(file, *file.root());
  for (const Diagnostic& diagnostic : file.diagnostics()) {
    ADD_FAILURE() << text << ": " << diagnostic.message;
  }
  return read;
}

RC_GTEST_PROP(FormalRule, IsReadBackAsTheRuleItWasWrittenFrom, ()) {
  const DueRule rule = testing::any_due_rule();
  // JSON's flow style is YAML too.
  const std::string text = formal_json(rule).dump();
  const auto read = read_back(text);
  RC_ASSERT(read.has_value());
  RC_LOG() << text << '\n' << fingerprint(rule) << '\n' << fingerprint(read->rule);
  RC_ASSERT(read->rule == rule);
  RC_ASSERT(sentence(read->rule) == sentence(rule));
  RC_ASSERT(fingerprint(read->rule) == fingerprint(rule));
}

TEST(FormalRule, HasTheWordsOfTheContract) {
  const DueRule term{TriggeredRule{30, TermUnit::days}};
  EXPECT_EQ(formal_json(term).dump(), R"({"after":{"amount":30,"unit":"days"},"limit":"by"})");
  DueRule quota{YearlyRule{}};
  quota.quota = Quota{4};
  EXPECT_EQ(formal_json(quota).dump(), R"({"at_least":4,"per":"year","limit":"by"})");
}

TEST(FormalRule, GivesTheTriggerOfATermAndOfAHappening) {
  const auto term = read_back("{ after: 30 days, of: kien-nghi }");
  ASSERT_TRUE(term);
  EXPECT_EQ(term->trigger, "kien-nghi");
  EXPECT_EQ(term->rule, (DueRule{TriggeredRule{30, TermUnit::days}}));
  const auto back = read_back("{ before: 5 working days, of: ky-hop }");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->rule, (DueRule{TriggeredRule{-5, TermUnit::working_days}}));
  const auto happening = read_back("{ every: happening, of: phat-sinh }");
  ASSERT_TRUE(happening);
  EXPECT_EQ(happening->trigger, "phat-sinh");
  EXPECT_EQ(happening->rule, DueRule{HappeningRule{}});
}

}  // namespace
}  // namespace dondoc::formal_rule_test
