// SPDX-License-Identifier: Apache-2.0
#include "rules/rehearsal/plan_test_run.h"

#include "rules/rehearsal/message_match.h"
#include "rules/rehearsal/narrowed_rules.h"
#include "rules/rehearsal/rehearsal.h"
#include "rules/schedule/keys.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <tuple>
#include <utility>
#include <variant>

namespace dondoc {

namespace {

constexpr std::array<std::string_view, 8> state_names{
    "unopened", "open", "review", "done", "withdrawn", "missed", "failed", "waived"};

std::string duty_of(const SeriesKey& series) {
  return series.stage.empty() ? series.obligation : series.obligation + ':' + series.stage;
}

bool is_about(const TestAim& aim, const OccurrenceKey& key) {
  return aim.series.obligation == key.series.obligation &&
         (aim.series.stage.empty() || aim.series.stage == key.series.stage) &&
         (aim.series.unit.empty() || aim.series.unit == key.series.unit) &&
         (!aim.period || *aim.period == key.period);
}

ExpectedKind kind_of(const Occurrence* occurrence) {
  if (occurrence == nullptr) {
    return ExpectedKind::unopened;
  }
  switch (occurrence->state) {
    case OccurrenceState::open:
      return occurrence->needs_review ? ExpectedKind::review : ExpectedKind::open;
    case OccurrenceState::done:
      return ExpectedKind::done;
    case OccurrenceState::withdrawn:
      return ExpectedKind::withdrawn;
    case OccurrenceState::missed:
      return ExpectedKind::missed;
    case OccurrenceState::failed:
      return ExpectedKind::failed;
    case OccurrenceState::waived:
      return ExpectedKind::waived;
  }
  return ExpectedKind::open;
}

std::string kind_word(ExpectedKind kind) {
  return std::string(state_names.at(static_cast<std::size_t>(kind)));
}

class CaseRun {
 public:
  CaseRun(YamlFile& file, const RuleSet& rules, const std::string& plan, const PlanTestCase& test)
      : file_(file), rules_(rules), plan_(plan), test_(test), rehearsal_(rules, test.loaded) {
    result_.name = test.name;
  }

  CaseResult run() {
    play();
    rehearsal_.run_until(end_of(test_.to, rules_.zone) - std::chrono::seconds{1});
    if (test_.messages) {
      compare_messages();
    }
    return std::move(result_);
  }

 private:
  void fail(const Span& span, std::string code, std::string message, std::string hint = {}) {
    result_.passed = false;
    file_.error(span, std::move(code), std::move(message), std::move(hint));
  }

  /// Facts and looks at states, in the order of their times; a look comes after what happens then.
  void play() {
    std::vector<ExpectedState> states = test_.states;
    std::stable_sort(states.begin(),
                     states.end(),
                     [](const ExpectedState& a, const ExpectedState& b) { return a.at < b.at; });
    auto state = states.begin();
    for (const TestFact& fact : test_.facts) {
      for (; state != states.end() && state->at < fact.at; ++state) {
        look(*state);
      }
      rehearsal_.run_until(fact.at);
      perform_fact(fact);
    }
    for (; state != states.end(); ++state) {
      look(*state);
    }
  }

  /// The watch of a trigger that is open now; its period is not the writer's business.
  [[nodiscard]] std::string occurrence_of(const TestFact& fact) const {
    if (!fact.of_trigger) {
      return fact.occurrence;
    }
    for (const Occurrence& occurrence : rehearsal_.occurrences()) {
      if (text(occurrence.series) == fact.occurrence && occurrence.state == OccurrenceState::open &&
          fact.at < occurrence.due) {
        return occurrence.key;
      }
    }
    return {};
  }

  /// The head of who leads it then.
  [[nodiscard]] std::string actor_of(const TestFact& fact, const std::string& of) const {
    if (!fact.actor.empty() || fact.of_trigger) {
      return fact.actor.empty() ? std::string(admin_actor) : fact.actor;
    }
    const auto key = parse_occurrence_key(fact.occurrence);
    const Occurrence* opened = rehearsal_.find(of);
    const auto owed = opened != nullptr ? find_owed(rules_, *opened)
                      : key             ? find_owed(rules_, key->series)
                                        : std::nullopt;
    return owed ? rules_.directory.units.at(owed->lead_units.front()).head
                : std::string(admin_actor);
  }

