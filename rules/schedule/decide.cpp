// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/decide.h"

#include "rules/plan/stage_dues.h"
#include "rules/schedule/climb.h"
#include "rules/schedule/move_reason.h"
#include "rules/schedule/refinement.h"
#include "rules/schedule/series.h"

#include <algorithm>
#include <chrono>

namespace dondoc {

namespace {

Fact engine_fact(const std::string& occurrence, FactKind kind, Instant now) {
  Fact fact;
  fact.occurrence = occurrence;
  fact.kind = kind;
  fact.at = now;
  fact.actor = "he-thong";
  fact.by = "engine";
  return fact;
}

/// It has ended, and no edit of the plan brings it back.
bool is_over(OccurrenceState state) {
  return state != OccurrenceState::open && state != OccurrenceState::withdrawn;
}

/// One decision in the making: the occurrence as it becomes, and what is said on the way.
class Deliberation {
 public:
  Deliberation(const Occurrence& occurrence, const RuleSet& rules, Instant now)
      : occurrence_(occurrence), rules_(rules), now_(now) {}

  Decision run() {
    if (is_over(occurrence_.state)) {
      withdraw_pending("đã ghi nhận kết thúc");
      return std::move(decision_);
    }
    const std::optional<Owed> owed = find_planned(rules_, occurrence_);
    const std::optional<Due> due = owed ? due_by_rule(*owed) : std::nullopt;
    if (!due) {
      drop(owed && occurrence_.happening ? "mốc được đính chính, không còn liên quan đến đơn vị"
                                         : "kế hoạch đã bỏ nhiệm vụ hoặc kỳ này");
      return std::move(decision_);
    }
    if (const auto other = refined_at()) {
      drop("đã được cụ thể hóa ở đầu việc " + *other);
      return std::move(decision_);
    }
    if (occurrence_.state == OccurrenceState::withdrawn) {
      reopen(*due);
    } else if (!occurrence_.due_set &&
               (due->due != occurrence_.due || due->dated != occurrence_.dated)) {
      move(*owed, *due);
    }
    if (close(*owed)) {
      return std::move(decision_);
    }
    // Which events and periods it is about is the plan's lead's matter; who hears of it is not.
    climb(occurrence_, find_owed(rules_, occurrence_).value(), rules_, now_, decision_);
    return std::move(decision_);
  }

 private:
  [[nodiscard]] std::optional<Due> due_by_rule(const Owed& owed) const {
    if (occurrence_.task) {
      return due_of_task(occurrence_);
    }
    if (occurrence_.happening) {
      return waits_for_event(owed.stage->rule) && concerns(*occurrence_.happening, owed)
                 ? std::optional(due_of_happening(rules_, owed, *occurrence_.happening))
                 : std::nullopt;
    }
    return due_of(*owed.stage, due_context(rules_, owed), occurrence_.period);
  }

  /// Where it is owed instead; what an event brought is owed here.
  [[nodiscard]] std::optional<std::string> refined_at() const {
    return occurrence_.happening || occurrence_.task
               ? std::nullopt
               : stand_in(rules_, occurrence_.series, occurrence_.period);
  }

  /// Every notice that still waits to be released, of any round.
  void withdraw_pending(const std::string& why) {
    for (RungRecord& record : occurrence_.rungs) {
      if (record.state == RungState::pending) {
        end_pending(record, RungState::withdrawn, why);
      }
    }
  }

  void end_pending(RungRecord& record, RungState state, const std::string& why) {
    record.state = state;
    decision_.withdrawals.push_back(
        {record.rung, record.post, record.round, record.planned_at, state, why});
  }

  /// The plan no longer asks for it.
  void drop(const std::string& why) {
    withdraw_pending(why);
    if (occurrence_.state == OccurrenceState::withdrawn) {
      return;
    }
    Fact fact = engine_fact(occurrence_.key, FactKind::withdrawn, now_);
    fact.data["reason"] = why;
    decision_.facts.push_back(std::move(fact));
  }

