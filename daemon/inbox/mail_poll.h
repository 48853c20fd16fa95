// SPDX-License-Identifier: Apache-2.0
// Reads one mailbox for what people answer: one request at a time, again at once while there is
// more, then after the setting's minutes. Where it stands is in the database, so a request whose
// mails couldn't be kept is simply made again.
#pragma once

#include "connectors/imap.h"
#include "daemon/dispatcher.h"
#include "daemon/inbox/reply_poll.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace dondoc {

class MailPoll {
 public:
  /// The request to make; nothing when there is nowhere to keep what comes: resume() when there is.
  using Ask = std::function<std::optional<ImapRequest>(const ImapSettings&)>;
  /// Whether it is kept.
  using Keep = std::function<bool(const ImapSettings&, const MailboxNews&)>;

  MailPoll(boost::asio::io_context& loop,
           Courier& courier,
           Ask ask,
           Keep keep,
           const PollIntervals& intervals = {});
  MailPoll(const MailPoll&) = delete;
  MailPoll& operator=(const MailPoll&) = delete;

  /// From the next request on, which is made at once: whoever reloads waits for something. Nothing:
  /// no more of them.
  void use(std::optional<ImapSettings> mailbox);
  void resume();
  void stop();

  /// Vietnamese; empty while people are heard.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// Called when problem() has become another.
  std::function<void()> on_problem;

 private:
  void ask();
  void take(const ImapSettings& asked, const Reply& reply);
  void fail(const Outcome& outcome);
  void say(const std::string& problem);
  void wait(std::chrono::steady_clock::duration delay);

  Courier& courier_;
  Ask ask_;
  Keep keep_;
  PollIntervals intervals_;
  boost::asio::steady_timer timer_;
  std::optional<ImapSettings> mailbox_;
  std::string problem_;
  int failures_{0};  ///< in a row
  bool asking_{false};
  bool again_{false};  ///< when the request that is out has come back
  bool waiting_{false};
  bool refused_{false};  ///< its password: nothing is asked until settings are given anew
  bool stopped_{false};
  std::shared_ptr<bool> alive_;  ///< callbacks of the courier outlive this object
};

}  // namespace dondoc
