// SPDX-License-Identifier: Apache-2.0
#include "rules/lint/findings.h"

#include "rules/lint/lint.h"
#include "rules/plan/stage_dues.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace dondoc {

namespace {

Instant end_of_look(Date today, Zone zone) {
  return end_of(add_months(today, 12 * lint_years), zone);
}

/// The dues that are not over and come within the years looked at.
std::vector<Due> coming_dues(const RuleSet& rules, const Owed& owed, Date today) {
  const DueRule& rule = owed.stage->rule;
  if (waits_for_event(rule) || is_undated(rule)) {
    return {};
  }
  const Instant end = end_of_look(today, rules.zone);
  std::vector<Due> dues = dues_opening(*owed.stage, due_context(rules, owed), std::nullopt, end);
  dues.erase(std::remove_if(
                 dues.begin(),
                 dues.end(),
                 [today, end](const Due& due) { return due.last_day < today || due.due > end; }),
             dues.end());
  return dues;
}

}  // namespace

Findings::Findings(const RuleSet& rules, const std::vector<SourceFile>& files, Date today)
    : rules_(rules), sources_(files), today_(today) {
  for (const auto& [id, plan] : rules.plans) {
    // The plan's last dues may lie a year after its end.
    if (add_months(plan.effective_to, 12) < today) {
      continue;
    }
    for (const Obligation& obligation : plan.obligations) {
      for (const Stage& stage : obligation.stages) {
        const bool each = obligation.lead.kind == LeadKind::each;
        const auto owed = find_owed(
            rules,
            SeriesKey{id, obligation.id, stage.id, each ? obligation.lead.units.front() : ""});
        if (owed && obligation.watches.empty()) {
          stages_.push_back({*owed, coming_dues(rules, *owed, today)});
        }
      }
    }
  }
}

void Findings::warn(std::string_view file,
                    const SourcePath& path,
                    std::string code,
                    std::string message,
                    std::string hint) {
  add(Severity::warning, file, path, std::move(code), std::move(message), std::move(hint));
}

void Findings::note(std::string_view file,
                    const SourcePath& path,
                    std::string code,
                    std::string message,
                    std::string hint) {
  add(Severity::note, file, path, std::move(code), std::move(message), std::move(hint));
}

void Findings::add(Severity severity,
                   std::string_view file,
                   const SourcePath& path,
                   std::string code,
                   std::string message,
                   std::string hint) {
  const Span span = sources_.at(file, path);
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostic.severity = severity;
  diagnostic.file = file;
  diagnostic.line = span.begin.line;
  diagnostic.column = span.begin.column;
  diagnostic.width =
      span.end.line == span.begin.line ? std::max(1, span.end.column - span.begin.column) : 1;
  const YamlFile* source = sources_.file(file);
  if (severity == Severity::warning && source != nullptr) {
    const std::string_view line = source->line(span.begin.line);
    if (line.size() <= source_line_bytes_max) {
      diagnostic.source_line = line;
    }
  }
  found_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Findings::finish() {
  sort_diagnostics(found_);
  return std::move(found_);
}

SourcePath obligation_path(const Obligation& obligation) {
  return {"obligations", '#' + obligation.id};
}

SourcePath due_path(const Owed& owed) {
  SourcePath path = obligation_path(*owed.obligation);
  if (!owed.stage->id.empty()) {
    path.insert(path.end(), {"stages", '#' + owed.stage->id});
  }
  path.emplace_back("due");
  return path;
}

std::string stage_words(const Owed& owed) {
  return owed.stage->id.empty() ? owed.obligation->id : owed.obligation->id + ':' + owed.stage->id;
}

std::string listed(const std::vector<std::string>& words, std::size_t most) {
  std::string list;
  for (std::size_t i = 0; i < words.size() && i < most; ++i) {
    list += (i == 0 ? "" : ", ") + words[i];
  }
  return words.size() > most ? list + " và " + std::to_string(words.size() - most) + " mục khác"
                             : list;
}

}  // namespace dondoc
