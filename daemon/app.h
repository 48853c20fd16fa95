// SPDX-License-Identifier: Apache-2.0
// One office's daemon: wires configuration, database, engine, dispatcher, socket and signals to one
// loop, and decides nothing itself. Read run() first.
#pragma once

#include "connectors/transport.h"
#include "daemon/alarms.h"
#include "daemon/carrier.h"
#include "daemon/clock.h"
#include "daemon/folder_watch.h"
#include "daemon/hindrance.h"
#include "daemon/http/server.h"
#include "daemon/inbox/mail_poll.h"
#include "daemon/inbox/reply_poll.h"
#include "daemon/office.h"
#include "daemon/plan_folder.h"
#include "daemon/plan_loader.h"
#include "daemon/scheduler.h"
#include "daemon/state_folder.h"
#include "daemon/web/visitor.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

namespace dondoc {

struct AppOptions {
  std::filesystem::path config{"/etc/dondoc"};
  std::optional<std::filesystem::path> state;
  std::function<ClockReading()> clock{read_clock};  ///< tests turn its hands
  StoreOptions store;                               ///< tests put it on a disk that fails
};

/// Tests shorten them.
struct AppIntervals {
  std::chrono::milliseconds reopen{60'000};      ///< between tries to open a failed database
  std::chrono::milliseconds checkpoint{60'000};  ///< of activity
  std::chrono::milliseconds drain{10'000};       ///< for attempts in flight when told to stop
  /// Outcomes wait at most this long for others to be written with.
  std::chrono::milliseconds gather{100};
  std::chrono::milliseconds first_backup{600'000};  ///< after the start at the earliest
  /// Edited files are read when nothing has been written for so long.
  std::chrono::milliseconds edits_rest{2'000};
  PollIntervals poll{};  ///< of what people write
};

/// Outcomes that are written without waiting for more.
inline constexpr int outcomes_per_flush = attempts_in_flight_max;

class App {
 public:
  App(AppOptions options, const AppIntervals& intervals);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  /// Returns when told to stop; the process's exit code.
  [[nodiscard]] int run();

 private:
  struct Config {
    std::shared_ptr<const RuleSet> rules;
    Settings settings;
    Connectors connectors;
    Instant loaded_at;
    std::shared_ptr<const ConfigFiles> files;
    std::optional<RefusedReload> refused;  ///< the last reload, when its files were not taken
    std::optional<AppliedReload> applied;  ///< the last one that was
  };

  // ---- Starting and stopping -------------------------------------------------------------------
  [[nodiscard]] bool load_first();
  [[nodiscard]] bool lock_state();
  [[nodiscard]] bool listen();
  [[nodiscard]] bool listen_on_port();
  void wait_for_signal();
  void reload();
  [[nodiscard]] PlanFolder plan_folder() const;
  [[nodiscard]] std::string publish_plan(const std::string& name, const std::string& text);
  void watch_folder();
  void look_at_folder();
  void drain();
  void finish();

  // ---- The database, which may go and come back ------------------------------------------------
  void open_office();
  void store_failed(const StoreError& error);
  void reopen_later();
  void doubt_clock(const std::string& reason);
  template <typename Step>
  void guarded(Step step);

  // ---- One turn of work ------------------------------------------------------------------------
  [[nodiscard]] Instant look_at_clock();
  void post_turn();
  void turn();
  void step();
  void look_for_hindrance(Instant now);
  [[nodiscard]] int pump(Instant now);
  void sleep_until(Instant now, std::optional<Instant> engine_wake, int started);
  void gather_outcomes();
  void flush();
  void checkpoint_later();
  void back_up_later();
  void make_backup();
  void forget_what_is_spent(Instant now);
  void feed_watchdog_later();

  // ---- What people write -----------------------------------------------------------------------
  /// The rules with the linked chats, while there is a database to read them from.
  [[nodiscard]] const RuleSet& rules() const;
  void hear_people();
  [[nodiscard]] ReplyPoll& poll_of(const std::string& channel);
  void resume_hearing();
  [[nodiscard]] MailPoll& mail_poll_of(const std::string& channel);
  void tell_hearing(const std::string& channel, const std::string& problem);
  [[nodiscard]] bool keep(const std::string& channel, const ZaloUpdate& update);
  [[nodiscard]] std::optional<ImapRequest> mailbox_request(const std::string& channel,
                                                           const ImapSettings& mailbox);
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> keep(const std::string& channel,
                                                               const ImapSettings& mailbox,
                                                               const MailboxNews& news);
  [[nodiscard]] bool answer_people(Instant now);

  // ---- Telling ---------------------------------------------------------------------------------
  [[nodiscard]] ApiResponse answer(const ApiRequest& request);
  [[nodiscard]] ApiResponse answer_on_port(const ApiRequest& request);
  [[nodiscard]] bool is_known_on_port(const ApiRequest& request);
  [[nodiscard]] ApiResponse answered(const std::function<ApiResponse(const RouteContext&)>& by);
  [[nodiscard]] DaemonStatus status(Instant now) const;
  [[nodiscard]] std::string status_words();
  void tell_status();
  void refuse(const std::vector<Diagnostic>& diagnostics);
  void tell_applied();
  void look_for_alarms(const TickResult& result, Instant now);
  void look_for_refusals(Instant now);
  void look_for_failed_messages(Instant now);
  void tell_alarms(Instant now);
  [[nodiscard]] std::vector<Alarm> lasting_alarms(Instant now) const;
  [[nodiscard]] std::set<std::string> usable_channels() const;
  void log_stopped_connectors();

  AppOptions options_;
  AppIntervals intervals_;
  ClockReading clock_;
  Instant started_at_;
  Hindrance hindrance_;
  Config config_;
  std::optional<Connectors> next_connectors_;  ///< taken when nothing is in flight
  std::set<std::string> changed_connectors_;   ///< among these, since the last were taken
  StateFolder folder_;
  StateLock lock_;

  boost::asio::io_context loop_{1};
  boost::asio::signal_set signals_;
  boost::asio::steady_timer reopen_timer_;
  boost::asio::steady_timer checkpoint_timer_;
  boost::asio::steady_timer backup_timer_;
  boost::asio::steady_timer gather_timer_;
  boost::asio::steady_timer drain_timer_;
  boost::asio::steady_timer watchdog_timer_;
  FolderWatch watch_;
  std::unique_ptr<Scheduler> scheduler_;
  std::unique_ptr<Office> office_;
  Carrier carrier_;
  PollCourier poll_courier_;
  std::map<std::string, std::unique_ptr<ReplyPoll>> polls_;      ///< by connector
  std::map<std::string, std::unique_ptr<MailPoll>> mail_polls_;  ///< by connector
  std::unique_ptr<HttpServer> server_;
  std::unique_ptr<HttpServer> web_server_;
  WebMemory web_memory_;

  Alarms alarms_;
  std::optional<std::string> clock_alarm_;  ///< a doubt that the database has not taken yet
  std::string store_problem_;
  std::optional<Instant> store_failed_at_;
  std::string backup_problem_;
  std::optional<Instant> backup_failed_at_;
  std::string told_status_;
  std::set<std::string> told_stopped_;  ///< connectors whose stop is in the log
  int reloads_taken_{0};
  int reloads_refused_{0};
  int failed_messages_{0};  ///< of this dispatcher, of which the admin has been told
  std::optional<Instant> next_wake_;
  bool status_stale_{false};  ///< something is to be told though no turn did any work
  bool turn_posted_{false};
  bool flush_posted_{false};
  bool gathering_{false};
  bool checkpoint_armed_{false};
  bool stopping_{false};
  int exit_code_{0};
};

template <typename Step>
void App::guarded(Step step) {
  try {
    step();
  } catch (const StoreError& error) {
    store_failed(error);
  }
}

}  // namespace dondoc
