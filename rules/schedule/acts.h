// SPDX-License-Identifier: Apache-2.0
// What people do to an occurrence. Each act is checked against its state and becomes one fact;
// doing the same thing twice is told as already done and changes nothing. A fact's data has the
// act's particulars under the names of the members below.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/occurrence.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace dondoc {

/// Counted as people count: a form's `maxlength` is the same number.
inline constexpr std::size_t act_text_letters_max = 500;
/// "Nội dung dài 512 ký tự, tối đa 500 ký tự."; empty while it isn't too long.
[[nodiscard]] std::string too_long_text(const std::string& text);
/// An act can be undone for so long.
inline constexpr std::chrono::minutes undo_within{30};
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
  std::optional<Date> sent{};  ///< when it went out; nothing when that wasn't told
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

/// A leader grants what was asked, or another day: more time or, when that alone was asked for,
/// another lead.
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

/// Takes back the actor's own act, if it is the last one on the duty and not older than
/// undo_within: all is again as it was. What it had withdrawn is told by the ordinary rules, what
/// was told already isn't told again.
struct Undo {};

/// A leader closes it as not done (không hoàn thành).
struct Fail {
  std::string reason;
};

/// A leader takes it from the unit (thôi giao).
struct Waive {
  std::string reason;
};

/// A cause beyond the lead's power: named by the lead, with a reason, and confirmed by a leader
/// (who may leave the reason out). The duty stays open and its due where it is; the delay counts
/// apart.
struct ExcuseDelay {
  std::string reason;
};

/// Words for the story; nobody is told and nothing changes.
struct Comment {
  std::string text;
};

/// Nothing has arisen (không phát sinh): closes what is due for a period of a quarter or less, and
/// is told as progress of everything else.
struct Nothing {};

/// The head of the unit hands it to an officer: reminders before the due go there, the last of them
/// and everything after the due to the head, who answers for it still. To the head: takes it back.
struct Assign {
  std::string post;  ///< of the lead's unit
};

/// To another unit, which owes it from then on in a round of its own; the key stays. From who
/// decides it is done at once; from the lead it is a request that the leader in charge is told of.
struct Transfer {
  std::string unit;
  std::string reason;  ///< may be left out by who decides what was asked
};

/// Whoever asks isn't reminded before that day (tạm dừng nhắc); it moves no due, and the last
/// reminder before the due goes out.
struct Snooze {
  Date until;  ///< at most the last day
};

/// Who watches it (đôn đốc), or a leader (chỉ đạo), tells the lead something.
struct Urge {
  std::string text;
};
struct Direct {
  std::string text;
};

/// Somebody who reads no messages has been told by hand (đã báo trực tiếp). record_act() finds the
/// message that this ends.
struct Tell {
  std::string post;  ///< who was told; may be left out where one alone waits to be
};

/// A leader has seen it: it isn't reported to that leader again until something changes.
struct Note {};

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
                         Measure,
                         Undo,
                         Fail,
                         Waive,
                         ExcuseDelay,
                         Comment,
                         Nothing,
                         Assign,
                         Transfer,
                         Snooze,
                         Urge,
                         Direct,
                         Note,
                         Tell>;

/// What the lead reports when nothing arose in the period; and for whom an act is recorded when no
/// post is named: the one who runs the system for the office.
inline constexpr std::string_view nothing_arose = "không phát sinh";
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
  ended,        ///< a leader has closed it
  nothing_to_undo,
  too_late,       ///< to undo
  other_unit,     ///< the officer isn't of the lead's unit
  built_on,       ///< what it brought about stands on it
  several_asked,  ///< more time and another lead: which of them is granted?
  bad_leave,      ///< days away that are over, too many, too far ahead, or end before they begin
  leave_clash,    ///< days on which somebody is away already
  vacant_post,
  bad_stand_in,  ///< who was named to stand in is the same person, away too, or nobody
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
