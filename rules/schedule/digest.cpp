// SPDX-License-Identifier: Apache-2.0
// The coordinator's daily list: the end of every ladder, so that nothing open ever falls silent.
#include "rules/schedule/alarm.h"
#include "rules/schedule/duty_lines.h"
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

/// The coordinator's head, or the leaders above when nobody there can be reached; of a plan on
/// trial the admin, or the coordinator's head.
const Person* digest_reader(const Plan& plan, const RuleSet& rules, Date day, std::string& post) {
  const bool on_trial = is_on_trial(plan, day);
  std::vector<std::string> posts;
  if (on_trial) {
    posts.push_back(admin_post(rules));
  }
  const auto unit = rules.directory.units.find(plan.coordinator);
  if (unit != rules.directory.units.end()) {
    posts.push_back(unit->second.head);
    if (unit->second.reports_to && !on_trial) {
      posts.push_back(*unit->second.reports_to);
    }
  }
  if (!on_trial) {
    posts.push_back(rules.directory.chair);
  }
  for (const std::string& candidate : posts) {
    const Person* person = acting(rules.directory, candidate, day);
    if (person != nullptr && !person->contacts.empty()) {
      post = candidate;
      return person;
    }
  }
  return nullptr;
}

std::vector<DutyLine> lines_of(DigestCause cause,
                               const std::vector<DigestLine>& lines,
                               const RuleSet& rules,
                               Instant now) {
  std::vector<DutyLine> listed;
  for (const DigestLine& line : lines) {
    if (line.cause == cause) {
      listed.push_back(duty_line(line.occurrence, rules, now));
      listed.back().lead = lead_words(line.occurrence, rules);
      // Whom to telephone: a paper may lie with its signer, a day may have been promised.
      listed.back().remark = cause == DigestCause::overdue && line.detail.empty()
                                 ? join(answers_of(line.occurrence, rules), "; ")
                                 : line.detail;
    }
  }
  return listed;
}

void add_section(MessageDraft& draft,
                 std::vector<std::string>& counts,
                 const Section& section,
                 std::size_t bytes_max,
                 const std::vector<DutyLine>& listed,
                 std::size_t unlisted) {
  if (listed.empty()) {
    return;
  }
  std::string body;
  std::size_t shown = 0;
  int number = 0;
  for (const WrittenLine& line : written(listed)) {
    const std::string words = std::to_string(++number) + ". " + line.text + '\n';
    if (number > lines_per_section_max ||
        draft.text.size() + body.size() + words.size() > bytes_max) {
      break;
    }
    body += words;
    shown += line.duties;
  }
  const std::size_t total = listed.size() + unlisted;
  const std::string count = two_digits(static_cast<int>(total));
  counts.push_back(count + ' ' + std::string{section.short_title});
  draft.text += std::string{section.title} + " (" + count + ")\n" + body;
  if (total > shown) {
    draft.text += "… và " + std::to_string(total - shown) + " việc khác.\n";
  }
}

}  // namespace

std::optional<MessageDraft> compose_digest(const std::string& plan,
                                           const DigestList& list,
                                           const RuleSet& rules,
                                           Instant now) {
  const auto found = rules.plans.find(plan);
  if (found == rules.plans.end() || list.lines.empty()) {
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
               (is_on_trial(found->second, today)
                    ? " (kế hoạch đang chạy thử; khi chạy chính thức gửi đầu mối theo dõi)\n"
                    : " (đầu mối theo dõi)\n");
  std::vector<std::string> counts;
  std::size_t bytes_max = message_text_bytes_max - sections.size() * bytes_per_later_section;
  for (const Section& section : sections) {
    const auto unlisted = list.unlisted.find(section.cause);
    add_section(draft,
                counts,
                section,
                bytes_max,
                lines_of(section.cause, list.lines, rules, now),
                unlisted == list.unlisted.end() ? 0 : unlisted->second);
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
