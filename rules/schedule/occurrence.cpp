// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/occurrence.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>
#include <utility>

namespace dondoc {

namespace {

constexpr std::array<std::pair<FactKind, std::string_view>, 17> fact_kinds{{
    {FactKind::opened, "opened"},
    {FactKind::acknowledged, "acknowledged"},
    {FactKind::completed, "completed"},
    {FactKind::due_moved, "due-moved"},
    {FactKind::withdrawn, "withdrawn"},
    {FactKind::reopened, "reopened"},
    {FactKind::happened, "happened"},
    {FactKind::redated, "redated"},
    {FactKind::counted, "counted"},
    {FactKind::measured, "measured"},
    {FactKind::progressed, "progressed"},
    {FactKind::submitted, "submitted"},
    {FactKind::returned, "returned"},
    {FactKind::extension_asked, "extension-asked"},
    {FactKind::extended, "extended"},
    {FactKind::adjusted, "adjusted"},
    {FactKind::missed, "missed"},
}};

std::string value_of(const Fact& fact, const std::string& name) {
  const auto found = fact.data.find(name);
  return found == fact.data.end() ? std::string{} : found->second;
}

void acknowledge(Occurrence& occurrence, const Fact& fact) {
  occurrence.acknowledged_at = fact.at;
  occurrence.promised = parse_iso_date(value_of(fact, "promised"));
}

void complete(Occurrence& occurrence, const Fact& fact) {
  occurrence.state = OccurrenceState::done;
  occurrence.completion = Completion{
      fact.at, value_of(fact, "document"), parse_iso_date(value_of(fact, "document_date"))};
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
  const std::string document = value_of(fact, "basis");
  occurrence.change = Change{kind,
                             occurrence.due,
                             occurrence.last_day,
                             occurrence.dated,
                             document.empty() ? value_of(fact, "reason") : document};
  occurrence.round += 1;
  occurrence.round_from = fact.at;
  occurrence.promised.reset();
}

void move_due(Occurrence& occurrence, const Fact& fact, ChangeKind kind) {
  const std::optional<Instant> due = parse_rfc3339(value_of(fact, "to"));
  const std::optional<Date> last_day = parse_iso_date(value_of(fact, "last_day"));
  if (!due || !last_day) {
    return;
  }
  begin_round(occurrence, fact, kind);
  occurrence.due = *due;
  occurrence.last_day = *last_day;
  occurrence.dated = value_of(fact, "dated") != "no";
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
  if (const auto value = number_of<std::int64_t>(value_of(fact, "thousandths"))) {
    occurrence.measured =
        Measurement{fact.at, *value, value_of(fact, "numerator"), value_of(fact, "denominator")};
  }
}

void submit(Occurrence& occurrence, const Fact& fact, const std::optional<Date>& date) {
  if (date) {
    occurrence.submission = Submission{fact.at, *date, value_of(fact, "signer")};
  }
}

void ask_extension(Occurrence& occurrence, const Fact& fact, const std::optional<Date>& until) {
  if (until) {
    occurrence.asked = ExtensionRequest{fact.at, *until, value_of(fact, "reason")};
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

}  // namespace

std::string_view fact_kind_name(FactKind kind) {
  for (const auto& [value, name] : fact_kinds) {
    if (value == kind) {
      return name;
    }
  }
  return "unknown";
}

std::optional<FactKind> parse_fact_kind(std::string_view name) {
  for (const auto& [value, known] : fact_kinds) {
    if (known == name) {
      return value;
    }
  }
  return std::nullopt;
}

namespace {

/// What is over stays as it is, but for a duty that an edit took out and another brought back, and
/// for what is still counted of one that has reached its number.
bool applies(const Occurrence& occurrence, const Fact& fact) {
  if (fact.kind == FactKind::reopened) {
    return occurrence.state == OccurrenceState::withdrawn;
  }
  const bool counting = fact.kind == FactKind::counted && occurrence.state == OccurrenceState::done;
  // An event is corrected whether or not the plan asks for what it opened: it may do so again.
  const bool correcting =
      fact.kind == FactKind::redated && occurrence.state == OccurrenceState::withdrawn;
  return counting || correcting || occurrence.state == OccurrenceState::open;
}

}  // namespace

void put_happening(const Happening& happening, std::map<std::string, std::string>& data) {
  data["event"] = happening.id;
  data["date"] = to_iso(happening.event.date);
  if (happening.event.time) {
    data["time"] = to_hhmm(*happening.event.time);
  }
  const auto put = [&data](const std::string& name, const std::string& value) {
    if (!value.empty()) {
      data[name] = value;
    }
  };
  put("unit", happening.unit);
  put("title", happening.title);
  put("document", happening.document);
  put("event_due", happening.due ? to_iso(*happening.due) : std::string{});
}

std::optional<Happening> happening_of(const Fact& fact) {
  const std::optional<Date> date = parse_iso_date(value_of(fact, "date"));
  Happening happening;
  happening.id = value_of(fact, "event");
  if (!date || happening.id.empty()) {
    return std::nullopt;
  }
  happening.event = Event{*date, parse_hhmm(value_of(fact, "time"))};
  happening.unit = value_of(fact, "unit");
  happening.title = value_of(fact, "title");
  happening.document = value_of(fact, "document");
  happening.due = parse_iso_date(value_of(fact, "event_due"));
  happening.recorded_at = fact.at;
  return happening;
}

Occurrence apply(Occurrence occurrence, const Fact& fact) {
  if (!applies(occurrence, fact)) {
    return occurrence;
  }
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
      occurrence.counted += number_of<int>(value_of(fact, "amount")).value_or(0);
      break;
    case FactKind::measured:
      measure(occurrence, fact);
      break;
    case FactKind::progressed:
      occurrence.progress = Progress{fact.at, value_of(fact, "text")};
      break;
    case FactKind::submitted:
      submit(occurrence, fact, parse_iso_date(value_of(fact, "date")));
      break;
    case FactKind::returned:
      give_back(occurrence, fact);
      break;
    case FactKind::extension_asked:
      ask_extension(occurrence, fact, parse_iso_date(value_of(fact, "until")));
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
  }
  return occurrence;
}

}  // namespace dondoc
