// SPDX-License-Identifier: Apache-2.0
// Reads one mailbox for what people answer: one request at a time, again at once while there is
// more, then after the setting's minutes. Where it stands is in the database, so a request whose
// mails couldn't be kept is simply made again.
#pragma once

#include "connectors/imap.h"
#include "daemon/dispatcher.h"
#include "daemon/inbox/poll.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

namespace dondoc {

class MailPoll final : public Poll {
 public:
  /// The request to make; nothing when there is nowhere to keep what comes: resume() when there is.
  using Ask = std::function<std::optional<ImapRequest>(const ImapSettings&)>;
  /// Which of the mails are ours, when they are kept; else nothing.
  using Keep = std::function<std::optional<std::vector<std::uint32_t>>(const ImapSettings&,
                                                                       const MailboxNews&)>;

  MailPoll(boost::asio::io_context& loop,
           Courier& courier,
           Ask ask,
           Keep keep,
           const PollIntervals& intervals = {});

  /// From the next request on, which is made at once: whoever reloads waits for something. Nothing:
  /// no more of them.
  void use(std::optional<ImapSettings> mailbox);
  void resume();

 private:
  void ask() override;
  void take(const ImapSettings& asked, const Reply& reply);

  Courier& courier_;
  Ask ask_;
  Keep keep_;
  std::optional<ImapSettings> mailbox_;
  /// To be marked as seen by the next request. After a restart nobody knows them any more: they
  /// stay unread, which loses nothing.
  std::vector<std::uint32_t> ours_;
  bool again_{false};            ///< when the request that is out has come back
  std::shared_ptr<bool> alive_;  ///< callbacks of the courier outlive this object
};

}  // namespace dondoc
