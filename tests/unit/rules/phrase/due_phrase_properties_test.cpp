// SPDX-License-Identifier: Apache-2.0
// What holds for every phrase: spellings don't matter, nothing crashes, nothing is half understood.
#include "rules/phrase/due_phrase.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dondoc::due_phrase_properties_test {
namespace {

const std::vector<std::string> words = {
    "trong", "trước", "chậm",  "nhất", "là",   "đến",  "hết",  "ngày",  "tháng",     "năm",
    "quý",   "hằng",  "hàng",  "mỗi",  "liền", "kề",   "sau",  "của",   "cuối",      "đầu",
    "giờ",   "phút",  "h",     "I",    "IV",   "1",    "03",   "25",    "31",        "2026",
    "/",     "-",     ".",     ",",    ":",    ";",    "’",    "và",    "tổ",        "chức",
    "thực",  "hiện",  "không", "từ",   "kể",   "theo", "định", "kỳ",    "thường",    "xuyên",
    "6",     "12",    "0",     "99",   "%",    "lẻ",   "mùng", "31/01", "28/4/2026", "11h30"};

std::string any_phrase() {
  const int count = *rc::gen::inRange(0, 12);
  std::string phrase;
  for (int index = 0; index < count; ++index) {
    phrase += *rc::gen::elementOf(words);
    phrase += *rc::gen::element<std::string>(" ", " ", " ", "", "  ", "\u00A0");
  }
  return phrase;
}

/// What must hold of any reading, understood or not.
void check_whole(const std::string& phrase, const PhraseReading& reading) {
  std::size_t code_points = 0;
  for (const char byte : phrase) {
    code_points += (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U ? 0U : 1U;
  }
  const bool has_error = !reading.remarks.empty() && reading.remarks[0].kind == RemarkKind::error;
  RC_ASSERT(reading.understood() != has_error);
  for (const Remark& remark : reading.remarks) {
    RC_ASSERT(remark.begin <= remark.end);
    RC_ASSERT(remark.end <= std::max(code_points, phrase.size()));
    RC_ASSERT(!remark.code.empty());
    RC_ASSERT(!remark.message.empty());
    RC_ASSERT(remark.hint.empty() || read_due_phrase(remark.hint).understood());
  }
  if (reading.understood()) {
    const bool one = reading.rule.has_value();
    RC_ASSERT(one == reading.parts.empty());
    RC_ASSERT(reading.readings.size() == (one ? 1U : reading.parts.size()));
    RC_ASSERT(reading.shape == (one ? shape_name(*reading.rule) : "staged"));
    RC_ASSERT(!reading.roles.empty());
  }
}

RC_GTEST_PROP(DuePhraseProperties, AnyBytesAreReadWithoutHarm, (const std::string& bytes)) {
  check_whole(bytes, read_due_phrase(bytes));
}

RC_GTEST_PROP(DuePhraseProperties, AnyMixOfPlanWordsIsWhollyReadOrRefused, ()) {
  const std::string phrase = any_phrase();
  const PhraseReading reading = read_due_phrase(phrase);
  check_whole(phrase, reading);
  RC_CLASSIFY(reading.understood());
}

RC_GTEST_PROP(DuePhraseProperties, AnUnknownWordAnywhereInTheTimeIsNeverDropped, ()) {
  const std::vector<std::vector<std::string>> phrases = {
      {"trước", "ngày 25", "hằng tháng"},
      {"trước", "11 giờ 30 phút", "ngày 25", "của tháng"},
      {"chậm nhất", "ngày 28/4/2026"},
      {"chậm nhất", "trong", "tháng 6", "hằng năm"},
      {"trước", "ngày 31/01", "năm liền kề"},
      {"quý III", "năm 2026"}};
  const auto parts = *rc::gen::elementOf(phrases);
  const auto place = *rc::gen::inRange<std::size_t>(1, parts.size() + 1);
  const std::string stranger =
      *rc::gen::element<std::string>("lẻ", "trừ", "không", "tạm", "xyz", "(", "?", "99");
  std::string phrase;
  for (std::size_t index = 0; index < parts.size(); ++index) {
    phrase += (index == place ? stranger + ' ' : "") + parts[index] + ' ';
  }
  phrase += place == parts.size() ? stranger : "";
  RC_ASSERT(!read_due_phrase(phrase).understood());
}

/// The letters of the tables, decomposed: enough for the phrases below.
std::string decomposed(const std::string& phrase) {
  const std::vector<std::pair<std::string, std::string>> letters = {{"ằ", "a\u0306\u0300"},
                                                                    {"à", "a\u0300"},
                                                                    {"á", "a\u0301"},
                                                                    {"ă", "a\u0306"},
                                                                    {"ư", "u\u031B"},
                                                                    {"ớ", "o\u031B\u0301"},
                                                                    {"ờ", "o\u031B\u0300"},
                                                                    {"ú", "u\u0301"},
                                                                    {"ậ", "a\u0323\u0302"},
                                                                    {"ấ", "a\u0302\u0301"},
                                                                    {"ế", "e\u0302\u0301"},
                                                                    {"ề", "e\u0302\u0300"},
                                                                    {"ý", "y\u0301"},
                                                                    {"ủ", "u\u0309"},
                                                                    {"ố", "o\u0302\u0301"},
                                                                    {"ù", "u\u0300"}};
  std::string result = phrase;
  for (const auto& [composed, marks] : letters) {
    for (std::size_t at = result.find(composed); at != std::string::npos;
         at = result.find(composed, at + marks.size())) {
      result.replace(at, composed.size(), marks);
    }
  }
  return result;
}

std::string generated_phrase() {
  const std::string day = std::to_string(*rc::gen::inRange(1, 29));
  const std::string month = std::to_string(*rc::gen::inRange(1, 13));
  const std::string year = std::to_string(*rc::gen::inRange(2020, 2100));
  const std::string limit = *rc::gen::element<std::string>("trước", "chậm nhất", "đến hết");
  const std::string clock = *rc::gen::element<std::string>("", "11 giờ 30 phút ", "17h00 ");
  const std::string when =
      *rc::gen::element<std::string>("ngày " + day + " hằng tháng",
                                     "ngày " + day + " của tháng liền kề",
                                     "ngày " + day + '/' + month + " hằng năm",
                                     "ngày " + day + " tháng " + month + " năm " + year,
                                     "ngày " + day + '-' + month + '-' + year,
                                     "ngày " + day + '/' + month + " năm liền kề");
  return limit + ' ' + clock + when;
}

RC_GTEST_PROP(DuePhraseProperties, SpellingDoesNotMatter, ()) {
  const std::string phrase = generated_phrase();
  const PhraseReading reading = read_due_phrase(phrase);
  RC_ASSERT(reading.understood());
  const std::string marked = decomposed(phrase);
  RC_ASSERT(marked != phrase);
  RC_ASSERT(read_due_phrase(marked).rule == reading.rule);
  std::string capitals;
  for (const char letter : phrase) {
    capitals += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
  }
  RC_ASSERT(read_due_phrase(capitals).rule == reading.rule);
  std::string blanks;
  for (const char letter : phrase) {
    blanks += letter == ' ' ? "\u00A0  " : std::string(1, letter);
  }
  RC_ASSERT(read_due_phrase("  " + blanks + " .").rule == reading.rule);
  RC_ASSERT(read_due_phrase("Báo cáo kết quả " + phrase).rule == reading.rule);
}

RC_GTEST_PROP(DuePhraseProperties, TheSameRuleFollowsFromTheNumbersAlone, ()) {
  const auto day = *rc::gen::inRange(1U, 32U);
  const auto month = *rc::gen::inRange(1U, 13U);
  const int year = *rc::gen::inRange(2000, 2100);
  const std::string phrase = "trước ngày " + std::to_string(day) + '/' + std::to_string(month) +
                             '/' + std::to_string(year);
  const PhraseReading reading = read_due_phrase(phrase);
  const auto date = valid_date(year, month, day);
  RC_ASSERT(reading.understood() == date.has_value());
  if (date) {
    const DueRule expected{OnceRule{{}, *date, "once"}, Limit::before, std::nullopt, Roll::none};
    RC_ASSERT(*reading.rule == expected);
  } else {
    RC_ASSERT(reading.remarks[0].code == "date-not-in-calendar");
  }
}

}  // namespace
}  // namespace dondoc::due_phrase_properties_test
