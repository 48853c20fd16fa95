// SPDX-License-Identifier: Apache-2.0
// A plan is entered on the page, read back, mended, tried and published.
#include "daemon/web/draft/draft_reading.h"
#include "tests/unit/daemon/web/draft_pages_fixture.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::draft_pages_test {
namespace {

class DraftPagesTest : public testing::DraftPagesFixture {
 protected:
  std::string new_plan(const std::string& table) {
    return "plan=thu&title=Th%E1%BB%AD&number=1%2FKH&issued=2026-05-04&authority=UBND&"
           "from=2026-01-01&to=2026-12-31&coordinator=vh-xh&policy=standard&bang=" +
           percent_encoded(table);
  }

  /// As it is read beside the office's other files.
  Plan published_plan() {
    std::vector<SourceFile> files = testing::sample_files().rules;
    files.push_back(published_);
    const auto rules = read_rule_files(files);
    EXPECT_TRUE(rules.value) << published_.text;
    return rules.value ? rules.value->plans.at("thu") : Plan{};
  }
};

constexpr const char* table =
    "1\tBáo cáo <tháng>\tPhòng Kinh tế\t\tBáo cáo\ttrước ngày 25 hằng tháng\n"
    "2\tHọp giao ban\tPhòng Lạ\t\tBiên bản\tngày 31 tháng 2\n";

TEST_F(DraftPagesTest, IsReadBackRowByRow) {
  const ApiResponse made = send("/sua", new_plan(table));
  EXPECT_EQ(header(made, "Location"), "/sua/thu") << made.body;
  const ApiResponse page = see("/sua/thu");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "Báo cáo &lt;tháng&gt;"));
  EXPECT_TRUE(has(page, "table class=\"stack wide\"")) << "on a phone one thing below the other";
  EXPECT_TRUE(has(page, "Hằng tháng, trước ngày 25"));
  EXPECT_TRUE(has(page, "hết ngày 24/5/2026"));
  EXPECT_TRUE(has(page, "danh bạ không có đơn vị `Phòng Lạ`"));
  EXPECT_TRUE(has(page, "đã rà soát 00/02"));
  EXPECT_TRUE(has(see("/sua"), "Thử"));
}

/// Lines are of a file that is yet to be written.
TEST_F(DraftPagesTest, NamesNoLinesOfAFileThatNobodySees) {
  (void)send("/sua",
             new_plan("1\tHọp\tPhòng Kinh tế\t\tBiên bản\tQuý I\n"
                      "1\tHọp\tPhòng Kinh tế\t\tBiên bản\tQuý II\n"));
  const ApiResponse page = see("/sua/thu");
  EXPECT_TRUE(has(page, "nhiệm vụ `1` đã có ở trên")) << page.body;
  EXPECT_FALSE(has(page, "ở dòng"));
}

TEST_F(DraftPagesTest, IsPublishedWhenNothingIsLeftToMendOrReview) {
  (void)send("/sua", new_plan(table));
  EXPECT_EQ(send("/sua/thu/cong-bo").status, 409);
  EXPECT_TRUE(published_.name.empty());
  (void)send("/sua/thu",
             "viec=dong&so=1&lead=kinh-te&due=" + percent_encoded("quý II") + "&lead_kind=one");
  EXPECT_TRUE(has(send("/sua/thu/cong-bo"), "còn 2 mục chưa được rà soát"));
  (void)send("/sua/thu", "viec=nhieu&tat_ca=1&da_xem=1");
  const ApiResponse trial = see("/sua/thu/xem-truoc");
  EXPECT_TRUE(has(trial, "tin trong 24 giờ"));
  EXPECT_TRUE(published_.name.empty()) << "looking publishes nothing";
  const ApiResponse done =
      send("/sua/thu/cong-bo", "basis=" + percent_encoded("Kế hoạch số 1/KH\nx"));
  EXPECT_EQ(done.status, 200);
  EXPECT_EQ(published_.name, "plans/thu.yaml");
  EXPECT_EQ(published_.text.rfind(std::string(draft_mark) +
                                      ", 04/5/2026, Trưởng phòng Văn hóa - Xã hội, căn cứ Kế hoạch "
                                      "số 1/KH x\n",
                                  0),
            0U)
      << published_.text.substr(0, 300);
  std::vector<SourceFile> files = testing::sample_files().rules;
  files.push_back(published_);
  const auto rules = read_rule_files(files);
  ASSERT_TRUE(rules.value);
  const Plan& plan = rules.value->plans.at("thu");
  ASSERT_EQ(plan.obligations.size(), 2U);
  EXPECT_EQ(plan.obligations[0].title, "Báo cáo <tháng>");
  EXPECT_EQ(plan.obligations[1].lead.units, std::vector<std::string>{"kinh-te"});
}

