// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/weekly_list.h"

#include "rules/schedule/alarm.h"
#include "rules/schedule/audience.h"
#include "rules/schedule/duty_lines.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/series.h"
#include "rules/schedule/slip.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace dondoc {

namespace {

constexpr TimeOfDay list_at{6 * 60 + 45};
constexpr std::size_t units_named_max = 15;
/// Kept free for what follows the section: a heading, a number, the closing line.
constexpr std::size_t bytes_after_section = 1'500;

Date monday_before(Date day) {
  return day - (std::chrono::weekday(day) - std::chrono::Monday);
}

/// Whom the unit reports to.
std::string leader_of(const RuleSet& rules, const std::string& unit) {
  const auto found = rules.directory.units.find(unit);
  return found != rules.directory.units.end() && found->second.reports_to
             ? *found->second.reports_to
             : rules.directory.chair;
}

/// What is listed, with what is owed; nothing when it isn't for leaders.
std::optional<Owed> listed(const DigestLine& line, const RuleSet& rules, Date day) {
  std::optional<Owed> owed = find_owed(rules, line.occurrence);
  const bool counts = line.cause == DigestCause::overdue && owed && !is_on_trial(*owed->plan, day);
  return counts ? std::move(owed) : std::nullopt;
}

/// Whom the lead reports to, and whom the duty's ladder names as the leader: the ladder may pass
/// over the former, who heard as the oversight, or never get there (weekly duties). Nobody is told
/// of what they answer for themselves.
std::vector<std::string> in_charge_of(const RuleSet& rules, const Owed& owed, Date day) {
  const Audiences audiences(rules, owed, day);
  std::vector<std::string> posts = audiences.posts(Audience::leader);
  const std::string leader = leader_of(rules, owed.lead_units.front());
  const Person* reads = acting(rules.directory, leader, day);
  const std::vector<std::string>& leads = audiences.posts(Audience::lead);
  if (std::none_of(leads.begin(), leads.end(), [&](const std::string& post) {
        return acting(rules.directory, post, day) == reads;
      })) {
    posts.push_back(leader);
  }
  return posts;
}

/// The chair, and whom the units report to that owe something in a plan of now, or still owe it of
/// a plan that is over.
std::set<std::string> leaders(const std::vector<DigestLine>& lines,
                              const RuleSet& rules,
                              Date day) {
  std::set<std::string> posts;
  for (const DigestLine& line : lines) {
    if (const std::optional<Owed> owed = listed(line, rules, day)) {
      posts.insert(rules.directory.chair);
      for (std::string& post : in_charge_of(rules, *owed, day)) {
        posts.insert(std::move(post));
      }
    }
  }
  for (const auto& [id, plan] : rules.plans) {
    if (plan.effective_to < day || is_on_trial(plan, day)) {
      continue;
    }
    posts.insert(rules.directory.chair);
    for (const Obligation& obligation : plan.obligations) {
      for (const std::string& unit : obligation.lead.units) {
        posts.insert(leader_of(rules, unit));
      }
    }
  }
  return posts;
}

struct Reader {
  const Person* person{nullptr};
  std::string post;
  std::set<std::string> posts;  ///< all that the person acts for
  [[nodiscard]] bool reads_all(const RuleSet& rules) const {
    return posts.count(rules.directory.chair) != 0;
  }
};

std::vector<Reader> readers_of(const std::vector<DigestLine>& lines,
                               const RuleSet& rules,
                               Date day) {
  std::map<std::string, Reader> by_person;
  for (const std::string& post : leaders(lines, rules, day)) {
    const Person* person = acting(rules.directory, post, day);
    if (person == nullptr || person->contacts.empty()) {
      continue;  // Who can't be reached is told elsewhere; see reach.h.
    }
    Reader& reader = by_person[person->id];
    reader.person = person;
    reader.posts.insert(post);
    if (reader.post.empty() || post == rules.directory.chair) {
      reader.post = post;
    }
  }
  std::vector<Reader> readers;
  for (auto& [id, reader] : by_person) {
    readers.push_back(std::move(reader));
  }
  return readers;
}

/// One leader's share.
struct Share {
  std::vector<DutyLine> overdue;
  std::vector<DutyLine> coming;
  /// By unit: overdue, due in the week.
  std::map<std::string, std::pair<int, int>> units;
};

bool is_in_charge(const Reader& reader, const Owed& owed, const RuleSet& rules, Date day) {
  const std::vector<std::string> posts = in_charge_of(rules, owed, day);
  return std::any_of(posts.begin(), posts.end(), [&reader](const std::string& post) {
    return reader.posts.count(post) != 0;
  });
}

Share share_of(const Reader& reader,
               const std::vector<DigestLine>& lines,
               const RuleSet& rules,
               Instant now) {
  Share share;
  const Date today = date_of(now, rules.zone);
  for (const DigestLine& line : lines) {
    const Occurrence& occurrence = line.occurrence;
    const std::optional<Owed> owed = listed(line, rules, today);
    if (!owed) {
      continue;
    }
    if (!reader.reads_all(rules) && !is_in_charge(reader, *owed, rules, today)) {
      continue;
    }
    const std::string& unit = owed->lead_units.front();
    const bool late = occurrence.due <= now;
    DutyLine duty = duty_line(occurrence, rules, now);
    duty.lead = lead_words(occurrence, rules);
    duty.remark = said_words(occurrence, rules);
    (late ? share.overdue : share.coming).push_back(std::move(duty));
    auto& [overdue, coming] = share.units[unit];
    ++(late ? overdue : coming);
  }
  return share;
}

/// Those with most overdue first.
std::string units_in_words(const Share& share, const RuleSet& rules) {
  std::vector<std::pair<std::string, std::pair<int, int>>> units(share.units.begin(),
                                                                 share.units.end());
  std::stable_sort(
      units.begin(), units.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> words;
  for (const auto& [unit, counts] : units) {
    if (words.size() == units_named_max) {
      words.push_back("… và " + std::to_string(units.size() - units_named_max) + " đơn vị khác");
      break;
    }
    std::vector<std::string> figures;
    if (counts.first > 0) {
      figures.push_back(two_digits(counts.first) + " quá hạn");
    }
    if (counts.second > 0) {
      figures.push_back(two_digits(counts.second) + " đến hạn trong tuần");
    }
    words.push_back(unit_words(rules.directory, unit) + " " + join(figures, ", "));
  }
  return join(words, "; ");
}

std::string built_in_head(const TemplateValues& values) {
  const std::string& units = values.at("units");
  return "[TIN ĐẦU TUẦN] Nhiệm vụ theo kế hoạch, tuần từ " + values.at("from") + " đến " +
         values.at("until") + "\nKính báo cáo " + values.at("to") + '\n' +
         (units.empty() ? units : "Theo đơn vị: " + units + ".\n");
}

MessageDraft draft_for(const Reader& reader,
                       const Share& share,
                       std::size_t unlisted,
                       const RuleSet& rules,
                       Instant now) {
  const Date today = date_of(now, rules.zone);
  const Date sunday = monday_before(today) + std::chrono::days{6};
  MessageDraft draft;
  draft.key = "weekly/" + to_iso(monday_before(today)) + '/' + reader.person->id;
  draft.person = reader.person->id;
  draft.post = reader.post;
  draft.contacts = sent_contacts(*reader.person);
  TemplateValues values{{"day", date_words(today)},
                        {"from", date_words(monday_before(today))},
                        {"until", date_words(sunday)},
                        {"to", addressee_words(rules.directory, reader.post)},
                        {"units", units_in_words(share, rules)}};
  const auto own = rules.templates.find(TemplateKind::weekly);
  const bool is_own = own != rules.templates.end();
  draft.text = is_own ? own->second.text(values) : built_in_head(values);
  std::vector<std::string> counts;
  const auto add = [&](const ListPart& part, const std::vector<DutyLine>& listed) {
    const std::string count =
        add_part(draft.text, part, message_text_bytes_max - bytes_after_section, listed, 0);
    if (!count.empty()) {
      counts.push_back(count);
    }
  };
  add({"QUÁ HẠN", "quá hạn"}, share.overdue);
  add({"ĐẾN HẠN TRONG TUẦN", "đến hạn trong tuần"}, share.coming);
  if (unlisted > 0) {
    draft.text += "Ngoài ra còn " + std::to_string(unlisted) + " việc khác chưa liệt kê.\n";
  }
  draft.text += counts.empty()
                    ? "Không có nhiệm vụ quá hạn hoặc đến hạn trong tuần.\n"
                    : "Việc quá hạn còn trong tin đầu tuần cho đến khi được ghi nhận kết quả, gia "
                      "hạn hoặc thôi theo dõi.\n";
  values["counts"] = join(counts, ", ");
  draft.subject = is_own ? own->second.subject(values)
                         : "[Tin đầu tuần " + date_words(today) + "] " +
                               (counts.empty() ? "Không có việc quá hạn hoặc đến hạn trong tuần"
                                               : values["counts"]);
  return draft;
}

}  // namespace

Instant next_weekly_list_at(const RuleSet& rules, Instant now) {
  Date monday = monday_before(date_of(now, rules.zone));
  while (true) {
    const Date first = rules.calendar.on_or_after(monday);
    const Instant at = instant_at(first, list_at, rules.zone);
    if (at > now) {
      return at;
    }
    monday += std::chrono::days{7};
  }
}

Instant weekly_list_leaves_at(const RuleSet& rules, Instant now) {
  const Date today = date_of(now, rules.zone);
  if (rules.calendar.is_working(today)) {
    const Instant opens = instant_at(today, list_at, rules.zone);
    if (now < instant_at(today, working_day_end, rules.zone)) {
      return std::max(now, opens);
    }
  }
  const Date next = rules.calendar.on_or_after(today + std::chrono::days{1});
  return instant_at(next, list_at, rules.zone);
}

Instant end_of_week(const RuleSet& rules, Instant now) {
  const Date monday = monday_before(date_of(now, rules.zone));
  return start_of(monday + std::chrono::days{7}, rules.zone);
}

std::vector<MessageDraft> compose_weekly_lists(const std::vector<DigestLine>& lines,
                                               std::size_t unlisted,
                                               const RuleSet& rules,
                                               Instant now) {
  std::vector<MessageDraft> drafts;
  for (const Reader& reader : readers_of(lines, rules, date_of(now, rules.zone))) {
    MessageDraft draft = draft_for(reader,
                                   share_of(reader, lines, rules, now),
                                   reader.reads_all(rules) ? unlisted : 0,
                                   rules,
                                   now);
    if (!reads_on_paper(*reader.person)) {
      drafts.push_back(std::move(draft));
    } else if (auto slip = as_slip(std::move(draft), rules, date_of(now, rules.zone))) {
      drafts.push_back(*std::move(slip));
    }
  }
  return drafts;
}

}  // namespace dondoc
