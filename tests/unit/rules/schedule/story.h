// SPDX-License-Identifier: Apache-2.0
// One duty's life as its people read it: time passes, they act, and every message that leaves is
// kept whole, to be compared with a golden file.
#pragma once

#include "rules/schedule/acts.h"
#include "rules/schedule/release.h"
#include "tests/support/small_office.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::testing {

[[nodiscard]] inline std::string shown(const Release& released) {
  std::string out;
  for (const MessageDraft& message : released.messages) {
    out += "Tới: " + message.post + " (" + message.contacts.front().address + ")\n";
    out += "Chủ đề: " + message.subject + "\n\n" + message.text + "\n----\n";
  }
  return out;
}

class Story {
 public:
  Story(const RuleSet& rules, Occurrence occurrence)
      : rules_(rules), occurrence_(std::move(occurrence)), now_(occurrence_.opens) {}

  /// Lets the time pass; every rung that falls on the way is told.
  void wait_until(const std::string& moment) {
    const Instant end = at(moment);
    for (int steps = 0; steps < 100; ++steps) {
      const std::optional<Instant> next = look();
      if (!next || *next > end) {
        now_ = end;
        return;
      }
      now_ = *next;
    }
    ADD_FAILURE() << "no end by " << moment;
  }

  void act(const Act& act, const std::string& post) {
    const ActResult result = perform(occurrence_, act, {post, "cli"}, rules_, now_);
    if (const auto* refused = std::get_if<ActRefused>(&result)) {
      FAIL() << refused->message;
    }
    occurrence_ = apply(std::move(occurrence_), std::get<Fact>(result));
    static_cast<void>(look());
  }

  [[nodiscard]] const std::string& text() const { return text_; }
  void forget() { text_.clear(); }

 private:
  std::optional<Instant> look() {
    const Decision decision = decide(occurrence_, rules_, now_);
    occurrence_ = apply(std::move(occurrence_), decision);
    std::vector<PendingNotice> pending;
    for (const Notice& notice : decision.notices) {
      pending.push_back({notice, occurrence_});
    }
    text_ += shown(release(pending, rules_, now_));
    for (RungRecord& rung : occurrence_.rungs) {
      rung.state = rung.state == RungState::pending ? RungState::messaged : rung.state;
    }
    return decision.wake_at;
  }

  const RuleSet& rules_;
  Occurrence occurrence_;
  Instant now_;
  std::string text_;
};

}  // namespace dondoc::testing
