// SPDX-License-Identifier: Apache-2.0
// Reads how often something must be done in a period ("ít nhất 04 cuộc/năm") and how much must be
// reached ("đạt từ 95% trở lên").
#pragma once

#include "rules/phrase/due_phrase_frames.h"

namespace dondoc {

[[nodiscard]] std::optional<Read<QuotaPart>> read_quota(PhraseScan& scan, std::size_t first);

[[nodiscard]] std::optional<Read<TargetPart>> read_target(PhraseScan& scan, std::size_t first);

}  // namespace dondoc
