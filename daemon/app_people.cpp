// SPDX-License-Identifier: Apache-2.0
// What people write: asked for while there is somewhere to keep it, kept, then answered in a turn.
#include "daemon/app.h"
#include "daemon/http/views.h"
#include "daemon/inbox/answer_received.h"
#include "daemon/inbox/keep_received.h"
#include "daemon/inbox/mail_door.h"
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
      tell_hearing(channel, asked->problem());
    };
  }
  return *poll;
}

MailPoll& App::mail_poll_of(const std::string& channel) {
  std::unique_ptr<MailPoll>& poll = mail_polls_[channel];
  if (!poll) {
    poll = std::make_unique<MailPoll>(
        loop_,
        poll_courier_,
        [this, channel](const ImapSettings& mailbox) { return mailbox_request(channel, mailbox); },
        [this, channel](const ImapSettings& mailbox, const MailboxNews& news) {
          return keep(channel, mailbox, news);
        },
        intervals_.poll);
    poll->on_problem = [this, channel, asked = poll.get()] {
      tell_hearing(channel, asked->problem());
    };
  }
  return *poll;
}

void App::tell_hearing(const std::string& channel, const std::string& problem) {
  write_log(problem.empty() ? LogLevel::info : LogLevel::warning,
            "kênh " + channel +
                (problem.empty() ? " nhận được tin trả lời trở lại"
                                 : ": chưa nhận được tin trả lời: " + problem));
}

/// By the settings in use. One that asks nobody any more is kept: its last request may still bring
/// something.
void App::hear_people() {
  for (const auto& [channel, poll] : polls_) {
    if (config_.rules->reply_channels.count(channel) == 0) {
      poll->use(nullptr);
    }
  }
  for (const auto& [channel, poll] : mail_polls_) {
    if (config_.rules->reply_channels.count(channel) == 0) {
      poll->use(std::nullopt);
    }
  }
  for (const std::string& channel : config_.rules->reply_channels) {
    const std::shared_ptr<const Connector>& connector = config_.connectors.at(channel);
    if (const auto email = std::dynamic_pointer_cast<const EmailConnector>(connector)) {
      mail_poll_of(channel).use(email->settings().replies);
    } else {
      poll_of(channel).use(std::dynamic_pointer_cast<const ZaloConnector>(connector));
    }
  }
}

void App::resume_hearing() {
  for (const auto& [channel, poll] : polls_) {
    poll->resume();
  }
  for (const auto& [channel, poll] : mail_polls_) {
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

std::optional<ImapRequest> App::mailbox_request(const std::string& channel,
                                                const ImapSettings& mailbox) {
  std::optional<ImapRequest> request;
  guarded([this, &request, &channel, &mailbox] {
    if (office_ && takes_more(office_->store())) {
      request = imap_request(
          mailbox, mailbox_place(office_->store(), channel, mailbox.name()), look_at_clock());
    }
  });
  return request;
}

std::optional<std::vector<std::uint32_t>> App::keep(const std::string& channel,
                                                    const ImapSettings& mailbox,
                                                    const MailboxNews& news) {
  std::optional<std::vector<std::uint32_t>> kept;
  guarded([this, &kept, &channel, &mailbox, &news] {
    if (!office_) {
      return;
    }
    const Instant now = look_at_clock();
    const KeptMail done = keep_mail(office_->store(), rules(), channel, mailbox.name(), news, now);
    kept = done.ours;
    if (!news.mails.empty()) {
      write_log(LogLevel::info,
                "kênh " + channel + ": đọc " + std::to_string(news.mails.size()) + " thư, " +
                    std::to_string(done.kept) + " thư trả lời, " + std::to_string(done.bounced) +
                    " thư bị trả lại, " + std::to_string(done.automatic) + " thư tự động, " +
                    std::to_string(done.unknown) + " thư của người lạ");
    }
    if (!done.gone_on.empty()) {
      Alarm alarm{
          AlarmKind::contact_refused, channel, static_cast<int>(done.gone_on.size()), {}, now};
      for (const ReturnedMail& one : done.gone_on) {
        alarm.details.push_back(post_title(one.post, rules()) + ": " + one.detail);
      }
      alarms_.raise(alarm);
    }
    if (done.message_failed) {
      look_for_failed_messages(now);
    }
    if ((done.kept > 0 || done.bounced > 0) && !stopping_) {
      post_turn();
    }
  });
  return kept;
}

/// Whether more are left for another turn.
bool App::answer_people(Instant now) {
  const Answered answered = answer_received(office_->store(), rules(), now);
  if (answered.people_changed) {
    office_->people_changed(now);
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