  void give_task(const TestFact& fact) {
    TaskForm form = *fact.task;
    form.plan = plan_;
    const std::string actor = fact.actor.empty() ? std::string(admin_actor) : fact.actor;
    const auto read = read_task(form, rules_, fact.at);
    if (const auto* mistakes = std::get_if<std::vector<TaskMistake>>(&read)) {
      for (const TaskMistake& mistake : *mistakes) {
        fail(fact.span,
             "fact-refused",
             "không giao được việc này: " + mistake.message,
             mistake.hint);
      }
      return;
    }
    const auto given = rehearsal_.give(std::get<NewTask>(read), Actor{actor, "cli"}, fact.at);
    if (const auto* refused = std::get_if<ActRefused>(&given)) {
      fail(fact.span, "fact-refused", "không giao được việc này: " + refused->message);
      return;
    }
    const auto* fresh = std::get_if<GivenTask>(&given);
    const std::string& key =
        fresh != nullptr ? fresh->occurrence.key : std::get<KnownTask>(given).occurrence.key;
    if (key != fact.occurrence) {
      fail(fact.span,
           "fact-refused",
           "việc này mang mã " + short_key(key) + ", không phải " + short_key(fact.occurrence));
    }
  }

  void record_leave_fact(const TestFact& fact) {
    const std::string actor = fact.actor.empty() ? std::string(admin_actor) : fact.actor;
    const LeaveResult result = rehearsal_.leave(*fact.leave, Actor{actor, "cli"}, fact.at);
    if (const auto* refused = std::get_if<ActRefused>(&result)) {
      fail(fact.span, "fact-refused", "không ghi được ngày nghỉ này: " + refused->message);
    }
  }

  void perform_fact(const TestFact& fact) {
    if (fact.leave) {
      record_leave_fact(fact);
      return;
    }
    if (fact.task) {
      give_task(fact);
      return;
    }
    const std::string key = occurrence_of(fact);
    const ActResult result =
        rehearsal_.act(key, fact.act, Actor{actor_of(fact, key), "cli"}, fact.at);
    const auto* refused = std::get_if<ActRefused>(&result);
    if (refused == nullptr) {
      return;
    }
    fail(
        fact.span,
        "fact-refused",
        "ghi nhận này không thực hiện được: " +
            (refused->message.empty() ? std::string("lúc đó đầu việc chưa mở") : refused->message));
  }

  void look(const ExpectedState& expected) {
    rehearsal_.run_until(expected.at);
    const Occurrence* occurrence = rehearsal_.find(expected.occurrence);
    const ExpectedKind kind = kind_of(occurrence);
    const std::string item = short_key(expected.occurrence);
    bool met = true;
    if (expected.state && *expected.state != kind) {
      met = false;
      fail(expected.span,
           "state-differs",
           "lúc đó " + item + " phải là `" + kind_word(*expected.state) + "`, thực tế là `" +
               kind_word(kind) + "`");
    }
    if (occurrence == nullptr) {
      if (expected.last_day || expected.counted) {
        met = false;
        fail(expected.span, "state-differs", "lúc đó " + item + " chưa mở");
      }
    } else {
      if (expected.last_day && (!occurrence->dated || *expected.last_day != occurrence->last_day)) {
        met = false;
        fail(expected.span,
             "state-differs",
             "thời hạn của " + item + " phải là hết ngày " + date_words(*expected.last_day) +
                 ", thực tế: " +
                 (occurrence->dated ? "hết ngày " + date_words(occurrence->last_day)
                                    : "chưa xác định thời hạn"));
      }
      if (expected.counted && *expected.counted != occurrence->counted) {
        met = false;
        fail(expected.span,
             "state-differs",
             "số đã đếm của " + item + " phải là " + std::to_string(*expected.counted) +
                 ", thực tế là " + std::to_string(occurrence->counted));
      }
    }
    if (met) {
      show_duty(expected.occurrence);
    }
  }

