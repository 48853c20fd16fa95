// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/release.h"

#include "rules/schedule/alarm.h"
#include "rules/schedule/message_text.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace dondoc {

namespace {

std::string draft_key(const std::vector<PendingNotice>& notices) {
  std::vector<std::string> keys;
  keys.reserve(notices.size());
  for (const PendingNotice& pending : notices) {
    keys.push_back(pending.notice.key);
  }
  std::sort(keys.begin(), keys.end());
  return join(keys, "\n");
}

/// In the channel that the person reads first, if that takes answers.
Answers answers_of(const Person& person, const RuleSet& rules) {
  const auto answers = [&rules](const Contact& contact) {
    return rules.reply_channels.count(contact.channel) > 0;
  };
  const std::vector<Contact>& contacts = person.contacts;
  if (contacts.empty() || !answers(contacts.front())) {
    return Answers::to_the_coordinator;
  }
  return std::all_of(contacts.begin(), contacts.end(), answers) ? Answers::by_reply
                                                                : Answers::by_reply_elsewhere;
}

MessageDraft draft(const Person& person,
                   const std::vector<PendingNotice>& notices,
                   const RuleSet& rules,
                   Instant now) {
  const Answers answers = answers_of(person, rules);
  const Worded worded = notices.size() == 1 ? word_notice(notices.front(), rules, now, answers)
                                            : word_bundle(notices, rules, now, answers);
  MessageDraft message;
  message.key = draft_key(notices);
  message.person = person.id;
  message.post = notices.front().notice.post;
  message.contacts = person.contacts;
  message.subject = worded.subject;
  message.text = worded.text;
  for (const PendingNotice& pending : notices) {
    message.notices.push_back(pending.notice.key);
  }
  return message;
}

/// One message, or as many as it takes to keep each short enough.
void add_drafts(const Person& person,
                const std::vector<PendingNotice>& notices,
                const RuleSet& rules,
                Instant now,
                std::vector<MessageDraft>& messages) {
  if (notices.size() <= notices_per_message_max) {
    MessageDraft whole = draft(person, notices, rules, now);
    if (whole.text.size() <= message_text_bytes_max || notices.size() == 1) {
      messages.push_back(std::move(whole));
      return;
    }
  }
  const auto middle = notices.begin() + static_cast<std::ptrdiff_t>(notices.size() / 2);
  add_drafts(person, {notices.begin(), middle}, rules, now, messages);
  add_drafts(person, {middle, notices.end()}, rules, now, messages);
}

/// Who gets what is released: a post's person; of a plan on trial the admin, told for whom it is.
struct Addressed {
  const Person* person{nullptr};
  bool on_trial{false};
  std::string post;  ///< who would get it but for the trial, and who gets it
  std::string reader;
  std::vector<PendingNotice> notices;
};

/// What was worded for somebody else, under a head that says so.
void put_on_trial(const Addressed& addressed, const RuleSet& rules, MessageDraft& message) {
  message.post = addressed.reader;
  message.subject = "[Thử nghiệm] " + message.subject;
  message.text = "[THỬ NGHIỆM] Kế hoạch đang chạy thử nên tin này chỉ gửi " +
                 addressee_words(rules.directory, addressed.reader) + "; khi chạy chính thức gửi " +
                 addressee_words(rules.directory, addressed.post) + ".\n" + message.text;
}

/// What is only tried out fills nobody's day.
int had_today(const std::string& person, const SentToday& sent, const RuleSet& rules, Date today) {
  int had = 0;
  for (auto entry = sent.lower_bound({person, {}});
       entry != sent.end() && entry->first.first == person;
       ++entry) {
    const auto plan = rules.plans.find(entry->first.second);
    had += plan != rules.plans.end() && is_on_trial(plan->second, today) ? 0 : entry->second;
  }
  return had;
}

/// When the next working day's messages go out.
Instant next_morning(const Policy& policy, const RuleSet& rules, Instant now) {
  const Date tomorrow = date_of(now, rules.zone) + std::chrono::days{1};
  return instant_at(rules.calendar.on_or_after(tomorrow), policy.at, rules.zone);
}

/// What a person who has had enough today gets later, each notice with its moment; nothing when
/// something among them can't wait.
std::vector<HeldNotice> kept_for_morning(const std::vector<PendingNotice>& notices,
                                         const RuleSet& rules,
                                         Instant now) {
  std::vector<HeldNotice> kept;
  for (const PendingNotice& pending : notices) {
    const std::optional<Owed> owed = find_owed(rules, pending.occurrence);
    if (!owed || is_urgent(*owed->policy, pending.notice.rung)) {
      return {};
    }
    const Instant until = next_morning(*owed->policy, rules, now);
    const Instant due = pending.occurrence.due;
    if (now < due && due <= until) {
      return {};
    }
    kept.push_back({pending.notice.key, until});
  }
  return kept;
}

/// The most urgent first; ties by key, so that the same input gives the same bytes.
void order(std::vector<PendingNotice>& notices) {
  std::sort(notices.begin(), notices.end(), [](const PendingNotice& a, const PendingNotice& b) {
    return std::tie(a.occurrence.due, a.notice.key) < std::tie(b.occurrence.due, b.notice.key);
  });
}

}  // namespace

