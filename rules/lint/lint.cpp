// SPDX-License-Identifier: Apache-2.0
#include "rules/lint/lint.h"

#include "rules/lint/findings.h"

namespace dondoc {

std::vector<Diagnostic> lint(const RuleSet& rules,
                             const std::vector<SourceFile>& files,
                             Date today) {
  Findings findings(rules, files, today);
  judge_ladders(findings);
  judge_people(findings);
  judge_dates(findings);
  judge_amounts(findings);
  judge_names(findings);
  judge_clarity(findings);
  judge_twins(findings);
  return findings.finish();
}

}  // namespace dondoc
