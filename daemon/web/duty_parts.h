// SPDX-License-Identifier: Apache-2.0
// How pages show a duty: its state as a coloured word, a line of a list, a card.
#pragma once

#include "daemon/web/html.h"
#include "daemon/web/visitor.h"

#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// How pressing it is; the colour never says it alone.
enum class Light { red, amber, green, none };
[[nodiscard]] Light light_of(const Occurrence& occurrence, const RuleSet& rules, Instant now);
/// "red"; empty for none.
[[nodiscard]] std::string_view light_name(Light light);
[[nodiscard]] Html tag(Light light, std::string_view words);

/// "Quá hạn 05 ngày", "Còn 03 ngày làm việc", "Đã hoàn thành đúng hạn".
[[nodiscard]] std::string state_words(const Occurrence& occurrence,
                                      const RuleSet& rules,
                                      Instant now);

/// Ordered by due; behind it what has none, and last what was due before the plans were watched: it
/// would hide what is due now.
void sort_by_due(std::vector<const Occurrence*>& duties);

enum class ShowLead { yes, no };
/// A list with a link to each duty's page.
[[nodiscard]] Html duty_list(const std::vector<const Occurrence*>& duties,
                             const RuleSet& rules,
                             Instant now,
                             ShowLead lead);

/// What it is, who owes it, by when, how it stands.
[[nodiscard]] Html duty_card(const Occurrence& occurrence, const RuleSet& rules, Instant now);

}  // namespace dondoc
