// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/by_hand.h"

#include "rules/phrase/normal_form.h"
#include "rules/schedule/alarm.h"
#include "rules/schedule/by_hand_text.h"
#include "rules/schedule/series.h"

#include <algorithm>
#include <map>
#include <set>

namespace dondoc {

namespace {

/// Who is asked, or told, under which post.
struct Colleague {
  std::string person;
  std::string post;
};

const Plan* plan_of(const ByHand& what, const RuleSet& rules) {
  for (const Occurrence& one : what.about) {
    const auto plan = rules.plans.find(one.series.plan);
    if (plan != rules.plans.end()) {
      return &plan->second;
    }
  }
  return nullptr;
}

const Unit* coordinator_of(const ByHand& what, const RuleSet& rules) {
  const Plan* plan = plan_of(what, rules);
  const auto unit =
      plan == nullptr ? rules.directory.units.end() : rules.directory.units.find(plan->coordinator);
  return unit == rules.directory.units.end() ? nullptr : &unit->second;
}

/// The first of the posts whose holder reads messages and is none of the persons.
std::optional<Colleague> first_other(const std::vector<std::string>& posts,
                                     const std::set<std::string>& persons,
                                     const RuleSet& rules,
                                     Date day) {
  for (const std::string& post : posts) {
    const Person* person = acting(rules.directory, post, day);
    if (person != nullptr && persons.count(person->id) == 0 && !sent_contacts(*person).empty()) {
      return Colleague{person->id, post};
    }
  }
  return std::nullopt;
}

/// A plan on trial disturbs nobody but the admin, who is the one that can't be reached here.
bool is_only_tried(const ByHand& what, const RuleSet& rules, Date day) {
  const Plan* plan = plan_of(what, rules);
  return plan == nullptr || is_on_trial(*plan, day);
}

std::optional<Colleague> whom_to_ask(const ByHand& what, const RuleSet& rules, Date day) {
  if (is_only_tried(what, rules, day)) {
    return std::nullopt;
  }
  std::vector<std::string> posts;
  if (const Unit* unit = coordinator_of(what, rules)) {
    posts.push_back(unit->head);
  }
  posts.push_back(admin_post(rules));
  return first_other(posts, {what.person}, rules, day);
}

std::optional<Colleague> who_is_above(const AskedByHand& one, const RuleSet& rules, Date day) {
  if (is_only_tried(one.what, rules, day)) {
    return std::nullopt;
  }
  std::vector<std::string> posts;
  const Unit* unit = coordinator_of(one.what, rules);
  if (unit != nullptr && unit->reports_to) {
    posts.push_back(*unit->reports_to);
  }
  posts.push_back(rules.directory.chair);
  return first_other(posts, {one.what.person, one.person}, rules, day);
}

MessageDraft new_draft(const Colleague& reader,
                       std::string_view kind,
                       const std::string& first,
                       const RuleSet& rules,
                       Instant now) {
  MessageDraft draft;
  draft.key = std::string{by_hand_key_prefix} + std::string{kind} + '/' + reader.post + '/' +
              to_rfc3339(now, rules.zone) + '/' + first;
  draft.person = reader.person;
  draft.post = reader.post;
  draft.contacts = sent_contacts(rules.directory.people.at(reader.person));
  return draft;
}

struct Share {
  Colleague reader;
  std::vector<ByHand> items;
  std::vector<AskedByHand> settled;
};

void add_requests(const Share& share, const RuleSet& rules, Instant now, ByHandRequests& result) {
  const auto& contacts = rules.directory.people.at(share.reader.person).contacts;
  const bool by_reply =
      !contacts.empty() && rules.reply_channels.count(contacts.front().channel) > 0;
  std::size_t next = 0;
  do {
    const std::size_t end = std::min(share.items.size(), next + by_hand_items_max);
    const std::vector<ByHand> items(share.items.begin() + static_cast<std::ptrdiff_t>(next),
                                    share.items.begin() + static_cast<std::ptrdiff_t>(end));
    const std::vector<AskedByHand> settled = next == 0 ? share.settled : std::vector<AskedByHand>{};
    ByHandRequest request;
    for (const ByHand& item : items) {
      request.messages.push_back(item.id);
      const Instant until = by_hand_until(item.about, rules, now);
      request.until = request.messages.size() == 1 ? until : std::min(request.until, until);
    }
    request.draft = new_draft(share.reader,
                              "ask",
                              items.empty() ? settled.front().what.id : items.front().id,
                              rules,
                              now);
    Worded worded =
        word_by_hand({share.reader.post, items, settled, request.until, by_reply}, rules, now);
    request.draft.subject = std::move(worded.subject);
    request.draft.text = std::move(worded.text);
    result.requests.push_back(std::move(request));
    next = end;
  } while (next < share.items.size());
}

/// As it is typed in a chat: no marks, capitals, blanks or dashes.
std::string typed(std::string_view name) {
  std::string letters;
  for (const NormalLetter& letter : normal_form(name).letters) {
    if (letter.value != U' ' && letter.value != U'-' && letter.value != U'.') {
      append_utf8(letters, without_marks(letter.value));
    }
  }
  return letters;
}

}  // namespace

Instant by_hand_at(const RuleSet& rules, Instant now) {
  return is_alarm_hour(rules, now) && time_of(now, rules.zone) < working_day_end
             ? now
             : next_alarm_morning(rules, now);
}

Instant by_hand_until(const std::vector<Occurrence>& about, const RuleSet& rules, Instant now) {
  std::optional<int> days;
  for (const Occurrence& one : about) {
    if (const std::optional<Owed> owed = find_owed(rules, one)) {
      days = std::min(days.value_or(owed->policy->by_hand_days), owed->policy->by_hand_days);
    }
  }
  const Date today = date_of(now, rules.zone);
  return instant_at(rules.calendar.add_working_days(today, days.value_or(Policy{}.by_hand_days)),
                    working_day_end,
                    rules.zone);
}

ByHandRequests ask_by_hand(const std::vector<ByHand>& waiting,
                           const std::vector<AskedByHand>& settled,
                           const RuleSet& rules,
                           Instant now) {
  const Date today = date_of(now, rules.zone);
  ByHandRequests result;
  std::map<std::string, Share> shares;
  for (const ByHand& what : waiting) {
    const std::optional<Colleague> asked = whom_to_ask(what, rules, today);
    if (!asked) {
      result.for_nobody.push_back(what.id);
      continue;
    }
    Share& share = shares[asked->person];
    if (share.items.empty()) {
      share.reader = *asked;
    }
    share.items.push_back(what);
  }
  for (const AskedByHand& one : settled) {
    const auto person = rules.directory.people.find(one.person);
    if (person == rules.directory.people.end() || sent_contacts(person->second).empty()) {
      continue;
    }
    Share& share = shares[one.person];
    if (share.reader.person.empty()) {
      share.reader = {one.person, one.post};
    }
    share.settled.push_back(one);
  }
  for (const auto& [person, share] : shares) {
    add_requests(share, rules, now, result);
  }
  return result;
}

std::vector<MessageDraft> tell_untold(const std::vector<AskedByHand>& untold,
                                      const RuleSet& rules,
                                      Instant now) {
  const Date today = date_of(now, rules.zone);
  std::map<std::string, std::pair<Colleague, std::vector<AskedByHand>>> by_reader;
  for (const AskedByHand& one : untold) {
    if (const std::optional<Colleague> above = who_is_above(one, rules, today)) {
      auto& [reader, items] = by_reader[above->person];
      reader = items.empty() ? *above : reader;
      items.push_back(one);
    }
  }
  std::vector<MessageDraft> drafts;
  for (const auto& [person, share] : by_reader) {
    const auto& [reader, items] = share;
    MessageDraft draft = new_draft(reader, "untold", items.front().what.id, rules, now);
    Worded worded = word_untold(reader.post, items, rules, now);
    draft.subject = std::move(worded.subject);
    draft.text = std::move(worded.text);
    drafts.push_back(std::move(draft));
  }
  return drafts;
}

std::variant<AskedByHand, ActRefused> told_of(const std::vector<AskedByHand>& asked,
                                              const Occurrence& occurrence,
                                              const std::string& whom,
                                              const RuleSet& rules,
                                              Instant now) {
  if (asked.empty()) {
    return ActRefused{ActRefusal::nothing_asked,
                      "Hiện không có ai chờ được báo trực tiếp về đầu việc này."};
  }
  std::vector<AskedByHand> meant;
  const std::string letters = typed(whom);
  for (const AskedByHand& one : asked) {
    const std::string addressee = addressee_words(rules.directory, one.what.post);
    if (letters.empty() || letters == typed(one.what.post) || letters == typed(addressee) ||
        letters == typed(told_title(one.what, rules, now))) {
      meant.push_back(one);
    }
  }
  if (meant.size() == 1) {
    return meant.front();
  }
  std::vector<std::string> choices;
  for (const AskedByHand& one : meant.empty() ? asked : meant) {
    choices.push_back("DABAO " + std::to_string(occurrence.code) + ' ' +
                      told_title(one.what, rules, now));
  }
  return ActRefused{ActRefusal::several_asked,
                    "Cần nêu đã báo cho ai: " + join(choices, " | ") + "."};
}

}  // namespace dondoc
