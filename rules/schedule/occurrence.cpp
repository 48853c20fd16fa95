// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/occurrence.h"

#include <array>
#include <utility>

namespace dondoc {

namespace {

constexpr std::array<std::pair<FactKind, std::string_view>, 6> fact_kinds{{
    {FactKind::opened, "opened"},
    {FactKind::acknowledged, "acknowledged"},
    {FactKind::completed, "completed"},
    {FactKind::due_moved, "due-moved"},
    {FactKind::withdrawn, "withdrawn"},
    {FactKind::reopened, "reopened"},
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

void move_due(Occurrence& occurrence, const Fact& fact) {
  const std::optional<Instant> due = parse_rfc3339(value_of(fact, "to"));
  const std::optional<Date> last_day = parse_iso_date(value_of(fact, "last_day"));
  if (!due || !last_day) {
    return;
  }
  occurrence.due = *due;
  occurrence.last_day = *last_day;
  occurrence.round += 1;
  occurrence.round_from = fact.at;
  occurrence.needs_review = occurrence.needs_review && *due <= fact.at;
  // A promise was made for the old due.
  occurrence.promised.reset();
}

void reopen(Occurrence& occurrence, const Fact& fact) {
  occurrence.state = OccurrenceState::open;
  move_due(occurrence, fact);
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

/// What is over stays as it is, but for a duty that an edit took out and another brought back.
bool applies(const Occurrence& occurrence, const Fact& fact) {
  return fact.kind == FactKind::reopened ? occurrence.state == OccurrenceState::withdrawn
                                         : occurrence.state == OccurrenceState::open;
}

}  // namespace

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
      move_due(occurrence, fact);
      break;
    case FactKind::withdrawn:
      occurrence.state = OccurrenceState::withdrawn;
      break;
    case FactKind::reopened:
      reopen(occurrence, fact);
      break;
  }
  return occurrence;
}

}  // namespace dondoc
