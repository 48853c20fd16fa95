// SPDX-License-Identifier: Apache-2.0
// Whether the words around a due are of a shape that is positively known. Whole sentences have
// spans of time that are no dues: of names, of what is over, of rights, of how something is done.
// The less a due says for itself ("trong năm 2026", "hằng năm", "thường xuyên" against "trước ngày
// 15/12/2026"), the closer to a cell of a plan the words around it must be; else it is refused,
// with the words that can be written alone.
#pragma once

#include "rules/phrase/due_phrase_parts.h"
#include "rules/phrase/due_phrase_scan.h"

#include <optional>
#include <string>
#include <vector>

namespace dondoc {

struct DoubtfulDue {
  WordSpan words;
  std::string message;
  std::string hint;
};

[[nodiscard]] std::optional<DoubtfulDue> doubt_about_surroundings(
    const PhraseScan& scan, const std::vector<Segment>& segments);

}  // namespace dondoc
