// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/reply_poll.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace dondoc {

ReplyPoll::ReplyPoll(boost::asio::io_context& loop,
                     Courier& courier,
                     Keep keep,
                     Ready ready,
                     const PollIntervals& intervals)
    : courier_(courier),
      keep_(std::move(keep)),
      ready_(std::move(ready)),
      intervals_(intervals),
      timer_(loop),
      alive_(std::make_shared<bool>(true)) {}

void ReplyPoll::use(std::shared_ptr<const ZaloConnector> bot) {
  const bool same = bot && bot_ && bot->settings() == bot_->settings() && !refused_;
  bot_ = std::move(bot);
  if (!same) {
    failures_ = 0;
    refused_ = false;
    say({});
    timer_.cancel();
    waiting_ = false;
  }
  ask();
}

void ReplyPoll::resume() {
  if (undelivered_) {
    deliver();
  } else {
    ask();
  }
}

void ReplyPoll::stop() {
  stopped_ = true;
  timer_.cancel();
}

void ReplyPoll::ask() {
  if (stopped_ || asking_ || waiting_ || refused_ || undelivered_ || !bot_ || !ready_()) {
    return;
  }
  asking_ = true;
  asked_at_ = std::chrono::steady_clock::now();
  const std::weak_ptr<bool> alive = alive_;
  courier_.carry(zalo_poll_request(bot_->settings()),
                 [this, alive, bot = bot_](const Reply& reply) {
                   if (!alive.expired()) {
                     asking_ = false;
                     take(*bot, reply);
                   }
                 });
}

void ReplyPoll::take(const ZaloConnector& bot, const Reply& reply) {
  const ZaloPoll polled = zalo_poll_result(reply);
  const bool outdated = !bot_ || !(bot.settings() == bot_->settings());
  if (const auto* update = std::get_if<ZaloUpdate>(&polled)) {
    failures_ = 0;
    say({});
    undelivered_ = *update;
    deliver();
  } else if (const auto* outcome = std::get_if<Outcome>(&polled); outcome != nullptr && !outdated) {
    fail(*outcome);
  } else {
    failures_ = 0;
    say({});
    wait(intervals_.least - (std::chrono::steady_clock::now() - asked_at_));
  }
}

void ReplyPoll::deliver() {
  if (keep_(*undelivered_)) {
    undelivered_.reset();
    ask();
  }
}

void ReplyPoll::fail(const Outcome& outcome) {
  say(outcome.detail);
  if (outcome.outcome == OutcomeClass::auth) {
    refused_ = true;
    return;
  }
  const auto doubled = intervals_.first_wait * (1 << std::min(failures_, poll_doublings_max));
  ++failures_;
  // What no second try mends (a wrong base_url, a webhook that is set) is asked about rarely.
  const bool lasting = outcome.outcome == OutcomeClass::rejected ||
                       outcome.outcome == OutcomeClass::recipient_gone ||
                       outcome.outcome == OutcomeClass::quota;
  const auto own = lasting ? intervals_.longest_wait : std::min(doubled, intervals_.longest_wait);
  wait(std::max<std::chrono::steady_clock::duration>(own, outcome.retry_after));
}

void ReplyPoll::say(const std::string& problem) {
  if (problem_ == problem) {
    return;
  }
  problem_ = problem;
  if (on_problem) {
    on_problem();
  }
}

void ReplyPoll::wait(std::chrono::steady_clock::duration delay) {
  waiting_ = true;
  timer_.expires_after(std::max(delay, std::chrono::steady_clock::duration::zero()));
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) {
      waiting_ = false;
      ask();
    }
  });
}

}  // namespace dondoc
