// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/occurrence.h"

#include "rules/schedule/particulars.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>
#include <utility>

namespace dondoc {

namespace {

void acknowledge(Occurrence& occurrence, const Fact& fact) {
  occurrence.acknowledged_at = fact.at;
  occurrence.promised = parse_iso_date(datum_of(fact, "promised"));
}

void complete(Occurrence& occurrence, const Fact& fact) {
  occurrence.state = OccurrenceState::done;
  occurrence.completion = Completion{fact.at,
                                     datum_of(fact, "document"),
                                     parse_iso_date(datum_of(fact, "document_date")),
                                     parse_iso_date(datum_of(fact, "sent")),
                                     datum_of(fact, "nothing") == "yes"};
}

template <typename Number>
std::optional<Number> number_of(const std::string& text) {
  Number number{};
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = failure == std::errc{} && stop == text.data() + text.size();
  return whole ? std::optional(number) : std::nullopt;
}

/// A new round begins: what was said and promised in the old one was about the old due.
void begin_round(Occurrence& occurrence, const Fact& fact, ChangeKind kind) {
  const std::string document = datum_of(fact, "basis");
  occurrence.change = Change{kind,
                             occurrence.due,
                             occurrence.last_day,
                             occurrence.dated,
                             document.empty() ? datum_of(fact, "reason") : document};
  occurrence.round += 1;
  occurrence.round_from = fact.at;
  occurrence.run.clear();
  occurrence.promised.reset();
}

void move_due(Occurrence& occurrence, const Fact& fact, ChangeKind kind) {
  const std::optional<Instant> due = parse_rfc3339(datum_of(fact, "to"));
  const std::optional<Date> last_day = parse_iso_date(datum_of(fact, "last_day"));
  if (!due || !last_day) {
    return;
  }
  begin_round(occurrence, fact, kind);
  occurrence.due = *due;
  occurrence.last_day = *last_day;
  occurrence.dated = datum_of(fact, "dated") != "no";
  occurrence.due_set = kind == ChangeKind::extended || kind == ChangeKind::adjusted;
  occurrence.needs_review = occurrence.needs_review && *due <= fact.at;
  occurrence.asked.reset();
}

/// A corrected event keeps its place among the others.
void happen(Occurrence& watch, const Fact& fact) {
  std::optional<Happening> happening = happening_of(fact);
  if (!happening) {
    return;
  }
  for (Happening& known : watch.happenings) {
    if (known.id == happening->id) {
      happening->recorded_at = known.recorded_at;
      known = *std::move(happening);
      return;
    }
  }
  const auto is_earlier = [](const Happening& a, const Happening& b) {
    return std::tie(a.recorded_at, a.id) < std::tie(b.recorded_at, b.id);
  };
  const auto place =
      std::upper_bound(watch.happenings.begin(), watch.happenings.end(), *happening, is_earlier);
  watch.happenings.insert(place, *std::move(happening));
}

/// The event was recorded when it was; only what is told of it changes.
void redate(Occurrence& occurrence, const Fact& fact) {
  std::optional<Happening> happening = happening_of(fact);
  if (happening && occurrence.happening) {
    happening->recorded_at = occurrence.happening->recorded_at;
    occurrence.happening = std::move(happening);
  }
}

void measure(Occurrence& occurrence, const Fact& fact) {
  if (const auto value = number_of<std::int64_t>(datum_of(fact, "thousandths"))) {
    occurrence.measured =
        Measurement{fact.at, *value, datum_of(fact, "numerator"), datum_of(fact, "denominator")};
  }
}

void submit(Occurrence& occurrence, const Fact& fact, const std::optional<Date>& date) {
  if (date) {
    occurrence.submission = Submission{fact.at, *date, datum_of(fact, "signer")};
  }
}

void ask_extension(Occurrence& occurrence, const Fact& fact, const std::optional<Date>& until) {
  if (until) {
    occurrence.asked = ExtensionRequest{fact.at, *until, datum_of(fact, "reason")};
  }
}

/// The new lead begins afresh: nothing that the former one promised, wished, pleaded or was told
/// is its own.
void transfer(Occurrence& occurrence, const Fact& fact) {
  begin_round(occurrence, fact, ChangeKind::transferred);
  occurrence.change->from_leads = unit_list(datum_of(fact, "from_units"));
  occurrence.transferred_to = datum_of(fact, "to_unit");
  occurrence.transfer_asked.reset();
  occurrence.asked.reset();
  occurrence.acknowledged_at.reset();
  occurrence.officer.clear();
  occurrence.assigned_at.reset();
  occurrence.snoozed.clear();
  occurrence.urging.reset();
  if (occurrence.excuse && occurrence.excuse->confirmed_by.empty()) {
    occurrence.excuse.reset();
  }
}

void give_back(Occurrence& occurrence, const Fact& fact) {
  begin_round(occurrence, fact, ChangeKind::returned);
  occurrence.submission.reset();
}

void reopen(Occurrence& occurrence, const Fact& fact) {
  const bool set = occurrence.due_set;
  occurrence.state = OccurrenceState::open;
  move_due(occurrence, fact, ChangeKind::moved);
  occurrence.due_set = set;
  // That it is owed again is no move of its date.
  occurrence.change.reset();
  // What came due while the plan didn't ask for it is reviewed, not chased.
  occurrence.needs_review = occurrence.due <= fact.at;
}

void end(Occurrence& occurrence, const Fact& fact, OccurrenceState state) {
  occurrence.state = state;
  occurrence.ending = Ending{fact.at, fact.actor, datum_of(fact, "reason")};
}

void ask_excuse(Occurrence& occurrence, const Fact& fact) {
  const int number = occurrence.excuse ? occurrence.excuse->number + 1 : 1;
  occurrence.excuse = Excuse{fact.at, datum_of(fact, "reason"), {}, number};
}

void excuse(Occurrence& occurrence, const Fact& fact) {
  const int number = occurrence.excuse ? occurrence.excuse->number : 1;
  occurrence.excuse = Excuse{fact.at, datum_of(fact, "reason"), fact.actor, number};
}

void snooze(Occurrence& occurrence, const Fact& fact) {
  if (const std::optional<Date> until = parse_iso_date(datum_of(fact, "until"))) {
    occurrence.snoozed[datum_of(fact, "post")] = Snoozing{fact.at, *until};
  }
}

void hand_over(Occurrence& occurrence, const Fact& fact) {
  const std::string post = datum_of(fact, "post");
  occurrence.snoozed.erase(post);
  occurrence.noted.erase(post);
  if (datum_of(fact, "of_lead") == "yes") {
    occurrence.acknowledged_at.reset();
    occurrence.promised.reset();
    occurrence.officer.clear();
    occurrence.assigned_at.reset();
  }
}

void urge(Occurrence& occurrence, const Fact& fact) {
  const int number = occurrence.urging ? occurrence.urging->number + 1 : 1;
  occurrence.urging = Urging{fact.at,
                             fact.kind == FactKind::directed,
                             fact.actor,
                             datum_of(fact, "text"),
                             number,
                             datum_of(fact, "untold")};
}

/// All that the last act changed is again as it was, but for what was told meanwhile. The number of
/// the round goes up: what the act withdrew can then be told, under keys of its own. If the act
/// changed the due or the lead, or sent the product back, people may have heard of that: then a
/// round begins like any other, and its first notice tells that it was taken back.
void undo(Occurrence& occurrence, const Fact& fact) {
  if (!occurrence.last_act || occurrence.last_act->actor != fact.actor) {
    return;
  }
  if (occurrence.last_act->kind == FactKind::opened) {
    // Before a task was given there was nothing: it ends as one that was taken back.
    end(occurrence, fact, OccurrenceState::waived);
    occurrence.last_act = LastAct{FactKind::undone, fact.at, fact.actor, {}};
    return;
  }
  Occurrence before = occurrence;
  if (!take_values(occurrence.last_act->before, before)) {
    return;
  }
  const bool same_round = before.round == occurrence.round;
  if (same_round) {
    before.run.push_back(before.round);
  } else {
    before.run.clear();
    before.change =
        Change{ChangeKind::undone, occurrence.due, occurrence.last_day, occurrence.dated, {}};
    if (before.transferred_to != occurrence.transferred_to) {
      before.change->from_leads = {occurrence.transferred_to};
    }
    before.round_from = fact.at;
  }
  before.round = occurrence.round + 1;
  before.last_act = LastAct{FactKind::undone, fact.at, fact.actor, {}};
  occurrence = std::move(before);
}

}  // namespace

namespace {

/// What is over stays as it is, but for a duty that an edit took out and another brought back, and
/// for what is still counted of one that has reached its number.
bool applies(const Occurrence& occurrence, const Fact& fact) {
  if (fact.kind == FactKind::reopened) {
    return occurrence.state == OccurrenceState::withdrawn;
  }
  const bool counting = fact.kind == FactKind::counted && occurrence.state == OccurrenceState::done;
  // Undone is what closed it, or what was counted after it had closed.
  const bool undoing =
      fact.kind == FactKind::undone &&
      (occurrence.state == OccurrenceState::done || occurrence.state == OccurrenceState::failed ||
       occurrence.state == OccurrenceState::waived);
  // An event is corrected whether or not the plan asks for what it opened: it may do so again.
  const bool correcting =
      fact.kind == FactKind::redated && occurrence.state == OccurrenceState::withdrawn;
  return counting || correcting || undoing || occurrence.state == OccurrenceState::open;
}

}  // namespace

bool is_of_run(const Occurrence& occurrence, int round) {
  return round == occurrence.round ||
         std::find(occurrence.run.begin(), occurrence.run.end(), round) != occurrence.run.end();
}

bool is_excused(const Occurrence& occurrence) {
  return occurrence.excuse && !occurrence.excuse->confirmed_by.empty();
}

bool is_first_run(const Occurrence& occurrence) {
  return is_of_run(occurrence, 1);
}

namespace {

/// What people did last can be undone by whoever did it, until the engine has built on it; that a
/// count has reached its number is part of it. So are an event's corrections: they are made by
/// recording the event again.
void remember(Occurrence& occurrence, const Fact& fact, NamedValues before) {
  if (fact.kind == FactKind::undone) {
    return;
  }
  // That a post has another holder, or was told what was to be told, is nothing new to the others.
  if (fact.kind != FactKind::noted && fact.kind != FactKind::handed_over &&
      fact.kind != FactKind::told) {
    occurrence.noted.clear();
  }
  if (fact.actor != engine_actor) {
    if (fact.kind == FactKind::happened) {
      before.clear();
    }
    occurrence.last_act = LastAct{fact.kind, fact.at, fact.actor, std::move(before)};
  } else if (fact.kind != FactKind::completed) {
    occurrence.last_act.reset();
  }
}

void change(Occurrence& occurrence, const Fact& fact) {
  switch (fact.kind) {
    case FactKind::opened:
      break;
    case FactKind::acknowledged:
      acknowledge(occurrence, fact);
      break;
    case FactKind::completed:
      complete(occurrence, fact);
      break;
    case FactKind::due_moved:
      move_due(occurrence, fact, ChangeKind::moved);
      break;
    case FactKind::withdrawn:
      occurrence.state = OccurrenceState::withdrawn;
      break;
    case FactKind::reopened:
      reopen(occurrence, fact);
      break;
    case FactKind::happened:
      happen(occurrence, fact);
      break;
    case FactKind::redated:
      redate(occurrence, fact);
      break;
    case FactKind::counted:
      occurrence.counted += number_of<int>(datum_of(fact, "amount")).value_or(0);
      break;
    case FactKind::measured:
      measure(occurrence, fact);
      break;
    case FactKind::progressed:
      occurrence.progress = Progress{fact.at, datum_of(fact, "text")};
      break;
    case FactKind::submitted:
      submit(occurrence, fact, parse_iso_date(datum_of(fact, "date")));
      break;
    case FactKind::returned:
      give_back(occurrence, fact);
      break;
    case FactKind::extension_asked:
      ask_extension(occurrence, fact, parse_iso_date(datum_of(fact, "until")));
      break;
    case FactKind::extended:
      move_due(occurrence, fact, ChangeKind::extended);
      break;
    case FactKind::adjusted:
      move_due(occurrence, fact, ChangeKind::adjusted);
      break;
    case FactKind::missed:
      occurrence.state = OccurrenceState::missed;
      break;
    case FactKind::undone:
      undo(occurrence, fact);
      break;
    case FactKind::failed:
      end(occurrence, fact, OccurrenceState::failed);
      break;
    case FactKind::waived:
      end(occurrence, fact, OccurrenceState::waived);
      break;
    case FactKind::excuse_asked:
      ask_excuse(occurrence, fact);
      break;
    case FactKind::excused:
      excuse(occurrence, fact);
      break;
    case FactKind::assigned:
      occurrence.officer = datum_of(fact, "post");
      occurrence.assigned_at = fact.at;
      break;
    case FactKind::snoozed:
      snooze(occurrence, fact);
      break;
    case FactKind::noted:
      occurrence.noted[fact.actor] = fact.at;
      break;
    case FactKind::commented:
    case FactKind::told:
      break;
    case FactKind::urged:
    case FactKind::directed:
      urge(occurrence, fact);
      break;
    case FactKind::transfer_asked:
      occurrence.transfer_asked =
          TransferRequest{fact.at, datum_of(fact, "to_unit"), datum_of(fact, "reason")};
      break;
    case FactKind::transferred:
      transfer(occurrence, fact);
      break;
    case FactKind::handed_over:
      hand_over(occurrence, fact);
      break;
  }
}

}  // namespace

Occurrence apply(Occurrence occurrence, const Fact& fact) {
  if (!applies(occurrence, fact)) {
    return occurrence;
  }
  NamedValues before = fact.actor == engine_actor ? NamedValues{} : values_of(occurrence);
  change(occurrence, fact);
  remember(occurrence, fact, std::move(before));
  return occurrence;
}

}  // namespace dondoc
