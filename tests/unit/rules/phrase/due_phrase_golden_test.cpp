// SPDX-License-Identifier: Apache-2.0
// Two tables that people read: what each phrase means, and why another is refused. The first column
// is the input; every row is compared whole. UPDATE_GOLDEN=1 rewrites the rest, to be read by eye.
#include "rules/phrase/due_phrase.h"
#include "tests/support/golden_table.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::due_phrase_golden_test {
namespace {

/// The plan of the tables: in effect 2026 to 2030, issued on 20/4/2026.
DueContext context() {
  static const WorkingDays calendar;  // weekends alone are off
  return {make_date(2026, 1, 1), make_date(2030, 12, 31), make_date(2026, 4, 20), &calendar, {}};
}

/// "2026-03: 2026-03-01 .. 2026-03-25T00:00 (2026-03-24)": period, opening, due, last day.
std::string shown(const Due& due) {
  return due.period + ": " + to_rfc3339(due.opens, {}).substr(0, 10) + " .. " +
         to_rfc3339(due.due, {}).substr(0, 16) + " (" + to_iso(due.last_day) + ')';
}

std::string slice(const std::string& text, std::size_t begin, std::size_t end) {
  std::string words;
  std::size_t position = 0;
  for (const char byte : text) {
    const bool continues = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    position += continues ? 0U : 1U;
    if (position > begin && position <= end) {
      words += byte;
    }
  }
  return words;
}

std::string understood_row(const std::string& phrase) {
  const PhraseReading reading = read_due_phrase(phrase);
  std::string row = phrase + '\t' + reading.shape + '\t';
  if (!reading.understood()) {
    return row + "NOT UNDERSTOOD " + (reading.remarks.empty() ? "" : reading.remarks[0].message);
  }
  for (std::size_t part = 0; part < reading.readings.size(); ++part) {
    row += (part == 0 ? "" : " + ") + reading.readings[part].sentence;
  }
  std::string notes;
  for (const Remark& remark : reading.remarks) {
    notes += (notes.empty() ? "" : ", ") + remark.code;
  }
  row += '\t' + notes;
  if (reading.rule && std::holds_alternative<TriggeredRule>(reading.rule->recurrence)) {
    // A Saturday, so that the first day isn't counted and months are clamped.
    const Event event{make_date(2026, 1, 31), std::nullopt};
    return row + '\t' + shown(due_of_event(*reading.rule, context(), "2026-01-31", event, {}));
  }
  for (const Reading& part : reading.readings) {
    const std::size_t count = reading.readings.size() > 1 ? 1 : 3;
    for (const Due& due : dues_opening(part.rule, context(), {}, Instant::max(), count)) {
      row += '\t' + shown(due);
    }
  }
  return row;
}

std::string refused_row(const std::string& phrase) {
  const PhraseReading reading = read_due_phrase(phrase);
  std::string row = phrase + '\t' + reading.shape + '\t';
  if (reading.understood() || reading.remarks.empty()) {
    return row + "UNDERSTOOD";
  }
  const Remark& remark = reading.remarks[0];
  return row + remark.code + '\t' + slice(phrase, remark.begin, remark.end) + '\t' +
         remark.message + '\t' + remark.hint;
}

TEST(DuePhraseGolden, EveryUnderstoodPhraseMeansWhatTheTableSays) {
  testing::expect_golden_table("phrases/understood.tsv", understood_row, 30U);
}

TEST(DuePhraseGolden, EveryRefusedPhraseIsRefusedAsTheTableSays) {
  testing::expect_golden_table("phrases/refused.tsv", refused_row, 30U);
}

TEST(DuePhraseGolden, EveryHintOfARefusalCanBePastedAndReads) {
  std::size_t hints = 0;
  for (const std::string& phrase : testing::table_inputs("phrases/refused.tsv")) {
    const PhraseReading reading = read_due_phrase(phrase);
    ASSERT_FALSE(reading.remarks.empty()) << phrase;
    const std::string& hint = reading.remarks[0].hint;
    if (!hint.empty()) {
      EXPECT_TRUE(read_due_phrase(hint).understood()) << phrase << " -> " << hint;
      ++hints;
    }
  }
  EXPECT_GT(hints, 30U);
}

TEST(DuePhraseGolden, TheSentenceIsTheSameHoweverOftenItIsRead) {
  for (const std::string& phrase : testing::table_inputs("phrases/understood.tsv")) {
    const PhraseReading first = read_due_phrase(phrase);
    const PhraseReading again = read_due_phrase(phrase);
    ASSERT_TRUE(first.understood()) << phrase;
    EXPECT_EQ(first.rule, again.rule) << phrase;
    EXPECT_EQ(first.readings.size(), std::max<std::size_t>(1, first.parts.size())) << phrase;
    for (const Reading& reading : first.readings) {
      EXPECT_EQ(reading.sentence, sentence(reading.rule));
    }
  }
}

/// What is left when the signs and words between two parts are taken away.
std::string without_signs(std::string text) {
  for (const std::string sign :
       {"và", "đến hết", "đến", "trước", "&", "*", "\u00A0", "–", "“", "”",
        " ",  ",",       ";",   ".",     "(", ")", ":",      "/", "-", "+"}) {
    for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign)) {
      text.erase(at, sign.size());
    }
  }
  return text;
}

TEST(DuePhraseGolden, TheRolesOfAPhraseCoverAllItsWordsInOrder) {
  for (const std::string& phrase : testing::table_inputs("phrases/understood.tsv")) {
    const PhraseReading reading = read_due_phrase(phrase);
    std::size_t position = 0;
    for (const WordRole& role : reading.roles) {
      EXPECT_GE(role.begin, position) << phrase;
      EXPECT_EQ(role.words, slice(phrase, role.begin, role.end)) << phrase;
      EXPECT_FALSE(role.role.empty()) << phrase;
      const std::string between = slice(phrase, position, role.begin);
      EXPECT_EQ(without_signs(between), "") << phrase << ": " << between;
      position = role.end;
    }
    const std::string rest = slice(phrase, position, phrase.size());
    EXPECT_EQ(without_signs(rest), "") << phrase << ": " << rest;
  }
}

}  // namespace
}  // namespace dondoc::due_phrase_golden_test
