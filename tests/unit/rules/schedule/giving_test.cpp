// SPDX-License-Identifier: Apache-2.0
// Work beside the plan: how it is written, who may give it, and that it is then a duty like any
// other.
#include "rules/schedule/giving.h"

#include "rules/schedule/task_list.h"
#include "tests/support/golden.h"
#include "tests/unit/rules/schedule/life.h"
#include "tests/unit/rules/schedule/story.h"

#include <gtest/gtest.h>

namespace dondoc::giving_test {
namespace {

using testing::at;
using testing::Life;

const Instant now = at("2026-09-21T09:00");  // a Monday
const std::string leader = "pct-vh-xh";
const std::string head = "truong-kinh-te";

TaskForm form(const std::string& due) {
  return {"",
          "Phòng Kinh tế",
          "Rà soát hộ kinh doanh trên địa bàn",
          due,
          "Báo cáo",
          "Công văn số 45/UBND-VX",
          "van-phong; pvhcc"};
}

std::string last_day_of(const std::string& due) {
  const RuleSet rules = testing::small_office();
  const auto read = read_task(form(due), rules, now);
  const auto* task = std::get_if<NewTask>(&read);
  return task == nullptr
             ? std::get<std::vector<TaskMistake>>(read).front().code
             : to_rfc3339(task->task.due, rules.zone) + ' ' + to_iso(task->task.last_day);
}

NewTask task_due(const RuleSet& rules, const std::string& due) {
  return std::get<NewTask>(read_task(form(due), rules, now));
}

GivenTask given_by(const RuleSet& rules,
                   const std::string& post,
                   const std::vector<Occurrence>& of_day = {}) {
  return std::get<GivenTask>(give(task_due(rules, "9/10/2026"), of_day, {post, "cli"}, rules, now));
}

Life given_life() {
  const RuleSet rules = testing::small_office();
  Occurrence task = given_by(rules, leader).occurrence;
  task.code = 42;
  return {rules, task};
}

TEST(Giving, TakesTheDueInTheWordsOfPlansAsWell) {
  EXPECT_EQ(last_day_of("9/10/2026"), "2026-10-10T00:00:00+07:00 2026-10-09");
  EXPECT_EQ(last_day_of("9/10"), "2026-10-10T00:00:00+07:00 2026-10-09");
  EXPECT_EQ(last_day_of("trước ngày 09/10"), "2026-10-09T00:00:00+07:00 2026-10-08");
  EXPECT_EQ(last_day_of("9/3"), "2027-03-10T00:00:00+07:00 2027-03-09");
  EXPECT_EQ(last_day_of("21/9"), "2026-09-22T00:00:00+07:00 2026-09-21");
  EXPECT_EQ(last_day_of("trước 16 giờ ngày 25/9/2026"), "2026-09-25T16:00:00+07:00 2026-09-25");
  EXPECT_EQ(last_day_of("trong 10 ngày"), "2026-10-02T00:00:00+07:00 2026-10-01");
  EXPECT_EQ(last_day_of("trong 03 ngày làm việc"), "2026-09-25T00:00:00+07:00 2026-09-24");
  EXPECT_EQ(last_day_of("trong ngày"), "2026-09-22T00:00:00+07:00 2026-09-21");
  EXPECT_EQ(last_day_of("trong tháng 10 năm 2026"), "2026-11-01T00:00:00+07:00 2026-10-31");
}

TEST(Giving, WantsOneDueThatIsStillToCome) {
  EXPECT_EQ(last_day_of("20/9/2026"), "due-passed");
  EXPECT_EQ(last_day_of("trước 8 giờ ngày 21/9/2026"), "due-passed");
  EXPECT_EQ(last_day_of("ngày 25 hằng tháng"), "no-single-due");
  EXPECT_EQ(last_day_of("trước ngày 09/10 hằng năm"), "no-single-due");
  EXPECT_EQ(last_day_of("thường xuyên"), "no-single-due");
  EXPECT_EQ(last_day_of("ngày 31/9/2026"), "date-not-in-calendar");
  EXPECT_EQ(last_day_of("sớm"), "no-due-in-phrase");
  EXPECT_EQ(last_day_of(""), "missing-due");
}

TEST(Giving, IsForLeadersTheCoordinatorAndTheAdmin) {
  const RuleSet rules = testing::small_office();
  for (const char* post : {"pct-vh-xh", "chu-tich", "truong-vh-xh", "quan-tri"}) {
    const GivenTask given = given_by(rules, post);
    EXPECT_EQ(given.occurrence.key, "cchc/giao-viec@2026-10-09") << post;
    EXPECT_EQ(datum_of(given.opened, "giver"), post);
    EXPECT_EQ(task_of(given.opened.data), given.occurrence.task);
  }
  for (const char* post : {"truong-kinh-te", "chanh-van-phong", "nguoi-la"}) {
    const auto refused = give(task_due(rules, "9/10"), {}, {post, "cli"}, rules, now);
    ASSERT_TRUE(std::holds_alternative<ActRefused>(refused)) << post;
    EXPECT_EQ(std::get<ActRefused>(refused).code, ActRefusal::not_allowed);
  }
}

TEST(Giving, TheSameTaskTwiceIsOne) {
  const RuleSet rules = testing::small_office();
  const Occurrence first = given_by(rules, leader).occurrence;
  const auto again = give(task_due(rules, "09/10/2026"), {first}, {"chu-tich", "cli"}, rules, now);
  ASSERT_TRUE(std::holds_alternative<KnownTask>(again));
  EXPECT_EQ(std::get<KnownTask>(again).occurrence.key, first.key);
  NewTask other = task_due(rules, "9/10");
  other.task.title = "Việc khác";
  const auto second = give(other, {first}, {leader, "cli"}, rules, now);
  EXPECT_EQ(std::get<GivenTask>(second).occurrence.key, "cchc/giao-viec@2026-10-09.2");
}

TEST(Giving, IsChasedLikeAnyDutyUntilItIsDone) {
  Life life = given_life();
  EXPECT_EQ(life.look("2026-09-21T09:00"),
            "giao-viec>truong-kinh-te;giao-phoi-hop>giam-doc-pvhcc;giao-phoi-hop>chanh-van-phong;");
  life.send();
  EXPECT_EQ(life.look("2026-09-21T09:00"), "");
  EXPECT_EQ(life.look("2026-09-25T07:30"), "con-10>truong-kinh-te;");
  life.send();
  EXPECT_EQ(life.look("2026-10-06T07:30"), "con-3>truong-kinh-te;");
  life.send();
  life.look("2026-10-10T07:30");
  life.send();
  EXPECT_EQ(life.look("2026-10-12T07:30"), "tre-1.2>truong-kinh-te;tre-3>truong-vh-xh;");
  life.send();
  EXPECT_EQ(life.look("2026-10-16T07:30"), "tre-1.4>truong-kinh-te;tre-7>pct-vh-xh;");
  life.act(Complete{"12/BC-KT", make_date(2026, 10, 16)}, head, "2026-10-16T09:00");
  EXPECT_EQ(life.look("2026-10-30T09:00"), "");
}

TEST(Giving, TellsWhoeverSupportsOnceWhoeverLeadsIt) {
  Life life = given_life();
  life.look("2026-09-21T09:00");
  life.act(Transfer{"van-phong", "đúng chức năng"}, leader, "2026-09-21T09:05");
  const std::string told = life.look("2026-09-21T09:05");
  EXPECT_EQ(told.find("giao-phoi-hop"), std::string::npos) << told;
  EXPECT_EQ(life.ended(), "giao-viec withdrawn;");
  Life headed_alike = given_life();
  headed_alike.rules.directory.units.at("van-phong").head = "truong-kinh-te";
  EXPECT_EQ(headed_alike.look("2026-09-21T09:00"),
            "giao-viec>truong-kinh-te;giao-phoi-hop>giam-doc-pvhcc;");
}

TEST(Giving, MovesAndGoesToOtherUnitsLikeAnyDuty) {
  Life life = given_life();
  life.look("2026-09-21T09:00");
  life.send();
  life.act(Extend{make_date(2026, 10, 20), "chờ số liệu"}, leader, "2026-09-22T09:00");
  EXPECT_EQ(life.look("2026-09-22T09:00"),
            "doi-han>truong-vh-xh;doi-han>giam-doc-pvhcc;doi-han>chanh-van-phong;"
            "doi-han>truong-kinh-te;");
  life.send();
  life.act(Transfer{"pvhcc", "đúng chức năng"}, leader, "2026-09-23T09:00");
  life.look("2026-09-23T09:00");
  life.send();
  EXPECT_EQ(life.look("2026-10-06T07:30"), "con-10>giam-doc-pvhcc;");
}

TEST(Giving, IsTakenBackByItsGiverAloneAndThenGivenAnew) {
  Life life = given_life();
  life.look("2026-09-21T09:00");
  EXPECT_EQ(life.refusal(Undo{}, "chu-tich", "2026-09-21T09:10"), "not-allowed");
  EXPECT_EQ(life.refusal(Undo{}, leader, "2026-09-21T09:31"), "too-late");
  life.act(Undo{}, leader, "2026-09-21T09:10");
  EXPECT_EQ(life.duty.state, OccurrenceState::waived);
  EXPECT_EQ(life.look("2026-09-21T09:10"), "");
  EXPECT_EQ(life.ended(), "giao-viec withdrawn;giao-phoi-hop withdrawn;giao-phoi-hop withdrawn;");
  EXPECT_EQ(given_by(life.rules, leader, {life.duty}).occurrence.key,
            "cchc/giao-viec@2026-10-09.2");
}

TEST(Giving, StaysWhileItsPlanDoesAndReturnsWithIt) {
  Life life = given_life();
  life.look("2026-09-21T09:00");
  const RuleSet whole = life.rules;
  life.rules.plans.clear();
  life.look("2026-09-22T09:00");
  EXPECT_EQ(life.duty.state, OccurrenceState::withdrawn);
  life.rules = whole;
  life.look("2026-09-22T10:00");
  EXPECT_EQ(life.duty.state, OccurrenceState::open);
  EXPECT_EQ(life.duty.last_day, make_date(2026, 10, 9));
}

TEST(Giving, IsToldWholeToItsLeadAndNamedToOthers) {
  const RuleSet rules = testing::small_office();
  Occurrence task = given_by(rules, leader).occurrence;
  task.code = 42;
  testing::Story story(rules, task);
  story.wait_until("2026-10-17T09:00");
  testing::expect_golden("messages/given.txt", story.text());
}

TEST(TaskList, ReadsWhatIsPastedFromASheet) {
  const RuleSet rules = testing::small_office();
  const SourceFile list{"dan.txt",
                        "\xEF\xBB\xBFSTT\tĐơn vị\tNội dung\tThời hạn\tSản phẩm\r\n"
                        "1\tPhòng Kinh tế\tRà soát hộ kinh doanh\t9/10/2026\tBáo cáo\r\n"
                        "2\tvan-phong\t Chuẩn bị họp  \ttrong 5 ngày\t\r\n"
                        "\r\n"
                        "# một dòng ghi chú\r\n"
                        "pvhcc | Thống kê hồ sơ trễ hẹn | 30/9 | | CV 9/SNV | kinh-te\n"};
  const auto read = read_task_list(list, "", "CV 45/UBND", rules, now);
  ASSERT_TRUE(read.value) << render(read.diagnostics.front());
  ASSERT_EQ(read.value->size(), 3U);
  EXPECT_EQ(read.value->at(0).line, 2);
  EXPECT_EQ(read.value->at(0).task.task.product, "Báo cáo");
  EXPECT_EQ(read.value->at(0).task.task.document, "CV 45/UBND");
  EXPECT_EQ(read.value->at(1).task.task.title, "Chuẩn bị họp");
  EXPECT_EQ(to_iso(read.value->at(1).task.task.last_day), "2026-09-28");
  EXPECT_EQ(read.value->at(2).task.task.document, "CV 9/SNV");
  EXPECT_EQ(read.value->at(2).task.task.support, std::vector<std::string>{"kinh-te"});
}

TEST(TaskList, TellsEveryMistakeUnderItsLetters) {
  const RuleSet rules = testing::small_office();
  const SourceFile list{"dan.txt",
                        "kinh-te | Rà soát hộ kinh doanh | 9/10/2026\n"
                        "Phòng Kinh tê | Việc hai | 31/9/2026\n"
                        "all-units | | 9/10\n"
                        "van-phong | Việc ba\n"
                        "van-phong\tViệc bốn\ttrước ngày 20/9/2026\tBáo cáo\t\tkinh-te; tư-pháp\n"
                        "van-phong | Việc năm | hằng quý\n"
                        "van-phong | Việc sáu | 9/10 | a | b | | thừa\n"};
  const auto read = read_task_list(list, "", "", rules, now);
  EXPECT_FALSE(read.value);
  std::string text;
  for (const Diagnostic& one : read.diagnostics) {
    text += render(one) + '\n';
  }
  testing::expect_golden("task_lists/mistakes.txt", text);
}

TEST(TaskList, SaysWhenThereIsNothingInItOrTooMuch) {
  const RuleSet rules = testing::small_office();
  EXPECT_EQ(read_task_list({"x", "\n\t\t\n"}, "", "", rules, now).diagnostics.front().code,
            "no-tasks");
  EXPECT_EQ(read_task_list({"x", ""}, "", "", rules, now).diagnostics.front().code, "no-tasks");
  std::string many;
  for (std::size_t i = 0; i <= task_lines_max; ++i) {
    many += "kinh-te|Việc " + std::to_string(i) + "|9/10\n";
  }
  EXPECT_EQ(read_task_list({"x", many}, "", "", rules, now).diagnostics.front().code,
            "list-too-long");
  EXPECT_EQ(read_task_list({"x", "kinh-te|a|9/10\nkinh-te|b|9/10"}, "la", "", rules, now)
                .diagnostics.size(),
            1U);
}

}  // namespace
}  // namespace dondoc::giving_test
