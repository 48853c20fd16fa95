// SPDX-License-Identifier: Apache-2.0
// What few occurrences have is kept by name, so that the many others have narrow rows: whether a
// date is set, the event, the change that began the round, progress, a submission, a wish for more
// time, counts and measures, and what the last act has changed. And the events of triggers.
#include "rules/schedule/particulars.h"

#include "daemon/store/hot_queries.h"
#include "daemon/store/store_impl.h"

#include <charconv>
#include <map>
#include <stdexcept>
#include <unordered_map>

namespace dondoc {
namespace {

using Named = NamedValues;

/// Of the values that the last act has changed.
constexpr std::string_view before_prefix = "before.";
/// Of what a task was given with.
constexpr std::string_view task_prefix = "task.";

[[nodiscard]] std::string seconds(Instant at) {
  return std::to_string(at.time_since_epoch().count());
}

template <typename Number>
[[nodiscard]] std::optional<Number> number_of(const std::string& text) {
  Number value{};
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failure == std::errc{} && stop == text.data() + text.size() ? std::optional(value)
                                                                     : std::nullopt;
}

[[noreturn]] void refuse_value() {
  throw StoreError(StoreFault::corrupt,
                   "cơ sở dữ liệu chứa giá trị lạ; tệp được giữ nguyên, hãy khôi phục từ bản "
                   "sao lưu");
}

/// Reads what write_particulars wrote; a value that it can't have written is damage.
class NamedReader {
 public:
  explicit NamedReader(const Named& values) : values_(values) {}

  [[nodiscard]] bool has(const std::string& name) const { return values_.count(name) != 0; }
  [[nodiscard]] std::string text(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string{} : found->second;
  }
  [[nodiscard]] std::int64_t number(const std::string& name) const {
    return expect(number_of<std::int64_t>(text(name)));
  }
  [[nodiscard]] Instant instant(const std::string& name) const {
    return Instant{std::chrono::seconds{number(name)}};
  }

 private:
  template <typename Value>
  [[nodiscard]] static Value expect(const std::optional<Value>& value) {
    if (!value) {
      refuse_value();
    }
    return *value;
  }

  const Named& values_;
};

[[nodiscard]] Named named_of(const Occurrence& occurrence) {
  Named values;
  put_particulars(occurrence, values);
  if (occurrence.happening) {
    put_happening(*occurrence.happening, values);
    values["event_recorded"] = seconds(occurrence.happening->recorded_at);
  }
  if (occurrence.task) {
    Named task;
    put_task(*occurrence.task, Zone{}, task);
    for (const auto& [name, value] : task) {
      values[std::string(task_prefix) + name] = value;
    }
  }
  if (occurrence.last_act) {
    values["act.kind"] = fact_kind_name(occurrence.last_act->kind);
    values["act.at"] = seconds(occurrence.last_act->at);
    values["act.actor"] = occurrence.last_act->actor;
    for (const auto& [name, value] : occurrence.last_act->before) {
      values[std::string(before_prefix) + name] = value;
    }
  }
  return values;
}

void take_named(const Named& values, Occurrence& occurrence) {
  const NamedReader read(values);
  if (!take_particulars(values, occurrence)) {
    refuse_value();
  }
  if (read.has("event")) {
    Fact fact;
    fact.data = values;
    fact.at = read.instant("event_recorded");
    occurrence.happening = happening_of(fact);
  }
  Named task;
  for (const auto& [name, value] : values) {
    if (name.rfind(task_prefix, 0) == 0) {
      task[name.substr(task_prefix.size())] = value;
    }
  }
  if (!task.empty()) {
    occurrence.task = task_of(task);
    if (!occurrence.task) {
      refuse_value();
    }
  }
  if (read.has("act.kind")) {
    const std::optional<FactKind> kind = parse_fact_kind(read.text("act.kind"));
    if (!kind) {
      refuse_value();
    }
    occurrence.last_act = LastAct{*kind, read.instant("act.at"), read.text("act.actor"), {}};
    for (const auto& [name, value] : values) {
      if (name.rfind(before_prefix, 0) == 0) {
        occurrence.last_act->before[name.substr(before_prefix.size())] = value;
      }
    }
  }
}

/// Of the columns of happenings_by_occurrence and happenings_by_trigger.
[[nodiscard]] Happening read_happening(const Query& query) {
  Happening happening;
  happening.id = query.text(1);
  happening.event.date = query.date(2);
  if (!query.is_null(3)) {
    happening.event.time = TimeOfDay{query.small(3)};
  }
  happening.unit = query.text(4);
  happening.title = query.text(5);
  happening.document = query.text(6);
  happening.due = query.optional_date(7);
  happening.recorded_at = query.instant(8);
  return happening;
}

}  // namespace

void write_particulars(Connection& connection, std::int64_t id, const Occurrence& occurrence) {
  Query(connection, "DELETE FROM particular WHERE occurrence = ?").bind(id).run();
  for (const auto& [name, value] : named_of(occurrence)) {
    Query(connection, "INSERT INTO particular (occurrence, name, value) VALUES (?, ?, ?)")
        .bind(id, name, value)
        .run();
  }
}

void read_particulars(Connection& connection,
                      const std::vector<std::int64_t>& ids,
                      std::vector<Occurrence>& occurrences) {
  const std::string array = json_array(ids);
  std::unordered_map<std::int64_t, std::size_t> places;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    places.emplace(ids[i], i);
  }
  std::map<std::size_t, Named> named;
  {
    Query query(connection, hot_queries::particulars_by_occurrence);
    query.bind(array);
    while (query.next()) {
      named[places.at(query.integer(0))].emplace(query.text(1), query.text(2));
    }
  }
  for (const auto& [place, values] : named) {
    take_named(values, occurrences[place]);
  }
  Query query(connection, hot_queries::happenings_by_occurrence);
  query.bind(array);
  while (query.next()) {
    occurrences[places.at(query.integer(0))].happenings.push_back(read_happening(query));
  }
}

