// SPDX-License-Identifier: Apache-2.0
#include "daemon/app.h"

#include "daemon/difference/reload_change.h"
#include "daemon/journal_log.h"
#include "daemon/mail_links.h"
#include "daemon/service_manager.h"
#include "daemon/store/backup.h"
#include "rules/plan/diagnostic.h"

#include <algorithm>
#include <csignal>
#include <iostream>
#include <system_error>
#include <utility>

#include <boost/asio/post.hpp>

namespace dondoc {
namespace {

constexpr int exit_bad_config = 1;
constexpr int exit_machine_failed = 3;

void print_all(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& one : diagnostics) {
    std::cerr << render(one);
  }
}

void log_all(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& one : diagnostics) {
    const auto level = one.severity == Severity::error ? LogLevel::error : LogLevel::warning;
    write_log(level,
              one.file + ":" + std::to_string(one.line) + ":" + std::to_string(one.column) + ": " +
                  one.message + " [" + one.code + "]");
  }
}

std::string restore_hint(const StateFolder& folder, const std::filesystem::path& config) {
  const std::vector<Backup> made = backups_in(folder.backups());
  return "Tệp được giữ nguyên để kiểm tra. Khôi phục từ bản sao lưu gần nhất: dondoc restore "
         "--config " +
         config.string() + " --state " + folder.state.string() + ' ' +
         (made.empty() ? "BẢN-SAO-LƯU" : made.front().file.string());
}

}  // namespace

App::App(AppOptions options, const AppIntervals& intervals)
    : options_(std::move(options)),
      intervals_(intervals),
      clock_(options_.clock()),
      started_at_(instant_of(clock_)),
      hindrance_(started_at_),
      signals_(loop_),
      reopen_timer_(loop_),
      checkpoint_timer_(loop_),
      backup_timer_(loop_),
      gather_timer_(loop_),
      drain_timer_(loop_),
      watchdog_timer_(loop_),
      watch_(loop_, options_.config, intervals_.edits_rest, [this] { look_at_folder(); }),
      carrier_(loop_),
      poll_courier_(loop_) {
  carrier_.on_arrival = [this] { gather_outcomes(); };
}

App::~App() = default;

int App::run() {
  if (!load_first()) {
    return exit_bad_config;
  }
  if (!lock_state()) {
    return exit_machine_failed;
  }
  scheduler_ = std::make_unique<Scheduler>(loop_, [this](WakeCause) { turn(); });
  open_office();
  if (exit_code_ != 0 || !listen() || !listen_on_port()) {
    return exit_machine_failed;
  }
  wait_for_signal();
  watch_folder();
  feed_watchdog_later();
  hear_people();
  back_up_later();
  guarded([this] { told_status_ = status_words(); });
  notify_ready(told_status_);
  write_log(LogLevel::info, "dondocd đã sẵn sàng: " + told_status_);
  post_turn();
  loop_.run();
  return exit_code_;
}

bool App::load_first() {
  Parsed<LoadedConfig> loaded = load_config(options_.config);
  print_all(loaded.diagnostics);
  if (!loaded.value) {
    return false;
  }
  set_up_log(loaded.value->settings.log_level);
  folder_ = state_folder(loaded.value->settings, options_.state);
  Parsed<Connectors> connectors = make_connectors(loaded.value->settings, folder_.state);
  print_all(connectors.diagnostics);
  if (!connectors.value) {
    return false;
  }
  config_ = {loaded.value->rules,
             loaded.value->settings,
             *connectors.value,
             started_at_,
             loaded.value->files,
             std::nullopt,
             std::nullopt};
  return true;
}

void App::wait_for_signal() {
  boost::system::error_code ignored;
  for (const int number : {SIGHUP, SIGTERM, SIGINT}) {
    signals_.add(number, ignored);
  }
  signals_.async_wait([this](const boost::system::error_code& error, int number) {
    if (error) {
      return;
    }
    wait_for_signal();
    if (number == SIGHUP) {
      reload();
    } else {
      drain();
    }
  });
}

void App::reload() {
  if (stopping_) {
    return;
  }
  notify_reloading();
  Parsed<LoadedConfig> loaded = load_config(options_.config);
  std::vector<Diagnostic> diagnostics = loaded.diagnostics;
  Parsed<Connectors> connectors;
  if (loaded.value) {
    connectors = make_connectors(loaded.value->settings, folder_.state);
    diagnostics.insert(
        diagnostics.end(), connectors.diagnostics.begin(), connectors.diagnostics.end());
  }
  log_all(diagnostics);
  if (!connectors.value) {
    refuse(diagnostics);
  } else {
    guarded([this, &loaded] {
      if (office_) {
        office_->load(loaded.value->rules, look_at_clock());
      }
    });
    set_up_log(loaded.value->settings.log_level);
    const auto listened = config_.settings.web.listen;
    changed_connectors_.merge(changed_connectors(config_.settings, loaded.value->settings));
    AppliedReload applied = reload_change(
        {config_.rules, config_.settings, config_.files}, *loaded.value, instant_of(clock_));
    config_ = {loaded.value->rules,
               loaded.value->settings,
               *connectors.value,
               instant_of(clock_),
               loaded.value->files,
               std::nullopt,
               std::move(applied)};
    next_connectors_ = *connectors.value;
    alarms_.try_again();
    tell_applied();
    hear_people();
    if (listened != config_.settings.web.listen) {
      web_server_.reset();
      if (!listen_on_port()) {
        write_log(LogLevel::error, "không mở được cổng mới; trang và API không dùng được");
      }
    }
  }
  watch_folder();
  if (!office_) {
    // Whoever mended the disk and asks for a reload need not wait for the next try.
    open_office();
  }
  guarded([this] { told_status_ = status_words(); });
  notify_ready(told_status_);
  post_turn();
}

