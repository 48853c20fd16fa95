// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/simulation_run.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace dondoc {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int rounds_max = 400;
constexpr int checkpoint_one_in = 10;
constexpr int calm_steps_max = 2'000;
constexpr int held_steps = 8;

}  // namespace

std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): one thread
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

RunResult simulate(std::uint64_t seed, Talk talk, const Setting& setting) {
  SimulationRun run(seed, talk, setting);
  RunResult result;
  try {
    run.run();
    result = run.result();
  } catch (const LawBroken& broken) {
    result = run.result();
    result.broken_law = broken.law();
    result.detail = broken.what();
  }
  return result;
}

SimulationRun::SimulationRun(std::uint64_t seed, Talk talk, const Setting& setting)
    : talk_(talk),
      setting_(setting),
      dice_(seed * 3 + 1),
      maker_(seed * 3 + 2),
      world_(setting.world ? *setting.world : maker_.make()),
      oracle_(world_.calendar),
      vfs_("simulation", seed),
      peer_(seed * 3) {
  now_ = plain_instant(
      make_date(2026, static_cast<unsigned>(dice_.pick(1, 12)), 1) + days(dice_.pick(0, 27)),
      TimeOfDay{dice_.pick(0, 1439)});
  end_ = now_ + days(dice_.pick(100, 400));
  if (setting.world) {
    now_ = setting.began;
    end_ = setting.end;
  }
  began_ = now_;
  // Of a drawn office's runs half have each kind of fault; in a given one there are all.
  const auto swarm = [this](int low, int high) {
    const bool off = !setting_.world && dice_.one_in(2);
    return off ? 0 : dice_.pick(low, high) * setting_.faults_rarer;
  };
  crash_one_in_ = swarm(20, 400);
  disk_fault_one_in_ = swarm(10, 60);
  downtime_one_in_ = swarm(20, 80);
  clock_one_in_ = swarm(15, 60);
  reload_one_in_ = swarm(15, 60);
  hold_one_in_ = swarm(30, 120);
  if (dice_.one_in(2)) {
    vfs_.make_memory_scarce();
  }
  peer_.set_trouble(setting_.world ? dice_.pick(5, 20) : swarm(5, 60));
  peer_.on_start = [this](const UnreliablePeer::Received& received) { check_starting(received); };
  peer_.on_deed = [this](const UnreliablePeer::Received& received, PeerDeed deed) {
    saw("peer-" + std::string(deed_name(deed)));
    note("peer " + received.id.substr(0, 8) + " " + std::string(deed_name(deed)));
  };
}

SimulationRun::~SimulationRun() = default;

RunResult SimulationRun::result() const {
  RunResult result;
  result.trace_hash = hash_;
  result.days = std::chrono::duration_cast<days>(now_ - began_).count();
  result.steps = steps_;
  result.seen = seen_;
  return result;
}

