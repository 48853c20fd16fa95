// SPDX-License-Identifier: Apache-2.0
// Values of the routes' JSON as people read them.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace dondoc {

/// The text under the name; empty when there is none.
[[nodiscard]] std::string text_of(const nlohmann::ordered_json& object, const char* name);
/// "30/6/2026" of "2026-06-30".
[[nodiscard]] std::string day_words_of(const nlohmann::ordered_json& date);
/// Of the RFC 3339 text of a due.
[[nodiscard]] std::string due_words_of(const std::string& due);
/// "07 giờ 30 ngày 25/5/2026" of an RFC 3339 text; the text itself when it isn't one.
[[nodiscard]] std::string moment_words_of(const nlohmann::ordered_json& moment);

}  // namespace dondoc