  /// What left in the span about the case's duties.
  [[nodiscard]] std::vector<LeftMessage> left() const {
    std::vector<LeftMessage> all;
    for (const ForecastNotice& notice : rehearsal_.notices()) {
      const Date day = date_of(notice.at, rules_.zone);
      const auto key = parse_occurrence_key(notice.notice.occurrence);
      const bool is_ours =
          key && key->series.plan == plan_ &&
          (test_.about.empty() ||
           std::any_of(test_.about.begin(), test_.about.end(), [&key](const TestAim& aim) {
             return is_about(aim, *key);
           }));
      if (is_ours && !notice.channel.empty() && day >= test_.from && day <= test_.to) {
        all.push_back({day,
                       time_of(notice.at, rules_.zone),
                       notice.notice.occurrence,
                       notice.notice.rung,
                       notice.notice.post});
      }
    }
    return all;
  }

  void compare_messages() {
    const MessageMatch match = match_messages(*test_.messages, left());
    for (const LeftMessage& message : match.met) {
      show_duty(message.occurrence);
      show_rung(message);
    }
    for (const MissedMessage& missed : match.missed) {
      fail(missed.expected.span, "message-missing", missed_words(missed), missed_hint(missed));
    }
    for (const LeftMessage& message : match.unexpected) {
      fail(test_.messages_span,
           "message-unexpected",
           "có tin không nằm trong danh sách: " + left_words(message),
           '`' + message_line(message) + '`');
    }
    // Silence shows something too: that these duties say nothing.
    if (test_.messages->empty() && match.unexpected.empty()) {
      for (const TestAim& aim : test_.about) {
        show_series(aim.series);
      }
    }
  }

  void show_duty(const std::string& occurrence) {
    if (const auto key = parse_occurrence_key(occurrence)) {
      result_.shown.duties.insert(duty_of(key->series));
    }
  }

  void show_series(const SeriesKey& series) {
    for (const Obligation& obligation : rules_.plans.at(series.plan).obligations) {
      for (const Stage& stage : obligation.stages) {
        if (obligation.id == series.obligation &&
            (series.stage.empty() || series.stage == stage.id)) {
          result_.shown.duties.insert(duty_of({series.plan, obligation.id, stage.id, {}}));
        }
      }
    }
  }

  void show_rung(const LeftMessage& message) {
    const auto key = parse_occurrence_key(message.occurrence);
    const auto owed = key ? find_owed(rules_, key->series) : std::nullopt;
    if (owed) {
      result_.shown.rungs.insert(owed->policy->id + '/' + message.rung);
    }
  }

  YamlFile& file_;
  const RuleSet& rules_;
  const std::string& plan_;
  const PlanTestCase& test_;
  Rehearsal rehearsal_;
  CaseResult result_;
};

}  // namespace

std::vector<CaseResult> run_plan_test(YamlFile& file, const PlanTest& test, const RuleSet& rules) {
  std::vector<CaseResult> results;
  for (const PlanTestCase& one : test.cases) {
    const RuleSet own = narrowed(rules, test.plan, one);
    results.push_back(CaseRun(file, own, test.plan, one).run());
  }
  return results;
}

std::vector<Diagnostic> told_in_order(const YamlFile& file) {
  std::vector<Diagnostic> told = file.diagnostics();
  std::stable_sort(told.begin(), told.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return told;
}

Shown all_of(const RuleSet& rules, const std::string& plan) {
  Shown all;
  for (const Obligation& obligation : rules.plans.at(plan).obligations) {
    if (!obligation.watches.empty()) {
      continue;
    }
    for (const Stage& stage : obligation.stages) {
      all.duties.insert(duty_of({plan, obligation.id, stage.id, {}}));
    }
    for (const Rung& rung : rules.policies.at(obligation.policy).ladder) {
      all.rungs.insert(obligation.policy + '/' + rung.id);
      const int repeats = rung.repeat ? rung.repeat->at_most : 0;
      for (int nth = 2; nth <= repeats + 1; ++nth) {
        all.rungs.insert(obligation.policy + '/' + rung.id + '.' + std::to_string(nth));
      }
    }
  }
  return all;
}

}  // namespace dondoc
