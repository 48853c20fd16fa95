// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/decide.h"

#include "rules/schedule/audience.h"
#include "rules/schedule/ladder.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <set>

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

Date watch_from(const Plan& plan, Instant first_loaded, Zone zone) {
  return plan.watch_from.value_or(std::max(plan.issued, date_of(first_loaded, zone)));
}

Occurrence new_occurrence(const SeriesKey& series, const Due& due, Instant watched_from) {
  Occurrence occurrence;
  occurrence.key = occurrence_key(series, due.period);
  occurrence.series = series;
  occurrence.period = due.period;
  occurrence.opens = due.opens;
  occurrence.due = due.due;
  occurrence.last_day = due.last_day;
  occurrence.first_due = due.due;
  occurrence.provisional = due.provisional;
  occurrence.needs_review = due.due <= watched_from;
  occurrence.round_from = std::max(due.opens, watched_from);
  return occurrence;
}

/// One decision in the making: the occurrence as it becomes, and what is said on the way.
class Deliberation {
 public:
  Deliberation(const Occurrence& occurrence, const RuleSet& rules, Instant now)
      : occurrence_(occurrence), rules_(rules), now_(now) {}

  Decision run() {
    if (occurrence_.state == OccurrenceState::done) {
      withdraw_pending("đã ghi nhận hoàn thành");
      return std::move(decision_);
    }
    const std::optional<Owed> owed = find_owed(rules_, occurrence_.series);
    const std::optional<Due> due =
        owed ? due_of(owed->stage->rule, due_context(rules_, *owed->plan), occurrence_.period)
             : std::nullopt;
    if (!due) {
      drop();
      return std::move(decision_);
    }
    if (occurrence_.state == OccurrenceState::withdrawn) {
      reopen(*due);
    } else if (due->due != occurrence_.due) {
      move(*owed, *due);
    }
    if (!occurrence_.needs_review) {
      climb(*owed);
    }
    return std::move(decision_);
  }

 private:
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
  void drop() {
    withdraw_pending("kế hoạch đã bỏ nhiệm vụ hoặc kỳ này");
    if (occurrence_.state == OccurrenceState::withdrawn) {
      return;
    }
    Fact fact = engine_fact(occurrence_.key, FactKind::withdrawn, now_);
    fact.data["reason"] = "kế hoạch đã bỏ nhiệm vụ hoặc kỳ này";
    decision_.facts.push_back(std::move(fact));
  }

  /// An edit took the duty out and a later one brought it back: it is owed again, in a new round.
  void reopen(const Due& due) {
    Fact fact = engine_fact(occurrence_.key, FactKind::reopened, now_);
    fact.data["to"] = to_rfc3339(due.due, rules_.zone);
    fact.data["last_day"] = to_iso(due.last_day);
    fact.data["reason"] = "kế hoạch lại có nhiệm vụ và kỳ này";
    occurrence_ = apply(std::move(occurrence_), fact);
    decision_.facts.push_back(std::move(fact));
  }

  /// An edited plan moved the due: a new round, one message that tells it, the old round's waiting
  /// notices end in it.
  void move(const Owed& owed, const Due& due) {
    const std::string change = "từ " +
                               due_words(occurrence_.due, occurrence_.last_day, rules_.zone) +
                               " thành " + due_words(due.due, due.last_day, rules_.zone);
    const std::string why = "thời hạn được điều chỉnh " + change;
    withdraw_pending(why);
    for (const RungRecord& record : occurrence_.rungs) {
      if (record.state == RungState::messaged && record.round == occurrence_.round) {
        recall(record, RungState::withdrawn, why);
      }
    }
    Fact fact = engine_fact(occurrence_.key, FactKind::due_moved, now_);
    fact.data["from"] = to_rfc3339(occurrence_.due, rules_.zone);
    fact.data["to"] = to_rfc3339(due.due, rules_.zone);
    fact.data["last_day"] = to_iso(due.last_day);
    occurrence_ = apply(std::move(occurrence_), fact);
    decision_.facts.push_back(std::move(fact));
    if (occurrence_.needs_review) {
      return;
    }
    PlannedRung told;
    told.id = std::string{due_moved_rung};
    told.at = now_;
    told.moved = change;
    const Audiences audiences(rules_, owed, date_of(now_, rules_.zone));
    for (const std::string& post : audiences.posts(Audience::lead)) {
      issue(owed, told, post, NoticeKind::change);
    }
  }

