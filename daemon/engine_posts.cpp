// SPDX-License-Identifier: Apache-2.0
#include "daemon/engine_posts.h"

#include "daemon/store/doors.h"
#include "rules/schedule/alarm.h"
#include "rules/schedule/audience.h"
#include "rules/schedule/handover.h"

#include <algorithm>
#include <map>
#include <utility>

namespace dondoc {

namespace {

/// Among the rows of the digests, for the wake; no plan has such an id.
constexpr const char* posts_row = ".posts";
constexpr std::chrono::days far_ahead{366};
/// Of one post to one person; who gives a post away more often has said enough.
constexpr int lists_a_day_max = 10;

/// What is open of the duties that the post's units owe by their plans, and of all that lies with
/// somebody else.
std::vector<Occurrence> open_for(const Store& store,
                                 const RuleSet& rules,
                                 const std::string& post) {
  std::map<std::string, Occurrence> open;
  const auto add = [&open](std::vector<Occurrence> more) {
    for (Occurrence& occurrence : more) {
      open.emplace(occurrence.key, std::move(occurrence));
    }
  };
  for (const auto& [id, plan] : rules.plans) {
    for (const Obligation& duty : plan.obligations) {
      const std::vector<std::string> heads = heads_of(rules.directory, duty.lead.units);
      if (std::find(heads.begin(), heads.end(), post) != heads.end()) {
        add(store.open_of(id, duty.id, handover_occurrences_max));
      }
    }
    add(store.open_of(id, std::string(task_obligation), handover_occurrences_max));
  }
  add(store.open_in_other_hands(handover_occurrences_max));
  std::vector<Occurrence> listed;
  listed.reserve(open.size());
  for (auto& [key, occurrence] : open) {
    listed.push_back(std::move(occurrence));
  }
  return listed;
}

Instant list_leaves_at(const RuleSet& rules, Instant now) {
  const bool in_hours = is_alarm_hour(rules, now) && time_of(now, rules.zone) < working_day_end;
  return in_hours ? now : next_alarm_morning(rules, now);
}

void write_list(Store& store, const RuleSet& rules, const Succession& one, Instant now) {
  const Instant leaves = list_leaves_at(rules, now);
  std::optional<MessageDraft> draft =
      compose_handover(one, open_for(store, rules, one.post), rules, leaves);
  if (!draft) {
    return;
  }
  // Days away that were recorded, taken back and recorded again give the post away twice on a day.
  const std::string key = draft->key;
  for (int nth = 2; !store.write_digest(*draft, now) && nth <= lists_a_day_max; ++nth) {
    draft->key = key + '#' + std::to_string(nth);
  }
  store.put_off(message_id(draft->key), leaves);
}

void lapse(Store& store, const RuleSet& rules, const std::string& post, Instant now) {
  for (const Occurrence& occurrence : store.open_with_words_of(post, handover_occurrences_max)) {
    if (const std::optional<Fact> fact = lapse_of(occurrence, post, rules, now)) {
      store.write_fact(*fact, now);
    }
  }
}

std::string id_of(const Person* person) {
  return person == nullptr ? std::string{} : person->id;
}

bool holds_another(const PostHolders& holders, const std::string& person) {
  return std::any_of(holders.begin(), holders.end(), [&person](const auto& entry) {
    return entry.second.holder == person;
  });
}

}  // namespace

void hand_over_posts(Store& store, const RuleSet& rules, Instant now, TickResult& result) {
  const std::optional<Instant> looked = store.posts_looked_at();
  if (looked && *looked > now) {
    return;
  }
  const PostHolders before = store.post_holders();
  const PostHolders after = post_holders(rules.directory, date_of(now, rules.zone));
  for (const Succession& one : successions(before, after)) {
    // Before what was promised lapses: who comes is told of it.
    write_list(store, rules, one, now);
    if (!one.for_good()) {
      continue;
    }
    // Where the dates tell of the change they tell too whose word it was.
    if (looked && id_of(holder(rules.directory, one.post, date_of(*looked, rules.zone))) ==
                      one.after.holder) {
      lapse(store, rules, one.post, now);
    }
    Doors(store).remove_feed("post/" + one.post);
    if (!one.before.acting.empty()) {
      store.take_back(one.before.acting, one.post, now);
    }
    if (!one.before.holder.empty() && !holds_another(after, one.before.holder)) {
      result.links_changed = store.remove_links(one.before.holder) || result.links_changed;
    }
  }
  store.write_post_holders(after, now);
  const Date today = date_of(now, rules.zone);
  const std::optional<Date> next = next_change_of_holders(rules.directory, today);
  store.set_next_digest(posts_row, start_of(next.value_or(today + far_ahead), rules.zone));
}

}  // namespace dondoc
