// SPDX-License-Identifier: Apache-2.0
// The engine's values as the JSON that routes answer with. Instants are RFC 3339 with offset. A
// person appears only as a contact's channel.
#pragma once

#include "daemon/store/store.h"
#include "rules/plan/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace dondoc {

/// The unit that owes it: the series' own under `each`, else the obligation's (first) lead; empty
/// when the plan no longer has the obligation.
[[nodiscard]] std::string lead_unit(const Occurrence& occurrence, const RuleSet& rules);

/// What has no date has no due, no last day and isn't overdue.
[[nodiscard]] nlohmann::ordered_json occurrence_view(const Occurrence& occurrence,
                                                     const RuleSet& rules,
                                                     Instant now);
[[nodiscard]] nlohmann::ordered_json happening_view(const Happening& happening, Zone zone);
[[nodiscard]] nlohmann::ordered_json fact_view(const JournalRow& row, Zone zone);
[[nodiscard]] nlohmann::ordered_json notice_view(const NoticeRow& row, const RuleSet& rules);
[[nodiscard]] nlohmann::ordered_json message_view(const StoredMessage& message,
                                                  const std::vector<AttemptRow>& attempts,
                                                  const RuleSet& rules);

/// The text, or null for an empty one.
[[nodiscard]] nlohmann::ordered_json text_json(const std::string& text);
/// "2026-06-30", or null.
[[nodiscard]] nlohmann::ordered_json date_json(const std::optional<Date>& date);
/// 95'500 thousandths as 95.5, or null.
[[nodiscard]] nlohmann::ordered_json thousandths_json(const std::optional<std::int64_t>& value);
/// RFC 3339 with offset, or null.
[[nodiscard]] nlohmann::ordered_json instant_json(const std::optional<Instant>& instant, Zone zone);

/// Of the directory; the id itself when it has none.
[[nodiscard]] std::string unit_name(const std::string& unit, const RuleSet& rules);
[[nodiscard]] std::string post_title(const std::string& post, const RuleSet& rules);

/// What a server said, without the addresses that it named: who may see how a message went isn't
/// always who may know where its reader is reached. "550 <…> không có hộp thư này".
[[nodiscard]] std::string without_addresses(const std::string& said);

[[nodiscard]] std::string_view message_state_name(MessageState state);
[[nodiscard]] std::vector<std::string> message_state_ids();

}  // namespace dondoc
