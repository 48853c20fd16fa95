// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/simulation.h"

#include "connectors/maildir.h"
#include "rules/schedule/acts.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace dondoc {
namespace {

/// More turns than this mean that something wakes without ever coming to rest.
constexpr int turns_max = 5'000'000;
constexpr int rounds_a_turn_max = 10'000;

/// A mail address that stands for any channel's address, so that a simulated webhook's messages can
/// be read in the Maildir too.
std::string mail_address_of(const std::string& address) {
  if (address.find('@') != std::string::npos && address.find(':') == std::string::npos) {
    return address;
  }
  std::string local;
  for (const char letter : address) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    local += plain ? letter : '-';
  }
  return (local.empty() ? "khong-ro" : local) + "@kenh-khac.invalid";
}

/// Every channel of the directory as mail, keeping the order in which messages were composed.
class RecordingMail final : public Connector {
 public:
  RecordingMail(MaildirSettings settings, std::shared_ptr<std::vector<std::string>> composed)
      : mail_(std::move(settings)), composed_(std::move(composed)) {}

  [[nodiscard]] std::variant<Request, Outcome> compose(
      const OutgoingMessage& message, std::chrono::sys_seconds now) const override {
    composed_->push_back(message.id);
    OutgoingMessage addressed = message;
    addressed.address = mail_address_of(message.address);
    return mail_.compose(addressed, now);
  }
  [[nodiscard]] Outcome interpret(const Reply& reply) const override {
    return mail_.interpret(reply);
  }
  [[nodiscard]] bool peer_dedups() const override { return true; }

 private:
  MaildirConnector mail_;
  std::shared_ptr<std::vector<std::string>> composed_;
};

Connectors every_channel(const Directory& directory,
                         const SimulationSettings& settings,
                         const std::shared_ptr<std::vector<std::string>>& composed) {
  MaildirSettings mail;
  mail.directory = settings.maildir.string();
  mail.from = settings.mail_from;
  mail.message_id_domain = "mo-phong.invalid";
  Connectors connectors;
  for (const auto& [id, person] : directory.people) {
    for (const Contact& contact : sent_contacts(person)) {
      connectors.emplace(contact.channel, std::make_shared<RecordingMail>(mail, composed));
    }
  }
  return connectors;
}

std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b) {
  if (!a || !b) {
    return a ? a : b;
  }
  return std::min(*a, *b);
}

}  // namespace

void MaildirCourier::carry(Request request, std::function<void(Reply)> done) {
  Reply reply;
  if (const auto* mail = std::get_if<MaildirRequest>(&request)) {
    reply = deliver(*mail);
  } else {
    reply.failure = Failure::refused_local;
    reply.error = "the simulation carries mail only";
  }
  waiting_.emplace_back(std::move(reply), std::move(done));
}

void MaildirCourier::tell() {
  while (!waiting_.empty()) {
    const auto [reply, done] = std::move(waiting_.front());
    waiting_.pop_front();
    done(reply);
  }
}

Simulation::Simulation(std::shared_ptr<const RuleSet> rules, const SimulationSettings& settings)
    : rules_(std::move(rules)),
      store_(settings.store, StoreOptions{}),
      composed_(std::make_shared<std::vector<std::string>>()),
      dispatcher_(store_, courier_, every_channel(rules_->directory, settings, composed_)),
      engine_(store_),
      office_(*rules_, settings.seed, settings.punctual) {}

SimulationResult Simulation::run(Instant from, Instant end) {
  engine_.load(rules_, from);
  dispatcher_.recover(from);
  Instant now = from;
  for (int turns = 0; now < end; ++turns) {
    if (turns == turns_max) {
      throw std::logic_error("the simulation does not come to an end");
    }
    turn(now);
    const std::optional<Instant> next = next_wake();
    if (!next) {
      break;
    }
    // What is still due after a whole turn gets the next second, as it would in the daemon.
    now = std::max(*next, now + std::chrono::seconds{1});
  }
  result_.counts = store_.counts(end);
  return std::move(result_);
}

void Simulation::turn(Instant now) {
  do {
    // Who looks for what is new walks over all that is open: only when there is something.
    if (tick_until_quiet(now) > 0) {
      note_openings(now);
    }
    dispatch(now);
  } while (act(now));
}

