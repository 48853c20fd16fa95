// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/mail_poll.h"

#include <utility>
#include <variant>

namespace dondoc {

MailPoll::MailPoll(boost::asio::io_context& loop,
                   Courier& courier,
                   Ask ask,
                   Keep keep,
                   const PollIntervals& intervals)
    : Poll(loop, intervals),
      courier_(courier),
      ask_(std::move(ask)),
      keep_(std::move(keep)),
      alive_(std::make_shared<bool>(true)) {}

void MailPoll::use(std::optional<ImapSettings> mailbox) {
  const bool same = mailbox && mailbox_ == mailbox && !is_refused();
  if (!mailbox || !mailbox_ || mailbox->name() != mailbox_->name()) {
    ours_.clear();
  }
  mailbox_ = std::move(mailbox);
  if (!same) {
    begin_anew();
  }
  if (asking_) {
    again_ = true;
  }
  end_wait();
  ask();
}

void MailPoll::resume() {
  ask();
}

void MailPoll::ask() {
  if (!may_ask() || !mailbox_) {
    return;
  }
  std::optional<ImapRequest> request = ask_(*mailbox_);
  if (!request) {
    return;
  }
  request->ours = ours_;
  asking_ = true;
  const std::weak_ptr<bool> alive = alive_;
  courier_.carry(std::move(*request), [this, alive, asked = *mailbox_](const Reply& reply) {
    if (!alive.expired()) {
      asking_ = false;
      take(asked, reply);
    }
  });
}

void MailPoll::take(const ImapSettings& asked, const Reply& reply) {
  const std::variant<MailboxNews, Outcome> result = imap_result(reply);
  if (!mailbox_ || !(asked == *mailbox_)) {
    // Nothing is lost: the mailbox's place has not moved.
    ask();
    return;
  }
  if (const auto* outcome = std::get_if<Outcome>(&result)) {
    fail(*outcome);
    return;
  }
  const MailboxNews& news = std::get<MailboxNews>(result);
  heard();
  ours_.clear();  // Marked, or the mailbox can't be written to.
  std::optional<std::vector<std::uint32_t>> ours = keep_(asked, news);
  if (!ours) {
    return;
  }
  ours_ = *std::move(ours);
  if (std::exchange(again_, false) || news.more || !ours_.empty()) {
    ask();
  } else {
    wait(intervals().mail.value_or(asked.every));
  }
}

}  // namespace dondoc