  /// An edit took the duty out and a later one brought it back: it is owed again, in a new round. A
  /// due that people have set stands.
  void reopen(const Due& due) {
    const bool set = occurrence_.due_set;
    Fact fact = engine_fact(occurrence_.key, FactKind::reopened, now_);
    fact.data["to"] = to_rfc3339(set ? occurrence_.due : due.due, rules_.zone);
    fact.data["last_day"] = to_iso(set ? occurrence_.last_day : due.last_day);
    fact.data["dated"] = set || due.dated ? "yes" : "no";
    fact.data["reason"] = "kế hoạch lại có nhiệm vụ và kỳ này";
    occurrence_ = apply(std::move(occurrence_), fact);
    decision_.facts.push_back(std::move(fact));
  }

  /// The plan or the event says another due: a new round, whose first notice tells it.
  void move(const Owed& owed, const Due& due) {
    Fact fact = engine_fact(occurrence_.key, FactKind::due_moved, now_);
    fact.data["from"] = to_rfc3339(occurrence_.due, rules_.zone);
    fact.data["to"] = to_rfc3339(due.due, rules_.zone);
    fact.data["last_day"] = to_iso(due.last_day);
    fact.data["dated"] = due.dated ? "yes" : "no";
    fact.data["reason"] = move_reason(occurrence_, owed, due, rules_);
    occurrence_ = apply(std::move(occurrence_), fact);
    decision_.facts.push_back(std::move(fact));
  }

  /// What closes by itself: a quota that is reached, a duty nobody delivers late. True when it did.
  bool close(const Owed& owed) {
    std::optional<Fact> fact;
    const auto& quota = owed.stage->rule.quota;
    const auto& lapse = owed.policy->lapse_after_days;
    if (quota && occurrence_.counted >= quota->at_least) {
      fact = engine_fact(occurrence_.key, FactKind::completed, now_);
      fact->data["reason"] = "đã đạt số lượng tối thiểu";
    } else if (lapse && occurrence_.dated && !occurrence_.task) {
      const Instant lapses = occurrence_.due + std::chrono::days{*lapse};
      if (lapses > now_) {
        decision_.wake_at = lapses;
        return false;
      }
      fact = engine_fact(occurrence_.key, FactKind::missed, now_);
    }
    if (!fact) {
      return false;
    }
    withdraw_pending(fact->kind == FactKind::missed ? "đã quá lâu, tính là bỏ lỡ"
                                                    : "đã đạt số lượng tối thiểu");
    decision_.wake_at.reset();
    decision_.facts.push_back(*std::move(fact));
    return true;
  }

  Occurrence occurrence_;
  const RuleSet& rules_;
  Instant now_;
  Decision decision_;
};

}  // namespace

Decision decide(const Occurrence& occurrence, const RuleSet& rules, Instant now) {
  return Deliberation(occurrence, rules, now).run();
}

Occurrence apply(Occurrence occurrence, const Decision& decision) {
  for (const Withdrawal& withdrawal : decision.withdrawals) {
    const auto record = std::find_if(
        occurrence.rungs.begin(), occurrence.rungs.end(), [&withdrawal](const RungRecord& known) {
          return known.round == withdrawal.round && known.rung == withdrawal.rung &&
                 known.post == withdrawal.post;
        });
    if (record != occurrence.rungs.end()) {
      // Whether a message has left is known only where it is stored.
      if (record->state == RungState::pending) {
        record->state = withdrawal.state;
      }
    } else {
      occurrence.rungs.push_back({withdrawal.round,
                                  withdrawal.rung,
                                  withdrawal.post,
                                  withdrawal.planned_at,
                                  withdrawal.state});
    }
  }
  for (const Fact& fact : decision.facts) {
    occurrence = apply(std::move(occurrence), fact);
  }
  for (const Notice& notice : decision.notices) {
    occurrence.rungs.push_back(
        {notice.round, notice.rung, notice.post, notice.planned_at, RungState::pending});
  }
  return occurrence;
}

}  // namespace dondoc
