// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/handover.h"

#include "rules/schedule/audience.h"
#include "rules/schedule/duty_lines.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/muting.h"
#include "rules/schedule/reach.h"
#include "rules/schedule/series.h"
#include "rules/schedule/slip.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <tuple>

namespace dondoc {

namespace {

constexpr std::size_t handover_bytes_kept = 1'500;  // For what stands behind the lists.

enum class HandoverPart { overdue, to_come, undated, signature, decision, count };
constexpr auto part_count = static_cast<std::size_t>(HandoverPart::count);

/// A successor is told of all that the message can hold.
constexpr int handover_lines_max = std::numeric_limits<int>::max();
constexpr std::array<ListPart, part_count> parts_told{{
    {"QUÁ HẠN", "quá hạn", handover_lines_max},
    {"CHƯA ĐẾN HẠN", "chưa đến hạn", handover_lines_max},
    {"CHƯA XÁC ĐỊNH THỜI HẠN", "chưa xác định thời hạn", handover_lines_max},
    {"CHỜ KÝ", "chờ ký", handover_lines_max},
    {"CHỜ Ý KIẾN", "chờ ý kiến", handover_lines_max},
}};

std::string id_of(const Person* person) {
  return person == nullptr ? std::string{} : person->id;
}

bool is_head(const std::string& post, const Owed& owed, const Directory& directory) {
  const std::vector<std::string> heads = heads_of(directory, owed.lead_units);
  return std::find(heads.begin(), heads.end(), post) != heads.end();
}

bool asks_a_leader(const Occurrence& occurrence) {
  return occurrence.asked || occurrence.transfer_asked ||
         (occurrence.excuse && occurrence.excuse->confirmed_by.empty());
}

bool is_leader_of(const std::string& post, const Owed& owed, const Directory& directory) {
  return std::any_of(owed.lead_units.begin(), owed.lead_units.end(), [&](const std::string& unit) {
    const auto found = directory.units.find(unit);
    return found != directory.units.end() &&
           found->second.reports_to.value_or(directory.chair) == post;
  });
}

HandoverPart part_of(const Occurrence& occurrence, PostTask task, Instant now) {
  if (task == PostTask::signs) {
    return HandoverPart::signature;
  }
  if (task == PostTask::decides) {
    return HandoverPart::decision;
  }
  if (!occurrence.dated) {
    return HandoverPart::undated;
  }
  return now < occurrence.due ? HandoverPart::to_come : HandoverPart::overdue;
}

/// What has been said of it, who does it, and what is asked.
std::string handover_remark(const Occurrence& occurrence, const RuleSet& rules) {
  std::vector<std::string> said = answers_of(occurrence, rules);
  if (!occurrence.officer.empty()) {
    said.push_back("trước đây giao " + addressee_words(rules.directory, occurrence.officer));
  }
  if (occurrence.needs_review) {
    said.emplace_back("cần rà soát ban đầu");
  }
  return join(said, "; ");
}

DutyLine handover_line(const Occurrence& occurrence,
                       PostTask task,
                       const RuleSet& rules,
                       Instant now) {
  const int left = rules.calendar.count_working_days(date_of(now, rules.zone), occurrence.last_day);
  DutyLine line = duty_line(
      occurrence,
      rules,
      now,
      occurrence.dated && left > 0 ? "còn " + two_digits(left) + " ngày làm việc" : std::string{});
  line.remark = handover_remark(occurrence, rules);
  if (task != PostTask::leads) {
    line.lead = lead_words(occurrence, rules);
  }
  return line;
}

struct HandoverParts {
  std::array<std::vector<DutyLine>, part_count> lines;
  std::set<std::string> plans;  ///< titles
  std::size_t duties{0};
  bool leads{false};  ///< some of them
};

HandoverParts parts_of(const std::string& post,
                       std::vector<Occurrence> open,
                       const RuleSet& rules,
                       Instant now) {
  std::sort(open.begin(), open.end(), [](const Occurrence& a, const Occurrence& b) {
    return std::tie(a.due, a.key) < std::tie(b.due, b.key);
  });
  HandoverParts parts;
  for (const Occurrence& occurrence : open) {
    const PostTask task = post_task(occurrence, post, rules);
    if (task == PostTask::none) {
      continue;
    }
    const Plan& plan = *find_owed(rules, occurrence)->plan;
    if (is_on_trial(plan, date_of(now, rules.zone))) {
      continue;
    }
    parts.plans.insert(plan.title);
    ++parts.duties;
    parts.leads = parts.leads || task == PostTask::leads;
    parts.lines.at(static_cast<std::size_t>(part_of(occurrence, task, now)))
        .push_back(handover_line(occurrence, task, rules, now));
  }
  return parts;
}

void add_parts(const HandoverParts& parts, MessageDraft& draft, std::vector<std::string>& counts) {
  for (std::size_t i = 0; i < part_count; ++i) {
    const std::vector<DutyLine>& lines = parts.lines.at(i);
    const ListPart& part = parts_told.at(i);
    // " (05)\n" behind the title.
    const std::size_t heading =
        part.title.size() + two_digits(static_cast<int>(lines.size())).size() + 4;
    const std::string count = add_part(
        draft.text, part, message_text_bytes_max - handover_bytes_kept - heading, lines, 0);
    if (!count.empty()) {
      counts.push_back(count);
    }
  }
}

std::string title_of_post(const Directory& directory, const std::string& post) {
  const auto found = directory.posts.find(post);
  return found == directory.posts.end() ? post : found->second.title;
}

std::string handover_reason(const Succession& succession, const RuleSet& rules, Date today) {
  const std::string title = title_of_post(rules.directory, succession.post);
  if (succession.after.holder == succession.after.acting) {
    return "Chức danh " + title +
           " có người giữ mới. Các việc đang mở của chức danh, kèm thời hạn "
           "và ghi nhận gần nhất:";
  }
  const auto away = rules.directory.people.find(succession.after.holder);
  const std::optional<Date> until = away == rules.directory.people.end()
                                        ? std::nullopt  // The post is vacant.
                                        : away_until(away->second, today);
  return title +
         (until ? " đi vắng đến hết ngày " + date_words(*until)
                : std::string{" chưa có người giữ"}) +
         "; trong thời gian này tin của chức danh được gửi tới người thay. Các việc đang mở:";
}

void add_handover_requests(const Succession& succession,
                           const HandoverParts& parts,
                           const Person& reader,
                           const RuleSet& rules,
                           MessageDraft& draft) {
  if (succession.for_good()) {
    draft.text +=
        "Lời hẹn, việc tạm dừng nhắc và việc giao người thực hiện của người giữ chức danh trước "
        "đây không còn hiệu lực; cần tiếp tục thì đề nghị ghi nhận lại.\n";
  }
  const bool by_reply =
      !reader.contacts.empty() && rules.reply_channels.count(reader.contacts.front().channel) > 0;
  if (!by_reply) {
    draft.text += "Cần trao đổi về việc nào, đề nghị liên hệ đầu mối theo dõi kế hoạch, nêu mã.\n";
  } else if (parts.leads) {
    draft.text +=
        "Trả lời: NHAN mã (đã nhận việc) | GIAO mã chức danh | XEM mã | VIEC (danh sách việc)\n";
  } else {
    draft.text +=
        "Trả lời: DONGY mã ngày (gia hạn) | TRALAI mã nội dung | CHIDAO mã nội dung | XEM mã\n";
  }
}

}  // namespace

PostHolders post_holders(const Directory& directory, Date day) {
  PostHolders holders;
  for (const auto& [id, post] : directory.posts) {
    holders[id] = {id_of(holder(directory, id, day)), id_of(acting(directory, id, day))};
  }
  return holders;
}

std::optional<Date> next_change_of_holders(const Directory& directory, Date day) {
  std::optional<Date> next;
  const auto look = [day, &next](Date date) {
    if (date > day && (!next || date < *next)) {
      next = date;
    }
  };
  constexpr std::chrono::days after{1};
  for (const auto& [id, post] : directory.posts) {
    for (const Tenure& tenure : post.held_by) {
      look(tenure.from);
      look(tenure.to ? *tenure.to + after : day);
    }
  }
  for (const auto& [id, person] : directory.people) {
    for (const Leave& leave : person.away) {
      look(leave.from);
      look(leave.to + after);
    }
  }
  return next;
}

std::vector<Succession> successions(const PostHolders& before, const PostHolders& after) {
  std::vector<Succession> found;
  for (const auto& [post, now] : after) {
    const auto known = before.find(post);
    if (known == before.end() || known->second == now) {
      continue;
    }
    const Succession succession{post, known->second, now};
    const bool comes_back = !succession.for_good() && now.acting == now.holder;
    if (!comes_back) {
      found.push_back(succession);
    }
  }
  return found;
}

std::optional<Fact> lapse_of(const Occurrence& occurrence,
                             const std::string& post,
                             const RuleSet& rules,
                             Instant now) {
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  if (occurrence.state != OccurrenceState::open || !owed) {
    return std::nullopt;
  }
  Fact fact;
  fact.occurrence = occurrence.key;
  fact.kind = FactKind::handed_over;
  fact.at = now;
  fact.actor = std::string{engine_actor};
  fact.by = "engine";
  fact.data["post"] = post;
  fact.data["of_lead"] = is_head(post, *owed, rules.directory) ? "yes" : "no";
  Occurrence after = apply(occurrence, fact);
  after.last_act = occurrence.last_act;  // That nobody can undo it any more is no reason by itself.
  return after == occurrence ? std::nullopt : std::optional(std::move(fact));
}

PostTask post_task(const Occurrence& occurrence, const std::string& post, const RuleSet& rules) {
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  if (!owed || occurrence.state != OccurrenceState::open) {
    return PostTask::none;
  }
  if (is_head(post, *owed, rules.directory)) {
    return PostTask::leads;
  }
  if (occurrence.submission && occurrence.submission->signer == post) {
    return PostTask::signs;
  }
  return asks_a_leader(occurrence) && is_leader_of(post, *owed, rules.directory) ? PostTask::decides
                                                                                 : PostTask::none;
}

std::optional<MessageDraft> compose_handover(const Succession& succession,
                                             const std::vector<Occurrence>& open,
                                             const RuleSet& rules,
                                             Instant now) {
  const auto reader = rules.directory.people.find(succession.after.acting);
  if (reader == rules.directory.people.end() || reader->second.contacts.empty() ||
      succession.before.acting == succession.after.acting) {
    return std::nullopt;
  }
  const HandoverParts parts = parts_of(succession.post, open, rules, now);
  if (parts.duties == 0) {
    return std::nullopt;
  }
  const Date today = date_of(now, rules.zone);
  const std::string to = addressee_words(rules.directory, succession.post);
  const std::string size = two_digits(static_cast<int>(parts.duties));
  MessageDraft draft;
  draft.key = std::string{handover_key_prefix} + succession.post + '/' + reader->first + '/' +
              to_iso(today);
  draft.person = reader->first;
  draft.post = succession.post;
  draft.contacts = sent_contacts(reader->second);
  const std::string title = title_of_post(rules.directory, succession.post);
  draft.text = "[BÀN GIAO NHIỆM VỤ] " + to + ": " + size + " việc đang mở\nKính gửi: " + to +
               (title == to ? std::string{} : " (" + title + ')') + '\n' +
               handover_reason(succession, rules, today) + '\n';
  std::vector<std::string> counts;
  add_parts(parts, draft, counts);
  draft.text +=
      "Căn cứ: " + join(std::vector<std::string>(parts.plans.begin(), parts.plans.end()), "; ") +
      ".\n";
  add_handover_requests(succession, parts, reader->second, rules, draft);
  draft.subject = "[Bàn giao] " + to + ": " + join(counts, ", ");
  if (reads_on_paper(reader->second)) {
    return as_slip(std::move(draft), rules, today);
  }
  return draft;
}

}  // namespace dondoc
