// SPDX-License-Identifier: Apache-2.0
// A small office in which the head of Phòng Kinh tế reads no messages, by the real engine and
// store.
#pragma once

#include "daemon/engine.h"
#include "daemon/record_act.h"
#include "rules/schedule/by_hand.h"
#include "tests/support/due_messages.h"
#include "tests/support/scratch_store.h"
#include "tests/support/small_office.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::testing {

class EngineByHand : public ::testing::Test {
 protected:
  inline static const Instant load = at("2026-09-01T09:00");
  inline static const std::string head = "truong-kinh-te";
  inline static const std::string coordinator = "truong-vh-xh";
  /// Due by 30/9/2026: con-10 falls on 16/9, con-3 on 25/9, con-1 on 29/9.
  inline static const std::string duty = "cchc/VII.4@2026";
  inline static const Instant first = at("2026-09-16T07:30");

  static RuleSet office_without_a_channel() {
    RuleSet rules = small_office();
    Directory& directory = rules.directory;
    directory.people.at(head + "-1").contacts = {{"manual", "phòng 12, 0900 000 000"}};
    directory.posts["quan-tri-vien"] = {"quan-tri-vien", "Quản trị viên", std::nullopt, {}, ""};
    directory.posts["quan-tri-vien"].held_by = {{"qtv", make_date(2025, 7, 1), std::nullopt}};
    directory.people["qtv"] = {"qtv", "Mẫu", {{"maildir", "qtv@xa.example"}}, {}};
    directory.admin = "quan-tri-vien";
    return rules;
  }

  void start(const RuleSet& rules) { begin(rules, load); }
  void begin(const RuleSet& rules, Instant now) {
    engine_ = std::make_unique<Engine>(*store_);
    engine_->load(std::make_shared<const RuleSet>(rules), now);
    settle(now);
  }

  std::optional<Instant> settle(Instant now) {
    now_ = now;
    while (true) {
      const TickResult result = engine_->tick(now);
      untold_ += result.untold;
      if (!result.more) {
        if (!peer_is_down_) {
          deliver(now);
        }
        return result.wake_at;
      }
    }
  }
  void run_until(Instant end) {
    for (auto wake = settle(now_); wake && *wake <= end; wake = settle(*wake)) {
    }
    settle(end);
  }

  void deliver(Instant now) {
    Store::Transaction transaction(*store_);
    for (const StoredMessage& message : due_messages(*store_, now)) {
      sent_.push_back(message);
      store_->begin_attempts({{message.id, message.attempts + 1, message.channel, now}});
      AttemptEnd end;
      end.message = message.id;
      end.number = message.attempts + 1;
      end.at = now;
      end.outcome = "ok";
      end.channel = message.channel;
      store_->end_attempts({end});
    }
    transaction.commit();
  }

  ActResult record(const Act& act, const std::string& post, const std::string& key = duty) {
    Store::Transaction transaction(*store_);
    ActResult result = record_act(
        *store_, store_->occurrence(key).value(), act, {post, "cli"}, engine_->rules(), now_);
    transaction.commit();
    settle(now_);
    return result;
  }
  void expect_done(const Act& act, const std::string& post, const std::string& key = duty) {
    const ActResult result = record(act, post, key);
    const auto* refused = std::get_if<ActRefused>(&result);
    EXPECT_EQ(refused, nullptr) << (refused == nullptr ? "" : refused->message);
  }
  std::string refusal(const Act& act, const std::string& post) {
    const ActResult result = record(act, post);
    const auto* refused = std::get_if<ActRefused>(&result);
    return refused == nullptr ? "taken" : std::string(refusal_name(refused->code));
  }

  /// What was sent to the post about telling by hand.
  [[nodiscard]] std::vector<StoredMessage> asked(const std::string& post) const {
    std::vector<StoredMessage> found;
    std::copy_if(
        sent_.begin(), sent_.end(), std::back_inserter(found), [&post](const StoredMessage& one) {
          return one.draft.post == post && one.draft.key.rfind(by_hand_key_prefix, 0) == 0;
        });
    return found;
  }
  /// The newest message that is the head's.
  [[nodiscard]] StoredMessage heads() const {
    std::optional<StoredMessage> newest;
    for (const NoticeRow& row : store_->notices(duty)) {
      if (row.notice.post == head && row.message) {
        newest = store_->message(*row.message);
      }
    }
    return newest.value();
  }

  mutable ScratchStore store_;
  std::unique_ptr<Engine> engine_;
  std::vector<StoredMessage> sent_;
  Instant now_{load};
  int untold_{0};
  bool peer_is_down_{false};
};

}  // namespace dondoc::testing
