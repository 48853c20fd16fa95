// SPDX-License-Identifier: Apache-2.0
// What facts are called, and what they carry.
#include "rules/schedule/occurrence.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dondoc {

namespace {

constexpr std::array<std::pair<FactKind, std::string_view>, 32> fact_kinds{{
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
    {FactKind::undone, "undone"},
    {FactKind::failed, "failed"},
    {FactKind::waived, "waived"},
    {FactKind::excuse_asked, "excuse-asked"},
    {FactKind::excused, "excused"},
    {FactKind::assigned, "assigned"},
    {FactKind::snoozed, "snoozed"},
    {FactKind::noted, "noted"},
    {FactKind::commented, "commented"},
    {FactKind::urged, "urged"},
    {FactKind::directed, "directed"},
    {FactKind::transfer_asked, "transfer-asked"},
    {FactKind::transferred, "transferred"},
    {FactKind::handed_over, "handed-over"},
    {FactKind::told, "told"},
}};

}  // namespace

std::string datum_of(const Fact& fact, const std::string& name) {
  const auto found = fact.data.find(name);
  return found == fact.data.end() ? std::string{} : found->second;
}

std::vector<std::string> unit_list(const std::string& text) {
  std::vector<std::string> units;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(',', from), text.size());
    units.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return units;
}

std::string unit_list_text(const std::vector<std::string>& units) {
  std::string text;
  for (const std::string& unit : units) {
    text += (text.empty() ? "" : ",") + unit;
  }
  return text;
}

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
  const std::optional<Date> date = parse_iso_date(datum_of(fact, "date"));
  Happening happening;
  happening.id = datum_of(fact, "event");
  if (!date || happening.id.empty()) {
    return std::nullopt;
  }
  happening.event = Event{*date, parse_hhmm(datum_of(fact, "time"))};
  happening.unit = datum_of(fact, "unit");
  happening.title = datum_of(fact, "title");
  happening.document = datum_of(fact, "document");
  happening.due = parse_iso_date(datum_of(fact, "event_due"));
  happening.recorded_at = fact.at;
  return happening;
}

void put_task(const Task& task, Zone zone, std::map<std::string, std::string>& data) {
  const auto put = [&data](const std::string& name, const std::string& value) {
    if (!value.empty()) {
      data[name] = value;
    }
  };
  data["task"] = task.title;
  data["lead"] = task.lead;
  put("support", unit_list_text(task.support));
  put("product", task.product);
  put("basis", task.document);
  data["giver"] = task.giver;
  data["given"] = to_iso(task.given);
  data["due"] = to_rfc3339(task.due, zone);
  data["last_day"] = to_iso(task.last_day);
}

std::optional<Task> task_of(const std::map<std::string, std::string>& data) {
  const auto text = [&data](const std::string& name) {
    const auto found = data.find(name);
    return found == data.end() ? std::string{} : found->second;
  };
  const std::optional<Date> given = parse_iso_date(text("given"));
  const std::optional<Instant> due = parse_rfc3339(text("due"));
  const std::optional<Date> last_day = parse_iso_date(text("last_day"));
  if (!given || !due || !last_day || text("task").empty() || text("lead").empty()) {
    return std::nullopt;
  }
  return Task{text("task"),
              text("lead"),
              unit_list(text("support")),
              text("product"),
              text("basis"),
              text("giver"),
              *given,
              *due,
              *last_day};
}

}  // namespace dondoc
