// SPDX-License-Identifier: Apache-2.0
// What the words of a time cell say beyond one due: several dues become stages, "ít nhất 04 cuộc"
// a quota, "đạt từ 95%" a target, each in a column of its own.
#pragma once

#include "daemon/web/draft/plan_draft.h"
#include "rules/phrase/due_rule.h"

#include <optional>
#include <string>

namespace dondoc {

/// A due as a draft has it: the plan's words, or the formal form on one line ("{…}").
[[nodiscard]] std::optional<DueRule> read_draft_due(const std::string& text);

/// The rule of a row without stages, with its own quota and target; nothing when it isn't
/// understood.
[[nodiscard]] std::optional<DueRule> rule_of_row(const DraftRow& row);

/// Takes over into the row's columns what its words say, where they are still empty. A row's
/// products, ";" between, name its stages when there are as many.
void take_from_words(DraftRow& row);

/// Another wording than before: what was taken from the old words goes, what people typed stays.
void reword(DraftRow& row, const DraftRow& before);

}  // namespace dondoc
