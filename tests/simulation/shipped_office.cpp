// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/shipped_office.h"

#include "daemon/plan_loader.h"
#include "tests/unit/daemon/cli/configuration_folder.h"

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <iostream>
#include <string_view>

#include <gtest/gtest.h>

namespace dondoc {
namespace {

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

/// All the units more are of the group that plans call "các cơ quan, đơn vị".
void make_units(const testing::ConfigurationFolder& folder, int units) {
  constexpr int shipped = 7;  // of "các cơ quan, đơn vị"
  Added added;
  for (int nth = shipped + 1; nth <= units; ++nth) {
    add_unit(std::to_string(nth), nth % 2 == 0 ? "pho-chu-tich-kt" : "pho-chu-tich-vx", added);
  }
  const auto put_before = [&folder](const std::string& section, const std::string& lines) {
    folder.replace("directory.yaml", section, "\n" + lines + section);
  };
  put_before("\nposts:\n", added.units);
  put_before("\npeople:\n", added.posts);
  put_before("\ngroups:\n", added.people);
  const std::string last = "ttdvth, cong-an, ban-chqs";
  folder.replace("directory.yaml", last + "]", last + added.group + "]");
}

/// Everybody has held their post since the run begins.
void hold_posts_since(RuleSet& rules, Date began) {
  for (auto& [id, post] : rules.directory.posts) {
    for (Tenure& tenure : post.held_by) {
      tenure.from = std::min(tenure.from, began);
    }
  }
}

/// The working days as plain sets, beyond the years in which anything is due.
PlainCalendar plain(const WorkingDays& days) {
  PlainCalendar calendar;
  for (Date day = make_date(2022, 1, 1); day < make_date(2034, 1, 1); day += std::chrono::days(1)) {
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

}  // namespace

Setting shipped_office(const ShippedOffice& office) {
  const testing::ConfigurationFolder folder;
  make_units(folder, office.units);
  folder.keep_plans(office.plans);
  const Parsed<LoadedConfig> config = load_config(folder.path());
  if (!config.value) {
    throw std::runtime_error(config.diagnostics.empty() ? "" : config.diagnostics[0].message);
  }
  auto rules = std::make_shared<RuleSet>(*config.value->rules);
  hold_posts_since(*rules, office.began);
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
  setting.began = plain_instant(office.began, TimeOfDay{9 * 60});
  setting.end = plain_instant(office.end, TimeOfDay{0});
  setting.steps_max = office.steps_max;
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

OfficeRuns play(const Setting& setting) {
  const std::uint64_t one = number_from_environment("DONDOC_SIM_SEED", 0);
  const std::uint64_t seeds = number_from_environment("DONDOC_SIM_RUNS", 1);
  OfficeRuns runs;
  const auto began = std::chrono::steady_clock::now();
  std::int64_t steps = 0;
  for (std::uint64_t seed = one != 0 ? one : 1; seed <= (one != 0 ? one : seeds); ++seed) {
    const RunResult result = simulate(seed, one != 0 ? Talk::trace : Talk::quiet, setting);
    EXPECT_EQ(result.broken_law, "")
        << result.detail << "\n  after " << result.steps << " steps: DONDOC_SIM_SEED=" << seed;
    steps += result.steps;
    runs.days = runs.days == 0 ? result.days : std::min(runs.days, result.days);
    for (const auto& [name, times] : result.seen) {
      runs.seen[name] += times;
    }
    if (!result.broken_law.empty()) {
      break;
    }
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::cout << steps << " steps in " << took.count() << " s\n";
  for (const auto& [name, times] : runs.seen) {
    std::cout << "  " << name << ' ' << times << '\n';
  }
  return runs;
}

void expect_faults(OfficeRuns& runs) {
  EXPECT_GT(runs.seen["power-cut"] + runs.seen["process-kill"], 0) << "the process never died";
  EXPECT_GT(runs.seen["commit-unknown"] + runs.seen["store-unavailable"], 0)
      << "the disk never failed";
}

}  // namespace dondoc