bool holds_event(Connection& connection, std::int64_t id, const Fact& fact) {
  Named told;
  for (const char* name : {"date", "document", "event", "event_due", "time", "title", "unit"}) {
    const auto found = fact.data.find(name);
    if (found != fact.data.end()) {
      told.insert(*found);
    }
  }
  Named held;
  Query query(connection, hot_queries::event_of_occurrence);
  query.bind(id);
  while (query.next()) {
    held.emplace(query.text(0), query.text(1));
  }
  return held == told;
}

std::vector<Happening> happenings_of(Connection& connection,
                                     const std::string& plan,
                                     const std::string& trigger) {
  Query query(connection, hot_queries::happenings_by_trigger);
  query.bind(plan, trigger);
  std::vector<Happening> happenings;
  while (query.next()) {
    happenings.push_back(read_happening(query));
  }
  return happenings;
}

void write_happening(Connection& connection,
                     const OccurrenceRow& watch,
                     const Fact& fact,
                     Instant now) {
  const std::optional<Happening> told = happening_of(fact);
  const std::string& obligation = watch.occurrence.series.obligation;
  if (!told || obligation.rfind(watch_prefix, 0) != 0) {
    throw std::invalid_argument("store: an event of what watches for none: " + fact.occurrence);
  }
  const std::string trigger = obligation.substr(watch_prefix.size());
  std::optional<int> minutes;
  if (told->event.time) {
    minutes = told->event.time->minutes;
  }
  Query(connection,
        "INSERT INTO happening (occurrence, event, plan, trigger, date, minutes, unit, title,"
        " document, due, recorded_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT (occurrence, event) DO UPDATE SET date = excluded.date,"
        " minutes = excluded.minutes, unit = excluded.unit, title = excluded.title,"
        " document = excluded.document, due = excluded.due")
      .bind(watch.id,
            told->id,
            watch.occurrence.series.plan,
            trigger,
            told->event.date,
            minutes,
            told->unit,
            told->title,
            told->document,
            told->due,
            told->recorded_at)
      .run();
  Query(connection, "UPDATE series SET wake_at = ? WHERE plan = ? AND trigger = ?")
      .bind(now, watch.occurrence.series.plan, trigger)
      .run();
}

}  // namespace dondoc
