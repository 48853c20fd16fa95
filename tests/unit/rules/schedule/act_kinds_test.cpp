// SPDX-License-Identifier: Apache-2.0
// Every act: the fact that it becomes, and each reason for which it is refused.
#include "tests/unit/rules/schedule/life.h"

#include <set>

#include <gtest/gtest.h>

namespace dondoc::act_kinds_test {
namespace {

using testing::at;

const Instant load = at("2026-04-20T09:00");
const Instant now = at("2026-09-20T10:00");
const Actor head{"truong-kinh-te", "cli"};
const Actor leader{"pct-vh-xh", "cli"};
const Actor admin{std::string(admin_actor), "cli"};

/// VII.4 with a quota and a target; and a duty that watches for an event.
RuleSet office() {
  RuleSet rules = testing::small_office();
  DueRule& rule = testing::obligation(rules, "VII.4").stages.front().rule;
  rule.quota = Quota{4};
  rule.target = Target{};
  Obligation watch = testing::obligation(rules, "VII.3");
  watch.id = std::string(watch_prefix) + "van-ban";
  watch.watches = "van-ban";
  watch.stages.front().rule = DueRule{StandingRule{}};
  rules.plans.at(testing::plan_id).obligations.push_back(watch);
  return rules;
}

const RuleSet rules = office();

Occurrence duty(const std::string& id = "VII.4", const std::string& period = "2026") {
  return testing::opened(office(), {testing::plan_id, id, "", ""}, period, load, load);
}
Occurrence watch() {
  return duty("moc.van-ban", "2026--2030");
}

const Actor recorder{"truong-vh-xh", "cli"};

/// Who does what there is to do of the duty.
const Actor& owner(const Occurrence& occurrence) {
  return occurrence.series.obligation == "VII.4" ? head : recorder;
}

/// The fact, as "kind name=value …"; or the refusal.
std::string done(const Occurrence& occurrence, const Act& act, const Actor& actor) {
  const ActResult result = perform(occurrence, act, actor, rules, now);
  if (const auto* refused = std::get_if<ActRefused>(&result)) {
    EXPECT_FALSE(refused->message.empty());
    return "refused: " + std::string(refusal_name(refused->code));
  }
  const Fact& fact = std::get<Fact>(result);
  EXPECT_EQ(fact.occurrence, occurrence.key);
  EXPECT_EQ(fact.at, now);
  EXPECT_EQ(fact.actor, actor.post);
  EXPECT_EQ(fact.by, actor.by);
  std::string words{fact_kind_name(fact.kind)};
  for (const auto& [name, value] : fact.data) {
    words += ' ' + name + '=' + value;
  }
  return words;
}

std::string done(const Occurrence& occurrence, const Act& act) {
  return done(occurrence, act, owner(occurrence));
}

Occurrence after(const Occurrence& occurrence, const Act& act, const Actor& actor) {
  return apply(occurrence, std::get<Fact>(perform(occurrence, act, actor, rules, now)));
}
Occurrence after(const Occurrence& occurrence, const Act& act) {
  return after(occurrence, act, owner(occurrence));
}

const std::string too_long(act_text_letters_max + 1, 'x');

TEST(ActKinds, TextsAreCountedInLettersNotBytes) {
  std::string long_enough;
  for (std::size_t i = 0; i < act_text_letters_max; ++i) {
    long_enough += "ế";
  }
  EXPECT_EQ(too_long_text(long_enough), "");
  EXPECT_EQ(done(duty(), Report{long_enough}), "progressed text=" + long_enough);
  EXPECT_EQ(too_long_text(long_enough + 'x'), "Nội dung dài 501 ký tự, tối đa 500 ký tự.");
}

TEST(ActKinds, SubmitToTheLeaderInChargeUnlessASignerIsNamed) {
  EXPECT_EQ(done(duty(), Submit{}), "submitted date=2026-09-20 signer=pct-vh-xh");
  EXPECT_EQ(done(duty(), Submit{make_date(2026, 9, 18), "chu-tich"}),
            "submitted date=2026-09-18 signer=chu-tich");
  EXPECT_EQ(done(duty(), Submit{make_date(2026, 9, 21), ""}), "refused: date-in-future");
  EXPECT_EQ(done(duty(), Submit{std::nullopt, "khong-co"}), "refused: unknown-post");
  EXPECT_EQ(done(after(duty(), Submit{}), Submit{}), "refused: already-submitted");
}

TEST(ActKinds, ReturnWhatWasSubmittedWithAReason) {
  const Occurrence submitted = after(duty(), Submit{});
  EXPECT_EQ(done(submitted, Return{"bổ sung"}, leader), "returned reason=bổ sung");
  EXPECT_EQ(done(submitted, Return{""}, leader), "refused: needs-reason");
  EXPECT_EQ(done(submitted, Return{too_long}, leader), "refused: text-too-long");
  EXPECT_EQ(done(duty(), Return{"bổ sung"}, leader), "refused: not-submitted");
  const Occurrence returned = after(submitted, Return{"bổ sung"}, leader);
  EXPECT_EQ(done(returned, Return{"bổ sung"}, leader), "refused: not-submitted");
  EXPECT_EQ(done(returned, Submit{}), "submitted date=2026-09-20 signer=pct-vh-xh");
}

TEST(ActKinds, ReportProgressWithoutClosing) {
  EXPECT_EQ(done(duty(), Report{"đã xong 60%"}), "progressed text=đã xong 60%");
  EXPECT_EQ(done(duty(), Report{""}), "refused: needs-reason");
  EXPECT_EQ(done(duty(), Report{too_long}), "refused: text-too-long");
  const Occurrence told = after(duty(), Report{"đã xong 60%"});
  EXPECT_EQ(told.progress, (Progress{now, "đã xong 60%"}));
  EXPECT_EQ(told.state, OccurrenceState::open);
}

TEST(ActKinds, AskForMoreTimeOrHaveItFromALeader) {
  const Extend wish{make_date(2026, 10, 15), "ốm"};
  EXPECT_EQ(done(duty(), wish), "extension-asked reason=ốm until=2026-10-15");
  const std::string extended =
      "extended from=2026-10-01T00:00:00+07:00 last_day=2026-10-15 reason=ốm "
      "to=2026-10-16T00:00:00+07:00";
  EXPECT_EQ(done(duty(), wish, leader), extended);
  EXPECT_EQ(done(duty(), wish, {"chu-tich", "phone"}), extended);
  EXPECT_EQ(done(duty(), wish, admin), extended);
  EXPECT_EQ(done(after(duty(), wish), wish), "refused: already-done");
  EXPECT_EQ(done(duty(), Extend{make_date(2026, 10, 15), ""}), "refused: needs-reason");
  EXPECT_EQ(done(duty(), Extend{make_date(2026, 9, 30), "ốm"}), "refused: not-later");
  EXPECT_EQ(done(duty(), Extend{make_date(2026, 9, 30), "ốm"}, leader), "refused: not-later");
}

TEST(ActKinds, GrantWhatWasAskedOrAnotherDay) {
  const Occurrence asked = after(duty(), Extend{make_date(2026, 10, 15), "ốm"});
  const Occurrence granted = after(asked, Grant{}, leader);
  EXPECT_EQ(granted.last_day, make_date(2026, 10, 15));
  EXPECT_TRUE(granted.due_set);
  EXPECT_FALSE(granted.asked);
  EXPECT_EQ(granted.change->basis, "ốm");
  EXPECT_EQ(after(asked, Grant{make_date(2026, 10, 10)}, leader).last_day, make_date(2026, 10, 10));
  EXPECT_EQ(after(duty(), Grant{make_date(2026, 10, 10)}, leader).last_day,
            make_date(2026, 10, 10));
  EXPECT_EQ(done(duty(), Grant{}, leader), "refused: nothing-asked");
  EXPECT_EQ(done(asked, Grant{make_date(2026, 9, 1)}, leader), "refused: not-later");
  EXPECT_EQ(done(asked, Grant{}), "refused: leader-only");
}

TEST(ActKinds, AdjustToAnyDayWithItsBasis) {
  EXPECT_EQ(done(duty(), Adjust{make_date(2026, 9, 25), "CV 8/SNV"}, admin),
            "adjusted basis=CV 8/SNV from=2026-10-01T00:00:00+07:00 last_day=2026-09-25 "
            "to=2026-09-26T00:00:00+07:00");
  EXPECT_EQ(done(duty(), Adjust{make_date(2026, 9, 30), "CV 8/SNV"}, admin),
            "refused: already-done");
  EXPECT_EQ(done(duty(), Adjust{make_date(2026, 9, 25), ""}, leader), "refused: needs-reason");
  EXPECT_EQ(done(duty(), Adjust{make_date(2026, 9, 25), "CV"}), "refused: leader-only");
}

TEST(ActKinds, CountTowardAQuotaAlsoBeyondIt) {
  EXPECT_EQ(done(duty(), Count{2, "3/BB"}), "counted amount=2 document=3/BB");
  EXPECT_EQ(done(duty(), Count{0, ""}), "refused: bad-number");
  EXPECT_EQ(done(duty(), Count{act_count_max + 1, ""}), "refused: bad-number");
  EXPECT_EQ(done(duty(), Count{1, too_long}), "refused: text-too-long");
  EXPECT_EQ(done(duty("VII.3"), Count{1, ""}), "refused: no-quota");
  EXPECT_EQ(done(after(duty(), Complete{}), Count{1, ""}), "counted amount=1");
}

TEST(ActKinds, MeasureAValueOrItsTwoNumbers) {
  EXPECT_EQ(done(duty(), Measure{"", "", "95,5"}), "measured thousandths=95500");
  EXPECT_EQ(done(duty(), Measure{"2", "3", ""}),
            "measured denominator=3 numerator=2 thousandths=66667");
  for (const Measure& wrong : {Measure{"", "", "nhiều"},
                               Measure{"2", "", ""},
                               Measure{"2", "0", ""},
                               Measure{"2", "3", "66"},
                               Measure{"999999999999999", "1", ""}}) {
    EXPECT_EQ(done(duty(), wrong), "refused: bad-number");
  }
  EXPECT_EQ(done(duty("VII.3"), Measure{"", "", "95"}), "refused: no-target");
}

TEST(ActKinds, RecordAnEventUnderItsDateUnlessItIsNamed) {
  EXPECT_EQ(done(watch(), Happen{}), "happened date=2026-09-20 event=2026-09-20");
  Happen act{"dot-1",
             make_date(2026, 9, 18),
             TimeOfDay{8 * 60},
             "pvhcc",
             "Kiến nghị",
             "7/CV",
             make_date(2026, 9, 30)};
  EXPECT_EQ(done(watch(), act),
            "happened date=2026-09-18 document=7/CV event=dot-1 event_due=2026-09-30 time=08:00 "
            "title=Kiến nghị unit=pvhcc");
  const Occurrence once = after(watch(), Happen{});
  EXPECT_EQ(done(once, Happen{}), "refused: already-done") << "told twice, it is one event";
  Happen other;
  other.document = "8/CV";
  EXPECT_EQ(done(once, other), "happened date=2026-09-20 document=8/CV event=2026-09-20.2");
}

TEST(ActKinds, RefuseAnEventThatCannotBe) {
  const auto refused = [](const auto& change) {
    Happen act;
    change(act);
    return done(watch(), act);
  };
  EXPECT_EQ(refused([](Happen& act) { act.date = make_date(2026, 9, 21); }),
            "refused: date-in-future");
  EXPECT_EQ(refused([](Happen& act) { act.id = "đợt 1"; }), "refused: bad-number");
  EXPECT_EQ(refused([](Happen& act) { act.id = std::string(41, 'a'); }), "refused: bad-number");
  EXPECT_EQ(refused([](Happen& act) { act.unit = "khong-co"; }), "refused: unknown-unit");
  EXPECT_EQ(refused([](Happen& act) { act.title = too_long; }), "refused: text-too-long");
  EXPECT_EQ(done(duty(), Happen{}), "refused: not-a-trigger");
}

TEST(ActKinds, KeepAWatchUntilItsPlanEnds) {
  for (const Act& act : {Act{Complete{}},
                         Act{Submit{}},
                         Act{Return{"x"}},
                         Act{Extend{make_date(2026, 12, 1), "x"}},
                         Act{Grant{make_date(2026, 12, 1)}},
                         Act{Adjust{make_date(2026, 12, 1), "x"}},
                         Act{Count{1, ""}},
                         Act{Measure{"", "", "95"}}}) {
    EXPECT_EQ(done(watch(), act, admin), "refused: watches-trigger");
  }
  EXPECT_EQ(done(after(watch(), Happen{}), Complete{}), "refused: watches-trigger");
  EXPECT_EQ(done(watch(), Acknowledge{}), "acknowledged");
  EXPECT_EQ(done(watch(), Report{"chưa phát sinh"}), "progressed text=chưa phát sinh");
  const ActResult refused = perform(watch(), Complete{}, recorder, rules, now);
  EXPECT_NE(std::get<ActRefused>(refused).message.find(std::string("`trigger ") + testing::plan_id +
                                                       "/van-ban`"),
            std::string::npos);
  // When the plan is over nothing more is awaited.
  const ActResult over = perform(watch(), Complete{}, recorder, rules, watch().due);
  EXPECT_TRUE(std::holds_alternative<Fact>(over));
}

TEST(ActKinds, CorrectAnEventEvenWhenNoMoreCanBeRecorded) {
  Occurrence full = watch();
  for (std::size_t nth = 0; nth < happenings_max; ++nth) {
    full.happenings.push_back({"dot-" + std::to_string(nth),
                               {make_date(2026, 9, 1), {}},
                               "",
                               "",
                               "",
                               std::nullopt,
                               load});
  }
  EXPECT_EQ(done(full, Happen{}), "refused: too-many");
  const Happen correction{"dot-7", make_date(2026, 9, 2), {}, "", "", "", {}};
  EXPECT_EQ(done(full, correction), "happened date=2026-09-02 event=dot-7");
  const Occurrence after_it = after(full, correction);
  EXPECT_EQ(after_it.happenings.size(), happenings_max);
  EXPECT_EQ(after_it.happenings.at(7).event.date, make_date(2026, 9, 2));
  EXPECT_EQ(after_it.happenings.at(7).recorded_at, load);
}

TEST(ActKinds, RefuseWhatIsOverByItsName) {
  Fact over;
  over.kind = FactKind::missed;
  const Occurrence missed = apply(duty(), over);
  over.kind = FactKind::withdrawn;
  const Occurrence gone = apply(duty(), over);
  const Occurrence closed = after(duty(), Complete{});
  for (const Act& act : {Act{Acknowledge{}},
                         Act{Complete{}},
                         Act{Submit{}},
                         Act{Return{"x"}},
                         Act{Report{"x"}},
                         Act{Extend{make_date(2026, 12, 1), "x"}},
                         Act{Grant{make_date(2026, 12, 1)}},
                         Act{Adjust{make_date(2026, 12, 1), "x"}},
                         Act{Measure{"", "", "95"}}}) {
    EXPECT_EQ(done(missed, act, leader), "refused: missed");
    EXPECT_EQ(done(gone, act, leader), "refused: withdrawn");
    EXPECT_EQ(done(closed, act, leader), "refused: already-done");
  }
  EXPECT_EQ(done(missed, Count{1, ""}), "refused: missed");
  EXPECT_EQ(done(gone, Count{1, ""}), "refused: withdrawn");
}

TEST(ActKinds, PromiseAnyDayForADutyWithoutADate) {
  EXPECT_EQ(done(watch(), Acknowledge{make_date(2032, 1, 1)}), "acknowledged promised=2032-01-01");
  EXPECT_EQ(done(duty(), Acknowledge{make_date(2026, 10, 1)}), "refused: promise-after-due");
}

TEST(ActKinds, NameEachRefusalOnce) {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(ActRefusal::not_allowed); ++code) {
    names.insert(refusal_name(static_cast<ActRefusal>(code)));
  }
  EXPECT_EQ(names.size(), 22U);
}

}  // namespace
}  // namespace dondoc::act_kinds_test
