// SPDX-License-Identifier: Apache-2.0
// Words and numbers of real plans that look like dues and are none. A trap that is read as a date
// reminds somebody of nothing, for years.
#include "rules/phrase/due_phrase.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::due_phrase_traps_test {
namespace {

/// None of the phrases may become a due of any shape.
void expect_no_due(const std::vector<std::string>& phrases) {
  for (const std::string& phrase : phrases) {
    const PhraseReading reading = read_due_phrase(phrase);
    EXPECT_FALSE(reading.understood()) << phrase;
    EXPECT_EQ(reading.shape, "none") << phrase;
    ASSERT_FALSE(reading.remarks.empty()) << phrase;
    EXPECT_EQ(reading.remarks[0].kind, RemarkKind::error) << phrase;
  }
}

/// The phrase is read, and as another shape than a date.
void expect_shape(const std::string& phrase, const std::string& shape) {
  EXPECT_EQ(read_due_phrase(phrase).shape, shape) << phrase;
}

TEST(DuePhraseTraps, RegularSpendingIsMoney) {
  expect_no_due({"chi thường xuyên",
                 "tự bảo đảm một phần chi thường xuyên",
                 "Nguồn chi thường xuyên",
                 "kinh phí thường xuyên năm 2026",
                 "Nguồn kinh phí thường xuyên hằng năm"});
}

TEST(DuePhraseTraps, ARegularTaskIsRhetoric) {
  expect_no_due({"cải cách hành chính là nhiệm vụ thường xuyên, cấp bách",
                 "trở thành việc làm thường xuyên"});
}

TEST(DuePhraseTraps, TheDateOfACitedDecreeIsNoDue) {
  expect_shape("Theo Điều 17 Nghị định số 52/2015/NĐ-CP ngày 28/5/2015 của Chính phủ", "deferred");
  expect_no_due({"Căn cứ Nghị định số 52/2015/NĐ-CP ngày 28/5/2015 của Chính phủ",
                 "Nghị định số 52/2015/NĐ-CP ngày 28 tháng 5 năm 2015"});
}

TEST(DuePhraseTraps, TheDateOfACitedPlanIsNoDue) {
  expect_shape("Theo Kế hoạch số 15/KH-UBND ngày 16/01/2025 của UBND tỉnh", "deferred");
  expect_no_due({"Kế hoạch số 15/KH-UBND ngày 16/01/2025",
                 "Đã ban hành tại Quyết định số 10/QĐ-UBND ngày 16/01/2025"});
}

TEST(DuePhraseTraps, ARankIsNoSpanOfDays) {
  expect_no_due({"xếp hạng từ 20 đến 30/124 xã, phường",
                 "từ 20 đến 30/124 xã, phường",
                 "nằm trong nhóm 10/124 xã, phường"});
}

TEST(DuePhraseTraps, AYearToCompareWithIsNoDue) {
  expect_no_due({"so với năm 2021",
                 "so với năm trước liền kề",
                 "năm sau cao hơn năm trước",
                 "tăng 5% so với cùng kỳ năm 2025"});
}

TEST(DuePhraseTraps, APercentageIsATargetOrNothing) {
  expect_shape("đạt từ 95% trở lên", "target");
  expect_shape("tối thiểu 90%", "target");
  expect_no_due({"100%", "giải quyết đúng hạn 100%", "30% số đơn vị"});
}

/// The words name or tell something; with a limit behind them they are work to be done.
TEST(DuePhraseTraps, AYearInANameIsNoDueAndALimitBehindItIs) {
  for (const std::string name : {"Kế hoạch cải cách hành chính năm 2026",
                                 "Dự toán thu ngân sách năm 2026",
                                 "Nhiệm vụ trọng tâm năm 2026",
                                 "Danh hiệu thi đua năm 2026"}) {
    expect_no_due({name});
    const PhraseReading limited = read_due_phrase(name + " trình trước ngày 15/3/2026");
    ASSERT_TRUE(limited.understood()) << name;
    EXPECT_EQ(limited.rule->limit, Limit::before) << name;
    EXPECT_EQ(std::get<OnceRule>(limited.rule->recurrence).last, make_date(2026, 3, 15)) << name;
  }
}

TEST(DuePhraseTraps, APastDeedIsNoDueAndWhatRemainsToBeDoneIs) {
  expect_no_due({"UBND xã đã ban hành kế hoạch ngày 10/3/2026",
                 "Nghị quyết được HĐND xã thông qua ngày 16/12/2025",
                 "Đến nay, các thôn đã hoàn thành 12 nhiệm vụ (đạt 80%)",
                 "Thực hiện các nhiệm vụ đã đề ra trong quý II/2026",
                 "Các thôn đã ký cam kết gửi báo cáo trước ngày 15/6/2026"});
  expect_shape("Thực hiện các nhiệm vụ đã đề ra, hoàn thành trong quý II/2026", "once");
  expect_shape("Thực hiện các nhiệm vụ đã đề ra, xong trước ngày 15/6/2026", "once");
}

TEST(DuePhraseTraps, MoneyScoresAndFractionsAreNoDates) {
  expect_no_due({"hỗ trợ 1.500.000 đồng/người/tháng",
                 "Quý I: 250 triệu đồng; Quý II: 300 triệu đồng",
                 "Báo cáo hằng tháng: 500.000 đồng/báo cáo",
                 "Nộp chậm báo cáo: trừ 0,5 điểm",
                 "Đạt 12/12 tiêu chí"});
  expect_shape("Thu quỹ 500.000 đồng/hộ trước ngày 30/6/2026", "once");
}

TEST(DuePhraseTraps, HowLongSomethingHoldsIsNoTerm) {
  expect_no_due({"Giấy phép có giá trị trong 05 năm kể từ ngày cấp",
                 "Nhiệm kỳ của HĐND là 05 năm kể từ ngày khai mạc kỳ họp thứ nhất",
                 "Hồ sơ lưu trữ trong thời hạn 10 năm"});
  expect_shape("Trả lời trong thời hạn 10 ngày kể từ ngày nhận đơn", "triggered");
}

TEST(DuePhraseTraps, NoClockOfTwoIsDropped) {
  const PhraseReading reading = read_due_phrase("02 lần/ngày, trước 07 giờ và trước 16 giờ");
  ASSERT_FALSE(reading.understood());
  EXPECT_EQ(reading.remarks[0].code, "phrase-two-dues");
}

}  // namespace
}  // namespace dondoc::due_phrase_traps_test
