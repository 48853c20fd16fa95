// SPDX-License-Identifier: Apache-2.0
// The state of one thing owed, and the facts that made it so.
#pragma once

#include "rules/calendar/civil.h"
#include "rules/phrase/due_rule.h"
#include "rules/schedule/keys.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

enum class OccurrenceState {
  open,
  done,
  withdrawn,  ///< the plan no longer asks for it
  missed,     ///< it recurs so often that it ended undone; counted
  failed,     ///< closed as not done, by a leader (không hoàn thành)
  waived,     ///< no longer this unit's, by a leader (thôi giao)
};

/// What became of a rung in a round. Every rung whose time has passed has one of these (law 8).
enum class RungState {
  pending,      ///< decided; waits to be released (or held until a time)
  messaged,     ///< it is in a stored message; the message's attempts tell the rest
  collapsed,    ///< a later rung to the same post says it
  withdrawn,    ///< no longer true when its time came: done, moved, acknowledged
  unreachable,  ///< nobody holds the post, or no channel reaches them; told in the digest
};

struct RungRecord {
  int round{1};
  std::string rung;
  std::string post;
  Instant planned_at;
  RungState state{RungState::pending};
  bool operator==(const RungRecord&) const = default;
};

struct Completion {
  Instant recorded_at;
  std::string document;  ///< "12/BC-UBND"
  std::optional<Date> document_date;
  std::optional<Date> sent{};  ///< when it went out, as told
  bool nothing{false};         ///< there was nothing to report in the period (không phát sinh)
  bool operator==(const Completion&) const = default;
};

/// That a trigger's event has come about, as somebody recorded it.
struct Happening {
  std::string id;  ///< "2026-03-12": the period of what it opens
  Event event;
  std::string unit;         ///< unit id that alone is concerned; empty: all
  std::string title;        ///< what it is about, for people
  std::string document;     ///< its number, "12/BC-UBND"
  std::optional<Date> due;  ///< a last day of its own, in place of the rule's term
  Instant recorded_at;
  bool operator==(const Happening&) const = default;
};

/// What people gave beside the plan's duties (giao việc đột xuất): it brings with it what the plan
/// says of others. Nothing of it changes afterwards; its due may move as any other does.
struct Task {
  std::string title;
  std::string lead;                  ///< unit id
  std::vector<std::string> support;  ///< unit ids
  std::string product;
  std::string document;  ///< its basis: "Công văn số 45/UBND-VX"
  std::string giver;     ///< post id, or the admin
  Date given;
  Instant due;
  Date last_day;
  bool operator==(const Task&) const = default;
};

/// The newest measured value of a target.
struct Measurement {
  Instant at;
  std::int64_t thousandths{0};
  std::string numerator;  ///< as given; empty when only the value was
  std::string denominator;
  bool operator==(const Measurement&) const = default;
};

struct Progress {
  Instant at;
  std::string text;
  bool operator==(const Progress&) const = default;
};

/// The paper lies with its signer: the ball is theirs.
struct Submission {
  Instant at;
  Date date;           ///< when it was handed in, as told
  std::string signer;  ///< post id
  bool operator==(const Submission&) const = default;
};

struct ExtensionRequest {
  Instant at;
  Date until;
  std::string reason;
  bool operator==(const ExtensionRequest&) const = default;
};

/// That the lead asks a leader to give it to another unit.
struct TransferRequest {
  Instant at;
  std::string unit;
  std::string reason;
  bool operator==(const TransferRequest&) const = default;
};

/// Why the present round began.
enum class ChangeKind {
  moved,        ///< the plan or the event's date says another due
  extended,     ///< a leader gave more time
  adjusted,     ///< a higher level set another due
  returned,     ///< the product was sent back to be mended
  undone,       ///< a change of the due or the lead, or a return, was taken back
  transferred,  ///< a leader gave it to another unit
};

struct Change {
  ChangeKind kind{ChangeKind::moved};
  Instant from_due;
  Date from_last_day;
  bool from_dated{true};
  std::string basis;  ///< document or reason, for people; may be empty
  /// The units that led it before, when that is what changed.
  std::vector<std::string> from_leads{};
  bool operator==(const Change&) const = default;
};

/// That a post asked not to be reminded for a while.
struct Snoozing {
  Instant at;
  Date until;
  bool operator==(const Snoozing&) const = default;
};

/// That a leader closed it otherwise than done.
struct Ending {
  Instant at;
  std::string post;
  std::string reason;
  bool operator==(const Ending&) const = default;
};

/// A cause beyond the lead's power (nguyên nhân khách quan): the delay counts apart.
struct Excuse {
  Instant at;
  std::string reason;
  std::string confirmed_by;  ///< a leader's post; empty while none has
  int number{1};             ///< of those asked for
  bool operator==(const Excuse&) const = default;
};

/// What who watches it, or a leader, has told the lead; the newest.
struct Urging {
  Instant at;
  bool directs{false};  ///< a leader's direction (chỉ đạo), not an urging (đôn đốc)
  std::string post;     ///< whose
  std::string text;
  int number{1};
  std::string untold{};  ///< words of earlier ones that had not left when this was said
  bool operator==(const Urging&) const = default;
};

