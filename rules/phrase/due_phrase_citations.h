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

}  // namespace dondoc
