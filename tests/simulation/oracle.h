// SPDX-License-Identifier: Apache-2.0
// What must have been told, worked out a second time: naively, over the whole history, without SQL
// and without any of the engine's calendar, ladder or decision code (it shares plain values only).
// It is given what happened (loads, people's deeds, ticks that went through) and says of every rung
// whether it must have been told, must wait, or must stay silent.
#pragma once

#include "rules/schedule/acts.h"
#include "rules/schedule/occurrence.h"
#include "tests/simulation/oracle_dates.h"
#include "tests/simulation/small_world.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace dondoc {

// ---- People (oracle_audience.cpp) --------------------------------------------------------------

/// Who holds a post on a day; nullptr when it is vacant.
[[nodiscard]] const std::string* plain_holder(const Directory& directory,
                                              const std::string& post,
                                              Date day);
/// Who acts for it; nullptr when nobody does.
[[nodiscard]] const std::string* plain_acting(const Directory& directory,
                                              const std::string& post,
                                              Date day);

// ---- The oracle --------------------------------------------------------------------------------

/// Round, rung, post.
using RungName = std::tuple<int, std::string, std::string>;

enum class Fate {
  waiting,  ///< it has fallen due and is held for the hours
  told,     ///< it is in a message, or known to reach nobody
  silent,   ///< collapsed or withdrawn
  either,   ///< the design leaves it open, or it hangs on what the oracle can't see
};

struct OracleRung {
  Instant planned_at;
  Fate fate{Fate::waiting};
  bool gone{false};  ///< it is silent because it was taken back, not because a later one says it
  std::optional<Instant> kept{};  ///< waiting: its reader has had enough until then
  bool operator==(const OracleRung&) const = default;
};

enum class StepKind {
  ladder,
  checkpoint,
  assigned,
  change,
  signature,
  wish,
  handover,
  excuse,
  urging
};

/// What is to be said at a moment; to whom is settled only when it falls due.
struct OracleStep {
  StepKind kind{StepKind::ladder};
  std::string rung;
  Audience to{Audience::lead};
  Instant at;
  bool before{false};                ///< of a ladder: a reminder before the due
  std::vector<std::string> posts{};  ///< of what names whom it is told; empty: the audience's
};

enum class Beginning { opening, rule, reopening, people, returned, handed_over, taken_back };

struct OracleDuty;

/// What somebody did last with a duty, and how it stood before; no more when that can't be undone.
struct OracleDeed {
  Instant at;
  std::string post;
  std::shared_ptr<const OracleDuty> before;
  bool gave{false};  ///< a task, before which there was nothing
};

struct OracleDuty {
  std::string key;
  std::string series;
  const Plan* plan{nullptr};
  const Obligation* obligation{nullptr};
  const Stage* stage{nullptr};
  std::string unit;      ///< the lead's, by the plan
  std::string given_to;  ///< unit that leads it instead
  PlainDue due;
  std::optional<Happening> happening;  ///< that opened it
  bool is_task{false};                 ///< given beside the plan
  bool due_set{false};                 ///< by people
  bool needs_review{false};
  OccurrenceState state{OccurrenceState::open};
  int round{1};
  Instant round_from;
  Beginning beginning{Beginning::opening};  ///< of the present round
  int asked_again_in{1};                    ///< the round in which an edit last brought it back
  std::optional<Instant> acknowledged_at;
  int acknowledged_in{0};  ///< round
  std::optional<Date> promised;
  std::optional<std::pair<Instant, std::string>> paper;  ///< handed in when, with whom
  std::optional<std::pair<Instant, Date>> wish;          ///< when, for more time until
  struct Handover {
    Instant at;
    std::string unit;
    std::string reason;
  };
  std::optional<Handover> handover;  ///< wished by the lead
  std::vector<std::string> former;   ///< units that led it until this round began
  int counted{0};
  std::optional<Instant> pleaded;  ///< a cause beyond the lead's power, unless it is confirmed
  int pleas{0};
  std::string plea;  ///< the newest cause, confirmed or not
  bool excused{false};
  std::string officer;                      ///< post that does it for the lead
  Instant named_at;                         ///< the officer
  std::map<std::string, Date> quiet_until;  ///< by post
  std::map<std::string, Instant> quiet_since;
  std::set<std::string> seen_by;  ///< leaders, since it last changed
  std::optional<Instant> urged;
  std::tuple<bool, std::string, std::string> urging;  ///< whether directed, by whom, the words
  int urgings{0};
  std::set<int> after_undo;       ///< rounds that began with an act taken back
  std::set<int> goes_on;          ///< rounds that an act, undone since, had broken off
  bool back_where_it_was{false};  ///< what was taken back is that the paper was returned
  std::optional<OracleDeed> last;
  std::vector<OracleStep> steps;  ///< of the present round, by time
  std::map<RungName, OracleRung> rungs;
  /// When it has to be looked at again if nothing happens to it before; unset: at once.
  std::optional<Instant> look_at;
};

