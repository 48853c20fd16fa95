// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/views.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/muting.h"
#include "rules/schedule/official_state.h"
#include "rules/schedule/refinement.h"
#include "rules/schedule/series.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

std::string_view state_name(OccurrenceState state) {
  switch (state) {
    case OccurrenceState::open:
      return "open";
    case OccurrenceState::done:
      return "done";
    case OccurrenceState::missed:
      return "missed";
    case OccurrenceState::failed:
      return "failed";
    case OccurrenceState::waived:
      return "waived";
    case OccurrenceState::withdrawn:
      break;
  }
  return "withdrawn";
}

std::string_view change_name(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::moved:
      return "moved";
    case ChangeKind::extended:
      return "extended";
    case ChangeKind::adjusted:
      return "adjusted";
    case ChangeKind::undone:
      return "undone";
    case ChangeKind::transferred:
      return "transferred";
    case ChangeKind::returned:
      break;
  }
  return "returned";
}

std::string_view bound_name(Bound bound) {
  switch (bound) {
    case Bound::at_least:
      return "at_least";
    case Bound::more_than:
      return "more_than";
    case Bound::at_most:
      return "at_most";
    case Bound::less_than:
      break;
  }
  return "less_than";
}

/// The view of what may not be there.
template <typename Value, typename View>
Json view_of(const std::optional<Value>& value, View view) {
  return value ? Json(view(*value)) : Json(nullptr);
}

Json completion_view(const Completion& completion, Zone zone) {
  return Json{{"recorded_at", to_rfc3339(completion.recorded_at, zone)},
              {"document", completion.document},
              {"document_date", date_json(completion.document_date)},
              {"sent", date_json(completion.sent)},
              {"nothing", completion.nothing}};
}

Json change_view(const Change& change, Zone zone) {
  return Json{
      {"kind", change_name(change.kind)},
      {"from_due", change.from_dated ? Json(to_rfc3339(change.from_due, zone)) : Json(nullptr)},
      {"from_last_day", change.from_dated ? Json(to_iso(change.from_last_day)) : Json(nullptr)},
      {"basis", change.basis},
      {"from_leads", change.from_leads}};
}

Json submission_view(const Submission& submission, const RuleSet& rules) {
  return Json{{"at", to_rfc3339(submission.at, rules.zone)},
              {"date", to_iso(submission.date)},
              {"signer", submission.signer},
              {"signer_title", post_title(submission.signer, rules)}};
}

Json measured_view(const Measurement& measured, Zone zone) {
  return Json{{"at", to_rfc3339(measured.at, zone)},
              {"value", thousandths_json(measured.thousandths)},
              {"numerator", measured.numerator},
              {"denominator", measured.denominator}};
}

Json target_view(const Target& target, const std::optional<Measurement>& measured) {
  return Json{{"bound", bound_name(target.bound)},
              {"value", thousandths_json(target.thousandths)},
              {"unit", target.unit},
              {"reached", measured ? Json(is_met(target, measured->thousandths)) : Json(nullptr)}};
}

/// What it is, and who owes it.
Json identity(const Occurrence& occurrence, const RuleSet& rules) {
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  const Obligation* obligation =
      owed ? owed->obligation : find_obligation(rules, occurrence.series);
  const std::string unit = lead_unit(occurrence, rules);
  const auto refined = stands_for(rules, occurrence.series, occurrence.period);
  const bool watch = obligation != nullptr && !obligation->watches.empty();
  return Json{{"code", occurrence.code},
              {"key", occurrence.key},
              {"plan", occurrence.series.plan},
              {"obligation", occurrence.series.obligation},
              {"stage", occurrence.series.stage},
              {"period", occurrence.period},
              {"unit", unit},
              {"unit_name", unit_name(unit, rules)},
              {"title", obligation == nullptr ? std::string{} : obligation->title},
              {"shape", owed ? Json(shape_name(owed->stage->rule)) : Json(nullptr)},
              {"watches", watch ? Json(obligation->watches) : Json(nullptr)},
              {"stands_for", refined ? Json(*refined) : Json(nullptr)}};
}

