// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/particulars.h"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace dondoc {

namespace {

constexpr std::string_view snoozed_prefix = "snoozed.";
constexpr std::string_view snoozed_at_prefix = "snoozed_at.";
constexpr std::string_view noted_prefix = "noted.";

std::string seconds(Instant at) {
  return std::to_string(at.time_since_epoch().count());
}

/// Reads what was put; a value that can't have been is damage.
class ValueReader {
 public:
  explicit ValueReader(const NamedValues& values) : values_(values) {}

  [[nodiscard]] bool has(const std::string& name) const { return values_.count(name) != 0; }
  [[nodiscard]] std::string text(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string{} : found->second;
  }
  std::int64_t number(const std::string& name) {
    std::int64_t value = 0;
    const std::string written = text(name);
    const auto [stop, failure] =
        std::from_chars(written.data(), written.data() + written.size(), value);
    whole_ = whole_ && failure == std::errc{} && stop == written.data() + written.size();
    return value;
  }
  int small(const std::string& name) { return static_cast<int>(number(name)); }
  Instant instant(const std::string& name) { return Instant{std::chrono::seconds{number(name)}}; }
  std::optional<Instant> instant_if(const std::string& name) {
    return has(name) ? std::optional(instant(name)) : std::nullopt;
  }
  Date date(const std::string& name) {
    const std::optional<Date> found = parse_iso_date(text(name));
    whole_ = whole_ && found;
    return found.value_or(Date{});
  }
  std::optional<Date> date_if(const std::string& name) {
    return has(name) ? std::optional(date(name)) : std::nullopt;
  }
  /// What stands behind the prefix, of each name that has it.
  [[nodiscard]] std::vector<std::string> behind(std::string_view prefix) const {
    std::vector<std::string> rest;
    for (const auto& [name, value] : values_) {
      if (name.rfind(prefix, 0) == 0) {
        rest.push_back(name.substr(prefix.size()));
      }
    }
    return rest;
  }
  [[nodiscard]] bool whole() const { return whole_; }

 private:
  const NamedValues& values_;
  bool whole_{true};
};

void put_date(const std::string& name, const std::optional<Date>& date, NamedValues& values) {
  if (date) {
    values[name] = to_iso(*date);
  }
}

void put_change(const Change& change, NamedValues& values) {
  values["change"] = std::to_string(static_cast<int>(change.kind));
  values["change.due"] = seconds(change.from_due);
  values["change.last_day"] = to_iso(change.from_last_day);
  values["change.dated"] = change.from_dated ? "1" : "0";
  values["change.basis"] = change.basis;
  if (!change.from_leads.empty()) {
    values["change.leads"] = unit_list_text(change.from_leads);
  }
}

std::optional<Change> take_change(ValueReader& read) {
  if (!read.has("change")) {
    return std::nullopt;
  }
  return Change{static_cast<ChangeKind>(read.number("change")),
                read.instant("change.due"),
                read.date("change.last_day"),
                read.text("change.dated") == "1",
                read.text("change.basis"),
                unit_list(read.text("change.leads"))};
}

/// What is decided of it: an ending, an excuse, who does it, who needn't hear of it for a while.
void put_decided(const Occurrence& occurrence, NamedValues& values) {
  if (occurrence.ending) {
    values["ending.at"] = seconds(occurrence.ending->at);
    values["ending.post"] = occurrence.ending->post;
    values["ending.reason"] = occurrence.ending->reason;
    values["ending.waived"] = occurrence.state == OccurrenceState::waived ? "1" : "0";
  }
  if (occurrence.excuse) {
    values["excuse.at"] = seconds(occurrence.excuse->at);
    values["excuse.reason"] = occurrence.excuse->reason;
    values["excuse.by"] = occurrence.excuse->confirmed_by;
    values["excuse.number"] = std::to_string(occurrence.excuse->number);
  }
  if (!occurrence.transferred_to.empty()) {
    values["lead"] = occurrence.transferred_to;
  }
  if (occurrence.transfer_asked) {
    values["transfer.at"] = seconds(occurrence.transfer_asked->at);
    values["transfer.unit"] = occurrence.transfer_asked->unit;
    values["transfer.reason"] = occurrence.transfer_asked->reason;
  }
  if (!occurrence.officer.empty()) {
    values["officer"] = occurrence.officer;
  }
  if (occurrence.assigned_at) {
    values["officer.at"] = seconds(*occurrence.assigned_at);
  }
  for (const auto& [post, snoozing] : occurrence.snoozed) {
    values[std::string(snoozed_prefix) + post] = to_iso(snoozing.until);
    values[std::string(snoozed_at_prefix) + post] = seconds(snoozing.at);
  }
  for (const auto& [post, at] : occurrence.noted) {
    values[std::string(noted_prefix) + post] = seconds(at);
  }
  if (occurrence.urging) {
    values["urging.at"] = seconds(occurrence.urging->at);
    values["urging.directs"] = occurrence.urging->directs ? "1" : "0";
    values["urging.post"] = occurrence.urging->post;
    values["urging.text"] = occurrence.urging->text;
    values["urging.number"] = std::to_string(occurrence.urging->number);
    if (!occurrence.urging->untold.empty()) {
      values["urging.untold"] = occurrence.urging->untold;
    }
  }
}

void take_decided(ValueReader& read, Occurrence& occurrence) {
  if (read.has("ending.at")) {
    occurrence.ending =
        Ending{read.instant("ending.at"), read.text("ending.post"), read.text("ending.reason")};
    occurrence.state =
        read.text("ending.waived") == "1" ? OccurrenceState::waived : OccurrenceState::failed;
  }
  if (read.has("excuse.at")) {
    occurrence.excuse = Excuse{read.instant("excuse.at"),
                               read.text("excuse.reason"),
                               read.text("excuse.by"),
                               read.small("excuse.number")};
  }
  occurrence.transferred_to = read.text("lead");
  if (read.has("transfer.at")) {
    occurrence.transfer_asked = TransferRequest{
        read.instant("transfer.at"), read.text("transfer.unit"), read.text("transfer.reason")};
  }
  occurrence.officer = read.text("officer");
  occurrence.assigned_at = read.instant_if("officer.at");
  for (const std::string& post : read.behind(snoozed_prefix)) {
    occurrence.snoozed[post] = {read.instant(std::string(snoozed_at_prefix) + post),
                                read.date(std::string(snoozed_prefix) + post)};
  }
  for (const std::string& post : read.behind(noted_prefix)) {
    occurrence.noted[post] = read.instant(std::string(noted_prefix) + post);
  }
  if (read.has("urging.at")) {
    occurrence.urging = Urging{read.instant("urging.at"),
                               read.text("urging.directs") == "1",
                               read.text("urging.post"),
                               read.text("urging.text"),
                               read.small("urging.number"),
                               read.text("urging.untold")};
  }
}

/// "1,3": the earlier rounds that the present one goes on with.
std::string run_text(const std::vector<int>& run) {
  std::string text;
  for (const int round : run) {
    text += (text.empty() ? "" : ",") + std::to_string(round);
  }
  return text;
}

std::vector<int> run_of(const std::string& text) {
  std::vector<int> run;
  const char* next = text.data();
  const char* const end = next + text.size();
  while (next < end) {
    int round = 0;
    const auto [stop, failure] = std::from_chars(next, end, round);
    if (failure != std::errc{}) {
      break;
    }
    run.push_back(round);
    next = stop + 1;
  }
  return run;
}

}  // namespace