/// Whether the rung tells of what was said last: two words of one second are told apart by number.
[[nodiscard]] bool is_newest_plea(const OracleDuty& duty,
                                  const std::string& id,
                                  const OracleRung& rung);
[[nodiscard]] bool is_newest_urging(const OracleDuty& duty,
                                    const std::string& id,
                                    const OracleRung& rung);
/// Whether the rung tells of the handover that is wished now.
[[nodiscard]] bool is_wished_away(const OracleDuty& duty,
                                  const RungName& name,
                                  const OracleRung& rung);

class Oracle {
 public:
  explicit Oracle(PlainCalendar calendar) : calendar_(std::move(calendar)) {}

  void load(std::shared_ptr<const RuleSet> rules, Instant now);
  /// A tick that went through to its end.
  void tick(Instant now);
  /// A tick that failed may have been written in part: what it would have told may have been told.
  void failed_tick(Instant now);
  [[nodiscard]] bool may_have_told(const std::string& key, const RungName& rung) const {
    return maybe_told_.count({key, rung}) != 0;
  }
  /// All sending stops until it is let go on; what falls due is noted all the same.
  void hold();
  void let_go_on();
  [[nodiscard]] bool is_held() const { return held_; }
  /// What a duty's rung passes: the hours, and the number of messages that its person has had.
  [[nodiscard]] bool is_urgent(const OracleDuty& duty, const std::string& rung) const;
  /// When a person who has had enough today hears of the duty, unless it can't wait so long.
  [[nodiscard]] Instant next_morning(const OracleDuty& duty, Instant now) const;
  /// What may be judged otherwise from here on, once the store has been seen to say so.
  void settle(const std::string& key, const RungName& rung, Fate fate, bool gone) {
    duties_.at(key).rungs.at(rung).fate = fate;
    duties_.at(key).rungs.at(rung).gone = gone;
    duties_.at(key).look_at.reset();
  }
  /// A message that an act had recalled came back, and the act is undone: it is told in this round.
  void tell_again(const std::string& key, const RungName& rung, Instant planned_at) {
    duties_.at(key).rungs[rung] = {planned_at, Fate::either};
    duties_.at(key).look_at.reset();
  }
  /// Its reader was seen to have had enough today.
  void keep(const std::string& key, const RungName& rung, Instant until) {
    settle(key, rung, Fate::waiting, false);
    duties_.at(key).rungs.at(rung).kept = until;
  }
  /// What is held for a moment that the clock has moved away from may wait for it or not.
  void clock_went_back();
  /// The engine may have noticed a move in an earlier tick that then failed; the driver tells when.
  void move_noticed(const std::string& key, Instant when);

  // ---- What people did (oracle_deeds.cpp)
  /// Whether the duty takes the deed of that post, or refuses it; the newest tick went through.
  [[nodiscard]] bool takes(const std::string& key,
                           const Act& act,
                           const std::string& post,
                           Instant now) const;
  /// Somebody is about to do something with the duty: called before each of the following.
  void begin_deed(const std::string& key, const Act& act, const std::string& post, Instant now);
  /// What leaders had noted is no longer all there is.
  void changed(const std::string& key) { duties_.at(key).seen_by.clear(); }
  void acknowledged(const std::string& key, std::optional<Date> promised, Instant now);
  void completed(const std::string& key);
  /// Without a signer: with the leader in charge.
  void submitted(const std::string& key, const std::string& signer, Instant now);
  void returned(const std::string& key, Instant now);
  void wished(const std::string& key, Date until, Instant now);
  /// Extended or adjusted.
  void due_set(const std::string& key, Date last_day, Instant now);
  /// The lead wishes that another unit had it; or it is so from now on.
  void wished_away(const std::string& key, const Transfer& wish, Instant now);
  void handed_over(const std::string& key, const std::string& unit, Instant now);
  void counted(const std::string& key, int amount);
  void undone(const std::string& key, const std::string& post, Instant now);
  /// Ended by a leader, in that state.
  void ended(const std::string& key, OccurrenceState state);
  void pleaded(const std::string& key, const std::string& reason, Instant now);
  void excused(const std::string& key, const std::string& reason);
  void assigned(const std::string& key, const std::string& post);
  void snoozed(const std::string& key, const std::string& post, Date until);
  void noted(const std::string& key, const std::string& post);
  void urged(const std::string& key,
             bool directs,
             const std::string& post,
             const std::string& text,
             Instant now);
  /// Whether nothing to report ends it: it is owed for a month, a week, a day or a report.
  [[nodiscard]] bool is_of_a_short_period(const std::string& key) const;
  /// Whether it is known of every rung what became of it.
  [[nodiscard]] bool is_sure(const std::string& key) const;
  /// On a trigger's watch; a known id corrects, an empty one is drawn from the date.
  void happened(const std::string& watch, Happening happening);

