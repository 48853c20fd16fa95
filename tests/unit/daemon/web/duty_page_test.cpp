// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/daemon/web/web_fixture.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::duty_page_test {
namespace {

using dondoc::testing::at;

class DutyPageTest : public testing::WebFixture {
 protected:
  DutyPageTest() : WebFixture(office()) {
    settle(at("2026-05-11T08:00"));
    settle(at("2026-05-22T07:31"));
  }

  static RuleSet office() {
    RuleSet rules = testing::small_office();
    testing::obligation(rules, "VII.6").title = "Tự đánh giá <script>alert(\"1\")</script>";
    return rules;
  }
  static std::string page_of(const std::string& key) { return "/dau-viec/" + percent_encoded(key); }

  const std::string key_ = "cchc/VII.6@2026-05";
};

TEST_F(DutyPageTest, TellsTheWholeStory) {
  sign_in("truong-vh-xh");
  const ApiResponse page = see(page_of(key_));
  EXPECT_EQ(page.status, 200);
  for (const char* words : {"Phòng Văn hóa - Xã hội",
                            "mở đầu việc",
                            "lần nhắc",
                            "Kế hoạch ghi",
                            "Tin đã gửi",
                            "[Nhắc việc]",
                            "trước 11 giờ 30 ngày 25/5/2026"}) {
    EXPECT_TRUE(has(page, words)) << words;
  }
  const int code = store()->occurrence(key_)->code;
  EXPECT_EQ(see("/dau-viec/" + std::to_string(code)).body, page.body);
}

TEST_F(DutyPageTest, WordsOfPeopleAreNeverMarkup) {
  sign_in("truong-vh-xh");
  EXPECT_EQ(send(page_of(key_) + "/comment", "text=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E").status,
            303);
  for (const std::string& target : {page_of(key_), std::string("/")}) {
    const ApiResponse page = see(target);
    EXPECT_FALSE(has(page, "<script>alert")) << target;
    EXPECT_FALSE(has(page, "<img")) << target;
  }
  EXPECT_TRUE(has(see(page_of(key_)), "&lt;img src=x onerror=alert(1)&gt;"));
}

TEST_F(DutyPageTest, ActsAreRecordedForThePostThatMayDoThem) {
  sign_in("truong-vh-xh");
  const ApiResponse done =
      send(page_of(key_) + "/complete", "document=12%2FBC-VHXH&document_date=2026-05-21");
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(header(done, "Location"), page_of(key_) + "?da-ghi=1");
  EXPECT_EQ(store()->occurrence(key_)->state, OccurrenceState::done);
  EXPECT_EQ(store()->facts(key_).back().fact.by, "web");
  EXPECT_EQ(send(page_of(key_) + "/undo").status, 303);
  EXPECT_EQ(store()->occurrence(key_)->state, OccurrenceState::open);
}

TEST_F(DutyPageTest, ADutyIsGivenToPostsOfItsUnitAlone) {
  sign_in("truong-vh-xh");
  const std::string page = see(page_of(key_)).body;
  const std::size_t form = page.find("/assign\"");
  ASSERT_NE(form, std::string::npos);
  const std::string fields = page.substr(form, page.find("</form>", form) - form);
  EXPECT_NE(fields.find("value=\"truong-vh-xh\""), std::string::npos) << fields;
  EXPECT_EQ(fields.find("value=\"truong-kinh-te\""), std::string::npos) << fields;
}

TEST_F(DutyPageTest, OffersOnlyWhatTheVisitorMayDo) {
  sign_in("truong-kinh-te");
  const ApiResponse other = see(page_of(key_));
  EXPECT_EQ(other.status, 200) << "everybody sees the office";
  EXPECT_FALSE(has(other, "Báo hoàn thành"));
  EXPECT_FALSE(has(other, "Chỉ đạo"));
  EXPECT_EQ(send(page_of(key_) + "/complete").status, 409);
  EXPECT_EQ(store()->occurrence(key_)->state, OccurrenceState::open);
  sign_in("pct-vh-xh");
  EXPECT_TRUE(has(see(page_of(key_)), "Chỉ đạo"));
  EXPECT_FALSE(has(see(page_of(key_)), "Đã trình ký"));
}

TEST_F(DutyPageTest, WhatIsWrongIsSaidAndNothingDone) {
  sign_in("truong-vh-xh");
  const ApiResponse missing = send(page_of(key_) + "/extend", "until=&reason=x");
  EXPECT_EQ(missing.status, 409);
  EXPECT_TRUE(has(missing, "Chưa nhập: Đến hết ngày."));
  EXPECT_EQ(send(page_of(key_) + "/extend", "until=hom-nay&reason=x").status, 409);
  EXPECT_EQ(send(page_of(key_) + "/khong-co").status, 404);
  EXPECT_EQ(store()->occurrence(key_)->asked, std::nullopt);
}

TEST_F(DutyPageTest, ALineBreakIsOneLetter) {
  sign_in("truong-vh-xh");
  const std::string words = std::string(249, 'a') + "%0D%0A" + std::string(250, 'b');
  EXPECT_EQ(send(page_of(key_) + "/comment", "text=" + words).status, 303) << "500 letters";
  EXPECT_TRUE(has(see(page_of(key_)), std::string(249, 'a') + ' ' + std::string(250, 'b')));
  const ApiResponse refused = send(page_of(key_) + "/comment", "text=c" + words);
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(has(refused, "501 ký tự, tối đa 500"));
  EXPECT_TRUE(
      has(refused, ">c" + std::string(249, 'a') + '\n' + std::string(250, 'b') + "</textarea>"))
      << "what was typed is there still";
  EXPECT_TRUE(has(refused, "<details open><summary>Ghi chú</summary>"));
}

}  // namespace
}  // namespace dondoc::duty_page_test
