// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/act_rights.h"

#include "rules/schedule/alarm.h"
#include "rules/schedule/muting.h"
#include "rules/schedule/series.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace dondoc {

namespace {

/// Who may do one kind of act, and how a refusal says it: "Việc … do … ."
struct Right {
  Relations by;
  std::string_view what;
  std::string_view whose;
};

constexpr Relations doing{
    Relation::lead, Relation::officer, Relation::coordinator, Relation::admin};
constexpr Relations asking{Relation::lead,
                           Relation::officer,
                           Relation::coordinator,
                           Relation::leader,
                           Relation::chair,
                           Relation::admin};
constexpr Relations concerned{Relation::lead,
                              Relation::officer,
                              Relation::support,
                              Relation::oversight,
                              Relation::coordinator,
                              Relation::signer,
                              Relation::leader,
                              Relation::chair,
                              Relation::admin};
constexpr std::string_view of_doing = "đơn vị chủ trì hoặc đầu mối theo dõi ghi nhận";
constexpr std::string_view of_deciding = "lãnh đạo phụ trách hoặc Chủ tịch quyết định";

/// In the order of Act.
constexpr std::array<Right, std::variant_size_v<Act>> rights{{
    {doing, "nhận việc", of_doing},
    {{Relation::lead,
      Relation::officer,
      Relation::coordinator,
      Relation::signer,
      Relation::leader,
      Relation::chair,
      Relation::admin},
     "hoàn thành",
     of_doing},
    {doing, "trình ký", of_doing},
    {{Relation::oversight,
      Relation::coordinator,
      Relation::signer,
      Relation::leader,
      Relation::chair,
      Relation::admin},
     "trả lại để bổ sung, hoàn thiện",
     "người ký, đơn vị theo dõi, đôn đốc hoặc lãnh đạo thực hiện"},
    {{Relation::lead,
      Relation::officer,
      Relation::support,
      Relation::oversight,
      Relation::coordinator,
      Relation::admin},
     "báo tiến độ",
     "đơn vị chủ trì, phối hợp hoặc theo dõi thực hiện"},
    {asking, "đề nghị gia hạn", "đơn vị chủ trì thực hiện"},
    {deciding, "gia hạn", of_deciding},
    {deciding, "điều chỉnh thời hạn", of_deciding},
    {asking,
     "ghi nhận mốc tính thời hạn",
     "đơn vị được giao ghi nhận mốc hoặc đầu mối theo dõi thực hiện"},
    {doing, "đếm số lượng", of_doing},
    {doing, "báo số đo chỉ tiêu", of_doing},
    {concerned, "hủy ghi nhận", "người đã ghi nhận thực hiện"},  // and cannot_undo()
    {deciding, "kết thúc là không hoàn thành", of_deciding},
    {deciding, "thôi giao", of_deciding},
    {asking, "nêu nguyên nhân khách quan", "đơn vị chủ trì thực hiện"},
    {concerned, "ghi chú", "các bên liên quan đến đầu việc thực hiện"},
    {doing, "báo không phát sinh", of_doing},
    {{Relation::lead, Relation::leader, Relation::chair, Relation::admin},
     "giao người thực hiện",
     "thủ trưởng đơn vị chủ trì thực hiện"},
    {{Relation::lead, Relation::coordinator, Relation::leader, Relation::chair, Relation::admin},
     "đề nghị chuyển giao",
     "thủ trưởng đơn vị chủ trì thực hiện"},
    {concerned, "tạm dừng nhắc", "các bên liên quan đến đầu việc thực hiện"},
    {{Relation::oversight, Relation::coordinator, Relation::admin},
     "đôn đốc",
     "đơn vị theo dõi, đôn đốc hoặc đầu mối theo dõi thực hiện"},
    {deciding, "chỉ đạo", of_deciding},
    {deciding, "ghi nhận báo cáo", of_deciding},
    {{Relation::coordinator, Relation::admin},
     "ghi nhận đã báo trực tiếp",
     "đầu mối theo dõi hoặc quản trị thực hiện"},  // and who runs the system under a post
}};

/// Of a post, not of a duty.
constexpr Right leave_right{
    {Relation::self, Relation::deputy, Relation::coordinator, Relation::admin},
    "ghi ngày nghỉ",
    "người nghỉ, cấp phó hoặc đầu mối theo dõi thực hiện"};

ActRefused refused_by(const Right& right) {
  const bool is_decided = right.whose == of_deciding;
  return {is_decided ? ActRefusal::leader_only : ActRefusal::not_allowed,
          "Việc " + std::string(right.what) + " do " + std::string(right.whose) + "."};
}

/// Whether the post is this one, or its holder acts for this one on the day.
bool stands_for_post(const Directory& directory,
                     const std::string& post,
                     const std::string& other,
                     Date day) {
  if (post == other || other.empty()) {
    return post == other && !post.empty();
  }
  const Person* person = holder(directory, post, day);
  return person != nullptr && person == acting(directory, other, day);
}

/// A unit's head, or the head's deputy.
bool heads(const Directory& directory, const std::string& post, const std::string& unit) {
  const auto found = directory.units.find(unit);
  if (found == directory.units.end()) {
    return false;
  }
  const auto head = directory.posts.find(found->second.head);
  return post == found->second.head ||
         (head != directory.posts.end() && head->second.deputy == post);
}

/// Of the unit: its head, the deputy, or an officer.
bool belongs(const Directory& directory, const std::string& post, const std::string& unit) {
  const auto found = directory.posts.find(post);
  return heads(directory, post, unit) ||
         (found != directory.posts.end() && !unit.empty() && found->second.unit == unit);
}

}  // namespace

