// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/refinements.h"

#include "rules/plan/decoder.h"
#include "rules/plan/nearest.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace dondoc {

namespace {

/// The file with nothing said against it yet.
YamlFile untold(const YamlFile& file) {
  std::vector<std::string> lines;
  for (int line = 1; line <= file.line_count(); ++line) {
    lines.emplace_back(file.line(line));
  }
  return YamlFile(file.name(), std::move(lines));
}

class Linking {
 public:
  Linking(const std::map<std::string, Plan>& plans, std::vector<Diagnostic>& diagnostics)
      : plans_(plans), diagnostics_(diagnostics) {}

  void link(const PlanRefinements& from) {
    for (const Refinement& refinement : from.refinements) {
      link(from, refinement);
    }
  }

  std::map<std::string, std::string> take() { return std::move(refined_by_); }

 private:
  void tell(const PlanRefinements& from,
            const Refinement& refinement,
            std::string code,
            std::string message,
            std::string hint) {
    YamlFile file = untold(from.file);
    file.error(refinement.span, std::move(code), std::move(message), std::move(hint));
    diagnostics_.push_back(file.diagnostics().front());
  }

  void link(const PlanRefinements& from, const Refinement& refinement) {
    const std::size_t slash = refinement.of.find('/');
    const auto plan = plans_.find(refinement.of.substr(0, slash));
    if (plan == plans_.end() || slash == std::string::npos) {
      std::vector<std::string> known;
      for (const auto& [id, unused] : plans_) {
        known.push_back(id);
      }
      tell(from,
           refinement,
           "unknown-duty",
           "`refines` phải là mã của một kế hoạch khác, dấu /, rồi mã nhiệm vụ",
           "các kế hoạch hiện có: " + quoted_list(known));
      return;
    }
    const std::string obligation = refinement.of.substr(slash + 1);
    const std::vector<std::string> known = duties_of(plan->second);
    if (std::find(known.begin(), known.end(), obligation) == known.end()) {
      const std::optional<std::string> near = nearest(obligation, known);
      tell(from,
           refinement,
           "unknown-duty",
           "kế hoạch `" + plan->first + "` không có nhiệm vụ `" + obligation + "`",
           near ? "`" + plan->first + '/' + *near + "`" : std::string{});
      return;
    }
    keep(from, refinement);
  }

  static std::vector<std::string> duties_of(const Plan& plan) {
    std::vector<std::string> ids;
    for (const Obligation& obligation : plan.obligations) {
      if (obligation.watches.empty()) {
        ids.push_back(obligation.id);
      }
    }
    return ids;
  }

  void keep(const PlanRefinements& from, const Refinement& refinement) {
    const std::string own = from.plan + '/' + refinement.obligation;
    for (auto above = refined_by_.find(own); above != refined_by_.end();
         above = refined_by_.find(above->second)) {
      if (above->second == refinement.of) {
        tell_circle(from, refinement, own);
        return;
      }
    }
    if (own == refinement.of) {
      tell_circle(from, refinement, own);
      return;
    }
    const auto [known, fresh] = refined_by_.emplace(refinement.of, own);
    if (!fresh) {
      tell(from,
           refinement,
           "refined-twice",
           "nhiệm vụ `" + refinement.of + "` đã được nhiệm vụ `" + known->second + "` cụ thể hóa",
           "mỗi nhiệm vụ chỉ được một nhiệm vụ khác cụ thể hóa");
    }
  }

  void tell_circle(const PlanRefinements& from,
                   const Refinement& refinement,
                   const std::string& own) {
    tell(from,
         refinement,
         "circular-refines",
         "`refines` vòng lại: `" + refinement.of + "` đã cụ thể hóa `" + own + "`",
         "bỏ một trong các khoá `refines` này");
  }

  const std::map<std::string, Plan>& plans_;
  std::vector<Diagnostic>& diagnostics_;
  std::map<std::string, std::string> refined_by_;
};

}  // namespace

std::map<std::string, std::string> link_refinements(const std::vector<PlanRefinements>& files,
                                                    const std::map<std::string, Plan>& plans,
                                                    std::vector<Diagnostic>& diagnostics) {
  Linking linking(plans, diagnostics);
  for (const PlanRefinements& file : files) {
    linking.link(file);
  }
  return linking.take();
}

}  // namespace dondoc
