// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/preview.h"

#include "daemon/plan_loader.h"
#include "rules/plan/suggestion.h"
#include "rules/schedule/series.h"

#include <algorithm>
#include <iterator>
#include <ostream>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

bool leads(const RuleSet& rules, const SeriesKey& series, const std::string& unit) {
  const std::optional<Owed> owed = find_owed(rules, series);
  return owed && std::find(owed->lead_units.begin(), owed->lead_units.end(), unit) !=
                     owed->lead_units.end();
}

/// Tells a unit or post that the directory doesn't have; true when all that were named are there.
bool names_are_known(const PreviewOptions& options, const RuleSet& rules, std::ostream& err) {
  const Directory& directory = rules.directory;
  bool known = true;
  if (!options.unit.empty() && directory.units.count(options.unit) == 0) {
    err << "dondoc: không có đơn vị “" << options.unit << "” trong directory.yaml"
        << suggestion(options.unit, ids_of(directory.units)) << '\n';
    known = false;
  }
  if (!options.post.empty() && directory.posts.count(options.post) == 0) {
    err << "dondoc: không có chức danh “" << options.post << "” trong directory.yaml"
        << suggestion(options.post, ids_of(directory.posts)) << '\n';
    known = false;
  }
  return known;
}

}  // namespace

Forecast within(Forecast forecast, const PreviewOptions& options, const RuleSet& rules) {
  const Instant from = start_of(options.from, rules.zone);
  const Instant to = end_of(options.to, rules.zone);
  std::set<std::string> led;
  for (const Occurrence& occurrence : forecast.occurrences) {
    if (options.unit.empty() || leads(rules, occurrence.series, options.unit)) {
      led.insert(occurrence.key);
    }
  }
  Forecast result;
  std::set<std::string> told;
  for (ForecastNotice& entry : forecast.notices) {
    if (entry.at >= from && entry.at < to && led.count(entry.notice.occurrence) != 0 &&
        (options.post.empty() || entry.notice.post == options.post)) {
      told.insert(entry.notice.occurrence);
      result.notices.push_back(std::move(entry));
    }
  }
  for (Occurrence& occurrence : forecast.occurrences) {
    // What has no date is owed for the whole of its period.
    const bool falls = occurrence.dated ? occurrence.last_day <= options.to : occurrence.opens < to;
    const bool due = options.post.empty() && occurrence.last_day >= options.from && falls;
    if (led.count(occurrence.key) != 0 && (due || told.count(occurrence.key) != 0)) {
      result.occurrences.push_back(std::move(occurrence));
    }
  }
  return result;
}

std::vector<KnownSeries> waiting_for_events(const PreviewOptions& options, const RuleSet& rules) {
  std::vector<KnownSeries> waiting;
  if (!options.post.empty()) {
    return waiting;
  }
  for (KnownSeries& series : all_series(rules)) {
    const Plan& plan = rules.plans.at(series.key.plan);
    const bool in_effect = plan.effective_from <= options.to && plan.effective_to >= options.from;
    if (!series.trigger.empty() && in_effect &&
        (options.unit.empty() || leads(rules, series.key, options.unit))) {
      waiting.push_back(std::move(series));
    }
  }
  return waiting;
}

int run_preview(const PreviewOptions& options, Terminal& terminal) {
  if (options.to < options.from) {
    terminal.err << "dondoc: --to phải bằng hoặc sau --from\n";
    return exit_usage;
  }
  const Parsed<LoadedConfig> config = load_config(options.config);
  if (!config.value) {
    return refuse_config(config.diagnostics, options.form, terminal);
  }
  const RuleSet& rules = *config.value->rules;
  if (!names_are_known(options, rules, terminal.err)) {
    return exit_usage;
  }
  const Forecast all = forecast(rules, options.first_load, end_of(options.to, rules.zone));
  const Forecast chosen = within(all, options, rules);
  const std::vector<KnownSeries> waiting = waiting_for_events(options, rules);
  if (options.form == OutputForm::json) {
    write_json(terminal.out, preview_json(chosen, waiting, rules));
  } else {
    terminal.out << preview_text(chosen, waiting, rules);
  }
  return exit_fine;
}

}  // namespace dondoc
