// SPDX-License-Identifier: Apache-2.0
// Who reads no messages (channel `manual`) is told by hand: the coordinator of the plan is asked,
// in one message of their own, to telephone or to bring a slip, and records it. What isn't recorded
// in time counts as not delivered: the next leader above hears of it, and the admin.
//
// The message itself stays in the outbox as it was worded; this is about whom to ask for it, for
// how long, and in which words. Lists, codes and alarms are told nobody by hand.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/acts.h"
#include "rules/schedule/release.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dondoc {

/// Before the post and the moment, in the key of every message that asks for it or tells of it.
inline constexpr std::string_view by_hand_key_prefix = "by-hand/";
/// People that one message asks to tell; what is beyond is in another.
inline constexpr std::size_t by_hand_items_max = 20;

/// A message whose next channel is `manual`.
struct ByHand {
  std::string id;      ///< of the message
  std::string person;  ///< who is to be told
  std::string post;    ///< under which post
  std::string subject;
  std::vector<Occurrence> about;  ///< as they are now
};

/// One that somebody was asked to tell.
struct AskedByHand {
  ByHand what;
  std::string person;  ///< who was asked
  std::string post;    ///< under which post
  Instant asked_at;
  Instant until;
};

struct ByHandRequest {
  MessageDraft draft;
  std::vector<std::string> messages;  ///< that it asks to tell; may be none
  Instant until;
};

struct ByHandRequests {
  std::vector<ByHandRequest> requests;
  std::vector<std::string> for_nobody;  ///< messages for which nobody can be asked
};

/// Now in office hours, else the next working morning: nobody telephones at night.
[[nodiscard]] Instant by_hand_at(const RuleSet& rules, Instant now);
/// The end of the working day on which it has to be recorded.
[[nodiscard]] Instant by_hand_until(const std::vector<Occurrence>& about,
                                    const RuleSet& rules,
                                    Instant now);

/// One message for each who is asked: whom to tell of what, and what needn't be told any more of
/// what they were asked before. Asked are the coordinator's head and, where that is the same person
/// or reads nothing either, the admin.
[[nodiscard]] ByHandRequests ask_by_hand(const std::vector<ByHand>& waiting,
                                         const std::vector<AskedByHand>& settled,
                                         const RuleSet& rules,
                                         Instant now);

/// What nobody recorded in time, or nobody could be asked for (an empty `person`): a message for
/// each leader above.
[[nodiscard]] std::vector<MessageDraft> tell_untold(const std::vector<AskedByHand>& untold,
                                                    const RuleSet& rules,
                                                    Instant now);

/// Which of what waits about the duty is meant: `whom` is a post, its title or nothing. Several
/// that it can be are refused with how to say which.
[[nodiscard]] std::variant<AskedByHand, ActRefused> told_of(const std::vector<AskedByHand>& asked,
                                                            const Occurrence& occurrence,
                                                            const std::string& whom,
                                                            const RuleSet& rules,
                                                            Instant now);

/// "Trưởng phòng Kinh tế", also where a deputy stands in.
[[nodiscard]] std::string told_title(const ByHand& what, const RuleSet& rules, Instant now);

}  // namespace dondoc
