// SPDX-License-Identifier: Apache-2.0
// The values that plan files, the directory, the policies and the calendars are read into. They are
// plain and immutable once a rule set is built; the parsers are in plan_parser.h and its siblings.
#pragma once

#include "rules/calendar/civil.h"
#include "rules/calendar/working_days.h"
#include "rules/phrase/due_rule.h"
#include "rules/plan/message_template.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// Where something was said, for `why` and for diagnostics.
struct Place {
  std::string file;
  int line{0};
};

// ---- Plans -----------------------------------------------------------------------------------

enum class LeadKind {
  one,    ///< one unit owes it
  each,   ///< every unit listed (or of the group) owes its own
  joint,  ///< several units owe one together; the first answers for it
};

struct Lead {
  LeadKind kind{LeadKind::one};
  std::vector<std::string> units;  ///< unit ids, groups already expanded, at least one
};

/// That another document moves the due of a stage from a period on; see stage_dues.h.
struct RuleChange {
  Date from;           ///< periods that begin, and events that happen, on this day or later
  DueRule rule;        ///< of the same shape as the stage's, with its quota and target
  std::string phrase;  ///< empty when the formal form was written
  std::string basis;   ///< the document: "Công văn số 45/UBND-VX ngày 15/6/2026"
  Place place;         ///< of the change's `due:` key
};

/// A step of an obligation with its own due. A plain obligation has exactly one, with an empty id.
struct Stage {
  std::string id;
  std::string product;
  DueRule rule;
  std::string phrase;   ///< the plan's words; empty when the formal form was written
  std::string trigger;  ///< whose happenings open it; empty unless the rule waits for an event
  Place place;          ///< of the `due:` key
  std::vector<RuleChange>
      changes;  ///< by `from`; `rule` and each of them end where the next begins
};

/// By which day it counts whether something was done in time. Of those that were told: where the
/// one that counts wasn't, the next one does.
enum class OnTimeBy {
  sent,      ///< the day sent, else the document's date, else the moment it was recorded
  document,  ///< the document's date, else the day sent, else the moment it was recorded
  recorded,  ///< the moment it was recorded, whatever else was told
};

struct Obligation {
  std::string id;      ///< "VII.2", "VII.4-a"
  std::string title;   ///< short, our own words
  std::string source;  ///< "Phụ lục, mục VII.2"
  Lead lead;
  std::vector<std::string> support;      ///< unit ids
  std::optional<std::string> oversight;  ///< unit id
  std::string product;
  std::string fixed_by;  ///< the higher level that set its dates, so that nobody here extends them
  std::string policy;    ///< policy id, the plan's default applied
  OnTimeBy on_time_by{OnTimeBy::sent};  ///< likewise
  std::vector<Stage> stages;
  /// "plan/obligation": the duty of another plan that this one spells out; empty when none.
  std::string refines;
  /// Of the duty that every trigger brings with it, to record the event when it happens (its id is
  /// watch_prefix and the trigger's): the trigger. Empty otherwise.
  std::string watches;
  Place place;
};

/// An outside event that starts terms or opens duties of this plan (mốc tính thời hạn).
struct Trigger {
  std::string id;
  std::string title;     ///< "Văn bản của Trung ương về …"
  std::string recorder;  ///< unit id: who must record it; the plan's coordinator unless named
  Place place;
};

inline constexpr std::string_view watch_prefix = "moc.";

/// The id that no duty of a plan has: of what people give beside the plan (giao việc đột xuất). A
/// task is "plan/giao-viec@2026-12-05.2", by its last day.
inline constexpr std::string_view task_obligation = "giao-viec";

