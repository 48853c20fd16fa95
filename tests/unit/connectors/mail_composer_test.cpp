// SPDX-License-Identifier: Apache-2.0
#include "connectors/mail_composer.h"

#include "tests/support/golden.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dondoc::mail_composer_test {
namespace {

Mail mail() {
  Mail mail;
  mail.from = "UBND xã Tà Đùng <don-doc@xa.example>";
  mail.to = "truong-phong.vh-xh@xa.example";
  mail.subject =
      "Nhắc việc: Tự đánh giá chỉ số CCHC tháng 5/2026, hạn trước 11 giờ 30 phút ngày 25/5";
  mail.text =
      "Kính gửi: Trưởng phòng Văn hóa – Xã hội\n\n"
      "Còn 01 ngày làm việc là đến hạn:\n"
      "  1. Tự đánh giá chỉ số CCHC & nộp \"Báo cáo\" <biểu 02>\n"
      "  2. Số liệu 'một cửa'\n\n"
      "Trả lời: XONG 42 12/BC-UBND 30/6\n";
  mail.id = "00112233445566778899aabbccddeeff";
  mail.id_domain = "xa.example";
  mail.date =
      std::chrono::sys_seconds{std::chrono::seconds{1779410400}};  // 2026-05-22 07:40 +07:00
  return mail;
}

void check_refused(const Mail& bad, const std::string& why) {
  EXPECT_EQ(compose_mail(bad), std::nullopt) << why;
}

/// What every mail server takes: 7-bit, CRLF only, no line over 998 bytes, no NUL.
bool is_safe_on_the_wire(const std::string& bytes) {
  std::size_t line = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '\0' || static_cast<unsigned char>(c) > 0x7f ||
        (c == '\n' && (i == 0 || bytes[i - 1] != '\r')) ||
        (c == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n'))) {
      return false;
    }
    line = c == '\n' ? 0 : line + 1;
    if (line > 998 + 1) {  // the CR is counted
      return false;
    }
  }
  return true;
}

TEST(MailComposer, AReminderIsThisMailByteForByte) {
  const std::optional<std::string> bytes = compose_mail(mail());
  ASSERT_TRUE(bytes);
  testing::expect_golden("connectors/reminder.eml", *bytes);
  EXPECT_TRUE(is_safe_on_the_wire(*bytes));
}

TEST(MailComposer, AnAsciiMailStaysReadableAsItIs) {
  Mail plain = mail();
  plain.from = "don-doc@xa.example";
  plain.subject = "Thu";
  plain.text = "Mot dong.\n\nFrom dau dong.\n--=_001122\n.\n";
  const std::optional<std::string> bytes = compose_mail(plain);
  ASSERT_TRUE(bytes);
  testing::expect_golden("connectors/ascii.eml", *bytes);
}

TEST(MailComposer, TheSameMailIsTheSameBytes) {
  EXPECT_EQ(compose_mail(mail()), compose_mail(mail()));
}

TEST(MailComposer, HeadersCantBeSplit) {
  for (const char* breaking : {"\r\nBcc: x@xa.example", "\nx", "\rx"}) {
    Mail bad = mail();
    bad.subject += breaking;
    check_refused(bad, "subject");
    bad = mail();
    bad.from = std::string{"UBND xã"} + breaking + " <don-doc@xa.example>";
    check_refused(bad, "name");
    bad = mail();
    bad.to += breaking;
    check_refused(bad, "to");
    bad = mail();
    bad.id += breaking;
    check_refused(bad, "id");
    bad = mail();
    bad.id_domain += breaking;
    check_refused(bad, "id domain");
  }
  Mail bad = mail();
  bad.subject += std::string("\0x", 2);
  check_refused(bad, "NUL in the subject");
  bad = mail();
  bad.to += std::string("\0", 1);
  check_refused(bad, "NUL in an address");
}

