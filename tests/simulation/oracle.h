// SPDX-License-Identifier: Apache-2.0
// What must have been told, worked out a second time: naively, over the whole history, without SQL
// and without any of the engine's calendar, ladder or decision code (it shares plain values only).
// It is given what happened (loads, acts, ticks that went through) and says of every rung whether
// it must have been told, must wait, or must stay silent.
#pragma once

#include "rules/schedule/occurrence.h"
#include "tests/simulation/small_world.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace dondoc {

// ---- Dates, by walking day by day -------------------------------------------------------------

[[nodiscard]] bool plain_is_working(const PlainCalendar& calendar, Date date);
/// `n` working days strictly before `date`; 0 is `date` itself, or the working day before.
[[nodiscard]] Date plain_working_days_before(const PlainCalendar& calendar, Date date, int n);
[[nodiscard]] Date plain_working_day_from(const PlainCalendar& calendar, Date date);
[[nodiscard]] Instant plain_instant(Date date, TimeOfDay time);
[[nodiscard]] Date plain_date(Instant instant);

struct PlainDue {
  std::string period;
  Instant opens;
  Instant due;
  Date last_day;
};
/// Every due of the stage over the plan's years of effect.
[[nodiscard]] std::vector<PlainDue> plain_dues(const Plan& plan,
                                               const DueRule& rule,
                                               const PlainCalendar& calendar);

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
  bool operator==(const OracleRung&) const = default;
};

/// A step of the ladder with its date worked out; to whom is settled only when it falls due.
struct OracleStep {
  std::string rung;
  Audience to{Audience::lead};
  Instant at;
};

struct OracleDuty {
  std::string key;
  std::string series;
  const Plan* plan{nullptr};
  const Obligation* obligation{nullptr};
  std::string unit;  ///< the lead's
  PlainDue due;
  bool needs_review{false};
  bool moved_after_review{false};  ///< the design says nothing of these; they are not judged
  OccurrenceState state{OccurrenceState::open};
  int round{1};
  Instant round_from;
  std::optional<Instant> acknowledged_at;
  std::optional<Date> promised;
  std::vector<OracleStep> steps;  ///< of the present round
  std::map<RungName, OracleRung> rungs;
};

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
  /// What may be judged otherwise from here on, once the store has been seen to say so.
  void settle(const std::string& key, const RungName& rung, Fate fate) {
    duties_.at(key).rungs.at(rung).fate = fate;
  }
  void acknowledged(const std::string& key, std::optional<Date> promised, Instant now);
  void completed(const std::string& key, Instant now);
  /// What is held for a moment that the clock has moved away from may wait for it or not.
  void clock_went_back();
  /// The engine may have noticed a move in an earlier tick that then failed; the driver tells when.
  void move_noticed(const std::string& key, Instant when);

  [[nodiscard]] const std::map<std::string, OracleDuty>& duties() const { return duties_; }
  /// The first moment after `now` at which something must happen, if nobody acts.
  [[nodiscard]] std::optional<Instant> next(Instant now) const;

 private:
  void note_dues(Instant now);
  [[nodiscard]] std::vector<OracleStep> steps(const OracleDuty& duty) const;
  void open(const OracleDuty& fresh);
  void move(OracleDuty& duty, const OracleDuty& fresh, Instant now);
  void decide(OracleDuty& duty, Instant now) const;
  void release(OracleDuty& duty, Instant now) const;
  [[nodiscard]] static bool decided(const OracleDuty& duty, const OracleStep& step);
  [[nodiscard]] Fate muted(const OracleDuty& duty, const OracleStep& step) const;
  [[nodiscard]] std::vector<std::string> posts(const OracleDuty& duty, Audience to, Date day) const;
  [[nodiscard]] std::vector<std::string> lead_units(const OracleDuty& duty) const;
  [[nodiscard]] Date watched_from(const OracleDuty& duty) const;
  [[nodiscard]] const Policy& policy(const OracleDuty& duty) const;

  PlainCalendar calendar_;
  std::vector<std::shared_ptr<const RuleSet>> rules_;  ///< all ever loaded; duties point into them
  /// By series: its present rule and when it was first loaded with that.
  std::map<std::string, std::pair<DueRule, Instant>> first_loaded_;
  std::map<std::string, OracleDuty> asked_;  ///< all that the rules ask for, opened or not yet
  std::map<std::string, OracleDuty> duties_;
  std::set<std::pair<std::string, RungName>> maybe_told_;
};

}  // namespace dondoc
