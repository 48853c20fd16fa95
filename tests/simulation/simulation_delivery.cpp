// SPDX-License-Identifier: Apache-2.0
// What must hold of messages: who they go to, when their bytes leave, and how they end.
#include "daemon/store/row_names.h"
#include "tests/simulation/simulation_rows.h"
#include "tests/simulation/simulation_run.h"

#include <algorithm>

namespace dondoc {

namespace {

constexpr int messages_a_tick_max = 10'000;
constexpr std::chrono::days by_hand_waits{60};
constexpr std::string_view trial_mark = "[Thử nghiệm]";

/// Of a notice's key, "<occurrence>!<round>/…".
int round_of(const std::string& notice) {
  return std::stoi(notice.substr(notice.find('!') + 1));
}

}  // namespace

/// Whether what the notice is about is over, or the notice itself was taken back.
bool SimulationRun::is_ended(const std::string& notice) const {
  const auto key = occurrence_of_.find(notice);
  if (key == occurrence_of_.end()) {
    return false;
  }
  if (oracle_.duties().at(key->second).state != OccurrenceState::open) {
    return true;
  }
  const std::vector<NoticeRow> rows = store_->notices(key->second);
  return std::any_of(rows.begin(), rows.end(), [&notice](const NoticeRow& row) {
    return row.notice.key == notice &&
           (row.state == RungState::withdrawn || row.state == RungState::collapsed);
  });
}

/// Whether whoever the message is for has left a post since, under which it may have been.
bool SimulationRun::has_left_a_post(const StoredMessage& message) const {
  const Directory& directory = oracle_.directory();
  const Date then = plain_date(message.created_at);
  return std::any_of(directory.posts.begin(), directory.posts.end(), [&](const auto& entry) {
    const std::string* who = plain_acting(directory, entry.first, then);
    const std::string* before = plain_holder(directory, entry.first, then);
    const std::string* after = plain_holder(directory, entry.first, plain_date(now_));
    const bool same = before == nullptr || after == nullptr ? before == after : *before == *after;
    return who != nullptr && *who == message.draft.person && !same;
  });
}

/// Whether the message that held the notice was withdrawn because it also named a closed duty, or a
/// notice that was itself taken back, or because its reader's post has changed hands.
bool SimulationRun::called_back(const std::string& notice) const {
  const auto ids = messages_with_.find(notice);
  if (ids == messages_with_.end()) {
    return false;
  }
  return std::any_of(ids->second.begin(), ids->second.end(), [this](const std::string& id) {
    const std::optional<StoredMessage> message = store_->message(id);
    const std::vector<std::string>& notices = messages_.at(id);
    return message && message->state == MessageState::withdrawn &&
           (has_left_a_post(*message) ||
            std::any_of(notices.begin(), notices.end(), [this](const std::string& other) {
              return is_ended(other);
            }));
  });
}

/// A notice's message names it.
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
  count_sent(*message);
  for (const std::string& notice : notices) {
    messages_with_[notice].push_back(id);
  }
}

/// Of the messages that the tick has just stored no two are for one person (law 7), and each goes
/// to whoever acts for its post.
void SimulationRun::check_release() {
  vfs_.disk().forget_failing_read();
  std::map<std::string, std::vector<StoredMessage>> released;  // by person
  for (const char* connector : {"hop-thu", "tin-nhan", "manual"}) {
    // What is to be told by hand waits until then as soon as it was asked for.
    const Instant due =
        now_ + (connector == std::string("manual") ? by_hand_waits : std::chrono::days{0});
    for (StoredMessage& message : store_->due_messages(connector, due, messages_a_tick_max)) {
      const bool fresh = message.created_at == now_ && message.attempts == 0 &&
                         !message.draft.notices.empty() && stored_.insert(message.id).second;
      if (!fresh) {
        continue;
      }
      check_addressee(message);
      if (is_on_trial(message)) {
        continue;  // As many as would have gone to people.
      }
      count_sent(message);
      std::vector<StoredMessage>& parts = released[message.draft.person];
      parts.push_back(std::move(message));
      // After a long downtime one person's lines can be more than a channel takes; they are split
      // in halves, so that two parts of them are long.
      const std::size_t bytes = parts.front().draft.text.size() + parts.back().draft.text.size();
      if (parts.size() > 1 && bytes <= message_text_bytes_max / 2) {
        throw LawBroken(law::calm,
                        parts.front().draft.person + " got two messages at " + moment_text(now_));
      }
    }
  }
  for (const auto& [person, parts] : released) {
    check_calm(parts);
  }
}

