// SPDX-License-Identifier: Apache-2.0
// The routes' JSON as people read it.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace dondoc {

[[nodiscard]] std::string list_text(const nlohmann::ordered_json& occurrences);
[[nodiscard]] std::string story_text(const nlohmann::ordered_json& story);
[[nodiscard]] std::string why_text(const nlohmann::ordered_json& why);
[[nodiscard]] std::string status_text(const nlohmann::ordered_json& status);

/// "đã hoàn thành theo văn bản 12/BC-UBND ngày 30/6/2026", "quá hạn 03 ngày", …
[[nodiscard]] std::string standing_words(const nlohmann::ordered_json& occurrence);
[[nodiscard]] std::string due_words_of(const nlohmann::ordered_json& occurrence);

/// "07 giờ 30 ngày 25/5/2026" of an RFC 3339 text; the text itself when it isn't one.
[[nodiscard]] std::string moment_words_of(const nlohmann::ordered_json& moment);

}  // namespace dondoc