  [[nodiscard]] bool is_recorded(const std::string& rung) const {
    return std::any_of(occurrence_.rungs.begin(),
                       occurrence_.rungs.end(),
                       [this, &rung](const RungRecord& record) {
                         return record.round == occurrence_.round && record.rung == rung;
                       });
  }

  /// A rung before the opening, before the plan was watched, or not later than the change that
  /// began this round is not planned at all.
  [[nodiscard]] bool is_planned(const PlannedRung& rung) const {
    const bool in_round = occurrence_.round == 1 ? rung.at >= occurrence_.round_from
                                                 : rung.at > occurrence_.round_from;
    return in_round && rung.at >= occurrence_.opens;
  }

  /// "Đã nhận việc" stops reminding the lead before the due, until the promised day if one was
  /// given; the last reminder before the due, everything after it and all escalation stay. It holds
  /// for the round in which it was said.
  [[nodiscard]] bool is_muted(const PlannedRung& rung) const {
    if (!occurrence_.acknowledged_at || rung.to != Audience::lead || !rung.before ||
        rung.last_before) {
      return false;
    }
    if (occurrence_.round > 1 && *occurrence_.acknowledged_at < occurrence_.round_from) {
      return false;
    }
    return !occurrence_.promised || rung.at < start_of(*occurrence_.promised, rules_.zone);
  }

  void climb(const Owed& owed) {
    const std::vector<PlannedRung> ladder = plan_ladder(
        *owed.policy, occurrence_.due, occurrence_.last_day, rules_.calendar, rules_.zone);
    mute_pending(ladder);
    std::vector<const PlannedRung*> fallen;
    for (const PlannedRung& rung : ladder) {
      if (!is_planned(rung) || is_recorded(rung.id)) {
        continue;
      }
      if (rung.at > now_) {
        decision_.wake_at = std::min(decision_.wake_at.value_or(rung.at), rung.at);
      } else if (is_muted(rung)) {
        skip(rung, "đơn vị đã nhận việc");
      } else {
        fallen.push_back(&rung);
      }
    }
    // The latest rung speaks for the earlier ones toward the same post.
    std::set<std::string> spoken_to;
    for (auto rung = fallen.rbegin(); rung != fallen.rend(); ++rung) {
      tell(owed, **rung, spoken_to);
    }
    std::reverse(decision_.notices.begin(), decision_.notices.end());
  }

  void mute_pending(const std::vector<PlannedRung>& ladder) {
    for (RungRecord& record : occurrence_.rungs) {
      const auto rung =
          std::find_if(ladder.begin(), ladder.end(), [&record](const PlannedRung& candidate) {
            return candidate.id == record.rung;
          });
      if (record.state == RungState::pending && record.round == occurrence_.round &&
          rung != ladder.end() && is_muted(*rung)) {
        end_pending(record, RungState::withdrawn, "đơn vị đã nhận việc");
      }
    }
  }

  void tell(const Owed& owed, const PlannedRung& rung, std::set<std::string>& spoken_to) {
    const Audiences audiences(rules_, owed, date_of(rung.at, rules_.zone));
    const std::vector<std::string>& posts = audiences.posts(rung.to);
    if (posts.empty()) {
      skip(rung, "không có chức danh nào cho cấp này");
      return;
    }
    const NoticeKind kind =
        rung.to >= Audience::oversight ? NoticeKind::escalation : NoticeKind::reminder;
    for (const std::string& post : posts) {
      if (has_heard_later(post, rung) || !spoken_to.insert(post).second) {
        decision_.withdrawals.push_back({rung.id,
                                         post,
                                         occurrence_.round,
                                         rung.at,
                                         RungState::collapsed,
                                         "gộp vào lần nhắc sau tới cùng chức danh"});
        continue;
      }
      collapse_waiting(post, rung.id);
      issue(owed, rung, post, kind);
    }
  }

