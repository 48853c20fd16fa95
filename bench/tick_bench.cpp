// SPDX-License-Identifier: Apache-2.0
// A tick with ten duties due, beside few and beside many sleeping occurrences. Work must grow with
// what is due and not with what exists, so the ratio of the two should be near 1.
//
// usage: tick_bench FOLDER [SLEEPERS_FEW SLEEPERS_MANY]
#include "daemon/engine.h"
#include "daemon/store/store.h"
#include "rules/plan/plan.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace dondoc {
namespace {

constexpr int obligations = 10;
constexpr int rungs = 48;
constexpr int sleepers_a_transaction = 5000;
constexpr Zone zone{};

Date first_day() {
  return make_date(2026, 5, 1);
}
/// A Friday: the hour rungs of the two days before it all fall on working days.
Date due_day() {
  return make_date(2026, 5, 29);
}

std::shared_ptr<const RuleSet> hourly_rules() {
  auto rules = std::make_shared<RuleSet>();
  Policy policy;
  policy.id = "hourly";
  for (int hour = rungs; hour > 0; --hour) {
    Rung rung;
    rung.id = "con-" + std::to_string(hour) + "-gio";
    rung.offset = {true, hour, OffsetUnit::hours};
    policy.ladder.push_back(rung);
  }
  rules->policies["hourly"] = policy;

  Directory& directory = rules->directory;
  directory.units["phong"] = {"phong", "Phòng thử tải", {}, "truong-phong", std::nullopt, false};
  directory.posts["truong-phong"] = {
      "truong-phong", "Trưởng phòng thử tải", std::nullopt, {{"nguoi", first_day(), {}}}};
  directory.people["nguoi"] = {"nguoi", "", {{"maildir", "phong@xa.example"}}};
  directory.chair = "truong-phong";

  Plan plan;
  plan.id = "thu-tai";
  plan.title = "Kế hoạch thử tải";
  plan.issued = first_day();
  plan.watch_from = first_day();
  plan.effective_from = first_day();
  plan.effective_to = make_date(2026, 5, 31);
  plan.coordinator = "phong";
  for (int number = 1; number <= obligations; ++number) {
    Obligation obligation;
    obligation.id = "I." + std::to_string(number);
    obligation.title = "Nhiệm vụ số " + std::to_string(number);
    obligation.lead.units = {"phong"};
    obligation.policy = "hourly";
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
  for (TickResult result{true, {}, 0, 0, 0}; result.more;) {
    result = engine.tick(now);
    notices += result.notices_issued;
  }
  return notices;
}

class Office {
 public:
  Office(const std::filesystem::path& file, int sleepers)
      : store_(file, StoreOptions{}), engine_(store_) {
    const Instant start = start_of(first_day(), zone);
    engine_.load(hourly_rules(), start);
    (void)drain(engine_, start);
    add_sleepers(store_, sleepers, start);
    store_.checkpoint();
  }

  /// Microseconds until nothing is due any more.
  double tick(Instant now) {
    const auto begun = std::chrono::steady_clock::now();
    const int notices = drain(engine_, now);
    const std::chrono::duration<double, std::micro> spent =
        std::chrono::steady_clock::now() - begun;
    if (notices != obligations) {
      std::cerr << "expected " << obligations << " notices, got " << notices << '\n';
      std::exit(1);
    }
    return spent.count();
  }

  [[nodiscard]] std::int64_t open_now(Instant now) const { return store_.counts(now).open; }

 private:
  Store store_;
  Engine engine_;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int run(const std::filesystem::path& folder, int few, int many) {
  Office small(folder / "few.db", few);
  Office large(folder / "many.db", many);
  std::vector<double> small_us;
  std::vector<double> large_us;
  std::vector<double> ratios;
  const Instant due = end_of(due_day(), zone);
  for (int hour = rungs; hour > 0; --hour) {
    const Instant now = due - std::chrono::hours{hour};
    // Whoever goes second finds a warmer machine: they take turns.
    if (hour % 2 == 0) {
      small_us.push_back(small.tick(now));
      large_us.push_back(large.tick(now));
    } else {
      large_us.push_back(large.tick(now));
      small_us.push_back(small.tick(now));
    }
    ratios.push_back(large_us.back() / small_us.back());
  }
  if (large.open_now(due) != many + obligations) {
    std::cerr << "a sleeping occurrence was touched\n";
    return 1;
  }
  std::cout << "tick, 10 due, " << few << " sleeping: " << median(small_us) << " us\n"
            << "tick, 10 due, " << many << " sleeping: " << median(large_us) << " us\n"
            << "ratio (median of " << rungs << " interleaved rounds): " << median(ratios) << '\n';
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
