// SPDX-License-Identifier: Apache-2.0
// The whole of Tà Đùng's plan over its five years, with twenty units, people who act and everything
// that fails: the shipped configuration, and every law of the small offices.
// DONDOC_SIM_SEEDS=20 ta_dung_simulation_test runs so many seeds instead of one.
#include "daemon/plan_loader.h"
#include "tests/simulation/simulation_run.h"
#include "tests/unit/daemon/cli/configuration_folder.h"

#include <chrono>
#include <cstdlib>
#include <initializer_list>
#include <iostream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace dondoc::ta_dung_simulation_test {
namespace {

constexpr int units_in_all = 20;

std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): one thread
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

void append(std::string& text, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts) {
    text.append(part);
  }
}

/// What the directory gets for one unit more.
struct Added {
  std::string units;
  std::string posts;
  std::string people;
  std::string group;
};

/// A head and a deputy, each with an address.
void add_unit(const std::string& nth, const std::string& leader, Added& added) {
  append(added.units, {"  - { id: don-vi-", nth, ", name: Đơn vị sự nghiệp số ", nth});
  append(added.units, {", head: truong-", nth, ", reports_to: ", leader, " }\n"});
  append(added.posts, {"  - { id: truong-", nth, ", title: Thủ trưởng đơn vị số ", nth});
  append(added.posts, {", deputy: pho-", nth, ", held_by: [{ person: tt-", nth});
  append(added.posts, {", from: 2025-07-01 }] }\n", "  - { id: pho-", nth});
  append(added.posts, {", title: Cấp phó đơn vị số ", nth, ", held_by: [{ person: cp-", nth});
  append(added.posts, {", from: 2025-07-01 }] }\n"});
  for (const char* who : {"tt-", "cp-"}) {
    append(added.people, {"  - { id: ", who, nth, ", name: Người mẫu ", who, nth});
    append(added.people, {", contacts: [{ maildir: ", who, nth, "@xa.example }] }\n"});
  }
  append(added.group, {", don-vi-", nth});
}

/// The shipped directory with as many units more as it takes; all of them are of the group that the
/// plan calls "các cơ quan, đơn vị".
void make_twenty_units(testing::ConfigurationFolder& folder) {
  constexpr int shipped = 7;  // of "các cơ quan, đơn vị"
  Added added;
  for (int nth = shipped + 1; nth <= units_in_all; ++nth) {
    add_unit(std::to_string(nth), nth % 2 == 0 ? "pho-chu-tich-kt" : "pho-chu-tich-vx", added);
  }
  folder.keep_plans("ta-dung");
  const auto put_before = [&folder](const std::string& section, const std::string& lines) {
    folder.replace("directory.yaml", section, "\n" + lines + section);
  };
  put_before("\nposts:\n", added.units);
  put_before("\npeople:\n", added.posts);
  put_before("\ngroups:\n", added.people);
  const std::string last = "ttdvth, cong-an, ban-chqs";
  folder.replace("directory.yaml", last + "]", last + added.group + "]");
}

/// The working days as plain sets, beyond the years in which anything is due.
PlainCalendar plain(const WorkingDays& days) {
  PlainCalendar calendar;
  for (Date day = make_date(2024, 1, 1); day < make_date(2034, 1, 1); day += std::chrono::days(1)) {
    const std::chrono::weekday weekday(day);
    const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    if (weekend && days.is_working(day)) {
      calendar.working.insert(day);
    } else if (!weekend && !days.is_working(day)) {
      calendar.off.insert(day);
    }
  }
  return calendar;
}

Setting ta_dung() {
  testing::ConfigurationFolder folder;
  make_twenty_units(folder);
  const Parsed<LoadedConfig> config = load_config(folder.path());
  if (!config.value) {
    throw std::runtime_error(config.diagnostics.empty() ? "" : config.diagnostics[0].message);
  }
  auto rules = std::make_shared<RuleSet>(*config.value->rules);
  // The peer of the simulation speaks on two channels; half of the people are on each first.
  int nth = 0;
  for (auto& [id, person] : rules->directory.people) {
    const std::string address = person.contacts.front().address;
    const bool first = ++nth % 2 == 0;
    person.contacts = {{first ? "hop-thu" : "tin-nhan", address},
                       {first ? "tin-nhan" : "hop-thu", address}};
  }
  Setting setting;
  setting.world = SmallWorld{rules, plain(rules->calendar), {}};
  setting.began = plain_instant(make_date(2026, 4, 20), TimeOfDay{9 * 60});
  setting.end = plain_instant(make_date(2031, 2, 1), TimeOfDay{0});
  setting.full_check_every = 1'000;
  // Most is done in time, what is due first before the rest; else the lists of what is late would
  // be all that the run is about.
  setting.deeds_one_in = 3;
  setting.deeds_at_once = 16;
  setting.done_percent = 60;
  setting.duties_weighed = 8;
  setting.events_one_in = 60;
  setting.late_seconds_max = 90;
  setting.faults_rarer = 24;
  return setting;
}

TEST(TaDung, IsLoadedWithTwentyUnits) {
  const Setting setting = ta_dung();
  const Directory& directory = setting.world->rules->directory;
  EXPECT_EQ(directory.groups.at("all-units").size(), static_cast<std::size_t>(units_in_all));
  EXPECT_EQ(setting.world->rules->plans.size(), 1U);
  EXPECT_GT(setting.world->rules->plans.begin()->second.obligations.size(), 50U);
}

TEST(TaDung, KeepsEveryLawFrom2026To2030) {
  const Setting setting = ta_dung();
  const std::uint64_t one = number_from_environment("DONDOC_SIM_SEED", 0);
  const std::uint64_t seeds = number_from_environment("DONDOC_SIM_SEEDS", 1);
  std::map<std::string, std::int64_t> seen;
  const auto began = std::chrono::steady_clock::now();
  std::int64_t steps = 0;
  for (std::uint64_t seed = one != 0 ? one : 1; seed <= (one != 0 ? one : seeds); ++seed) {
    const RunResult result = simulate(seed, one != 0 ? Talk::trace : Talk::quiet, setting);
    ASSERT_EQ(result.broken_law, "")
        << result.detail << "\n  after " << result.steps << " steps: DONDOC_SIM_SEED=" << seed;
    EXPECT_GT(result.days, 1700) << "the run ended early";
    steps += result.steps;
    for (const auto& [name, times] : result.seen) {
      seen[name] += times;
    }
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::cout << steps << " steps in " << took.count() << " s\n";
  for (const auto& [name, times] : seen) {
    std::cout << "  " << name << ' ' << times << '\n';
  }
  for (const char* name : {"fact-completed",
                           "fact-submitted",
                           "fact-returned",
                           "fact-extended",
                           "fact-happened",
                           "quota-met",
                           "duty-missed",
                           "told-assigned",
                           "told-checkpoint",
                           "told-signature",
                           "told-escalation",
                           "message-sent",
                           "looked-early",
                           "repeated-attempt"}) {
    EXPECT_GT(seen[name], 0) << name << " never happened";
  }
  EXPECT_GT(seen["power-cut"] + seen["process-kill"], 0) << "the process never died";
  EXPECT_GT(seen["commit-unknown"] + seen["store-unavailable"], 0) << "the disk never failed";
}

}  // namespace
}  // namespace dondoc::ta_dung_simulation_test
