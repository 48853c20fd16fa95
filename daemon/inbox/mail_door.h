// SPDX-License-Identifier: Apache-2.0
// The door for mail: an answer of a person is kept, a mail that came back ends its attempt, and
// machines are passed over. Each in a transaction of its own; when all are on disk, how far the
// mailbox is read. A crash in between brings some again, of which the ids are known.
#pragma once

#include "connectors/imap.h"
#include "daemon/store/store.h"
#include "rules/plan/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace dondoc {

/// A mail that came back and went on over the person's next channel.
struct ReturnedMail {
  std::string post;
  std::string detail;
};

struct KeptMail {
  int kept{0};       ///< to be answered
  int automatic{0};  ///< that machines wrote
  int unknown{0};    ///< from addresses of nobody, or beyond a limit
  int bounced{0};
  std::vector<std::uint32_t> ours{};  ///< UIDs of answers to our mails, and of what came back
  bool message_failed{false};         ///< a mail that came back had no channel left
  std::vector<ReturnedMail> gone_on{};
};

/// On a StoreError nothing is lost: the mailbox is read again from the same place.
[[nodiscard]] KeptMail keep_mail(Store& store,
                                 const RuleSet& rules,
                                 const std::string& channel,
                                 const std::string& mailbox,
                                 const MailboxNews& news,
                                 Instant now);

/// Where to read on; a place that was never read when the name is another.
[[nodiscard]] MailboxPlace mailbox_place(const Store& store,
                                         const std::string& channel,
                                         const std::string& mailbox);

}  // namespace dondoc
