// SPDX-License-Identifier: Apache-2.0
// A plan in use is edited on the page: values, and whole duties that come and go.
#include "daemon/web/draft/plan_file_deeds.h"
#include "daemon/web/draft/plan_file_edits.h"
#include "rules/plan/plan_items.h"
#include "tests/unit/daemon/web/draft_pages_fixture.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::plan_file_pages_test {
namespace {

class PlanFilePages : public testing::DraftPagesFixture {};

constexpr const char* file_name = "plans/ta-dung-cchc-2026-2030.yaml";

std::string shipped_text() {
  const auto& files = testing::sample_files().rules;
  return std::find_if(files.begin(),
                      files.end(),
                      [](const SourceFile& file) { return file.name == file_name; })
      ->text;
}

TEST_F(PlanFilePages, APlanInUseIsEditedWithNothingElseChanged) {
  const std::string address = "/sua-tep/cchc-2026-2030";
  const ApiResponse page = see(address);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "Sửa mục VII.4"));
  EXPECT_TRUE(has(see("/sua"), "href=\"" + address + '"'));
  const auto written = written_obligations({file_name, shipped_text()});
  const auto duty = std::find_if(
      written.begin(), written.end(), [](const auto& one) { return one.id == "VII.4"; });
  ASSERT_NE(duty, written.end());
  const std::string title = duty->values[0].text;
  EXPECT_EQ(send(address, "muc=VII.4&gia_tri.0=" + percent_encoded(title + " <b>, sửa")).status,
            303);
  EXPECT_TRUE(has(see(address), "<ins>" + title + " &lt;b&gt;, sửa</ins>"));
  EXPECT_TRUE(has(see("/sua"), "đang sửa, chưa ghi"));
  const ApiResponse trial = see(address + "/xem-truoc");
  EXPECT_TRUE(has(trial, "tin trong 24 giờ"));
  EXPECT_TRUE(published_.name.empty()) << "looking publishes nothing";
  EXPECT_EQ(send(address + "/cong-bo", "basis=" + percent_encoded("Công văn 7/UBND")).status, 200);
  EXPECT_EQ(published_.name, file_name);
  const std::string stamp =
      "# 04/5/2026: Trưởng phòng Văn hóa - Xã hội sửa trên trang Sửa kế hoạch: mục VII.4, nhiệm "
      "vụ; "
      "căn cứ Công văn 7/UBND\n";
  ASSERT_EQ(published_.text.rfind(stamp, 0), 0U) << published_.text.substr(0, 300);
  std::string expected = shipped_text();
  const std::size_t at = expected.find(title, expected.find("id: VII.4"));
  ASSERT_NE(at, std::string::npos);
  const std::string now = published_.text.substr(stamp.size());
  EXPECT_EQ(now.substr(0, at - 1), expected.substr(0, at - 1));
  EXPECT_EQ(now.substr(now.size() - (expected.size() - at - title.size()) + 1),
            expected.substr(at + title.size() + 1));
  EXPECT_FALSE(has(see("/sua"), "đang sửa, chưa ghi"));
}

TEST_F(PlanFilePages, WhatIsTooLongIsRefusedAndNeverCut) {
  const std::string address = "/sua-tep/cchc-2026-2030";
  const std::string too_long(draft_field_letters_max + 1, 'x');
  const ApiResponse refused = send(address, "muc=VII.4&gia_tri.0=" + too_long);
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(has(refused, "Chưa sửa: ô nhiệm vụ dài 2001 ký tự; mỗi ô tối đa 2000 ký tự."));
  EXPECT_TRUE(store()->plan_drafts().empty());
  EXPECT_EQ(send(address, "muc=VII.4&gia_tri.0=" + too_long.substr(1)).status, 303);
  const std::string basis(draft_basis_letters_max + 1, 'x');
  EXPECT_TRUE(has(send(address + "/cong-bo", "basis=" + basis),
                  "Chưa ghi: văn bản căn cứ dài 301 ký tự, tối đa 300 ký tự."));
  EXPECT_TRUE(published_.name.empty());
}