int Simulation::tick_until_quiet(Instant now) {
  int opened = 0;
  for (int rounds = 0; rounds < rounds_a_turn_max; ++rounds) {
    const TickResult result = engine_.tick(now);
    opened += result.occurrences_opened;
    if (!result.more) {
      return opened;
    }
  }
  throw std::logic_error("the engine does not come to rest");
}

void Simulation::note_openings(Instant now) {
  OccurrenceFilter filter;
  for (;;) {
    const std::vector<Occurrence> page = store_.occurrences(filter);
    for (const Occurrence& occurrence : page) {
      if (known_.insert(occurrence.key).second) {
        ++result_.opened;
        SimulatedEvent event;
        event.at = now;
        event.occurrence = occurrence.key;
        event.words = item_words(occurrence, *rules_);
        result_.events.push_back(std::move(event));
        office_.hear_of(occurrence, now);
      }
    }
    if (page.size() < static_cast<std::size_t>(filter.limit)) {
      return;
    }
    filter.after_key = page.back().key;
  }
}

void Simulation::dispatch(Instant now) {
  for (int rounds = 0; dispatcher_.pump(now) > 0; ++rounds) {
    if (rounds == rounds_a_turn_max) {
      throw std::logic_error("the dispatcher does not come to rest");
    }
    courier_.tell();
    dispatcher_.flush(now);
  }
  for (const std::string& id : *composed_) {
    if (const std::optional<StoredMessage> message = store_.message(id)) {
      SimulatedEvent event;
      event.at = now;
      event.kind = SimulatedEventKind::message;
      event.post = message->draft.post;
      event.words = message->draft.subject;
      result_.events.push_back(std::move(event));
    }
  }
  composed_->clear();
}

bool Simulation::act(Instant now) {
  bool acted = false;
  for (const SimulatedOffice::Deed& deed : office_.acts_until(now)) {
    const std::optional<Occurrence> occurrence = store_.occurrence(deed.occurrence);
    if (!occurrence || occurrence->state != OccurrenceState::open) {
      continue;
    }
    const ActResult result = perform(*occurrence, deed.act, Actor{deed.post, "cli"}, *rules_, now);
    const auto* fact = std::get_if<Fact>(&result);
    if (fact == nullptr) {
      continue;
    }
    Store::Transaction transaction(store_);
    store_.write_fact(*fact, now);
    transaction.commit();
    note_deed(deed, *occurrence, now);
    acted = true;
  }
  return acted;
}

void Simulation::note_deed(const SimulatedOffice::Deed& deed,
                           const Occurrence& before,
                           Instant now) {
  SimulatedEvent event;
  event.at = now;
  event.occurrence = deed.occurrence;
  event.post = deed.post;
  event.words = item_words(before, *rules_);
  event.late = now >= before.due;
  bool delivered = false;
  if (const auto* complete = std::get_if<Complete>(&deed.act)) {
    event.kind = SimulatedEventKind::completed;
    event.document = complete->document;
    delivered = true;
  } else if (const auto* happen = std::get_if<Happen>(&deed.act)) {
    event.kind = SimulatedEventKind::happened;
    event.document = happen->document;
    event.detail = "ngày " + date_words(happen->date.value_or(date_of(now, rules_->zone)));
  } else if (const auto* report = std::get_if<Report>(&deed.act)) {
    event.kind = SimulatedEventKind::progressed;
    event.detail = report->text;
  } else if (const auto* count = std::get_if<Count>(&deed.act)) {
    const std::optional<Owed> owed = find_owed(*rules_, before.series);
    const int needed = owed && owed->stage->rule.quota ? owed->stage->rule.quota->at_least : 0;
    const int reached = before.counted + count->amount;
    event.kind = SimulatedEventKind::counted;
    event.document = count->document;
    event.detail = std::to_string(reached) + '/' + std::to_string(needed);
    delivered = reached >= needed;
  } else if (const auto* measure = std::get_if<Measure>(&deed.act)) {
    event.kind = SimulatedEventKind::measured;
    event.detail = measure->numerator + '/' + measure->denominator;
  } else {
    event.kind = SimulatedEventKind::submitted;
  }
  if (delivered) {
    ++(event.late ? result_.completed_late : result_.completed_in_time);
  }
  result_.events.push_back(std::move(event));
}

std::optional<Instant> Simulation::next_wake() const {
  const Store::Wakes wakes = store_.wakes();
  const std::optional<Instant> machine =
      earlier(earlier(wakes.engine, wakes.release), wakes.dispatch);
  return earlier(machine, office_.next_act());
}

}  // namespace dondoc
