// SPDX-License-Identifier: Apache-2.0
// One office over a year or two of virtual time: the real engine, dispatcher and store, on a disk
// that fails, with a peer that fails, under a process that dies. Everything is drawn from one seed,
// so a run that breaks a law is repeated by its number.
#pragma once

#include "daemon/dispatcher.h"
#include "daemon/engine.h"
#include "daemon/store/store.h"
#include "rules/schedule/giving.h"
#include "tests/simulation/oracle.h"
#include "tests/simulation/simulation_rows.h"
#include "tests/simulation/small_world.h"
#include "tests/simulation/unreliable_peer.h"
#include "tests/support/fault_vfs.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace dondoc {

/// The laws by the names that failures print.
namespace law {
inline constexpr const char* same_decision = "same-decision";             // 1
inline constexpr const char* decide_again = "decide-again-adds-nothing";  // 2
inline constexpr const char* wake_later = "wake-later-than-now";          // 3
inline constexpr const char* no_oversleep = "no-oversleep";               // 4
inline constexpr const char* told_once = "told-once";                     // 5
inline constexpr const char* silence = "silence-after-completion";        // 6
inline constexpr const char* calm = "one-message-a-person";               // 7
inline constexpr const char* enough = "enough-for-today";
inline constexpr const char* trial = "a-trial-disturbs-nobody";
inline constexpr const char* accounted = "every-rung-accounted";  // 8
inline constexpr const char* never_silent = "overdue-in-digest";  // 9
inline constexpr const char* as_oracle = "as-the-oracle-says";
inline constexpr const char* folded = "state-is-what-facts-say";
inline constexpr const char* durable = "acknowledged-is-durable";
inline constexpr const char* held = "nothing-leaves-while-held";
inline constexpr const char* attempt_first = "attempt-before-bytes";
inline constexpr const char* accepted_once = "accepted-once";
inline constexpr const char* same_bytes = "same-bytes";
inline constexpr const char* sent_arrived = "sent-means-accepted";
inline constexpr const char* terminal = "terminal-after-faults-stop";
inline constexpr const char* by_hand = "told-by-hand";
inline constexpr const char* store_intact = "store-intact";
}  // namespace law

class LawBroken : public std::runtime_error {
 public:
  LawBroken(const char* law, const std::string& detail)
      : std::runtime_error(std::string(law) + ": " + detail), law_(law) {}
  [[nodiscard]] const std::string& law() const { return law_; }

 private:
  std::string law_;
};

enum class Talk { quiet, trace };

struct RunResult {
  std::string broken_law;  ///< empty: all were kept
  std::string detail;
  std::uint64_t trace_hash{0};
  std::int64_t days{0};
  std::int64_t steps{0};
  std::map<std::string, std::int64_t> seen;  ///< faults, deeds and outcomes met, by name
};

/// How closely a run is watched, and an office that is given instead of drawn.
struct Setting {
  std::optional<SmallWorld> world;
  Instant began;  ///< with a world; else drawn
  Instant end;
  int full_check_every{40};  ///< steps
  int deeds_one_in{7};       ///< steps
  int duties_weighed{1};     ///< for a deed so many are drawn, and what is due first is seen to
  /// A busy machine wakes so many seconds late at most: one step then sees several answers.
  int late_seconds_max{0};
  int deeds_at_once{1};
  int done_percent{0};   ///< of the deeds, beside those that are drawn: people finish their duties
  int events_one_in{6};  ///< deeds: each event opens duties of all units
  int faults_rarer{1};   ///< so many times, and reloads too: each is dear in a big office
  int steps_max{20'000};
};

/// Runs one seed to its end or to the first broken law.
[[nodiscard]] RunResult simulate(std::uint64_t seed, Talk talk, const Setting& setting = {});

/// What the variable says of which seeds to play, or what is said otherwise.
[[nodiscard]] std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise);

/// The run itself; simulate() is the way in.
class SimulationRun {
 public:
  SimulationRun(std::uint64_t seed, Talk talk, const Setting& setting);
  ~SimulationRun();
  SimulationRun(const SimulationRun&) = delete;
  SimulationRun& operator=(const SimulationRun&) = delete;
  void run();
  [[nodiscard]] RunResult result() const;

 private:
  enum class Death { power_cut, process_kill, process_stays };
  struct Died {};

  // ---- simulation_run.cpp: the course of a run
  void step();
  void sleep();
  void look_early(Instant wake);
  void work();
  void tick_out();
  void calm_down();
  void note(const std::string& event);
  void saw(const std::string& name) { ++seen_[name]; }
  [[nodiscard]] bool up() const { return dispatcher_ != nullptr; }

  // ---- simulation_deeds.cpp: what people do
  struct Deed {
    std::string key;
    Act act;
    Actor actor;
  };
  void act_once_or_more();
  void act();
  [[nodiscard]] std::optional<Fact> judge(const Deed& deed);
  enum class Taken { yes, no };
  void check_taken(const Deed& deed, Taken taken) const;
  [[nodiscard]] bool is_written(const Fact& fact) const;
  [[nodiscard]] bool is_recorded(const Fact& fact) const;
  void tell_oracle(const Deed& deed);
  void reload();
  void hold_or_let_go_on();