/// What a plan on trial says goes to the admin, marked, and never together with what is meant.
bool SimulationRun::is_on_trial(const StoredMessage& message) {
  const bool marked = message.draft.subject.rfind(trial_mark, 0) == 0;
  for (const std::string& notice : message.draft.notices) {
    const Plan& plan = world_.rules->plans.at(notice.substr(0, notice.find('/')));
    const bool on_trial = plan.trial && plain_date(message.created_at) <= *plan.trial;
    if (on_trial != marked) {
      throw LawBroken(law::trial,
                      notice + (on_trial ? " is told to " : " is kept from ") +
                          (on_trial ? message.draft.person : "people"));
    }
  }
  const Directory& directory = oracle_.directory();
  if (marked && message.draft.post != directory.admin.value_or("truong-vh")) {
    throw LawBroken(law::trial, message.id + " goes to " + message.draft.post);
  }
  saw(marked ? "told-on-trial" : "told-in-earnest");
  return marked;
}

/// Whoever acts for the post is written to, not who happens to hold it.
void SimulationRun::check_addressee(const StoredMessage& message) {
  const Date day = plain_date(message.created_at);
  const std::string& post = message.draft.post;
  const std::string* who = plain_acting(oracle_.directory(), post, day);
  if (who == nullptr || *who != message.draft.person) {
    throw LawBroken(law::as_oracle,
                    message.draft.person + " is written to for " + post + " instead of " +
                        (who == nullptr ? "nobody" : *who));
  }
  if (const std::string* holder = plain_holder(oracle_.directory(), post, day)) {
    saw(*holder == *who ? "holder-written-to" : "deputy-written-to");
  }
}

void SimulationRun::count_sent(const StoredMessage& message) {
  if (message.draft.subject.rfind(trial_mark, 0) == 0) {
    return;  // What is tried out doesn't fill the admin's day.
  }
  sent_[{message.draft.person, plain_date(message.created_at)}].insert(message.id);
}

/// Of a person who has had enough today nothing is asked that could wait. What is released at one
/// moment is one message, in parts where it is long: what presses in one part takes the others
/// along.
void SimulationRun::check_calm(const std::vector<StoredMessage>& parts) {
  const std::string& person = parts.front().draft.person;
  int had = 0;
  for (const std::string& id : sent_[{person, plain_date(now_)}]) {
    const std::optional<StoredMessage> other = store_->message(id);
    had += other && other->created_at < now_ && other->state != MessageState::withdrawn ? 1 : 0;
  }
  if (had < oracle_.directory().messages_per_day) {
    return;
  }
  std::string told;
  for (const StoredMessage& message : parts) {
    for (const NoticeRow& row : store_->notices_of_message(message.id)) {
      if (cannot_wait(row)) {
        saw("pressing-after-enough");
        return;
      }
    }
    told += '\n' + message.draft.text;
  }
  throw LawBroken(
      law::enough,
      person + " had " + std::to_string(had) + " and gets, at " + moment_text(now_) + ':' + told);
}

bool SimulationRun::cannot_wait(const NoticeRow& row) {
  const std::string& key = row.notice.key;
  const auto found = oracle_.duties().find(key.substr(0, key.find('!')));
  // The tick is looked at before the oracle is told of it; dues are compared elsewhere.
  if (found == oracle_.duties().end()) {
    return true;
  }
  const OracleDuty& duty = found->second;
  const Instant due = store_->occurrence(duty.key)->due;
  const bool presses = now_ < due && due <= oracle_.next_morning(duty, now_);
  return presses || oracle_.is_urgent(duty, row.notice.rung);
}

