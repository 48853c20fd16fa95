// SPDX-License-Identifier: Apache-2.0
#include "rules/answer/concern.h"

#include "rules/schedule/act_rights.h"

namespace dondoc {

namespace {

constexpr Relations any_relation{Relation::lead,
                                 Relation::officer,
                                 Relation::support,
                                 Relation::oversight,
                                 Relation::coordinator,
                                 Relation::signer,
                                 Relation::leader,
                                 Relation::chair};

}  // namespace

std::vector<std::string> posts_of(const Directory& directory, const std::string& person, Date day) {
  std::vector<std::string> posts;
  for (const auto& [id, post] : directory.posts) {
    const Person* acts = acting(directory, id, day);
    const Person* holds = holder(directory, id, day);
    if ((acts != nullptr && acts->id == person) || (holds != nullptr && holds->id == person)) {
      posts.push_back(id);
    }
  }
  return posts;
}

bool owes(const std::string& post, const Occurrence& occurrence, const RuleSet& rules, Date day) {
  return relations_of(occurrence, post, rules, day).has_any_of({Relation::lead, Relation::officer});
}

std::optional<std::string> speaker_for(const std::optional<Act>& act,
                                       const Occurrence& occurrence,
                                       const std::vector<std::string>& posts,
                                       const RuleSet& rules,
                                       Date day) {
  std::optional<std::string> may;
  std::optional<std::string> concerned;
  for (const std::string& post : posts) {
    const Relations relations = relations_of(occurrence, post, rules, day);
    if (!relations.has_any_of(any_relation)) {
      continue;
    }
    if (!concerned) {
      concerned = post;
    }
    if (!act || may_act(*act, occurrence, post, rules, day)) {
      continue;
    }
    if (!may || relations.has(Relation::lead)) {
      may = post;
    }
  }
  return may ? may : concerned;
}

}  // namespace dondoc