/// A date that nobody had set when it opened can't be the one that counts for the score.
bool opened_undated(const Occurrence& occurrence, const RuleSet& rules) {
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  const bool own_due = occurrence.happening && occurrence.happening->due;
  return owed ? is_undated(rule_of(*owed, occurrence)) && !own_due : !occurrence.dated;
}

/// When it is owed, and how that stands now.
Json timing(const Occurrence& occurrence, const RuleSet& rules, Instant now) {
  const Zone zone = rules.zone;
  const Date today = date_of(now, zone);
  const bool running = occurrence.state == OccurrenceState::open && occurrence.dated;
  const bool overdue = running && now >= occurrence.due;
  const std::int64_t late = (today - occurrence.last_day).count();
  const int left =
      running && !overdue ? rules.calendar.count_working_days(today, occurrence.last_day) : 0;
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  const OnTimeBy by = owed ? owed->obligation->on_time_by : OnTimeBy::sent;
  const std::optional<OfficialState> official = official_state(occurrence, by, now);
  const std::optional<CountedDay> counted = counted_day(occurrence, by, zone);
  const auto if_dated = [&occurrence](Json value) {
    return occurrence.dated ? std::move(value) : Json(nullptr);
  };
  return Json{
      {"opens", to_rfc3339(occurrence.opens, zone)},
      {"dated", occurrence.dated},
      {"due", if_dated(to_rfc3339(occurrence.due, zone))},
      {"last_day", if_dated(to_iso(occurrence.last_day))},
      {"first_due",
       opened_undated(occurrence, rules) ? Json(nullptr)
                                         : Json(to_rfc3339(occurrence.first_due, zone))},
      {"provisional", occurrence.provisional},
      {"state", state_name(occurrence.state)},
      {"official", official ? Json(official_state_name(*official)) : Json(nullptr)},
      {"counted_by", counted ? Json(on_time_by_name(counted->by)) : Json(nullptr)},
      {"counted_day", counted ? Json(to_iso(counted->day)) : Json(nullptr)},
      {"overdue", overdue},
      {"days_late", overdue ? std::max<std::int64_t>(0, late) : 0},
      {"working_days_left", if_dated(left)},
      {"needs_review", occurrence.needs_review},
      {"round", occurrence.round},
  };
}

