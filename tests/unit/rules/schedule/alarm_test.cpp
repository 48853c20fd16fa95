// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/alarm.h"

#include "tests/support/golden.h"
#include "tests/support/small_office.h"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::alarm_test {
namespace {

using testing::at;
using testing::small_office;

const Instant now = at("2026-05-25T09:12");
const std::set<std::string> all_channels{"maildir", "chat"};

Alarm stopped_channel() {
  return {AlarmKind::channel_stopped, "email", 1, {"535 5.7.8 authentication failed"}, now};
}

std::vector<Alarm> one_of_each() {
  return {
      {AlarmKind::reload_refused,
       "",
       8,
       {"plans/cchc.yaml:12:20: không có ngày 31 trong tháng 6 [date-not-in-calendar]",
        "plans/cchc.yaml:14:9: không có khoá `titel` [unknown-key]",
        "plans/cchc.yaml:20:11: danh bạ không có đơn vị `vhxh` [unknown-unit]",
        "plans/cchc.yaml:31:11: danh bạ không có đơn vị `vhxh` [unknown-unit]",
        "plans/cchc.yaml:40:11: danh bạ không có đơn vị `vhxh` [unknown-unit]",
        "plans/cchc.yaml:52:11: danh bạ không có đơn vị `vhxh` [unknown-unit]"},
       now},
      {AlarmKind::config_changed,
       "8c1f",
       3,
       {"thêm 00, dời 04, bỏ 01 đầu việc; tệp thay đổi: calendars/2026.yaml, plans/cchc.yaml",
        "plans/cchc.yaml:80: thời hạn mới của VII.7 từ ngày 01/7/2026: “trước ngày 06 của tháng "
        "liền kề”, theo Công văn số 45/UBND-VX: dời 04 đầu việc; gần nhất VII.7@2026-07: từ hết "
        "ngày 02/8/2026 (Chủ nhật) thành hết ngày 05/8/2026 (thứ Tư)",
        "plans/cchc.yaml:92: bỏ nhiệm vụ VII.9: bỏ 01 đầu việc"},
       now},
      stopped_channel(),
      {AlarmKind::channel_failing, "email", 1, {"không kết nối được máy chủ"}, now},
      {AlarmKind::channel_quota, "chat", 1, {"429: hết hạn mức trong ngày"}, now},
      {AlarmKind::contact_refused, "email", 1, {"Phòng Kinh tế: 550 5.1.1 no such user"}, now},
      {AlarmKind::clock_doubted, "", 1, {"đồng hồ máy vừa nhảy tới trước 26 ngày 2 giờ"}, now},
      {AlarmKind::store_was_away, "", 1, {"database or disk is full"}, at("2026-05-25T02:40")},
      {AlarmKind::backup_failed, "", 1, {"database or disk is full"}, now},
      {AlarmKind::digest_unread, "", 1, {testing::plan_id}, now},
      {AlarmKind::message_failed,
       "email",
       2,
       {"0123abcd tới Phòng Kinh tế: 550 5.1.1 no such user",
        "4567ef01 tới Phòng Kinh tế: 550 5.1.1 no such user"},
       now},
  };
}

TEST(Alarm, SaysWhatHappenedSinceWhenWhatWasKeptAndWhatToDo) {
  const RuleSet rules = small_office();
  std::string all;
  for (const Alarm& alarm : one_of_each()) {
    const auto draft = compose_alarm(alarm, rules, all_channels, at("2026-05-25T09:30"));
    ASSERT_TRUE(draft);
    EXPECT_TRUE(draft->notices.empty());
    all += draft->key + '\n' + draft->subject + "\n\n" + draft->text + '\n';
  }
  testing::expect_golden("messages/alarms.txt", all);
}

TEST(Alarm, IsToldOnceADayAndCause) {
  const RuleSet rules = small_office();
  const auto key = [&rules](const Alarm& alarm, const std::string& moment) {
    return compose_alarm(alarm, rules, all_channels, at(moment))->key;
  };
  Alarm other_words = stopped_channel();
  other_words.details = {"535 other words"};
  Alarm other_channel = stopped_channel();
  other_channel.subject = "chat";
  const std::string first = key(stopped_channel(), "2026-05-25T09:12");
  EXPECT_EQ(first, "alarm/channel-stopped/email/2026-05-25");
  EXPECT_EQ(key(other_words, "2026-05-25T23:59"), first);
  EXPECT_NE(key(stopped_channel(), "2026-05-26T00:00"), first);
  EXPECT_NE(key(other_channel, "2026-05-25T09:12"), first);
}

TEST(Alarm, GoesToThePostThatTheDirectoryNames) {
  RuleSet rules = small_office();
  EXPECT_EQ(admin_post(rules), "truong-vh-xh");
  rules.directory.admin = "chanh-van-phong";
  EXPECT_EQ(compose_alarm(stopped_channel(), rules, all_channels, now)->person,
            "chanh-van-phong-1");
}

TEST(Alarm, GoesToTheHeadOfTheUnitThatCoordinatesMostPlansWhenNobodyIsNamed) {
  RuleSet rules = small_office();
  Plan plan = rules.plans.at(testing::plan_id);
  plan.coordinator = "kinh-te";
  rules.plans["a"] = plan;
  rules.plans["b"] = plan;
  EXPECT_EQ(admin_post(rules), "truong-kinh-te");
  rules.plans.clear();
  EXPECT_EQ(admin_post(rules), "chu-tich");
}

TEST(Alarm, IsNotSentOverTheChannelThatIsTheTrouble) {
  RuleSet rules = small_office();
  rules.directory.people.at("truong-vh-xh-1").contacts = {
      {"email", "a@xa.example"}, {"chat", "a"}, {"maildir", "a@xa.example"}};
  const auto draft = compose_alarm(stopped_channel(), rules, all_channels, now);
  EXPECT_EQ(draft->contacts, (std::vector<Contact>{{"chat", "a"}, {"maildir", "a@xa.example"}}));
}

TEST(Alarm, IsToldSomebodyElseWhenTheAdminHasNoOtherChannel) {
  RuleSet rules = small_office();
  rules.directory.admin = "chanh-van-phong";
  const auto mail_only = [&rules](const std::string& person) {
    rules.directory.people.at(person).contacts = {{"email", "a@xa.example"}};
  };
  const auto reader = [&rules] {
    return compose_alarm(stopped_channel(), rules, all_channels, now)->post;
  };
  mail_only("chanh-van-phong-1");
  EXPECT_EQ(reader(), "truong-vh-xh");
  rules.directory.posts.at("truong-vh-xh").held_by.clear();
  EXPECT_EQ(reader(), "pct-vh-xh");
  mail_only("pct-vh-xh-1");
  EXPECT_EQ(reader(), "chu-tich");
  const auto draft = compose_alarm(stopped_channel(), rules, all_channels, now);
  EXPECT_NE(draft->text.find("Văn phòng HĐND và UBND quản trị hệ thống nhưng"), std::string::npos)
      << draft->text;
}

TEST(Alarm, OfAClockInThePastFindsThosePeopleWhoHoldTheirPostsSinceThen) {
  const RuleSet rules = small_office();
  const Instant long_ago = at("1970-01-01T07:00");
  const Alarm doubted{AlarmKind::clock_doubted, "", 1, {"trước ngày tạo ra"}, long_ago};
  EXPECT_EQ(compose_alarm(doubted, rules, all_channels, long_ago)->person, "truong-vh-xh-1");
}

TEST(Alarm, GoesToTheDeputyWhileTheAdminIsAway) {
  RuleSet rules = small_office();
  rules.directory.posts.at("truong-vh-xh").deputy = "truong-kinh-te";
  rules.directory.people.at("truong-vh-xh-1").away = {
      {make_date(2026, 5, 20), make_date(2026, 5, 30)}};
  const auto draft = compose_alarm(stopped_channel(), rules, all_channels, now);
  EXPECT_EQ(draft->person, "truong-kinh-te-1");
  EXPECT_EQ(draft->post, "truong-vh-xh");
}

TEST(Alarm, IsNoMessageWhenNobodyCanBeReached) {
  EXPECT_FALSE(compose_alarm(stopped_channel(), small_office(), {"chat"}, now));
}

TEST(Alarm, HoldsNothingThatAPeerSentInItsRawForm) {
  Alarm alarm = stopped_channel();
  alarm.details = {"535 no\r\nBcc: x\x1b[2J" + std::string(5'000, 'y')};
  const auto draft = compose_alarm(alarm, small_office(), all_channels, now);
  EXPECT_EQ(draft->text.find('\r'), std::string::npos);
  EXPECT_EQ(draft->text.find('\x1b'), std::string::npos);
  EXPECT_EQ(draft->text.find("\nBcc"), std::string::npos);
  EXPECT_LT(draft->text.size(), 2'000U);
}

}  // namespace
}  // namespace dondoc::alarm_test
