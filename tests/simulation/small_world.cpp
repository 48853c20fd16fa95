// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/small_world.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace dondoc {

namespace {

constexpr unsigned cut_off_day_min = 5;

Unit unit(const std::string& id, const std::string& leader) {
  Unit result;
  result.id = id;
  result.name = "Đơn vị " + id;
  result.head = "truong-" + id;
  result.reports_to = leader;
  return result;
}

}  // namespace

int WorldMaker::pick(int low, int high) {
  // Not std::uniform_int_distribution: its results differ between libraries.
  const auto span = static_cast<std::uint64_t>(high - low) + 1;
  return low + static_cast<int>(random_() % span);
}

void WorldMaker::make_calendar(RuleSet& rules, PlainCalendar& calendar) {
  std::vector<CalendarYear> years;
  for (int year = small_world_first_year; year <= small_world_last_year; ++year) {
    CalendarYear entry{year, year < small_world_last_year, {}};
    const auto add = [&entry](Date date, DayKind kind) {
      entry.days.push_back({date, kind, "Ngày của lịch thử", "Lịch thử"});
    };
    std::set<Date> off{make_date(year, 1, 1), make_date(year, 4, 30), make_date(year, 5, 1)};
    const Date tet = make_date(year, 2, static_cast<unsigned>(pick(1, 20)));
    for (int i = 0; i < 6; ++i) {
      off.insert(tet + std::chrono::days(i));
    }
    for (int i = 0; i < 4; ++i) {
      off.insert(
          make_date(year, static_cast<unsigned>(pick(1, 12)), static_cast<unsigned>(pick(1, 28))));
    }
    for (const Date date : off) {
      add(date, DayKind::off);
      calendar.off.insert(date);
    }
    for (int i = 0; i < 2; ++i) {
      Date date = make_date(year, static_cast<unsigned>(pick(1, 12)), 10);
      while (std::chrono::weekday(date) != std::chrono::Saturday) {
        date += std::chrono::days(1);
      }
      if (off.count(date) == 0 && calendar.working.insert(date).second) {
        add(date, DayKind::working);
      }
    }
    std::sort(entry.days.begin(), entry.days.end(), [](const SpecialDay& a, const SpecialDay& b) {
      return a.date < b.date;
    });
    years.push_back(std::move(entry));
  }
  rules.calendar = WorkingDays(0b1000001, std::move(years));
}

/// The days of a province's reports; they move the checkpoints.
void WorldMaker::make_reporting(ReportingCalendar& reporting) {
  if (one_in(2)) {
    return;
  }
  for (const ReportKind kind :
       {ReportKind::quarter, ReportKind::half_year, ReportKind::nine_months, ReportKind::year}) {
    const auto day = static_cast<unsigned>(pick(static_cast<int>(cut_off_day_min), 31));
    reporting.days[kind] = {{0, day}, {0, 31}};
  }
  reporting.asked_before = pick(1, 8);
}

