// SPDX-License-Identifier: Apache-2.0
// Calendars as programs fetch them, read by libical; tests/e2e/feed_test.py reads them by Python's
// icalendar.
#include "daemon/web/calendar_feed.h"

#include "rules/schedule/duty_text.h"
#include "tests/unit/daemon/web/web_fixture.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <libical/ical.h>

namespace dondoc::calendar_feed_test {
namespace {

using dondoc::testing::at;

struct ReadEvent {
  std::string day;  ///< "20260930" or, of a moment, "20260525T113000"
  std::string title;
  std::string url;
  std::string status;
  std::string stamp;  ///< when it was last changed
  int sequence{0};
  int alarms{0};
};

std::string or_empty(const char* text) {
  return text == nullptr ? std::string{} : std::string(text);
}

/// By UID, as libical understands it; a test fails on anything that it finds wrong.
std::map<std::string, ReadEvent> read(const std::string& text) {
  const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> calendar(
      icalparser_parse_string(text.c_str()), icalcomponent_free);
  EXPECT_TRUE(calendar);
  std::map<std::string, ReadEvent> events;
  if (!calendar) {
    return events;
  }
  EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0);
  EXPECT_EQ(icalrestriction_check(calendar.get()), 1)
      << icalcomponent_as_ical_string(calendar.get());
  for (icalcomponent* one =
           icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
       one != nullptr;
       one = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT)) {
    ReadEvent event;
    event.day = icaltime_as_ical_string(icalcomponent_get_dtstart(one));
    event.stamp = icaltime_as_ical_string(icalcomponent_get_dtstamp(one));
    event.title = or_empty(icalcomponent_get_summary(one));
    event.sequence = icalcomponent_get_sequence(one);
    event.alarms = icalcomponent_count_components(one, ICAL_VALARM_COMPONENT);
    event.status = icalproperty_status_to_string(icalcomponent_get_status(one));
    if (icalproperty* url = icalcomponent_get_first_property(one, ICAL_URL_PROPERTY)) {
      event.url = or_empty(icalproperty_get_url(url));
    }
    EXPECT_TRUE(events.emplace(or_empty(icalcomponent_get_uid(one)), event).second) << "twice";
  }
  return events;
}

const ReadEvent& titled(const std::map<std::string, ReadEvent>& events, const std::string& words) {
  const auto found = std::find_if(events.begin(), events.end(), [&words](const auto& entry) {
    return entry.second.title.find(words) != std::string::npos;
  });
  EXPECT_NE(found, events.end()) << words;
  static const ReadEvent none;
  return found == events.end() ? none : found->second;
}

class CalendarFeed : public testing::WebFixture {
 protected:
  CalendarFeed() : WebFixture(office()) {
    settle(at("2026-05-11T08:00"));
    settle(at("2026-05-22T07:31"));
  }

  /// From 15 June on the economy's head is somebody else.
  static RuleSet office() {
    RuleSet rules = testing::small_office();
    auto& terms = rules.directory.posts.at("truong-kinh-te").held_by;
    terms.front().to = make_date(2026, 6, 14);
    terms.push_back({"chanh-van-phong-1", make_date(2026, 6, 15), std::nullopt});
    return rules;
  }
  std::string made(const std::string& of) {
    const ApiResponse response = call("POST", "/v1/feeds", R"({"of":")" + of + R"("})");
    EXPECT_EQ(response.status, 200) << response.body;
    return nlohmann::json::parse(response.body).at("path").get<std::string>();
  }
};

