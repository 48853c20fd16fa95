// SPDX-License-Identifier: Apache-2.0
// What the engine tells of people: posts that can't be told anything, and posts that change hands.
#include "daemon/engine.h"
#include "rules/schedule/acts.h"
#include "tests/support/due_messages.h"
#include "tests/support/scratch_store.h"
#include "tests/support/small_office.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::engine_people_test {
namespace {

using testing::at;
using testing::ScratchStore;

const Instant load = at("2026-04-20T09:00");
const std::string head = "truong-kinh-te";

class EnginePeople : public ::testing::Test {
 protected:
  EnginePeople() { start(testing::small_office(), load); }

  void start(const RuleSet& rules, Instant now) {
    engine_ = std::make_unique<Engine>(*store_);
    engine_->load(std::make_shared<const RuleSet>(rules), now);
    settle(now);
  }
  void reload(const RuleSet& rules, Instant now) {
    engine_->load(std::make_shared<const RuleSet>(rules), now);
    settle(now);
  }

  std::optional<Instant> settle(Instant now) {
    while (true) {
      const TickResult result = engine_->tick(now);
      if (!result.more) {
        deliver(now);
        return result.wake_at;
      }
    }
  }

  void run_until(Instant now, Instant end) {
    for (std::optional<Instant> wake = settle(now); wake && *wake <= end; wake = settle(*wake)) {
    }
  }

  /// Unless the peer is down.
  void deliver(Instant now) {
    if (peer_is_down_) {
      return;
    }
    std::vector<AttemptStart> starts;
    std::vector<AttemptEnd> ends;
    for (const StoredMessage& message : testing::due_messages(*store_, now)) {
      sent_.push_back(message);
      left_at_.push_back(now);
      starts.push_back({message.id, message.attempts + 1, 0, now});
      AttemptEnd end;
      end.message = message.id;
      end.number = message.attempts + 1;
      end.at = now;
      end.outcome = "ok";
      ends.push_back(end);
    }
    Store::Transaction transaction(*store_);
    store_->begin_attempts(starts);
    store_->end_attempts(ends);
    transaction.commit();
  }

  /// "moment post" of each message whose subject holds the words.
  [[nodiscard]] std::vector<std::string> sent(const std::string& words) const {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < sent_.size(); ++i) {
      const MessageDraft& draft = sent_[i].draft;
      if (draft.subject.find(words) != std::string::npos) {
        found.push_back(to_rfc3339(left_at_[i], Zone{}).substr(0, 16) + ' ' + draft.post + '/' +
                        draft.person);
      }
    }
    return found;
  }

  /// Of the last one whose subject holds the words.
  [[nodiscard]] std::string sent_body(const std::string& words) const {
    std::string text;
    for (const StoredMessage& message : sent_) {
      text = message.draft.subject.find(words) == std::string::npos ? text : message.draft.text;
    }
    return text;
  }
  [[nodiscard]] Instant sent_at(const std::string& words) const {
    Instant left{};
    for (std::size_t i = 0; i < sent_.size(); ++i) {
      left = sent_[i].draft.subject.find(words) == std::string::npos ? left : left_at_[i];
    }
    return left;
  }

  void act(const std::string& key, const Act& act, Instant now) {
    Store::Transaction transaction(*store_);
    const ActResult result =
        perform(store_->occurrence(key).value(), act, {head, "cli"}, engine_->rules(), now);
    store_->write_fact(std::get<Fact>(result), now);
    transaction.commit();
  }

  ScratchStore store_;
  std::unique_ptr<Engine> engine_;
  std::vector<StoredMessage> sent_;
  std::vector<Instant> left_at_;
  bool peer_is_down_{false};
};

TEST_F(EnginePeople, AreLookedForEachWorkingMorningAndToldOfWhenSomethingChanges) {
  RuleSet rules = testing::small_office();
  run_until(load, at("2026-04-24T12:00"));
  EXPECT_TRUE(sent("nhận được tin").empty());
  rules.directory.people.at("chu-tich-1").contacts.clear();
  reload(rules, at("2026-04-24T13:00"));  // a Friday; Monday is a day off
  run_until(at("2026-04-24T13:00"), at("2026-05-08T12:00"));
  EXPECT_EQ(sent("nhận được tin"),
            std::vector<std::string>{"2026-04-28T07:30 truong-vh-xh/truong-vh-xh-1"});
  reload(testing::small_office(), at("2026-05-08T13:00"));
  run_until(at("2026-05-08T13:00"), at("2026-05-20T12:00"));
  EXPECT_EQ(sent("nhận được tin"),
            (std::vector<std::string>{"2026-04-28T07:30 truong-vh-xh/truong-vh-xh-1",
                                      "2026-05-11T07:30 truong-vh-xh/truong-vh-xh-1"}));
}

