// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/explain.h"

#include "daemon/cli/builtin_config.h"
#include "daemon/plan_loader.h"

#include <algorithm>
#include <ostream>
#include <utility>
#include <variant>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

/// The name under which diagnostics speak of the phrase: there is no file.
constexpr const char* phrase_name = "cụm từ";

/// A phrase may hold line ends and tabs (it was pasted from a table's cell); one blank stands for
/// each, so that the caret stays under the right words.
std::string as_one_line(std::string phrase) {
  std::replace_if(
      phrase.begin(),
      phrase.end(),
      [](char letter) { return static_cast<unsigned char>(letter) < ' '; },
      ' ');
  return phrase;
}

Diagnostic diagnostic_of(const Remark& remark, const std::string& phrase) {
  Diagnostic diagnostic;
  diagnostic.severity = remark.kind == RemarkKind::error ? Severity::error : Severity::note;
  diagnostic.code = remark.code;
  diagnostic.file = phrase_name;
  diagnostic.column = static_cast<int>(remark.begin) + 1;
  diagnostic.width = std::max(1, static_cast<int>(remark.end) - static_cast<int>(remark.begin));
  diagnostic.message = remark.message;
  diagnostic.hint = remark.hint;
  diagnostic.source_line = as_one_line(phrase);
  return diagnostic;
}

bool is_single(const DueRule& rule) {
  return std::holds_alternative<OnceRule>(rule.recurrence) ||
         std::holds_alternative<PeriodRule>(rule.recurrence);
}

DueContext context_of(const ExplainOptions& options,
                      const DueRule& rule,
                      const ExplainCalendars& calendars,
                      Instant now) {
  DueContext context;
  const Date start = options.from.value_or(date_of(now, calendars.zone));
  context.effective_from = make_date(year_of(start), 1, 1);
  context.effective_to = options.to.value_or(make_date(year_max - 1, 12, 31));
  context.issued = context.effective_from;
  // A single due may lie in any year, and it is what the reader wants to see.
  if (const auto* period = std::get_if<PeriodRule>(&rule.recurrence);
      period != nullptr && period->first_year && period->last_year) {
    context.effective_from = make_date(*period->first_year, 1, 1);
    context.effective_to = last_of_month(*period->last_year, 12);
  }
  if (const auto* once = std::get_if<OnceRule>(&rule.recurrence)) {
    context.issued = std::min(context.issued, once->last);
    context.effective_from = std::min(context.effective_from, once->first.value_or(once->last));
    context.effective_to = std::max(context.effective_to, once->last);
  }
  context.calendar = &calendars.working_days;
  context.zone = calendars.zone;
  context.reporting = &calendars.reporting;
  return context;
}

std::vector<Due> next_dues(const ExplainOptions& options,
                           const DueRule& rule,
                           const DueContext& context,
                           Instant now) {
  if (waits_for_event(rule)) {
    // Only an event brings a due; without its date there is none to show.
    if (!options.trigger || !std::holds_alternative<TriggeredRule>(rule.recurrence)) {
      return {};
    }
    const Event event{*options.trigger, std::nullopt};
    return {
        due_of_event(rule, context, to_iso(event.date), event, start_of(event.date, context.zone))};
  }
  if (is_undated(rule)) {
    return {};
  }
  const std::size_t wanted =
      std::min(options.count.value_or(options.to ? explained_dues_max : explained_dues_default),
               explained_dues_max);
  const bool show_past = is_single(rule) && !options.from;
  const Instant after = start_of(options.from.value_or(date_of(now, context.zone)), context.zone);
  // What opens in the years of effect; dues of the first year that are past make up for at most a
  // year of the shortest period.
  constexpr std::size_t periods_a_year_max = 366;
  std::vector<Due> dues = dues_opening(rule,
                                       context,
                                       std::nullopt,
                                       end_of(context.effective_to, context.zone),
                                       std::min(dues_max, wanted + periods_a_year_max));
  if (!show_past) {
    dues.erase(std::remove_if(
                   dues.begin(), dues.end(), [after](const Due& due) { return due.due <= after; }),
               dues.end());
  }
  if (dues.size() > wanted) {
    dues.erase(dues.begin() + static_cast<std::ptrdiff_t>(wanted), dues.end());
  }
  return dues;
}

