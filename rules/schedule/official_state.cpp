// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/official_state.h"

#include <array>
#include <utility>

namespace dondoc {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> official_names{{
    {"done-in-time", "đã hoàn thành đúng hạn"},
    {"done-late", "đã hoàn thành quá hạn"},
    {"open-in-time", "chưa hoàn thành, trong hạn"},
    {"open-late", "chưa hoàn thành, quá hạn"},
}};

bool was_in_time(const Occurrence& occurrence) {
  if (!occurrence.completion || !occurrence.dated) {
    return true;
  }
  const Completion& completion = *occurrence.completion;
  if (completion.sent || completion.document_date) {
    return (completion.sent ? *completion.sent : *completion.document_date) <= occurrence.last_day;
  }
  return completion.recorded_at < occurrence.due;
}

}  // namespace

std::optional<OfficialState> official_state(const Occurrence& occurrence, Instant now) {
  switch (occurrence.state) {
    case OccurrenceState::open:
      return occurrence.dated && now >= occurrence.due ? OfficialState::open_late
                                                       : OfficialState::open_in_time;
    case OccurrenceState::done:
      return was_in_time(occurrence) ? OfficialState::done_in_time : OfficialState::done_late;
    case OccurrenceState::missed:
    case OccurrenceState::failed:
      return OfficialState::open_late;
    case OccurrenceState::withdrawn:
    case OccurrenceState::waived:
      break;
  }
  return std::nullopt;
}

std::string_view official_state_name(OfficialState state) {
  return official_names.at(static_cast<std::size_t>(state)).first;
}

std::string_view official_state_words(OfficialState state) {
  return official_names.at(static_cast<std::size_t>(state)).second;
}

}  // namespace dondoc