TEST_F(EnginePeople, LeadersReadEachWeekWhatStandsAlsoAfterTheLastRung) {
  run_until(load, at("2026-12-01T12:00"));
  const std::vector<std::string> lists = sent("[Tin đầu tuần");
  const auto chairs = [&lists](const std::string& moment) {
    return std::count(lists.begin(), lists.end(), moment + " chu-tich/chu-tich-1");
  };
  EXPECT_EQ(chairs("2026-04-28T06:45"), 1);  // Monday was a day off.
  EXPECT_EQ(chairs("2026-11-30T06:45"), 1);
  EXPECT_EQ(lists.size(), 2U * 32U);  // The chair and one deputy, from 28/4 to 30/11.
  EXPECT_NE(sent_body("[Tin đầu tuần").find("VII.1 "), std::string::npos)
      << sent_body("[Tin đầu tuần");
}

TEST_F(EnginePeople, LeadersReadOnTuesdayWhatTheyCouldNotOnMonday) {
  run_until(load, at("2026-05-08T12:00"));
  const std::size_t before = sent("[Tin đầu tuần").size();
  start(testing::small_office(), at("2026-05-12T09:00"));  // It was down from Friday on.
  EXPECT_EQ(sent("[Tin đầu tuần").size(), before + 2);
  run_until(at("2026-05-12T09:00"), at("2026-05-15T18:00"));
  EXPECT_EQ(sent("[Tin đầu tuần").size(), before + 2);
}

TEST_F(EnginePeople, AreLookedForTheNextMorningWhenOneWasMissedAndNotWhileSendingIsHeld) {
  RuleSet rules = testing::small_office();
  rules.directory.people.at("chu-tich-1").contacts.clear();
  reload(rules, load);
  settle(at("2026-04-21T17:30"));  // The office has closed.
  EXPECT_TRUE(sent("nhận được tin").empty());
  {
    Store::Transaction transaction(*store_);
    store_->set_held("rà soát");
    transaction.commit();
  }
  settle(at("2026-04-22T08:00"));
  EXPECT_TRUE(sent("nhận được tin").empty());
  {
    Store::Transaction transaction(*store_);
    store_->set_held(std::nullopt);
    transaction.commit();
  }
  settle(at("2026-04-22T09:00"));
  EXPECT_EQ(sent("nhận được tin").size(), 1U);
}

/// The head of Phòng Kinh tế changes on that day; VII.1 and VII.4 are theirs.
RuleSet with_successor(Date from) {
  RuleSet rules = testing::small_office();
  Post& post = rules.directory.posts.at(head);
  post.held_by.front().to = from - std::chrono::days{1};
  post.held_by.push_back({head + "-2", from, {}});
  rules.directory.people[head + "-2"] = {head + "-2", "Mẫu", {{"maildir", "moi@xa.example"}}, {}};
  return rules;
}

TEST_F(EnginePeople, WhoTakeAPostOverGetOneListOnTheMorningOfTheDay) {
  reload(with_successor(make_date(2026, 5, 25)), at("2026-05-20T10:00"));
  run_until(at("2026-05-20T10:00"), at("2026-06-30T12:00"));
  ASSERT_EQ(sent("[Bàn giao]"),
            std::vector<std::string>{"2026-05-25T07:30 truong-kinh-te/truong-kinh-te-2"});
  const std::string text = sent_body("[Bàn giao]");
  EXPECT_NE(text.find("VII.4"), std::string::npos) << text;
  EXPECT_NE(text.find("VII.1"), std::string::npos) << text;
  EXPECT_EQ(text.find("VII.6"), std::string::npos) << text;
}

TEST_F(EnginePeople, WhoTakeAPostOverOnADayOffGetTheListOnTheNextWorkingMorning) {
  reload(with_successor(make_date(2026, 5, 23)), at("2026-05-20T10:00"));  // a Saturday
  settle(at("2026-05-23T02:00"));
  EXPECT_TRUE(sent("[Bàn giao]").empty());
  run_until(at("2026-05-23T02:00"), at("2026-05-29T12:00"));
  EXPECT_EQ(sent("[Bàn giao]").size(), 1U);
  EXPECT_EQ(sent_at("[Bàn giao]"), at("2026-05-25T07:30"));
}

