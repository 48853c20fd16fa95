// SPDX-License-Identifier: Apache-2.0
// The routes' JSON as people read it.
#pragma once

#include "daemon/http/view_words.h"

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace dondoc {

[[nodiscard]] std::string list_text(const nlohmann::ordered_json& occurrences);
[[nodiscard]] std::string triggers_text(const nlohmann::ordered_json& triggers);
[[nodiscard]] std::string story_text(const nlohmann::ordered_json& story);
[[nodiscard]] std::string why_text(const nlohmann::ordered_json& why);
/// The line that confirms an act; `act` is the last word of its address.
[[nodiscard]] std::string act_text(std::string_view act, const nlohmann::ordered_json& answer);

/// A line for each task that was given or is there already, and how many of each.
[[nodiscard]] std::string given_text(const nlohmann::ordered_json& answer);

/// The code for a post's holder, and what to do with it.
[[nodiscard]] std::string link_text(const nlohmann::ordered_json& link);
/// "Đã kết nối 13/20 chức danh", and each post.
[[nodiscard]] std::string links_text(const nlohmann::ordered_json& links);
/// The line that confirms days away.
[[nodiscard]] std::string leave_text(const nlohmann::ordered_json& leave);
/// A line for each, or that nobody is away.
[[nodiscard]] std::string leaves_text(const nlohmann::ordered_json& leaves);
/// "Trưởng phòng Kinh tế: 30/11/2026 - 04/12/2026, Phó Trưởng phòng Kinh tế thay"
[[nodiscard]] std::string away_line(const nlohmann::ordered_json& away);
[[nodiscard]] std::string backup_text(const nlohmann::ordered_json& made);
/// Of a database or a copy: whole, or what is wrong.
[[nodiscard]] std::string verified_text(const nlohmann::ordered_json& verified);

/// A duty's first lines: code, key, who owes it, when, and how it stands.
[[nodiscard]] std::string head_text(const nlohmann::ordered_json& occurrence);
/// "đã hoàn thành theo văn bản 12/BC-UBND ngày 30/6/2026", "quá hạn 03 ngày, 1/4", …
[[nodiscard]] std::string standing_words(const nlohmann::ordered_json& occurrence);
/// "hết ngày 30/9/2026 (thứ Tư)"; without a date "thường xuyên", "chưa xác định thời hạn".
[[nodiscard]] std::string term_words_of(const nlohmann::ordered_json& occurrence);

}  // namespace dondoc
