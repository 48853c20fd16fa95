// SPDX-License-Identifier: Apache-2.0
#include "daemon/engine.h"

#include "rules/schedule/acts.h"
#include "tests/support/due_messages.h"
#include "tests/support/scratch_store.h"
#include "tests/support/small_office.h"

#include <gtest/gtest.h>

namespace dondoc::engine_test {
namespace {

using testing::at;
using testing::ScratchStore;

const Instant load = at("2026-04-20T09:00");

class EngineTest : public ::testing::Test {
 protected:
  EngineTest() { start(testing::small_office(), load); }

  void start(const RuleSet& rules, Instant now) {
    engine_ = std::make_unique<Engine>(*store_);
    engine_->load(std::make_shared<const RuleSet>(rules), now);
  }

  /// Ticks until nothing is left at `now`; the moment to come back.
  std::optional<Instant> settle(Instant now) {
    for (int turn = 0; turn < 100; ++turn) {
      const TickResult result = engine_->tick(now);
      if (!result.more) {
        deliver(now);
        return result.wake_at;
      }
    }
    ADD_FAILURE() << "the engine doesn't settle";
    return std::nullopt;
  }

  /// Follows the wakes up to and including `end`.
  void run_until(Instant now, Instant end) {
    for (int turn = 0; turn < 10'000; ++turn) {
      const std::optional<Instant> wake = settle(now);
      if (!wake || *wake > end) {
        return;
      }
      ASSERT_GT(*wake, now);
      now = *wake;
    }
    FAIL() << "too many wakes";
  }

  /// What is due leaves at once, unless the peer is down.
  void deliver(Instant now) {
    if (peer_is_down_) {
      return;
    }
    std::vector<AttemptStart> starts;
    std::vector<AttemptEnd> ends;
    for (const StoredMessage& message : testing::due_messages(*store_, now)) {
      sent_.push_back(message.draft.post + ": " + message.draft.subject);
      starts.push_back({message.id, 1, 0, now});
      AttemptEnd end;
      end.message = message.id;
      end.at = now;
      end.outcome = "ok";
      ends.push_back(end);
    }
    Store::Transaction transaction(*store_);
    store_->begin_attempts(starts);
    store_->end_attempts(ends);
    transaction.commit();
  }

  /// Subjects of everything that was sent or still waits to be, by post.
  std::vector<std::string> subjects() {
    std::vector<std::string> result = sent_;
    for (const StoredMessage& message : testing::due_messages(*store_, at("2099-01-01T00:00"))) {
      result.push_back(message.draft.post + ": " + message.draft.subject);
    }
    return result;
  }

  int count(const std::string& words) {
    int found = 0;
    for (const std::string& subject : subjects()) {
      found += subject.find(words) != std::string::npos ? 1 : 0;
    }
    return found;
  }

  void record(const std::string& key, const Act& act, Instant now) {
    const auto occurrence = store_->occurrence(key);
    ASSERT_TRUE(occurrence) << key;
    const ActResult result =
        perform(*occurrence, act, {"truong-kinh-te", "cli"}, engine_->rules(), now);
    ASSERT_TRUE(std::holds_alternative<Fact>(result));
    Store::Transaction transaction(*store_);
    store_->write_fact(std::get<Fact>(result), now);
    transaction.commit();
  }

  void doubt() {
    Store::Transaction transaction(*store_);
    store_->set_clock_doubt("đồng hồ máy vừa nhảy tới trước 365 ngày");
    store_->set_held("đồng hồ máy vừa nhảy tới trước 365 ngày");
    transaction.commit();
  }

  /// As POST /v1/release does.
  void confirm(Instant now) {
    Store::Transaction transaction(*store_);
    store_->set_held(std::nullopt);
    store_->confirm_clock(now);
    transaction.commit();
  }