TEST(MailComposer, AnAddressHasOneReading) {
  const std::vector<std::string> not_addresses{"",
                                               "a",
                                               "@b.vn",
                                               "a@",
                                               "a@b@c.vn",
                                               "a b@c.vn",
                                               "a@b c.vn",
                                               "<a@b.vn>",
                                               "a@b.vn>",
                                               "a@b.vn,c@d.vn",
                                               "a@b.vn;c@d.vn",
                                               "\"a b\"@c.vn",
                                               "a(c)@b.vn",
                                               "a@[127.0.0.1]",
                                               "ă@b.vn",
                                               "a@bă.vn",
                                               ".a@b.vn",
                                               "a.@b.vn",
                                               "a..b@c.vn",
                                               "a@.b.vn",
                                               "a@b..vn",
                                               "a@b.vn.",
                                               "a@-b.vn",
                                               "a@b-.vn",
                                               "a@b_c.vn",
                                               "a\\@b.vn",
                                               "a\t@b.vn",
                                               "UBND xã <a@b.vn>",
                                               std::string(65, 'a') + "@b.vn",
                                               "a@" + std::string(64, 'b') + ".vn"};
  for (const std::string& address : not_addresses) {
    Mail bad = mail();
    bad.to = address;
    check_refused(bad, address);
  }
  for (const char* address : {"a@b", "a@localhost", "van-thu+cchc@xa.example", "A.b_c'd@X-1.vn"}) {
    Mail good = mail();
    good.to = address;
    EXPECT_TRUE(compose_mail(good)) << address;
  }
}

TEST(MailComposer, ASendersNameIsWordsOnly) {
  for (const char* from : {"UBND <x> <a@b.vn>",
                           "UBND xã a@b.vn>",
                           "UBND \"xã\" Tà <a@b.vn>",
                           "UBND <a@b.vn",
                           "<>",
                           "UBND <a@b.vn> <c@d.vn>",
                           "UBND\x01 <a@b.vn>",
                           "a@b.vn, UBND <c@d.vn",
                           ""}) {
    Mail bad = mail();
    bad.from = from;
    check_refused(bad, from);
  }
  const auto from_line = [](const char* from) {
    Mail good = mail();
    good.from = from;
    const std::string bytes = compose_mail(good).value_or("");
    const std::size_t start = bytes.find("From: ");
    return bytes.substr(start, bytes.find("\r\n", start) - start);
  };
  EXPECT_EQ(from_line("<a@b.vn>"), "From: a@b.vn");
  EXPECT_EQ(from_line("  Xa Ta Dung  <a@b.vn> "), "From: Xa Ta Dung <a@b.vn>");
  EXPECT_EQ(from_line("\"UBND, xa\" <a@b.vn>"), "From: \"UBND, xa\" <a@b.vn>");
}

TEST(MailComposer, HtmlKeepsParagraphsLinesAndIndents) {
  EXPECT_EQ(html_of("Một\nhai\n\n\n  ba\n"),
            "<!DOCTYPE html>\n<html lang=\"vi\">\n<head><meta charset=\"utf-8\"></head>\n<body>\n"
            "<p>Một<br>\nhai</p>\n<p>&nbsp;&nbsp;ba</p>\n</body>\n</html>\n");
}

TEST(MailComposer, HtmlEscapesWhatMeansSomething) {
  EXPECT_NE(html_of("<script>alert('1')</script> & \"x\"\x01\x7f")
                .find("<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;</p>"),
            std::string::npos);
}

RC_GTEST_PROP(MailComposer, AnyTextIsSafeOnTheWire, ()) {
  Mail any = mail();
  any.text = *rc::gen::container<std::string>(rc::gen::oneOf(
      rc::gen::arbitrary<char>(), rc::gen::elementOf(std::string{"\r\n.=F rom<&\t"})));
  any.subject = *rc::gen::container<std::string>(rc::gen::suchThat(
      rc::gen::arbitrary<char>(), [](char c) { return c != '\r' && c != '\n' && c != '\0'; }));
  const std::optional<std::string> bytes = compose_mail(any);
  RC_ASSERT(bytes.has_value());
  RC_ASSERT(is_safe_on_the_wire(*bytes));
  RC_ASSERT(bytes == compose_mail(any));
}

TEST(MailComposer, LongLinesAndLongSubjectsAreSafeToo) {
  Mail longer = mail();
  longer.text = std::string(5000, 'a') + "\n" + std::string(3000, 'b');
  for (int i = 0; i < 500; ++i) {
    longer.subject += "nhiệm vụ ";
  }
  EXPECT_TRUE(is_safe_on_the_wire(compose_mail(longer).value_or("\n")));
  longer.subject = std::string(3000, 'x');
  EXPECT_TRUE(is_safe_on_the_wire(compose_mail(longer).value_or("\n")));
}

}  // namespace
}  // namespace dondoc::mail_composer_test
