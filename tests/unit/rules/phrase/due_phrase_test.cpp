// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase.h"

#include <gtest/gtest.h>

namespace dondoc::due_phrase_test {
namespace {

DueRule rule_of(Recurrence recurrence, Limit limit = Limit::by) {
  return {std::move(recurrence), limit, std::nullopt, Roll::none};
}

void check(std::string_view phrase, const DueRule& expected) {
  const PhraseReading reading = read_due_phrase(phrase);
  ASSERT_TRUE(reading.understood())
      << phrase << ": " << (reading.remarks.empty() ? "" : reading.remarks[0].message);
  EXPECT_EQ(*reading.rule, expected) << phrase << ": " << fingerprint(*reading.rule);
  EXPECT_EQ(reading.shape, shape_name(expected)) << phrase;
  ASSERT_EQ(reading.readings.size(), 1U) << phrase;
  EXPECT_EQ(reading.readings[0].rule, expected) << phrase;
}

/// Expects one error with this code under these words (counted in code points).
void check_refused(std::string_view phrase,
                   std::string_view code,
                   std::size_t begin,
                   std::size_t end) {
  const PhraseReading reading = read_due_phrase(phrase);
  EXPECT_FALSE(reading.understood()) << phrase;
  ASSERT_EQ(reading.remarks.size(), 1U) << phrase;
  const Remark& remark = reading.remarks[0];
  EXPECT_EQ(remark.kind, RemarkKind::error) << phrase;
  EXPECT_EQ(remark.code, code) << phrase;
  EXPECT_FALSE(remark.message.empty()) << phrase;
  EXPECT_EQ(remark.begin, begin) << phrase;
  EXPECT_EQ(remark.end, end) << phrase;
}

DueRule vii_6() {
  DueRule rule = rule_of(MonthlyRule{25, 0}, Limit::before);
  rule.time = TimeOfDay{11 * 60 + 30};
  return rule;
}

TEST(DuePhrase, ReadsTheCellsOfARealPlan) {
  check("Trước ngày 31/01 năm liền kề", rule_of(YearlyRule{1, 1, 31, 1}, Limit::before));
  check("Hàng năm", rule_of(YearlyRule{}));
  check("Năm 2026", rule_of(OnceRule{make_date(2026, 1, 1), make_date(2026, 12, 31), "2026"}));
  check("Ban hành kế hoạch trong quý I", rule_of(YearlyRule{1, 3, {}, 0}));
  check("Ban hành kế hoạch trong quý I hàng năm và tổ chức thực hiện",
        rule_of(YearlyRule{1, 3, {}, 0}));
  check("Ban hành kế hoạch chậm nhất là ngày 28/4/2026 và tổ chức thực hiện",
        rule_of(OnceRule{{}, make_date(2026, 4, 28), "once"}));
  check("Ban hành kế hoạch trong tháng 1 hằng năm", rule_of(YearlyRule{1, 1, {}, 0}));
  check("tổ chức kiểm tra chậm nhất trong tháng 6 hằng năm", rule_of(YearlyRule{1, 6, {}, 0}));
  check("Trước ngày 11 giờ 30 phút ngày 25 của tháng", vii_6());
  check("Trước ngày 03 của tháng liền kề", rule_of(MonthlyRule{3, 1}, Limit::before));
}

TEST(DuePhrase, TakesTruocAsExclusiveAndTheOthersAsInclusive) {
  const Date day = make_date(2026, 6, 30);
  const DueRule by = rule_of(OnceRule{{}, day, "once"});
  for (const char* limit : {"chậm nhất",
                            "chậm nhất là",
                            "muộn nhất vào",
                            "đến hết",
                            "đến",
                            "hết",
                            "không quá",
                            "không muộn hơn",
                            "hạn cuối:",
                            "chậm nhất đến hết"}) {
    check(std::string(limit) + " ngày 30/6/2026", by);
  }
  const DueRule before = rule_of(OnceRule{{}, day, "once"}, Limit::before);
  for (const char* limit :
       {"trước", "xong trước", "chậm nhất trước", "chậm nhất là trước", "đến trước"}) {
    check(std::string(limit) + " ngày 30/6/2026", before);
  }
}

TEST(DuePhrase, SaysSoWhenAtLatestBeforeIsReadAsBefore) {
  const PhraseReading reading = read_due_phrase("Chậm nhất trước ngày 31/12/2024");
  ASSERT_EQ(reading.remarks.size(), 1U);
  EXPECT_EQ(reading.remarks[0].kind, RemarkKind::note);
  EXPECT_EQ(reading.remarks[0].code, "at-latest-before-is-before");
  EXPECT_EQ(reading.remarks[0].begin, 0U);
  EXPECT_EQ(reading.remarks[0].end, 15U);
}

TEST(DuePhrase, ReadsEveryWayToWriteADate) {
  const DueRule rule = rule_of(OnceRule{{}, make_date(2026, 4, 8), "once"}, Limit::before);
  for (const char* day : {"08/4/2026",
                          "8/4/2026",
                          "08/04/2026",
                          "08-04-2026",
                          "08.04.2026",
                          "08 / 4 / 2026",
                          "ngày 08/4/2026",
                          "ngày 08 tháng 4 năm 2026",
                          "ngày 8 tháng 04 năm 2026",
                          "ngày mùng 8 tháng 4 năm 2026",
                          "ngày 08/4 năm 2026",
                          "ngày 08 tháng 4/2026"}) {
    check(std::string("trước ") + day, rule);
  }
}

TEST(DuePhrase, ReadsEveryWayToWriteAClock) {
  for (const char* clock : {"11 giờ 30 phút",
                            "11 giờ 30",
                            "11h30",
                            "11h30’",
                            "11 h 30",
                            "11:30",
                            "lúc 11 giờ 30 phút",
                            "11H30",
                            "11 giờ 30 phút sáng"}) {
    check(std::string("trước ") + clock + " ngày 25 hằng tháng", vii_6());
  }
  DueRule rule = vii_6();
  rule.time = TimeOfDay{17 * 60};
  for (const char* clock : {"17h", "17 giờ", "17h00’", "17:00", "5 giờ chiều"}) {
    check(std::string("trước ") + clock + " ngày 25 hằng tháng", rule);
  }
}

TEST(DuePhrase, TakesAClockByAndBeforeAlike) {
  check("chậm nhất 11 giờ 30 phút ngày 25 hằng tháng", vii_6());
}

TEST(DuePhrase, ReadsAllSpellingsAlike) {
  const DueRule rule = rule_of(YearlyRule{1, 1, {}, 0});
  for (const char* phrase : {"trong tháng 1 hằng năm",
                             "Trong Tháng 01 Hàng Năm",
                             "TRONG THÁNG 1 HẰNG NĂM.",
                             "  trong\u00A0tháng\t1   hằng\u202Fnăm ;",
                             "trong tha\u0301ng 1 ha\u0306\u0300ng na\u0306m",
                             "\uFEFFtrong tháng 1, hằng năm",
                             "định kỳ hằng năm, trong tháng 1"}) {
    check(phrase, rule);
  }
}

TEST(DuePhrase, ReadsAQuarterInBothNumerals) {
  const char* const romans[] = {"I", "II", "III", "IV"};
  for (unsigned quarter = 1; quarter <= 4; ++quarter) {
    const DueRule rule = rule_of(YearlyRule{quarter * 3 - 2, quarter * 3, {}, 0});
    check(std::string("trong quý ") + romans[quarter - 1] + " hằng năm", rule);
    check("trong Quý " + std::to_string(quarter) + " hàng năm", rule);
  }
}

TEST(DuePhrase, SaysThatAPhraseWithoutAYearIsForEveryYear) {
  const PhraseReading reading = read_due_phrase("trong quý I");
  ASSERT_EQ(reading.remarks.size(), 1U);
  EXPECT_EQ(reading.remarks[0].kind, RemarkKind::note);
  EXPECT_EQ(reading.remarks[0].code, "no-year-means-every-year");
  EXPECT_TRUE(read_due_phrase("trong quý I hằng năm").remarks.empty());
}

TEST(DuePhrase, TellsWhichWordsGaveWhat) {
  const PhraseReading reading =
      read_due_phrase("Ban hành kế hoạch chậm nhất là ngày 28/4/2026 và tổ chức thực hiện");
  ASSERT_EQ(reading.roles.size(), 4U);
  EXPECT_EQ(reading.roles[0].words, "Ban hành kế hoạch");
  EXPECT_EQ(reading.roles[0].begin, 0U);
  EXPECT_EQ(reading.roles[0].end, 17U);
  EXPECT_EQ(reading.roles[1].words, "chậm nhất là");
  EXPECT_EQ(reading.roles[1].role, "giới hạn: chậm nhất (gồm ngày được nêu)");
  EXPECT_EQ(reading.roles[2].words, "ngày 28/4/2026");
  EXPECT_EQ(reading.roles[2].role, "ngày, tháng, năm: 28/4/2026");
  EXPECT_EQ(reading.roles[3].words, "và tổ chức thực hiện");
}

TEST(DuePhrase, CountsPositionsInTheWordsAsGiven) {
  check_refused("trước ngày 25 lẻ hằng tháng", "phrase-not-understood", 14, 16);
  // The same decomposed: each mark is a code point of its own.
  check_refused("tru\u031Bo\u031B\u0301c nga\u0300y 25 le\u0309 ha\u0306\u0300ng tha\u0301ng",
                "phrase-not-understood",
                18,
                21);
  const PhraseReading reading = read_due_phrase("ha\u0306\u0300ng na\u0306m");
  ASSERT_EQ(reading.roles.size(), 1U);
  EXPECT_EQ(reading.roles[0].begin, 0U);
  EXPECT_EQ(reading.roles[0].end, 11U);
  EXPECT_EQ(reading.roles[0].words, "ha\u0306\u0300ng na\u0306m");
}

TEST(DuePhrase, GivesBothReadingsOfADoubtfulPhrase) {
  const PhraseReading reading = read_due_phrase("đến tháng 6 hằng năm");
  EXPECT_FALSE(reading.understood());
  ASSERT_EQ(reading.readings.size(), 2U);
  EXPECT_EQ(reading.readings[0].rule, rule_of(YearlyRule{1, 6, {}, 0}));
  EXPECT_EQ(reading.readings[1].rule, rule_of(YearlyRule{1, 6, 1, 0}, Limit::before));
  for (const Reading& each : reading.readings) {
    EXPECT_EQ(each.sentence, sentence(each.rule));
    EXPECT_NE(reading.remarks[0].message.find(each.sentence), std::string::npos);
  }
  EXPECT_EQ(reading.remarks[0].code, "phrase-two-readings");
  EXPECT_EQ(reading.shape, "yearly");
}

TEST(DuePhrase, RefusesDatesThatNoCalendarHas) {
  check_refused("ngày 31/6 hằng năm", "date-not-in-calendar", 0, 9);
  check_refused("trước ngày 30/02/2026", "date-not-in-calendar", 6, 21);
  check_refused("tháng 13 hằng năm", "date-not-in-calendar", 6, 8);
  check_refused("trước ngày 12/31/2026", "date-month-first", 11, 16);
  check_refused("trước 25 giờ ngày 25 hằng tháng", "time-not-on-clock", 6, 12);
  check("ngày 29/02/2028", rule_of(OnceRule{{}, make_date(2028, 2, 29), "once"}));
}

TEST(DuePhrase, HintsAtTheLastDayOfTheMonth) {
  EXPECT_EQ(read_due_phrase("Báo cáo trước ngày 31 tháng 6 hằng năm").remarks[0].hint,
            "Báo cáo trước ngày 30 tháng 6 hằng năm");
  EXPECT_EQ(read_due_phrase("trước ngày 29/02/2026").remarks[0].hint, "trước ngày 28/02/2026");
}

TEST(DuePhrase, NeverDropsAWordThatCouldChangeTheMeaning) {
  for (const char* phrase : {"không trong tháng 6 hằng năm",
                             "trừ tháng 6 hằng năm",
                             "trong tháng 6 hằng năm trừ 2027",
                             "trước ngày 25 âm lịch hằng tháng",
                             "trước ngày 25 hằng tháng nếu có",
                             "dự kiến ngày 25 hằng tháng",
                             "khoảng ngày 25 hằng tháng",
                             "sau ngày 25 hằng tháng",
                             "trước ngày 25 hằng tháng hoặc quý",
                             "trước 3 ngày hằng tháng",
                             "hằng năm chẵn",
                             "năm 2026 và 2027",
                             "trong tháng 6 và tháng 7 hằng năm",
                             "từ tháng 6 hằng năm",
                             "trước ngày 25 hằng tháng (trừ tháng 2)",
                             "tháng 6 tới",
                             "ngày 25 tháng trước",
                             "trong quý I/II hằng năm",
                             "tháng 6 hằng năm và"}) {
    EXPECT_FALSE(read_due_phrase(phrase).understood()) << phrase;
  }
}

TEST(DuePhrase, ReadsTheDateOfAReportAndNotItsPeriod) {
  const DueRule once = rule_of(OnceRule{{}, make_date(2026, 6, 15), "once"}, Limit::before);
  check("Báo cáo sơ kết 6 tháng trước ngày 15/6/2026", once);
  check("Báo cáo quý trước ngày 15/6/2026", once);
}

TEST(DuePhrase, TakesTheDayOfAnEventOutWithTruoc) {
  check("Trước ngày khai giảng năm học mới", rule_of(TriggeredRule{-1, TermUnit::days}));
  check("Trước ngày khai mạc kỳ họp 10 ngày", rule_of(TriggeredRule{-10, TermUnit::days}));
}

TEST(DuePhrase, PassesOverTheNameOfTheWork) {
  const DueRule rule = rule_of(YearlyRule{6, 6, {}, 0});
  for (const char* work : {"Báo cáo cải cách hành chính",
                           "Kiểm tra hàng hóa, dịch vụ trong địa bàn:",
                           "Thực hiện",
                           "Phát hành thẻ (đợt đầu)",
                           "Lập dự toán chi thường xuyên",
                           "Báo cáo các đơn vị đã kiểm tra trước đây,"}) {
    check(std::string(work) + " trong tháng 6 hằng năm", rule);
  }
}

TEST(DuePhrase, KnowsEveryShape) {
  const struct {
    const char* phrase;
    const char* shape;
  } cases[] = {{"chậm nhất là ngày 28/4/2026", "once"},
               {"Hằng năm", "yearly"},
               {"hằng tháng", "monthly"},
               {"trong 30 ngày kể từ ngày ban hành", "triggered"},
               {"Khi có phát sinh", "on_happening"},
               {"ít nhất 04 cuộc/năm", "quota"},
               {"đạt từ 95% trở lên", "target"},
               {"Thường xuyên", "standing"},
               {"Theo kế hoạch của xã", "deferred"},
               {"định kỳ hằng tuần", "weekly"},
               {"hằng ngày", "daily"},
               {"hằng quý", "quarterly"},
               {"6 tháng một lần", "half_yearly"},
               {"hằng quý, 6 tháng và năm", "reporting"},
               {"giai đoạn 2026 – 2030", "period"},
               {"ban hành trong tháng 1; kiểm tra trong tháng 6 hằng năm", "staged"}};
  for (const auto& each : cases) {
    const PhraseReading reading = read_due_phrase(each.phrase);
    EXPECT_TRUE(reading.understood()) << each.phrase;
    EXPECT_EQ(reading.shape, each.shape) << each.phrase;
  }
}

TEST(DuePhrase, FindsNoDutyWhereThereIsNone) {
  for (const char* phrase : {"chi thường xuyên", "so với năm 2021", "95%", "phối hợp chặt chẽ"}) {
    const PhraseReading reading = read_due_phrase(phrase);
    EXPECT_EQ(reading.shape, "none") << phrase;
    ASSERT_EQ(reading.remarks.size(), 1U) << phrase;
    EXPECT_EQ(reading.remarks[0].code, "no-due-in-phrase") << phrase;
  }
}

TEST(DuePhrase, RefusesNothingAndTooMuch) {
  check_refused("", "phrase-empty", 0, 0);
  check_refused("   \u00A0", "phrase-empty", 0, 4);
  const std::string longest = "hằng năm" + std::string(phrase_code_points_max - 8, ' ');
  check(longest, rule_of(YearlyRule{}));
  check_refused(
      longest + ' ', "phrase-too-long", phrase_code_points_max, phrase_code_points_max + 1);
}

}  // namespace
}  // namespace dondoc::due_phrase_test