struct Plan {
  std::string id;
  std::string title;
  std::string number;     ///< "…/KH-UBND"; may hold a blank as in the document
  std::string authority;  ///< "UBND xã Tà Đùng"
  Date issued;
  Date effective_from;
  Date effective_to;
  std::string coordinator;         ///< unit id
  std::optional<Date> watch_from;  ///< default: the later of issue date and first load
  /// Until the end of this day every message of the plan goes to the admin instead.
  std::optional<Date> trial;
  /// Duties without a date of their own, and those due at a year's or the plan's end, are asked
  /// about in each reporting round.
  bool checkpoints{false};
  std::string policy;  ///< of what people give beside its duties: its default, else its first one's
  OnTimeBy on_time_by{OnTimeBy::sent};  ///< the default of its duties, and of what is given beside
  std::vector<Trigger> triggers;
  std::vector<Obligation> obligations;
  Place place;
};

// ---- Policies --------------------------------------------------------------------------------

/// Toward whom a rung goes. In the order of escalation from `oversight` on.
enum class Audience { lead, deputy, support, oversight, coordinator, leader, chair };

enum class OffsetUnit { days, hours };

/// Before the due: working days back from the last day, or hours back from the due. After it:
/// calendar days on from the last day, or hours on from the due.
struct RungOffset {
  bool before{true};
  int amount{0};
  OffsetUnit unit{OffsetUnit::days};
};

/// `at_most` tellings beyond the first, `every_days` calendar days apart; each is its own rung
/// ("tre-1.2", "tre-1.3", …).
struct Repeat {
  int every_days{1};
  int at_most{1};
};

struct Rung {
  std::string id;  ///< "con-3"; the key of what was sent, so it must not be changed lightly
  RungOffset offset;
  Audience to{Audience::lead};
  std::optional<Repeat> repeat;
  bool urgent{false};  ///< passes quiet hours and the day's limit of messages
};

/// Rungs that no ladder names and no policy may use.
inline constexpr std::string_view due_moved_rung = "doi-han";  ///< tells a moved due, once a round
inline constexpr std::string_view assigned_rung =
    "giao-viec";  ///< tells that an event opened a duty
inline constexpr std::string_view support_rung =
    "giao-phoi-hop";  ///< tells those that support a task of it
inline constexpr std::string_view signature_rung = "cho-ky";  ///< a paper waits to be signed
inline constexpr std::string_view extension_rung =
    "xin-gia-han";  ///< a leader is asked for more time
inline constexpr std::string_view excuse_rung =
    "khach-quan";  ///< a leader is asked to confirm a cause beyond the lead's power
inline constexpr std::string_view transfer_rung =
    "xin-chuyen";  ///< a leader is asked to give it to another unit
inline constexpr std::string_view urging_rung = "don-doc";  ///< the lead is urged, or directed
inline constexpr std::string_view checkpoint_rung = "kiem-diem";  ///< "kiem-diem.2026-Q1"

struct DayHours {
  TimeOfDay from;
  TimeOfDay to;
};

struct Policy {
  std::string id;
  TimeOfDay at{7 * 60 + 30};  ///< when day rungs and digests go out
  std::vector<DayHours>
      hours;  ///< when messages may leave; ordered, not overlapping; empty: always
  std::vector<Rung> ladder;
  unsigned weekday{5};  ///< 1 Monday … 7 Sunday: of weekly duties that name none
  /// What recurs so often that nobody delivers it late ends as missed, so many days after its due;
  /// it is counted, not chased.
  std::optional<int> lapse_after_days;
  /// Who was asked to tell somebody by hand has until the end of so many working days more.
  int by_hand_days{1};
  /// A level that hears of others' delay comes at the earliest on the working day after the level
  /// below it, also where days off would put them on one morning.
  bool levels_apart{false};
  Place place;
};

// ---- Directory -------------------------------------------------------------------------------

struct Contact {
  std::string channel;  ///< connector id of dondoc.yaml: "maildir", "webhook"; or by_hand_channel
  std::string address;
  bool operator==(const Contact&) const = default;
};

/// The channel of who reads no messages: nothing is sent, somebody of the office is asked to
/// telephone or to bring a slip. The address is for that person's eyes ("phòng 12") and is in no
/// message. No connector has this id.
inline constexpr std::string_view by_hand_channel = "manual";

