// SPDX-License-Identifier: Apache-2.0
#include "rules/lint/clarity.h"
#include "rules/lint/findings.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <utility>

namespace dondoc {

namespace {

bool is_vacant(const Directory& directory, const std::string& unit, Date day) {
  const auto found = directory.units.find(unit);
  return found == directory.units.end() || holder(directory, found->second.head, day) == nullptr;
}

bool has_no_leader(const Directory& directory, const std::string& unit) {
  const auto found = directory.units.find(unit);
  return found != directory.units.end() && !found->second.reports_to &&
         found->second.head != directory.chair;
}

std::string clarity_words(const OpenClarities& open) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < clarities; ++i) {
    if (open[i]) {
      words.push_back(std::string(clarity_names.at(i)) + " (" + std::string(clarity_reasons.at(i)) +
                      ')');
    }
  }
  return join(words, "; ");
}

void judge_plan(Findings& findings, const Plan& plan) {
  std::vector<std::pair<const Obligation*, OpenClarities>> duties;
  OpenClarities everywhere = OpenClarities{}.set();
  for (const Obligation& obligation : plan.obligations) {
    if (obligation.watches.empty()) {
      duties.emplace_back(&obligation,
                          open_clarities(findings.rules(), plan, obligation, findings.today()));
      everywhere &= duties.back().second;
    }
  }
  // What every duty of the plan leaves open is said once.
  if (duties.size() < 2) {
    everywhere.reset();
  } else if (everywhere.any()) {
    findings.note(
        plan.place.file,
        {"plan"},
        "six-clarities",
        "cả " + std::to_string(duties.size()) + " nhiệm vụ để ngỏ: " + clarity_words(everywhere));
  }
  for (const auto& [obligation, open] : duties) {
    const OpenClarities own = open & ~everywhere;
    if (own.any()) {
      findings.note(plan.place.file,
                    obligation_path(*obligation),
                    "six-clarities",
                    obligation->id + " để ngỏ: " + clarity_words(own));
    }
  }
}

}  // namespace

OpenClarities open_clarities(const RuleSet& rules,
                             const Plan& plan,
                             const Obligation& obligation,
                             Date today) {
  const Directory& directory = rules.directory;
  const Date day = std::max(today, plan.effective_from);
  const auto& units = obligation.lead.units;
  const auto& stages = obligation.stages;
  OpenClarities open;
  const auto bit = [&open](Clarity one) { return open[static_cast<std::size_t>(one)]; };
  bit(Clarity::who) = std::any_of(units.begin(), units.end(), [&](const std::string& unit) {
    return is_vacant(directory, unit, day);
  });
  bit(Clarity::what) = obligation.source.empty();
  bit(Clarity::when) = std::any_of(
      stages.begin(), stages.end(), [](const Stage& stage) { return is_undated(stage.rule); });
  bit(Clarity::answering) = !obligation.oversight;
  bit(Clarity::product) = std::any_of(
      stages.begin(), stages.end(), [](const Stage& stage) { return stage.product.empty(); });
  bit(Clarity::authority) = std::any_of(units.begin(), units.end(), [&](const std::string& unit) {
    return has_no_leader(directory, unit);
  });
  return open;
}

void judge_clarity(Findings& findings) {
  for (const auto& [id, plan] : findings.rules().plans) {
    if (plan.effective_to >= findings.today()) {
      judge_plan(findings, plan);
    }
  }
}

}  // namespace dondoc
