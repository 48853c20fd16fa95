// SPDX-License-Identifier: Apache-2.0
// The six clarities that plans demand of themselves: rõ người, rõ việc, rõ thời gian, rõ trách
// nhiệm, rõ sản phẩm, rõ thẩm quyền. What a duty leaves open is no mistake; somebody has to decide
// it one day.
#include "rules/lint/findings.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <utility>

namespace dondoc {

namespace {

enum Clarity : std::size_t { who, what, when, answering, product, authority, clarities };
using Open = std::bitset<clarities>;

constexpr std::array<std::string_view, clarities> names{
    "rõ người", "rõ việc", "rõ thời gian", "rõ trách nhiệm", "rõ sản phẩm", "rõ thẩm quyền"};
constexpr std::array<std::string_view, clarities> reasons{
    "thủ trưởng đơn vị chủ trì chưa có người giữ",
    "chưa ghi mục nào của văn bản (`source`)",
    "không có ngày đến hạn",
    "chưa ghi đơn vị theo dõi (`oversight`)",
    "chưa ghi sản phẩm",
    "chưa ghi lãnh đạo phụ trách đơn vị chủ trì (`reports_to`)"};

bool is_vacant(const Directory& directory, const std::string& unit, Date day) {
  const auto found = directory.units.find(unit);
  return found == directory.units.end() || holder(directory, found->second.head, day) == nullptr;
}

bool has_no_leader(const Directory& directory, const std::string& unit) {
  const auto found = directory.units.find(unit);
  return found != directory.units.end() && !found->second.reports_to &&
         found->second.head != directory.chair;
}

Open open_in(const Findings& findings, const Plan& plan, const Obligation& obligation) {
  const Directory& directory = findings.rules().directory;
  const Date day = std::max(findings.today(), plan.effective_from);
  const auto& units = obligation.lead.units;
  const auto& stages = obligation.stages;
  Open open;
  open[who] = std::any_of(units.begin(), units.end(), [&](const std::string& unit) {
    return is_vacant(directory, unit, day);
  });
  open[what] = obligation.source.empty();
  open[when] = std::any_of(
      stages.begin(), stages.end(), [](const Stage& stage) { return is_undated(stage.rule); });
  open[answering] = !obligation.oversight;
  open[product] = std::any_of(
      stages.begin(), stages.end(), [](const Stage& stage) { return stage.product.empty(); });
  open[authority] = std::any_of(units.begin(), units.end(), [&](const std::string& unit) {
    return has_no_leader(directory, unit);
  });
  return open;
}

std::string words_of(const Open& open) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < clarities; ++i) {
    if (open[i]) {
      words.push_back(std::string(names.at(i)) + " (" + std::string(reasons.at(i)) + ')');
    }
  }
  return join(words, "; ");
}

void judge_plan(Findings& findings, const Plan& plan) {
  std::vector<std::pair<const Obligation*, Open>> duties;
  Open everywhere = Open{}.set();
  for (const Obligation& obligation : plan.obligations) {
    if (obligation.watches.empty()) {
      duties.emplace_back(&obligation, open_in(findings, plan, obligation));
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
        "cả " + std::to_string(duties.size()) + " nhiệm vụ để ngỏ: " + words_of(everywhere));
  }
  for (const auto& [obligation, open] : duties) {
    const Open own = open & ~everywhere;
    if (own.any()) {
      findings.note(plan.place.file,
                    obligation_path(*obligation),
                    "six-clarities",
                    obligation->id + " để ngỏ: " + words_of(own));
    }
  }
}

}  // namespace

void judge_clarity(Findings& findings) {
  for (const auto& [id, plan] : findings.rules().plans) {
    if (plan.effective_to >= findings.today()) {
      judge_plan(findings, plan);
    }
  }
}

}  // namespace dondoc