Instant may_leave_at(const Policy& policy, Instant now, Zone zone) {
  if (policy.hours.empty()) {
    return now;
  }
  const Date today = date_of(now, zone);
  for (const DayHours& hours : policy.hours) {
    const Instant from = instant_at(today, hours.from, zone);
    if (now < from) {
      return from;
    }
    if (now < instant_at(today, hours.to, zone)) {
      return now;
    }
  }
  return instant_at(today + std::chrono::days{1}, policy.hours.front().from, zone);
}

bool is_urgent(const Policy& policy, std::string_view rung) {
  return std::any_of(policy.ladder.begin(), policy.ladder.end(), [rung](const Rung& step) {
    const std::size_t length = step.id.size();
    return step.urgent && rung.substr(0, length) == step.id &&
           (rung.size() == length || rung[length] == '.');
  });
}

Release release(const std::vector<PendingNotice>& pending,
                const RuleSet& rules,
                Instant now,
                const SentToday& sent) {
  Release result;
  std::map<std::pair<std::string, std::string>, Addressed> by_person;
  const Date today = date_of(now, rules.zone);
  for (const PendingNotice& candidate : pending) {
    const std::optional<Owed> owed = find_owed(rules, candidate.occurrence);
    if (candidate.occurrence.state != OccurrenceState::open || !owed) {
      // Closed since it was decided: the occurrence is decided again and withdraws it.
      continue;
    }
    const Instant leaves = may_leave_at(*owed->policy, now, rules.zone);
    if (leaves > now && !is_urgent(*owed->policy, candidate.notice.rung)) {
      result.held.push_back({candidate.notice.key, leaves});
      continue;
    }
    const bool on_trial = is_on_trial(*owed->plan, today);
    const std::string post = on_trial ? admin_post(rules) : candidate.notice.post;
    const Person* person = acting(rules.directory, post, today);
    if (person == nullptr || person->contacts.empty()) {
      const std::string who = addressee_words(rules.directory, post);
      result.unreachable.push_back({candidate.notice.key,
                                    person == nullptr
                                        ? who + ": chức danh chưa có người giữ"
                                        : who + ": người giữ chức danh chưa có kênh gửi tin"});
      continue;
    }
    // On trial a message is for one of those who would have got it, as it would have been.
    const Person* meant =
        on_trial ? acting(rules.directory, candidate.notice.post, today) : nullptr;
    const std::string whose = meant == nullptr ? candidate.notice.post : meant->id;
    Addressed& addressed = by_person[{person->id, on_trial ? whose : std::string{}}];
    if (addressed.person == nullptr) {
      addressed = {person, on_trial, candidate.notice.post, post, {}};
    }
    addressed.notices.push_back(candidate);
  }
  for (auto& [ids, addressed] : by_person) {
    const bool enough =
        had_today(addressed.person->id, sent, rules, today) >= rules.directory.messages_per_day;
    if (enough && !addressed.on_trial) {
      const std::vector<HeldNotice> kept = kept_for_morning(addressed.notices, rules, now);
      result.held.insert(result.held.end(), kept.begin(), kept.end());
      if (!kept.empty()) {
        continue;
      }
    }
    order(addressed.notices);
    std::size_t next = result.messages.size();
    add_drafts(*addressed.person, addressed.notices, rules, now, result.messages);
    for (; addressed.on_trial && next < result.messages.size(); ++next) {
      put_on_trial(addressed, rules, result.messages[next]);
    }
  }
  return result;
}

}  // namespace dondoc