/// What people have said of it.
Json answers(const Occurrence& occurrence, const RuleSet& rules, Date today) {
  const Zone zone = rules.zone;
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  const DueRule rule = owed ? owed->stage->rule : DueRule{};
  const auto event = [zone](const Happening& one) { return happening_view(one, zone); };
  Json events = Json::array();
  std::transform(occurrence.happenings.begin(),
                 occurrence.happenings.end(),
                 std::back_inserter(events),
                 event);
  Json snoozed = Json::array();
  for (const auto& [post, snoozing] : occurrence.snoozed) {
    if (const std::optional<Date> until = snoozed_on(occurrence, post, rules, today)) {
      snoozed.push_back(
          Json{{"post", post}, {"title", post_title(post, rules)}, {"until", to_iso(*until)}});
    }
  }
  const auto task = [&rules](const Task& one) {
    return Json{{"given", to_iso(one.given)},
                {"giver", one.giver},
                {"giver_title", post_title(one.giver, rules)},
                {"document", one.document},
                {"product", one.product},
                {"support", one.support}};
  };
  const std::string officer = officer_on(occurrence, rules, today);
  return Json{
      {"task", view_of(occurrence.task, task)},
      {"acknowledged_at", instant_json(occurrence.acknowledged_at, zone)},
      {"promised", date_json(occurrence.promised)},
      {"completion",
       view_of(occurrence.completion,
               [zone](const Completion& one) { return completion_view(one, zone); })},
      {"event", view_of(occurrence.happening, event)},
      {"events", std::move(events)},
      {"change",
       view_of(occurrence.change, [zone](const Change& one) { return change_view(one, zone); })},
      {"progress",
       view_of(occurrence.progress,
               [zone](const Progress& one) {
                 return Json{{"at", to_rfc3339(one.at, zone)}, {"text", one.text}};
               })},
      {"submission",
       view_of(occurrence.submission,
               [&rules](const Submission& one) { return submission_view(one, rules); })},
      {"asked",
       view_of(occurrence.asked,
               [zone](const ExtensionRequest& one) {
                 return Json{{"at", to_rfc3339(one.at, zone)},
                             {"until", to_iso(one.until)},
                             {"reason", one.reason}};
               })},
      {"transferred_to",
       occurrence.transferred_to.empty() ? Json(nullptr) : Json(occurrence.transferred_to)},
      {"transfer_asked",
       view_of(occurrence.transfer_asked,
               [&rules](const TransferRequest& one) {
                 return Json{{"at", to_rfc3339(one.at, rules.zone)},
                             {"unit", one.unit},
                             {"unit_name", unit_name(one.unit, rules)},
                             {"reason", one.reason}};
               })},
      {"ending",
       view_of(occurrence.ending,
               [&rules](const Ending& one) {
                 return Json{{"at", to_rfc3339(one.at, rules.zone)},
                             {"post", one.post},
                             {"post_title", post_title(one.post, rules)},
                             {"reason", one.reason}};
               })},
      {"excuse",
       view_of(occurrence.excuse,
               [&rules](const Excuse& one) {
                 return Json{{"at", to_rfc3339(one.at, rules.zone)},
                             {"reason", one.reason},
                             {"confirmed_by",
                              one.confirmed_by.empty() ? Json(nullptr) : Json(one.confirmed_by)}};
               })},
      {"officer",
       officer.empty() ? Json(nullptr)
                       : Json{{"post", officer}, {"title", post_title(officer, rules)}}},
      {"snoozed", std::move(snoozed)},
      {"urging",
       view_of(occurrence.urging,
               [&rules](const Urging& one) {
                 return Json{{"at", to_rfc3339(one.at, rules.zone)},
                             {"directs", one.directs},
                             {"post", one.post},
                             {"text", one.text}};
               })},
      {"counted", occurrence.counted},
      {"quota",
       view_of(rule.quota,
               [](const Quota& one) {
                 return Json{{"at_least", one.at_least}};
               })},
      {"measured",
       view_of(occurrence.measured,
               [zone](const Measurement& one) { return measured_view(one, zone); })},
      {"target",
       view_of(rule.target,
               [&occurrence](const Target& one) { return target_view(one, occurrence.measured); })},
  };
}

}  // namespace

std::string lead_unit(const Occurrence& occurrence, const RuleSet& rules) {
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  return owed ? owed->lead_units.front() : occurrence.series.unit;
}

std::string unit_name(const std::string& unit, const RuleSet& rules) {
  const auto found = rules.directory.units.find(unit);
  return found == rules.directory.units.end() ? unit : found->second.name;
}

std::string post_title(const std::string& post, const RuleSet& rules) {
  const auto found = rules.directory.posts.find(post);
  return found == rules.directory.posts.end() ? post : found->second.title;
}

Json happening_view(const Happening& happening, Zone zone) {
  return Json{{"id", happening.id},
              {"date", to_iso(happening.event.date)},
              {"time", happening.event.time ? Json(to_hhmm(*happening.event.time)) : Json(nullptr)},
              {"unit", happening.unit},
              {"title", happening.title},
              {"document", happening.document},
              {"due", date_json(happening.due)},
              {"recorded_at", to_rfc3339(happening.recorded_at, zone)}};
}

Json occurrence_view(const Occurrence& occurrence, const RuleSet& rules, Instant now) {
  Json view = identity(occurrence, rules);
  view.update(timing(occurrence, rules, now));
  view.update(answers(occurrence, rules, date_of(now, rules.zone)));
  return view;
}

}  // namespace dondoc
