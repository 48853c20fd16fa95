// SPDX-License-Identifier: Apache-2.0
// The whole of the sample plan, read line by line against the document it was taken from: every
// due of its five years, every message of its first two, and each kind of message once, whole.
#include "daemon/cli/preview.h"
#include "daemon/plan_loader.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/wording.h"
#include "tests/support/golden.h"
#include "tests/unit/daemon/cli/configuration_folder.h"
#include "tests/unit/rules/schedule/story.h"

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::ta_dung_test {
namespace {

using testing::at;
using testing::expect_golden;
using testing::Story;

constexpr const char* plan_id = "cchc-2026-2030";
const Instant load = at("2026-04-20T00:00");

/// The sample office with this plan alone; it plays others too.
const RuleSet& sample() {
  static const RuleSet rules = [] {
    const Parsed<LoadedConfig> loaded = load_config(testing::sample_configuration());
    RuleSet all = *loaded.value->rules;
    all.plans = {{plan_id, all.plans.at(plan_id)}};
    return all;
  }();
  return rules;
}

const Forecast& five_years() {
  static const Forecast all = forecast(sample(), std::nullopt, at("2031-02-15T00:00"));
  return all;
}

std::string duty_of(const SeriesKey& series) {
  return series.obligation + (series.stage.empty() ? "" : ':' + series.stage);
}

std::map<std::string, int> count(bool dated) {
  std::map<std::string, int> dues;
  for (const Occurrence& occurrence : five_years().occurrences) {
    if (occurrence.dated == dated) {
      ++dues[duty_of(occurrence.series)];
    }
  }
  return dues;
}

/// Seven units make up "các cơ quan, đơn vị", five of them use the budget directly.
constexpr int years = 5;
constexpr int units = 7;
constexpr int budget_units = 5;
constexpr int fridays = 261;  // 02/01/2026 to 27/12/2030

TEST(TaDung, HasEveryDueThatThePlanSays) {
  const std::map<std::string, int> expected{
      {"I.2", years},
      {"I.3", years},
      {"I.4", 1},
      {"II.3", years},
      {"II.3-a", years},
      {"II.7", years * units},
      {"II.7-a", fridays * units},
      {"II.8", years * units},
      {"II.9", years},
      {"III.2", years * units},
      {"IV.2", years * units},
      {"IV.3", years},
      {"V.1", years * units},
      {"V.1-a", years},
      {"V.2", years},
      {"V.3", years * budget_units},
      {"V.4", years * units},
      {"V.5", years * units},
      {"VI.1", years},
      {"VI.1-a", years},
      {"VI.2:thuc-hien", years * units},
      {"VI.3", years},
      {"VI.4", years},
      {"VI.5", 1},
      {"VII.1", units},
      {"VII.11", years + 1},
      {"VII.13", years + 1},
      {"VII.2:ban-hanh", years},
      {"VII.2:khac-phuc", years},
      {"VII.2:kiem-tra", years},
      {"VII.3", years},
      {"VII.4", years * units},
      {"VII.4-a", years * units},
      {"VII.4-b", years},
      {"VII.6", years * 12},
      {"VII.7", years * 12},
      {"than.II.7d", years + 1},
  };
  EXPECT_EQ(count(true), expected);
}

TEST(TaDung, AsksAboutEveryDutyThatHasNoDate) {
  const std::map<std::string, int> expected{
      {"I.1:theo-nghi-dinh", 1},  {"II.2", years * units},
      {"III.4", units},           {"IV.1", units},
      {"VI.2:bao-cao", units},    {"VI.3-a", 1},
      {"moc.van-ban-qppl", 1},    {"moc.van-ban-trung-uong", 1},
      {"moc.van-de-phan-cap", 1}, {"moc.xay-dung-vbqppl", 1},
      {"than.II.1b-2", units},    {"than.II.2b-1", units},
      {"than.II.2b-2", 1},        {"than.II.5b-1", budget_units},
      {"than.II.5b-2", units},    {"than.II.6b", 1},
      {"than.II.7dd", units},     {"than.III-1", units},
      {"than.III-2", 4},          {"than.III-3", 1},
  };
  EXPECT_EQ(count(false), expected);
  std::set<std::string> asked;
  for (const ForecastNotice& entry : five_years().notices) {
    if (entry.notice.kind == NoticeKind::checkpoint) {
      asked.insert(entry.notice.occurrence);
    }
  }
  for (const Occurrence& occurrence : five_years().occurrences) {
    if (!occurrence.dated) {
      EXPECT_TRUE(asked.count(occurrence.key) != 0) << occurrence.key;
    }
  }
}

/// "VII.1 ×7", "V.3 kinh-te pvhcc": who owes, in one word when it is everybody.
std::string owers(const std::set<std::string>& named) {
  if (named.size() == static_cast<std::size_t>(units)) {
    return "×7";
  }
  std::string words;
  for (const std::string& unit : named) {
    words += (words.empty() ? "" : " ") + unit;
  }
  return words;
}

TEST(TaDung, FallsDueOnTheseDays) {
  std::map<std::tuple<Instant, std::string, std::string>, std::set<std::string>> dues;
  std::map<std::string, std::set<std::string>> undated;
  std::map<std::string, std::string> last_days;
  for (const Occurrence& occurrence : five_years().occurrences) {
    const std::string duty = duty_of(occurrence.series);
    const std::string unit =
        occurrence.series.unit.empty() ? lead_words(occurrence, sample()) : occurrence.series.unit;
    if (!occurrence.dated) {
      undated[duty + '@' + occurrence.period].insert(unit);
    } else if (duty != "II.7-a") {
      dues[{occurrence.due, duty, occurrence.period}].insert(unit);
    }
  }
  std::ostringstream out;
  for (const auto& [key, named] : dues) {
    const auto& [due, duty, period] = key;
    const Zone zone = sample().zone;
    const bool whole_day = time_of(due, zone).minutes == 0;
    const Date day = date_of(whole_day ? due - std::chrono::seconds{1} : due, zone);
    out << to_iso(day) << ' ' << (whole_day ? "     " : to_hhmm(time_of(due, zone))) << "  " << duty
        << '@' << period << "  " << owers(named) << '\n';
  }
  out << "\nChưa có ngày\n";
  for (const auto& [duty, named] : undated) {
    out << duty << "  " << owers(named) << '\n';
  }
  expect_golden("preview/ta-dung-dues-2026-2030.txt", out.str());
}

TEST(TaDung, ReviewsWeeklyOnFridays) {
  for (const Occurrence& occurrence : five_years().occurrences) {
    if (occurrence.series.obligation == "II.7-a") {
      EXPECT_EQ(weekday_words(occurrence.last_day), "thứ Sáu") << occurrence.key;
    }
  }
}

TEST(TaDung, SendsTheseMessagesIn2026And2027) {
  std::map<std::tuple<Instant, std::string, std::string>,
           std::map<std::string, std::map<std::string, std::set<std::string>>>>
      messages;
  for (const ForecastNotice& entry : five_years().notices) {
    if (entry.at >= at("2028-01-01T00:00")) {
      continue;
    }
    const std::string key = entry.notice.occurrence.substr(std::string(plan_id).size() + 1);
    const auto hash = key.find('#');
    messages[{entry.at, entry.notice.post, entry.subject}][entry.notice.rung][key.substr(0, hash)]
        .insert(hash == std::string::npos ? "" : key.substr(hash + 1));
  }
  std::ostringstream out;
  for (const auto& [key, rungs] : messages) {
    const auto& [when, post, subject] = key;
    out << to_rfc3339(when, sample().zone).substr(0, 16) << ' ' << post << "  " << subject << '\n';
    for (const auto& [rung, duties] : rungs) {
      out << "    " << rung << ':';
      for (const auto& [duty, named] : duties) {
        const std::string who = owers(named);
        out << ' ' << duty << (named.size() > 1 ? '(' + who + ')' : "");
      }
      out << '\n';
    }
  }
  expect_golden("preview/ta-dung-messages-2026-2027.txt", out.str());
}

TEST(TaDung, WordsItsBundlesLikeThis) {
  const std::set<std::pair<std::string, std::string>> chosen{
      {"2026-04-24", "truong-phong-vh-xh"},
      {"2026-06-08", "truong-phong-kinh-te"},
      {"2026-12-07", "giam-doc-pvhcc"},
      {"2026-12-17", "truong-cong-an"},
      {"2026-12-30", "truong-phong-kinh-te"},
      {"2027-01-04", "truong-phong-vh-xh"},
      {"2027-01-07", "pho-chu-tich-kt"},
      {"2027-01-12", "chu-tich"},
  };
  std::string all;
  for (const ForecastMessage& message : five_years().messages) {
    const std::string day = to_iso(date_of(message.at, sample().zone));
    if (chosen.count({day, message.draft.post}) != 0) {
      Release one;
      one.messages = {message.draft};
      all += day + "\n" + testing::shown(one);
    }
  }
  expect_golden("messages/ta-dung-bundles.txt", all);
}

// ---- Each kind of message once ------------------------------------------------------------------

Occurrence by_calendar(const std::string& obligation,
                       const std::string& unit,
                       const std::string& period,
                       const std::string& moment) {
  const SeriesKey series{plan_id, obligation, "", unit};
  return testing::opened(sample(), series, period, load, at(moment));
}

Occurrence by_event(const std::string& obligation,
                    const std::string& stage,
                    const std::string& unit,
                    Happening happening) {
  Series series{{plan_id, obligation, stage, unit}, load, std::nullopt, {std::move(happening)}};
  const Instant when = series.happenings.front().recorded_at;
  Occurrence occurrence = open(series, sample(), when).occurrences.at(0);
  occurrence.code = 42;
  return occurrence;
}

Happening event(Date day, const std::string& title, const std::string& document) {
  return {to_iso(day),
          {day, std::nullopt},
          "",
          title,
          document,
          std::nullopt,
          instant_at(day, TimeOfDay{9 * 60}, sample().zone)};
}

TEST(TaDung, ClimbsItsWholeLadderWhenNobodyAnswers) {
  Story story(sample(), by_calendar("VII.4", "kinh-te", "2026", "2026-09-01T08:00"));
  story.wait_until("2026-10-20T09:00");
  expect_golden("messages/ta-dung-ladder.txt", story.text());
}

TEST(TaDung, RemindsOfHoursAndOfDaysOff) {
  std::string all;
  for (const auto& [obligation, period, until] :
       std::vector<std::tuple<std::string, std::string, std::string>>{
           {"VII.6", "2026-05", "2026-05-26T09:00"},
           {"VII.6", "2026-10", "2026-10-23T09:00"},
           {"VII.7", "2026-12", "2027-01-04T09:00"}}) {
    Story story(sample(), by_calendar(obligation, "", period, until));
    story.wait_until(until);
    all += story.text();
  }
  expect_golden("messages/ta-dung-monthly.txt", all);
}

TEST(TaDung, LetsAMissedWeekPass) {
  Story story(sample(), by_calendar("II.7-a", "kinh-te", "2026-W19", "2026-05-08T08:00"));
  story.wait_until("2026-06-01T09:00");
  expect_golden("messages/ta-dung-weekly.txt", story.text());
}

TEST(TaDung, CountsThreeMonthsFromTheDocumentAndGoesToTheSigner) {
  Story story(sample(),
              by_event("III.1", "", "vh-xh", event(make_date(2026, 6, 15), "", "150/2026/NĐ-CP")));
  story.wait_until("2026-08-20T09:00");
  story.act(Submit{make_date(2026, 8, 20), ""}, "truong-phong-vh-xh");
  story.wait_until("2026-08-26T09:00");
  story.act(Return{"làm rõ cơ cấu số lượng cấp phó"}, "pho-chu-tich-vx");
  story.wait_until("2026-09-10T09:00");
  story.act(Extend{make_date(2026, 9, 30), "chờ ý kiến của Sở Nội vụ"}, "truong-phong-vh-xh");
  story.act(Grant{std::nullopt}, "pho-chu-tich-vx");
  story.wait_until("2026-09-11T09:00");
  story.act(Complete{"45/QĐ-UBND", make_date(2026, 9, 11)}, "truong-phong-vh-xh");
  story.wait_until("2026-10-15T09:00");
  expect_golden("messages/ta-dung-event.txt", story.text());
}

TEST(TaDung, OpensWhatAHappeningBrings) {
  Happening draft = event(make_date(2026, 7, 1), "Nghị quyết về mức hỗ trợ giáo viên", "");
  draft.unit = "vh-xh";
  Story drafting(sample(), by_event("II.1", "", "vh-xh", draft));
  drafting.wait_until("2026-07-02T09:00");
  Story posting(
      sample(),
      by_event("I.1", "dang-tai", "", event(make_date(2026, 7, 21), "", "02/2026/QĐ-UBND")));
  posting.wait_until("2026-07-22T09:00");
  expect_golden("messages/ta-dung-happening.txt", drafting.text() + posting.text());
}

TEST(TaDung, AsksForMeasuresCountsAndDates) {
  Story joint(sample(), by_calendar("VI.4", "", "2026", "2026-06-01T08:00"));
  joint.wait_until("2026-12-01T09:00");
  joint.act(Measure{"1766", "2050", ""}, "giam-doc-pvhcc");
  joint.forget();
  joint.wait_until("2026-12-30T09:00");

  Story chosen(sample(), by_calendar("VII.4-b", "", "2026", "2026-06-01T08:00"));
  chosen.wait_until("2026-12-10T09:00");
  chosen.act(Count{1, "87/QĐ-UBND"}, "truong-phong-vh-xh");
  chosen.forget();
  chosen.wait_until("2026-12-20T09:00");

  Story review(sample(), by_calendar("II.2", "pvhcc", "2026", "2026-06-01T08:00"));
  review.wait_until("2026-06-20T09:00");
  review.act(Adjust{make_date(2026, 7, 31), "Kế hoạch số 31/KH-UBND"}, "chu-tich");
  review.wait_until("2026-07-30T09:00");
  expect_golden("messages/ta-dung-asked.txt", joint.text() + chosen.text() + review.text());
}

TEST(TaDung, AsksWhoMustRecordAnEvent) {
  Story watch(sample(),
              by_calendar("moc.van-ban-trung-uong", "", "2026--2030", "2026-06-01T08:00"));
  watch.wait_until("2026-06-09T09:00");
  expect_golden("messages/ta-dung-watch.txt", watch.text());
}

}  // namespace
}  // namespace dondoc::ta_dung_test
