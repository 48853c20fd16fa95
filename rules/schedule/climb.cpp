// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/climb.h"

#include "rules/schedule/audience.h"
#include "rules/schedule/muting.h"
#include "rules/schedule/occasions.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <set>

namespace dondoc {

namespace {

class Climb {
 public:
  Climb(Occurrence& occurrence,
        const Owed& owed,
        const RuleSet& rules,
        Instant now,
        Decision& decision)
      : occurrence_(occurrence), owed_(owed), rules_(rules), now_(now), decision_(decision) {}

  void run() {
    end_what_is_over();
    mute_pending();
    const std::vector<PlannedRung> ladder = whole_ladder();
    std::vector<const PlannedRung*> fallen;
    for (const PlannedRung& rung : ladder) {
      if (rung.at > now_) {
        decision_.wake_at = std::min(decision_.wake_at.value_or(rung.at), rung.at);
      } else if (const auto why = muted(rung)) {
        skip(rung, *why);
      } else {
        fallen.push_back(&rung);
      }
    }
    // The latest rung speaks for the earlier ones toward the same post.
    std::set<std::string> spoken_to;
    for (auto rung = fallen.rbegin(); rung != fallen.rend(); ++rung) {
      tell(**rung, spoken_to);
    }
    std::reverse(decision_.notices.begin(), decision_.notices.end());
  }

 private:
  [[nodiscard]] std::string why_over(const RungRecord& record) const {
    if (record.round == occurrence_.round || !occurrence_.change) {
      return "không còn đúng với hiện trạng";
    }
    if (occurrence_.change->kind == ChangeKind::undone) {
      return "điều chỉnh trước đó đã được thu hồi";
    }
    switch (occurrence_.change->kind) {
      case ChangeKind::returned:
        return "đã trả lại để bổ sung, hoàn thiện";
      case ChangeKind::transferred:
        return "nhiệm vụ được chuyển giao " + change_words(occurrence_, rules_);
      default:
        return "thời hạn được điều chỉnh " + change_words(occurrence_, rules_);
    }
  }

  /// What was said under the due of an earlier round, and has not left, is not said any more.
  void end_what_is_over() {
    for (RungRecord& record : occurrence_.rungs) {
      if (record.state == RungState::pending && !is_current(record, occurrence_)) {
        end_pending(record, RungState::withdrawn, why_over(record));
      }
    }
    // Once in a round: by the decision that tells of its beginning, which lies ahead when the clock
    // was set back.
    if (!tells_change() || occurrence_.round_from > now_ || is_change_told()) {
      return;
    }
    for (const RungRecord& record : occurrence_.rungs) {
      if (record.state == RungState::messaged && !is_current(record, occurrence_)) {
        recall(record, RungState::withdrawn, why_over(record));
      }
    }
  }

  /// Of a duty that waits for its review a moved date is not told.
  [[nodiscard]] bool tells_change() const {
    return occurrence_.change &&
           (!occurrence_.needs_review || occurrence_.change->kind != ChangeKind::moved);
  }

  /// In this round, or to everybody in the rounds that it goes on with.
  [[nodiscard]] bool is_change_told() const {
    const std::string rung{due_moved_rung};
    bool told = false;
    for (const RungRecord& record : occurrence_.rungs) {
      if (record.rung != rung || !is_of_run(occurrence_, record.round)) {
        continue;
      }
      if (record.round != occurrence_.round && !is_settled(record.post, rung)) {
        return is_recorded(rung);
      }
      told = true;
    }
    return told;
  }

  /// In this round, or in one that it goes on with, there to its end. A rung that was withdrawn of
  /// some post in an earlier one is looked at again.
  [[nodiscard]] bool is_recorded(const std::string& rung) const {
    bool earlier = false;
    bool withdrawn = false;
    for (const RungRecord& record : occurrence_.rungs) {
      if (record.rung != rung || !is_of_run(occurrence_, record.round)) {
        continue;
      }
      if (record.round == occurrence_.round) {
        return true;
      }
      earlier = true;
      withdrawn = withdrawn || record.state == RungState::withdrawn;
    }
    return earlier && !withdrawn;
  }

  /// Whether the post has heard of the rung, or of what says it too, in an earlier round of the
  /// run.
  [[nodiscard]] bool is_settled(const std::string& post, const std::string& rung) const {
    return std::any_of(occurrence_.rungs.begin(),
                       occurrence_.rungs.end(),
                       [this, &post, &rung](const RungRecord& record) {
                         return record.post == post && record.rung == rung &&
                                record.round != occurrence_.round &&
                                is_of_run(occurrence_, record.round) &&
                                record.state != RungState::withdrawn;
                       });
  }

