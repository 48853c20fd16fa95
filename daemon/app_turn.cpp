// SPDX-License-Identifier: Apache-2.0
// The part of the daemon that repeats: tick, send, gather outcomes, sleep.
#include "daemon/act_link.h"
#include "daemon/app.h"
#include "daemon/journal_log.h"
#include "daemon/service_manager.h"
#include "daemon/store/backup.h"

#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>

namespace dondoc {
namespace {

/// A moment that has come but could not be worked on is looked at again after this long, so that a
/// mistake of ours never becomes a busy loop.
constexpr std::chrono::seconds second_look{60};
constexpr std::chrono::hours backup_retry{1};

}  // namespace

void App::post_turn() {
  if (turn_posted_) {
    return;
  }
  turn_posted_ = true;
  boost::asio::post(loop_, [this] {
    turn_posted_ = false;
    turn();
  });
}

void App::turn() {
  if (!office_ || stopping_) {
    return;
  }
  try {
    step();
  } catch (const StoreError& error) {
    store_failed(error);
  }
}

void App::step() {
  const Instant now = look_at_clock();
  look_for_hindrance(now);
  const bool people_wait = answer_people(now);
  const TickResult result = office_->engine().tick(now);
  if (result.links_changed) {
    office_->people_changed(now);
  }
  const int started = pump(now);
  // Of what a channel gave up, somebody may have to be asked to tell it by hand.
  const auto by_hand = office_->store().next_by_hand();
  const bool held = office_->store().held().has_value();
  if (by_hand && *by_hand <= now && !held && !result.more) {
    post_turn();
  }
  look_for_alarms(result, now);
  tell_alarms(now);
  const bool worked =
      result.occurrences_opened + result.notices_issued + result.messages_stored + started > 0;
  if (worked) {
    write_log(LogLevel::info,
              "mở " + std::to_string(result.occurrences_opened) + " đầu việc, " +
                  std::to_string(result.notices_issued) + " lần nhắc đến hạn, soạn " +
                  std::to_string(result.messages_stored) + " tin, bắt đầu " +
                  std::to_string(started) + " lần gửi");
    checkpoint_later();
  }
  if (result.more || people_wait) {
    status_stale_ = status_stale_ || worked;
    post_turn();
    return;
  }
  sleep_until(now, result.wake_at, started);
  if (worked || status_stale_) {
    status_stale_ = false;
    tell_status();
  }
}

void App::look_for_hindrance(Instant now) {
  hindrance_.look(!office_ || office_->store().held() || office_->store().clock_doubt(), now);
}

int App::pump(Instant now) {
  if (next_connectors_) {
    office_->dispatcher().flush(now);
    if (office_->dispatcher().in_flight() > 0) {
      return 0;
    }
    office_->dispatcher().replace_connectors(*next_connectors_, changed_connectors_, now);
    told_stopped_.clear();
    alarms_.try_again();
    next_connectors_.reset();
    changed_connectors_.clear();
  }
  return office_->dispatcher().pump(now);
}

void App::sleep_until(Instant now, std::optional<Instant> engine_wake, int started) {
  std::optional<Instant> dispatch_wake;
  // While connectors are being changed, an outcome wakes us.
  if (!next_connectors_) {
    dispatch_wake = office_->dispatcher().wake_at(now);
  }
  if (dispatch_wake && *dispatch_wake <= now && started == 0) {
    dispatch_wake = now + second_look;
  }
  if (engine_wake && *engine_wake <= now) {
    engine_wake = now + second_look;
  }
  next_wake_ = engine_wake;
  if (dispatch_wake && (!next_wake_ || *dispatch_wake < *next_wake_)) {
    next_wake_ = dispatch_wake;
  }
  scheduler_->wake_at(next_wake_);
}

void App::gather_outcomes() {
  if (flush_posted_) {
    return;
  }
  if (carrier_.on_wire() == 0 || carrier_.arrived() >= outcomes_per_flush) {
    flush_posted_ = true;
    boost::asio::post(loop_, [this] { flush(); });
    return;
  }
  if (gathering_) {
    return;
  }
  gathering_ = true;
  gather_timer_.expires_after(intervals_.gather);
  gather_timer_.async_wait([this](const boost::system::error_code& error) {
    gathering_ = false;
    if (!error && !flush_posted_) {
      flush();
    }
  });
}

void App::flush() {
  flush_posted_ = false;
  carrier_.taken();
  if (!office_) {
    return;
  }
  if (!stopping_) {
    checkpoint_later();
    turn();
    return;
  }
  try {
    office_->dispatcher().flush(look_at_clock());
  } catch (const StoreError& error) {
    store_failed(error);
  }
  if (!office_ || office_->dispatcher().in_flight() == 0) {
    finish();
  }
}

void App::checkpoint_later() {
  if (checkpoint_armed_) {
    return;
  }
  checkpoint_armed_ = true;
  checkpoint_timer_.expires_after(intervals_.checkpoint);
  checkpoint_timer_.async_wait([this](const boost::system::error_code& error) {
    checkpoint_armed_ = false;
    if (error || !office_) {
      return;
    }
    try {
      office_->store().checkpoint();
    } catch (const StoreError& fault) {
      store_failed(fault);
    }
  });
}

/// A day after the newest copy; soon after the start when that is long past.
void App::back_up_later() {
  const std::vector<Backup> made = backups_in(folder_.backups());
  std::chrono::milliseconds wait = intervals_.first_backup;
  if (backup_failed_at_) {
    wait = backup_retry;
  } else if (!made.empty()) {
    wait = std::max<std::chrono::milliseconds>(
        wait, made.front().at + backup_interval - instant_of(clock_));
    // A copy from a future that a wrong clock believed in must not put off all others.
    wait = std::min<std::chrono::milliseconds>(wait, backup_interval);
  }
  backup_timer_.expires_after(wait);
  backup_timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error && !stopping_) {
      make_backup();
      back_up_later();
    }
  });
}

/// By a clock that is wrong a link might be forgotten that can still be pressed.
void App::forget_what_is_spent(Instant now) {
  Store& store = office_->store();
  if (store.clock_doubt()) {
    return;
  }
  Store::Transaction transaction(store);
  forget_spent_links(store, now);
  transaction.commit();
}

void App::make_backup() {
  if (!office_) {
    return;
  }
  try {
    const Instant now = look_at_clock();
    forget_what_is_spent(now);
    const Backup made = back_up(office_->store(), folder_.backups(), now);
    backup_problem_.clear();
    backup_failed_at_.reset();
    write_log(LogLevel::info, "đã sao lưu cơ sở dữ liệu: " + made.file.string());
  } catch (const StoreError& error) {
    backup_problem_ = error.what();
    backup_failed_at_ = backup_failed_at_.value_or(instant_of(clock_));
    write_log(LogLevel::error, "không sao lưu được cơ sở dữ liệu: " + backup_problem_);
  }
  post_turn();
}

void App::feed_watchdog_later() {
  const auto interval = watchdog_interval();
  if (!interval) {
    return;
  }
  watchdog_timer_.expires_after(*interval / 2);
  watchdog_timer_.async_wait([this](const boost::system::error_code& error) {
    if (error) {
      return;
    }
    // A tick reads and commits: what hangs in it is not fed. A database that is known to be away is
    // no hang; it is told by the status.
    turn();
    notify_watchdog();
    feed_watchdog_later();
  });
}

}  // namespace dondoc
