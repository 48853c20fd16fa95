// SPDX-License-Identifier: Apache-2.0
// A day that only says which things are meant: the files of a case, a document by its name, the
// figures of a date, tasks that were given.
#pragma once

#include "rules/phrase/due_phrase_clause.h"
#include "rules/phrase/due_phrase_scan.h"

namespace dondoc {

/// "Xây dựng Kế hoạch chuyển đổi số đến năm 2030", "Đối với dự án hoàn thành trước ngày …, quyết
/// toán …", "Hợp đồng ký trước ngày …", "Theo kết quả rà soát đến ngày …", "Các nhiệm vụ được giao
/// trong năm 2026", "… và nhiệm vụ 6 tháng cuối năm", "Thời điểm chốt số liệu: ngày 14/6".
[[nodiscard]] bool is_of_object(const PhraseScan& scan, const DueClause& clause);

}  // namespace dondoc
