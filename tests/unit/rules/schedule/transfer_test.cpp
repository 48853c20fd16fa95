// SPDX-License-Identifier: Apache-2.0
// A duty goes to another unit: who decides it, who owes it then, and who hears of it.
#include "rules/answer/concern.h"
#include "rules/schedule/act_rights.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/particulars.h"
#include "rules/schedule/series.h"
#include "tests/unit/rules/schedule/life.h"

#include <gtest/gtest.h>

namespace dondoc::transfer_test {
namespace {

using testing::at;
using testing::Life;

const Instant load = at("2026-04-20T09:00");
const std::string head = "truong-kinh-te";
const std::string next = "chanh-van-phong";
const std::string leader = "pct-vh-xh";
const Transfer away{"van-phong", "không thuộc chức năng"};

/// VII.4 of Phòng Kinh tế, watched by vh-xh: due by 30/9/2026; con-10 on 16/9, con-3 on 25/9, con-1
/// on 29/9, tre-1 on 1/10, tre-3 on 5/10, tre-7 on 7/10; at 07:30.
Life yearly() {
  const RuleSet rules = testing::small_office();
  return {rules, testing::opened(rules, {testing::plan_id, "VII.4", "", ""}, "2026", load, load)};
}

TEST(Transfer, IsTheLeadersToGrantAndTheLeadsToAskFor) {
  Life life = yearly();
  EXPECT_EQ(life.refusal(away, "chanh-van-phong"), "not-allowed");
  EXPECT_EQ(life.refusal(Transfer{"van-phong", ""}, head), "needs-reason");
  EXPECT_EQ(life.refusal(Transfer{"phong-la", "x"}, head), "unknown-unit");
  EXPECT_EQ(life.refusal(Transfer{"kinh-te", "x"}, head), "already-done");
  EXPECT_EQ(life.refusal(Transfer{"van-phong", ""}, leader), "needs-reason");
  life.act(away, head, "2026-09-01T08:00");
  EXPECT_EQ(life.look("2026-09-01T08:00"), "xin-chuyen.van-phong>pct-vh-xh;");
  EXPECT_EQ(life.refusal(away, head), "already-done");
  EXPECT_EQ(lead_words(life.duty, life.rules), "Phòng Kinh tế");
  // Who decides needn't say again why.
  EXPECT_EQ(life.refusal(Grant{}, head), "leader-only");
  life.act(Transfer{"van-phong", ""}, leader, "2026-09-01T09:00");
  EXPECT_EQ(lead_words(life.duty, life.rules), "Văn phòng HĐND và UBND");
  EXPECT_EQ(life.duty.change->basis, "không thuộc chức năng");
  EXPECT_FALSE(life.duty.transfer_asked);
}

TEST(Transfer, IsGrantedByOneWordUnlessMoreTimeIsAskedForToo) {
  Life life = yearly();
  life.act(away, head, "2026-09-01T08:00");
  life.act(Extend{make_date(2026, 10, 15), "chờ số liệu"}, head, "2026-09-01T08:10");
  EXPECT_EQ(life.refusal(Grant{}, leader), "several-asked");
  Life granted = life;
  granted.act(Grant{make_date(2026, 10, 15)}, leader, "2026-09-01T09:00");
  EXPECT_EQ(granted.duty.last_day, make_date(2026, 10, 15));
  granted.act(Grant{}, leader, "2026-09-01T09:10");
  EXPECT_EQ(granted.duty.transferred_to, "van-phong");
  EXPECT_EQ(granted.duty.last_day, make_date(2026, 10, 15));
}

TEST(Transfer, EndsWhatTheFormerLeadWaitsForAndTellsBothOnce) {
  Life life = yearly();
  life.act(Acknowledge{make_date(2026, 9, 28)}, head, "2026-09-02T08:00");
  life.act(Snooze{make_date(2026, 9, 20)}, head, "2026-09-02T08:00");
  life.act(away, leader, "2026-09-21T08:00");
  const std::string told = life.look("2026-09-21T08:00");
  EXPECT_EQ(told, "doi-han>truong-vh-xh;doi-han>truong-kinh-te;doi-han>chanh-van-phong;");
  life.send();
  EXPECT_EQ(life.look("2026-09-21T08:00"), "");
  // The new lead has promised nothing.
  EXPECT_EQ(life.look("2026-09-25T07:30"), "con-3>chanh-van-phong;");
  life.send();
  EXPECT_EQ(life.look("2026-09-29T07:30"), "con-1>chanh-van-phong;");
  life.send();
  life.look("2026-10-05T07:30");
  life.send();
  // The leader in charge is the new unit's.
  const std::string late = life.look("2026-10-07T07:30");
  EXPECT_NE(late.find("tre-7>chu-tich;"), std::string::npos) << late;
  EXPECT_EQ(late.find(head), std::string::npos) << late;
}

TEST(Transfer, GivesTheNewLeadItsRightsAndTakesTheFormerOnes) {
  Life life = yearly();
  const std::string key = life.duty.key;
  life.act(away, leader, "2026-09-10T08:00");
  EXPECT_EQ(life.duty.key, key);
  EXPECT_EQ(life.refusal(Complete{"12/BC", {}}, head), "not-allowed");
  EXPECT_EQ(life.refusal(Complete{"12/BC", {}}, next), "taken");
  EXPECT_EQ(life.refusal(Extend{make_date(2026, 10, 15), "x"}, leader), "not-allowed");
  EXPECT_EQ(life.refusal(Extend{make_date(2026, 10, 15), "x"}, "chu-tich"), "taken");
  EXPECT_TRUE(owes(next, life.duty, life.rules, make_date(2026, 9, 10)));
  EXPECT_FALSE(owes(head, life.duty, life.rules, make_date(2026, 9, 10)));
}

TEST(Transfer, WaitsForAPaperToComeBack) {
  Life life = yearly();
  life.act(Submit{make_date(2026, 9, 10), ""}, head, "2026-09-10T08:00");
  EXPECT_EQ(life.refusal(away, leader), "already-submitted");
  life.act(Return{"bổ sung"}, leader, "2026-09-11T08:00");
  EXPECT_EQ(life.refusal(away, leader), "taken");
}

TEST(Transfer, IsUndoneWithinHalfAnHour) {
  Life life = yearly();
  life.act(Acknowledge{}, head, "2026-09-02T08:00");
  life.act(away, leader, "2026-09-10T08:00");
  life.look("2026-09-10T08:00");
  life.send();
  life.act(Undo{}, leader, "2026-09-10T08:20");
  EXPECT_EQ(lead_words(life.duty, life.rules), "Phòng Kinh tế");
  EXPECT_TRUE(life.duty.acknowledged_at);
  EXPECT_EQ(life.look("2026-09-10T08:20"),
            "doi-han>truong-vh-xh;doi-han>chanh-van-phong;doi-han>truong-kinh-te;");
}

TEST(Transfer, KeepsTheKeyOfAUnitsOwnDutyThroughEditsOfThePlan) {
  const RuleSet rules = testing::small_office();
  const SeriesKey series{testing::plan_id, "VII.1", "", "pvhcc"};
  Life life{rules, testing::opened(rules, series, "once", load, load)};
  life.act(away, std::string(admin_actor), "2026-04-21T08:00");
  const std::string told = life.look("2026-04-28T07:30");
  EXPECT_NE(told.find("chanh-van-phong"), std::string::npos) << told;
  EXPECT_EQ(life.duty.key, "cchc/VII.1@once#pvhcc");
  EXPECT_EQ(life.duty.state, OccurrenceState::open);
  // A unit that is no more owes nothing: the plan's lead does.
  life.rules.directory.units.erase("van-phong");
  EXPECT_EQ(find_owed(life.rules, life.duty)->lead_units, std::vector<std::string>{"pvhcc"});
}

TEST(Transfer, IsKeptAsItWas) {
  Life life = yearly();
  life.act(away, head, "2026-09-01T08:00");
  life.act(Transfer{"pvhcc", "x"}, leader, "2026-09-02T08:00");
  life.act(Transfer{"vh-xh", "y"}, "quan-tri", "2026-09-03T08:00");
  EXPECT_EQ(life.duty.change->from_leads, std::vector<std::string>{"pvhcc"});
  Occurrence copy = life.duty;
  copy.change.reset();
  copy.transferred_to.clear();
  ASSERT_TRUE(take_values(values_of(life.duty), copy));
  EXPECT_EQ(copy, life.duty);
  life.act(Undo{}, "quan-tri", "2026-09-03T08:10");
  EXPECT_EQ(life.duty.transferred_to, "pvhcc");
  EXPECT_EQ(life.duty.change->from_leads, std::vector<std::string>{"vh-xh"});
}

}  // namespace
}  // namespace dondoc::transfer_test
