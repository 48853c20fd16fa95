// SPDX-License-Identifier: Apache-2.0
// What people do to an occurrence. Each act is checked against its state and becomes one fact;
// doing the same thing twice is told as already done and changes nothing. A fact's data has the
// act's particulars under the names of the members below.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/occurrence.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace dondoc {

inline constexpr std::size_t act_text_bytes_max = 500;
/// No duty counts more than this at once.
inline constexpr int act_count_max = 10'000;
/// Of one trigger; more of them means that it is no trigger.
inline constexpr std::size_t happenings_max = 1'000;

struct Acknowledge {
  std::optional<Date> promised;
};

struct Complete {
  std::string document;
  std::optional<Date> document_date;
};

/// The paper went to its signer; without a post it is the leader in charge of the lead's unit.
struct Submit {
  std::optional<Date> date;  ///< today unless said
  std::string signer;        ///< post id
};

/// The signer or the oversight sends it back.
struct Return {
  std::string reason;
};

/// Told without closing.
struct Report {
  std::string text;
};

/// More time. From who decides it (act_rights.h) it is granted at once; from the lead it is a
/// request that the leader in charge is told of.
struct Extend {
  Date until;
  std::string reason;
};

/// A leader grants what was asked, or another day.
struct Grant {
  std::optional<Date> until;
};

/// A higher level, or whoever had to set it, says the due; may be earlier.
struct Adjust {
  Date due;
  std::string basis;  ///< document or reason, needed
};

/// An event of a trigger has come about: an act on the trigger's watch. The same id again corrects
/// it.
struct Happen {
  std::string id;  ///< empty: its date, with a number behind it when the day has one already
  std::optional<Date> date;  ///< today unless said
  std::optional<TimeOfDay> time;
  std::string unit;
  std::string title;
  std::string document;
  std::optional<Date> due;
};

struct Count {
  int amount{1};
  std::string document;
};

/// Numerator and denominator, or the value itself ("95,5").
struct Measure {
  std::string numerator;
  std::string denominator;
  std::string value;
};

using Act = std::variant<Acknowledge,
                         Complete,
                         Submit,
                         Return,
                         Report,
                         Extend,
                         Grant,
                         Adjust,
                         Happen,
                         Count,
                         Measure>;

/// For whom an act is recorded when no post is named: the one who runs the system for the office.
inline constexpr std::string_view admin_actor = "quan-tri";

struct Actor {
  std::string post;  ///< for whom
  std::string by;    ///< "cli", "phone"
};

enum class ActRefusal {
  already_done,
  withdrawn,
  missed,
  promise_after_due,
  date_in_future,
  text_too_long,
  already_submitted,
  not_submitted,
  not_later,      ///< more time that ends no later
  nothing_asked,  ///< nobody asked for more time
  leader_only,    ///< a leader's to grant
  fixed,          ///< a date set from above is nobody's to extend
  needs_reason,
  not_a_trigger,    ///< an event of something that waits for none
  watches_trigger,  ///< it waits for events and ends with its plan alone
  too_many,
  no_quota,
  no_target,
  bad_number,
  unknown_unit,
  unknown_post,
  not_allowed,  ///< another's to do; see act_rights.h
};

struct ActRefused {
  ActRefusal code{ActRefusal::already_done};
  std::string message;  ///< Vietnamese
};

using ActResult = std::variant<Fact, ActRefused>;

[[nodiscard]] std::string_view refusal_name(ActRefusal refusal);  ///< "already-done"

[[nodiscard]] ActResult perform(const Occurrence& occurrence,
                                const Act& act,
                                const Actor& actor,
                                const RuleSet& rules,
                                Instant now);

}  // namespace dondoc
