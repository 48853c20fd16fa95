// SPDX-License-Identifier: Apache-2.0
// What a tick costs, by what is due and by what exists. Work must grow with what is due alone: ten
// duties due cost the same beside few and beside many open occurrences that sleep, and so does each
// duty whether ten or five hundred are due. Both ratios should be near 1, the second at most.
//
// usage: tick_bench FOLDER [SLEEPERS_FEW SLEEPERS_MANY]
#include "daemon/engine.h"
#include "daemon/store/store.h"
#include "rules/plan/plan.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace dondoc {
namespace {

constexpr int obligations = 10;
/// That have rungs in every second hour only: what is due then is more by these.
constexpr int obligations_wide = 490;
constexpr int rungs = 48;
constexpr int sleepers_a_transaction = 5000;
constexpr int messages_max = 1000;
constexpr Zone zone{};

Date first_day() {
  return make_date(2026, 5, 1);
}
/// A Friday: the hour rungs of the two days before it all fall on working days.
Date due_day() {
  return make_date(2026, 5, 29);
}

/// With the wide duties where they are asked for.
std::shared_ptr<const RuleSet> hourly_rules(int wide) {
  auto rules = std::make_shared<RuleSet>();
  for (const int every : {1, 2}) {
    Policy policy;
    policy.id = every == 1 ? "hourly" : "wide";
    for (int hour = rungs; hour > 0; hour -= every) {
      Rung rung;
      rung.id = "con-" + std::to_string(hour) + "-gio";
      rung.offset = {true, hour, OffsetUnit::hours};
      policy.ladder.push_back(rung);
    }
    rules->policies[policy.id] = policy;
  }

  Directory& directory = rules->directory;
  directory.units["phong"] = {"phong", "Phòng thử tải", {}, "truong-phong", std::nullopt, false};
  directory.posts["truong-phong"] = {
      "truong-phong", "Trưởng phòng thử tải", std::nullopt, {{"nguoi", first_day(), {}}}};
  directory.people["nguoi"] = {"nguoi", "", {{"maildir", "phong@xa.example"}}, {}};
  directory.chair = "truong-phong";
  directory.messages_per_day = messages_per_day_max;

  Plan plan;
  plan.id = "thu-tai";
  plan.title = "Kế hoạch thử tải";
  plan.issued = first_day();
  plan.watch_from = first_day();
  plan.effective_from = first_day();
  plan.effective_to = make_date(2026, 5, 31);
  plan.coordinator = "phong";
  for (int number = 1; number <= obligations + wide; ++number) {
    Obligation obligation;
    obligation.id = "I." + std::to_string(number);
    obligation.title = "Nhiệm vụ số " + std::to_string(number);
    obligation.lead.units = {"phong"};
    obligation.policy = number <= obligations ? "hourly" : "wide";
    Stage stage;
    stage.product = "Báo cáo";
    stage.rule.recurrence = MonthlyRule{29U, 0};
    obligation.stages.push_back(stage);
    plan.obligations.push_back(obligation);
  }
  rules->plans[plan.id] = plan;
  return rules;
}

/// Occurrences of a plan that the rules don't know: if one of them were looked at, it would be
/// withdrawn, and the check at the end would see it.
void add_sleepers(Store& store, int count, Instant now) {
  const SeriesKey series{"ngu", "I.1", "", ""};
  for (int begun = 0; begun < count; begun += sleepers_a_transaction) {
    Store::Transaction transaction(store);
    Opening opening;
    opening.opened_through = now;
    for (int at = begun; at < std::min(begun + sleepers_a_transaction, count); ++at) {
      Occurrence occurrence;
      occurrence.key = occurrence_key(series, std::to_string(at));
      occurrence.series = series;
      occurrence.period = std::to_string(at);
      occurrence.opens = now;
      occurrence.due = end_of(make_date(2030, 12, 31), zone);
      occurrence.first_due = occurrence.due;
      occurrence.last_day = make_date(2030, 12, 31);
      opening.occurrences.push_back(occurrence);
    }
    store.write_opening(series, opening, now);
    Decision sleep;
    sleep.wake_at = end_of(make_date(2030, 12, 1), zone);
    for (const Occurrence& occurrence : opening.occurrences) {
      store.write_decision(occurrence, sleep, now);
    }
    transaction.commit();
  }
}

int drain(Engine& engine, Instant now) {
  int notices = 0;
  for (bool more = true; more;) {
    const TickResult result = engine.tick(now);
    notices += result.notices_issued;
    more = result.more;
  }
  return notices;
}

class Office {
 public:
  Office(const std::filesystem::path& file, int sleepers, int wide)
      : store_(file, StoreOptions{}), engine_(store_), wide_(wide) {
    const Instant start = start_of(first_day(), zone);
    engine_.load(hourly_rules(wide), start);
    (void)drain(engine_, start);
    add_sleepers(store_, sleepers, start);
    store_.checkpoint();
  }

