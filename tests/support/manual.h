// SPDX-License-Identifier: Apache-2.0
// The files shown in docs/PLAN_FILES.md.
#pragma once

#include "rules/plan/source_file.h"

#include <vector>

namespace dondoc::testing {

/// Each YAML block, as the file that its first key makes it; plan tests too.
[[nodiscard]] std::vector<SourceFile> files_in_manual();

}  // namespace dondoc::testing
