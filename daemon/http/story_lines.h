// SPDX-License-Identifier: Apache-2.0
// A duty's story, as its route tells it, in sentences: what people did, whom it was told, and how
// that went.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace dondoc {

struct StoryLine {
  std::string at;       ///< RFC 3339
  std::string words;    ///< Vietnamese
  std::string actor{};  ///< post id; empty for what the system does
  std::string by{};     ///< how it came in
};

/// By time.
[[nodiscard]] std::vector<StoryLine> story_lines(const nlohmann::ordered_json& story);

[[nodiscard]] std::string notice_state_words(const nlohmann::ordered_json& notice);
[[nodiscard]] std::string attempt_words(const nlohmann::ordered_json& attempt);

}  // namespace dondoc