  /// What still waits for the post when a later rung falls due is said by that one: a notice held
  /// by quiet hours, or a message that its channel has not taken yet. A moved due is always told.
  void collapse_waiting(const std::string& post, const std::string& by) {
    for (RungRecord& record : occurrence_.rungs) {
      if (record.post != post || record.rung == due_moved_rung) {
        continue;
      }
      const std::string why = "gộp vào lần nhắc " + by;
      if (record.state == RungState::pending) {
        end_pending(record, RungState::collapsed, why);
      } else if (record.state == RungState::messaged && record.round == occurrence_.round) {
        recall(record, RungState::collapsed, why);
      }
    }
  }

  /// Of a stored message nothing is known here: what has left stays, what still waits is taken back
  /// when this is written.
  void recall(const RungRecord& record, RungState state, const std::string& why) {
    decision_.withdrawals.push_back(
        {record.rung, record.post, record.round, record.planned_at, state, why});
  }

  /// A rung that a policy's edit put before one that was said already: the post has heard more than
  /// it would say.
  [[nodiscard]] bool has_heard_later(const std::string& post, const PlannedRung& rung) const {
    return std::any_of(occurrence_.rungs.begin(),
                       occurrence_.rungs.end(),
                       [this, &post, &rung](const RungRecord& record) {
                         return record.round == occurrence_.round && record.post == post &&
                                record.rung != due_moved_rung && record.planned_at >= rung.at;
                       });
  }

  void skip(const PlannedRung& rung, const std::string& why) {
    decision_.withdrawals.push_back(
        {rung.id, {}, occurrence_.round, rung.at, RungState::withdrawn, why});
  }

  void issue(const Owed& owed, const PlannedRung& rung, const std::string& post, NoticeKind kind) {
    Notice notice;
    notice.key = notice_key(occurrence_.key, occurrence_.round, rung.id, post);
    notice.occurrence = occurrence_.key;
    notice.round = occurrence_.round;
    notice.rung = rung.id;
    notice.post = post;
    notice.kind = kind;
    notice.audience = rung.to;
    notice.planned_at = rung.at;
    notice.reason.plan_file = owed.stage->place.file;
    notice.reason.plan_line = owed.stage->place.line;
    notice.reason.phrase =
        owed.stage->phrase.empty() ? sentence(owed.stage->rule) : owed.stage->phrase;
    notice.reason.rung = describe_rung(rung.id, rung.offset, rung.to);
    notice.reason.moved = rung.moved;
    decision_.notices.push_back(std::move(notice));
  }

  Occurrence occurrence_;
  const RuleSet& rules_;
  Instant now_;
  Decision decision_;
};

}  // namespace

Opening open(const Series& series, const RuleSet& rules, Instant now) {
  Opening opening;
  opening.opened_through = std::max(now, series.opened_through.value_or(now));
  const std::optional<Owed> owed = find_owed(rules, series.key);
  if (!owed) {
    return opening;
  }
  const DueContext context = due_context(rules, *owed->plan);
  const std::vector<Due> dues =
      dues_opening(owed->stage->rule, context, series.opened_through, now, openings_max);
  const Instant watched_from =
      start_of(watch_from(*owed->plan, series.first_loaded, rules.zone), rules.zone);
  for (const Due& due : dues) {
    Occurrence occurrence = new_occurrence(series.key, due, watched_from);
    Fact fact = engine_fact(occurrence.key, FactKind::opened, now);
    fact.data["due"] = to_rfc3339(due.due, rules.zone);
    opening.facts.push_back(std::move(fact));
    opening.occurrences.push_back(std::move(occurrence));
  }
  if (dues.size() == openings_max) {
    opening.opened_through = dues.back().opens;
    opening.wake_at = opening.opened_through;
    return opening;
  }
  opening.wake_at = next_opening(owed->stage->rule, context, opening.opened_through);
  return opening;
}

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
