// SPDX-License-Identifier: Apache-2.0
// Guesses, for a hint only, which date or time somebody meant who typed it the everyday way.
#pragma once

#include <string>
#include <string_view>

namespace dondoc {

struct DateHint {
  std::string typed;            ///< "2026-04-20"; empty when it can't be guessed
  bool not_in_calendar{false};  ///< numbers of a date in the right form, but no such day
};

/// "20/4/2026", "20-04-2026", "20.4.2026", "2026/4/20".
[[nodiscard]] DateHint date_hint(std::string_view text);

/// "7h30", "11 giờ 30", "11.30": "07:30"; empty when it can't be guessed.
[[nodiscard]] std::string time_hint(std::string_view text);

}  // namespace dondoc