void WorldMaker::make_directory(Directory& directory) {
  directory.office = "UBND xã Thử";
  for (const char* id : {"a", "b", "c", "vh"}) {
    directory.units[id] = unit(id, one_in(4) ? "chu-tich" : "pho-chu-tich");
  }
  std::vector<std::string> posts{"chu-tich", "pho-chu-tich"};
  for (const auto& [id, entry] : directory.units) {
    posts.push_back("truong-" + id);
    posts.push_back("pho-" + id);
  }
  for (const std::string& id : posts) {
    Person person{"nguoi-" + id, "Người " + id, {}, {}};
    const int contacts = one_in(12) ? 0 : pick(1, 2);
    const bool dedups_first = one_in(2);
    for (int i = 0; i < contacts; ++i) {
      const bool dedups = (i == 0) == dedups_first;
      person.contacts.push_back({dedups ? "hop-thu" : "tin-nhan", id + "@xa.example"});
    }
    directory.people[person.id] = person;
    Post post{id, "Chức danh " + id, std::nullopt, {{person.id, make_date(2020, 1, 1), {}}}};
    if (id.rfind("truong-", 0) == 0) {
      post.deputy = "pho-" + id.substr(7);
    } else if (directory.units.count(id.substr(id.find('-') + 1)) != 0) {
      post.unit = id.substr(id.find('-') + 1);
    }
    directory.posts[id] = post;
  }
  directory.chair = "chu-tich";
  const auto same_person = [&directory](const std::string& post, const std::string& other) {
    directory.posts[post].held_by[0].person = "nguoi-" + other;
  };
  if (one_in(4)) {
    same_person("pho-chu-tich", "chu-tich");
  }
  if (one_in(4)) {
    same_person("truong-vh", "truong-a");
  }
  if (one_in(6)) {
    same_person("truong-vh", "pho-chu-tich");
  }
  if (one_in(3)) {  // A post changes hands, or stands empty for half a year.
    Post& post = directory.posts["truong-b"];
    const Date change = make_date(2026, static_cast<unsigned>(pick(1, 12)), 15);
    post.held_by[0].to = change;
    const int gap = one_in(2) ? 1 : 180;
    post.held_by.push_back({"nguoi-moi", change + std::chrono::days(gap), {}});
    directory.people["nguoi-moi"] = {"nguoi-moi", "Người mới", {{"hop-thu", "moi@xa.example"}}, {}};
  }
  make_absences(directory);
}

/// A head is away for a month, perhaps the deputy at the same time, perhaps a leader too.
void WorldMaker::make_absences(Directory& directory) {
  if (one_in(3)) {  // Whoever acts for the deputy chair is one step further.
    directory.posts["pho-chu-tich"].deputy = "chu-tich";
  }
  if (one_in(3)) {
    const Date from = make_date(2026, static_cast<unsigned>(pick(1, 12)), 10);
    directory.people["nguoi-pho-chu-tich"].away.push_back({from, from + std::chrono::days(20)});
  }
  if (one_in(2)) {
    const Date from = make_date(2026, static_cast<unsigned>(pick(1, 12)), 1);
    const Leave leave{from, from + std::chrono::days(30)};
    const std::string unit = one_in(2) ? "a" : "vh";
    directory.people["nguoi-truong-" + unit].away.push_back(leave);
    if (one_in(3)) {
      directory.people["nguoi-pho-" + unit].away.push_back(leave);
    }
  }
}

Policy WorldMaker::make_policy(const std::string& id) {
  Policy policy;
  policy.id = id;
  policy.at = at_time(pick(6, 9), 30 * pick(0, 1));
  const int hours = pick(0, 2);
  if (hours == 1) {
    policy.hours = {{at_time(7, 30), at_time(11, 30)}, {at_time(13, 30), at_time(17, 0)}};
  } else if (hours == 2) {
    policy.hours = {{at_time(8, 0), at_time(9, 15)}};
  }
  for (const int days : {10, 5, 3, 1}) {
    if (one_in(2)) {
      policy.ladder.push_back(
          {"con-" + std::to_string(days), {true, days, OffsetUnit::days}, Audience::lead, {}});
    }
  }
  if (one_in(3)) {
    policy.ladder.push_back(
        {"pho-con-2", {true, 2, OffsetUnit::days}, Audience::deputy, std::nullopt});
  }
  // Without either, what opens late can lie behind all of its reminder days.
  const int close = pick(0, 3);
  if (close == 0) {
    policy.ladder.push_back(
        {"con-4-gio", {true, 4, OffsetUnit::hours}, Audience::lead, std::nullopt});
  } else if (close == 1) {
    policy.ladder.push_back({"hom-nay", {true, 0, OffsetUnit::days}, Audience::lead, {}});
  }
  const auto late = [&policy](const std::string& name, int days, Audience to) {
    policy.ladder.push_back({name, {false, days, OffsetUnit::days}, to, std::nullopt});
  };
  late("tre-1", 1, Audience::lead);
  if (one_in(2)) {
    policy.ladder.back().repeat = Repeat{pick(1, 3), pick(1, 4)};
  }
  if (one_in(2)) {
    late("pho-tre-2", 2, Audience::deputy);
  }
  late("tre-3", 3, Audience::oversight);
  if (one_in(2)) {
    late("tre-7", 7, Audience::leader);
  }
  if (one_in(3)) {
    late("tre-15", 15, Audience::chair);
  }
  return policy;
}

