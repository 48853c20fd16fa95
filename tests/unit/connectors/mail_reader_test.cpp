// SPDX-License-Identifier: Apache-2.0
#include "connectors/mail_reader.h"

#include "connectors/imap_reply.h"
#include "rules/reply/mail_answer.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dondoc::mail_reader_test {
namespace {

const std::string head =
    "From: =?utf-8?B?VHLGsOG7n25nIHBow7JuZw==?= <Truong.Phong@xa.example>\r\n"
    "To: don-doc@xa.example\r\nSubject: Re: x\r\nMessage-ID: <tra-loi@xa.example>\r\n"
    "In-Reply-To: <nhac@xa.example>\r\nReferences: <dau@xa.example>\r\n <nhac@xa.example>\r\n"
    "MIME-Version: 1.0\r\n";

std::string plain_mail(const std::string& text) {
  return head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text;
}

std::string html_mail(const std::string& html) {
  return head + "Content-Type: text/html; charset=utf-8\r\n\r\n" + html;
}

std::string answer_of(const std::string& bytes) {
  const ReadMail mail = read_mail(bytes);
  EXPECT_EQ(mail.kind, MailKind::person) << bytes;
  return answer_in_mail(mail.text);
}

TEST(MailReader, SaysWhoAnswersWhichMailAndWhat) {
  const ReadMail mail = read_mail(plain_mail("xong 42 35/BC-KT 25/9\r\n\r\n> cũ\r\n"));
  EXPECT_EQ(mail.kind, MailKind::person);
  EXPECT_EQ(mail.id, "tra-loi@xa.example");
  EXPECT_EQ(mail.from, "truong.phong@xa.example");
  EXPECT_EQ(mail.answered,
            (std::vector<std::string>{"nhac@xa.example", "nhac@xa.example", "dau@xa.example"}));
  EXPECT_EQ(mail.text, "xong 42 35/BC-KT 25/9\n\n> cũ\n");
}

TEST(MailReader, ReadsWhatProgramsMakeOfReply) {
  const std::string plain = head + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n";
  EXPECT_EQ(
      answer_of(plain + "Content-Type: text/plain; charset=\"UTF-8\"\r\n"
                        "Content-Transfer-Encoding: base64\r\n\r\n"
                        "xJDDoyB4b25nIDQyDQoNClbDoG8gVGggMiDEkcOjIHZp4bq/dDoNCj4gWE9ORyA5OQ0K\r\n"
                        "--b\r\nContent-Type: text/html\r\n\r\n<p>khac 99</p>\r\n--b--\r\n"),
      "Đã xong 42")
      << "Gmail";
  EXPECT_EQ(answer_of(head + "Content-Type: text/plain; charset=utf-8\r\n"
                             "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                             "=C4=90=C3=A3 xong 42=\r\n 1/BC\r\n\r\n"
                             "----- Th=C6=B0 g=E1=BB=91c -----\r\nXONG 99\r\n"),
            "Đã xong 42 1/BC")
      << "Zimbra";
  EXPECT_EQ(answer_of(html_mail("<html><head><STYLE>p{}</STYLE></head><body><p>Xong&nbsp;42</p>"
                                "<hr><p><b>From:</b> UBND<br><b>Sent:</b> Monday<br>XONG 99</p>")),
            "Xong 42")
      << "Outlook";
  EXPECT_EQ(answer_of(html_mail("<div dir=ltr>Xong 42 &#273;&#x1ED3;ng ý</div><br>"
                                "<div class=gmail_quote><div>Vào Th 2 đã viết:</div>"
                                "<blockquote><p>XONG 99</p></blockquote></div>")),
            "Xong 42 đồng ý")
      << "a page alone";
}

TEST(MailReader, ReadsOldCharsetsAndLettersInParts) {
  EXPECT_EQ(
      answer_of(head + "Content-Type: text/plain; charset=windows-1258\r\n\r\nxong 42 \xF0\r\n"),
      "xong 42 đ");
  EXPECT_EQ(answer_of(plain_mail("x\x6F\xCC\x81ng 42\r\n")), "xo\xCC\x81ng 42") << "NFD";
  EXPECT_EQ(answer_of(head + "Content-Type: text/plain; charset=khong-co\r\n\r\nxong 42\r\n"),
            "xong 42");
  EXPECT_EQ(answer_of(plain_mail("xong 42\xFF\r\n")), "xong 42") << "no valid UTF-8";
}

TEST(MailReader, PassesOverAttachments) {
  EXPECT_EQ(
      answer_of(head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                       "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\n"
                       "xong 99\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n"
                       "xong 98\r\n--b\r\nContent-Type: text/plain\r\n\r\nxong 42\r\n--b--\r\n"),
      "xong 42");
}

TEST(MailReader, MachinesAreNoPersons) {
  for (const char* mark : {"Auto-Submitted: auto-replied",
                           "auto-submitted: AUTO-GENERATED; owner-email=\"a@b\"",
                           "Precedence: bulk",
                           "Precedence: auto_reply",
                           "Return-Path: <>",
                           "X-Auto-Response-Suppress: All",
                           "X-Autoreply: yes",
                           "List-Id: <tin.xa.example>"}) {
    const ReadMail mail = read_mail(std::string{mark} + "\r\n" + plain_mail("xong 42\r\n"));
    EXPECT_EQ(mail.kind, MailKind::automatic) << mark;
    EXPECT_EQ(mail.text, "") << mark;
  }
  EXPECT_EQ(read_mail("Auto-Submitted: no\r\n" + plain_mail("xong 42")).kind, MailKind::person);
  EXPECT_EQ(read_mail("From: MAILER-DAEMON@xa.example\r\n\r\nxong 42").kind, MailKind::automatic);
}

TEST(MailReader, AMailOfSeveralOrNoAuthorsIsNobodys) {
  EXPECT_EQ(read_mail("From: a@xa.example, b@xa.example\r\n\r\nxong 42").kind, MailKind::automatic);
  EXPECT_EQ(read_mail("From: a@xa.example\r\nFrom: b@xa.example\r\n\r\nxong 42").from, "");
  EXPECT_EQ(read_mail("Subject: x\r\n\r\nxong 42").kind, MailKind::automatic);
  EXPECT_EQ(read_mail("From: ban-bi-mat:;\r\n\r\nxong 42").from, "");
}

std::string report(const std::string& action, const std::string& returned) {
  return "From: MAILER-DAEMON@xa.example\r\nMessage-ID: <bao@xa.example>\r\n"
         "MIME-Version: 1.0\r\n"
         "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
         "--b\r\nContent-Type: text/plain\r\n\r\nxong 42\r\n"
         "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
         "Reporting-MTA: dns; mail.xa.example\r\n\r\nFinal-Recipient: rfc822; a@xa.example\r\n"
         "Action: " +
         action + "\r\nStatus: 5.1.1\r\n\r\n--b\r\n" + returned + "\r\n--b--\r\n";
}

TEST(MailReader, AMailThatCameBackNamesOurs) {
  const std::string ours = "Subject: x\r\nMessage-ID:\r\n <nhac-token@xa.example>\r\n\r\n";
  for (const char* type : {"message/rfc822", "text/rfc822-headers", "message/rfc822-headers"}) {
    const ReadMail mail =
        read_mail(report("Failed", "Content-Type: " + std::string{type} + "\r\n\r\n" + ours));
    EXPECT_EQ(mail.kind, MailKind::bounce) << type;
    EXPECT_EQ(mail.bounced, "nhac-token@xa.example") << type;
    EXPECT_EQ(mail.status, "5.1.1") << type;
    EXPECT_EQ(mail.text, "") << type;
  }
  EXPECT_EQ(read_mail(report("delayed", "Content-Type: message/rfc822\r\n\r\n" + ours)).kind,
            MailKind::automatic)
      << "late, not lost";
}

TEST(MailReader, WhatIsBrokenSaysLessAndNeverFails) {
  EXPECT_EQ(read_mail("").kind, MailKind::automatic);
  EXPECT_EQ(answer_of(head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                             "Content-Type: text/plain\r\n\r\nxong 42\r\n"),
            "xong 42")
      << "cut off";
  EXPECT_EQ(read_mail("Message-ID: <a b@c>\r\nFrom: a@xa.example\r\n\r\nn").id, "");
  std::string deep = head;
  for (int level = 0; level < 5'000; ++level) {
    const std::string boundary = std::to_string(level);
    deep.append("Content-Type: multipart/mixed; boundary=").append(boundary);
    deep.append("\r\n\r\n--").append(boundary).append("\r\n");
  }
  EXPECT_EQ(read_mail(deep + "Content-Type: text/plain\r\n\r\nxong 42\r\n").text, "");
}

RC_GTEST_PROP(MailReader, AnyBytesAreReadWithoutFailing, (const std::string& bytes)) {
  static_cast<void>(read_mail(bytes));
  static_cast<void>(text_of_html(bytes));
  static_cast<void>(read_mail(html_mail(bytes)));
  static_cast<void>(read_mail(report("failed", bytes)));
}

TEST(ImapReader, AMailIsOnlyEverInsideALiteral) {
  const std::string mail = "x\r\nD3 OK done\r\n";
  const std::string said = "* 1 FETCH (UID 5 BODY[]<0> {" + std::to_string(mail.size()) + "}\r\n" +
                           mail + ")\r\nD3 OK\r\n* SEARCH 9 4\r\n";
  for (std::size_t piece = 1; piece <= said.size(); ++piece) {
    ImapReader reader(100);
    std::vector<ImapResponse> responses;
    for (std::size_t at = 0; at < said.size(); at += piece) {
      reader.take(said.substr(at, piece));
      while (const std::optional<ImapResponse> response = reader.next()) {
        responses.push_back(*response);
      }
    }
    ASSERT_EQ(responses.size(), 3U) << piece;
    EXPECT_EQ(responses[0].literals, std::vector<std::string>{mail});
    EXPECT_EQ(imap_number(responses[0].text, "UID "), 5U);
    EXPECT_EQ(responses[1].text, "D3 OK");
    EXPECT_EQ(imap_search_result(responses[2].text), (std::vector<std::uint32_t>{4, 9}));
    EXPECT_FALSE(reader.is_nonsense());
  }
}

TEST(ImapReader, MoreThanItsLimitsIsNonsense) {
  std::string many;
  for (std::size_t literal = 0; literal <= imap_literals_max; ++literal) {
    many += "{1}\r\nx";
  }
  for (const std::string& said :
       {std::string{"* {101}\r\n"}, std::string(imap_line_bytes_max + 1, 'x'), many}) {
    ImapReader reader(100);
    reader.take(said);
    EXPECT_FALSE(reader.next().has_value());
    EXPECT_TRUE(reader.is_nonsense()) << said.substr(0, 20);
  }
}

}  // namespace
}  // namespace dondoc::mail_reader_test