  ScratchStore store_;
  std::unique_ptr<Engine> engine_;
  bool peer_is_down_{false};
  std::vector<std::string> sent_;
};

TEST_F(EngineTest, SendsNoOverdueMessageOnTheFirstLoad) {
  settle(load);
  EXPECT_TRUE(subjects().empty());
  EXPECT_GT(store_->counts(load).open, 0);
}

TEST_F(EngineTest, ListsOldDutiesForReviewTheNextMorning) {
  run_until(load, at("2026-04-21T08:00"));
  ASSERT_EQ(subjects().size(), 1U);
  EXPECT_NE(subjects().front().find("cần rà soát"), std::string::npos) << subjects().front();
  EXPECT_EQ(count("quá hạn"), 0);
}

TEST_F(EngineTest, RemindsOfMondayOnFriday) {
  run_until(load, at("2026-05-22T07:29"));
  const int before = count("hạn 11 giờ 30 ngày 25/5/2026");
  run_until(at("2026-05-22T07:30"), at("2026-05-22T07:30"));
  EXPECT_EQ(count("hạn 11 giờ 30 ngày 25/5/2026"), before + 1);
}

TEST_F(EngineTest, SendsOneCatchUpMessageAPersonAfterADowntime) {
  run_until(load, at("2026-05-04T00:00"));
  const std::size_t before = subjects().size();
  settle(at("2026-10-06T10:00"));
  std::map<std::string, int> by_post;
  const std::vector<std::string> all = subjects();
  int lists = 0;
  for (std::size_t i = before; i < all.size(); ++i) {
    if (all[i].find("[Tin ") != std::string::npos) {
      ++lists;
    } else {
      ++by_post[all[i].substr(0, all[i].find(':'))];
    }
  }
  EXPECT_EQ(lists, 3);  // The coordinator's, and the week's of the chair and of the deputy.
  EXPECT_GE(by_post.size(), 4U);
  for (const auto& [post, messages] : by_post) {
    EXPECT_EQ(messages, 1) << post;
  }
}

TEST_F(EngineTest, FallsSilentAtOnceWhenDone) {
  const std::string key = "cchc/VII.4@2026";
  peer_is_down_ = true;
  run_until(load, at("2026-10-01T07:30"));
  EXPECT_EQ(count("VII.4"), 1);  // Each rung takes the place of the one that has not left.
  record(key, Complete{"12/BC-UBND", std::nullopt}, at("2026-10-01T08:00"));
  EXPECT_EQ(count("VII.4"), 0);  // Nothing had left yet: all are withdrawn.
  run_until(at("2026-10-01T08:00"), at("2026-12-01T00:00"));
  EXPECT_EQ(count("VII.4"), 0);
}

TEST_F(EngineTest, KeepsAnUnansweredDutyInTheDigestForGood) {
  run_until(load, at("2027-01-15T00:00"));
  bool listed = false;
  for (const DigestLine& line :
       store_->digest_lines(testing::plan_id, at("2027-01-15T00:00")).lines) {
    listed =
        listed || (line.occurrence.key == "cchc/VII.4@2026" && line.cause == DigestCause::overdue);
  }
  EXPECT_TRUE(listed);
}

TEST_F(EngineTest, DoublesNothingAcrossRestartsAndReloads) {
  run_until(load, at("2026-05-10T00:00"));
  const std::vector<std::string> once = subjects();
  for (int restart = 0; restart < 3; ++restart) {
    store_.reopen();
    start(testing::small_office(), at("2026-05-10T00:00"));
    settle(at("2026-05-10T00:00"));
  }
  EXPECT_EQ(subjects(), once);
}

TEST_F(EngineTest, TellsAMovedDueOnceAndKeepsWhatPeopleDid) {
  run_until(load, at("2026-09-18T00:00"));
  record("cchc/VII.4@2026", Acknowledge{}, at("2026-09-18T08:00"));
  RuleSet edited = testing::small_office();
  testing::obligation(edited, "VII.4").stages.front().rule.recurrence =
      YearlyRule{1, 10, std::nullopt, 0};
  engine_->load(std::make_shared<const RuleSet>(edited), at("2026-09-18T09:00"));
  run_until(at("2026-09-18T09:00"), at("2026-09-18T12:00"));
  EXPECT_EQ(count("Điều chỉnh thời hạn"), 2);  // The lead and the oversight, each once.
  const auto duty = store_->occurrence("cchc/VII.4@2026");
  EXPECT_EQ(duty->round, 2);
  EXPECT_TRUE(duty->acknowledged_at);
  engine_->load(std::make_shared<const RuleSet>(edited), at("2026-09-18T13:00"));
  run_until(at("2026-09-18T13:00"), at("2026-09-18T18:00"));
  EXPECT_EQ(count("Điều chỉnh thời hạn"), 2);  // The lead and the oversight, each once.
}

TEST_F(EngineTest, TakesBackQueuedMessagesThatNameTheOldDue) {
  peer_is_down_ = true;
  run_until(load, at("2026-09-25T07:30"));
  EXPECT_EQ(count("hạn 30/9/2026"), 1);  // con-3 took con-10's place, which had not left either.
  RuleSet edited = testing::small_office();
  testing::obligation(edited, "VII.4").stages.front().rule.recurrence =
      YearlyRule{1, 10, std::nullopt, 0};
  engine_->load(std::make_shared<const RuleSet>(edited), at("2026-09-25T09:00"));
  run_until(at("2026-09-25T09:00"), at("2026-09-25T12:00"));
  EXPECT_EQ(count("hạn 30/9/2026"), 0);
  EXPECT_EQ(count("Điều chỉnh thời hạn"), 2);  // The lead and the oversight, each once.
}

TEST_F(EngineTest, WithdrawsADutyThatAnEditRemoved) {
  run_until(load, at("2026-09-18T00:00"));
  const int told = count("VII.4");
  RuleSet edited = testing::small_office();
  auto& obligations = edited.plans.at(testing::plan_id).obligations;
  obligations.erase(obligations.begin());
  engine_->load(std::make_shared<const RuleSet>(edited), at("2026-09-18T09:00"));
  run_until(at("2026-09-18T09:00"), at("2026-12-01T00:00"));
  EXPECT_EQ(store_->occurrence("cchc/VII.4@2026")->state, OccurrenceState::withdrawn);
  EXPECT_EQ(count("VII.4"), told);
}

TEST_F(EngineTest, OwesAgainWhatAnEditBroughtBack) {
  const RuleSet whole = testing::small_office();
  RuleSet without = whole;
  auto& obligations = without.plans.at(testing::plan_id).obligations;
  obligations.erase(obligations.begin());
  run_until(load, at("2026-09-10T00:00"));
  const int code = store_->occurrence("cchc/VII.4@2026")->code;
  engine_->load(std::make_shared<const RuleSet>(without), at("2026-09-10T09:00"));
  run_until(at("2026-09-10T09:00"), at("2026-09-11T00:00"));
  engine_->load(std::make_shared<const RuleSet>(whole), at("2026-09-11T09:00"));
  run_until(at("2026-09-11T09:00"), at("2026-09-16T07:30"));
  const auto duty = store_->occurrence("cchc/VII.4@2026");
  EXPECT_EQ(duty->state, OccurrenceState::open);
  EXPECT_EQ(duty->code, code) << "people answer by the code that they were told";
  EXPECT_EQ(count("VII.4"), 1);
}

TEST_F(EngineTest, ChasesNothingFromBeforeADutyWasAdded) {
  RuleSet without = testing::small_office();
  auto& obligations = without.plans.at(testing::plan_id).obligations;
  obligations.erase(obligations.begin() + 2);
  store_.reopen();
  start(without, load);
  run_until(load, at("2026-08-20T00:00"));
  engine_->load(std::make_shared<const RuleSet>(testing::small_office()), at("2026-08-20T09:00"));
  run_until(at("2026-08-20T09:00"), at("2026-08-20T18:00"));
  EXPECT_EQ(count("VII.7"), 0);
  EXPECT_TRUE(store_->occurrence("cchc/VII.7@2026-06")->needs_review);
  EXPECT_FALSE(store_->occurrence("cchc/VII.7@2026-08")->needs_review);
}

TEST_F(EngineTest, ReleasesNothingWhileHeldAndDoesNotSpin) {
  settle(load);
  {
    Store::Transaction transaction(*store_);
    store_->set_held("thử nghiệm");
    transaction.commit();
  }
  run_until(load, at("2026-05-22T12:00"));
  EXPECT_TRUE(subjects().empty());
  EXPECT_GT(store_->counts(at("2026-05-22T12:00")).pending_notices, 0);
  {
    Store::Transaction transaction(*store_);
    store_->set_held(std::nullopt);
    transaction.commit();
  }
  settle(at("2026-05-22T14:00"));
  EXPECT_GE(subjects().size(), 1U);
}

/// The same office, to compare with.
class UndisturbedOffice : public EngineTest {
 public:
  std::vector<std::string> told_until(Instant end) {
    run_until(load, end);
    return subjects();
  }