TEST_F(CalendarFeed, ShowsWhatIsOpenAndWhatThePlansBring) {
  const ApiResponse response = see(made("unit/vh-xh"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_type, "text/calendar; charset=utf-8");
  EXPECT_NE(header(response, "Cache-Control").find("private"), std::string::npos);
  const auto events = read(response.body);
  // Twelve months of the monthly one, the yearly one; what waits for its review isn't there.
  EXPECT_EQ(events.size(), 13u);
  const ReadEvent& may = titled(events, "tháng 5/2026");
  EXPECT_EQ(may.day, "20260525T113000");
  EXPECT_EQ(may.alarms, 0);
  EXPECT_EQ(titled(events, "Kế hoạch tuyên truyền CCHC").day, "20270131");
  EXPECT_EQ(titled(events, "tháng 4/2027").day, "20270425T113000");
  EXPECT_TRUE(has(response, "X-WR-CALNAME:Nhiệm vụ của Phòng Văn hóa - Xã hội\r\n"));
}

TEST_F(CalendarFeed, DaysAreThoseOfTheStore) {
  for (const char* unit : {"vh-xh", "kinh-te", "pvhcc"}) {
    const auto events = read(see(made(std::string("unit/") + unit)).body);
    for (const Occurrence& one : store()->occurrences({})) {
      if (!is_in_feed(one, {unit, {}}, rules(), now())) {
        continue;
      }
      std::string day = to_iso(one.last_day);
      day.erase(std::remove(day.begin(), day.end(), '-'), day.end());
      EXPECT_EQ(titled(events, item_words(one, rules())).day.substr(0, 8), day) << one.key;
    }
  }
}

TEST_F(CalendarFeed, AnEventKeepsItsNameThroughEveryChange) {
  settings_.public_url = "https://dondoc.xa.example";
  const std::string feed = made("unit/vh-xh");
  const std::string address = feed;
  cookie_.clear();
  const auto see_feed = [&] {
    return read(ask("GET", address, "", {{"host", "dondoc.xa.example"}}).body);
  };
  const auto before = see_feed();
  const std::string key = "cchc/VII.6@2026-05";
  EXPECT_EQ(titled(before, "tháng 5/2026").sequence, 0);
  EXPECT_EQ(titled(before, "tháng 5/2026").url,
            "https://dondoc.xa.example/dau-viec/" + percent_encoded(key));
  EXPECT_EQ(titled(before, "tháng 6/2026").url, "") << "nobody has opened it";
  EXPECT_EQ(call("POST",
                 path_of(key) + "/extend",
                 R"({"until":"2026-05-28","reason":"12/TB-UBND","as_post":"pct-vh-xh"})")
                .status,
            200);
  const auto moved = see_feed();
  EXPECT_EQ(titled(moved, "tháng 5/2026").day, "20260528");
  EXPECT_EQ(titled(moved, "tháng 5/2026").sequence, 1);
  EXPECT_EQ(call("POST", path_of(key) + "/complete", R"({"document":"12/BC-UBND"})").status, 200);
  const auto done = see_feed();
  EXPECT_EQ(titled(done, "tháng 5/2026").title.rfind("Đã hoàn thành: VII.6", 0), 0u);
  std::vector<std::string> names;
  for (const auto& state : {before, moved, done}) {
    ASSERT_EQ(state.size(), before.size());
    EXPECT_TRUE(std::equal(state.begin(), state.end(), before.begin(), [](auto& one, auto& other) {
      return one.first == other.first;
    }));
  }
}

TEST_F(CalendarFeed, WhatOpensKeepsTheNameItHadInThePlan) {
  const std::string feed = made("unit/vh-xh");
  const auto before = read(see(feed).body);
  settle(at("2026-06-20T08:00"));
  ASSERT_TRUE(store()->occurrence("cchc/VII.6@2026-06"));
  const auto after = read(see(feed).body);
  int kept = 0;
  for (const auto& [uid, event] : after) {
    if (before.count(uid) != 0 && before.at(uid).title == event.title) {
      ++kept;
      EXPECT_GE(event.stamp, before.at(uid).stamp) << event.title;
    }
  }
  EXPECT_EQ(kept, 13);
}

TEST_F(CalendarFeed, WhatWasDoneLongAgoLeaves) {
  const std::string key = "cchc/VII.6@2026-05";
  const std::string feed = made("unit/vh-xh");
  (void)call("POST", path_of(key) + "/complete", "{}");
  settle(now() + feed_looks_back);
  EXPECT_EQ(titled(read(see(feed).body), "tháng 5/2026").day, "20260525T113000");
  settle(now() + std::chrono::hours{25});
  EXPECT_FALSE(has(see(feed), "Đã hoàn thành"));
}

TEST_F(CalendarFeed, SameDutiesGiveSameBytes) {
  const std::string feed = made("post/truong-vh-xh");
  const ApiResponse first = see(feed);
  settle(now() + std::chrono::hours{2});
  const ApiResponse again = see(feed);
  EXPECT_EQ(again.body, first.body);
  const std::string tag = header(first, "ETag");
  for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
    const ApiResponse same = ask("GET", feed, "", {{"if-none-match", known}});
    EXPECT_EQ(same.status, 304) << known;
    EXPECT_TRUE(same.body.empty());
    EXPECT_EQ(header(same, "ETag"), tag);
  }
  EXPECT_EQ(ask("GET", feed, "", {{"if-none-match", "\"x\""}}).status, 200);
  (void)call("POST", path_of("cchc/VII.6@2026-05") + "/acknowledge", "{}");
  EXPECT_EQ(ask("GET", feed, "", {{"if-none-match", tag}}).status, 200);
}

