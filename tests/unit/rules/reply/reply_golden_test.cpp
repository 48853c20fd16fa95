// SPDX-License-Identifier: Apache-2.0
// Two tables that people read: which act each reply is, and why another is none. The first column
// is the reply ("\n" is a line end); the day is Monday 28/9/2026. Every row is compared whole.
// UPDATE_GOLDEN=1 rewrites the rest, to be read by eye.
#include "rules/reply/reply.h"
#include "tests/support/golden_table.h"

#include <string>
#include <variant>

#include <gtest/gtest.h>

namespace dondoc::reply_golden_test {
namespace {

Date today() {
  return make_date(2026, 9, 28);
}

std::string unescaped(std::string text) {
  for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) {
    text.replace(at, 2, "\n");
  }
  return text;
}

ReplyReading reading_of(const std::string& reply) {
  return read_reply(unescaped(reply), today());
}

std::string understood_row(const std::string& reply) {
  const ReplyReading reading = reading_of(reply);
  if (const auto* refused = std::get_if<ReplyRefused>(&reading)) {
    return reply + "\tREFUSED " + std::string{problem_name(refused->problem)} + ' ' +
           refused->message;
  }
  const auto& act = std::get<ReplyAct>(reading);
  return reply + '\t' + std::string{verb_name(act.verb)} + '\t' + reply_words(act);
}

std::string refused_row(const std::string& reply) {
  const ReplyReading reading = reading_of(reply);
  if (const auto* act = std::get_if<ReplyAct>(&reading)) {
    return reply + "\tUNDERSTOOD " + reply_words(*act);
  }
  const auto& refused = std::get<ReplyRefused>(reading);
  std::string row = reply + '\t' + std::string{problem_name(refused.problem)} + '\t';
  row += refused.verb ? std::string{verb_name(*refused.verb)} : "-";
  for (const int code : refused.codes) {
    row += ' ' + std::to_string(code);
  }
  return row + '\t' + refused.message;
}

TEST(ReplyGolden, EveryReplyIsTheActThatTheTableSays) {
  testing::expect_golden_table("replies/understood.tsv", understood_row, 100U);
}

TEST(ReplyGolden, EveryRefusedReplyIsRefusedAsTheTableSays) {
  testing::expect_golden_table("replies/refused.tsv", refused_row, 100U);
}

TEST(ReplyGolden, AnActByTheBookIsReadAsItself) {
  for (const std::string& reply : testing::table_inputs("replies/understood.tsv")) {
    const ReplyReading reading = reading_of(reply);
    ASSERT_TRUE(std::holds_alternative<ReplyAct>(reading)) << reply;
    const auto& act = std::get<ReplyAct>(reading);
    EXPECT_EQ(read_reply(reply_words(act), today()), ReplyReading{act}) << reply_words(act);
  }
}

TEST(ReplyGolden, WhatIsOfferedForARefusedReplyIsRead) {
  std::size_t offered = 0;
  for (const std::string& reply : testing::table_inputs("replies/refused.tsv")) {
    const ReplyReading reading = reading_of(reply);
    ASSERT_TRUE(std::holds_alternative<ReplyRefused>(reading)) << reply;
    for (const std::string& words : std::get<ReplyRefused>(reading).readings) {
      const ReplyReading again = read_reply(words, today());
      ASSERT_TRUE(std::holds_alternative<ReplyAct>(again)) << reply << " -> " << words;
      EXPECT_EQ(reply_words(std::get<ReplyAct>(again)), words) << reply;
      ++offered;
    }
  }
  EXPECT_GT(offered, 20U);
}

TEST(ReplyGolden, CapitalsMakeNoDifference) {
  for (const std::string& reply : testing::table_inputs("replies/understood.tsv")) {
    std::string capitals = unescaped(reply);
    for (char& letter : capitals) {
      letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
    }
    const ReplyReading reading = read_reply(capitals, today());
    ASSERT_TRUE(std::holds_alternative<ReplyAct>(reading)) << capitals;
    const auto& shouted = std::get<ReplyAct>(reading);
    const auto said = std::get<ReplyAct>(reading_of(reply));
    EXPECT_EQ(shouted.verb, said.verb) << capitals;
    EXPECT_EQ(shouted.codes, said.codes) << capitals;
    EXPECT_EQ(shouted.date, said.date) << capitals;
  }
}

}  // namespace
}  // namespace dondoc::reply_golden_test
