// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/mail_answer.h"

#include "rules/reply/reply.h"

#include <string>
#include <variant>

#include <gtest/gtest.h>

namespace dondoc::mail_answer_test {
namespace {

const std::string old_mail =
    "> [NHẮC VIỆC] Còn 14 ngày - Mã 42\r\n> Kính gửi: Phòng Kinh tế\r\n>\r\n> XONG 99\r\n";

TEST(MailAnswer, IsWhatStandsAboveTheQuotation) {
  EXPECT_EQ(answer_in_mail("Xong 42 12/BC-UBND 25/9\r\n\r\n"
                           "Vào Th 2, 28 thg 9, 2026 vào lúc 08:12 UBND xã Mẫu\r\n"
                           "<don-doc@xa.example> đã viết:\r\n\r\n" +
                           old_mail),
            "Xong 42 12/BC-UBND 25/9");
  EXPECT_EQ(
      answer_in_mail("\n\nXong 42\nOn Mon, Sep 28, 2026 at 8:12 AM UBND xã wrote:\n" + old_mail),
      "Xong 42");
  EXPECT_EQ(answer_in_mail("xong 42\n" + old_mail), "xong 42");
}

TEST(MailAnswer, IsWhatStandsAboveAnOldMailWithItsHeaders) {
  EXPECT_EQ(
      answer_in_mail("Đã trình ký 42\r\n\r\n________________________________\r\n"
                     "Từ: UBND xã Mẫu <don-doc@xa.example>\r\nĐã gửi: Thứ Hai\r\nXONG 99\r\n"),
      "Đã trình ký 42");
  EXPECT_EQ(answer_in_mail("nhan 42\n-----Original Message-----\nFrom: a\nXONG 99\n"), "nhan 42");
  EXPECT_EQ(answer_in_mail("nhan 42\nFrom: UBND\nSent: Monday\nTo: b\nXONG 99\n"), "nhan 42");
  EXPECT_EQ(answer_in_mail("From: UBND\nSent: Monday\nXONG 99\n"), "") << "passed on, no answer";
}

TEST(MailAnswer, MayStandBelowTheQuotation) {
  EXPECT_EQ(answer_in_mail("Vào 28/9/2026, UBND xã Mẫu đã viết:\n" + old_mail + "\nxong 42\n"),
            "xong 42");
}

TEST(MailAnswer, EndsBeforeAClosingASignatureOrAProgramsLine) {
  for (const char* end : {"Trân trọng,\nNgười gửi",
                          "Trân trọng cảm ơn!",
                          "Trân trọng./.",
                          "Cảm ơn",
                          "--\nPhòng Kinh tế, điện thoại 0912 345 678",
                          "-- \nPhòng Kinh tế",
                          "Sent from my iPhone",
                          "Được gửi từ iPhone của tôi",
                          "\nPhòng Kinh tế"}) {
    EXPECT_EQ(answer_in_mail(std::string{"Xong 42 12/BC-UBND\n"} + end), "Xong 42 12/BC-UBND")
        << end;
  }
}

TEST(MailAnswer, PassesOverASalutation) {
  EXPECT_EQ(answer_in_mail("Kính gửi Phòng Văn hóa - Xã hội,\n\nxong 42\n"), "xong 42");
  EXPECT_EQ(answer_in_mail("Kính gửi: Phòng VH-XH\nxong 42"), "xong 42");
  EXPECT_EQ(answer_in_mail("Kính gửi số liệu 42\n"), "Kính gửi số liệu 42");
}

TEST(MailAnswer, KeepsWhatMayChangeTheMeaningOfItsFirstLine) {
  const std::string answer = answer_in_mail("Xong 42\r\nnhưng chưa ký\r\n\r\n" + old_mail);
  EXPECT_EQ(answer, "Xong 42\nnhưng chưa ký");
  EXPECT_TRUE(std::holds_alternative<ReplyRefused>(read_reply(answer, make_date(2026, 9, 28))));
}

TEST(MailAnswer, ALongReasonThatTheProgramBrokeIsRead) {
  const std::string answer =
      answer_in_mail("GIAHAN 42 15/10 chờ số liệu của tỉnh về\r\nkết quả giải quyết hồ sơ\r\n");
  const ReplyReading reading = read_reply(answer, make_date(2026, 9, 28));
  ASSERT_TRUE(std::holds_alternative<ReplyAct>(reading));
  EXPECT_EQ(std::get<ReplyAct>(reading).text, "chờ số liệu của tỉnh về kết quả giải quyết hồ sơ");
}

TEST(MailAnswer, NothingIsNothing) {
  for (const std::string& body : {std::string{},
                                  std::string{"\r\n \r\n"},
                                  old_mail,
                                  std::string{"Trân trọng,\nPhòng Kinh tế"},
                                  std::string{"Sent from my iPhone\n"}}) {
    EXPECT_EQ(answer_in_mail(body), "") << body;
  }
}

TEST(MailAnswer, LooksNoFurtherThanItsLimit) {
  EXPECT_EQ(answer_in_mail(std::string(mail_answer_bytes_max, '\n') + "xong 42"), "");
  EXPECT_EQ(answer_in_mail("xong 42\xFF\n").substr(0, 7), "xong 42") << "any bytes may come";
}

}  // namespace
}  // namespace dondoc::mail_answer_test
