// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_surroundings.h"

#include "rules/phrase/due_phrase.h"
#include "tests/support/golden_table.h"

#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::due_phrase_surroundings_test {
namespace {

struct Sentence {
  std::string words;
  std::string shape;
};

std::vector<Sentence> sentences() {
  std::ifstream file(::dondoc::testing::table_file("phrases/sentences.tsv"));
  std::vector<Sentence> found;
  for (std::string line; std::getline(file, line);) {
    if (!::dondoc::testing::is_table_comment(line)) {
      found.push_back({::dondoc::testing::first_column(line), line.substr(line.find('\t') + 1)});
    }
  }
  return found;
}

/// The shapes were written down by a person before they were read; nothing rewrites them.
TEST(DuePhraseSurroundings, ASentenceIsReadAsAPersonReadsItOrRefused) {
  const std::vector<Sentence> all = sentences();
  EXPECT_GT(all.size(), 100U);
  for (const Sentence& sentence : all) {
    const PhraseReading reading = read_due_phrase(sentence.words);
    EXPECT_EQ(reading.understood() ? reading.shape : "none", sentence.shape) << sentence.words;
  }
}

TEST(DuePhraseSurroundings, ARefusalQuotesTheDoubtfulWordsAndOffersThemAlone) {
  const PhraseReading reading =
      read_due_phrase("Năm 2025, cán bộ và Nhân dân trồng rừng tại các thôn trên địa bàn xã");
  ASSERT_FALSE(reading.understood());
  const Remark& remark = reading.remarks.front();
  EXPECT_EQ(remark.code, "phrase-not-understood");
  EXPECT_EQ(remark.begin, 0U);
  EXPECT_EQ(remark.end, 8U);
  EXPECT_NE(remark.message.find("\"Năm 2025\""), std::string::npos) << remark.message;
  EXPECT_EQ(remark.hint, "trong năm 2025");
}

TEST(DuePhraseSurroundings, TheLessADueSaysTheLessMayStandAroundIt) {
  const std::string work = "Danh sách hộ nghèo, hộ cận nghèo trên địa bàn xã";
  EXPECT_FALSE(read_due_phrase(work + " năm 2026").understood());
  EXPECT_FALSE(read_due_phrase(work + " hằng năm").understood());
  EXPECT_TRUE(read_due_phrase(work + " gửi trước ngày 15/12/2026").understood());
  EXPECT_TRUE(read_due_phrase("Lập danh sách hộ nghèo trong năm 2026").understood());
  EXPECT_TRUE(read_due_phrase("Thời gian thực hiện: năm 2026").understood());
}

TEST(DuePhraseSurroundings, AnExceptionIsNeverPassedOver) {
  const PhraseReading reading = read_due_phrase(
      "Trả kết quả trong 05 ngày kể từ ngày nhận hồ sơ, trừ trường hợp phải xác minh");
  ASSERT_FALSE(reading.understood());
  EXPECT_NE(reading.remarks.front().message.find("trừ"), std::string::npos);
  EXPECT_TRUE(read_due_phrase(reading.remarks.front().hint).understood());
}

}  // namespace
}  // namespace dondoc::due_phrase_surroundings_test
