// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/plan_draft.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::pasted_rows_test {
namespace {

TEST(PastedRows, TakeTheUsualOrderWithoutAHeading) {
  const auto rows = pasted_rows(
      "VII.2\tKiểm tra CCHC\tPhòng VH-XH\tPhòng KT, Công an xã\tBiên bản\ttrong tháng 1 hằng "
      "năm\n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].id, "VII.2");
  EXPECT_EQ(rows[0].title, "Kiểm tra CCHC");
  EXPECT_EQ(rows[0].lead, "Phòng VH-XH");
  EXPECT_EQ(rows[0].lead_kind, "one");
  EXPECT_EQ(rows[0].support, "Phòng KT; Công an xã");
  EXPECT_EQ(rows[0].product, "Biên bản");
  EXPECT_EQ(rows[0].due, "trong tháng 1 hằng năm");
  EXPECT_EQ(rows[0].source, "mục VII.2");
  EXPECT_FALSE(rows[0].reviewed);
}

TEST(PastedRows, FollowTheNamesOfTheirColumns) {
  const auto rows = pasted_rows(
      "TT\tNỘI DUNG CÔNG VIỆC\tThời gian hoàn thành\tĐơn vị chủ trì\tĐơn vị phối hợp\tGhi chú\n"
      "1.\tBáo cáo\tTrước 25/12\tPhòng KT\t\tgấp\n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].id, "1");
  EXPECT_EQ(rows[0].title, "Báo cáo");
  EXPECT_EQ(rows[0].due, "Trước 25/12");
  EXPECT_EQ(rows[0].lead, "Phòng KT");
  EXPECT_EQ(rows[0].support, "");
}

TEST(PastedRows, PassOverHeadingsOfPartsAndEmptyLines) {
  const auto rows = pasted_rows(
      "I\tCẢI CÁCH THỂ CHẾ\t\t\t\t\n"
      "\n"
      "I.1\tRà soát\tPhòng TP\t\t\tHằng năm\n"
      "\t\t\t\t\t\n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].id, "I.1");
}

TEST(PastedRows, NamePartsWhereNumbersBeginAnew) {
  const auto ids = [](const std::string& table) {
    std::string all;
    for (const DraftRow& row : pasted_rows(table)) {
      all += row.id + '(' + row.source + ") ";
    }
    return all;
  };
  const std::string duty = "\tHọp\tPhòng KT\t\t\tQuý I\n";
  const std::string part = "\tCẢI CÁCH\t\t\t\t\n";
  EXPECT_EQ(ids("I" + part + "1" + duty + "2" + duty + "II." + part + "1" + duty),
            "I.1(mục I.1) I.2(mục I.2) II.1(mục II.1) ");
  EXPECT_EQ(ids("A" + part + "I" + part + "1" + part + "1.1" + duty + "a" + duty + "II" + part +
                "1" + duty + "B" + part + "I" + part + "1" + duty + "1" + part + "1.1" + duty),
            "A.I.1.1(mục A.I.1.1) A.I.1.a(mục A.I.1.a) A.II.1(mục A.II.1) B.I.1(mục B.I.1) "
            "B.I.1.1(mục B.I.1.1) ");
  // Numbers that run on name their rows alone.
  EXPECT_EQ(ids("I" + part + "1" + duty + "II" + part + "2" + duty), "1(mục 1) 2(mục 2) ");
  EXPECT_EQ(ids("I" + part + "I.1" + duty + "II" + part + "II.1" + duty + "II.1" + duty),
            "I.1(mục I.1) II.1(mục II.1) II.1(mục II.1) ");
}

TEST(PastedRows, AsAboveIsWhatTheRowAboveSays) {
  const auto rows = pasted_rows(
      "1\tHọp\tPhòng KT\tCông an xã\tBiên bản\tQuý I\n"
      "2\tRà soát\t-nt-\tNhư trên\tBáo cáo\tnt\n"
      "3\tTổng hợp\t-nt-\t\t\"\"\"\"\tQuý II\n");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].lead, "Phòng KT");
  EXPECT_EQ(rows[1].support, "Công an xã");
  EXPECT_EQ(rows[1].product, "Báo cáo");
  EXPECT_EQ(rows[1].due, "Quý I");
  EXPECT_EQ(rows[2].lead, "Phòng KT");
  EXPECT_EQ(rows[2].support, "");
  EXPECT_EQ(rows[2].product, "Báo cáo");
}

TEST(PastedRows, ReadCellsWithLineBreaksAndQuotes) {
  const auto rows = pasted_rows(
      "1\t\"Lập \"\"sổ\"\"\ntheo dõi\"\tPhòng KT\t\t\t\"Quý I;\nQuý III\"\r\n2\tHọp\tPhòng "
      "KT\t\t\thằng tháng");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].title, "Lập \"sổ\" theo dõi");
  EXPECT_EQ(rows[0].due, "Quý I; Quý III");
  EXPECT_EQ(rows[1].due, "hằng tháng");
}

