// SPDX-License-Identifier: Apache-2.0
// One duty's life as the engine sees it: time passes, people act, and each look gives what is told
// and what ends, in short.
#pragma once

#include "rules/schedule/acts.h"
#include "rules/schedule/decide.h"
#include "tests/support/small_office.h"

#include <string>
#include <utility>
#include <variant>

#include <gtest/gtest.h>

namespace dondoc::testing {

class Life {
 public:
  Life(const RuleSet& set, Occurrence opened) : rules(set), duty(std::move(opened)) {}

  /// Decides at the moment and applies it: "con-10>truong-kinh-te;".
  std::string look(const std::string& moment) {
    last = decide(duty, rules, at(moment));
    duty = apply(std::move(duty), last);
    std::string told;
    for (const Notice& notice : last.notices) {
      told += notice.rung + '>' + notice.post + ';';
    }
    return told;
  }

  /// Of the last look: "con-3 collapsed;".
  [[nodiscard]] std::string ended() const {
    std::string out;
    for (const Withdrawal& withdrawal : last.withdrawals) {
      out += withdrawal.rung +
             (withdrawal.state == RungState::collapsed ? " collapsed;" : " withdrawn;");
    }
    return out;
  }

  void act(const Act& act, const std::string& post, const std::string& moment) {
    const ActResult result = perform(duty, act, {post, "cli"}, rules, at(moment));
    if (const auto* refused = std::get_if<ActRefused>(&result)) {
      FAIL() << refused->message;
    }
    duty = apply(std::move(duty), std::get<Fact>(result));
  }

  /// The name of why the act isn't taken, or "taken"; it changes nothing.
  [[nodiscard]] std::string refusal(const Act& act,
                                    const std::string& post,
                                    const std::string& moment = "2026-09-20T10:00") const {
    const ActResult result = perform(duty, act, {post, "cli"}, rules, at(moment));
    const auto* refused = std::get_if<ActRefused>(&result);
    return refused == nullptr ? "taken" : std::string(refusal_name(refused->code));
  }

  /// What has been told so far has left.
  void send() {
    for (RungRecord& rung : duty.rungs) {
      rung.state = rung.state == RungState::pending ? RungState::messaged : rung.state;
    }
  }

  RuleSet rules;
  Occurrence duty;
  Decision last;
};

}  // namespace dondoc::testing
