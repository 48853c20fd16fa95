// SPDX-License-Identifier: Apache-2.0
// Who may do what to a duty: one table, by what the post has to do with it. perform() asks it; so
// may whoever wants to know beforehand (a page that shows buttons, a reply that names its choices).
//
// A unit of the same level moves no date that the office's head has signed: more time, another
// date and every ending but "done" are for the leader in charge of the lead's unit and the chair to
// decide. Whoever acts for a leader who is away has the leader's right; a deputy of a head has the
// head's.
#pragma once

#include "rules/schedule/acts.h"

#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// What a post has to do with a duty, or with another post, as bits of a set.
enum class Relation : unsigned {
  lead = 1U << 0U,         ///< heads a unit that owes it, or is that head's deputy
  officer = 1U << 1U,      ///< the officer to whom the lead's head has handed it
  support = 1U << 2U,      ///< of a unit that owes inputs
  oversight = 1U << 3U,    ///< of the unit that watches it
  coordinator = 1U << 4U,  ///< of the unit that watches the plan
  signer = 1U << 5U,       ///< with whom its paper lies
  leader = 1U << 6U,       ///< in charge of the lead's unit
  chair = 1U << 7U,
  admin = 1U << 8U,    ///< runs the system and writes down what the office decided
  self = 1U << 9U,     ///< of another post: it, or one that the same person holds
  deputy = 1U << 10U,  ///< of another post: its deputy, or who acts for it
};

class Relations {
 public:
  constexpr Relations() = default;
  constexpr Relations(std::initializer_list<Relation> some) {
    for (const Relation one : some) {
      add(one);
    }
  }
  constexpr void add(Relation one) { bits_ |= static_cast<unsigned>(one); }
  [[nodiscard]] constexpr bool has(Relation one) const {
    return (bits_ & static_cast<unsigned>(one)) != 0;
  }
  [[nodiscard]] constexpr bool has_any_of(Relations others) const {
    return (bits_ & others.bits_) != 0;
  }

 private:
  unsigned bits_{0};
};

/// Those who decide: the leader in charge, the chair, or the admin who writes it down for them.
inline constexpr Relations deciding{Relation::leader, Relation::chair, Relation::admin};

/// None when the rules no longer have the duty, or the post has nothing to do with it.
[[nodiscard]] Relations relations_of(const Occurrence& occurrence,
                                     const std::string& post,
                                     const RuleSet& rules,
                                     Date day);

/// To whom the duty can be assigned: the heads of the units that owe it, and their officers.
[[nodiscard]] std::vector<std::string> posts_of_lead(const Occurrence& occurrence,
                                                     const RuleSet& rules);

/// Nothing when the post may do the act on that day; else why not, in one Vietnamese line that says
/// whose it is. Whether the act suits the duty as it stands is perform()'s to say.
[[nodiscard]] std::optional<ActRefused> may_act(const Act& act,
                                                const Occurrence& occurrence,
                                                const std::string& post,
                                                const RuleSet& rules,
                                                Date day);

/// Of another post; `coordinator` is the unit that watches any of the plans.
[[nodiscard]] Relations relations_to_post(const std::string& other,
                                          const std::string& post,
                                          const RuleSet& rules,
                                          Date day);

/// The same of recording days away of whoever holds `other`.
[[nodiscard]] std::optional<ActRefused> may_record_leave(const std::string& other,
                                                         const std::string& post,
                                                         const RuleSet& rules,
                                                         Date day);

}  // namespace dondoc