/// Both days inclusive.
struct Leave {
  Date from;
  Date to;
  std::string post{};      ///< for which `stand_in` is named; empty unless one is
  std::string stand_in{};  ///< post id: who acts for `post` in place of its deputy
  bool recorded{false};    ///< by somebody's word (rules/schedule/leave.h), not in the directory
};

struct Person {
  std::string id;
  std::string name;               ///< never in a message; posts and units are
  std::vector<Contact> contacts;  ///< in order of preference
  std::vector<Leave> away;
};

struct Tenure {
  std::string person;
  Date from;
  std::optional<Date> to;  ///< last day, inclusive
};

struct Post {
  std::string id;
  std::string title;                  ///< "Trưởng phòng Văn hóa - Xã hội"
  std::optional<std::string> deputy;  ///< post id
  std::vector<Tenure> held_by;
  std::string unit{};  ///< unit id; of its officers, to whom the head hands duties; may be empty
};

struct Unit {
  std::string id;
  std::string name;  ///< "Phòng Văn hóa - Xã hội"
  std::vector<std::string> aliases;
  std::string head;                       ///< post id
  std::optional<std::string> reports_to;  ///< post id of the leader in charge
  bool outside{false};  ///< not under the office: requests, never escalation as a subordinate
};

/// Of reminders and reports a person gets on one day, unless the directory says otherwise: in the
/// morning all of them are one message, so that more come only when much happens during the day.
inline constexpr int messages_per_day_default = 10;
inline constexpr int messages_per_day_max = 200;

struct Directory {
  std::string office;  ///< "UBND xã Tà Đùng"
  std::map<std::string, Unit> units;
  std::map<std::string, Post> posts;
  std::map<std::string, Person> people;
  std::map<std::string, std::vector<std::string>> groups;  ///< group id -> unit ids
  std::string chair;                                       ///< post id
  std::optional<std::string> admin;  ///< post id: who is told what is wrong with the system itself
  int messages_per_day{messages_per_day_default};  ///< of one person
};

// ---- The set ---------------------------------------------------------------------------------

/// Everything that is loaded together, all files or none. Shared and never changed after loading.
struct RuleSet {
  std::map<std::string, Plan> plans;
  std::map<std::string, Policy> policies;
  Directory directory;
  WorkingDays calendar;
  ReportingCalendar reporting;
  Zone zone;
  /// The channels (connector ids) in which people can answer what they are told.
  std::set<std::string> reply_channels;
  /// What the office words itself; without one of a kind the built-in wording holds.
  MessageTemplates templates;
  /// From a duty ("plan/obligation") to the one that refines it. No chain of them turns back.
  std::map<std::string, std::string> refinements;
};

/// The duties that the document states: without those that watch its triggers.
[[nodiscard]] int stated_duties(const Plan& plan);

[[nodiscard]] bool is_on_trial(const Plan& plan, Date day);

/// The person's contacts without those that people have to be told by hand through: lists, codes
/// and alarms take no other way.
[[nodiscard]] std::vector<Contact> sent_contacts(const Person& person);

/// Nullptr when the plan has none of that id.
[[nodiscard]] const Obligation* find_obligation(const Plan& plan, const std::string& id);

/// The person who holds the post on the day, or nullptr when it is vacant or unknown.
[[nodiscard]] const Person* holder(const Directory& directory, const std::string& post, Date day);

/// Who acts for the post on the day: its holder, or while it is vacant or the holder is away, the
/// deputy who is there, or that one's deputy; who was named to stand in comes in the deputy's
/// place. When all of them are away the first of them acts all the same; nullptr when there is
/// nobody.
[[nodiscard]] const Person* acting(const Directory& directory, const std::string& post, Date day);

/// Under which post that is: the post itself while its holder is there; empty when nobody of them
/// is.
[[nodiscard]] std::string acting_post(const Directory& directory,
                                      const std::string& post,
                                      Date day);

}  // namespace dondoc
