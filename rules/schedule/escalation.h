// SPDX-License-Identifier: Apache-2.0
// How far a late duty has climbed: who has been told since it was due, and who hears next.
#pragma once

#include "rules/schedule/series.h"

#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// A rung of the ladder that widens the audience and is still to come, and the post it goes to.
struct NextLevel {
  Instant at;
  std::string post;
  bool operator==(const NextLevel&) const = default;
};

/// While the duty stays as it is. `told` hears of it now and is passed over; nothing when nobody
/// else will.
[[nodiscard]] std::optional<NextLevel> next_level(const Occurrence& occurrence,
                                                  const Owed& owed,
                                                  const RuleSet& rules,
                                                  Instant now,
                                                  const std::string& told);

/// A post that the ladder has named since the due.
struct ToldPost {
  std::string post;
  Audience as{Audience::lead};  ///< the widest it was told as
  int times{0};
  RungRecord newest;  ///< messaged, waiting, or told in the coordinator's list instead
  bool operator==(const ToldPost&) const = default;
};

struct Escalation {
  std::vector<ToldPost> told;  ///< who heard first stands first
  std::optional<NextLevel> next;
  bool operator==(const Escalation&) const = default;
};

/// Of a duty that is past its due: nothing while it isn't, or when nobody was told and nobody will
/// be (it waits for its review, it lapses unsaid).
[[nodiscard]] std::optional<Escalation> escalation_of(const Occurrence& occurrence,
                                                      const RuleSet& rules,
                                                      Instant now);

/// The highest that the ladder has come to: "mới nhắc đơn vị chủ trì", "đã chuyển Phòng Văn hóa -
/// Xã hội", "đã báo cáo Chủ tịch UBND xã", "chưa báo ai".
[[nodiscard]] std::string level_words(const Escalation& escalation, const RuleSet& rules);
/// "07 giờ 30 ngày 12/10/2026 báo cáo Chủ tịch UBND xã"; empty when nobody else hears.
[[nodiscard]] std::string next_words(const Escalation& escalation, const RuleSet& rules);

}  // namespace dondoc