TEST_F(PlanFilePages, EditsOfAPlanInUseAreReadAndRefusedLikeAnyFile) {
  const std::string address = "/sua-tep/cchc-2026-2030";
  EXPECT_EQ(send(address + "/cong-bo").status, 409) << "nothing was edited";
  const auto written = written_obligations({file_name, shipped_text()});
  const auto is_lead = [](const PlanValue& one) { return one.place.key == "lead"; };
  const auto duty = std::find_if(written.begin(), written.end(), [&is_lead](const auto& one) {
    return std::any_of(one.values.begin(), one.values.end(), is_lead);
  });
  ASSERT_NE(duty, written.end());
  const auto lead = std::find_if(duty->values.begin(), duty->values.end(), is_lead);
  const std::string form = "muc=" + percent_encoded(duty->id) + '&';
  const std::string field = "gia_tri." + std::to_string(lead - duty->values.begin());
  (void)send(address, form + field + "=" + percent_encoded("Phòng Lạ"));
  EXPECT_TRUE(has(see(address), "danh bạ không có đơn vị `Phòng Lạ`"));
  const ApiResponse refused = send(address + "/cong-bo");
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(has(refused, "Chưa ghi: còn chỗ cần sửa."));
  // As it was: no edit any more.
  (void)send(address, form + field + "=" + percent_encoded(lead->text));
  EXPECT_TRUE(has(send(address + "/cong-bo"), "chưa có chỗ nào được sửa"));
  EXPECT_TRUE(published_.name.empty());
  EXPECT_EQ(see("/sua-tep/khong-co").status, 404);
}

TEST_F(PlanFilePages, DutiesComeIntoAPlanInUseAndGoOutOfIt) {
  const std::string address = "/sua-tep/cchc-2026-2030";
  const std::string row = "viec=them&id=VII.99&title=" + percent_encoded("Báo cáo nhanh: mưa lũ") +
                          "&lead=" + percent_encoded("Phòng Kinh tế") +
                          "&product=" + percent_encoded("Báo cáo") +
                          "&due=" + percent_encoded("trong 05 ngày kể từ ngày nhận được yêu cầu");
  EXPECT_EQ(send(address, row).status, 303);
  EXPECT_EQ(send(address, row).status, 409) << "it is there already";
  EXPECT_EQ(send(address, "viec=them&id=VII.100").status, 409) << "without a title";
  EXPECT_EQ(send(address, "viec=bo-muc&muc=VII.4").status, 303);
  const ApiResponse edited = see(address);
  EXPECT_TRUE(has(edited, "thêm mục VII.99"));
  EXPECT_TRUE(has(edited, "thêm mốc moc-"));
  EXPECT_TRUE(has(edited, "bỏ mục VII.4"));
  EXPECT_FALSE(has(edited, "Sửa mục VII.4<"));
  const ApiResponse trial = see(address + "/xem-truoc");
  EXPECT_TRUE(has(trial, "Ghi vào tệp và nạp lại")) << trial.body;
  EXPECT_EQ(send(address + "/cong-bo").status, 200);
  EXPECT_NE(published_.text.find("thêm mục VII.99"), std::string::npos);
  const SourceFile published{file_name, published_.text};
  const std::string first_line = published_.text.substr(0, published_.text.find('\n') + 1);
  // Without what came, and with what went, it is the file of before.
  const std::string trigger = first_line.substr(first_line.find("moc-"));
  std::string text = without_item(published, obligations_list, "VII.99").value();
  text =
      without_item({file_name, text}, triggers_list, trigger.substr(0, trigger.find(';'))).value();
  std::string expected = shipped_text();
  const std::string gone = written_item({file_name, expected}, obligations_list, "VII.4").value();
  expected.erase(expected.find(gone), gone.size());
  EXPECT_EQ(text.substr(first_line.size()), expected);
}