  // ---- What is given beside the plans (oracle_tasks.cpp)
  /// Whether the post may give the unit a task that is watched with the plan.
  [[nodiscard]] bool may_give(const std::string& plan,
                              const std::string& lead,
                              const std::string& post,
                              Date day) const;
  /// The key of a task of these words that stands; nothing when there is none.
  [[nodiscard]] std::optional<std::string> known_task(const std::string& plan,
                                                      const Task& task) const;
  /// The key that the next task of the plan with that last day has.
  [[nodiscard]] std::string next_task(const std::string& plan, Date last_day) const;
  void given(const std::string& key,
             const std::string& plan,
             const Task& task,
             const std::string& post,
             Instant now);

  /// Whether more time, or another due, is the post's to give.
  [[nodiscard]] bool may_decide(const OracleDuty& duty, const std::string& post, Date day) const;
  [[nodiscard]] const std::vector<Happening>& happenings(const OracleDuty& watch) const;
  /// Who leads it now.
  [[nodiscard]] static std::vector<std::string> lead_units(const OracleDuty& duty);

  [[nodiscard]] const std::map<std::string, OracleDuty>& duties() const { return duties_; }
  /// Duties that are open, or may come back.
  [[nodiscard]] const std::set<std::string>& live() const { return live_; }
  /// The keys of what has changed since the last call.
  [[nodiscard]] std::set<std::string> take_changed() { return std::exchange(changed_, {}); }
  /// The first moment after `now` at which something must happen, if nobody acts.
  [[nodiscard]] std::optional<Instant> next(Instant now) const;
  [[nodiscard]] const Directory& directory() const { return rules_.back()->directory; }

 private:
  [[nodiscard]] bool may(const OracleDuty& duty,
                         const Act& act,
                         const std::string& post,
                         Date day) const;
  [[nodiscard]] bool takes_handing_on(const OracleDuty& duty,
                                      const Act& act,
                                      const std::string& post,
                                      Date today) const;
  [[nodiscard]] bool takes_handover(const OracleDuty& duty,
                                    const Transfer& act,
                                    const std::string& post,
                                    Date today) const;
  [[nodiscard]] bool takes_event(const OracleDuty& watch, const Happen& act, Date today) const;
  void note_series(Instant now);
  void note_tasks();
  void note_dues(const OracleDuty& series, const std::vector<PlainDue>& dues);

  // ---- oracle_rules.cpp: what documents and other plans make of a rule
  /// Whatever it takes for a series to be loaded anew.
  struct Print {
    PlainRules rules;
    std::string refined_by;
    Lead refining;
    std::vector<std::pair<std::string, PlainRules>> steps;  ///< of the duty that refines it
    bool operator==(const Print& other) const;
  };
  [[nodiscard]] Print print_of(const OracleDuty& series) const;
  void note_loading(Instant now);
  /// The duty that spells this one out in another plan; nullptr when none does.
  [[nodiscard]] const Obligation* refining(const std::string& plan,
                                           const Obligation& obligation) const;
  [[nodiscard]] std::optional<std::string> stand_in(const OracleDuty& duty) const;
  void leave_out_refined();
  [[nodiscard]] PlainDue due_of_event(const OracleDuty& series, const Happening& happening) const;
  [[nodiscard]] static const DueRule& rule_of(const OracleDuty& duty);
  void open_by_events();
  void open(const OracleDuty& fresh);
  /// A duty as the rules ask for it now.
  struct Asked {
    const OracleDuty* series{nullptr};
    PlainDue due;
  };
  [[nodiscard]] std::optional<Asked> asked(const OracleDuty& duty) const;
  void follow(OracleDuty& duty, Instant now);
  void tell(OracleDuty& duty, Instant now);
  [[nodiscard]] Instant next_of(const OracleDuty& duty, Instant now) const;
  void move(OracleDuty& duty, const PlainDue& fresh, Instant now);
  void touch(OracleDuty& duty);
  void look_at_all();
  void close(OracleDuty& duty, OccurrenceState state);
  [[nodiscard]] std::optional<Instant> lapses(const OracleDuty& duty) const;
  void begin_round(OracleDuty& duty,
                   Beginning beginning,
                   Instant now,
                   std::vector<std::string> former = {});
  [[nodiscard]] Date watched_from(const OracleDuty& duty) const;
  [[nodiscard]] const Policy& policy(const OracleDuty& duty) const;

