// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/leave.h"

#include "rules/schedule/act_rights.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace dondoc {

namespace {

bool overlap(Date from, Date to, Date other_from, Date other_to) {
  return from <= other_to && other_from <= to;
}

bool overlap(const LeaveRecord& one, const LeaveRecord& other) {
  return one.person == other.person &&
         overlap(one.leave.from, one.leave.to, other.leave.from, other.leave.to);
}

bool is_same_leave(const LeaveForm& one, const LeaveForm& other) {
  return one.post == other.post && one.from == other.from && one.to == other.to &&
         one.stand_in == other.stand_in;
}

std::string leave_post_title(const Directory& directory, const std::string& post) {
  const auto found = directory.posts.find(post);
  return found == directory.posts.end() ? post : found->second.title;
}

/// "ngày 30/11/2026", "từ ngày 30/11/2026 đến hết ngày 04/12/2026"
std::string span_words(Date from, Date to) {
  return from == to ? "ngày " + date_words(from)
                    : "từ ngày " + date_words(from) + " đến hết ngày " + date_words(to);
}

/// In place of what was said before of the same days.
void add_leave(Directory& directory, const LeaveRecord& record) {
  const auto found = directory.people.find(record.person);
  if (found == directory.people.end()) {
    return;
  }
  const LeaveForm& leave = record.leave;
  std::vector<Leave>& away = found->second.away;
  away.erase(std::remove_if(away.begin(),
                            away.end(),
                            [&leave](const Leave& said) {
                              return said.recorded &&
                                     overlap(leave.from, leave.to, said.from, said.to);
                            }),
             away.end());
  const std::string of = leave.stand_in.empty() ? std::string{} : leave.post;
  away.push_back({leave.from, leave.to, of, leave.stand_in, true});
}

/// Why the days can't be anybody's.
std::optional<ActRefused> wrong_days(const LeaveForm& form, Date today) {
  if (form.to < form.from) {
    return ActRefused{
        ActRefusal::bad_leave,
        "Ngày cuối (" + date_words(form.to) + ") trước ngày đầu (" + date_words(form.from) + ")."};
  }
  if (form.to < today) {
    return ActRefused{ActRefusal::bad_leave,
                      "Những ngày này đã qua (hôm nay là " + date_words(today) + ")."};
  }
  if (form.to - form.from + std::chrono::days{1} > leave_days_max) {
    return ActRefused{ActRefusal::bad_leave,
                      "Một đợt nghỉ dài tối đa " + std::to_string(leave_days_max.count()) +
                          " ngày; vắng lâu hơn thì ghi người giữ chức danh khác trong danh bạ."};
  }
  if (form.from - today > leave_ahead_max) {
    return ActRefused{
        ActRefusal::bad_leave,
        "Chỉ ghi trước ngày nghỉ tối đa " + std::to_string(leave_ahead_max.count()) + " ngày."};
  }
  return std::nullopt;
}

/// Whoever stands in must be somebody else, and there.
std::optional<ActRefused> wrong_stand_in(const LeaveForm& form,
                                         const Person& person,
                                         const Directory& directory,
                                         Date first) {
  if (form.stand_in.empty()) {
    return std::nullopt;
  }
  if (directory.posts.count(form.stand_in) == 0) {
    return ActRefused{ActRefusal::unknown_post,
                      "Không có chức danh nào mang mã " + form.stand_in + "."};
  }
  const std::string title = leave_post_title(directory, form.stand_in);
  const Person* stands_in = holder(directory, form.stand_in, first);
  if (stands_in == nullptr) {
    return ActRefused{
        ActRefusal::bad_stand_in,
        title + " chưa có người giữ vào ngày " + date_words(first) + " nên không thay được."};
  }
  if (stands_in->id == person.id) {
    return ActRefused{ActRefusal::bad_stand_in,
                      title + " cũng do người nghỉ giữ nên không thay được."};
  }
  for (const Leave& leave : stands_in->away) {
    if (overlap(form.from, form.to, leave.from, leave.to)) {
      return ActRefused{
          ActRefusal::bad_stand_in,
          title + " cũng nghỉ " + span_words(leave.from, leave.to) + " nên không thay được."};
    }
  }
  return std::nullopt;
}

const Person* person_of(const std::string& post, const RuleSet& rules, Date today, Date first) {
  const Person* holds = holder(rules.directory, post, today);
  return holds != nullptr ? holds : holder(rules.directory, post, first);
}

std::optional<ActRefused> wrong_for_person(const LeaveForm& form,
                                           const Person& person,
                                           const std::vector<LeaveRecord>& known,
                                           Date today) {
  for (const Leave& leave : person.away) {
    if (!leave.recorded && overlap(form.from, form.to, leave.from, leave.to)) {
      return ActRefused{ActRefusal::leave_clash,
                        "Danh bạ đã ghi nghỉ " + span_words(leave.from, leave.to) +
                            "; thay đổi đợt nghỉ này do quản trị viên sửa trong danh bạ."};
    }
  }
  const auto to_come =
      std::count_if(known.begin(), known.end(), [&person, today](const LeaveRecord& record) {
        return record.person == person.id && record.leave.to >= today;
      });
  if (static_cast<std::size_t>(to_come) >= leaves_of_person_max) {
    return ActRefused{ActRefusal::too_many, "Đã ghi quá nhiều đợt nghỉ chưa qua của người này."};
  }
  return std::nullopt;
}

}  // namespace