/// What recurs weekly is reminded of once, perhaps chased a little, and lapses.
Policy WorldMaker::make_weekly_policy() {
  Policy policy;
  policy.id = "tuan";
  policy.at = at_time(7, 30);
  policy.hours = {{at_time(7, 30), at_time(17, 0)}};
  policy.weekday = 5;
  policy.lapse_after_days = 7;
  policy.ladder = {{"trong-ngay", {true, 0, OffsetUnit::days}, Audience::lead, std::nullopt},
                   {"tre-2", {false, 2, OffsetUnit::days}, Audience::oversight, std::nullopt},
                   {"tre-9", {false, 9, OffsetUnit::days}, Audience::leader, std::nullopt}};
  return policy;
}

/// Few messages a day, so that people have often had enough, and rungs that pass all the same.
void WorldMaker::make_calm(RuleSet& rules) {
  rules.directory.messages_per_day = one_in(3) ? messages_per_day_default : pick(1, 2);
  for (auto& [id, policy] : rules.policies) {
    for (Rung& rung : policy.ladder) {
      rung.urgent = one_in(4);
    }
  }
}

/// Some read no messages at all, or only while their channel works.
void WorldMaker::make_hands(RuleSet& rules) {
  for (auto& [id, person] : rules.directory.people) {
    if (one_in(6)) {
      if (one_in(2)) {
        person.contacts.clear();
      }
      const Contact by_hand{"manual", "phòng " + std::to_string(pick(1, 20))};
      person.contacts.insert(one_in(4) ? person.contacts.begin() : person.contacts.end(), by_hand);
    }
  }
  for (auto& [id, policy] : rules.policies) {
    policy.by_hand_days = pick(1, 3);
  }
}

/// A plan that is tried out first, until some day: the admin gets what people would get.
void WorldMaker::make_trials(RuleSet& rules) {
  if (one_in(2)) {
    rules.directory.admin = one_in(2) ? "pho-vh" : "truong-vh";
  }
  for (auto& [id, plan] : rules.plans) {
    if (one_in(4)) {
      const auto month = static_cast<unsigned>(pick(2, 12));
      plan.trial = make_date(2026, month, static_cast<unsigned>(pick(1, 28)));
    }
  }
}

SmallWorld WorldMaker::make() {
  SmallWorld world;
  auto rules = std::make_shared<RuleSet>();
  make_calendar(*rules, world.calendar);
  make_reporting(rules->reporting);
  make_directory(rules->directory);
  rules->policies["thuong"] = make_policy("thuong");
  rules->policies["gap"] = make_policy("gap");
  rules->policies["tuan"] = make_weekly_policy();
  const int plans = one_in(3) ? 2 : 1;
  for (int i = 1; i <= plans; ++i) {
    const std::string id = "ke-hoach-" + std::to_string(i);
    rules->plans[id] = make_plan(id);
  }
  // With dice of its own: what else a seed draws stays what it was.
  WorldMaker levels = *this;
  for (auto& [id, policy] : rules->policies) {
    policy.levels_apart = levels.one_in(2);
  }
  WorldMaker apart = *this;
  apart.make_calm(*rules);
  apart.make_trials(*rules);
  WorldMaker by_hand = apart;
  by_hand.make_hands(*rules);
  if (plans == 2 && apart.one_in(2)) {
    Obligation& duty = rules->plans.begin()->second.obligations.back();
    static_cast<void>(apart.spell_out(*rules, duty));
    link(*rules);
  }
  world.rules = rules;
  return world;
}

}  // namespace dondoc