  // ---- oracle_steps.cpp: what there is to say, and when
  void plan_steps(OracleDuty& duty) const;
  void add_ladder(const OracleDuty& duty, std::vector<OracleStep>& steps) const;
  void part_levels(const Policy& rules, std::vector<OracleStep>& steps) const;
  void remind_once_at_least(const OracleDuty& duty, std::vector<OracleStep>& steps) const;
  void add_support(const OracleDuty& duty, std::vector<OracleStep>& steps) const;
  void add_checkpoints(const OracleDuty& duty, std::vector<OracleStep>& steps) const;
  void add_change(const OracleDuty& duty, std::vector<OracleStep>& steps) const;
  void add_paper(const OracleDuty& duty, std::vector<OracleStep>& steps) const;
  void add_wish(const OracleDuty& duty, std::vector<OracleStep>& steps) const;
  void add_handover(const OracleDuty& duty, std::vector<OracleStep>& steps) const;
  void add_plea(const OracleDuty& duty, std::vector<OracleStep>& steps) const;
  void add_urging(const OracleDuty& duty, std::vector<OracleStep>& steps) const;
  [[nodiscard]] std::string leader_of(const OracleDuty& duty) const;

  // ---- oracle_telling.cpp: what becomes of it
  void decide(OracleDuty& duty, Instant now) const;
  void release(OracleDuty& duty, Instant now) const;
  void look_again_at_kept();
  [[nodiscard]] static bool decided(const OracleDuty& duty, const OracleStep& step);
  enum class Heard { no, of_it, of_a_later_one };
  [[nodiscard]] static Heard heard_before(const OracleDuty& duty,
                                          const std::map<RungName, OracleRung>& known,
                                          const OracleStep& step,
                                          const std::string& post);
  /// Whether the step is a reminder to the lead and none comes after it before the due.
  [[nodiscard]] static bool is_last_reminder(const OracleDuty& duty, const OracleStep& step);
  [[nodiscard]] bool is_spared(const OracleDuty& duty,
                               const OracleStep& step,
                               const std::string& post) const;
  /// Whether the post is still in the hands of whoever had it at that moment.
  [[nodiscard]] bool is_in_the_same_hands(const std::string& post, Instant then, Date day) const;
  /// Who does it for the lead, unless the head who named them has gone.
  [[nodiscard]] std::string officer_of(const OracleDuty& duty, Date day) const;
  [[nodiscard]] std::vector<std::string> readers(const OracleDuty& duty,
                                                 const OracleStep& step) const;
  void spare(OracleDuty& duty, const std::string& post) const;
  [[nodiscard]] Fate muted(const OracleDuty& duty, const OracleStep& step) const;
  [[nodiscard]] bool has_paper(const OracleDuty& duty,
                               const OracleStep& step,
                               const std::string& post) const;
  [[nodiscard]] std::vector<std::string> posts(const OracleDuty& duty, Audience to, Date day) const;

  PlainCalendar calendar_;
  std::vector<std::shared_ptr<const RuleSet>> rules_;  ///< all ever loaded; duties point into them
  /// By series: what it is now and when it was first loaded so.
  std::map<std::string, std::pair<Print, Instant>> first_loaded_;
  /// What was given, and the duty that it stands for by the rules of now.
  struct PlainTask {
    std::string plan;
    Task task;
    Instant given;
    Obligation duty{};
  };
  std::map<std::string, PlainTask> tasks_;      ///< by key
  std::map<std::string, OracleDuty> series_;    ///< what the rules have, as duties without a period
  std::map<std::string, OracleDuty> asked_;     ///< what the calendar brings, opened or not yet
  std::map<std::string, std::string> refined_;  ///< "plan/duty": the one that spells it out
  std::map<std::pair<std::string, std::string>, std::vector<Happening>> events_;  ///< plan, trigger
  std::multimap<Instant, std::string> upcoming_;  ///< of what the calendar brings, by opening
  std::map<std::string, OracleDuty> duties_;
  std::set<std::string> live_;  ///< duties that are open, or may come back
  bool events_told_{false};     ///< since the last tick, or rules were loaded
  std::set<std::string> changed_;
  std::set<std::pair<std::string, RungName>> maybe_told_;
  bool clock_was_back_{false};
  bool held_{false};
};

}  // namespace dondoc