LeaveResult take_leave(const LeaveForm& form,
                       const std::vector<LeaveRecord>& known,
                       const Actor& actor,
                       const RuleSet& rules,
                       Instant now) {
  const Directory& directory = rules.directory;
  const Date today = date_of(now, rules.zone);
  if (directory.posts.count(form.post) == 0) {
    return ActRefused{ActRefusal::unknown_post,
                      "Không có chức danh nào mang mã " + form.post + "."};
  }
  if (auto refused = may_record_leave(form.post, actor.post, rules, today)) {
    return *std::move(refused);
  }
  if (auto refused = wrong_days(form, today)) {
    return *std::move(refused);
  }
  const Date first = std::max(form.from, today);
  const Person* person = person_of(form.post, rules, today, first);
  if (person == nullptr) {
    return ActRefused{ActRefusal::vacant_post,
                      leave_post_title(directory, form.post) +
                          " chưa có người giữ nên không có ai nghỉ; tin của chức danh được gửi tới "
                          "cấp phó."};
  }
  for (const LeaveRecord& record : leaves_in_force(known)) {
    if (record.person == person->id && is_same_leave(record.leave, form)) {
      return KnownLeave{record};
    }
  }
  if (auto refused = wrong_stand_in(form, *person, directory, first)) {
    return *std::move(refused);
  }
  if (auto refused = wrong_for_person(form, *person, known, today)) {
    return *std::move(refused);
  }
  return LeaveRecord{0, person->id, form, actor, now};
}

std::variant<LeaveRecord, ActRefused> undo_leave(const std::string& post,
                                                 const std::vector<LeaveRecord>& known,
                                                 const Actor& actor,
                                                 const RuleSet& rules,
                                                 Instant now) {
  const Date today = date_of(now, rules.zone);
  const Person* holds = holder(rules.directory, post, today);
  const LeaveRecord* newest = nullptr;
  for (const LeaveRecord& record : known) {
    const bool is_theirs =
        holds != nullptr ? record.person == holds->id : record.leave.post == post;
    if (is_theirs && (newest == nullptr || record.id > newest->id)) {
      newest = &record;
    }
  }
  if (newest == nullptr) {
    return ActRefused{ActRefusal::nothing_to_undo, "Không có ngày nghỉ nào được ghi để hủy."};
  }
  const bool may =
      newest->actor.post == actor.post || relations_to_post(post, actor.post, rules, today)
                                              .has_any_of({Relation::self, Relation::admin});
  if (!may) {
    return ActRefused{ActRefusal::not_allowed,
                      "Ngày nghỉ này do " +
                          (newest->actor.post == admin_actor
                               ? std::string("quản trị")
                               : addressee_words(rules.directory, newest->actor.post)) +
                          " ghi; chỉ người đã ghi hoặc người nghỉ mới hủy được."};
  }
  if (now - newest->at > undo_within) {
    return ActRefused{ActRefusal::too_late,
                      "Chỉ hủy được trong " + std::to_string(undo_within.count()) +
                          " phút sau khi ghi; đổi ngày thì ghi lại ngày nghỉ, lần ghi sau thay lần "
                          "ghi trước."};
  }
  return *newest;
}

std::vector<LeaveRecord> leaves_in_force(std::vector<LeaveRecord> known) {
  std::sort(known.begin(), known.end(), [](const LeaveRecord& a, const LeaveRecord& b) {
    return a.id < b.id;
  });
  std::vector<LeaveRecord> holding;
  for (LeaveRecord& record : known) {
    holding.erase(
        std::remove_if(holding.begin(),
                       holding.end(),
                       [&record](const LeaveRecord& said) { return overlap(said, record); }),
        holding.end());
    holding.push_back(std::move(record));
  }
  return holding;
}

std::shared_ptr<const RuleSet> with_leaves(std::shared_ptr<const RuleSet> rules,
                                           const std::vector<LeaveRecord>& known) {
  if (known.empty()) {
    return rules;
  }
  auto merged = std::make_shared<RuleSet>(*rules);
  for (const LeaveRecord& record : leaves_in_force(known)) {
    add_leave(merged->directory, record);
  }
  return merged;
}

std::string leave_span_words(const LeaveRecord& record, const RuleSet& rules) {
  return leave_post_title(rules.directory, record.leave.post) + " nghỉ " +
         span_words(record.leave.from, record.leave.to);
}

std::string leave_words(const LeaveRecord& record, const RuleSet& rules) {
  Directory directory = rules.directory;
  add_leave(directory, record);
  const LeaveForm& leave = record.leave;
  const std::string acts = acting_post(directory, leave.post, leave.from);
  return leave_span_words(record, rules) +
         (acts.empty() || acts == leave.post
              ? std::string{"; chưa có ai thay, tin vẫn gửi tới chức danh này"}
              : "; " + leave_post_title(directory, acts) + " thay");
}

std::vector<DaysAway> days_away(const RuleSet& rules, Date today) {
  std::vector<DaysAway> found;
  for (const auto& [id, post] : rules.directory.posts) {
    const Person* holds = holder(rules.directory, id, today);
    if (holds == nullptr) {
      continue;
    }
    for (const Leave& leave : holds->away) {
      if (leave.to >= today) {
        found.push_back({id, leave, acting_post(rules.directory, id, std::max(leave.from, today))});
      }
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const DaysAway& a, const DaysAway& b) {
    return std::tie(a.leave.from, a.post) < std::tie(b.leave.from, b.post);
  });
  return found;
}

}  // namespace dondoc