TEST_F(PlanFilePages, WhatCameInOrWentOutCanBeTakenBackBeforeItIsWritten) {
  const std::string address = "/sua-tep/cchc-2026-2030";
  (void)send(address,
             "viec=them&id=VII.99&title=Moi&lead=" + percent_encoded("Phòng Kinh tế") +
                 "&due=" + percent_encoded("trong 05 ngày kể từ ngày nhận được yêu cầu"));
  EXPECT_EQ(send(address, "viec=bo-muc&muc=VII.99").status, 303);
  EXPECT_TRUE(store()->plan_drafts().empty()) << "its trigger went with it";
  (void)send(address, "viec=bo-muc&muc=VII.4");
  (void)send(address, "viec=bo-muc&muc=VII.6");
  EXPECT_TRUE(has(see(address), "name=\"cho\" value=\"0 bỏ mục VII.4\""));
  // Sent twice, it doesn't take back what stands in its place now.
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(send(address, "viec=thoi&cho=" + percent_encoded("0 bỏ mục VII.4")).status, 303);
  }
  EXPECT_TRUE(has(see(address), "bỏ mục VII.6"));
  EXPECT_EQ(send(address, "viec=thoi&cho=" + percent_encoded("0 bỏ mục VII.6")).status, 303);
  EXPECT_TRUE(store()->plan_drafts().empty());
}

TEST_F(PlanFilePages, WhatCameInIsEditedUntilItIsWritten) {
  const std::string address = "/sua-tep/cchc-2026-2030";
  (void)send(address,
             "viec=them&id=VII.99&title=Moi&lead=" + percent_encoded("Phòng Kinh tế") +
                 "&due=" + percent_encoded("trước ngày 25 hằng tháng"));
  EXPECT_EQ(send(address, "muc=VII.99&gia_tri.0=" + percent_encoded("Họp: giao ban")).status, 303);
  const ApiResponse page = see(address);
  EXPECT_TRUE(has(page, "title: &quot;Họp: giao ban&quot;")) << page.body;
  EXPECT_FALSE(has(page, "Tệp đã được sửa ở nơi khác"));
}

TEST_F(PlanFilePages, WhatTakesThePlaceOfAnotherGoesWithoutIt) {
  const std::string address = "/sua-tep/cchc-2026-2030";
  const std::string row = "viec=them&id=VII.4&title=Moi&lead=" + percent_encoded("Phòng Kinh tế") +
                          "&due=" + percent_encoded("trước ngày 25 hằng tháng");
  (void)send(address, "viec=bo-muc&muc=VII.4");
  EXPECT_EQ(send(address, row).status, 303);
  EXPECT_EQ(send(address, "muc=VII.4&gia_tri.0=Khac").status, 303);
  EXPECT_FALSE(has(see(address), "Tệp đã được sửa ở nơi khác"));
  // The new one goes, and the old one stays out.
  EXPECT_EQ(send(address, "viec=bo-muc&muc=VII.4").status, 303);
  ApiResponse page = see(address);
  EXPECT_FALSE(has(page, "Tệp đã được sửa ở nơi khác"));
  EXPECT_TRUE(has(page, "bỏ mục VII.4"));
  EXPECT_FALSE(has(page, "thêm mục VII.4"));
  // The old one comes back: there is no place for the new one.
  (void)send(address, row);
  EXPECT_EQ(send(address, "viec=thoi&cho=" + percent_encoded("0 bỏ mục VII.4")).status, 303);
  EXPECT_TRUE(store()->plan_drafts().empty());
}

TEST_F(PlanFilePages, WhatWasTypedOfADutyIsShownAgainWhenItIsRefused) {
  const ApiResponse refused =
      send("/sua-tep/cchc-2026-2030",
           "viec=them&id=VII.4&title=" + percent_encoded("Một nhiệm vụ rất dài"));
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(has(refused, "kế hoạch đã có mục VII.4"));
  EXPECT_TRUE(has(refused, "Một nhiệm vụ rất dài"));
}