void put_particulars(const Occurrence& occurrence, NamedValues& values) {
  if (!occurrence.dated) {
    values["undated"] = "1";
  }
  if (occurrence.due_set) {
    values["due_set"] = "1";
  }
  if (!occurrence.run.empty()) {
    values["run"] = run_text(occurrence.run);
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
  if (occurrence.completion) {
    put_date("sent", occurrence.completion->sent, values);
    if (occurrence.completion->nothing) {
      values["nothing"] = "1";
    }
  }
  put_decided(occurrence, values);
}

bool take_particulars(const NamedValues& values, Occurrence& occurrence) {
  ValueReader read(values);
  occurrence.dated = !read.has("undated");
  occurrence.due_set = read.has("due_set");
  occurrence.run = run_of(read.text("run"));
  occurrence.change = take_change(read);
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
    occurrence.counted = read.small("counted");
  }
  if (occurrence.completion) {
    occurrence.completion->sent = read.date_if("sent");
    occurrence.completion->nothing = read.has("nothing");
  }
  take_decided(read, occurrence);
  return read.whole();
}

NamedValues values_of(const Occurrence& occurrence) {
  NamedValues values;
  put_particulars(occurrence, values);
  values["state"] = std::to_string(static_cast<int>(occurrence.state));
  values["due"] = seconds(occurrence.due);
  values["last_day"] = to_iso(occurrence.last_day);
  values["round"] = std::to_string(occurrence.round);
  values["round_from"] = seconds(occurrence.round_from);
  if (occurrence.needs_review) {
    values["review"] = "1";
  }
  if (occurrence.acknowledged_at) {
    values["acknowledged"] = seconds(*occurrence.acknowledged_at);
  }
  put_date("promised", occurrence.promised, values);
  if (occurrence.completion) {
    values["completed"] = seconds(occurrence.completion->recorded_at);
    values["document"] = occurrence.completion->document;
    put_date("document_date", occurrence.completion->document_date, values);
  }
  return values;
}

bool take_values(const NamedValues& values, Occurrence& occurrence) {
  ValueReader read(values);
  Occurrence taken;
  taken.key = occurrence.key;
  taken.series = occurrence.series;
  taken.period = occurrence.period;
  taken.code = occurrence.code;
  taken.opens = occurrence.opens;
  taken.first_due = occurrence.first_due;
  taken.provisional = occurrence.provisional;
  taken.happening = occurrence.happening;
  taken.task = occurrence.task;
  taken.happenings = occurrence.happenings;
  taken.rungs = occurrence.rungs;
  taken.last_act = occurrence.last_act;
  taken.due = read.instant("due");
  taken.last_day = read.date("last_day");
  taken.round = read.small("round");
  taken.round_from = read.instant("round_from");
  taken.needs_review = read.has("review");
  taken.acknowledged_at = read.instant_if("acknowledged");
  taken.promised = read.date_if("promised");
  if (read.has("completed")) {
    taken.completion =
        Completion{read.instant("completed"), read.text("document"), read.date_if("document_date")};
  }
  const bool whole = take_particulars(values, taken);
  taken.state = static_cast<OccurrenceState>(read.number("state"));
  if (!whole || !read.whole()) {
    return false;
  }
  occurrence = std::move(taken);
  return true;
}

}  // namespace dondoc
