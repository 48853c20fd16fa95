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

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> day_names{{
    {"sent", "ngày gửi"},
    {"document", "ngày văn bản"},
    {"recorded", "ngày ghi nhận"},
}};

/// Whose day counts of what was told.
OnTimeBy counting(const Completion& completion, OnTimeBy by) {
  if (by == OnTimeBy::recorded || (!completion.sent && !completion.document_date)) {
    return OnTimeBy::recorded;
  }
  if (by == OnTimeBy::document) {
    return completion.document_date ? OnTimeBy::document : OnTimeBy::sent;
  }
  return completion.sent ? OnTimeBy::sent : OnTimeBy::document;
}

bool was_in_time(const Occurrence& occurrence, OnTimeBy by) {
  if (!occurrence.completion || !occurrence.dated) {
    return true;
  }
  const Completion& completion = *occurrence.completion;
  switch (counting(completion, by)) {
    case OnTimeBy::sent:
      return *completion.sent <= occurrence.last_day;
    case OnTimeBy::document:
      return *completion.document_date <= occurrence.last_day;
    case OnTimeBy::recorded:
      break;
  }
  return completion.recorded_at < occurrence.due;
}

}  // namespace

std::optional<OfficialState> official_state(const Occurrence& occurrence,
                                            OnTimeBy by,
                                            Instant now) {
  switch (occurrence.state) {
    case OccurrenceState::open:
      return occurrence.dated && now >= occurrence.due ? OfficialState::open_late
                                                       : OfficialState::open_in_time;
    case OccurrenceState::done:
      return was_in_time(occurrence, by) ? OfficialState::done_in_time : OfficialState::done_late;
    case OccurrenceState::missed:
    case OccurrenceState::failed:
      return OfficialState::open_late;
    case OccurrenceState::withdrawn:
    case OccurrenceState::waived:
      break;
  }
  return std::nullopt;
}

std::optional<CountedDay> counted_day(const Occurrence& occurrence, OnTimeBy by, Zone zone) {
  if (occurrence.state != OccurrenceState::done || !occurrence.completion || !occurrence.dated) {
    return std::nullopt;
  }
  const Completion& completion = *occurrence.completion;
  const OnTimeBy counts = counting(completion, by);
  switch (counts) {
    case OnTimeBy::sent:
      return CountedDay{counts, *completion.sent};
    case OnTimeBy::document:
      return CountedDay{counts, *completion.document_date};
    case OnTimeBy::recorded:
      break;
  }
  return CountedDay{counts, date_of(completion.recorded_at, zone)};
}

std::string_view on_time_by_name(OnTimeBy by) {
  return day_names.at(static_cast<std::size_t>(by)).first;
}

std::string_view on_time_by_words(OnTimeBy by) {
  return day_names.at(static_cast<std::size_t>(by)).second;
}

std::string_view official_state_name(OfficialState state) {
  return official_names.at(static_cast<std::size_t>(state)).first;
}

std::string_view official_state_words(OfficialState state) {
  return official_names.at(static_cast<std::size_t>(state)).second;
}

}  // namespace dondoc
