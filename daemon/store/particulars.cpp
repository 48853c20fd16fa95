// SPDX-License-Identifier: Apache-2.0
// What few occurrences have is kept by name, so that the many others have narrow rows: whether a
// date is set, the event, the change that began the round, progress, a submission, a wish for more
// time, counts and measures. And the events of triggers.
#include "daemon/store/hot_queries.h"
#include "daemon/store/store_impl.h"

#include <charconv>
#include <map>
#include <stdexcept>
#include <unordered_map>

namespace dondoc {
namespace {

using Named = std::map<std::string, std::string>;

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
  [[nodiscard]] Date date(const std::string& name) const {
    return expect(parse_iso_date(text(name)));
  }

 private:
  template <typename Value>
  [[nodiscard]] static Value expect(const std::optional<Value>& value) {
    if (!value) {
      throw StoreError(StoreFault::corrupt,
                       "cơ sở dữ liệu chứa giá trị lạ; tệp được giữ nguyên, hãy khôi phục từ bản "
                       "sao lưu");
    }
    return *value;
  }

  const Named& values_;
};

void put_change(const Change& change, Named& values) {
  values["change"] = std::to_string(static_cast<int>(change.kind));
  values["change.due"] = seconds(change.from_due);
  values["change.last_day"] = to_iso(change.from_last_day);
  values["change.dated"] = change.from_dated ? "1" : "0";
  values["change.basis"] = change.basis;
}

[[nodiscard]] Named named_of(const Occurrence& occurrence) {
  Named values;
  if (!occurrence.dated) {
    values["undated"] = "1";
  }
  if (occurrence.due_set) {
    values["due_set"] = "1";
  }
  if (occurrence.happening) {
    put_happening(*occurrence.happening, values);
    values["event_recorded"] = seconds(occurrence.happening->recorded_at);
  }
  if (occurrence.change) {
    put_change(*occurrence.change, values);
  }
  if (occurrence.progress) {
    values["progress.at"] = seconds(occurrence.progress->at);
    values["progress.text"] = occurrence.progress->text;
  }
  if (occurrence.submission) {
    values["submission.at"] = seconds(occurrence.submission->at);
    values["submission.date"] = to_iso(occurrence.submission->date);
    values["submission.signer"] = occurrence.submission->signer;
  }
  if (occurrence.asked) {
    values["asked.at"] = seconds(occurrence.asked->at);
    values["asked.until"] = to_iso(occurrence.asked->until);
    values["asked.reason"] = occurrence.asked->reason;
  }
  if (occurrence.measured) {
    values["measured.at"] = seconds(occurrence.measured->at);
    values["measured.thousandths"] = std::to_string(occurrence.measured->thousandths);
    values["measured.numerator"] = occurrence.measured->numerator;
    values["measured.denominator"] = occurrence.measured->denominator;
  }
  if (occurrence.counted != 0) {
    values["counted"] = std::to_string(occurrence.counted);
  }
  return values;
}

void take_named(const Named& values, Occurrence& occurrence) {
  const NamedReader read(values);
  occurrence.dated = !read.has("undated");
  occurrence.due_set = read.has("due_set");
  if (read.has("event")) {
    Fact fact;
    fact.data = values;
    fact.at = read.instant("event_recorded");
    occurrence.happening = happening_of(fact);
  }
  if (read.has("change")) {
    occurrence.change = Change{static_cast<ChangeKind>(read.number("change")),
                               read.instant("change.due"),
                               read.date("change.last_day"),
                               read.text("change.dated") == "1",
                               read.text("change.basis")};
  }
  if (read.has("progress.at")) {
    occurrence.progress = Progress{read.instant("progress.at"), read.text("progress.text")};
  }
  if (read.has("submission.at")) {
    occurrence.submission = Submission{read.instant("submission.at"),
                                       read.date("submission.date"),
                                       read.text("submission.signer")};
  }
  if (read.has("asked.at")) {
    occurrence.asked = ExtensionRequest{
        read.instant("asked.at"), read.date("asked.until"), read.text("asked.reason")};
  }
  if (read.has("measured.at")) {
    occurrence.measured = Measurement{read.instant("measured.at"),
                                      read.number("measured.thousandths"),
                                      read.text("measured.numerator"),
                                      read.text("measured.denominator")};
  }
  if (read.has("counted")) {
    occurrence.counted = static_cast<int>(read.number("counted"));
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
