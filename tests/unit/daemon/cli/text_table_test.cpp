// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/text_table.h"

#include <gtest/gtest.h>

namespace dondoc::text_table_test {
namespace {

TEST(TextTable, CountsCellsAndNotBytes) {
  EXPECT_EQ(display_width("đôn đốc"), 7U);
  EXPECT_EQ(display_width("đo\xCC\x82n"), 3U) << "a combining mark takes no cell of its own";
}

TEST(TextTable, AlignsVietnameseColumnsAndLeavesNoBlanksAtTheEnd) {
  EXPECT_EQ(text_table({{"thứ Bảy", "02/05", ""}, {"Chủ nhật", "3", "x"}}, 2),
            "  thứ Bảy   02/05\n"
            "  Chủ nhật  3      x\n");
}

}  // namespace
}  // namespace dondoc::text_table_test
