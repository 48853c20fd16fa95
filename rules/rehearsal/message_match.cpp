// SPDX-License-Identifier: Apache-2.0
#include "rules/rehearsal/message_match.h"

#include "rules/schedule/keys.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <cstddef>

namespace dondoc {

namespace {

bool is_same_rung(const ExpectedMessage& expected, const LeftMessage& left) {
  return expected.occurrence == left.occurrence && expected.rung == left.rung;
}

bool is_met(const ExpectedMessage& expected, const LeftMessage& left) {
  return is_same_rung(expected, left) && expected.post == left.post && expected.day == left.day &&
         (!expected.time || *expected.time == left.time);
}

std::string when_words(Date day, const std::optional<TimeOfDay>& time) {
  return (time ? to_hhmm(*time) + ' ' : std::string{}) + weekday_words(day) + ' ' + date_words(day);
}

class Matcher {
 public:
  Matcher(const std::vector<ExpectedMessage>& expected, const std::vector<LeftMessage>& left)
      : left_(left), taken_(left.size(), false) {
    for (const ExpectedMessage& message : expected) {
      if (const LeftMessage* found = take(
              [&message](const LeftMessage& candidate) { return is_met(message, candidate); })) {
        match_.met.push_back(*found);
      } else {
        match_.missed.push_back({message, std::nullopt});
      }
    }
  }

  MessageMatch finish() {
    for (MissedMessage& missed : match_.missed) {
      const ExpectedMessage& expected = missed.expected;
      const LeftMessage* instead = take([&expected](const LeftMessage& candidate) {
        return is_same_rung(expected, candidate) && expected.post == candidate.post;
      });
      if (instead == nullptr) {
        instead = take([&expected](const LeftMessage& candidate) {
          return is_same_rung(expected, candidate);
        });
      }
      if (instead != nullptr) {
        missed.instead = *instead;
      }
    }
    for (std::size_t i = 0; i < left_.size(); ++i) {
      if (!taken_[i]) {
        match_.unexpected.push_back(left_[i]);
      }
    }
    return std::move(match_);
  }

 private:
  template <typename Wanted>
  const LeftMessage* take(Wanted wanted) {
    for (std::size_t i = 0; i < left_.size(); ++i) {
      if (!taken_[i] && wanted(left_[i])) {
        taken_[i] = true;
        return &left_[i];
      }
    }
    return nullptr;
  }

  const std::vector<LeftMessage>& left_;
  std::vector<bool> taken_;
  MessageMatch match_;
};

}  // namespace

MessageMatch match_messages(const std::vector<ExpectedMessage>& expected,
                            const std::vector<LeftMessage>& left) {
  return Matcher(expected, left).finish();
}

std::string left_words(const LeftMessage& message) {
  return "lần nhắc " + message.rung + " của " + short_key(message.occurrence) + " tới " +
         message.post + " lúc " + when_words(message.day, message.time);
}

std::string message_line(const LeftMessage& message) {
  return "- { at: " + to_iso(message.day) + ' ' + to_hhmm(message.time) +
         ", rung: " + message.rung + ", of: " + short_key(message.occurrence) +
         ", to: " + message.post + " }";
}

std::string missed_words(const MissedMessage& missed) {
  const ExpectedMessage& expected = missed.expected;
  const std::string what = "không có tin " + expected.rung + " của " +
                           short_key(expected.occurrence) + " tới " + expected.post + " lúc " +
                           when_words(expected.day, expected.time);
  return what + (missed.instead ? "; thay vào đó có " + left_words(*missed.instead)
                                : "; trong khoảng này lần nhắc đó không đi");
}

std::string missed_hint(const MissedMessage& missed) {
  return missed.instead ? '`' + message_line(*missed.instead) + '`' : std::string{};
}

}  // namespace dondoc
