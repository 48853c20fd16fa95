// SPDX-License-Identifier: Apache-2.0
// Phrases that tell something and demand nothing: what was done, what a document is called, what
// something costs, how long it holds. Their days and years look like dues and are none.
#pragma once

#include "rules/phrase/due_phrase_parts.h"
#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>
#include <optional>
#include <string>

namespace dondoc {

/// Nothing to be done; the message says what it is instead.
inline constexpr const char* no_due_code = "no-due-in-phrase";

struct NoDueReason {
  WordSpan words;  ///< what shows it
  std::string message;
  std::string hint;
};

/// What the whole phrase tells, when it has no limit that could be somebody's.
[[nodiscard]] std::optional<NoDueReason> fact_told(const PhraseScan& scan);

/// "Căn cứ Luật … ngày 21/11/2017": a phrase that only names documents.
[[nodiscard]] bool cites_grounds(const PhraseScan& scan, std::size_t first);

/// "kinh phí thường xuyên", "dự toán năm 2026 được giao": the phrase is about money.
[[nodiscard]] bool speaks_of_money(const PhraseScan& scan, std::size_t index);

}  // namespace dondoc
