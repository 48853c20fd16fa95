// SPDX-License-Identifier: Apache-2.0
// A due that says which things are meant, or how things stood, and not when something is owed.
#pragma once

#include "rules/phrase/due_phrase_clause.h"
#include "rules/phrase/due_phrase_scan.h"

namespace dondoc {

/// "Rà soát các văn bản (được) ban hành trước ngày …": the day says which ones.
[[nodiscard]] bool says_which(const PhraseScan& scan, const DueClause& clause);

/// "Quý I/2026. Có trong danh sách phải xử lý trước 31/5/2026": where it stands.
[[nodiscard]] bool speaks_of_list(const PhraseScan& scan, const DueClause& clause);

/// These two, and "giấy phép được cấp trước ngày 01/01/2024 thì …", "không … trong thời hạn …",
/// "các nhiệm vụ có thời hạn trong tháng 6", "Đến hết ngày 24/5/2026, có 16 đơn vị …".
[[nodiscard]] bool speaks_of_it(const PhraseScan& scan, const DueClause& clause);

}  // namespace dondoc
