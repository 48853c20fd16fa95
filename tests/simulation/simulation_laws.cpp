// SPDX-License-Identifier: Apache-2.0
// What must hold after each event of a run. Each check names the law that it breaks.
#include "tests/simulation/simulation_run.h"

#include <algorithm>
#include <sstream>

namespace dondoc {

namespace {

constexpr int full_check_every = 40;
constexpr int page = 1000;

std::string at(Instant instant) {
  return to_rfc3339(instant, Zone{});
}

std::string rung_text(const OracleDuty& duty, const RungName& name) {
  return notice_key(duty.key, std::get<0>(name), std::get<1>(name), std::get<2>(name));
}

RungName name_of(const NoticeRow& row) {
  return {row.notice.round, row.notice.rung, row.notice.post};
}

bool was_told(RungState state) {
  return state == RungState::messaged || state == RungState::unreachable;
}

std::string_view state_text(RungState state) {
  switch (state) {
    case RungState::pending:
      return "pending";
    case RungState::messaged:
      return "messaged";
    case RungState::collapsed:
      return "collapsed";
    case RungState::withdrawn:
      return "withdrawn";
    case RungState::unreachable:
      return "unreachable";
  }
  return "?";
}

std::vector<Occurrence> all_occurrences(const Store& store) {
  std::vector<Occurrence> result;
  OccurrenceFilter filter;
  filter.open_only = false;
  filter.limit = page;
  for (;;) {
    std::vector<Occurrence> some = store.occurrences(filter);
    if (some.empty()) {
      return result;
    }
    filter.after_key = some.back().key;
    result.insert(result.end(), some.begin(), some.end());
  }
}

}  // namespace

void SimulationRun::check_step() {
  if (steps_ % full_check_every == 0) {
    check_all();
  }
  for (const std::string& key : touched_) {
    compare(key);
    check_decisions(key);
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
void SimulationRun::check_decisions(const std::string& key) {
  const Occurrence occurrence = store_->occurrence(key).value();
  const RuleSet& rules = engine_->rules();
  const Decision decision = decide(occurrence, rules, now_);
  if (decision != decide(occurrence, rules, now_)) {
    throw LawBroken(law::same_decision, key);
  }
  if (!decision.facts.empty() || !decision.notices.empty() || !decision.withdrawals.empty()) {
    throw LawBroken(law::decide_again, key + " at " + at(now_));
  }
  if (!decision.wake_at) {
    return;
  }
  if (*decision.wake_at <= now_) {
    throw LawBroken(law::wake_later, key + " wakes at " + at(*decision.wake_at));
  }
  const auto span = (*decision.wake_at - now_).count();
  const auto share = static_cast<std::int64_t>(dice_.pick(0, 1000));
  const Instant sample = now_ + std::chrono::seconds((span - 1) * share / 1000);
  const Decision early = decide(occurrence, rules, sample);
  if (!early.facts.empty() || !early.notices.empty() || !early.withdrawals.empty()) {
    throw LawBroken(law::no_oversleep,
                    key + " has something to say at " + at(sample) + ", before its wake");
  }
}

void SimulationRun::compare(const std::string& key) {
  const OracleDuty& duty = oracle_.duties().at(key);
  const std::optional<Occurrence> found = store_->occurrence(key);
  if (!found) {
    throw LawBroken(law::as_oracle, "missing " + key);
  }
  if (found->state != duty.state || found->due != duty.due.due ||
      found->last_day != duty.due.last_day || found->needs_review != duty.needs_review ||
      found->round != duty.round) {
    const bool excused = duty.moved_after_review;
    if (!excused) {
      throw LawBroken(law::as_oracle,
                      key + " stands otherwise: due " + at(found->due) + " for " +
                          at(duty.due.due) + ", round " + std::to_string(found->round) + " for " +
                          std::to_string(duty.round));
    }
  }
  std::map<RungName, NoticeRow> rows;
  for (const NoticeRow& row : store_->notices(key)) {
    if (!rows.emplace(name_of(row), row).second) {
      throw LawBroken(law::told_once, row.notice.key);
    }
    occurrence_of_[row.notice.key] = key;
    check_message(row);
  }
  if (duty.moved_after_review) {
    return;
  }
  for (const auto& [name, row] : rows) {
    const bool silent = row.state == RungState::collapsed || row.state == RungState::withdrawn;
    if (duty.rungs.count(name) == 0 && !silent) {
      throw LawBroken(law::as_oracle,
                      "no reason for " + rung_text(duty, name) + " planned at " +
                          at(row.notice.planned_at) + ", " + std::string(state_text(row.state)) +
                          ", decided at " + at(row.decided_at) + "; it opens at " +
                          at(duty.due.opens));
    }
  }
  const auto rungs = duty.rungs;  // compare_rung() may settle what was open.
  for (const auto& [name, rung] : rungs) {
    compare_rung(duty, name, rows);
  }
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
    throw LawBroken(law::accounted, "no record of " + text + " planned at " + at(rung.planned_at));
  }
  const NoticeRow& row = found->second;
  if (row.notice.planned_at != rung.planned_at) {
    throw LawBroken(
        law::as_oracle,
        text + " planned at " + at(row.notice.planned_at) + " instead of " + at(rung.planned_at));
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
  if (was_told(state) && oracle_.may_have_told(duty.key, name)) {
    oracle_.settle(duty.key, name, Fate::told);
    return;
  }
  const bool closed = duty.state != OccurrenceState::open;
  if ((closed && state == RungState::withdrawn) || (!closed && called_back(row.notice.key))) {
    saw("called-back");
    oracle_.settle(duty.key, name, Fate::either);
    return;
  }
  static const std::map<Fate, std::string> words{
      {Fate::waiting, "wait"}, {Fate::told, "be told"}, {Fate::silent, "be silent"}};
  throw LawBroken(law::as_oracle,
                  text + " should " + words.at(rung.fate) + " at " + at(now_) + ", is " +
                      std::string(state_text(state)));
}

/// Whether the message that held the notice was withdrawn because it also named a closed duty.
bool SimulationRun::called_back(const std::string& notice) const {
  for (const auto& [id, notices] : messages_) {
    if (std::find(notices.begin(), notices.end(), notice) == notices.end()) {
      continue;
    }
    const auto closed = [this](const std::string& other) {
      const auto key = occurrence_of_.find(other);
      return key != occurrence_of_.end() &&
             oracle_.duties().at(key->second).state != OccurrenceState::open;
    };
    const std::optional<StoredMessage> message = store_->message(id);
    if (message && message->state == MessageState::withdrawn &&
        std::any_of(notices.begin(), notices.end(), closed)) {
      return true;
    }
  }
  return false;
}

/// A notice's message names it, goes to who held the post then, and is the only one of its release
/// for that person (law 7).
void SimulationRun::check_message(const NoticeRow& row) {
  if (row.state != RungState::messaged) {
    return;
  }
  if (!row.message) {
    throw LawBroken(law::accounted, row.notice.key + " is messaged without a message");
  }
  const std::string& id = *row.message;
  if (messages_.count(id) != 0) {
    return;
  }
  const std::optional<StoredMessage> message = store_->message(id);
  if (!message) {
    throw LawBroken(law::accounted, row.notice.key + " names a message that isn't there");
  }
  const auto& notices = message->draft.notices;
  if (std::find(notices.begin(), notices.end(), row.notice.key) == notices.end()) {
    throw LawBroken(law::accounted, id + " doesn't name " + row.notice.key);
  }
  messages_[id] = notices;
  if (message->created_at != now_) {
    return;  // Seen late; other acts may have come between it and its neighbours.
  }
  const auto [entry, fresh] =
      released_.emplace(std::make_pair(message->created_at, message->draft.person), id);
  if (fresh) {
    return;
  }
  const std::optional<StoredMessage> other = store_->message(entry->second);
  const bool replaced = (other && other->state == MessageState::withdrawn) ||
                        message->state == MessageState::withdrawn;
  if (!replaced) {
    throw LawBroken(law::calm,
                    message->draft.person + " got two messages at " + at(message->created_at));
  }
}

/// Law 9: what is open and late is in its coordinator's digest until it is settled.
void SimulationRun::check_digests() {
  for (const auto& [id, plan] : engine_->rules().plans) {
    std::set<std::string> lines;
    for (const DigestLine& line : store_->digest_lines(id, now_)) {
      lines.insert(line.occurrence.key);
    }
    for (const auto& [key, duty] : oracle_.duties()) {
      const bool late = duty.state == OccurrenceState::open && duty.due.due <= now_ &&
                        key.rfind(id + "/", 0) == 0;
      if (late && lines.count(key) == 0) {
        throw LawBroken(law::never_silent, key + " at " + at(now_));
      }
    }
    const std::optional<Instant> next = store_->next_digest(id);
    if (!next || *next <= now_ || *next > now_ + std::chrono::days(20)) {
      throw LawBroken(law::never_silent, "the next digest is at " + (next ? at(*next) : "no time"));
    }
  }
}

/// When bytes leave: the attempt is on record, the bytes are those of before, and no duty that the
/// message names has been completed (law 6).
void SimulationRun::check_starting(const UnreliablePeer::Received& received) {
  const std::optional<StoredMessage> message = store_->message(received.id);
  const std::vector<AttemptRow> attempts = store_->attempts(received.id);
  if (!message || attempts.empty() || attempts.back().ended_at ||
      attempts.back().channel != received.channel) {
    throw LawBroken(law::attempt_first, received.id);
  }
  const auto [bytes, fresh] = bytes_.emplace(received.channel + received.id, received.bytes);
  if (!fresh && bytes->second != received.bytes) {
    throw LawBroken(law::same_bytes,
                    received.id + " was\n" + bytes->second + "\nis\n" + received.bytes);
  }
  for (const std::string& notice : message->draft.notices) {
    const std::string occurrence = notice.substr(0, notice.find('!'));
    if (done_.count(occurrence) != 0) {
      throw LawBroken(law::silence, occurrence + " is done, " + notice + " leaves");
    }
  }
  if (attempts.size() > 1) {
    saw("repeated-attempt");
  }
}

/// What was acknowledged to somebody is there after any death.
void SimulationRun::check_ledger() {
  for (const std::string& key : done_) {
    const std::optional<Occurrence> occurrence = store_->occurrence(key);
    if (!occurrence || occurrence->state != OccurrenceState::done) {
      throw LawBroken(law::durable, "the completion of " + key + " is gone");
    }
  }
  for (const std::string& key : acknowledged_) {
    const std::optional<Occurrence> occurrence = store_->occurrence(key);
    if (!occurrence || !occurrence->acknowledged_at) {
      throw LawBroken(law::durable, "the acknowledgement of " + key + " is gone");
    }
  }
}

/// A peer that doesn't tell two equal messages apart gets a second one only after a doubt, and
/// never a third.
void SimulationRun::check_accepts() const {
  for (const auto& [channel, times] : peer_.accepted()) {
    if (channel.first == "hop-thu") {
      continue;
    }
    const auto doubts = peer_.doubts().find(channel);
    const int allowed = std::min(2, 1 + (doubts == peer_.doubts().end() ? 0 : doubts->second));
    if (times > allowed) {
      throw LawBroken(law::accepted_once,
                      channel.second + " arrived " + std::to_string(times) + " times");
    }
  }
}

void SimulationRun::check_end() {
  check_all();
  check_step();
  std::set<std::string> lines;
  for (const auto& [id, plan] : engine_->rules().plans) {
    for (const DigestLine& line : store_->digest_lines(id, now_)) {
      if (line.cause != DigestCause::needs_review && line.cause != DigestCause::overdue) {
        lines.insert(line.occurrence.key);
      }
    }
  }
  for (const auto& [id, notices] : messages_) {
    const StoredMessage message = store_->message(id).value();
    static const std::map<MessageState, std::string> names{
        {MessageState::sent, "message-sent"},
        {MessageState::withdrawn, "message-withdrawn"},
        {MessageState::failed, "message-failed"},
        {MessageState::uncertain, "message-uncertain"}};
    const auto name = names.find(message.state);
    if (name == names.end()) {
      throw LawBroken(law::terminal, id + " is still on its way");
    }
    saw(name->second);
    if (message.state == MessageState::sent && !peer_.has_accepted(id)) {
      throw LawBroken(law::sent_arrived, id);
    }
    if (message.state != MessageState::failed && message.state != MessageState::uncertain) {
      continue;
    }
    for (const std::string& notice : notices) {
      const std::string occurrence = notice.substr(0, notice.find('!'));
      const auto duty = oracle_.duties().find(occurrence);
      if (duty != oracle_.duties().end() && duty->second.state == OccurrenceState::open &&
          lines.count(occurrence) == 0) {
        throw LawBroken(law::terminal, notice + " didn't arrive and nobody is told");
      }
    }
  }
  for (const auto& [key, duty] : oracle_.duties()) {
    saw(duty.needs_review ? "duty-needs-review" : "duty-watched");
    for (const NoticeRow& row : store_->notices(key)) {
      saw("rung-" + std::string(state_text(row.state)));
    }
  }
}

/// All that people could read, as text: what a death between two steps must leave as it was.
std::string SimulationRun::dump() const {
  std::ostringstream out;
  for (const Occurrence& occurrence : all_occurrences(*store_)) {
    out << occurrence.key << ' ' << static_cast<int>(occurrence.state) << ' ' << at(occurrence.due)
        << ' ' << occurrence.round << ' ' << occurrence.rungs.size() << ' ' << occurrence.code
        << '\n';
    if (occurrence.state != OccurrenceState::open) {
      continue;
    }
    for (const NoticeRow& row : store_->notices(occurrence.key)) {
      out << "  " << row.notice.key << ' ' << state_text(row.state) << ' '
          << row.message.value_or("-") << '\n';
    }
  }
  for (const auto& [id, notices] : messages_) {
    const std::optional<StoredMessage> message = store_->message(id);
    out << id << ' ' << (message ? static_cast<int>(message->state) : -1) << ' '
        << (message ? message->attempts : -1) << '\n';
  }
  return out.str();
}

}  // namespace dondoc
