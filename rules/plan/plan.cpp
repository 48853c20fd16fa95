// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/plan.h"

#include <algorithm>

namespace dondoc {

const Person* holder(const Directory& directory, const std::string& post, Date day) {
  const auto found = directory.posts.find(post);
  if (found == directory.posts.end()) {
    return nullptr;
  }
  const auto& tenures = found->second.held_by;
  const auto tenure = std::find_if(tenures.begin(), tenures.end(), [day](const Tenure& candidate) {
    return candidate.from <= day && (!candidate.to || day <= *candidate.to);
  });
  if (tenure == tenures.end()) {
    return nullptr;
  }
  const auto person = directory.people.find(tenure->person);
  return person == directory.people.end() ? nullptr : &person->second;
}

}  // namespace dondoc