  // ---- simulation_draws.cpp: which deed it is
  [[nodiscard]] std::optional<Deed> draw();
  [[nodiscard]] std::optional<std::string> draw_open_duty();
  [[nodiscard]] Deed draw_deed(const std::string& key);
  [[nodiscard]] Deed draw_suitable_deed(const std::string& key);
  void draw_usual(const OracleDuty& duty, int dice, Deed& deed);
  void draw_officer(const OracleDuty& duty, Deed& deed);
  void draw_handing_on(const OracleDuty& duty, Deed& deed);
  void draw_ending(Deed& deed);
  [[nodiscard]] Date draw_day(const OracleDuty& duty);
  [[nodiscard]] std::string draw_superior();
  [[nodiscard]] std::string draw_unit();
  [[nodiscard]] Act draw_event(const OracleDuty& watch);

  // ---- simulation_tasks.cpp: what no plan has
  [[nodiscard]] TaskForm draw_task();
  void give_task();

  // ---- simulation_by_hand.cpp: who reads no messages
  void tell_by_hand();
  [[nodiscard]] std::string expected_to_ask(const StoredMessage& message, Instant then) const;
  void check_by_hand();
  void check_told(const StoredMessage& message);

  // ---- simulation_faults.cpp: what goes wrong
  void break_disk();
  void break_opening();
  void downtime();
  void step_clock();
  void mend_channels();
  void maybe_die();
  void die(Death death);
  void storage_failed(const StoreError& error);
  void act_failed(const StoreError& error);
  void revive();
  void fail_once_more();
  bool start();

  // ---- simulation_laws.cpp: what must hold of duties and rungs
  void check_step();
  void check_all();
  void check_decisions(const Occurrence& occurrence);
  [[nodiscard]] Occurrence compare(const std::string& key);
  void compare_state(const OracleDuty& duty, const Occurrence& found) const;
  void check_folded(const Occurrence& found);
  void compare_rung(const OracleDuty& duty,
                    const RungName& name,
                    const std::map<RungName, NoticeRow>& rows);
  void check_digests();

  // ---- simulation_delivery.cpp: what must hold of messages
  [[nodiscard]] bool has_left_a_post(const StoredMessage& message) const;
  [[nodiscard]] bool called_back(const std::string& notice) const;
  [[nodiscard]] bool is_ended(const std::string& notice) const;
  void check_message(const NoticeRow& row);
  void check_release();
  void check_addressee(const StoredMessage& message);
  [[nodiscard]] bool is_on_trial(const StoredMessage& message);
  void check_calm(const std::vector<StoredMessage>& parts);
  [[nodiscard]] bool cannot_wait(const NoticeRow& row);
  void count_sent(const StoredMessage& message);
  [[nodiscard]] bool had_enough(const NoticeRow& row) const;
  void check_starting(const UnreliablePeer::Received& received);
  void check_ledger();
  void check_accepts() const;
  void check_end();
  [[nodiscard]] std::string dump();
  void remember();

  Talk talk_;
  Setting setting_;
  WorldMaker dice_;
  WorldMaker maker_;
  SmallWorld world_;
  Oracle oracle_;
  FaultVfs vfs_;
  UnreliablePeer peer_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Dispatcher> dispatcher_;

  Instant now_;
  Instant began_;
  Instant end_;
  std::optional<Instant> engine_wake_;
  std::set<Instant> tick_attempts_;  ///< since the last one that went through
  int failures_{0};                  ///< of the store, since work last went through
  std::optional<std::string> expected_dump_;

  // What is switched on in this run, as one in n; 0: never.
  int crash_one_in_{0};
  int disk_fault_one_in_{0};
  int downtime_one_in_{0};
  int clock_one_in_{0};
  int reload_one_in_{0};
  int hold_one_in_{0};

  /// An occurrence as it was seen last, after so many facts.
  struct Folded {
    Occurrence occurrence;
    std::size_t facts{0};
  };
  std::set<std::string> touched_;
  std::set<std::string> over_;           ///< duties of which nothing may leave any more
  std::vector<Fact> ledger_;             ///< what people were told is recorded
  std::size_t proved_{0};                ///< of them, so many have outlived a death
  std::set<std::string> busy_;           ///< duties with which somebody has had to do in this step
  std::optional<Deed> newest_;           ///< that may be undone
  std::optional<TaskForm> newest_form_;  ///< of a task; it may be given again
  std::string quota_met_;                ///< a duty that closed by its number
  std::map<std::string, Folded> folded_;
  std::map<std::string, std::vector<std::string>> messages_;       ///< id -> notice keys
  std::map<std::string, std::vector<std::string>> messages_with_;  ///< notice key -> ids
  std::map<std::string, std::string> occurrence_of_;               ///< notice key -> occurrence
  /// Person and day -> ids of messages with notices.
  std::map<std::pair<std::string, Date>, std::set<std::string>> sent_;
  std::set<std::string> asked_;               ///< message and request, seen when it was asked
  std::set<std::string> stored_;              ///< ids of messages seen when they were stored
  std::map<std::string, std::string> bytes_;  ///< channel and id -> bytes
  std::map<std::string, std::int64_t> seen_;
  std::uint64_t hash_{1469598103934665603ULL};
  std::int64_t steps_{0};
  std::string detail_;
};

}  // namespace dondoc