/// Whether the notice waits for a morning because its person had been sent enough on the day before
/// or on one of the days off between.
bool SimulationRun::had_enough(const NoticeRow& row) const {
  if (row.state != RungState::pending || !row.held_until || *row.held_until <= now_) {
    return false;
  }
  for (Date day = plain_date(row.decided_at); day <= plain_date(now_); day += one_day) {
    const std::string* who = plain_acting(oracle_.directory(), row.notice.post, day);
    const auto sent = who == nullptr ? sent_.end() : sent_.find({*who, day});
    if (sent != sent_.end() &&
        static_cast<int>(sent->second.size()) >= oracle_.directory().messages_per_day) {
      return true;
    }
  }
  return false;
}

/// When bytes leave: the attempt is on record, the bytes are those of before, and no duty that the
/// message names has been completed (law 6).
void SimulationRun::check_starting(const UnreliablePeer::Received& received) {
  vfs_.disk().forget_failing_read();
  if (oracle_.is_held()) {
    throw LawBroken(law::held, received.id);
  }
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
    if (over_.count(occurrence) != 0) {
      throw LawBroken(law::silence, notice + " leaves of what is over");
    }
  }
  if (attempts.size() > 1) {
    saw("repeated-attempt");
  }
}

/// What was acknowledged to somebody is there after any death.
void SimulationRun::check_ledger() {
  for (; proved_ < ledger_.size(); ++proved_) {
    const Fact& fact = ledger_[proved_];
    if (!is_recorded(fact)) {
      throw LawBroken(
          law::durable,
          std::string(fact_kind_name(fact.kind)) + " of " + fact.occurrence + " is gone");
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
  proved_ = 0;
  check_ledger();
  check_all();
  check_step();
  const StateProof proof = store_->prove_state();
  if (proof.differing > 0 || proof.untold > 0) {
    throw LawBroken(law::folded, proof.first.empty() ? "an opening" : proof.first.front());
  }
  std::set<std::string> lines;
  for (const auto& [id, plan] : engine_->rules().plans) {
    for (const DigestLine& line : store_->digest_lines(id, now_).lines) {
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
    check_told(message);
    if (message.state == MessageState::queued && message.connector() == "manual" &&
        *message.next_at > now_) {
      saw("message-waits-by-hand");  // Somebody has been asked, and has time.
      continue;
    }
    if (name == names.end()) {
      throw LawBroken(law::terminal, id + " is still on its way");
    }
    saw(name->second);
    const bool told = message.connector() == "manual";
    if (message.state == MessageState::sent && !told && !peer_.has_accepted(id)) {
      throw LawBroken(law::sent_arrived, id);
    }
    if (message.state != MessageState::failed && message.state != MessageState::uncertain) {
      continue;
    }
    for (const std::string& notice : notices) {
      const std::string occurrence = notice.substr(0, notice.find('!'));
      const auto duty = oracle_.duties().find(occurrence);
      // What didn't arrive before an edit took the duty out is told of no more.
      if (duty != oracle_.duties().end() && duty->second.state == OccurrenceState::open &&
          round_of(notice) >= duty->second.asked_again_in && lines.count(occurrence) == 0) {
        throw LawBroken(law::terminal, notice + " didn't arrive and nobody is told");
      }
    }
  }
  for (const auto& [key, duty] : oracle_.duties()) {
    saw(duty.needs_review ? "duty-needs-review" : "duty-watched");
    for (const NoticeRow& row : store_->notices(key)) {
      saw("rung-" + std::string(row_name(row.state)));
      if (row.issued && row.state == RungState::messaged) {
        saw("told-" + std::string(notice_kind_name(row.notice.kind)));
      }
    }
  }
}

}  // namespace dondoc
