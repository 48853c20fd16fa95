// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_scan.h"

#include <algorithm>
#include <utility>

namespace dondoc {

std::vector<WordRole> PhraseScan::roles() const {
  std::vector<WordRole> sorted = roles_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const WordRole& a, const WordRole& b) {
    return a.begin < b.begin;
  });
  return sorted;
}

void PhraseScan::drop_roles_within(std::size_t first, std::size_t last) {
  const WordSpan where = span(first, last);
  roles_.erase(std::remove_if(roles_.begin(),
                              roles_.end(),
                              [&where](const WordRole& role) {
                                return role.begin >= where.begin && role.end <= where.end;
                              }),
               roles_.end());
}

void PhraseScan::fail(WordSpan where, std::string code, std::string message, std::string hint) {
  if (!error_) {
    error_ = error_at(where, std::move(code), std::move(message), std::move(hint));
  }
}

void PhraseScan::note(WordSpan where, std::string code, std::string message) {
  const bool known = std::any_of(
      notes_.begin(), notes_.end(), [&code](const Remark& each) { return each.code == code; });
  if (!known) {
    notes_.push_back(
        {RemarkKind::note, std::move(code), std::move(message), {}, where.begin, where.end});
  }
}

}  // namespace dondoc
