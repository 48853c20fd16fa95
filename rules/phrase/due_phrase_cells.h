// SPDX-License-Identifier: Apache-2.0
// Whether a due that says little for itself ("năm 2026", "hằng năm", "thường xuyên", "ít nhất 02
// lần") stands where a cell of a plan has it: alone, behind a label, or beside a short call to do
// something.
#pragma once

#include "rules/phrase/due_phrase_clause.h"
#include "rules/phrase/due_phrase_scan.h"

namespace dondoc {

enum class OtherDues { none, some };

[[nodiscard]] bool is_cell(const PhraseScan& scan, const DueClause& clause, OtherDues others);

/// "Theo Luật Dược năm 2016, cơ sở khám bệnh được …": the words of a mode have taken in a sentence.
[[nodiscard]] bool swallows_sentence(const PhraseScan& scan, const DueClause& clause);

}  // namespace dondoc
