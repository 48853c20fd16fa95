// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/mail_poll.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace dondoc {

MailPoll::MailPoll(boost::asio::io_context& loop,
                   Courier& courier,
                   Ask ask,
                   Keep keep,
                   const PollIntervals& intervals)
    : courier_(courier),
      ask_(std::move(ask)),
      keep_(std::move(keep)),
      intervals_(intervals),
      timer_(loop),
      alive_(std::make_shared<bool>(true)) {}

void MailPoll::use(std::optional<ImapSettings> mailbox) {
  const bool same = mailbox && mailbox_ == mailbox && !refused_;
  mailbox_ = std::move(mailbox);
  if (!same) {
    failures_ = 0;
    refused_ = false;
    say({});
  }
  if (asking_) {
    again_ = true;
  }
  timer_.cancel();
  waiting_ = false;
  ask();
}

void MailPoll::resume() {
  ask();
}

void MailPoll::stop() {
  stopped_ = true;
  timer_.cancel();
}

void MailPoll::ask() {
  if (stopped_ || asking_ || waiting_ || refused_ || !mailbox_) {
    return;
  }
  std::optional<ImapRequest> request = ask_(*mailbox_);
  if (!request) {
    return;
  }
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
  failures_ = 0;
  say({});
  if (!keep_(asked, news)) {
    return;
  }
  // What was taken has still to be marked as seen.
  if (std::exchange(again_, false) || news.more ||
      (!news.mails.empty() && news.place.marked < news.place.taken)) {
    ask();
  } else {
    wait(intervals_.mail.value_or(asked.every));
  }
}

void MailPoll::fail(const Outcome& outcome) {
  say(outcome.detail);
  if (outcome.outcome == OutcomeClass::auth) {
    refused_ = true;
    return;
  }
  const auto doubled = intervals_.first_wait * (1 << std::min(failures_, poll_doublings_max));
  ++failures_;
  // What no second try mends is asked about rarely.
  const bool lasting = outcome.outcome == OutcomeClass::rejected;
  wait(lasting ? intervals_.longest_wait : std::min(doubled, intervals_.longest_wait));
}

void MailPoll::say(const std::string& problem) {
  if (problem_ == problem) {
    return;
  }
  problem_ = problem;
  if (on_problem) {
    on_problem();
  }
}

void MailPoll::wait(std::chrono::steady_clock::duration delay) {
  waiting_ = true;
  timer_.expires_after(delay);
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) {
      waiting_ = false;
      ask();
    }
  });
}

}  // namespace dondoc
