// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/reply_poll.h"

#include <utility>
#include <variant>

namespace dondoc {

ReplyPoll::ReplyPoll(boost::asio::io_context& loop,
                     Courier& courier,
                     Keep keep,
                     Ready ready,
                     const PollIntervals& intervals)
    : Poll(loop, intervals),
      courier_(courier),
      keep_(std::move(keep)),
      ready_(std::move(ready)),
      alive_(std::make_shared<bool>(true)) {}

void ReplyPoll::use(std::shared_ptr<const ZaloConnector> bot) {
  const bool same = bot && bot_ && bot->settings() == bot_->settings() && !is_refused();
  bot_ = std::move(bot);
  if (!same) {
    begin_anew();
    end_wait();
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

void ReplyPoll::ask() {
  if (!may_ask() || undelivered_ || !bot_ || !ready_()) {
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
    heard();
    undelivered_ = *update;
    deliver();
  } else if (const auto* outcome = std::get_if<Outcome>(&polled); outcome != nullptr && !outdated) {
    fail(*outcome);
  } else {
    heard();
    wait(intervals().least - (std::chrono::steady_clock::now() - asked_at_));
  }
}

void ReplyPoll::deliver() {
  if (keep_(*undelivered_)) {
    undelivered_.reset();
    ask();
  }
}

}  // namespace dondoc