Diagnostic note(const std::string& code, const std::string& message, const std::string& phrase) {
  Remark remark;
  remark.kind = RemarkKind::note;
  remark.code = code;
  remark.message = message;
  remark.end = 1;
  return diagnostic_of(remark, phrase);
}

/// Every phrase that isn't understood says why; an empty list of remarks would leave the reader
/// with nothing.
void say_something(Explanation& explanation, const std::string& phrase) {
  if (explanation.reading.understood() || has_errors(explanation.diagnostics)) {
    return;
  }
  Remark remark;
  remark.code = "phrase-not-understood";
  remark.message = "không thấy thời hạn nào trong cụm từ này";
  remark.hint = "ví dụ: chậm nhất trong tháng 6 hằng năm";
  remark.end = std::max<std::size_t>(1, phrase.size());
  explanation.diagnostics.push_back(diagnostic_of(remark, phrase));
}

}  // namespace

Explanation explain(const ExplainOptions& options, const ExplainCalendars& calendars, Instant now) {
  Explanation explanation;
  explanation.reading = read_due_phrase(options.phrase);
  for (const Remark& remark : explanation.reading.remarks) {
    explanation.diagnostics.push_back(diagnostic_of(remark, options.phrase));
  }
  say_something(explanation, options.phrase);
  const auto is_term = [](const Reading& reading) {
    return std::holds_alternative<TriggeredRule>(reading.rule.recurrence);
  };
  if (options.trigger &&
      std::none_of(
          explanation.reading.readings.begin(), explanation.reading.readings.end(), is_term)) {
    explanation.diagnostics.push_back(
        note("trigger-unused",
             "--trigger chỉ dùng cho thời hạn tính từ một mốc (“kể từ ngày …”)",
             options.phrase));
  }
  for (const Reading& part :
       explanation.reading.understood() ? explanation.reading.readings : std::vector<Reading>{}) {
    const std::vector<Due> dues =
        next_dues(options, part.rule, context_of(options, part.rule, calendars, now), now);
    explanation.sentence += (explanation.sentence.empty() ? "" : ". ") + part.sentence;
    explanation.next.insert(explanation.next.end(), dues.begin(), dues.end());
  }
  if (explanation.reading.readings.size() > 1) {
    std::stable_sort(explanation.next.begin(),
                     explanation.next.end(),
                     [](const Due& a, const Due& b) { return a.due < b.due; });
    const std::size_t wanted = options.count.value_or(explained_dues_max);
    explanation.next.resize(std::min(explanation.next.size(), wanted));
  }
  return explanation;
}

int run_explain(const ExplainOptions& options, Instant now, Terminal& terminal) {
  if (options.from && options.to && *options.to < *options.from) {
    terminal.err << "dondoc: --to phải bằng hoặc sau --from\n";
    return exit_usage;
  }
  ExplainCalendars calendars;
  if (options.config) {
    const Parsed<LoadedConfig> config = load_config(*options.config);
    if (!config.value) {
      return refuse_config(config.diagnostics, options.form, terminal);
    }
    const RuleSet& rules = *config.value->rules;
    calendars = {rules.calendar, rules.reporting, rules.zone};
  } else {
    calendars.working_days = builtin_calendar();
  }
  const Explanation explanation = explain(options, calendars, now);
  if (options.form == OutputForm::json) {
    write_json(terminal.out, explain_json(options, explanation, calendars.zone));
  } else {
    terminal.out << explain_text(options, explanation, calendars.zone, terminal.color);
  }
  return explanation.reading.understood() ? exit_fine : exit_findings;
}

}  // namespace dondoc