enum class FactKind {
  opened,
  acknowledged,
  completed,
  due_moved,  ///< a plan edit moved the due: a new round
  withdrawn,  ///< a plan edit took the duty or the period out
  reopened,   ///< a later edit brought it back: a new round
  happened,   ///< of a trigger's watch: its event came about, or its date was corrected
  redated,    ///< of what an event opened: the event was corrected
  counted,
  measured,
  progressed,
  submitted,
  returned,  ///< sent back by the signer or the oversight: a new round
  extension_asked,
  extended,  ///< a new round
  adjusted,  ///< a new round
  missed,
  undone,        ///< the last act of people was taken back by whoever did it
  failed,        ///< a leader closed it as not done (không hoàn thành)
  waived,        ///< a leader took it from the unit (thôi giao)
  excuse_asked,  ///< the lead names a cause beyond its power
  excused,       ///< a leader has confirmed it
  assigned,      ///< to an officer of the unit
  snoozed,       ///< one post isn't reminded until a day
  noted,         ///< a leader has seen it
  commented,
  urged,     ///< by who watches it
  directed,  ///< by a leader
  transfer_asked,
  transferred,  ///< to another unit: a new round
  handed_over,  ///< a post has another holder: what the former one said for themselves lapses
  told,         ///< somebody who reads no messages was told by hand
};

/// The newest act of people, and by name (particulars.h) what it may have changed as it was before:
/// what undoing it gives back. Nothing is kept before what can't be undone.
struct LastAct {
  FactKind kind{FactKind::opened};
  Instant at;
  std::string actor;
  std::map<std::string, std::string> before;
  bool operator==(const LastAct&) const = default;
};

/// One opened occurrence as the store holds it.
struct Occurrence {
  std::string key;
  SeriesKey series;
  std::string period;
  int code{0};  ///< 2-4 digits people type; unique among what is open
  Instant opens;
  Instant due;
  Date last_day;
  Instant first_due;  ///< the due it had when it opened; kept for the score
  bool provisional{false};
  /// false: nobody has set a date; `due` is the end of its period, and no ladder runs.
  bool dated{true};
  /// The due was set by people: the rule moves it no more.
  bool due_set{false};
  /// Its due lay before the plan was watched: no rungs; one line in the coordinator's list until
  /// somebody settles it (cần rà soát ban đầu).
  bool needs_review{false};
  int round{1};
  /// Rungs before this moment are not planned in this round.
  Instant round_from;
  /// Earlier rounds that the present one goes on with: an act that was undone had ended what was
  /// waiting in them. What was told in them is not told again.
  std::vector<int> run;
  OccurrenceState state{OccurrenceState::open};
  std::optional<Instant> acknowledged_at;
  std::optional<Date> promised;
  std::optional<Completion> completion;
  std::optional<Happening> happening;     ///< the event that opened it
  std::optional<Task> task;               ///< of what no plan has
  std::vector<Happening> happenings;      ///< of a trigger's watch: all events, as recorded
  std::optional<Change> change;           ///< that began the present round
  std::optional<Progress> progress;       ///< the newest
  std::optional<Submission> submission;   ///< while the paper is with its signer
  std::optional<ExtensionRequest> asked;  ///< while no leader has answered
  std::string transferred_to;  ///< unit that owes it in place of the plan's; see find_owed()
  std::optional<TransferRequest> transfer_asked;  ///< while no leader has answered
  std::optional<Measurement> measured;
  int counted{0};                ///< toward a quota
  std::optional<Ending> ending;  ///< of what failed or was waived
  std::optional<Excuse> excuse;  ///< the newest
  std::string officer;           ///< post to which the unit's head has handed it; may be empty
  std::optional<Instant> assigned_at;       ///< when; see officer_on()
  std::map<std::string, Snoozing> snoozed;  ///< by post; see snoozed_on()
  std::map<std::string, Instant> noted;     ///< by leader: nothing has changed since
  std::optional<Urging> urging;
  std::optional<LastAct> last_act;
  std::vector<RungRecord> rungs;  ///< of all rounds, oldest first
  bool operator==(const Occurrence&) const = default;
};

/// Something that happened, as the journal keeps it for ever.
struct Fact {
  std::string occurrence;  ///< key
  FactKind kind{FactKind::opened};
  Instant at;
  std::string actor;                        ///< post id, or "he-thong" for the engine itself
  std::string by;                           ///< how it came in: "cli", "phone", "engine"
  std::map<std::string, std::string> data;  ///< the act's particulars by name; see acts.h
  bool operator==(const Fact&) const = default;
};

/// Of a fact's data; empty when it has none of that name.
[[nodiscard]] std::string datum_of(const Fact& fact, const std::string& name);

/// Several units in one datum: "vh-xh,kinh-te".
[[nodiscard]] std::vector<std::string> unit_list(const std::string& text);
[[nodiscard]] std::string unit_list_text(const std::vector<std::string>& units);

[[nodiscard]] std::string_view fact_kind_name(FactKind kind);
[[nodiscard]] std::optional<FactKind> parse_fact_kind(std::string_view name);

/// The particulars of an event as a fact's data, and back; nothing when they make up none.
void put_happening(const Happening& happening, std::map<std::string, std::string>& data);
[[nodiscard]] std::optional<Happening> happening_of(const Fact& fact);

/// The same of a task.
void put_task(const Task& task, Zone zone, std::map<std::string, std::string>& data);
[[nodiscard]] std::optional<Task> task_of(const std::map<std::string, std::string>& data);

/// Whether the round is the present one, or one that it goes on with.
[[nodiscard]] bool is_of_run(const Occurrence& occurrence, int round);
/// Whether nothing has begun a round but what was undone since.
[[nodiscard]] bool is_first_run(const Occurrence& occurrence);

/// Whether a leader has confirmed why it is late: the delay counts apart (có lý do được chấp nhận).
[[nodiscard]] bool is_excused(const Occurrence& occurrence);

/// The actor of what the engine itself finds.
inline constexpr std::string_view engine_actor = "he-thong";

/// The occurrence after the fact; facts that change nothing leave it as it was.
[[nodiscard]] Occurrence apply(Occurrence occurrence, const Fact& fact);

}  // namespace dondoc