TEST(PastedRows, AQuotationMarkAloneIsNoBeginningOfACell) {
  for (const std::string end : {"\n", "\r\n"}) {
    const auto rows = pasted_rows("1\tHọp\tPhòng KT\tCông an xã\tBiên bản\tQuý I" + end +
                                  "2\tRà soát\t\"\t\"\t\tQuý II" + end + "3\tBáo cáo\t\"\t\t\t\"" +
                                  end + "4\tThực hiện \"số hóa\"\t\"\t\t\"\t\"" + end +
                                  "5\tTổng hợp\tPhòng VH-XH\t\t\"Báo cáo\"\t\"");
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_EQ(rows[1].lead, "Phòng KT");
    EXPECT_EQ(rows[1].support, "Công an xã");
    EXPECT_EQ(rows[1].due, "Quý II");
    EXPECT_EQ(rows[2].lead, "Phòng KT");
    EXPECT_EQ(rows[2].due, "Quý II");
    EXPECT_EQ(rows[3].title, "Thực hiện \"số hóa\"");
    EXPECT_EQ(rows[3].due, "Quý II");
    EXPECT_EQ(rows[4].lead, "Phòng VH-XH");
    EXPECT_EQ(rows[4].due, "Quý II");
  }
}

TEST(PastedRows, ASpreadsheetsCellMayBeEmptyOrBeginWithALineBreak) {
  for (const std::string end : {"\n", "\r\n"}) {
    const auto rows = pasted_rows("1\tHọp\tPhòng KT\t\"\"\t\"\"\tQuý I" + end + "2\t\"" + end +
                                  "Rà soát \"\"sổ\"\"\"\tPhòng KT\t\t\t\"" + end + "Quý II" + end +
                                  '"' + end + "3\tBáo cáo\tPhòng KT\t\t\t\"" + end + "Quý III\"");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].support, "");
    EXPECT_EQ(rows[0].product, "");
    EXPECT_EQ(rows[1].title, "Rà soát \"sổ\"");
    EXPECT_EQ(rows[1].due, "Quý II");
    EXPECT_EQ(rows[2].title, "Báo cáo");
    EXPECT_EQ(rows[2].due, "Quý III");
  }
}

TEST(PastedRows, AreNumberedWhereTheTableIsNot) {
  const auto rows =
      pasted_rows("\tHọp\tPhòng KT\t\t\thằng tháng\n\tBáo cáo\tPhòng KT\t\t\tQuý I\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].id, "1");
  EXPECT_EQ(rows[1].id, "2");
  EXPECT_EQ(rows[1].source, "");
}

TEST(PastedRows, AreReadUpToTheFirstThatIsOneTooMany) {
  std::string table;
  for (std::size_t i = 0; i < 2 * draft_rows_max; ++i) {
    table += "1\tHọp\tPhòng KT\t\t\thằng tháng\n";
  }
  EXPECT_EQ(pasted_rows(table).size(), draft_rows_max + 1);
  EXPECT_TRUE(pasted_rows("").empty());
}

TEST(PastedRows, AllUnitsAreTheGroupWhereThereIsOne) {
  auto rows =
      pasted_rows("1\tHọp\tCác cơ quan, đơn vị\tCác cơ quan, đơn vị có liên quan\t\tQuý I\n");
  ASSERT_EQ(rows.size(), 1U);
  Directory directory;
  name_all_units(rows, directory);
  EXPECT_EQ(rows[0].lead, "Các cơ quan, đơn vị");
  directory.groups["all-units"] = {"a", "b"};
  name_all_units(rows, directory);
  EXPECT_EQ(rows[0].lead, "all-units");
  EXPECT_EQ(rows[0].lead_kind, "each");
  EXPECT_EQ(rows[0].support, "all-units");
}

}  // namespace
}  // namespace dondoc::pasted_rows_test
