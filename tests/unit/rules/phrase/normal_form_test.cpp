// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/normal_form.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dondoc::normal_form_test {
namespace {

std::string normal(std::string_view original) {
  std::string text;
  for (const NormalLetter& letter : normal_form(original).letters) {
    append_utf8(text, letter.value);
  }
  return text;
}

void check(std::string_view original, std::string_view expected) {
  EXPECT_EQ(normal(original), expected) << original;
}

TEST(NormalForm, PutsCapitalsInLowerCase) {
  check("HẰNG NĂM, QUÝ I", "hằng năm, quý i");
  check("ĐÔN ĐỐC ƯƠNG Ơ Ư Ũ Ĩ", "đôn đốc ương ơ ư ũ ĩ");
  check("ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ",
        "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ");
  check("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂ", "àáâãèéêìíòóôõùúýă");
}

TEST(NormalForm, ComposesLettersInWhateverOrderTheirMarksCome) {
  check("a\u0302\u0323", "ậ");  // circumflex, then dot below
  check("a\u0323\u0302", "ậ");  // canonical order
  check("\u00E2\u0323", "ậ");   // half composed
  check("\u1EA1\u0302", "ậ");   // half composed the other way
  check("o\u031B\u0300", "ờ");
  check("u\u031B\u0303", "ữ");
  check("U\u031B\u0309", "ử");
  check("A\u0306\u0301", "ắ");
  check("y\u0301", "ý");
}

TEST(NormalForm, LeavesMarksThatMakeNoVietnameseLetter) {
  check("n\u0303", "n\u0303");
  check("a\u0301\u0300", "á\u0300");
  check("\u0301", "\u0301");
}

TEST(NormalForm, HasOneBlankOneDashOneApostrophe) {
  check("ngày\u00A025\tcủa\u202Ftháng\u2009này", "ngày 25 của tháng này");
  check("2026\u20132030\u20142031\u22121", "2026-2030-2031-1");
  check("17h00\u2019", "17h00'");
  check("1\u20442", "1/2");
}

TEST(NormalForm, LeavesOutWhatCanNotBeSeen) {
  check("\uFEFFhằng\u200B năm\u00AD", "hằng năm");
}

TEST(NormalForm, KeepsWhatIsNotUtf8AsOneStrangeLetterAByte) {
  check(
      "a\xFF"
      "b",
      "a\uFFFDb");
  check("\xE1\xBA", "\uFFFD\uFFFD");
  check("\xC0\x80", "\uFFFD\uFFFD");            // overlong
  check("\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD");  // surrogate
  EXPECT_EQ(normal_form("\xE1\xBA").code_points(), 2U);
}

TEST(NormalForm, KnowsWhichCodePointsALetterStandsFor) {
  const std::string decomposed = "ha\u0306\u0300ng";  // h a breve grave n g
  const NormalText text = normal_form(decomposed);
  ASSERT_EQ(text.letters.size(), 4U);
  EXPECT_EQ(text.code_points(), 6U);
  EXPECT_EQ(text.letters[1].begin, 1U);
  EXPECT_EQ(text.letters[1].end, 4U);
  EXPECT_EQ(text.letters[2].begin, 4U);
  EXPECT_EQ(original_words(decomposed, text, 1, 4), "a\u0306\u0300");
  EXPECT_EQ(original_words(decomposed, text, 4, 6), "ng");
  EXPECT_EQ(original_words(decomposed, text, 6, 6), "");
}

RC_GTEST_PROP(NormalForm, CoversAnyBytesInOrder, (const std::string& bytes)) {
  const NormalText text = normal_form(bytes);
  std::size_t position = 0;
  for (const NormalLetter& letter : text.letters) {
    RC_ASSERT(letter.begin >= position);
    RC_ASSERT(letter.end > letter.begin);
    position = letter.end;
  }
  RC_ASSERT(position <= text.code_points());
  RC_ASSERT(original_words(bytes, text, 0, text.code_points()) == bytes);
}

RC_GTEST_PROP(NormalForm, IsItsOwnNormalForm, (const std::string& bytes)) {
  RC_ASSERT(normal(normal(bytes)) == normal(bytes));
}

}  // namespace
}  // namespace dondoc::normal_form_test
