// SPDX-License-Identifier: Apache-2.0
#include "connectors/zalo_text.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::zalo_text_test {
namespace {

std::size_t code_points(const std::string& text) {
  std::size_t count = 0;
  for (const char byte : text) {
    count += (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U ? 0U : 1U;
  }
  return count;
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

/// A digest of so many duties, each a line of about 100 characters.
std::string digest(int duties) {
  std::string text = "[VIỆC NGÀY 14/12/2026] Phòng Kinh tế: nhiều việc\n";
  for (int i = 0; i < duties; ++i) {
    text +=
        std::to_string(i + 1) + ". Mã " + std::to_string(100 + i) +
        " - Báo cáo kết quả sáng kiến, mô hình, giải pháp cải cách hành chính; hạn 30/9, quá 05 "
        "ngày\n";
  }
  return text + "Một văn bản cho nhiều việc: XONG 71,72,74 số-ký hiệu ngày.\n";
}

TEST(ZaloText, AShortTextStaysAsItIs) {
  EXPECT_EQ(zalo_text("[NHẮC VIỆC] Còn 14 ngày - Mã 42\nKính gửi: Phòng Kinh tế\n"),
            "[NHẮC VIỆC] Còn 14 ngày - Mã 42\nKính gửi: Phòng Kinh tế");
  EXPECT_EQ(zalo_text(""), "");
  EXPECT_EQ(zalo_text("\n\n"), "");
}

TEST(ZaloText, TwoThousandLettersFitWhateverTheirBytes) {
  std::string text;
  for (std::size_t i = 0; i < zalo_text_units_max; ++i) {
    text += "ệ";
  }
  EXPECT_EQ(zalo_text(text), text);
  EXPECT_EQ(zalo_text(text + "\n"), text) << "the line end behind it takes no room";
  const std::string cut = zalo_text(text + "ệ");
  EXPECT_NE(cut, text + "ệ");
  EXPECT_LE(code_points(cut), zalo_text_units_max);
}

TEST(ZaloText, ASignBeyondTheBmpCountsTwice) {
  std::string text;
  for (std::size_t i = 0; i < zalo_text_units_max / 2; ++i) {
    text += "😀";
  }
  EXPECT_EQ(zalo_text(text), text);
  const std::string cut = zalo_text(text + "a");
  std::size_t signs = 0;
  for (std::size_t at = cut.find("😀"); at != std::string::npos; at = cut.find("😀", at + 1)) {
    ++signs;
  }
  EXPECT_LE(code_points(cut) + signs, zalo_text_units_max);
  EXPECT_GT(signs, zalo_text_units_max / 2 - 30);
}

TEST(ZaloText, ALongDigestKeepsItsHeadItsLastLineAndEveryCode) {
  for (const int duties : {20, 25, 30, 50}) {
    const std::string text = zalo_text(digest(duties));
    EXPECT_LE(code_points(text), zalo_text_units_max);
    EXPECT_GT(code_points(text), zalo_text_units_max * 3 / 4) << "room is used";
    EXPECT_EQ(text.find("[VIỆC NGÀY 14/12/2026]"), 0U);
    EXPECT_TRUE(ends_with(text, "\nMột văn bản cho nhiều việc: XONG 71,72,74 số-ký hiệu ngày."));
    EXPECT_TRUE(has(text, "(tin dài, lược bớt ")) << text;
    for (int i = 0; i < duties; ++i) {
      EXPECT_TRUE(has(text, std::to_string(100 + i))) << duties << " duties, code " << 100 + i;
    }
  }
}

TEST(ZaloText, NoLineIsCutInItsMiddleWhileWholeOnesFit) {
  const std::string whole = digest(30);
  const std::string text = zalo_text(whole);
  const std::string head = text.substr(0, text.find("\n… ("));
  EXPECT_EQ(whole.find(head + "\n"), 0U);
}

TEST(ZaloText, SaysHowManyLinesAreLeftOut) {
  const std::string text = zalo_text(digest(30));
  std::size_t shown = 0;
  for (std::size_t at = text.find(". Mã "); at != std::string::npos;
       at = text.find(". Mã ", at + 1)) {
    ++shown;
  }
  EXPECT_TRUE(has(text, "lược bớt " + std::to_string(30 - shown) + " dòng; mã ")) << text;
}

TEST(ZaloText, ACodeThatIsShownIsNotNamedAgain) {
  std::string text = "[NHẮC VIỆC] Còn 14 ngày - Mã 42\n";
  for (int i = 0; i < 30; ++i) {
    text +=
        "Nhiệm vụ rất dài về nhiều nội dung của đơn vị, nêu lại (mã 42) và không hơn gì nữa cả\n";
  }
  EXPECT_FALSE(has(zalo_text(text), "; mã 42"));
}

TEST(ZaloText, VeryManyCodesAreCounted) {
  const std::string text = zalo_text(digest(200));
  EXPECT_LE(code_points(text), zalo_text_units_max);
  EXPECT_TRUE(has(text, " mã khác)")) << text;
  EXPECT_TRUE(ends_with(text, "XONG 71,72,74 số-ký hiệu ngày."));
}

TEST(ZaloText, OneLineThatIsTooLongKeepsTheCodeAtItsEnd) {
  std::string line = "Nhiệm vụ: ";
  for (int i = 0; i < 600; ++i) {
    line += "dài ";
  }
  const std::string text = zalo_text(line + "(mã 4217)");
  EXPECT_LE(code_points(text), zalo_text_units_max);
  EXPECT_GT(code_points(text), zalo_text_units_max - 10);
  EXPECT_TRUE(ends_with(text, "(tin dài, lược bớt; mã 4217)")) << text.substr(text.size() - 60);
}

TEST(ZaloText, ALetterAndItsMarksStayTogether) {
  std::string line;
  for (int i = 0; i < 1200; ++i) {
    line += "e\u0302\u0323";  // three code points a letter
  }
  const std::string text = zalo_text(line);
  const std::size_t cut = text.find("\n…");
  ASSERT_NE(cut, std::string::npos);
  EXPECT_EQ(text.substr(cut - 5, 5), "e\u0302\u0323");
}

TEST(ZaloText, WordsThatOnlyLookLikeACodeAreNone) {
  std::string line = "Hàng hóa mã vạch, Mã 7, bã 99, mã 1234567890: ";
  for (int i = 0; i < 600; ++i) {
    line += "dài ";
  }
  EXPECT_TRUE(ends_with(zalo_text(line), "(tin dài, lược bớt)"));
}

}  // namespace
}  // namespace dondoc::zalo_text_test
