// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/alarm.h"

#include "rules/schedule/alarm_text.h"

#include <algorithm>
#include <map>

namespace dondoc {

namespace {

constexpr TimeOfDay morning{7 * 60 + 30};

/// Coordinating units, the one with most plans first; by id among equals.
std::vector<std::string> coordinators(const RuleSet& rules) {
  std::map<std::string, int> plans_of;
  for (const auto& [id, plan] : rules.plans) {
    ++plans_of[plan.coordinator];
  }
  std::vector<std::string> units;
  for (const auto& [unit, count] : plans_of) {
    if (rules.directory.units.count(unit) > 0) {
      units.push_back(unit);
    }
  }
  std::stable_sort(
      units.begin(), units.end(), [&plans_of](const std::string& a, const std::string& b) {
        return plans_of.at(a) > plans_of.at(b);
      });
  return units;
}

/// Who is told under the post. By a doubted clock nobody may hold it yet: then it is the last who
/// took it over.
const Person* reader_of(const std::string& post,
                        const RuleSet& rules,
                        const Alarm& alarm,
                        Date day) {
  const auto found = rules.directory.posts.find(post);
  if (alarm.kind == AlarmKind::clock_doubted && found != rules.directory.posts.end()) {
    for (const Tenure& tenure : found->second.held_by) {
      day = std::max(day, tenure.from);
    }
  }
  return acting(rules.directory, post, day);
}

std::vector<Contact> usable_contacts(const Person& person, const std::set<std::string>& usable) {
  std::vector<Contact> contacts;
  std::copy_if(person.contacts.begin(),
               person.contacts.end(),
               std::back_inserter(contacts),
               [&usable](const Contact& contact) { return usable.count(contact.channel) > 0; });
  return contacts;
}

}  // namespace

std::string_view alarm_name(AlarmKind kind) {
  switch (kind) {
    case AlarmKind::reload_refused:
      return "reload-refused";
    case AlarmKind::config_changed:
      return "config-changed";
    case AlarmKind::channel_stopped:
      return "channel-stopped";
    case AlarmKind::channel_failing:
      return "channel-failing";
    case AlarmKind::channel_quota:
      return "channel-quota";
    case AlarmKind::contact_refused:
      return "contact-refused";
    case AlarmKind::clock_doubted:
      return "clock-doubted";
    case AlarmKind::store_was_away:
      return "store-was-away";
    case AlarmKind::backup_failed:
      return "backup-failed";
    case AlarmKind::digest_unread:
      return "digest-unread";
    case AlarmKind::message_failed:
      break;
  }
  return "message-failed";
}

std::string alarm_key(const Alarm& alarm, Date day) {
  return std::string{alarm_key_prefix} + std::string{alarm_name(alarm.kind)} + '/' + alarm.subject +
         '/' + to_iso(day);
}

std::string admin_post(const RuleSet& rules) {
  if (rules.directory.admin) {
    return *rules.directory.admin;
  }
  const std::vector<std::string> units = coordinators(rules);
  return units.empty() ? rules.directory.chair : rules.directory.units.at(units.front()).head;
}

std::vector<std::string> alarm_readers(const RuleSet& rules) {
  const std::vector<std::string> units = coordinators(rules);
  std::vector<std::string> posts{admin_post(rules)};
  for (const std::string& unit : units) {
    posts.push_back(rules.directory.units.at(unit).head);
  }
  for (const std::string& unit : units) {
    posts.push_back(rules.directory.units.at(unit).reports_to.value_or(rules.directory.chair));
  }
  posts.push_back(rules.directory.chair);
  return posts;
}

bool is_alarm_hour(const RuleSet& rules, Instant now) {
  return rules.calendar.is_working(date_of(now, rules.zone)) && time_of(now, rules.zone) >= morning;
}

Instant next_alarm_morning(const RuleSet& rules, Instant now) {
  Date day = rules.calendar.on_or_after(date_of(now, rules.zone));
  if (instant_at(day, morning, rules.zone) <= now) {
    day = rules.calendar.add_working_days(day, 1);
  }
  return instant_at(day, morning, rules.zone);
}

std::optional<MessageDraft> compose_alarm(const Alarm& alarm,
                                          const RuleSet& rules,
                                          const std::set<std::string>& usable,
                                          Instant now) {
  const Date today = date_of(now, rules.zone);
  const std::string admin = admin_post(rules);
  for (const std::string& post : alarm_readers(rules)) {
    const Person* person = reader_of(post, rules, alarm, today);
    if (person == nullptr) {
      continue;
    }
    MessageDraft draft;
    draft.contacts = usable_contacts(*person, usable);
    if (draft.contacts.empty()) {
      continue;
    }
    const auto reader = post == admin ? AlarmReader::admin : AlarmReader::stand_in;
    Worded worded = word_alarm(alarm, post, reader, rules, now);
    draft.key = alarm_key(alarm, today);
    draft.person = person->id;
    draft.post = post;
    draft.subject = std::move(worded.subject);
    draft.text = std::move(worded.text);
    return draft;
  }
  return std::nullopt;
}

}  // namespace dondoc