 private:
  void TestBody() override {}
};

TEST_F(EngineTest, AClockThatWasAYearAheadSpendsNoReminder) {
  const Instant wrong = at("2027-05-10T00:01");
  const Instant right = at("2026-05-10T00:02");
  const Instant end = at("2027-02-01T00:00");
  const std::vector<std::string> expected = UndisturbedOffice().told_until(end);

  run_until(load, at("2026-05-10T00:00"));
  doubt();
  const std::vector<std::string> before = subjects();
  for (int tick = 0; tick < 10; ++tick) {
    const TickResult result = engine_->tick(wrong + std::chrono::hours{tick});
    EXPECT_FALSE(result.more);
    EXPECT_FALSE(result.wake_at);
  }
  // A reload and a restart under the wrong clock change nothing either.
  engine_->load(std::make_shared<const RuleSet>(testing::small_office()), wrong);
  store_.reopen();
  start(testing::small_office(), wrong);
  settle(wrong);
  EXPECT_EQ(subjects(), before);

  confirm(right);
  run_until(right, end);
  EXPECT_GT(expected.size(), before.size() + 50);
  EXPECT_EQ(subjects(), expected);
}

TEST_F(EngineTest, AnActDatedByAWrongClockPutsNothingToSleep) {
  run_until(load, at("2026-10-01T07:30"));
  EXPECT_EQ(count("VII.4"), 4);
  doubt();
  record("cchc/VII.4@2026", Acknowledge{std::nullopt}, at("2028-01-01T08:00"));
  settle(at("2028-01-01T08:00"));
  confirm(at("2026-10-01T08:00"));
  EXPECT_FALSE(engine_->tick(at("2026-10-01T08:00")).occurrences_opened);
  const std::optional<Instant> wake = settle(at("2026-10-01T08:00"));
  ASSERT_TRUE(wake);
  EXPECT_LT(*wake, at("2026-11-01T00:00"));
}

TEST_F(EngineTest, AFirstStartInAWrongPastMakesNoStormAfterwards) {
  ScratchStore empty;
  {
    Store::Transaction transaction(*empty);
    empty->set_clock_doubt("đồng hồ máy đang chỉ năm 2000");
    transaction.commit();
  }
  Engine engine(*empty);
  engine.load(std::make_shared<const RuleSet>(testing::small_office()), at("2000-01-01T00:00"));
  EXPECT_FALSE(engine.tick(at("2000-01-01T00:00")).more);
  EXPECT_EQ(empty->counts(load).series, 0);
  {
    Store::Transaction transaction(*empty);
    empty->confirm_clock(load);
    transaction.commit();
  }
  while (engine.tick(load).more) {
  }
  EXPECT_TRUE(testing::due_messages(*empty, at("2099-01-01T00:00")).empty());
  EXPECT_EQ(empty->counts(load).open, (settle(load), store_->counts(load).open));
}

TEST_F(EngineTest, AMissedDigestWaitsForAWorkingMorning) {
  run_until(load, at("2026-05-21T12:00"));  // a Thursday
  const int before = count("Tin tổng hợp");
  settle(at("2026-05-24T02:00"));  // Sunday
  EXPECT_EQ(count("Tin tổng hợp"), before);
  EXPECT_EQ(store_->next_digest(testing::plan_id), at("2026-05-25T07:30"));
  settle(at("2026-05-25T17:00"));  // The office has closed.
  EXPECT_EQ(count("Tin tổng hợp"), before);
  EXPECT_EQ(store_->next_digest(testing::plan_id), at("2026-05-26T07:30"));
  settle(at("2026-05-26T12:00"));  // The quiet hours of noon.
  EXPECT_EQ(count("Tin tổng hợp"), before);
  EXPECT_EQ(store_->next_digest(testing::plan_id), at("2026-05-26T13:30"));
  settle(at("2026-05-27T09:00"));  // Late, on a working day: at once.
  EXPECT_EQ(count("Tin tổng hợp"), before + 1);
  EXPECT_EQ(store_->next_digest(testing::plan_id), at("2026-05-28T07:30"));
}

TEST_F(EngineTest, ADigestThatNobodyCanReadIsNamedOnceADay) {
  RuleSet rules = testing::small_office();
  for (auto& [id, person] : rules.directory.people) {
    person.contacts.clear();
  }
  start(rules, load);
  settle(load);
  std::vector<std::string> named;
  for (int minute = 0; minute < 5; ++minute) {
    const auto more =
        engine_->tick(at("2026-04-21T07:30") + std::chrono::minutes{minute}).unread_digests;
    named.insert(named.end(), more.begin(), more.end());
  }
  EXPECT_EQ(named, std::vector<std::string>{testing::plan_id});
}

}  // namespace
}  // namespace dondoc::engine_test