  /// A rung before the opening, before the plan was watched, or not later than the change that
  /// began this round is not planned at all.
  [[nodiscard]] bool is_planned(const PlannedRung& rung) const {
    const bool in_round = is_first_run(occurrence_) ? rung.at >= occurrence_.round_from
                                                    : rung.at > occurrence_.round_from;
    return in_round && rung.at >= occurrence_.opens;
  }

  /// Whether the lead's post has changed hands between the acknowledgement and that day.
  [[nodiscard]] bool has_new_head(Date day) const {
    const std::vector<std::string> heads = heads_of(rules_.directory, {owed_.lead_units.front()});
    return !heads.empty() &&
           has_changed_hands(rules_, heads.front(), *occurrence_.acknowledged_at, day);
  }

  /// What a head has promised binds no successor, who has heard nothing of it yet.
  [[nodiscard]] std::optional<std::string> muted(const PlannedRung& rung) const {
    const std::optional<std::string> why = why_muted(occurrence_, rung, rules_.zone);
    const bool lapsed =
        why && !occurrence_.submission && has_new_head(date_of(rung.at, rules_.zone));
    return lapsed ? std::nullopt : why;
  }

  /// An occasion is told once, whatever the round; but every round tells what began it.
  [[nodiscard]] bool is_told(const PlannedRung& rung) const {
    if (rung.id == due_moved_rung || is_recorded(rung.id)) {
      return is_recorded(rung.id);
    }
    // What an undone act had withdrawn is to be told all the same.
    const bool resumes = !occurrence_.run.empty() ||
                         (occurrence_.change && occurrence_.change->kind == ChangeKind::undone);
    return std::any_of(occurrence_.rungs.begin(),
                       occurrence_.rungs.end(),
                       [&rung, resumes](const RungRecord& record) {
                         return record.rung == rung.id && record.planned_at == rung.at &&
                                !(resumes && record.state == RungState::withdrawn);
                       });
  }

  [[nodiscard]] std::vector<PlannedRung> whole_ladder() const {
    std::vector<PlannedRung> rungs = plan_occasions(occurrence_, owed_, rules_);
    rungs.erase(std::remove_if(rungs.begin(),
                               rungs.end(),
                               [this](const PlannedRung& rung) {
                                 if (occurrence_.needs_review && !is_of_people(rung, occurrence_)) {
                                   return true;
                                 }
                                 return stands_alone(rung.id)
                                            ? is_told(rung)
                                            : !is_planned(rung) || is_recorded(rung.id);
                               }),
                rungs.end());
    if (!occurrence_.dated || occurrence_.needs_review) {
      return rungs;
    }
    for (PlannedRung& rung : ladder_of(occurrence_, owed_, rules_)) {
      if (is_planned(rung) && !is_recorded(rung.id)) {
        rungs.push_back(std::move(rung));
      }
    }
    sort_by_time(rungs);
    return rungs;
  }

  void mute_pending() {
    const bool mutes = occurrence_.acknowledged_at || occurrence_.submission ||
                       !occurrence_.snoozed.empty() || !occurrence_.noted.empty();
    if (!occurrence_.dated || !mutes) {
      return;
    }
    const std::vector<PlannedRung> ladder = ladder_of(occurrence_, owed_, rules_);
    for (RungRecord& record : occurrence_.rungs) {
      const auto rung =
          std::find_if(ladder.begin(), ladder.end(), [&record](const PlannedRung& candidate) {
            return candidate.id == record.rung;
          });
      if (record.state != RungState::pending || !is_of_run(occurrence_, record.round) ||
          rung == ladder.end()) {
        continue;
      }
      if (const auto why = muted(*rung)) {
        end_pending(record, RungState::withdrawn, *why);
      } else if (const auto spares = why_spared(occurrence_, *rung, record.post, rules_)) {
        end_pending(record, RungState::withdrawn, *spares);
      }
    }
  }

  /// Nobody is told that a paper is late which lies on their own desk.
  [[nodiscard]] bool holds_paper(const std::string& post, const PlannedRung& rung) const {
    if (!occurrence_.submission || kind_of(rung) != NoticeKind::escalation) {
      return false;
    }
    const Date day = date_of(rung.at, rules_.zone);
    const Person* signer = acting(rules_.directory, occurrence_.submission->signer, day);
    return post == occurrence_.submission->signer ||
           (signer != nullptr && signer == acting(rules_.directory, post, day));
  }