void App::watch_folder() {
  if (!config_.settings.watch) {
    watch_.stop();
    return;
  }
  const std::string before = watch_.problem();
  watch_.start();
  if (watch_.problem() != before && !watch_.problem().empty()) {
    write_log(LogLevel::error, watch_.problem());
  }
}

/// Files were written: whether they say anything else is seen only here.
void App::look_at_folder() {
  if (stopping_) {
    return;
  }
  const ConfigFiles files = read_config_files(options_.config);
  if (config_.refused || !changed_files(*config_.files, files).empty()) {
    write_log(LogLevel::info, "tệp trong thư mục cấu hình thay đổi, nạp lại");
    reload();
  }
}

void App::drain() {
  if (stopping_) {
    finish();
    return;
  }
  stopping_ = true;
  notify_stopping();
  server_->stop();
  if (web_server_) {
    web_server_->stop();
  }
  scheduler_->stop();
  watch_.stop();
  for (const auto& [channel, poll] : polls_) {
    poll->stop();
  }
  for (const auto& [channel, poll] : mail_polls_) {
    poll->stop();
  }
  reopen_timer_.cancel();
  watchdog_timer_.cancel();
  if (!office_ || office_->dispatcher().in_flight() == 0) {
    finish();
    return;
  }
  write_log(LogLevel::info,
            "đang dừng, chờ kết quả của " + std::to_string(office_->dispatcher().in_flight()) +
                " lần gửi");
  drain_timer_.expires_after(intervals_.drain);
  drain_timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) {
      finish();
    }
  });
}

void App::finish() {
  guarded([this] {
    if (office_) {
      office_->dispatcher().flush(look_at_clock());
      office_->store().checkpoint();
    }
  });
  write_log(LogLevel::info, "dondocd đã dừng");
  loop_.stop();
}

// ---- The database, which may go and come back
// ----------------------------------------------------

void App::open_office() {
  guarded([this] {
    const Instant now = look_at_clock();
    office_ = std::make_unique<Office>(folder_.database(),
                                       config_.rules,
                                       carrier_,
                                       config_.connectors,
                                       now,
                                       OfficeOptions{clock_alarm_, options_.store});
    // One that was there and is gone is waited for: an empty one in its place would begin anew and
    // tell everybody everything again.
    options_.store.create = false;
    web_memory_.forget();
    clock_alarm_.reset();
    told_stopped_.clear();
    failed_messages_ = 0;
    look_for_failed_messages(now);
    office_->dispatcher().on_outcome = [this] { gather_outcomes(); };
    office_->dispatcher().links = [this](const StoredMessage& message) {
      return links_of(message, office_->store(), config_.settings.web);
    };
    if (const auto held = office_->store().held()) {
      write_log(LogLevel::warning, "việc gửi tin đang tạm dừng: " + *held);
    }
  });
  if (office_ && !store_problem_.empty()) {
    alarms_.raise({AlarmKind::store_was_away, "", 1, {store_problem_}, *store_failed_at_});
    store_problem_.clear();
    store_failed_at_.reset();
    write_log(LogLevel::info, "cơ sở dữ liệu đã mở lại");
    resume_hearing();
  }
}

void App::store_failed(const StoreError& error) {
  office_.reset();
  hindrance_.look(true, instant_of(clock_));
  if (error.fault() == StoreFault::corrupt) {
    const std::string text = "cơ sở dữ liệu " + folder_.database().string() +
                             " không dùng được: " + error.what() + ". " +
                             restore_hint(folder_, options_.config);
    std::cerr << "dondocd: " << text << "\n";
    notify_status(text);
    exit_code_ = exit_machine_failed;
    loop_.stop();
    return;
  }
  if (!store_failed_at_) {
    store_failed_at_ = instant_of(clock_);
  }
  if (store_problem_ != error.what()) {
    store_problem_ = error.what();
    write_log(LogLevel::error,
              "cơ sở dữ liệu tạm thời không dùng được: " + store_problem_ +
                  "; không gửi và không ghi gì, thử mở lại mỗi " +
                  std::to_string(
                      std::chrono::duration_cast<std::chrono::seconds>(intervals_.reopen).count()) +
                  " giây");
  }
  tell_status();
  reopen_later();
}

void App::reopen_later() {
  if (stopping_) {
    return;
  }
  reopen_timer_.expires_after(intervals_.reopen);
  reopen_timer_.async_wait([this](const boost::system::error_code& error) {
    if (error || office_ || stopping_) {
      return;
    }
    open_office();
    // A disk that comes back for a moment is told no differently than one that stays away.
    guarded([this] {
      if (office_) {
        tell_status();
        post_turn();
      }
    });
  });
}

void App::doubt_clock(const std::string& reason) {
  clock_alarm_ = reason;
  write_log(LogLevel::error,
            "tạm dừng gửi tin vì " + reason + "; xin kiểm tra đồng hồ rồi chạy: dondoc release");
  if (office_) {
    office_->doubt_clock(reason);
    clock_alarm_.reset();
    status_stale_ = true;
    post_turn();
  }
}

Instant App::look_at_clock() {
  const ClockReading reading = options_.clock();
  const ClockVerdict verdict = judge_clock(clock_, reading);
  clock_ = reading;
  if (verdict.move == ClockMove::jump) {
    doubt_clock(jump_reason(verdict.by));
  } else if (verdict.move != ClockMove::steady) {
    write_log(LogLevel::info,
              "đồng hồ máy vừa được chỉnh " + std::to_string(verdict.by.count()) + " giây");
  }
  return instant_of(reading);
}

}  // namespace dondoc
