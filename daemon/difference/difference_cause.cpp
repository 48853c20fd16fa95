// SPDX-License-Identifier: Apache-2.0
#include "daemon/difference/difference_cause.h"

#include "daemon/difference/directory_cause.h"
#include "daemon/difference/policy_cause.h"
#include "rules/schedule/audience.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <utility>
#include <vector>

namespace dondoc {
namespace {

/// A day off so near to a notice is likely what moves it.
constexpr int near_days = 21;

std::string changed_words(const std::string& what,
                          const std::string& before,
                          const std::string& after) {
  return what + ": “" + before + "” → “" + after + "”";
}

std::string due_of_stage(const Stage& stage) {
  return stage.phrase.empty() ? sentence(stage.rule) : stage.phrase;
}

/// Looks for the one difference that explains another; the questions come from the plan down to
/// what everything shares.
class CauseFinder {
 public:
  CauseFinder(const Side& before, const Side& after, SeriesKey series)
      : before_(before),
        after_(after),
        series_(std::move(series)),
        old_(find_owed(before.rules, series_)),
        now_(find_owed(after.rules, series_)) {}

  [[nodiscard]] std::optional<Cause> of_rule() const {
    if (!old_ || !now_) {
      return of_presence();
    }
    const Stage& old = *old_->stage;
    const Stage& now = *now_->stage;
    const std::string item = item_words();
    if (auto cause = of_changes(old, now)) {
      return cause;
    }
    if (old.rule != now.rule) {
      return at_stage(
          {"due"},
          due_of_stage(old) == due_of_stage(now)
              ? changed_words("thời hạn của " + item, sentence(old.rule), sentence(now.rule))
              : changed_words("thời hạn của " + item, due_of_stage(old), due_of_stage(now)));
    }
    if (old.trigger != now.trigger) {
      return at_stage({"trigger"},
                      changed_words("mốc tính thời hạn của " + item, old.trigger, now.trigger));
    }
    return of_effect();
  }

  [[nodiscard]] std::optional<Cause> of_ladder(const std::string& rung) const {
    return old_->policy->id != now_->policy->id
               ? of_policy_name()
               : cause_in_rung(before_, after_, *old_->policy, *now_->policy, rung);
  }

  [[nodiscard]] std::optional<Cause> of_other_rungs() const {
    return cause_in_ladder(before_, after_, *old_->policy, *now_->policy);
  }