  void tell(const PlannedRung& rung, std::set<std::string>& spoken_to) {
    const Audiences audiences(rules_, owed_, date_of(rung.at, rules_.zone));
    const std::vector<std::string> posts =
        rung.posts.empty() ? handed_on(occurrence_, rung, audiences.posts(rung.to), rules_)
                           : rung.posts;
    if (posts.empty()) {
      skip(rung, "không có chức danh nào cho cấp này");
      return;
    }
    const bool alone = stands_alone(rung.id);
    for (const std::string& post : posts) {
      if (is_settled(post, rung.id)) {
        continue;
      }
      if (holds_paper(post, rung)) {
        decision_.withdrawals.push_back({rung.id,
                                         post,
                                         occurrence_.round,
                                         rung.at,
                                         RungState::withdrawn,
                                         "người nhận đang giữ văn bản trình ký"});
        continue;
      }
      if (const auto why = why_spared(occurrence_, rung, post, rules_)) {
        decision_.withdrawals.push_back(
            {rung.id, post, occurrence_.round, rung.at, RungState::withdrawn, *why});
        continue;
      }
      if (!alone && (has_heard_later(post, rung) || !spoken_to.insert(post).second)) {
        decision_.withdrawals.push_back({rung.id,
                                         post,
                                         occurrence_.round,
                                         rung.at,
                                         RungState::collapsed,
                                         "gộp vào lần nhắc sau tới cùng chức danh"});
        continue;
      }
      if (!alone) {
        collapse_waiting(post, rung.id);
      }
      issue(rung, post, kind_of(rung));
    }
  }

  /// What still waits for the post when a later rung falls due is said by that one: a notice held
  /// by quiet hours, or a message that its channel has not taken yet. An occasion is always told.
  void collapse_waiting(const std::string& post, const std::string& by) {
    for (RungRecord& record : occurrence_.rungs) {
      if (record.post != post || stands_alone(record.rung)) {
        continue;
      }
      const std::string why = "gộp vào lần nhắc " + by;
      if (record.state == RungState::pending) {
        end_pending(record, RungState::collapsed, why);
      } else if (record.state == RungState::messaged && is_of_run(occurrence_, record.round)) {
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
                         const bool counts = record.round == occurrence_.round ||
                                             (is_of_run(occurrence_, record.round) &&
                                              record.state != RungState::withdrawn);
                         return counts && record.post == post && !stands_alone(record.rung) &&
                                record.planned_at >= rung.at;
                       });
  }

  void skip(const PlannedRung& rung, const std::string& why) {
    decision_.withdrawals.push_back(
        {rung.id, {}, occurrence_.round, rung.at, RungState::withdrawn, why});
  }

  void issue(const PlannedRung& rung, const std::string& post, NoticeKind kind) {
    Notice notice;
    notice.key = notice_key(occurrence_.key, occurrence_.round, rung.id, post);
    notice.occurrence = occurrence_.key;
    notice.round = occurrence_.round;
    notice.rung = rung.id;
    notice.post = post;
    notice.kind = kind;
    notice.audience = rung.to;
    notice.planned_at = rung.at;
    const RuleChange* change = change_of(owed_, occurrence_);
    const Place& place = change == nullptr ? owed_.stage->place : change->place;
    const std::string& phrase = change == nullptr ? owed_.stage->phrase : change->phrase;
    notice.reason.plan_file = place.file;
    notice.reason.plan_line = place.line;
    notice.reason.phrase = phrase.empty() ? sentence(rule_of(owed_, occurrence_)) : phrase;
    if (change != nullptr) {
      notice.reason.phrase += ", theo " + change->basis;
    }
    notice.reason.rung = describe_rung(rung.id, rung.offset, rung.to);
    notice.reason.moved = rung.moved;
    decision_.notices.push_back(std::move(notice));
  }

  void end_pending(RungRecord& record, RungState state, const std::string& why) {
    record.state = state;
    decision_.withdrawals.push_back(
        {record.rung, record.post, record.round, record.planned_at, state, why});
  }

  Occurrence& occurrence_;
  const Owed& owed_;
  const RuleSet& rules_;
  Instant now_;
  Decision& decision_;
};

}  // namespace

void climb(Occurrence& occurrence,
           const Owed& owed,
           const RuleSet& rules,
           Instant now,
           Decision& decision) {
  Climb(occurrence, owed, rules, now, decision).run();
}

}  // namespace dondoc
