// SPDX-License-Identifier: Apache-2.0
// The coordinator's daily list: the end of every ladder, so that nothing open ever falls silent.
#include "rules/schedule/alarm.h"
#include "rules/schedule/duty_lines.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/plan_end.h"
#include "rules/schedule/release.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>

namespace dondoc {

namespace {

enum class Excused { either, no, yes };

struct Section {
  DigestCause cause;
  Excused excused;
  ListPart part;
};

constexpr std::array<Section, 6> sections{{
    {DigestCause::overdue, Excused::no, {"QUÁ HẠN", "quá hạn"}},
    {DigestCause::overdue,
     Excused::yes,
     {"QUÁ HẠN, CÓ LÝ DO ĐƯỢC CHẤP NHẬN", "quá hạn có lý do được chấp nhận"}},
    {DigestCause::failed, Excused::either, {"KHÔNG GỬI ĐƯỢC TIN", "không gửi được tin"}},
    {DigestCause::uncertain, Excused::either, {"CHƯA CHẮC ĐÃ TỚI", "chưa chắc đã tới"}},
    {DigestCause::unreachable,
     Excused::either,
     {"CHƯA CÓ NGƯỜI NHẬN HOẶC KÊNH GỬI", "chưa có người nhận"}},
    {DigestCause::needs_review, Excused::either, {"CẦN RÀ SOÁT BAN ĐẦU", "cần rà soát"}},
}};

/// Kept free for each section that follows: its heading, its number and its first lines.
constexpr std::size_t bytes_per_later_section = 1'000;
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
    if (person != nullptr && !sent_contacts(*person).empty()) {
      post = candidate;
      return person;
    }
  }
  return nullptr;
}

std::vector<DutyLine> lines_of(const Section& section,
                               const std::vector<DigestLine>& lines,
                               const RuleSet& rules,
                               Instant now) {
  std::vector<DutyLine> listed;
  for (const DigestLine& line : lines) {
    const bool is_of_section = section.excused == Excused::either ||
                               (section.excused == Excused::yes) == is_excused(line.occurrence);
    if (line.cause == section.cause && is_of_section) {
      listed.push_back(duty_line(line.occurrence, rules, now));
      listed.back().lead = lead_words(line.occurrence, rules);
      // Whom to telephone: a paper may lie with its signer, a day may have been promised.
      listed.back().remark = section.cause == DigestCause::overdue && line.detail.empty()
                                 ? said_words(line.occurrence, rules)
                                 : line.detail;
    }
  }
  return listed;
}

/// Adds that the plan ends, or has ended, with none behind it; returns the words for the subject.
std::string add_end(std::string& text, const Plan& plan, Date today) {
  const bool over = plan.effective_to < today;
  text += std::string("\nKẾ HOẠCH ") + (over ? "ĐÃ" : "SẮP") + " HẾT HIỆU LỰC\nKế hoạch " +
          (over ? "đã hết" : "hết") + " hiệu lực ngày " + date_words(plan.effective_to) +
          " và chưa có kế hoạch tiếp theo; sau ngày đó không việc nào được mở và đôn đốc. Đề nghị "
          "đưa vào kế hoạch mới, hoặc kéo dài hiệu lực nếu được gia hạn.\n";
  return over ? "kế hoạch đã hết hiệu lực" : "kế hoạch sắp hết hiệu lực";
}

}  // namespace

std::optional<MessageDraft> compose_digest(const std::string& plan,
                                           const DigestList& list,
                                           const RuleSet& rules,
                                           Instant now) {
  const auto found = rules.plans.find(plan);
  const Date today = date_of(now, rules.zone);
  const bool ends = found != rules.plans.end() && is_end_told(found->second, rules, today);
  if (found == rules.plans.end() || (list.lines.empty() && !ends)) {
    return std::nullopt;
  }
  MessageDraft draft;
  const Person* reader = digest_reader(found->second, rules, today, draft.post);
  if (reader == nullptr) {
    return std::nullopt;
  }
  draft.key = "digest/" + plan + '/' + to_iso(today);
  draft.person = reader->id;
  draft.contacts = sent_contacts(*reader);
  const bool on_trial = is_on_trial(found->second, today);
  const std::string to = addressee_words(rules.directory, draft.post);
  const auto own = rules.templates.find(TemplateKind::digest);
  const bool is_own = own != rules.templates.end();
  TemplateValues values{{"day", date_words(today)},
                        {"plan", found->second.title},
                        {"to", to},
                        {"trial", on_trial ? "kế hoạch đang chạy thử" : ""}};
  draft.text = is_own ? own->second.text(values)
                      : "[TIN TỔNG HỢP NGÀY " + date_words(today) + "] " + found->second.title +
                            "\nKính gửi: " + to +
                            (on_trial ? " (kế hoạch đang chạy thử; khi chạy chính thức gửi đầu mối "
                                        "theo dõi)\n"
                                      : " (đầu mối theo dõi)\n");
  std::vector<std::string> counts;
  std::size_t bytes_max = message_text_bytes_max - sections.size() * bytes_per_later_section;
  for (const Section& section : sections) {
    const auto unlisted = list.unlisted.find(section.cause);
    const bool counts_rest = unlisted != list.unlisted.end() && section.excused != Excused::yes;
    const std::string count = add_part(draft.text,
                                       section.part,
                                       bytes_max,
                                       lines_of(section, list.lines, rules, now),
                                       counts_rest ? unlisted->second : 0);
    if (!count.empty()) {
      counts.push_back(count);
    }
    bytes_max += bytes_per_later_section;
  }
  if (ends) {
    counts.push_back(add_end(draft.text, found->second, today));
  }
  draft.text += list.lines.empty() ? ""
                                   : "Danh sách này được gửi mỗi ngày làm việc cho đến khi các đầu "
                                     "việc được ghi nhận kết quả.\n";
  values["counts"] = join(counts, ", ");
  draft.subject = is_own ? own->second.subject(values)
                         : "[Tin tổng hợp ngày " + date_words(today) + "] " + values["counts"] +
                               " - " + found->second.title;
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
