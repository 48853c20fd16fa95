// SPDX-License-Identifier: Apache-2.0
// What people write: asked for while there is somewhere to keep it, kept, then answered in a turn.
#include "daemon/app.h"
#include "daemon/inbox/answer_received.h"
#include "daemon/inbox/keep_received.h"
#include "daemon/journal_log.h"

#include <memory>
#include <string>

#include <boost/asio/post.hpp>

namespace dondoc {

const RuleSet& App::rules() const {
  return office_ ? office_->engine().rules() : *config_.rules;
}

ReplyPoll& App::poll_of(const std::string& channel) {
  std::unique_ptr<ReplyPoll>& poll = polls_[channel];
  if (!poll) {
    poll = std::make_unique<ReplyPoll>(
        loop_,
        poll_courier_,
        [this, channel](const ZaloUpdate& update) { return keep(channel, update); },
        [this] {
          bool ready = false;
          guarded([this, &ready] { ready = office_ != nullptr && takes_more(office_->store()); });
          return ready;
        },
        intervals_.poll);
    poll->on_problem = [this, channel, asked = poll.get()] {
      write_log(
          asked->problem().empty() ? LogLevel::info : LogLevel::warning,
          "kênh " + channel +
              (asked->problem().empty() ? " nhận được tin trả lời trở lại"
                                        : ": chưa nhận được tin trả lời: " + asked->problem()));
    };
  }
  return *poll;
}

/// By the settings in use. One that asks nobody any more is kept: its last request may still bring
/// something.
void App::hear_people() {
  for (const auto& [channel, poll] : polls_) {
    if (config_.rules->reply_channels.count(channel) == 0) {
      poll->use(nullptr);
    }
  }
  for (const std::string& channel : config_.rules->reply_channels) {
    poll_of(channel).use(
        std::dynamic_pointer_cast<const ZaloConnector>(config_.connectors.at(channel)));
  }
}

void App::resume_hearing() {
  for (const auto& [channel, poll] : polls_) {
    poll->resume();
  }
}

bool App::keep(const std::string& channel, const ZaloUpdate& update) {
  if (!update.is_private) {
    return true;  // in a group nobody is known to speak for a post
  }
  bool kept = false;
  guarded([this, &kept, &channel, &update] {
    if (!office_) {
      return;
    }
    const Kept became =
        keep_received(office_->store(),
                      rules(),
                      {channel, update.message_id, update.chat_id, update.text, look_at_clock()});
    kept = true;
    if (became == Kept::waiting && !stopping_) {
      post_turn();
    }
  });
  return kept;
}

/// Whether more are left for another turn.
bool App::answer_people(Instant now) {
  const Answered answered = answer_received(office_->store(), rules(), now);
  if (answered.links_changed) {
    office_->links_changed();
  }
  if (answered.messages > 0) {
    status_stale_ = true;
    write_log(LogLevel::info,
              "trả lời " + std::to_string(answered.messages) + " tin, ghi nhận " +
                  std::to_string(answered.facts) + " việc");
    checkpoint_later();
    boost::asio::post(loop_, [this] { resume_hearing(); });
  }
  return answered.more;
}

}  // namespace dondoc
