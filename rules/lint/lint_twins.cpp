// SPDX-License-Identifier: Apache-2.0
// One duty that stands in two plans: whoever owes it would be reminded twice and report twice.
#include "rules/lint/findings.h"
#include "rules/lint/lint.h"
#include "rules/plan/spelling.h"
#include "rules/schedule/refinement.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace dondoc {

namespace {

/// Titles that share so much of their words are likely the same duty.
constexpr double alike_at_least = 0.6;
/// Fewer shared words than this say nothing: "Báo cáo năm" stands in every plan.
constexpr std::size_t shared_words_min = 4;

struct Duty {
  const Plan* plan{nullptr};
  const Obligation* obligation{nullptr};
  std::set<std::string> words;  ///< of the title, spelled one way
  std::set<std::string> leads;
};

std::set<std::string> title_words(const std::string& title) {
  std::set<std::string> words;
  std::size_t begin = 0;
  while (begin <= title.size()) {
    const std::size_t end = std::min(title.find(' ', begin), title.size());
    std::string word = name_key(title.substr(begin, end - begin));
    word.erase(std::remove_if(word.begin(),
                              word.end(),
                              [](char letter) {
                                return letter == ',' || letter == ';' || letter == ':' ||
                                       letter == '(' || letter == ')';
                              }),
               word.end());
    if (!word.empty()) {
      words.insert(std::move(word));
    }
    begin = end + 1;
  }
  return words;
}

std::size_t shared(const std::set<std::string>& a, const std::set<std::string>& b) {
  std::size_t count = 0;
  for (const std::string& word : a) {
    count += b.count(word);
  }
  return count;
}

/// "UBND xã" of "UBND xã Tà Đùng": the kind of office, in words before its name.
std::string level_of(const std::string& authority) {
  const std::size_t first = authority.find(' ');
  return name_key(authority.substr(0, authority.find(' ', first + 1)));
}

/// Two communes never owe one duty; a commune and the province above it may.
bool may_share(const Plan& a, const Plan& b) {
  const std::string one = name_key(a.authority);
  const std::string other = name_key(b.authority);
  const std::size_t shorter = std::min(one.size(), other.size());
  const bool same_office = one.compare(0, shorter, other, 0, shorter) == 0;
  return same_office || level_of(a.authority) != level_of(b.authority);
}

bool overlap(const Plan& a, const Plan& b) {
  return a.effective_from <= b.effective_to && b.effective_from <= a.effective_to;
}

/// It is said already which of them goes silent.
bool are_linked(const Duty& a, const Duty& b) {
  return a.obligation->refines == b.plan->id + '/' + b.obligation->id ||
         b.obligation->refines == a.plan->id + '/' + a.obligation->id;
}

bool are_twins(const Duty& a, const Duty& b) {
  if (a.plan == b.plan || are_linked(a, b) || !overlap(*a.plan, *b.plan) ||
      !may_share(*a.plan, *b.plan) || shared(a.leads, b.leads) == 0) {
    return false;
  }
  const std::size_t same = shared(a.words, b.words);
  const std::size_t all = a.words.size() + b.words.size() - same;
  return same >= shared_words_min &&
         static_cast<double>(same) >= alike_at_least * static_cast<double>(all);
}

std::vector<Duty> duties_of(const RuleSet& rules, Date today) {
  std::vector<Duty> duties;
  for (const auto& [id, plan] : rules.plans) {
    for (const Obligation& obligation : plan.obligations) {
      if (obligation.watches.empty() && plan.effective_to >= today) {
        duties.push_back({&plan,
                          &obligation,
                          title_words(obligation.title),
                          {obligation.lead.units.begin(), obligation.lead.units.end()}});
      }
    }
  }
  return duties;
}

/// Whether any coming period of the refined stage is owed by the duty that refines it.
bool is_met(const Findings& findings, const LintedStage& stage, const std::string& refined) {
  const bool each = stage.owed.obligation->lead.kind == LeadKind::each;
  SeriesKey key{stage.owed.plan->id, stage.owed.obligation->id, stage.owed.stage->id, {}};
  if (key.plan + '/' + key.obligation != refined) {
    return false;
  }
  for (const std::string& unit :
       each ? stage.owed.obligation->lead.units : std::vector<std::string>{{}}) {
    key.unit = unit;
    if (std::any_of(stage.dues.begin(), stage.dues.end(), [&](const Due& due) {
          return stand_in(findings.rules(), key, due.period).has_value();
        })) {
      return true;
    }
  }
  return false;
}

/// Duties of different periods or units don't meet: both are then owed, which isn't what was meant.
void judge_refinements(Findings& findings) {
  for (const auto& refinement : findings.rules().refinements) {
    // No structured binding: clang 14 lets no lambda hold one.
    const std::string& refined = refinement.first;
    const std::string& by = refinement.second;
    const auto& stages = findings.stages();
    const auto dated = [&refined](const LintedStage& stage) {
      return !stage.dues.empty() &&
             stage.owed.plan->id + '/' + stage.owed.obligation->id == refined;
    };
    const bool met = std::any_of(stages.begin(), stages.end(), [&](const LintedStage& stage) {
      return is_met(findings, stage, refined);
    });
    if (met || std::none_of(stages.begin(), stages.end(), dated)) {
      continue;
    }
    const std::size_t slash = by.find('/');
    findings.warn(findings.rules().plans.at(by.substr(0, slash)).place.file,
                  {"obligations", '#' + by.substr(slash + 1), "refines"},
                  "refines-nothing",
                  "không kỳ nào của `" + refined + "` có ở nhiệm vụ " + by.substr(slash + 1) +
                      " với cùng đơn vị, nên cả hai vẫn được nhắc riêng",
                  "hai nhiệm vụ phải có cùng kỳ (ví dụ cùng hằng quý) và cùng đơn vị chủ trì");
  }
}

}  // namespace

void judge_twins(Findings& findings) {
  judge_refinements(findings);
  const std::vector<Duty> duties = duties_of(findings.rules(), findings.today());
  if (duties.size() > lint_twins_duties_max) {
    return;
  }
  for (auto duty = duties.begin(); duty != duties.end(); ++duty) {
    const auto twin = std::find_if(
        duties.begin(), duty, [&duty](const Duty& other) { return are_twins(other, *duty); });
    if (twin != duty) {
      findings.note(duty->plan->place.file,
                    obligation_path(*duty->obligation),
                    "likely-twin",
                    duty->obligation->id + " có thể là một việc với " + twin->obligation->id +
                        " của kế hoạch `" + twin->plan->id + "`: " + twin->obligation->title);
    }
  }
}

}  // namespace dondoc