TEST_F(CalendarFeed, ASecretThatIsNoneOpensNothing) {
  const std::string feed = made("unit/vh-xh");
  const std::string newer = made("unit/vh-xh");
  const std::string missing = see("/lich-rieng/khong-co.ics").body;
  EXPECT_EQ(see(feed).status, 404) << "another took its place";
  EXPECT_EQ(see(newer).status, 200);
  EXPECT_EQ(call("POST", "/v1/feeds/unit%2Fvh-xh/revoke").status, 200);
  EXPECT_EQ(call("POST", "/v1/feeds/unit%2Fvh-xh/revoke").status, 404);
  const std::string without_ending = newer.substr(0, newer.size() - 4);
  for (const std::string& wrong : {feed, newer, without_ending, std::string("/lich-rieng/.ics")}) {
    EXPECT_EQ(see(wrong).status, 404) << wrong;
    EXPECT_EQ(see(wrong).body, missing) << wrong;
  }
  int stopped = 0;
  for (int i = 0; i < 100; ++i) {
    stopped += see("/lich-rieng/x.ics").status == 429 ? 1 : 0;
  }
  EXPECT_GT(stopped, 30);
}

TEST_F(CalendarFeed, APostsEndsWhenSomebodyElseHasThePost) {
  const std::string of_post = made("post/truong-kinh-te");
  const std::string of_unit = made("unit/kinh-te");
  EXPECT_TRUE(has(see(of_post), "VII.4 Báo cáo kết quả sáng kiến"));
  settle(at("2026-06-15T00:00"));
  EXPECT_EQ(see(of_post).status, 404);
  EXPECT_EQ(see(of_unit).status, 200);
  const auto left = json("/v1/feeds").at("feeds");
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].at("of"), "unit/kinh-te");
  EXPECT_EQ(see(made("post/truong-kinh-te")).status, 200);
}

TEST_F(CalendarFeed, IsMadeForWhatTheDirectoryHas) {
  for (const char* body :
       {R"({"of":"unit/khong-co"})", R"({"of":"post/khong-co"})", R"({"of":"vh-xh"})", R"({})"}) {
    EXPECT_EQ(call("POST", "/v1/feeds", body).status, 422) << body;
  }
}

// ---- The text -----------------------------------------------------------------------------------

TEST(CalendarText, LinesAreFoldedBetweenCharacters) {
  std::string value;
  for (int i = 0; i < 200; ++i) {
    value += i % 3 == 0 ? "ễ" : i % 3 == 1 ? "a" : "😀";
  }
  const std::string folded = content_line("SUMMARY", value);
  std::string unfolded;
  std::size_t begin = 0;
  while (begin < folded.size()) {
    const std::size_t end = folded.find("\r\n", begin);
    ASSERT_NE(end, std::string::npos);
    const std::string line = folded.substr(begin, end - begin);
    EXPECT_LE(line.size(), 75u);
    EXPECT_TRUE(percent_decoded(percent_encoded(line))) << "a character cut in two";
    unfolded += begin == 0 ? line : line.substr(1);
    EXPECT_TRUE(begin == 0 || line.front() == ' ');
    begin = end + 2;
  }
  EXPECT_EQ(unfolded, "SUMMARY:" + value);
  EXPECT_EQ(content_line("A", std::string(73, 'x')), "A:" + std::string(73, 'x') + "\r\n");
  EXPECT_EQ(content_line("A", std::string(74, 'x')), "A:" + std::string(73, 'x') + "\r\n x\r\n");
}

TEST(CalendarText, WordsOfPeopleCannotBreakOut) {
  EXPECT_EQ(escaped_text("a;b,c\\d\ne\r\x01\x7f\tg"), "a\\;b\\,c\\\\d\\ne\tg");
}

}  // namespace
}  // namespace dondoc::calendar_feed_test