Relations relations_of(const Occurrence& occurrence,
                       const std::string& post,
                       const RuleSet& rules,
                       Date day) {
  Relations relations;
  if (post == admin_actor) {
    relations.add(Relation::admin);
  }
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  if (!owed) {
    return relations;
  }
  const Directory& directory = rules.directory;
  const auto add_if = [&relations](bool is_so, Relation relation) {
    if (is_so) {
      relations.add(relation);
    }
  };
  for (const std::string& unit : owed->lead_units) {
    add_if(heads(directory, post, unit), Relation::lead);
  }
  for (const std::string& unit : owed->obligation->support) {
    add_if(belongs(directory, post, unit), Relation::support);
  }
  add_if(!post.empty() && post == officer_on(occurrence, rules, day), Relation::officer);
  add_if(owed->obligation->oversight && belongs(directory, post, *owed->obligation->oversight),
         Relation::oversight);
  add_if(belongs(directory, post, owed->plan->coordinator), Relation::coordinator);
  add_if(
      occurrence.submission && stands_for_post(directory, post, occurrence.submission->signer, day),
      Relation::signer);
  for (const std::string& unit : owed->lead_units) {
    const auto found = directory.units.find(unit);
    add_if(found != directory.units.end() && found->second.reports_to &&
               stands_for_post(directory, post, *found->second.reports_to, day),
           Relation::leader);
  }
  add_if(stands_for_post(directory, post, directory.chair, day), Relation::chair);
  return relations;
}

std::vector<std::string> posts_of_lead(const Occurrence& occurrence, const RuleSet& rules) {
  std::vector<std::string> posts;
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  if (!owed) {
    return posts;
  }
  for (const auto& entry : rules.directory.posts) {
    const std::string& id = entry.first;
    const Post& post = entry.second;
    const bool is_of_lead =
        std::any_of(owed->lead_units.begin(), owed->lead_units.end(), [&](const std::string& lead) {
          const auto unit = rules.directory.units.find(lead);
          return unit != rules.directory.units.end() &&
                 (unit->second.head == id || unit->first == post.unit);
        });
    if (is_of_lead) {
      posts.push_back(id);
    }
  }
  return posts;
}

std::optional<ActRefused> may_act(const Act& act,
                                  const Occurrence& occurrence,
                                  const std::string& post,
                                  const RuleSet& rules,
                                  Date day) {
  const Right& right = rights.at(act.index());
  if (std::holds_alternative<Undo>(act) && occurrence.last_act &&
      occurrence.last_act->actor == post) {
    return std::nullopt;  // A signer who has sent a paper back is its signer no more.
  }
  if (std::holds_alternative<Tell>(act) &&
      stands_for_post(rules.directory, post, admin_post(rules), day)) {
    return std::nullopt;  // Asked in place of a coordinator who can't be.
  }
  if (relations_of(occurrence, post, rules, day).has_any_of(right.by)) {
    return std::nullopt;
  }
  return refused_by(right);
}

Relations relations_to_post(const std::string& other,
                            const std::string& post,
                            const RuleSet& rules,
                            Date day) {
  Relations relations;
  if (post == admin_actor) {
    relations.add(Relation::admin);
  }
  const Directory& directory = rules.directory;
  const Person* holds = holder(directory, post, day);
  if (post == other || (holds != nullptr && holds == holder(directory, other, day))) {
    relations.add(Relation::self);
  }
  const auto found = directory.posts.find(other);
  if ((found != directory.posts.end() && found->second.deputy == post) ||
      (post != other && stands_for_post(directory, post, other, day))) {
    relations.add(Relation::deputy);
  }
  for (const auto& [id, plan] : rules.plans) {
    if (belongs(directory, post, plan.coordinator)) {
      relations.add(Relation::coordinator);
    }
  }
  return relations;
}

std::optional<ActRefused> may_record_leave(const std::string& other,
                                           const std::string& post,
                                           const RuleSet& rules,
                                           Date day) {
  return relations_to_post(other, post, rules, day).has_any_of(leave_right.by)
             ? std::nullopt
             : std::optional(refused_by(leave_right));
}

}  // namespace dondoc
