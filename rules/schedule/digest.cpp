// SPDX-License-Identifier: Apache-2.0
// The coordinator's daily list: the end of every ladder, so that nothing open ever falls silent.
#include "rules/schedule/duty_text.h"
#include "rules/schedule/release.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>

namespace dondoc {

namespace {

struct Section {
  DigestCause cause;
  std::string_view title;
  std::string_view short_title;
};

constexpr std::array<Section, 5> sections{{
    {DigestCause::overdue, "QUÁ HẠN", "quá hạn"},
    {DigestCause::failed, "KHÔNG GỬI ĐƯỢC TIN", "không gửi được tin"},
    {DigestCause::uncertain, "CHƯA CHẮC ĐÃ TỚI", "chưa chắc đã tới"},
    {DigestCause::unreachable, "CHƯA CÓ NGƯỜI NHẬN HOẶC KÊNH GỬI", "chưa có người nhận"},
    {DigestCause::needs_review, "CẦN RÀ SOÁT BAN ĐẦU", "cần rà soát"},
}};

constexpr int lines_per_section_max = 50;
/// Kept free for each section that follows: its heading, its number and its first lines.
constexpr std::size_t bytes_per_later_section = 1'200;
constexpr TimeOfDay default_digest_time{7 * 60 + 30};

/// The coordinator's head, or the leaders above when nobody there can be reached.
const Person* digest_reader(const Plan& plan, const RuleSet& rules, Date day, std::string& post) {
  std::vector<std::string> posts;
  const auto unit = rules.directory.units.find(plan.coordinator);
  if (unit != rules.directory.units.end()) {
    posts.push_back(unit->second.head);
    if (unit->second.reports_to) {
      posts.push_back(*unit->second.reports_to);
    }
  }
  posts.push_back(rules.directory.chair);
  for (const std::string& candidate : posts) {
    const Person* person = acting(rules.directory, candidate, day);
    if (person != nullptr && !person->contacts.empty()) {
      post = candidate;
      return person;
    }
  }
  return nullptr;
}

std::string digest_line(const DigestLine& line, const RuleSet& rules, Instant now) {
  std::string words =
      line_words(line.occurrence, rules, now) + "; chủ trì: " + lead_words(line.occurrence, rules);
  if (!line.detail.empty()) {
    words += " (" + line.detail + ')';
  }
  return words;
}

void add_section(MessageDraft& draft,
                 std::vector<std::string>& counts,
                 const Section& section,
                 std::size_t bytes_max,
                 const std::vector<DigestLine>& lines,
                 const RuleSet& rules,
                 Instant now) {
  int count = 0;
  int shown = 0;
  std::string body;
  for (const DigestLine& line : lines) {
    if (line.cause != section.cause) {
      continue;
    }
    ++count;
    if (shown + 1 < count || shown == lines_per_section_max) {
      continue;
    }
    const std::string words = std::to_string(count) + ". " + digest_line(line, rules, now) + '\n';
    if (draft.text.size() + body.size() + words.size() <= bytes_max) {
      body += words;
      ++shown;
    }
  }
  if (count == 0) {
    return;
  }
  counts.push_back(two_digits(count) + ' ' + std::string{section.short_title});
  draft.text += std::string{section.title} + " (" + two_digits(count) + ")\n" + body;
  if (count > shown) {
    draft.text += "… và " + std::to_string(count - shown) + " việc khác.\n";
  }
}

}  // namespace

std::optional<MessageDraft> compose_digest(const std::string& plan,
                                           const std::vector<DigestLine>& lines,
                                           const RuleSet& rules,
                                           Instant now) {
  const auto found = rules.plans.find(plan);
  if (found == rules.plans.end() || lines.empty()) {
    return std::nullopt;
  }
  const Date today = date_of(now, rules.zone);
  MessageDraft draft;
  const Person* reader = digest_reader(found->second, rules, today, draft.post);
  if (reader == nullptr) {
    return std::nullopt;
  }
  draft.key = "digest/" + plan + '/' + to_iso(today);
  draft.person = reader->id;
  draft.contacts = reader->contacts;
  draft.text = "[TIN TỔNG HỢP NGÀY " + date_words(today) + "] " + found->second.title + '\n' +
               "Kính gửi: " + addressee_words(rules.directory, draft.post) +
               " (đầu mối theo dõi)\n";
  std::vector<std::string> counts;
  std::size_t bytes_max = message_text_bytes_max - sections.size() * bytes_per_later_section;
  for (const Section& section : sections) {
    add_section(draft, counts, section, bytes_max, lines, rules, now);
    bytes_max += bytes_per_later_section;
  }
  draft.text +=
      "Danh sách này được gửi mỗi ngày làm việc cho đến khi các đầu việc được ghi nhận kết quả.\n";
  draft.subject = "[Tin tổng hợp ngày " + date_words(today) + "] " + join(counts, ", ") + " - " +
                  found->second.title;
  return draft;
}

Instant next_digest_at(const std::string& plan, const RuleSet& rules, Instant now) {
  std::optional<TimeOfDay> at;
  const auto found = rules.plans.find(plan);
  if (found != rules.plans.end()) {
    for (const Obligation& obligation : found->second.obligations) {
      const auto policy = rules.policies.find(obligation.policy);
      if (policy != rules.policies.end()) {
        at = std::min(at.value_or(policy->second.at), policy->second.at);
      }
    }
  }
  const TimeOfDay time = at.value_or(default_digest_time);
  Date day = rules.calendar.on_or_after(date_of(now, rules.zone));
  if (instant_at(day, time, rules.zone) <= now) {
    day = rules.calendar.add_working_days(day, 1);
  }
  return instant_at(day, time, rules.zone);
}

}  // namespace dondoc
