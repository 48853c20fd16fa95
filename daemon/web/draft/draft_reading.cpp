// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/draft_reading.h"

#include "daemon/web/draft/draft_stages.h"
#include "rules/lint/lint.h"
#include "rules/phrase/due_phrase.h"
#include "rules/plan/rule_files.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace dondoc {
namespace {

/// Dues of a year of days, and of the year before.
constexpr std::size_t dues_looked_at = 800;

bool is_file_name(const std::string& id) {
  return !id.empty() &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

/// The dues of a rule that the calendar alone brings, from today on.
std::vector<std::string> next_dues_of(const DueRule& rule,
                                      const PlanDraft& draft,
                                      const RuleSet& in_use,
                                      Date today) {
  const auto from = parse_iso_date(draft.from);
  const auto to = parse_iso_date(draft.to);
  if (waits_for_event(rule) || is_undated(rule) || !from || !to || *to < *from) {
    return {};
  }
  DueContext context;
  context.effective_from = *from;
  context.effective_to = *to;
  context.issued = parse_iso_date(draft.issued).value_or(*from);
  context.calendar = &in_use.calendar;
  context.zone = in_use.zone;
  context.reporting = &in_use.reporting;
  std::vector<std::string> next;
  for (const Due& due :
       dues_opening(rule, context, std::nullopt, end_of(*to, in_use.zone), dues_looked_at)) {
    if (due.dated && due.last_day >= today && next.size() < draft_dues_shown) {
      next.push_back(due_words(due.due, due.last_day, in_use.zone));
    }
  }
  return next;
}

DueReading reading_of(const std::optional<DueRule>& rule,
                      const PlanDraft& draft,
                      const RuleSet& in_use,
                      Date today) {
  return rule ? DueReading{sentence(*rule), next_dues_of(*rule, draft, in_use, today)}
              : DueReading{};
}

RowReading reading_of_row(const DraftRow& row,
                          const PlanDraft& draft,
                          const RuleSet& in_use,
                          Date today) {
  RowReading read;
  for (const DraftStage& stage : row.stages) {
    read.stages.push_back(reading_of(read_draft_due(stage.due), draft, in_use, today));
  }
  if (!row.stages.empty()) {
    return read;
  }
  read.due = reading_of(rule_of_row(row), draft, in_use, today);
  if (read.due.sentence.empty()) {
    for (const Reading& part : read_due_phrase(row.due).parts) {
      read.due.sentence += (read.due.sentence.empty() ? "" : "; ") + part.sentence;
    }
  }
  return read;
}

/// "đã có ở dòng 11" of a file that nobody on the page sees.
std::string without_lines(std::string message) {
  constexpr std::string_view line = " ở dòng ";
  const std::size_t at = message.find(line);
  if (at != std::string::npos) {
    const std::size_t end = message.find_first_not_of("0123456789", at + line.size());
    message.replace(at, (end == std::string::npos ? message.size() : end) - at, " ở trên");
  }
  return message;
}

/// Each to its row, what stands before the first row to the plan.
void place(Diagnostic one, DraftReading& reading) {
  one.message = without_lines(std::move(one.message));
  const auto& lines = reading.file.first_lines;
  const auto after = std::upper_bound(lines.begin(), lines.end(), one.line);
  if (after == lines.begin()) {
    reading.questions.push_back(one);
  } else {
    reading.rows[static_cast<std::size_t>(after - lines.begin()) - 1].questions.push_back(one);
  }
  reading.errors += one.severity == Severity::error ? 1 : 0;
}

Diagnostic bad_plan_id(const std::string& file) {
  Diagnostic wrong;
  wrong.code = "bad-plan-id";
  wrong.file = file;
  wrong.message = "mã kế hoạch chỉ gồm chữ thường không dấu, chữ số và gạch nối";
  wrong.hint = "cchc-2026-2030";
  return wrong;
}

}  // namespace

DraftReading read_draft(const PlanDraft& draft,
                        const Publishing& publishing,
                        std::vector<SourceFile> others,
                        const RuleSet& in_use,
                        Date today) {
  DraftReading reading;
  reading.file = draft_file(draft, publishing);
  reading.file_name = "plans/" + draft.plan + ".yaml";
  for (const DraftRow& row : draft.rows) {
    reading.rows.push_back(reading_of_row(row, draft, in_use, today));
  }
  if (!is_file_name(draft.plan)) {
    reading.questions.push_back(bad_plan_id(reading.file_name));
    ++reading.errors;
    return reading;
  }
  judge(reading, std::move(others), in_use, today);
  return reading;
}

void judge(DraftReading& reading,
           std::vector<SourceFile> others,
           const RuleSet& in_use,
           Date today) {
  others.erase(
      std::remove_if(others.begin(),
                     others.end(),
                     [&reading](const SourceFile& file) { return file.name == reading.file_name; }),
      others.end());
  others.push_back({reading.file_name, reading.file.text});
  Parsed<RuleSet> parsed = read_rule_files(others);
  std::vector<Diagnostic> told = parsed.diagnostics;
  if (parsed.value) {
    const std::vector<Diagnostic> found = lint(*parsed.value, others, today);
    told.insert(told.end(), found.begin(), found.end());
  }
  sort_diagnostics(told);
  for (const Diagnostic& one : told) {
    if (one.file == reading.file_name && one.severity != Severity::note) {
      place(one, reading);
    } else if (one.severity == Severity::error) {
      reading.questions.push_back(one);
      ++reading.errors;
    }
  }
  if (parsed.value && reading.errors == 0) {
    // Chats that people have linked and days away are not in files; the set in use has both.
    parsed.value->directory = in_use.directory;
    parsed.value->reply_channels = in_use.reply_channels;
    reading.rules = std::make_shared<const RuleSet>(std::move(*parsed.value));
  }
}

}  // namespace dondoc
