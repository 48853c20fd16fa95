// SPDX-License-Identifier: Apache-2.0
// How much a due says for itself, and whether the words around it tell of something instead of
// calling for it. The less it claims, the more of them are looked at.
#pragma once

#include "rules/phrase/due_phrase_clause.h"

namespace dondoc {

/// How much a due says for itself.
enum class Claim {
  firm,     ///< "trước ngày 15/12/2026", "trong 10 ngày kể từ ngày …"
  bounded,  ///< "từ ngày … đến ngày …", "vào ngày 15/3/2026", "đến hết năm 2026"
  bare,     ///< "năm 2026", "hằng năm", "thường xuyên", "ít nhất 02 lần"
};

[[nodiscard]] Claim claim_of(const PhraseScan& scan, const Segment& segment);

/// What is over, a right, time that is saved, how things stand: nothing that is to be done.
[[nodiscard]] bool tells(const PhraseScan& scan, const DueClause& clause, Claim claim);

/// "Trong thời hạn 05 ngày kể từ ngày …, các bên có quyền …": a term that stands first and gives a
/// right, in its event's words or next to them.
[[nodiscard]] bool gives_right(const PhraseScan& scan, const DueClause& clause);

}  // namespace dondoc