  /// How many fall due so many hours before their due.
  [[nodiscard]] int due_at(int hour) const { return obligations + (hour % 2 == 0 ? wide_ : 0); }

  /// Microseconds of processor time until nothing is due any more, so many hours before the due:
  /// what others do on the machine, and its disk, is no part of it.
  double tick(int hour) {
    const Instant now = end_of(due_day(), zone) - std::chrono::hours{hour};
    const std::clock_t begun = std::clock();
    const int notices = drain(engine_, now);
    const std::clock_t spent = std::clock() - begun;
    // What waits to be sent is bundled anew with what falls due later: it leaves before.
    deliver(now);
    store_.checkpoint();
    if (notices != due_at(hour)) {
      std::cerr << "expected " << due_at(hour) << " notices, got " << notices << '\n';
      std::exit(1);
    }
    return static_cast<double>(spent) * 1e6 / CLOCKS_PER_SEC;
  }

  void deliver(Instant now) {
    std::vector<AttemptStart> starts;
    std::vector<AttemptEnd> ends;
    for (const StoredMessage& one : store_.due_messages("maildir", now, messages_max)) {
      starts.push_back({one.id, 1, 0, now});
      AttemptEnd end;
      end.message = one.id;
      end.at = now;
      end.outcome = "ok";
      ends.push_back(end);
    }
    Store::Transaction transaction(store_);
    store_.begin_attempts(starts);
    store_.end_attempts(ends);
    transaction.commit();
  }

  [[nodiscard]] std::int64_t open_now(Instant now) const { return store_.counts(now).open; }

 private:
  Store store_;
  Engine engine_;
  int wide_;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int run(const std::filesystem::path& folder, int few, int many) {
  Office small(folder / "few.db", few, obligations_wide);
  Office large(folder / "many.db", many, obligations_wide);
  std::vector<double> small_us;
  std::vector<double> large_us;
  std::vector<double> wide_us;
  std::vector<double> by_existing;
  std::vector<double> by_due;
  for (int hour = rungs; hour > 0; --hour) {
    if (hour % 2 == 0) {
      // Five hundred at once in the large one, between two rounds of ten.
      wide_us.push_back(large.tick(hour));
      static_cast<void>(small.tick(hour));
      continue;
    }
    // Whoever goes second finds a warmer machine: they take turns.
    const bool small_first = hour % 4 == 1;
    if (small_first) {
      small_us.push_back(small.tick(hour));
    }
    large_us.push_back(large.tick(hour));
    if (!small_first) {
      small_us.push_back(small.tick(hour));
    }
    by_existing.push_back(large_us.back() / small_us.back());
    by_due.push_back(wide_us.back() / large_us.back() * obligations /
                     (obligations + obligations_wide));
  }
  if (large.open_now(end_of(due_day(), zone)) != many + obligations + obligations_wide) {
    std::cerr << "a sleeping occurrence was touched\n";
    return 1;
  }
  std::cout << "processor time of a tick, 10 due, " << few << " sleeping: " << median(small_us)
            << " us\n"
            << "processor time of a tick, 10 due, " << many << " sleeping: " << median(large_us)
            << " us\n"
            << "processor time of a tick, 500 due, " << many << " sleeping: " << median(wide_us)
            << " us\n"
            << "by what exists, ratio (median of " << by_existing.size()
            << " interleaved rounds): " << median(by_existing) << '\n'
            << "by what is due, of each of 500 to each of 10, ratio (the same rounds): "
            << median(by_due) << '\n';
  return 0;
}

}  // namespace
}  // namespace dondoc

int main(int argc, char** argv) {
  if (argc != 2 && argc != 4) {
    std::cerr << "usage: tick_bench FOLDER [SLEEPERS_FEW SLEEPERS_MANY]\n";
    return 2;
  }
  return dondoc::run(
      argv[1], argc == 4 ? std::atoi(argv[2]) : 1'000, argc == 4 ? std::atoi(argv[3]) : 1'000'000);
}
