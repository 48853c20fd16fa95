// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/act_checks.h"

#include "rules/phrase/thousandths.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <cstdint>

namespace dondoc {

namespace {

constexpr std::size_t event_id_bytes_max = 40;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

namespace {

/// "lúc 08 giờ 30 ngày 20/9/2026"
std::string moment_of(Instant at, Zone zone) {
  return " lúc " + moment_words(at, zone);
}

ActRefused ended(const Occurrence& occurrence, const Act& act, Zone zone) {
  const bool waived = occurrence.state == OccurrenceState::waived;
  const bool again =
      waived ? std::holds_alternative<Waive>(act) : std::holds_alternative<Fail>(act);
  std::string words = waived ? "Đầu việc này đã được thôi giao"
                             : "Đầu việc này đã được kết thúc là không hoàn thành";
  if (occurrence.ending) {
    words += moment_of(occurrence.ending->at, zone) + ", lý do: " + occurrence.ending->reason;
  }
  return {again ? ActRefusal::already_done : ActRefusal::ended, words + '.'};
}

}  // namespace

std::optional<ActRefused> closed_already(const Occurrence& occurrence,
                                         const Act& act,
                                         const RuleSet& rules) {
  switch (occurrence.state) {
    case OccurrenceState::done: {
      std::string when;
      if (occurrence.completion) {
        when = moment_of(occurrence.completion->recorded_at, rules.zone);
        if (!occurrence.completion->document.empty()) {
          when += ", văn bản " + occurrence.completion->document;
        }
      }
      return ActRefused{ActRefusal::already_done,
                        "Đầu việc này đã được ghi nhận hoàn thành" + when + "."};
    }
    case OccurrenceState::withdrawn:
      return ActRefused{ActRefusal::withdrawn, "Đầu việc này không còn trong kế hoạch."};
    case OccurrenceState::missed:
      return ActRefused{ActRefusal::missed, "Kỳ này đã qua và được tính là bỏ lỡ."};
    case OccurrenceState::failed:
    case OccurrenceState::waived:
      return ended(occurrence, act, rules.zone);
    case OccurrenceState::open:
      break;
  }
  return std::nullopt;
}

std::optional<ActRefused> cannot_undo(const Occurrence& occurrence,
                                      const std::string& actor,
                                      const RuleSet& rules,
                                      Instant now) {
  const std::optional<LastAct>& last = occurrence.last_act;
  if (!last) {
    return ActRefused{ActRefusal::nothing_to_undo, "Không có ghi nhận nào để hủy."};
  }
  if (last->actor != actor) {
    return ActRefused{
        ActRefusal::not_allowed,
        "Ghi nhận sau cùng là của " +
            (last->actor == admin_actor ? std::string("quản trị")
                                        : addressee_words(rules.directory, last->actor)) +
            "; chỉ người đã ghi nhận mới hủy được."};
  }
  if (last->kind == FactKind::undone) {
    return ActRefused{ActRefusal::already_done, "Ghi nhận này đã được hủy."};
  }
  if (last->before.empty() && last->kind != FactKind::opened) {
    return ActRefused{ActRefusal::built_on,
                      "Mốc đã ghi nhận được sửa bằng cách ghi lại đúng mã mốc đó với ngày đúng."};
  }
  if (now - last->at > undo_within) {
    return ActRefused{
        ActRefusal::too_late,
        "Chỉ hủy được trong " + std::to_string(undo_within.count()) + " phút sau khi ghi nhận."};
  }
  return std::nullopt;
}

bool is_of_short_period(const Occurrence& occurrence, const Owed& owed) {
  const Recurrence& rule = rule_of(owed, occurrence).recurrence;
  return occurrence.dated &&
         (std::holds_alternative<MonthlyRule>(rule) || std::holds_alternative<WeeklyRule>(rule) ||
          std::holds_alternative<DailyRule>(rule) || std::holds_alternative<ReportingRule>(rule));
}

std::optional<ActRefused> keeps_watching(const Occurrence& occurrence,
                                         const Act& act,
                                         const RuleSet& rules,
                                         Instant now) {
  const bool is_for_a_watch =
      std::holds_alternative<Happen>(act) || std::holds_alternative<Report>(act) ||
      std::holds_alternative<Comment>(act) || std::holds_alternative<Nothing>(act) ||
      std::holds_alternative<Undo>(act) || std::holds_alternative<Acknowledge>(act) ||
      std::holds_alternative<Tell>(act) ||
      (std::holds_alternative<Complete>(act) && now >= occurrence.due);
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  if (is_for_a_watch || !owed || owed->obligation->watches.empty()) {
    return std::nullopt;
  }
  const std::string trigger = owed->plan->id + '/' + owed->obligation->watches;
  return ActRefused{ActRefusal::watches_trigger,
                    "Đầu việc này theo dõi mốc tính thời hạn nên được giữ cho đến khi kế hoạch kết "
                    "thúc. Khi có mốc, đề nghị ghi nhận bằng lệnh `trigger " +
                        trigger + "`; chưa có thì báo bằng lệnh `progress`."};
}

bool is_event_id(std::string_view id) {
  return !id.empty() && id.size() <= event_id_bytes_max &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                  c == '-';
         });
}

std::string free_event_id(const Occurrence& watch, Date date) {
  const auto is_taken = [&watch](const std::string& id) {
    return std::any_of(watch.happenings.begin(),
                       watch.happenings.end(),
                       [&id](const Happening& known) { return known.id == id; });
  };
  std::string id = to_iso(date);
  for (std::size_t nth = 2; is_taken(id) && nth <= happenings_max + 1; ++nth) {
    id = to_iso(date) + '.' + std::to_string(nth);
  }
  return id;
}

std::optional<std::int64_t> measured_value(const Measure& act) {
  if (!act.value.empty()) {
    return act.numerator.empty() && act.denominator.empty() ? parse_thousandths(act.value)
                                                            : std::nullopt;
  }
  const auto numerator = parse_thousandths(act.numerator);
  const auto denominator = parse_thousandths(act.denominator);
  return numerator && denominator ? percent_of(*numerator, *denominator) : std::nullopt;
}

}  // namespace dondoc
