// SPDX-License-Identifier: Apache-2.0
// A post that passes to somebody else: what its former holder said for themselves lapses, and who
// comes gets one list of what is open.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/release.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// Who has a post on a day; ids of persons, empty where there is nobody.
struct PostHolder {
  std::string holder;
  std::string acting;  ///< who is written to
  bool operator==(const PostHolder&) const = default;
};
using PostHolders = std::map<std::string, PostHolder>;

/// Of every post of the directory.
[[nodiscard]] PostHolders post_holders(const Directory& directory, Date day);

/// The first later day on which somebody takes a post over, leaves one, goes on leave or comes
/// back.
[[nodiscard]] std::optional<Date> next_change_of_holders(const Directory& directory, Date day);

/// That somebody else has a post, or is written to in its holder's place.
struct Succession {
  std::string post;
  PostHolder before;
  PostHolder after;
  /// The post has changed hands. Otherwise somebody stands in for a while.
  [[nodiscard]] bool for_good() const { return before.holder != after.holder; }
  bool operator==(const Succession&) const = default;
};

/// A holder who comes back from leave takes nothing over; nor does the first holder of a post that
/// wasn't known before.
[[nodiscard]] std::vector<Succession> successions(const PostHolders& before,
                                                  const PostHolders& after);

/// What the former holder of the post has left in the duty, as the fact by which it lapses; nothing
/// when there is nothing. Needed where the directory names the new holder as if they had always
/// been there: otherwise its dates tell whose word it was (see muting.h).
[[nodiscard]] std::optional<Fact> lapse_of(const Occurrence& occurrence,
                                           const std::string& post,
                                           const RuleSet& rules,
                                           Instant now);

/// What the post has to do with a duty that is open.
enum class PostTask {
  none,
  leads,    ///< heads a unit that owes it
  signs,    ///< the paper lies with it
  decides,  ///< is asked for more time, for another lead or to confirm a cause
};
[[nodiscard]] PostTask post_task(const Occurrence& occurrence,
                                 const std::string& post,
                                 const RuleSet& rules);

/// The list for whom is written to now: what is late, what is to come, what has no date, what waits
/// for the post's word; each with its due and what has been said of it. Worded as of `now`, when it
/// is to leave. Nothing when nothing of `open` is the post's, or nobody can be written to.
[[nodiscard]] std::optional<MessageDraft> compose_handover(const Succession& succession,
                                                           const std::vector<Occurrence>& open,
                                                           const RuleSet& rules,
                                                           Instant now);

/// Before the post in the key of every such message.
inline constexpr std::string_view handover_key_prefix = "handover/";

}  // namespace dondoc
