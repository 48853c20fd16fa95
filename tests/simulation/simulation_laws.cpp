// SPDX-License-Identifier: Apache-2.0
// What must hold after each event of a run. Each check names the law that it breaks.
#include "daemon/store/row_names.h"
#include "tests/simulation/simulation_rows.h"
#include "tests/simulation/simulation_run.h"

#include <algorithm>

namespace dondoc {

namespace {

std::string rung_text(const OracleDuty& duty, const RungName& name) {
  return notice_key(duty.key, std::get<0>(name), std::get<1>(name), std::get<2>(name));
}

RungName name_of(const NoticeRow& row) {
  return {row.notice.round, row.notice.rung, row.notice.post};
}

bool was_told(RungState state) {
  return state == RungState::messaged || state == RungState::unreachable;
}

/// What there is to say and to write; empty when there is nothing.
std::string decision_text(const Decision& decision) {
  std::string text;
  for (const Fact& fact : decision.facts) {
    text += "; fact " + std::string(fact_kind_name(fact.kind));
  }
  for (const Notice& notice : decision.notices) {
    text += "; notice " + notice.key;
  }
  for (const Withdrawal& gone : decision.withdrawals) {
    text += "; " + std::string(row_name(gone.state)) + " " + std::to_string(gone.round) + "/" +
            gone.rung + "/" + gone.post + " of " + moment_text(gone.planned_at) + ": " + gone.why;
  }
  return text;
}

}  // namespace

std::string SimulationRun::dump() {
  vfs_.disk().forget_failing_read();
  return readable_rows(*store_, messages_);
}

/// What a death now must leave as it is; nothing, when the disk fails just while it is read.
void SimulationRun::remember() {
  try {
    expected_dump_ = dump();
  } catch (const StoreError&) {
    expected_dump_.reset();
    vfs_.disk().power_on();
  }
}

void SimulationRun::check_step() {
  vfs_.disk().forget_failing_read();
  if (store_->held().has_value() != oracle_.is_held()) {
    throw LawBroken(law::durable, "whether all sending is held has been forgotten");
  }
  if (steps_ % setting_.full_check_every == 0) {
    check_all();
  }
  check_by_hand();
  for (const std::string& key : touched_) {
    check_decisions(compare(key));
  }
  touched_.clear();
}

void SimulationRun::check_all() {
  std::set<std::string> there;
  for (const Occurrence& occurrence : all_occurrences(*store_)) {
    there.insert(occurrence.key);
    if (oracle_.duties().count(occurrence.key) == 0) {
      throw LawBroken(law::as_oracle, "nobody asked for " + occurrence.key);
    }
  }
  for (const auto& [key, duty] : oracle_.duties()) {
    if (there.count(key) == 0) {
      throw LawBroken(law::as_oracle, "missing " + key);
    }
    touched_.insert(key);
  }
  check_digests();
  check_accepts();
  if (store_->first_broken_journal_row()) {
    throw LawBroken(law::store_intact, "the journal's chain is broken");
  }
}

/// Laws 1 to 4 on what the store holds, with the rules as they are.
void SimulationRun::check_decisions(const Occurrence& occurrence) {
  const std::string& key = occurrence.key;
  const RuleSet& rules = engine_->rules();
  const Decision decision = decide(occurrence, rules, now_);
  if (decision != decide(occurrence, rules, now_)) {
    throw LawBroken(law::same_decision, key);
  }
  const std::string more = decision_text(decision);
  if (!more.empty()) {
    throw LawBroken(law::decide_again, key + " at " + moment_text(now_) + more);
  }
  if (!decision.wake_at) {
    return;
  }
  if (*decision.wake_at <= now_) {
    throw LawBroken(law::wake_later, key + " wakes at " + moment_text(*decision.wake_at));
  }
  const auto span = (*decision.wake_at - now_).count();
  const auto share = static_cast<std::int64_t>(dice_.pick(0, 1000));
  const Instant sample = now_ + std::chrono::seconds((span - 1) * share / 1000);
  const Decision early = decide(occurrence, rules, sample);
  const std::string said = decision_text(early);
  if (!said.empty()) {
    throw LawBroken(law::no_oversleep,
                    key + " at " + moment_text(sample) + ", before its wake" + said);
  }
}

/// The duty as it stands, beside what is told of it.
void SimulationRun::compare_state(const OracleDuty& duty, const Occurrence& found) const {
  const auto fail = [&](const std::string& what, const std::string& is, const std::string& should) {
    throw LawBroken(law::as_oracle,
                    duty.key + " stands otherwise: " + what + " " + is + " for " + should);
  };
  const auto number = [&fail](const std::string& what, int is, int should) {
    if (is != should) {
      fail(what, std::to_string(is), std::to_string(should));
    }
  };
  number("state", static_cast<int>(found.state), static_cast<int>(duty.state));
  number("round", found.round, duty.round);
  number("review", found.needs_review ? 1 : 0, duty.needs_review ? 1 : 0);
  number("count", found.counted, duty.counted);
  number("dated", found.dated ? 1 : 0, duty.due.dated ? 1 : 0);
  number("set by people", found.due_set ? 1 : 0, duty.due_set ? 1 : 0);
  if (found.due != duty.due.due) {
    fail("due", moment_text(found.due), moment_text(duty.due.due));
  }
  if (found.last_day != duty.due.last_day) {
    fail("last day", to_iso(found.last_day), to_iso(duty.due.last_day));
  }
  const std::string signer = found.submission ? found.submission->signer : "nobody";
  const std::string holds = duty.paper ? duty.paper->second : "nobody";
  if (signer != holds) {
    fail("signer", signer, holds);
  }
  const std::string asked = found.asked ? to_iso(found.asked->until) : "nothing";
  const std::string wish = duty.wish ? to_iso(duty.wish->second) : "nothing";
  if (asked != wish) {
    fail("wish", asked, wish);
  }
}

/// What the store holds is what the journal's facts make of it, one after the other.
void SimulationRun::check_folded(const Occurrence& found) {
  const std::vector<JournalRow> rows = store_->facts(found.key);
  Folded& folded = folded_.try_emplace(found.key, Folded{found, rows.size()}).first->second;
  if (rows.size() < folded.facts) {
    throw LawBroken(law::durable, "the journal of " + found.key + " has become shorter");
  }
  for (; folded.facts < rows.size(); ++folded.facts) {
    folded.occurrence = apply(std::move(folded.occurrence), rows[folded.facts].fact);
  }
  folded.occurrence.rungs = found.rungs;  // Told elsewhere, and so are codes.
  folded.occurrence.code = found.code;
  if (folded.occurrence != found) {
    throw LawBroken(law::folded, found.key + " at " + moment_text(now_));
  }
}

/// Recalled while its message was on the way, it came back; but the act that had recalled it had
/// been undone by then.
static bool is_told_again(const OracleDuty& duty,
                          const NoticeRow& row,
                          const std::map<RungName, NoticeRow>& rows) {
  if (duty.after_undo.count(row.notice.round) == 0) {
    return false;
  }
  return std::any_of(rows.begin(), rows.end(), [&row](const auto& entry) {
    const NoticeRow& other = entry.second;
    return other.issued && other.state == RungState::withdrawn &&
           other.notice.rung == row.notice.rung && other.notice.post == row.notice.post &&
           other.notice.planned_at == row.notice.planned_at &&
           other.notice.round < row.notice.round;
  });
}

Occurrence SimulationRun::compare(const std::string& key) {
  const OracleDuty& duty = oracle_.duties().at(key);
  std::optional<Occurrence> found = store_->occurrence(key);
  if (!found) {
    throw LawBroken(law::as_oracle, "missing " + key);
  }
  compare_state(duty, *found);
  check_folded(*found);
  std::map<RungName, NoticeRow> rows;
  for (const NoticeRow& row : store_->notices(key)) {
    if (!rows.emplace(name_of(row), row).second) {
      throw LawBroken(law::told_once, row.notice.key);
    }
    occurrence_of_[row.notice.key] = key;
    check_message(row);
  }
  for (const auto& [name, row] : rows) {
    const bool silent = row.state == RungState::collapsed || row.state == RungState::withdrawn;
    if (duty.rungs.count(name) != 0 || silent) {
      continue;
    }
    if (is_told_again(duty, row, rows)) {
      saw("told-again");
      oracle_.tell_again(key, name, row.notice.planned_at);
    } else {
      throw LawBroken(law::as_oracle,
                      "no reason for " + rung_text(duty, name) + " planned at " +
                          moment_text(row.notice.planned_at) + ", " +
                          std::string(row_name(row.state)) + ", decided at " +
                          moment_text(row.decided_at) + "; it opens at " +
                          moment_text(duty.due.opens));
    }
  }
  const auto rungs = duty.rungs;  // compare_rung() may settle what was open.
  for (const auto& [name, rung] : rungs) {
    compare_rung(duty, name, rows);
  }
  return *std::move(found);
}

/// A message that had not left when a later rung fell for the same post, or when the due moved, is
/// taken back: the later one says it.
static bool is_taken_back(const OracleDuty& duty,
                          const NoticeRow& row,
                          const std::map<RungName, NoticeRow>& rows) {
  if (row.state == RungState::withdrawn) {
    return duty.round > row.notice.round;
  }
  if (row.state != RungState::collapsed || !row.issued) {
    return false;
  }
  for (const auto& [name, other] : rows) {
    const bool later = other.issued && other.notice.key != row.notice.key &&
                       other.notice.round >= row.notice.round &&
                       other.notice.post == row.notice.post &&
                       other.notice.planned_at >= row.notice.planned_at;
    if (later) {
      return true;
    }
  }
  return false;
}

void SimulationRun::compare_rung(const OracleDuty& duty,
                                 const RungName& name,
                                 const std::map<RungName, NoticeRow>& rows) {
  const OracleRung rung = duty.rungs.at(name);
  auto found = rows.find(name);
  const std::string text = rung_text(duty, name);
  if (found == rows.end()) {  // A muted rung never came to a post.
    found = rows.find({std::get<0>(name), std::get<1>(name), ""});
  }
  if (found == rows.end()) {
    if (duty.state != OccurrenceState::open && rung.fate == Fate::silent) {
      return;
    }
    throw LawBroken(law::accounted,
                    "no record of " + text + " planned at " + moment_text(rung.planned_at));
  }
  const NoticeRow& row = found->second;
  if (row.notice.planned_at != rung.planned_at) {
    throw LawBroken(law::as_oracle,
                    text + " planned at " + moment_text(row.notice.planned_at) + " instead of " +
                        moment_text(rung.planned_at));
  }
  const RungState state = row.state;
  const bool fits = rung.fate == Fate::either ||
                    (rung.fate == Fate::waiting && state == RungState::pending) ||
                    (rung.fate == Fate::told && was_told(state)) ||
                    (rung.fate == Fate::silent &&
                     (state == RungState::collapsed || state == RungState::withdrawn));
  if (fits) {
    return;
  }
  if (rung.fate == Fate::told && had_enough(row)) {
    saw("kept-for-morning");
    oracle_.keep(duty.key, name, *row.held_until);
    return;
  }
  if (was_told(state) && oracle_.may_have_told(duty.key, name)) {
    oracle_.settle(duty.key, name, Fate::told, false);
    return;
  }
  if (rung.fate == Fate::told && is_taken_back(duty, row, rows)) {
    saw("taken-back");
    oracle_.settle(duty.key, name, Fate::either, state == RungState::withdrawn);
    return;
  }
  const bool closed = duty.state != OccurrenceState::open;
  if ((closed && state == RungState::withdrawn) || (!closed && called_back(row.notice.key))) {
    saw("called-back");
    oracle_.settle(duty.key, name, Fate::either, state == RungState::withdrawn);
    return;
  }
  static const std::map<Fate, std::string> words{
      {Fate::waiting, "wait"}, {Fate::told, "be told"}, {Fate::silent, "be silent"}};
  throw LawBroken(law::as_oracle,
                  text + " should " + words.at(rung.fate) + " at " + moment_text(now_) + ", is " +
                      std::string(row_name(state)));
}

/// Law 9: what is open and late is in its coordinator's digest until it is settled.
void SimulationRun::check_digests() {
  for (const auto& [id, plan] : engine_->rules().plans) {
    std::set<std::string> lines;
    for (const DigestLine& line : store_->digest_lines(id, now_).lines) {
      lines.insert(line.occurrence.key);
    }
    for (const auto& [key, duty] : oracle_.duties()) {
      const bool late = duty.state == OccurrenceState::open && duty.due.due <= now_ &&
                        key.rfind(id + "/", 0) == 0;
      if (late && lines.count(key) == 0) {
        throw LawBroken(law::never_silent, key + " at " + moment_text(now_));
      }
    }
    const std::optional<Instant> next = store_->next_digest(id);
    const bool waits = next && *next <= now_ && !oracle_.is_held();
    if (!next || waits || *next > now_ + std::chrono::days(20)) {
      throw LawBroken(law::never_silent,
                      "the next digest is at " + (next ? moment_text(*next) : "no time"));
    }
  }
}

}  // namespace dondoc
