// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/link_words.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::link_words_test {
namespace {

/// The code in it; "-" when the text is about something else, "?" when a code is missing.
std::string code_in(const std::string& text) {
  const std::optional<std::string> code = link_code_in(text);
  return !code ? "-" : code->empty() ? "?" : *code;
}

TEST(LinkWords, ReadTheCodeHoweverItIsTyped) {
  for (const std::string text : {"KETNOI 7F3K-92QM",
                                 "ketnoi 7f3k-92qm",
                                 "Kết nối 7F3K 92QM",
                                 "kết nối: 7f3k92qm.",
                                 "  ket  noi7F3K-92QM",
                                 "7F3K-92QM",
                                 "7f3k-92qm"}) {
    EXPECT_EQ(code_in(text), "7F3K92QM") << text;
  }
  EXPECT_EQ(link_words("7F3K92QM"), "KETNOI 7F3K-92QM");
  EXPECT_EQ(code_in(link_words("7F3K92QM")), "7F3K92QM");
}

TEST(LinkWords, TellAWrongCodeFromAnotherText) {
  for (const std::string text : {"KETNOI", "kết nối 7F3K", "ketnoi 7F3K-92QM thêm"}) {
    EXPECT_EQ(code_in(text), "?") << text;
  }
  for (const std::string text : {"",
                                 "xong 42",
                                 "7F3K92QM",
                                 "7F3K - 92QM",
                                 "7F3-K92QM",
                                 "TRINH-KY",
                                 "nhan 42, ketnoi",
                                 "12345678"}) {
    EXPECT_EQ(code_in(text), "-") << text;
  }
  EXPECT_EQ(code_in("ketnoi " + std::string(500, 'a')), "-");
}

}  // namespace
}  // namespace dondoc::link_words_test
