// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/move_reason.h"

#include "rules/plan/stage_dues.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <vector>

namespace dondoc {

namespace {

/// Entries of the calendar so near to either due can have moved it.
constexpr std::chrono::days near_entries{14};

class CalendarMove {
 public:
  CalendarMove(const Occurrence& occurrence, const Owed& owed, const Due& due, const RuleSet& rules)
      : occurrence_(occurrence), owed_(owed), rules_(rules) {
    const auto [first, last] = std::minmax(occurrence.last_day, due.last_day);
    first_ = first;
    last_ = last;
    near_ = rules.calendar.special_between(first - near_entries, last + near_entries);
  }

  /// The entry without which the due would be where it was; one of several of the same notice.
  [[nodiscard]] std::optional<SpecialDay> entry() const {
    for (const SpecialDay& day : near_) {
      if (explains({day.date})) {
        return day;
      }
    }
    for (const SpecialDay& day : near_) {
      std::set<Date> notice;
      for (const SpecialDay& other : near_) {
        if (other.source == day.source) {
          notice.insert(other.date);
        }
      }
      if (notice.size() > 1 && explains(notice)) {
        return day;
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool explains(const std::set<Date>& absent) const {
    constexpr std::chrono::days reach{WorkingDays::steps_max};
    RuleSet before;
    before.calendar = rules_.calendar.excerpt(first_ - reach, last_ + reach, absent);
    before.reporting = rules_.reporting;
    before.zone = rules_.zone;
    if (occurrence_.happening) {
      return due_of_happening(before, owed_, *occurrence_.happening).due == occurrence_.due;
    }
    const auto due = due_of(*owed_.stage, due_context(before, owed_), occurrence_.period);
    return due && due->due == occurrence_.due;
  }

  const Occurrence& occurrence_;
  const Owed& owed_;
  const RuleSet& rules_;
  Date first_{};
  Date last_{};
  std::vector<SpecialDay> near_;
};

}  // namespace

std::string move_reason(const Occurrence& occurrence,
                        const Owed& owed,
                        const Due& due,
                        const RuleSet& rules) {
  if (const auto day = CalendarMove(occurrence, owed, due, rules).entry()) {
    return "tính lại theo lịch làm việc: " + date_words(day->date) + ' ' + day->name +
           (day->source.empty() ? std::string{} : ", " + day->source);
  }
  const RuleChange* change = change_of(owed, occurrence);
  if (change != nullptr) {
    return std::string(by_document) + change->basis;
  }
  return occurrence.happening ? "mốc tính thời hạn hoặc kế hoạch được cập nhật"
                              : "kế hoạch được cập nhật";
}

}  // namespace dondoc
