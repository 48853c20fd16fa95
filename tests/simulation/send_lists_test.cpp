// SPDX-License-Identifier: Apache-2.0
// What an office is sent over 90 and over 400 days, message by message, in the cases in which
// reminding goes wrong most easily. The lists are tests/golden/send_lists/*.txt; each was read by
// eye, as the people would read it who get these messages.
#include "tests/simulation/send_list.h"
#include "tests/support/golden.h"
#include "tests/support/small_office.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::send_lists_test {
namespace {

using testing::at;
using testing::office_with;
using testing::SendList;

const Instant loaded = at("2026-08-03T09:00");
constexpr const char* issued = "2026-08-03";
const std::string duty = "VII.4@once";
const std::string head = "truong-phong-kinh-te";

std::string due_on(const std::string& id,
                   const std::string& title,
                   const std::string& lead,
                   const std::string& due) {
  return "  - id: " + id + "\n    title: " + title + "\n    source: Phụ lục, mục " + id +
         "\n    lead: " + lead + "\n    oversight: vh-xh\n    product: Báo cáo\n    due: " + due +
         '\n';
}

std::string one_duty() {
  return "obligations:\n" + due_on("VII.4",
                                   "Báo cáo kết quả sáng kiến, mô hình, giải pháp CCHC",
                                   "kinh-te",
                                   "chậm nhất là ngày 30/9/2026");
}

void keep(SendList& list, const std::string& name) {
  list.close_day(400);
  testing::expect_golden("send_lists/" + name + ".txt", list.text());
}

TEST(SendLists, AnUnansweredDuty) {
  SendList list("Một nhiệm vụ không ai trả lời", office_with(one_duty(), issued), loaded);
  list.close_day(90);
  keep(list, "unanswered");
}

TEST(SendLists, DoneEarly) {
  SendList list("Xong sớm, sau lần nhắc đầu", office_with(one_duty(), issued), loaded);
  list.act(duty,
           Complete{"35/BC-KT", make_date(2026, 9, 22), std::nullopt},
           head,
           at("2026-09-22T15:00"));
  list.close_day(90);
  keep(list, "done-early");
}

TEST(SendLists, DoneLate) {
  SendList list("Xong muộn, sau khi đã báo cáo lãnh đạo", office_with(one_duty(), issued), loaded);
  list.act(duty,
           Complete{"35/BC-KT", make_date(2026, 10, 8), std::nullopt},
           head,
           at("2026-10-08T15:00"));
  list.close_day(90);
  keep(list, "done-late");
}

TEST(SendLists, Returned) {
  SendList list("Trình ký, bị trả lại, rồi xong", office_with(one_duty(), issued), loaded);
  list.act(duty, Submit{}, head, at("2026-09-24T10:00"));
  list.act(duty, Return{"thiếu phụ lục"}, "pho-chu-tich-kt", at("2026-09-28T09:00"));
  list.act(duty, Submit{}, head, at("2026-10-02T10:00"));
  list.act(duty,
           Complete{"35/BC-KT", make_date(2026, 10, 5), std::nullopt},
           head,
           at("2026-10-05T10:00"));
  list.close_day(90);
  keep(list, "returned");
}

TEST(SendLists, Extended) {
  SendList list("Xin và được gia hạn, rồi lại không xong", office_with(one_duty(), issued), loaded);
  list.act(
      duty, Extend{make_date(2026, 10, 15), "chờ số liệu của ngành"}, head, at("2026-09-25T09:00"));
  list.act(duty, Grant{}, "pho-chu-tich-kt", at("2026-09-28T09:00"));
  list.close_day(90);
  keep(list, "extended");
}

TEST(SendLists, AdjustedEarlier) {
  SendList list("Cấp trên rút ngắn thời hạn", office_with(one_duty(), issued), loaded);
  list.act(duty,
           Adjust{make_date(2026, 9, 15), "Công văn số 45/UBND-VX ngày 03/9/2026"},
           "quan-tri",
           at("2026-09-04T09:00"));
  list.close_day(90);
  keep(list, "adjusted-earlier");
}

TEST(SendLists, SubmittedAndStuck) {
  SendList list("Trình ký rồi nằm lại chỗ người ký", office_with(one_duty(), issued), loaded);
  list.act(duty, Submit{}, head, at("2026-09-24T10:00"));
  list.close_day(90);
  keep(list, "submitted-and-stuck");
}

TEST(SendLists, HeadOnLeave) {
  RuleSet rules = office_with(one_duty(), issued);
  rules.directory.people.at("tp-kt").away = {{make_date(2026, 9, 14), make_date(2026, 10, 2)}};
  SendList list("Trưởng phòng nghỉ phép 14/9 - 02/10", rules, loaded);
  list.close_day(90);
  keep(list, "head-on-leave");
}

TEST(SendLists, VacantPost) {
  RuleSet rules = office_with(one_duty(), issued);
  rules.directory.posts.at(head).held_by.front().to = make_date(2026, 8, 31);
  rules.directory.posts.at(head).deputy.reset();
  SendList list("Chức danh khuyết từ 01/9, không có cấp phó", rules, loaded);
  list.close_day(90);
  keep(list, "vacant-post");
}

TEST(SendLists, FanOutOfFortyUnits) {
  const std::string each = "obligations:\n" + due_on("II.1",
                                                     "Rà soát quy chế làm việc của đơn vị",
                                                     "{ each: truong-hoc }",
                                                     "chậm nhất là ngày 30/9/2026");
  RuleSet rules = office_with(each, issued, 40);
  SendList list("Giao từng đơn vị, 40 trường: 3 trường xong, 1 trường đổi tên", rules, loaded);
  for (const char* unit : {"03", "17", "29"}) {
    list.act("II.1@once#don-vi-" + std::string(unit),
             Complete{"07/BC-" + std::string(unit), make_date(2026, 9, 18), std::nullopt},
             "truong-" + std::string(unit),
             at("2026-09-18T09:00"));
  }
  rules.directory.units.at("don-vi-08").name = "Trường Tiểu học Nguyễn Trãi";
  rules.directory.posts.at("truong-08").title = "Hiệu trưởng Trường Tiểu học Nguyễn Trãi";
  list.reload(rules, at("2026-09-21T10:00"), "don-vi-08 đổi tên thành Trường Tiểu học Nguyễn Trãi");
  list.close_day(90);
  keep(list, "fan-out");
}

TEST(SendLists, ThirtyFiveDuesOnOneDay) {
  std::string duties = "obligations:\n";
  for (int nth = 1; nth <= 35; ++nth) {
    duties += due_on("V." + std::to_string(nth),
                     "Rà soát thủ tục hành chính lĩnh vực " + std::to_string(nth),
                     "kinh-te",
                     "chậm nhất là ngày 30/9/2026");
  }
  SendList list("35 việc của một người đến hạn cùng ngày", office_with(duties, issued), loaded);
  list.close_day(90);
  keep(list, "many-dues");
}

TEST(SendLists, ATriggerEnteredLate) {
  const std::string duties =
      "triggers:\n  - id: quyet-dinh\n    title: Quyết định công bố thủ tục hành chính\n"
      "    recorder: vh-xh\nobligations:\n" +
      due_on("III.2", "Niêm yết thủ tục", "kinh-te", "trong 30 ngày kể từ ngày ban hành") +
      "    trigger: quyet-dinh\n" +
      due_on("III.3", "Cập nhật trang thông tin", "pvhcc", "trong 10 ngày kể từ ngày ban hành") +
      "    trigger: quyet-dinh\n";
  SendList list("Mốc ngày 31/8 được ghi nhận muộn 25 ngày", office_with(duties, issued), loaded);
  Happen event;
  event.date = make_date(2026, 8, 31);
  event.document = "1234/QĐ-UBND";
  list.act("moc.quyet-dinh@2026--2027", event, "truong-phong-vh-xh", at("2026-09-25T10:00"));
  list.close_day(90);
  keep(list, "late-trigger");
}

TEST(SendLists, AnOutageOverThreeHundredOpenItems) {
  std::string duties = "obligations:\n";
  for (int nth = 1; nth <= 15; ++nth) {
    const int day = 20 + nth;
    duties += due_on("IV." + std::to_string(nth),
                     "Báo cáo chuyên đề số " + std::to_string(nth),
                     "{ each: truong-hoc }",
                     day <= 30 ? "chậm nhất là ngày " + std::to_string(day) + "/9/2026"
                               : "chậm nhất là ngày " + std::to_string(day - 30) + "/10/2026");
  }
  SendList list("Ngừng 72 giờ khi có 300 việc đang mở", office_with(duties, issued, 20), loaded);
  list.run_until(at("2026-09-28T12:00"));
  list.down_until(at("2026-10-01T12:00"));
  list.close_day(90);
  keep(list, "outage");
}

TEST(SendLists, Tet) {
  const std::string duties =
      "obligations:\n" +
      due_on("I.1", "Báo cáo trực Tết", "kinh-te", "chậm nhất là ngày 04/02/2027") +
      due_on("I.2", "Báo cáo tình hình Tết", "kinh-te", "chậm nhất là ngày 09/02/2027") +
      due_on("I.3", "Kế hoạch ra quân đầu năm", "pvhcc", "chậm nhất là ngày 15/02/2027");
  SendList list(
      "Qua Tết Nguyên đán 2027", office_with(duties, "2027-01-04"), at("2027-01-04T09:00"));
  list.close_day(90);
  keep(list, "tet");
}

TEST(SendLists, HandoverInMarch) {
  const std::string duties =
      "obligations:\n" + due_on("I.1", "Báo cáo quý I", "kinh-te", "chậm nhất là ngày 31/3/2027") +
      due_on("I.2", "Đề án vị trí việc làm", "kinh-te", "chậm nhất là ngày 20/4/2027") +
      due_on("I.3", "Báo cáo kiểm kê", "kinh-te", "chậm nhất là ngày 10/3/2027");
  RuleSet rules = office_with(duties, "2027-01-04");
  rules.directory.posts.at(head).held_by.front().to = make_date(2027, 3, 14);
  rules.directory.posts.at(head).held_by.push_back({"tp-kt-moi", make_date(2027, 3, 15), {}});
  rules.directory.people["tp-kt-moi"] =
      Person{"tp-kt-moi", "Trưởng phòng KT mới (mẫu)", {{"zalo", "1002"}}, {}};
  SendList list("Trưởng phòng bàn giao cho người mới ngày 15/3", rules, at("2027-01-04T09:00"));
  list.act("I.1@once", Acknowledge{make_date(2027, 3, 29)}, head, at("2027-03-09T09:00"));
  list.close_day(90);
  keep(list, "handover");
}

/// The head of Phòng Kinh tế reads nothing; the coordinator tells them twice, once not in time, and
/// is relieved of it once, because the duty was done meanwhile.
TEST(SendLists, WhoReadsNoMessages) {
  RuleSet rules = office_with(one_duty(), issued);
  rules.directory.people.at("tp-kt").contacts = {{"manual", "phòng 12"}};
  SendList list("Trưởng phòng Kinh tế không nhận tin qua mạng", rules, loaded);
  list.act(duty, Tell{}, "truong-phong-vh-xh", at("2026-09-16T10:00"));
  list.act(duty, Tell{}, "truong-phong-vh-xh", at("2026-10-01T10:00"));
  list.act(duty,
           Complete{"35/BC-KT", make_date(2026, 10, 7), std::nullopt},
           "truong-phong-vh-xh",
           at("2026-10-07T15:00"));
  list.close_day(90);
  keep(list, "manual");
}

}  // namespace
}  // namespace dondoc::send_lists_test
