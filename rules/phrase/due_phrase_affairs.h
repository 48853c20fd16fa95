// SPDX-License-Identifier: Apache-2.0
// A day that belongs to how things stand: from when something holds, which things a rule is about,
// when a document was issued, what its name says.
#pragma once

#include "rules/phrase/due_phrase_clause.h"
#include "rules/phrase/due_phrase_scan.h"

namespace dondoc {

/// "… Luật Dầu khí ban hành ngày 14/11/2022", "Hiệu lực: từ … đến …", "đối với hồ sơ nộp trước ngày
/// …, giải quyết theo …", "Xây dựng thành phố … đến năm 2035, tầm nhìn đến năm 2065".
[[nodiscard]] bool is_state_of_affairs(const PhraseScan& scan, const DueClause& clause);

}  // namespace dondoc
