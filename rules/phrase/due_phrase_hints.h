// SPDX-License-Identifier: Apache-2.0
// How to write this very phrase so that it reads: its own words, completed or without the ones in
// the way. Whoever asks has to try them; not every one reads.
#pragma once

#include "rules/phrase/due_phrase_scan.h"

#include <string>
#include <vector>

namespace dondoc {

/// The likelier ones first. An example stands only where the phrase leaves something out ("trước
/// ngày 30/6/2026", "hằng quý").
[[nodiscard]] std::vector<std::string> own_hints(const PhraseScan& scan, const Remark& remark);

}  // namespace dondoc