void SimulationRun::note(const std::string& event) {
  const std::string line = to_rfc3339(now_, Zone{}) + " " + event;
  for (const char letter : line) {
    hash_ = (hash_ ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
  }
  if (talk_ == Talk::trace) {
    std::cerr << line << "\n";
  }
}

void SimulationRun::run() {
  // The first load meets no fault, so that the day from which the plans are watched is known.
  if (!start()) {
    throw LawBroken(law::store_intact, "the first start failed: " + detail_);
  }
  work();
  while (now_ < end_ && steps_ < setting_.steps_max) {
    step();
  }
  calm_down();
}

void SimulationRun::step() {
  ++steps_;
  if (!up()) {
    revive();
    return;
  }
  const auto happens = [this](int one_in) { return one_in > 0 && dice_.one_in(one_in); };
  mend_channels();
  if (happens(disk_fault_one_in_)) {
    break_disk();
  }
  if (happens(reload_one_in_)) {
    reload();
  } else if (happens(hold_one_in_) || (oracle_.is_held() && dice_.one_in(held_steps))) {
    hold_or_let_go_on();
  } else if (happens(downtime_one_in_)) {
    downtime();
  } else if (happens(clock_one_in_)) {
    step_clock();
  } else if (dice_.one_in(setting_.deeds_one_in)) {
    act_once_or_more();
  } else {
    sleep();
  }
  if (up()) {
    work();
  }
}

void SimulationRun::sleep() {
  std::optional<Instant> wake = engine_wake_;
  const auto consider = [&wake](std::optional<Instant> at) {
    if (at && (!wake || *at < *wake)) {
      wake = at;
    }
  };
  try {
    consider(oracle_.is_held() ? std::nullopt : store_->wakes().dispatch);
    // A channel may have given up what is told by hand since the engine looked.
    consider(oracle_.is_held() ? std::nullopt : store_->next_by_hand());
  } catch (const StoreError& error) {
    storage_failed(error);
    return;
  }
  consider(peer_.next_answer());
  const std::optional<Instant> must = oracle_.next(now_);
  if (must && (!engine_wake_ || *engine_wake_ > *must)) {
    throw LawBroken(law::no_oversleep,
                    "something falls due at " + to_rfc3339(*must, Zone{}) + ", wake_at is " +
                        (engine_wake_ ? to_rfc3339(*engine_wake_, Zone{}) : "never"));
  }
  const Instant target = wake ? std::min(*wake, now_ + days(40)) : now_ + days(40);
  look_early(target);
  now_ = std::max(now_, target);
  if (setting_.late_seconds_max > 0) {
    now_ += seconds(dice_.pick(0, setting_.late_seconds_max));
  }
}

/// Law 4 by sampling: a tick before the wake finds nothing to do.
void SimulationRun::look_early(Instant wake) {
  if (wake <= now_ + seconds(2) || !dice_.one_in(4)) {
    return;
  }
  const auto span = static_cast<int>(std::min<std::int64_t>((wake - now_).count() - 1, 1 << 30));
  const Instant early = now_ + seconds(dice_.pick(1, span));
  try {
    const TickResult result = engine_->tick(early);
    if (result.occurrences_opened + result.notices_issued + result.messages_stored > 0) {
      throw LawBroken(law::no_oversleep,
                      "a tick at " + to_rfc3339(early, Zone{}) + " before its wake had work to do");
    }
    saw("looked-early");
  } catch (const StoreError& error) {
    storage_failed(error);
  }
}

void SimulationRun::work() {
  peer_.set_now(now_);
  try {
    for (int round = 0; round < rounds_max; ++round) {
      maybe_die();
      tick_out();
      maybe_die();
      const int started = dispatcher_->pump(now_);
      maybe_die();
      const int answered = peer_.answer(now_);
      maybe_die();
      dispatcher_->flush(now_);
      if (started + answered == 0) {
        failures_ = 0;
        check_step();
        if (dice_.one_in(checkpoint_one_in)) {
          store_->checkpoint();
          saw("checkpoint");
        }
        return;
      }
    }
    throw LawBroken(law::terminal, "one moment's work never ends");
  } catch (const StoreError& error) {
    storage_failed(error);
  } catch (const Died&) {
    oracle_.failed_tick(now_);
    remember();
    die(dice_.one_in(2) ? Death::power_cut : Death::process_kill);
  }
}

void SimulationRun::tick_out() {
  tick_attempts_.insert(now_);
  TickResult result;
  int opened = 0;
  int notices = 0;
  int messages = 0;
  do {
    result = engine_->tick(now_);
    opened += result.occurrences_opened;
    notices += result.notices_issued;
    messages += result.messages_stored;
    if (result.more) {
      maybe_die();
    }
  } while (result.more);
  if (opened + notices + messages > 0) {
    note("tick opened " + std::to_string(opened) + " notices " + std::to_string(notices) +
         " messages " + std::to_string(messages));
  }
  if (messages > 0) {
    check_release();
  }
  engine_wake_ = result.wake_at;
  if (engine_wake_ && *engine_wake_ <= now_) {
    throw LawBroken(law::wake_later, "wake_at " + to_rfc3339(*engine_wake_, Zone{}));
  }
  oracle_.tick(now_);
  for (const std::string& key : oracle_.take_changed()) {
    touched_.insert(key);
    const OccurrenceState state = oracle_.duties().at(key).state;
    if (state == OccurrenceState::done || state == OccurrenceState::missed) {
      const bool by_number = state == OccurrenceState::done && over_.count(key) == 0;
      saw(by_number ? "quota-met" : state == OccurrenceState::done ? "duty-done" : "duty-missed");
      quota_met_ = by_number ? key : quota_met_;
      over_.insert(key);
    }
  }
  for (const std::string& key : touched_) {
    const Beginning beginning = oracle_.duties().at(key).beginning;
    if (beginning != Beginning::rule && beginning != Beginning::reopening) {
      continue;  // Not the engine's to notice.
    }
    const std::optional<Occurrence> occurrence = store_->occurrence(key);
    if (occurrence && tick_attempts_.count(occurrence->round_from) != 0) {
      oracle_.move_noticed(key, occurrence->round_from);
    }
  }
  tick_attempts_ = {now_};
}

/// Faults stop; after a day of quiet nothing may be left in between.
void SimulationRun::calm_down() {
  note("calm");
  vfs_.disk().heal();
  peer_.set_trouble(0);
  crash_one_in_ = 0;
  if (up()) {  // A channel that was stopped for its credential starts again with the process.
    remember();
    die(Death::process_kill);
  }
  if (!start()) {
    throw LawBroken(law::terminal, "no start on a healed disk: " + detail_);
  }
  if (oracle_.is_held()) {
    hold_or_let_go_on();
  }
  work();
  const Instant until = now_ + hours(25);
  // And on until nothing is on its way, which must come to an end too.
  const auto on_its_way = [this]() { return peer_.next_answer() || store_->wakes().dispatch; };
  for (int i = 0; now_ < until || on_its_way(); ++i) {
    if (i > calm_steps_max) {
      throw LawBroken(law::terminal, "messages are still on their way after days of quiet");
    }
    sleep();
    work();
    if (!up()) {
      throw LawBroken(law::terminal, "the store failed on a healed disk");
    }
  }
  check_end();
}

}  // namespace dondoc