  [[nodiscard]] std::optional<Cause> of_units() const {
    const Obligation& old = *old_->obligation;
    const Obligation& now = *now_->obligation;
    if (old_->lead_units != now_->lead_units) {
      return of_lead(old.lead, now.lead);
    }
    if (old.oversight != now.oversight) {
      return at_obligation("oversight",
                           changed_words("đơn vị theo dõi của " + item_words(),
                                         old.oversight.value_or("không ghi"),
                                         now.oversight.value_or("không ghi")));
    }
    if (old.support != now.support) {
      return at_obligation("support",
                           changed_words("đơn vị phối hợp của " + item_words(),
                                         join(old.support, ", "),
                                         join(now.support, ", ")));
    }
    if (old_->plan->coordinator != now_->plan->coordinator) {
      return at_plan(
          {"coordinator"},
          changed_words("đầu mối theo dõi", old_->plan->coordinator, now_->plan->coordinator));
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Cause> of_watching() const {
    const Plan& old = *old_->plan;
    const Plan& now = *now_->plan;
    if (old.checkpoints != now.checkpoints) {
      return at_plan({"checkpoints"},
                     now.checkpoints ? "thêm các kỳ hỏi tiến độ" : "bỏ các kỳ hỏi tiến độ");
    }
    if (old.watch_from != now.watch_from) {
      return at_plan({"watch_from"},
                     changed_words("ngày bắt đầu theo dõi",
                                   old.watch_from ? to_iso(*old.watch_from) : "không ghi",
                                   now.watch_from ? to_iso(*now.watch_from) : "không ghi"));
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Cause> of_people(const std::string& post) const {
    std::vector<std::string> units = now_->lead_units;
    units.push_back(now_->obligation->oversight.value_or(now_->plan->coordinator));
    units.insert(units.end(), now_->obligation->support.begin(), now_->obligation->support.end());
    return cause_in_directory(before_, after_, units, post);
  }

  [[nodiscard]] std::optional<Cause> of_calendar(Date day, int reach_days) const {
    if (before_.rules.reporting != after_.rules.reporting) {
      return in(after_, "calendars/reporting.yaml", {"reports"}, "lịch báo cáo thay đổi");
    }
    return cause_in_calendar(before_, after_, day, reach_days);
  }

  /// Something must have changed; the duty itself is the place to look.
  [[nodiscard]] Cause unexplained() const {
    const Side& side = now_ ? after_ : before_;
    const std::optional<Owed>& owed = now_ ? now_ : old_;
    return owed ? in(side,
                     owed->plan->place.file,
                     obligation_path(),
                     "thay đổi ở phần khác của cấu hình")
                : Cause{"", 1, "thay đổi ở phần khác của cấu hình"};
  }

  [[nodiscard]] bool are_both_there() const { return old_ && now_; }

 private:
  [[nodiscard]] static Cause in(const Side& side,
                                std::string_view file,
                                const SourcePath& path,
                                std::string words) {
    return {std::string(file), side.sources.at(file, path).begin.line, std::move(words)};
  }

  [[nodiscard]] SourcePath obligation_path() const {
    return {"obligations", '#' + series_.obligation};
  }

  [[nodiscard]] Cause at_plan(const SourcePath& path, std::string words) const {
    return in(after_, now_->plan->place.file, path, std::move(words));
  }

  [[nodiscard]] Cause at_obligation(const std::string& key, std::string words) const {
    SourcePath path = obligation_path();
    path.push_back(key);
    return at_plan(path, std::move(words));
  }

  [[nodiscard]] Cause at_stage(const SourcePath& rest, std::string words) const {
    SourcePath path = obligation_path();
    if (!series_.stage.empty()) {
      path.insert(path.end(), {"stages", '#' + series_.stage});
    }
    path.insert(path.end(), rest.begin(), rest.end());
    return at_plan(path, std::move(words));
  }

  [[nodiscard]] std::string item_words() const {
    return series_.stage.empty() ? series_.obligation : series_.obligation + ':' + series_.stage;
  }

  [[nodiscard]] static const Plan* plan_of(const Side& side, const std::string& id) {
    const auto found = side.rules.plans.find(id);
    return found == side.rules.plans.end() ? nullptr : &found->second;
  }

  /// The first of the plan's changes that only one side has.
  [[nodiscard]] std::optional<Cause> of_changes(const Stage& old, const Stage& now) const {
    const auto is_in = [](const RuleChange& change, const Stage& stage) {
      return std::any_of(
          stage.changes.begin(), stage.changes.end(), [&change](const RuleChange& other) {
            return other.from == change.from && other.rule == change.rule;
          });
    };
    const auto words = [this](const RuleChange& change) {
      return "thời hạn mới của " + item_words() + " từ ngày " + date_words(change.from) + ": “" +
             (change.phrase.empty() ? sentence(change.rule) : change.phrase) + "”, theo " +
             change.basis;
    };
    for (const RuleChange& change : now.changes) {
      if (!is_in(change, old)) {
        return Cause{change.place.file, change.place.line, words(change)};
      }
    }
    for (const RuleChange& change : old.changes) {
      if (!is_in(change, now)) {
        return Cause{change.place.file, change.place.line, "bỏ " + words(change)};
      }
    }
    return std::nullopt;
  }

  /// One side has the plan, the duty, the stage or the unit, the other hasn't.
  [[nodiscard]] std::optional<Cause> of_presence() const {
    if (!old_ && !now_) {
      return std::nullopt;
    }
    const Side& having = now_ ? after_ : before_;
    const Owed& owed = now_ ? *now_ : *old_;
    const std::string verb = now_ ? "thêm " : "bỏ ";
    const std::string& file = owed.plan->place.file;
    const Plan* other = plan_of(now_ ? before_ : after_, series_.plan);
    if (other == nullptr) {
      return in(having, file, {"plan"}, verb + "kế hoạch " + series_.plan);
    }
    const Obligation* duty = find_obligation(*other, series_.obligation);
    if (duty == nullptr) {
      return in(having, file, obligation_path(), verb + "nhiệm vụ " + series_.obligation);
    }
    const Lead& lead = owed.obligation->lead;
    if (duty->lead.kind != lead.kind || duty->lead.units != lead.units) {
      return now_ ? of_lead(duty->lead, lead) : of_lead(lead, duty->lead);
    }
    SourcePath path = obligation_path();
    path.insert(path.end(), {"stages", '#' + series_.stage});
    return in(having, file, path, verb + "bước " + item_words());
  }

  [[nodiscard]] Cause of_lead(const Lead& old, const Lead& now) const {
    if (auto cause = cause_in_groups(before_, after_, old.units, now.units)) {
      return *cause;
    }
    SourcePath path = obligation_path();
    path.emplace_back("lead");
    const Plan& plan = after_.rules.plans.at(series_.plan);
    return in(
        after_,
        plan.place.file,
        path,
        changed_words(
            "chủ trì của " + series_.obligation, join(old.units, ", "), join(now.units, ", ")));
  }

  [[nodiscard]] std::optional<Cause> of_effect() const {
    const Plan& old = *old_->plan;
    const Plan& now = *now_->plan;
    if (old.issued != now.issued) {
      return at_plan({"document", "issued"},
                     changed_words("ngày ban hành", to_iso(old.issued), to_iso(now.issued)));
    }
    if (old.effective_from != now.effective_from) {
      return at_plan(
          {"effective", "from"},
          changed_words("hiệu lực từ", to_iso(old.effective_from), to_iso(now.effective_from)));
    }
    if (old.effective_to != now.effective_to) {
      return at_plan(
          {"effective", "to"},
          changed_words("hiệu lực đến", to_iso(old.effective_to), to_iso(now.effective_to)));
    }
    const auto* weekly = std::get_if<WeeklyRule>(&now_->stage->rule.recurrence);
    if (weekly != nullptr && !weekly->weekday && old_->policy->weekday != now_->policy->weekday) {
      return old_->policy->id != now_->policy->id
                 ? of_policy_name()
                 : in(after_,
                      policies_file,
                      {now_->policy->id, "weekday"},
                      "thứ đến hạn của nhiệm vụ hằng tuần thay đổi");
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Cause> of_policy_name() const {
    SourcePath own = obligation_path();
    own.emplace_back("policy");
    const bool is_own = after_.sources.value(now_->plan->place.file, own) != nullptr;
    return at_plan(
        is_own ? own : SourcePath{"defaults", "policy"},
        changed_words(
            "quy trình đôn đốc của " + series_.obligation, old_->policy->id, now_->policy->id));
  }

  Side before_;
  Side after_;
  SeriesKey series_;
  std::optional<Owed> old_;
  std::optional<Owed> now_;
};

}  // namespace

Cause cause_of_dues(const Side& before, const Side& after, const SeriesKey& series, Date day) {
  const CauseFinder finder(before, after, series);
  std::optional<Cause> cause = finder.of_rule();
  if (!cause && finder.are_both_there()) {
    cause = finder.of_calendar(day, WorkingDays::steps_max);
  }
  return cause ? *cause : finder.unexplained();
}

Cause cause_of_notice(const Side& before,
                      const Side& after,
                      const ForecastNotice* old,
                      const ForecastNotice* now) {
  const ForecastNotice& either = old != nullptr ? *old : *now;
  const std::optional<OccurrenceKey> occurrence = parse_occurrence_key(either.notice.occurrence);
  assert(occurrence);
  const Date day = date_of(either.at, before.rules.zone);
  const CauseFinder finder(before, after, occurrence->series);
  if (!finder.are_both_there()) {
    return cause_of_dues(before, after, occurrence->series, day);
  }
  using Question = std::function<std::optional<Cause>()>;
  std::vector<Question> questions{
      [&] { return finder.of_ladder(either.notice.rung); },
      [&] { return finder.of_units(); },
      [&] { return finder.of_watching(); },
      [&] { return finder.of_people(either.notice.post); },
      [&] { return finder.of_calendar(day, near_days); },
      [&] { return finder.of_other_rungs(); },
      [&] { return finder.of_rule(); },
      [&] { return finder.of_calendar(day, WorkingDays::steps_max); },
  };
  if (old != nullptr && now != nullptr && old->at == now->at) {
    // Only whether it reaches somebody has changed.
    questions.insert(questions.begin(), [&] { return finder.of_people(either.notice.post); });
  }
  for (const Question& question : questions) {
    if (const std::optional<Cause> cause = question()) {
      return *cause;
    }
  }
  return finder.unexplained();
}

}  // namespace dondoc
