// SPDX-License-Identifier: Apache-2.0
// A duty as the routes tell it, in the words of `list` and `show`.
#include "daemon/cli/remote_text.h"

#include "daemon/http/story_lines.h"
#include "daemon/http/views.h"
#include "rules/schedule/acts.h"
#include "tests/support/small_office.h"

#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::remote_text_test {
namespace {

using Json = nlohmann::ordered_json;
using dondoc::testing::at;

const Instant load = at("2026-04-20T09:00");
const Instant now = at("2026-09-28T10:00");
const Actor admin{std::string(admin_actor), "cli"};

/// VII.4 with another rule: one with a year's period.
RuleSet office(const DueRule& rule) {
  RuleSet rules = testing::small_office();
  testing::obligation(rules, "VII.4").stages.front().rule = rule;
  return rules;
}

/// The duty after the acts, each of which is taken.
Occurrence duty(const RuleSet& rules, const std::string& period, const std::vector<Act>& acts) {
  Occurrence occurrence =
      testing::opened(rules, {testing::plan_id, "VII.4", "", ""}, period, load, load);
  for (const Act& act : acts) {
    occurrence = apply(occurrence, std::get<Fact>(perform(occurrence, act, admin, rules, now)));
  }
  return occurrence;
}

std::string standing(const RuleSet& rules, const Occurrence& occurrence) {
  return standing_words(occurrence_view(occurrence, rules, now));
}

std::string standing(const std::vector<Act>& acts) {
  const RuleSet rules = testing::small_office();
  return standing(rules, duty(rules, "2026", acts));
}

std::string term(const DueRule& rule, const std::string& period) {
  const RuleSet rules = office(rule);
  return term_words_of(occurrence_view(duty(rules, period, {}), rules, now));
}

TEST(RemoteText, SaysWhatADutyHasInPlaceOfADate) {
  EXPECT_EQ(term(DueRule{StandingRule{}}, "2026--2030"), "thường xuyên");
  EXPECT_EQ(term(DueRule{DeferredRule{}}, "2026--2030"), "chưa xác định thời hạn");
  EXPECT_EQ(term(DueRule{YearlyRule{1, 9, std::nullopt, 0}}, "2026"),
            "hết ngày 30/9/2026 (thứ Tư)");
  RuleSet rules = office(DueRule{StandingRule{}});
  testing::obligation(rules, "VII.4").watches = "van-ban";
  EXPECT_EQ(term_words_of(occurrence_view(duty(rules, "2026--2030", {}), rules, now)), "chờ mốc");
}

TEST(RemoteText, SaysHowTheDutyStands) {
  EXPECT_EQ(standing({}), "còn 02 ngày làm việc");
  EXPECT_EQ(standing({Submit{make_date(2026, 9, 25), {}}}),
            "còn 02 ngày làm việc, đã trình ký ngày 25/9/2026, chờ Phó Chủ tịch UBND xã");
  EXPECT_EQ(standing({Submit{}, Return{"thiếu phụ lục"}}),
            "còn 02 ngày làm việc, phải bổ sung, hoàn thiện");
  EXPECT_EQ(standing({Extend{make_date(2026, 10, 7), "chờ số liệu"}}), "còn 07 ngày làm việc");
  EXPECT_EQ(standing({Complete{"12/BC", make_date(2026, 9, 27)}}),
            "đã hoàn thành theo văn bản 12/BC ngày 27/9/2026");
  const RuleSet undated = office(DueRule{StandingRule{}});
  EXPECT_EQ(standing(undated, duty(undated, "2026--2030", {})), "chưa có phản hồi");
}

TEST(RemoteText, SaysWhoWaitsForALeader) {
  const RuleSet rules = testing::small_office();
  Occurrence asked = duty(rules, "2026", {});
  const Actor head{"truong-kinh-te", "phone"};
  const Extend wish{make_date(2026, 10, 7), "chờ số liệu"};
  asked = apply(asked, std::get<Fact>(perform(asked, wish, head, rules, now)));
  EXPECT_EQ(standing(rules, asked), "còn 02 ngày làm việc, đề nghị gia hạn đến ngày 07/10/2026");
}

TEST(RemoteText, SaysWhatIsCountedAndMeasured) {
  DueRule rule{YearlyRule{}};
  rule.quota = Quota{4};
  const RuleSet counting = office(rule);
  EXPECT_EQ(standing(counting, duty(counting, "2026", {Count{}})), "còn 67 ngày làm việc, 1/4");
  rule.quota.reset();
  rule.target = Target{Bound::at_least, 95'000, "%"};
  const RuleSet measuring = office(rule);
  EXPECT_EQ(standing(measuring, duty(measuring, "2026", {})),
            "còn 67 ngày làm việc, chưa có số đo (tối thiểu 95%)");
  EXPECT_EQ(standing(measuring, duty(measuring, "2026", {Measure{"370", "400", {}}})),
            "còn 67 ngày làm việc, 92,5% (tối thiểu 95%), chưa đạt");
}

TEST(RemoteText, SaysThatAPeriodWasMissed) {
  const RuleSet rules = testing::small_office();
  Fact missed;
  missed.kind = FactKind::missed;
  EXPECT_EQ(standing(rules, apply(duty(rules, "2026", {}), missed)), "bỏ lỡ");
}

TEST(RemoteText, TellsTheStoryOfADateThatNobodyHadSet) {
  const RuleSet rules = office(DueRule{DeferredRule{}});
  const Occurrence before = duty(rules, "2026--2030", {});
  const Fact adjusted = std::get<Fact>(
      perform(before, Adjust{make_date(2026, 11, 30), "KH 3/KH-UBND"}, admin, rules, now));
  const Occurrence after = apply(before, adjusted);
  const Fact opened{before.key,
                    FactKind::opened,
                    load,
                    "he-thong",
                    "engine",
                    {{"due", to_rfc3339(before.due, rules.zone)}}};
  Json story = Json::object();
  story["occurrence"] = occurrence_view(after, rules, now);
  story["facts"] = Json::array(
      {fact_view({1, opened, ""}, rules.zone), fact_view({2, adjusted, ""}, rules.zone)});
  story["notices"] = Json::array();
  story["messages"] = Json::array();
  const std::string text = story_text(story);
  EXPECT_NE(text.find("  mở đầu việc\n"), std::string::npos) << text;
  EXPECT_NE(text.find("điều chỉnh thời hạn thành hết ngày 30/11/2026 (thứ Hai), theo KH "
                      "3/KH-UBND (quan-tri, qua cli)"),
            std::string::npos)
      << text;
}

/// A notice that was taken back in the night did not end in the morning for which it waited.
TEST(RemoteText, SaysUntilWhenANoticeWaitsOnlyWhileItDoes) {
  Json notice{{"state", "pending"},
              {"message", nullptr},
              {"held_until", "2026-09-29T07:30:00+07:00"},
              {"why", ""}};
  EXPECT_EQ(notice_state_words(notice), "chờ gửi lúc 07 giờ 30 ngày 29/9/2026");
  notice["state"] = "withdrawn";
  notice["why"] = "đã hoàn thành";
  EXPECT_EQ(notice_state_words(notice), "thôi nhắc: đã hoàn thành");
}

}  // namespace
}  // namespace dondoc::remote_text_test