TEST_F(DraftPagesTest, WhatCannotBeWrittenIsSaidAndKept) {
  (void)send("/sua", new_plan("1\tHọp\tkinh-te\t\tBiên bản\tquý II\n"));
  (void)send("/sua/thu", "viec=nhieu&tat_ca=1&da_xem=1");
  problem_ = "không ghi được";
  const ApiResponse refused = send("/sua/thu/cong-bo");
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(has(refused, "Chưa công bố: không ghi được."));
  EXPECT_EQ(see("/sua/thu").status, 200);
}

TEST_F(DraftPagesTest, RowsAreAddedTakenOutAndEditedTogether) {
  (void)send("/sua", new_plan(table));
  (void)send("/sua/thu", "viec=them&id=3&title=x&lead=kinh-te&due=" + percent_encoded("quý I"));
  (void)send("/sua/thu", "viec=dan&bang=" + percent_encoded("4\ty\tkinh-te\t\t\thằng năm\n"));
  (void)send("/sua/thu", "viec=xoa&so=0");
  (void)send("/sua/thu", "viec=nhieu&chon.1=1&chon.2=1&oversight=vh-xh&policy=monthly");
  const auto draft = parse_draft(store()->plan_drafts().front().body);
  ASSERT_TRUE(draft);
  ASSERT_EQ(draft->rows.size(), 3U);
  EXPECT_EQ(draft->rows[0].id, "2");
  EXPECT_EQ(draft->rows[0].oversight, "");
  EXPECT_EQ(draft->rows[1].oversight, "vh-xh");
  EXPECT_EQ(draft->rows[2].policy, "monthly");
  EXPECT_EQ(draft_json(*draft), draft_json(*parse_draft(draft_json(*draft))));
  EXPECT_EQ(send("/sua/thu", "viec=xoa&so=9").status, 303);
  EXPECT_EQ(send("/sua/thu", "viec=bo").status, 303);
  EXPECT_TRUE(store()->plan_drafts().empty());
}

TEST_F(DraftPagesTest, AnIdThatIsTakenOrNoneIsRefusedAndWhatWasTypedStays) {
  const ApiResponse bad = send("/sua", "plan=..%2Fx&title=a&bang=b%09c");
  EXPECT_EQ(bad.status, 409);
  EXPECT_TRUE(has(bad, "b\tc"));
  EXPECT_EQ(send("/sua", "plan=cchc-2026-2030").status, 409);
  EXPECT_TRUE(store()->plan_drafts().empty());
}

std::string letters(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += "ế";
  }
  return text;
}

TEST_F(DraftPagesTest, WhatIsTooLongIsRefusedWholeAndNeverCut) {
  const std::string fits = letters(draft_field_letters_max);
  const std::string row = "1\tHọp\tkinh-te\t\t\tquý II\n";
  const ApiResponse none = send("/sua", new_plan(row + "2\t" + fits + "x\tkinh-te\t\t\tquý I\n"));
  EXPECT_EQ(none.status, 409);
  EXPECT_TRUE(has(none, "Chưa tạo: dòng 2, ô 2 dài 2001 ký tự; mỗi ô tối đa 2000 ký tự."));
  EXPECT_TRUE(has(none, fits + "x")) << "what was typed stays";
  EXPECT_TRUE(store()->plan_drafts().empty());
  (void)send("/sua", new_plan(row));
  const std::string before = store()->plan_drafts().front().body;
  const ApiResponse one =
      send("/sua/thu", "viec=dong&so=0&due=" + percent_encoded("quý I") + "&title=" + fits + "x");
  EXPECT_EQ(one.status, 409);
  EXPECT_TRUE(has(one, "Chưa sửa: nhiệm vụ hoặc tên kế hoạch dài 2001 ký tự; mỗi ô tối đa 2000"));
  EXPECT_EQ(send("/sua/thu", "viec=nhieu&tat_ca=1&lead=" + fits + "x").status, 409);
  const ApiResponse pasted =
      send("/sua/thu", "viec=dan&bang=" + percent_encoded("2\t" + fits + "x"));
  EXPECT_EQ(pasted.status, 409);
  EXPECT_TRUE(has(pasted, "2\t" + fits + "x"));
  EXPECT_EQ(store()->plan_drafts().front().body, before) << "nothing of it was taken";
  const std::string two_lines = percent_encoded(letters(draft_field_letters_max - 2)) + "%0D%0Ax";
  EXPECT_EQ(send("/sua/thu", "viec=dong&so=0&title=" + two_lines).status, 303);
  EXPECT_EQ(send("/sua/thu", "viec=dong&so=0&title=x" + two_lines).status, 409);
  EXPECT_EQ(send("/sua/thu", "viec=dong&so=0&title=" + percent_encoded(fits)).status, 303);
  EXPECT_EQ(parse_draft(store()->plan_drafts().front().body)->rows[0].title, fits);
}

