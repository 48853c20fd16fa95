// SPDX-License-Identifier: Apache-2.0
// The words of messages. All sentences that people receive are in message_text.cpp (reminders),
// escalation_text.cpp, occasion_text.cpp, bundle_text.cpp, digest.cpp and notice_subject.cpp; their
// parts come from duty_text.h, dates and amounts from wording.h. A message never names a person:
// units and posts only.
#pragma once

#include "rules/schedule/release.h"

#include <string>
#include <vector>

namespace dondoc {

struct Worded {
  std::string subject;
  std::string text;
};

/// How the reader answers: asked for in the message's last line.
enum class Answers {
  to_the_coordinator,  ///< tells the one who follows the plan
  by_reply,            ///< in the chat that the message comes in
  by_reply_elsewhere,  ///< in the first of their channels, though the message may take another
};

/// One notice, as a message of its own.
[[nodiscard]] Worded word_notice(const PendingNotice& pending,
                                 const RuleSet& rules,
                                 Instant now,
                                 Answers answers = Answers::to_the_coordinator);

/// Several notices of one person, grouped: changed, overdue, today, this week, later, newly given,
/// asked about in a reporting round or every week, waiting for a signature or for more time,
/// reported upward.
[[nodiscard]] Worded word_bundle(const std::vector<PendingNotice>& pending,
                                 const RuleSet& rules,
                                 Instant now,
                                 Answers answers = Answers::to_the_coordinator);

}  // namespace dondoc
