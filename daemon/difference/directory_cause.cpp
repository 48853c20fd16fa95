// SPDX-License-Identifier: Apache-2.0
#include "daemon/difference/directory_cause.h"

#include "rules/schedule/wording.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string_view>
#include <utility>

namespace dondoc {
namespace {

constexpr std::string_view directory_file = "directory.yaml";

Cause in_directory(const Side& side, const SourcePath& path, std::string words) {
  return {std::string(directory_file),
          side.sources.at(directory_file, path).begin.line,
          "danh bạ: " + std::move(words)};
}

template <typename Map>
const typename Map::mapped_type* find(const Map& map, const std::string& id) {
  const auto found = map.find(id);
  return found == map.end() ? nullptr : &found->second;
}

std::string turned_words(const std::string& what,
                         const std::string& before,
                         const std::string& after) {
  return what + ": " + before + " → " + after;
}

std::optional<Cause> cause_in_unit(const Side& before, const Side& after, const std::string& id) {
  const Unit* old = find(before.rules.directory.units, id);
  const Unit* now = find(after.rules.directory.units, id);
  if (old == nullptr || now == nullptr) {
    return std::nullopt;
  }
  const SourcePath path{"units", '#' + id};
  const auto at = [&path](const char* key) {
    SourcePath longer = path;
    longer.emplace_back(key);
    return longer;
  };
  if (old->head != now->head) {
    return in_directory(
        after, at("head"), turned_words("thủ trưởng của " + id, old->head, now->head));
  }
  if (old->reports_to != now->reports_to) {
    return in_directory(after,
                        at("reports_to"),
                        turned_words("lãnh đạo phụ trách " + id,
                                     old->reports_to.value_or("không ghi"),
                                     now->reports_to.value_or("không ghi")));
  }
  if (old->outside != now->outside) {
    return in_directory(after,
                        at("outside"),
                        id + (now->outside ? " là đơn vị ngoài" : " không còn là đơn vị ngoài"));
  }
  return std::nullopt;
}

std::string tenure_words(const Post& post) {
  std::vector<std::string> parts;
  for (const Tenure& tenure : post.held_by) {
    parts.push_back(tenure.person + " từ " + to_iso(tenure.from) +
                    (tenure.to ? " đến " + to_iso(*tenure.to) : ""));
  }
  return parts.empty() ? "không có" : join(parts, ", ");
}

std::string person_print(const Person& person) {
  std::string print;
  for (const Contact& contact : person.contacts) {
    print += contact.channel + ' ' + contact.address + '\n';
  }
  for (const Leave& leave : person.away) {
    print += to_iso(leave.from) + ' ' + to_iso(leave.to) + '\n';
  }
  return print;
}

std::optional<Cause> cause_in_person(const Side& before, const Side& after, const std::string& id) {
  const Person* old = find(before.rules.directory.people, id);
  const Person* now = find(after.rules.directory.people, id);
  if (old == nullptr || now == nullptr || person_print(*old) == person_print(*now)) {
    return std::nullopt;
  }
  return in_directory(after,
                      {"people", '#' + id},
                      old->contacts == now->contacts ? "thời gian vắng mặt của " + id + " thay đổi"
                                                     : "nơi nhận tin của " + id + " thay đổi");
}

/// The post, then whoever stands in for it.
std::optional<Cause> cause_in_post(const Side& before, const Side& after, const std::string& post) {
  std::set<std::string> seen;
  for (std::string next = post; !next.empty() && seen.insert(next).second;) {
    const Post* old = find(before.rules.directory.posts, next);
    const Post* now = find(after.rules.directory.posts, next);
    if (old == nullptr || now == nullptr) {
      return std::nullopt;
    }
    if (tenure_words(*old) != tenure_words(*now)) {
      return in_directory(
          after,
          {"posts", '#' + next, "held_by"},
          turned_words("người giữ " + next, tenure_words(*old), tenure_words(*now)));
    }
    if (old->deputy != now->deputy) {
      return in_directory(after,
                          {"posts", '#' + next, "deputy"},
                          turned_words("cấp phó của " + next,
                                       old->deputy.value_or("không ghi"),
                                       now->deputy.value_or("không ghi")));
    }
    for (const Tenure& tenure : now->held_by) {
      if (auto cause = cause_in_person(before, after, tenure.person)) {
        return cause;
      }
    }
    next = now->deputy.value_or("");
  }
  return std::nullopt;
}

bool is_same_day(const WorkingDays& a, const WorkingDays& b, Date day) {
  return a.is_working(day) == b.is_working(day);
}

std::string day_words(const WorkingDays& calendar, Date day) {
  const SpecialDay* entry = calendar.special(day);
  const std::string name = entry == nullptr ? std::string{} : " (" + entry->name + ')';
  return (calendar.is_working(day) ? "ngày làm việc" : "ngày nghỉ") + name;
}

/// Where the day is written: in its year's file, or else where computed holidays come from.
Cause at_day(const Side& side, Date day, std::string words) {
  const std::string iso = to_iso(day);
  for (const std::string& name : side.sources.names()) {
    for (const char* list : {"days_off", "working_days"}) {
      const SourcePath path{list, '#' + iso};
      if (name.rfind("calendars/", 0) == 0 && side.sources.value(name, path) != nullptr) {
        return {name, side.sources.at(name, path).begin.line, std::move(words)};
      }
    }
  }
  return {"calendars/holidays.yaml", 1, std::move(words)};
}

}  // namespace

std::optional<Cause> cause_in_directory(const Side& before,
                                        const Side& after,
                                        const std::vector<std::string>& units,
                                        const std::string& post) {
  for (const std::string& unit : units) {
    if (auto cause = cause_in_unit(before, after, unit)) {
      return cause;
    }
  }
  if (before.rules.directory.chair != after.rules.directory.chair) {
    return in_directory(
        after,
        {"chair"},
        turned_words(
            "chức danh đứng đầu", before.rules.directory.chair, after.rules.directory.chair));
  }
  return cause_in_post(before, after, post);
}

std::optional<Cause> cause_in_groups(const Side& before,
                                     const Side& after,
                                     const std::vector<std::string>& old_units,
                                     const std::vector<std::string>& new_units) {
  for (const auto& [id, now] : after.rules.directory.groups) {
    const std::vector<std::string>* old = find(before.rules.directory.groups, id);
    if (old != nullptr && *old == old_units && now == new_units && *old != now) {
      return in_directory(
          after, {"groups", id}, turned_words("nhóm " + id, join(*old, ", "), join(now, ", ")));
    }
  }
  return std::nullopt;
}

std::optional<Cause> cause_in_calendar(const Side& before,
                                       const Side& after,
                                       Date day,
                                       int reach_days) {
  const WorkingDays& old = before.rules.calendar;
  const WorkingDays& now = after.rules.calendar;
  for (int step = 0; step <= reach_days; ++step) {
    for (const Date near : {day + std::chrono::days{step}, day - std::chrono::days{step}}) {
      if (is_same_day(old, now, near)) {
        continue;
      }
      const bool written = now.special(near) != nullptr;
      return at_day(written ? after : before,
                    near,
                    "lịch làm việc: " + date_words(near) + " từ " + day_words(old, near) +
                        " thành " + day_words(now, near));
    }
  }
  return std::nullopt;
}

}  // namespace dondoc