TEST_F(DraftPagesTest, ATableOfTooManyRowsIsRefusedWhole) {
  std::string rows;
  for (std::size_t i = 0; i < draft_rows_max; ++i) {
    rows += std::to_string(i + 1) + "\tHọp\tkinh-te\t\t\tquý II\n";
  }
  EXPECT_TRUE(has(send("/sua", new_plan(rows + "x\tHọp\tkinh-te\t\t\tquý II\n")),
                  "Chưa tạo: bảng có hơn 500 mục, mỗi bản nháp tối đa 500 mục."));
  EXPECT_TRUE(store()->plan_drafts().empty());
  EXPECT_EQ(send("/sua", new_plan(rows)).status, 303);
  for (const char* form : {"viec=them&id=x&title=y", "viec=dan&bang=x%09y%09z%09%09%09w"}) {
    const ApiResponse more = send("/sua/thu", form);
    EXPECT_EQ(more.status, 409) << form;
    EXPECT_TRUE(has(more, "Chưa sửa: bản nháp sẽ có hơn 500 mục, mỗi bản nháp tối đa 500 mục."))
        << form;
  }
}

TEST_F(DraftPagesTest, AreForTheAdminAlone) {
  (void)send("/sua", new_plan(table));
  sign_in("truong-phong-kinh-te");
  for (const char* target : {"/sua", "/sua/thu", "/sua/thu/xem-truoc"}) {
    EXPECT_EQ(see(target).status, 403) << target;
  }
  for (const char* target : {"/sua", "/sua/thu", "/sua/thu/cong-bo"}) {
    EXPECT_EQ(send(target).status, 403) << target;
  }
  EXPECT_FALSE(has(see("/"), "Sửa kế hoạch"));
}

TEST_F(DraftPagesTest, SeveralDuesBecomeStagesWithNames) {
  (void)send("/sua",
             new_plan("1\tKiểm tra\tkinh-te\t\tKế hoạch kiểm tra; Báo cáo kết quả\ttrong tháng 1 "
                      "hằng năm; tổ chức kiểm tra chậm nhất trong tháng 6 hằng năm\n"
                      "2\tBáo cáo\tkinh-te\t\tBáo cáo\t6 tháng (trước ngày 05/6), năm (trước ngày "
                      "05/12) về UBND xã\n"));
  const ApiResponse page = see("/sua/thu");
  EXPECT_TRUE(has(page, "<b>ke-hoach-kiem-tra</b> Kế hoạch kiểm tra"));
  EXPECT_TRUE(has(page, "Hằng năm, chậm nhất trong tháng 6"));
  EXPECT_TRUE(has(page, "<b>buoc-2</b> Báo cáo"));
  (void)send("/sua/thu", "viec=nhieu&tat_ca=1&da_xem=1");
  ASSERT_EQ(send("/sua/thu/cong-bo").status, 200);
  const Plan plan = published_plan();
  ASSERT_EQ(plan.obligations[0].stages.size(), 2U) << published_.text;
  EXPECT_EQ(plan.obligations[0].stages[1].id, "bao-cao-ket-qua");
  EXPECT_EQ(plan.obligations[0].stages[1].product, "Báo cáo kết quả");
  EXPECT_EQ(plan.obligations[0].stages[0].phrase, "trong tháng 1 hằng năm");
  ASSERT_EQ(plan.obligations[1].stages.size(), 2U);
  // Its words don't stand alone; the rule that was read from them does.
  EXPECT_EQ(sentence(plan.obligations[1].stages[1].rule),
            "Hằng năm, trước ngày 05/12 (hạn cuối: hết ngày 04/12)");
}

TEST_F(DraftPagesTest, StagesAreEditedAddedAndMerged) {
  (void)send("/sua",
             new_plan("1\tKiểm tra\tkinh-te\t\tBáo cáo\ttrong tháng 1 hằng năm; tổ chức kiểm tra "
                      "chậm nhất trong tháng 6 hằng năm\n"));
  const auto row = [this] { return parse_draft(store()->plan_drafts().front().body)->rows[0]; };
  ASSERT_EQ(row().stages.size(), 2U);
  (void)send("/sua/thu",
             "viec=dong&so=0&buoc.0.ma=dot-1&buoc.0.han=" + percent_encoded("quý II") +
                 "&buoc.1.ma=&buoc.1.han=&buoc.2.ma=dot-3&buoc.2.han=" + percent_encoded("quý IV"));
  ASSERT_EQ(row().stages.size(), 2U);
  EXPECT_EQ(row().stages[0], (DraftStage{"dot-1", "", "quý II"}));
  EXPECT_EQ(row().stages[1].id, "dot-3");
  (void)send("/sua/thu", "viec=dong&so=0&due=" + percent_encoded("quý II"));
  EXPECT_TRUE(row().stages.empty()) << "other words: what was read from the old ones is gone";
}

