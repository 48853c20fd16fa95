// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/reply.h"

#include "rules/reply/reply_verbs.h"

#include <algorithm>
#include <set>
#include <string>
#include <variant>

#include <gtest/gtest.h>

namespace dondoc::reply_test {
namespace {

const Date today = make_date(2026, 9, 28);

ReplyAct act_of(const std::string& reply, Date on = today) {
  const ReplyReading reading = read_reply(reply, on);
  const auto* refused = std::get_if<ReplyRefused>(&reading);
  EXPECT_EQ(refused, nullptr) << reply << ": " << (refused == nullptr ? "" : refused->message);
  return refused == nullptr ? std::get<ReplyAct>(reading) : ReplyAct{};
}

ReplyRefused refused_of(const std::string& reply, Date on = today) {
  const ReplyReading reading = read_reply(reply, on);
  const auto* act = std::get_if<ReplyAct>(&reading);
  EXPECT_EQ(act, nullptr) << reply << ": " << (act == nullptr ? "" : reply_words(*act));
  return act == nullptr ? std::get<ReplyRefused>(reading) : ReplyRefused{};
}

TEST(Reply, ReadsADocumentForSeveralDuties) {
  const ReplyAct act = act_of("XONG 71,72,74 35/BC-KT 25/9");
  EXPECT_EQ(act.verb, ReplyVerb::complete);
  EXPECT_EQ(act.codes, (std::vector<int>{71, 72, 74}));
  EXPECT_EQ(act.document, "35/BC-KT");
  EXPECT_EQ(act.date, make_date(2026, 9, 25));
}

TEST(Reply, ADayWithoutAYearLiesOnTheActsSideOfToday) {
  EXPECT_EQ(act_of("xong 42 28/9").date, today);
  EXPECT_EQ(act_of("gia han 42 28/9 ly do").date, today);
  EXPECT_EQ(act_of("xong 42 27/9").date, make_date(2026, 9, 27));
  EXPECT_EQ(act_of("gia han 42 5/1 ly do").date, make_date(2027, 1, 5));
  EXPECT_EQ(act_of("xong 42 30/12", make_date(2027, 1, 4)).date, make_date(2026, 12, 30));
  EXPECT_EQ(act_of("xong 42 29/2", make_date(2028, 3, 1)).date, make_date(2028, 2, 29));
}

TEST(Reply, ADayWithoutAYearThatIsFarOffIsAskedAbout) {
  const ReplyRefused done = refused_of("xong 42 30/9");
  EXPECT_EQ(done.problem, ReplyProblem::two_readings);
  EXPECT_EQ(done.readings, (std::vector<std::string>{"XONG 42 30/9/2025", "XONG 42 30/9/2026"}));
  const ReplyRefused more = refused_of("gia hạn 42 15/9 chờ số liệu");
  EXPECT_EQ(more.problem, ReplyProblem::two_readings);
  EXPECT_EQ(more.readings,
            (std::vector<std::string>{"GIAHAN 42 15/9/2026: chờ số liệu",
                                      "GIAHAN 42 15/9/2027: chờ số liệu"}));
}

TEST(Reply, AnEmptyTextIsAStickerOrAPhoto) {
  for (const char* nothing : {"", " ", "\n\n", "\u200B", "👍", "...", "()"}) {
    EXPECT_EQ(refused_of(nothing).problem, ReplyProblem::empty) << nothing;
  }
}

TEST(Reply, AnOverlongReplyIsRefusedAndOneOfTheLimitRead) {
  const std::string start = "tiến độ 42 ";
  std::string longest = start;
  for (std::size_t i = 0; i < reply_code_points_max - 11; ++i) {
    longest += "ế";
  }
  EXPECT_EQ(act_of(longest).text, longest.substr(start.size()));
  EXPECT_EQ(refused_of(longest + "a").problem, ReplyProblem::too_long);
}

TEST(Reply, TakesTwentyCodesAndNoMore) {
  std::string reply = "xong ";
  for (std::size_t i = 0; i < reply_codes_max; ++i) {
    reply += std::to_string(10 + i) + ",";
  }
  EXPECT_EQ(act_of(reply + " 10").codes.size(), reply_codes_max) << "one twice is no more";
  EXPECT_EQ(refused_of(reply + " 99").problem, ReplyProblem::too_many_codes);
}

TEST(Reply, ATextIsTakenInOneLineAsItIsWritten) {
  EXPECT_EQ(act_of("Tra lai 42: Bổ sung  Phụ lục 2,\n ký lại!").text, "Bổ sung Phụ lục 2, ký lại!");
  EXPECT_EQ(act_of("GIAO 42 Chuyên viên B\x01").text, "Chuyên viên B\uFFFD");
  EXPECT_EQ(act_of("giao 42 chuye\u0302n vie\u0302n").text, "chuyên viên");
  EXPECT_EQ(act_of("giao 42 a\xFFz").text, "a\uFFFDz");
}

TEST(Reply, ABareVerbSaysWhichSoThatItCanBeAskedBack) {
  const ReplyRefused bare = refused_of("xong");
  EXPECT_EQ(bare.problem, ReplyProblem::missing_code);
  EXPECT_EQ(bare.verb, ReplyVerb::complete);
  EXPECT_TRUE(bare.codes.empty());
  const ReplyRefused number = refused_of("42");
  EXPECT_EQ(number.problem, ReplyProblem::no_act);
  EXPECT_EQ(number.codes, std::vector<int>{42});
  EXPECT_FALSE(number.verb);
}

TEST(Reply, EveryVerbIsReadInCapitalsWithAndWithoutMarks) {
  std::set<std::string> names;
  std::set<std::string> words;
  for (const VerbForm& form : verb_forms()) {
    EXPECT_TRUE(names.emplace(form.name).second) << form.name;
    EXPECT_TRUE(words.emplace(form.word).second) << form.word;
    const std::string codes = form.codes == Given::no ? "" : " 42";
    const std::string date = form.date == Given::needed ? " 28/9" : "";
    const std::string text = form.text == Given::needed ? " nội dung" : "";
    const std::string number = form.verb == ReplyVerb::measure ? " 95,5" : "";
    const std::string unit = form.verb == ReplyVerb::give ? " don-vi-1" : "";
    const std::string tail = unit + codes + date + number + text;
    EXPECT_GT(spellings_of(form).size(), 1U) << form.word;
    for (const std::string_view spelling : spellings_of(form)) {
      const std::string marked{spelling};
      EXPECT_EQ(act_of(marked + tail).verb, form.verb) << marked;
      std::string glued = marked;
      glued.erase(std::remove(glued.begin(), glued.end(), ' '), glued.end());
      EXPECT_EQ(act_of(glued + tail).verb, form.verb) << glued;
    }
  }
}

TEST(Reply, ReadsDecomposedLettersAlike) {
  EXPECT_EQ(act_of("\u0111a\u0303 xong 42").verb, ReplyVerb::complete);
  EXPECT_EQ(act_of("tri\u0300nh ky\u0301 42").verb, ReplyVerb::submit);
  EXPECT_EQ(act_of("gia ha\u0323n 42 15/10").verb, ReplyVerb::extend);
  EXPECT_EQ(refused_of("nha\u0302n 42").problem, ReplyProblem::look_alike);
}

TEST(Reply, EveryProblemAndVerbHasAName) {
  for (int problem = 0; problem <= static_cast<int>(ReplyProblem::two_readings); ++problem) {
    EXPECT_FALSE(problem_name(static_cast<ReplyProblem>(problem)).empty()) << problem;
  }
  for (int verb = 0; verb <= static_cast<int>(ReplyVerb::help); ++verb) {
    EXPECT_FALSE(verb_name(static_cast<ReplyVerb>(verb)).empty()) << verb;
  }
}

TEST(Reply, ARefusalFitsOneChatMessage) {
  std::string reply = "xong ";
  for (std::size_t i = 0; i < reply_codes_max; ++i) {
    reply += std::to_string(123'456'700 + i) + ", ";
  }
  EXPECT_LT(refused_of(reply + std::string(700, 'x')).message.size(), 1'000U);
}

}  // namespace
}  // namespace dondoc::reply_test
