// SPDX-License-Identifier: Apache-2.0
// What a form of the plan's table does to the edits that wait to be written.
#pragma once

#include "daemon/web/draft/plan_file_edits.h"
#include "daemon/web/form.h"

#include <string>
#include <vector>

namespace dondoc {

/// By the field "viec": "them" puts an obligation in, "bo-muc" takes one out, "thoi" drops one edit
/// and "bo" all of them; without it the values of one obligation are edited. What stands in the
/// way, in words; empty when it was done.
[[nodiscard]] std::string take_deed(const SourceFile& file,
                                    const PlanFileReading& read,
                                    const RuleSet& in_use,
                                    const Form& form,
                                    std::vector<ValueEdit>& edits);

}  // namespace dondoc