/// A plan of two duties, with its triggers on one line.
constexpr const char* tight_plan = R"(plan: chat
title: Thử
document: { number: 1/KH, issued: 2026-05-04, authority: UBND }
effective: { from: 2026-01-01, to: 2026-12-31 }
coordinator: vh-xh
defaults: { policy: standard }
triggers: [ { id: co-van-ban, title: Có văn bản, recorder: vh-xh } ]
obligations:
  - { id: I.1, title: Họp, lead: vh-xh, product: Biên bản, due: trước ngày 25 hằng tháng }
  - id: I.2
    title: Trả lời
    lead: vh-xh
    product: Văn bản
    due: trong 05 ngày kể từ ngày có văn bản
    trigger: co-van-ban
)";

TEST(PlanFileDeeds, WhatTheFileHasNoPlaceForIsRefusedAtOnce) {
  ConfigFiles files = testing::sample_files();
  const SourceFile file{"plans/chat.yaml", tight_plan};
  files.rules.push_back(file);
  const auto rules = read_rule_files(files.rules);
  ASSERT_TRUE(rules.value);
  std::vector<ValueEdit> edits;
  const auto deed = [&](const Form& form) {
    const PlanFileReading read =
        read_plan_file(file, edits, {}, files.rules, *rules.value, make_date(2026, 5, 4));
    EXPECT_TRUE(read.lost.empty());
    return take_deed(file, read, *rules.value, form, edits);
  };
  EXPECT_NE(deed({{"viec", "them"},
                  {"id", "I.3"},
                  {"title", "Trả lời"},
                  {"due", "trong 05 ngày kể từ ngày nhận được yêu cầu"}})
                .find("mục I.3 chỉ thêm được trong tệp"),
            std::string::npos);
  EXPECT_EQ(deed({{"viec", "bo-muc"}, {"muc", "I.1"}}), "");
  EXPECT_EQ(deed({{"viec", "bo-muc"}, {"muc", "I.2"}}), "mục I.2 chỉ bỏ được trong tệp");
  EXPECT_EQ(edits.size(), 1U);
}

/// Two stages of one name, which the plan is refused for.
constexpr const char* alike_plan = R"(plan: trung
obligations:
  - id: I.1
    title: Họp
    lead: vh-xh
    stages:
      - { id: a, product: Giấy mời, due: trước ngày 05 hằng tháng }
      - { id: a, product: Biên bản, due: trước ngày 25 hằng tháng }
)";

TEST(PlanFileDeeds, ValuesOfOneNameAreEachMeasured) {
  const SourceFile file{"plans/trung.yaml", alike_plan};
  PlanFileReading read;
  read.written = written_obligations(file);
  ASSERT_EQ(read.written.size(), 1U);
  ASSERT_EQ(read.written.front().values.size(), 6U);
  const std::string too_long(draft_field_letters_max + 1, 'x');
  for (int i = 0; i < 6; ++i) {
    Form form{{"muc", "I.1"}};
    for (int other = 0; other < 6; ++other) {
      form["gia_tri." + std::to_string(other)] = other == i ? too_long : "x";
    }
    std::vector<ValueEdit> edits;
    EXPECT_NE(take_deed(file, read, {}, form, edits).find("dài 2001 ký tự"), std::string::npos)
        << i;
    EXPECT_TRUE(edits.empty());
  }
}

TEST_F(PlanFilePages, WhatWasWrittenMeanwhileByOthersIsNotOverwritten) {
  const std::vector<ValueEdit> edits{{{"VII.4", "", "title"}, "Tên cũ", "Tên mới"}};
  Store::Transaction transaction(*store());
  store()->write_plan_draft({"tep:cchc-2026-2030", edits_json(edits), "truong-phong-vh-xh", now()});
  transaction.commit();
  EXPECT_TRUE(has(see("/sua-tep/cchc-2026-2030"), "Tệp đã được sửa ở nơi khác"));
  EXPECT_EQ(send("/sua-tep/cchc-2026-2030/cong-bo").status, 409);
  EXPECT_TRUE(published_.name.empty());
  EXPECT_EQ(send("/sua-tep/cchc-2026-2030", "viec=bo").status, 303);
  EXPECT_TRUE(store()->plan_drafts().empty());
}

}  // namespace
}  // namespace dondoc::plan_file_pages_test
