// SPDX-License-Identifier: Apache-2.0
// What goes wrong in a run: deaths, a disk that fails, an office that is closed, a clock that is
// stepped; and how the daemon comes back.
#include "tests/simulation/simulation_run.h"

#include <array>

namespace dondoc {

namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr const char* database = "dondoc.db";
constexpr int opening_operations = 6;
constexpr int mended_in = 12;  ///< steps
constexpr int opening_reads = 80;

struct OperationFault {
  const char* name;
  DiskError error;
  FaultSpan span;
};

constexpr std::array<OperationFault, 5> operation_faults{{
    {"disk-io-error", DiskError::io_error, FaultSpan::once},
    {"disk-full", DiskError::full, FaultSpan::once},
    {"disk-read-only", DiskError::read_only, FaultSpan::once},
    {"disk-io-error-lasting", DiskError::io_error, FaultSpan::from_then_on},
    {"disk-full-lasting", DiskError::full, FaultSpan::from_then_on},
}};

}  // namespace

void SimulationRun::maybe_die() {
  if (crash_one_in_ > 0 && dice_.one_in(crash_one_in_ * 4)) {
    throw Died{};
  }
}

void SimulationRun::die(Death death) {
  switch (death) {
    case Death::power_cut:
      saw("power-cut");
      note("power cut");
      peer_.drop_answers();
      vfs_.disk().crash();
      break;
    case Death::process_kill:
      saw("process-kill");
      note("process killed");
      peer_.drop_answers();
      vfs_.disk().kill();
      break;
    case Death::process_stays:
      saw("store-reopened");
      note("store closed");
      break;
  }
  dispatcher_.reset();
  engine_.reset();
  store_.reset();
  engine_wake_.reset();
}

void SimulationRun::storage_failed(const StoreError& error) {
  if (error.fault() == StoreFault::corrupt) {
    throw LawBroken(law::store_intact, error.what());
  }
  saw(error.fault() == StoreFault::unknown ? "commit-unknown" : "store-unavailable");
  note(std::string("store failed: ") + error.what());
  oracle_.failed_tick(now_);
  expected_dump_.reset();
  if (!vfs_.disk().powered()) {
    vfs_.disk().power_on();
    peer_.drop_answers();
    die(Death::process_kill);
    return;
  }
  die(dice_.one_in(3) ? Death::power_cut : Death::process_stays);
}

void SimulationRun::revive() {
  break_opening();
  if (start()) {
    work();
    if (up()) {
      return;
    }
  }
  saw("start-failed");
  fail_once_more();
}

/// The daemon tries again every minute; after a while somebody makes room on the disk.
void SimulationRun::fail_once_more() {
  if (++failures_ > 2 && dice_.one_in(3)) {
    note("disk healed");
    vfs_.disk().heal();
  }
  now_ += seconds(60);
}

bool SimulationRun::start() {
  try {
    store_ = std::make_unique<Store>(database, StoreOptions{vfs_.name(), true});
    if (expected_dump_) {
      const std::string found = dump();
      if (found != *expected_dump_) {
        throw LawBroken(law::durable, "before:\n" + *expected_dump_ + "after:\n" + found);
      }
      expected_dump_.reset();
    }
    check_ledger();
    for (const StoredMessage& message : store_->in_flight_messages(100'000)) {
      peer_.note_doubt(
          {message.draft.contacts.at(static_cast<std::size_t>(message.channel)).channel,
           message.id});
      saw("in-flight-at-death");
    }
    engine_ = std::make_unique<Engine>(*store_);
    engine_->load(world_.rules, now_);
    oracle_.load(world_.rules, now_);
    auto dispatcher = std::make_unique<Dispatcher>(*store_, peer_, make_plain_connectors());
    dispatcher->recover(now_);
    dispatcher_ = std::move(dispatcher);
    note("started");
    return true;
  } catch (const StoreError& error) {
    detail_ = error.what();
    if (error.fault() == StoreFault::corrupt) {
      throw LawBroken(law::store_intact, error.what());
    }
    saw(error.fault() == StoreFault::unknown ? "start-unknown" : "start-unavailable");
    note("start failed: " + detail_);
    vfs_.disk().power_on();
    expected_dump_.reset();
    engine_.reset();
    store_.reset();
    return false;
  }
}

/// A channel that is stopped for its credential stays so until somebody sees to it, and then the
/// dispatcher is made anew, as after a reload.
void SimulationRun::mend_channels() {
  if (dispatcher_->in_flight() == 0 && !dispatcher_->stopped().empty() && dice_.one_in(mended_in)) {
    dispatcher_ = std::make_unique<Dispatcher>(*store_, peer_, make_plain_connectors());
    saw("channel-mended");
    note("channels are mended");
  }
}

void SimulationRun::break_disk() {
  FaultDisk& disk = vfs_.disk();
  const std::int64_t at = disk.operations() + dice_.pick(1, 40);
  const int kind = dice_.pick(0, static_cast<int>(operation_faults.size()) + 2);
  std::string name;
  if (static_cast<std::size_t>(kind) < operation_faults.size()) {
    const OperationFault& fault = operation_faults.at(static_cast<std::size_t>(kind));
    name = fault.name;
    disk.fail({at, fault.error, fault.span, std::nullopt});
  } else if (static_cast<std::size_t>(kind) == operation_faults.size()) {
    name = "disk-out-of-space";
    disk.limit_space(disk.bytes_used() + dice_.pick(0, 40'000));
  } else if (static_cast<std::size_t>(kind) == operation_faults.size() + 1) {
    name = "disk-power-cut";
    disk.cut_power_at(at);
  } else {
    name = "disk-unreadable";
    disk.fail_read_at(disk.reads() + dice_.pick(1, 200));
  }
  saw(name);
  note(name + " planned");
}

/// An opening is short: what break_disk() plans for later rarely falls into it.
void SimulationRun::break_opening() {
  if (disk_fault_one_in_ == 0 || !dice_.one_in(3)) {
    return;
  }
  const auto last = static_cast<int>(operation_faults.size()) - 1;
  const OperationFault& fault = operation_faults.at(static_cast<std::size_t>(dice_.pick(0, last)));
  vfs_.disk().fail({vfs_.disk().operations() + dice_.pick(1, opening_operations),
                    fault.error,
                    fault.span,
                    std::nullopt});
  if (dice_.one_in(2)) {
    vfs_.disk().fail_read_at(vfs_.disk().reads() + dice_.pick(1, opening_reads));
  }
  saw("opening-broken");
  note(std::string("opening meets ") + fault.name);
}

void SimulationRun::downtime() {
  remember();
  die(dice_.one_in(2) ? Death::power_cut : Death::process_kill);
  const int length = dice_.pick(0, 9);
  const auto away = length < 5   ? minutes(dice_.pick(1, 600))
                    : length < 9 ? minutes(days(dice_.pick(1, 40)))
                                 : minutes(days(dice_.pick(41, 400)));
  saw(length < 5 ? "down-hours" : length < 9 ? "down-days" : "down-long");
  now_ += away;
  note("up again after " + std::to_string(away.count()) + " minutes");
}

void SimulationRun::step_clock() {
  const int step = dice_.pick(-6 * 60, 12 * 60);
  saw(step < 0 ? "clock-back" : "clock-forward");
  note("clock steps by " + std::to_string(step) + " minutes");
  now_ += minutes(step);
  if (step < 0) {
    oracle_.clock_went_back();
  }
}

}  // namespace dondoc
