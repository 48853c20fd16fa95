// SPDX-License-Identifier: Apache-2.0
// Documents that are only named. Their numbers and dates say nothing about a due.
#pragma once

#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>

namespace dondoc {

/// Whether the name of a kind of document begins here: "quyết định", "kế hoạch".
[[nodiscard]] bool names_document(const PhraseScan& scan, std::size_t index);

/// Behind a document named by its number and date: "Nghị định số 52/2015/NĐ-CP ngày 28/5/2015".
[[nodiscard]] std::size_t behind_citation(const PhraseScan& scan, std::size_t first);

/// Behind the words of a clause, over the documents that they name: to the end of the sentence, to
/// the bracket that closes around them, or to the first token where `ends(index)` holds.
template <typename Ends>
std::size_t behind_clause_words(const PhraseScan& scan, std::size_t first, const Ends& ends) {
  std::size_t index = first;
  int open = 0;
  while (!scan.at(index).is_end()) {
    if (const std::size_t cited = behind_citation(scan, index); cited > index) {
      index = cited;
      continue;
    }
    const Token& token = scan.at(index);
    open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    if (token.is_any_of({";", "."}) || open < 0 || ends(index)) {
      break;
    }
    ++index;
  }
  return index;
}

}  // namespace dondoc