TEST_F(DraftPagesTest, QuotasAndTargetsAreColumnsOfTheirOwn) {
  (void)send("/sua",
             new_plan("1\tKiểm tra\tkinh-te\t\tBiên bản\tít nhất 04 cuộc/năm\n"
                      "2\tTỷ lệ hài lòng\tkinh-te\t\tBáo cáo\tđạt từ 95%\n"
                      "3\tTuyên truyền\tkinh-te\t\tTin bài\tquý II\n"));
  const ApiResponse page = see("/sua/thu");
  EXPECT_TRUE(has(page, "<div>tối thiểu 4</div>"));
  EXPECT_TRUE(has(page, "<div>từ 95%</div>"));
  (void)send("/sua/thu", "viec=dong&so=0&quota=6");
  (void)send("/sua/thu", "viec=dong&so=2&due=&quota=2&per=quarter");
  (void)send("/sua/thu", "viec=nhieu&tat_ca=1&da_xem=1");
  ASSERT_EQ(send("/sua/thu/cong-bo").status, 200);
  const Plan plan = published_plan();
  EXPECT_EQ(plan.obligations[0].stages[0].rule.quota, Quota{6});
  EXPECT_EQ(plan.obligations[0].stages[0].phrase, "ít nhất 04 cuộc/năm");
  EXPECT_EQ(plan.obligations[1].stages[0].rule.target, (Target{Bound::at_least, 95'000, "%"}));
  EXPECT_EQ(sentence(plan.obligations[2].stages[0].rule),
            "Hằng quý, ít nhất 02 lần (hạn cuối: hết ngày cuối cùng của quý)");
}

TEST_F(DraftPagesTest, OtherWordsBringTheirOwnAmountUnlessOneWasTyped) {
  (void)send("/sua", new_plan("1\tKiểm tra\tkinh-te\t\tBiên bản\tít nhất 04 cuộc/năm\n"));
  const auto quota = [this] {
    return parse_draft(store()->plan_drafts().front().body)->rows[0].quota;
  };
  (void)send("/sua/thu", "viec=dong&so=0&quota=4&due=" + percent_encoded("ít nhất 06 cuộc/năm"));
  EXPECT_EQ(quota(), "6");
  (void)send("/sua/thu", "viec=dong&so=0&quota=9&due=" + percent_encoded("ít nhất 08 cuộc/năm"));
  EXPECT_EQ(quota(), "9");
  (void)send("/sua/thu", "viec=dong&so=0&quota=9&due=" + percent_encoded("quý II"));
  EXPECT_EQ(quota(), "");
}

TEST(DraftFile, GivesARowThatWaitsForAnEventATriggerOfItsOwn) {
  PlanDraft draft;
  draft.plan = "thu";
  draft.title = "Thử \"một\" \\ hai";
  draft.number = "1/KH";
  draft.issued = "2026-05-04";
  draft.authority = "UBND";
  draft.from = "2026-01-01";
  draft.to = "2026-12-31";
  draft.coordinator = "vh-xh";
  DraftRow row;
  row.id = "1";
  row.title = "Trả lời kiến nghị";
  row.lead = "all-units";
  row.lead_kind = "each";
  row.oversight = "kinh-te";
  row.product = "Văn bản";
  row.due = "trong 30 ngày kể từ ngày nhận kiến nghị";
  draft.rows = {row, row};
  draft.rows[1].id = "2";
  draft.rows[1].due = "thường xuyên";
  const RuleSet in_use = testing::sample_rules();
  const DraftReading reading = read_draft(
      draft, {"A", "04/5/2026", ""}, testing::sample_files().rules, in_use, make_date(2026, 5, 4));
  ASSERT_TRUE(reading.rules) << reading.file.text;
  const Plan& plan = reading.rules->plans.at("thu");
  EXPECT_EQ(plan.title, draft.title);
  ASSERT_EQ(plan.triggers.size(), 1U);
  EXPECT_EQ(plan.triggers[0].recorder, "kinh-te");
  EXPECT_EQ(plan.triggers[0].title, "nhận kiến nghị");
  EXPECT_EQ(plan.obligations[0].stages[0].trigger, plan.triggers[0].id);
  EXPECT_EQ(plan.obligations[0].lead.kind, LeadKind::each);
  EXPECT_GT(plan.obligations[0].lead.units.size(), 3U);
}

}  // namespace
}  // namespace dondoc::draft_pages_test