TEST_F(EnginePeople, WhoAreNamedInTheHoldersPlaceAreNotBoundByTheirWord) {
  run_until(load, at("2026-09-01T12:00"));
  act("cchc/VII.4@2026", Acknowledge{make_date(2026, 9, 30)}, at("2026-09-01T12:00"));
  RuleSet rules = testing::small_office();
  rules.directory.posts.at(head).held_by.front().person = "nguoi-moi";
  rules.directory.people["nguoi-moi"] = {"nguoi-moi", "Mẫu", {{"maildir", "moi@xa.example"}}, {}};
  reload(rules, at("2026-09-03T10:00"));
  EXPECT_EQ(sent("[Bàn giao]"),
            std::vector<std::string>{"2026-09-03T10:00 truong-kinh-te/nguoi-moi"});
  EXPECT_NE(sent_body("[Bàn giao]").find("đã nhận việc"), std::string::npos);
  EXPECT_FALSE(store_->occurrence("cchc/VII.4@2026")->acknowledged_at);
  EXPECT_EQ(store_->facts("cchc/VII.4@2026").back().fact.kind, FactKind::handed_over);
  run_until(at("2026-09-03T10:00"), at("2026-09-16T12:00"));
  EXPECT_EQ(sent("VII.4"), std::vector<std::string>{"2026-09-16T07:30 truong-kinh-te/nguoi-moi"});
}

TEST_F(EnginePeople, WhoHaveLeftHearNothingMore) {
  run_until(load, at("2026-09-15T12:00"));
  peer_is_down_ = true;
  settle(at("2026-09-16T07:30"));  // con-10 of VII.4
  RuleSet rules = testing::small_office();
  rules.directory.posts.at(head).held_by.front().person = "nguoi-moi";
  rules.directory.people["nguoi-moi"] = {"nguoi-moi", "Mẫu", {{"maildir", "moi@xa.example"}}, {}};
  reload(rules, at("2026-09-16T08:00"));
  peer_is_down_ = false;
  settle(at("2026-09-16T08:01"));
  EXPECT_EQ(sent("[Nhắc việc] Còn 14 ngày - VII.4"),
            std::vector<std::string>{"2026-09-16T08:01 truong-kinh-te/nguoi-moi"});
}

TEST_F(EnginePeople, WhoLeaveTheirLastPostAreUnlinkedAndWhoMoveAreNot) {
  const auto link = [this](const std::string& person, const std::string& post) {
    Store::Transaction transaction(*store_);
    store_->write_link({"chat", person, post, "1" + person, load});
    transaction.commit();
  };
  link(head + "-1", head);
  link("giam-doc-pvhcc-1", "giam-doc-pvhcc");
  RuleSet rules = with_successor(make_date(2026, 5, 25));
  // The director becomes the chief of office.
  rules.directory.posts.at("giam-doc-pvhcc").held_by.front().to = make_date(2026, 5, 24);
  rules.directory.posts.at("chanh-van-phong").held_by.front().to = make_date(2026, 5, 24);
  rules.directory.posts.at("chanh-van-phong")
      .held_by.push_back({"giam-doc-pvhcc-1", make_date(2026, 5, 25), {}});
  reload(rules, load);
  EXPECT_TRUE(engine_->tick(at("2026-05-25T07:30")).links_changed);
  ASSERT_EQ(store_->links().size(), 1U);
  EXPECT_EQ(store_->links().front().person, "giam-doc-pvhcc-1");
}

TEST_F(EnginePeople, WhoseDayComesAreSeenOnceAlsoAfterARestartAndNotWhenTheClockGoesBack) {
  const RuleSet rules = with_successor(make_date(2026, 5, 25));
  reload(rules, load);
  settle(at("2026-05-25T08:00"));
  EXPECT_EQ(sent("[Bàn giao]").size(), 1U);
  start(rules, at("2026-05-25T09:00"));
  settle(at("2026-05-24T09:00"));
  settle(at("2026-05-26T08:00"));
  EXPECT_EQ(sent("[Bàn giao]").size(), 1U);
}

}  // namespace
}  // namespace dondoc::engine_people_test
