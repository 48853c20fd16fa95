// SPDX-License-Identifier: Apache-2.0
#include "connectors/transport_smtp_session.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>

namespace dondoc {
namespace {

using boost::system::error_code;
using Descriptor = boost::asio::posix::stream_descriptor;

// Within one TLS record: a record that wasn't written whole tells the server nothing.
constexpr std::size_t piece_bytes_max = 16'000;
constexpr std::string_view data_command = "DATA\r\n";
constexpr std::string_view content_end = ".\r\n";

/// RFC 3461 section 4.
std::string xtext(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '+' || c == '=' || c <= 0x20 || c > 0x7e) {
      std::array<char, 4> coded{};
      std::snprintf(coded.data(), coded.size(), "+%02X", static_cast<unsigned char>(c));
      out += coded.data();
    } else {
      out += c;
    }
  }
  return out;
}

// A line that begins with a dot gets another one (RFC 5321 section 4.5.2).
std::string stuffed(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 64);
  bool line_begins = true;
  while (!bytes.empty()) {
    if (line_begins && bytes.front() == '.') {
      out += '.';
    }
    const std::size_t end = bytes.find("\n.");
    line_begins = end != std::string_view::npos || bytes.back() == '\n';
    const std::string_view piece = bytes.substr(0, end == std::string_view::npos ? end : end + 1);
    out += piece;
    bytes.remove_prefix(piece.size());
  }
  if (!line_begins) {
    out += "\r\n";
  }
  out += content_end;
  return out;
}

SmtpRequest without_mail(SmtpRequest request) {
  request.recipient.clear();
  request.bytes.clear();
  return request;
}

}  // namespace

SmtpSession::SmtpSession(boost::asio::io_context& loop,
                         CurlCarrier& curl,
                         SmtpSessionOwner& owner,
                         SmtpRequest server)
    : descriptor_(loop),
      timer_(loop),
      curl_(curl),
      owner_(owner),
      server_(without_mail(std::move(server))) {}

bool same_server(const SmtpRequest& left, const SmtpRequest& right) {
  return left.host == right.host && left.port == right.port && left.security == right.security &&
         left.own_name == right.own_name && left.auth == right.auth && left.user == right.user &&
         left.secret == right.secret && left.ca_file == right.ca_file;
}

bool SmtpSession::serves(const SmtpRequest& request) const {
  return same_server(request, server_);
}

void SmtpSession::connect(SmtpJob job) {
  auto link = std::make_unique<SmtpLink>();
  link_ = link.get();
  link->set_done([weak = weak_from_this()](Reply reply) {
    if (const std::shared_ptr<SmtpSession> self = weak.lock(); self && !self->ended_) {
      self->connected(std::move(reply));
    }
  });
  SmtpRequest request = job.request;
  job_ = std::move(job);
  curl_.start(std::move(link), std::move(request));
}

void SmtpSession::connected(Reply reply) {
  if (reply.failure != Failure::none || reply.status >= 400) {
    link_ = nullptr;  // curl_ has let it go
    owner_.answer(std::move(*std::exchange(job_, std::nullopt)), std::move(reply));
    owner_.over(*this);
    return;
  }
  descriptor_.assign(link_->descriptor());
  connected_ = true;
  begin();
}

void SmtpSession::take(SmtpJob job) {
  job_ = std::move(job);
  begin();
}

void SmtpSession::begin() {
  body_ended_ = false;
  timer_.expires_after(job_->request.total_timeout);
  timer_.async_wait([weak = weak_from_this()](const error_code& error) {
    const std::shared_ptr<SmtpSession> self = weak.lock();
    if (!error && self && !self->ended_ && self->job_ &&
        self->timer_.expiry() <= std::chrono::steady_clock::now()) {
      self->lost("hết thời gian chờ");
    }
  });
  // At once where the server takes them so (RFC 2920): one wait for three answers. The content goes
  // only after a 354, so a refusal of any of them ends the dialogue with nothing delivered.
  pipelined_ = link_->offers().pipelining;
  say(SmtpStage::mail_from,
      pipelined_ ? mail_command() + rcpt_command() + std::string{data_command} : mail_command());
}

std::string SmtpSession::mail_command() const {
  std::string command = "MAIL FROM:<" + job_->request.sender + ">";
  if (link_->offers().size) {
    command += " SIZE=" + std::to_string(job_->request.bytes.size());
  }
  if (job_->request.request_dsn && link_->offers().dsn) {
    command += " RET=HDRS";
  }
  return command + "\r\n";
}

std::string SmtpSession::rcpt_command() const {
  const std::string& recipient = job_->request.recipient;
  std::string command = "RCPT TO:<" + recipient + ">";
  if (job_->request.request_dsn && link_->offers().dsn) {
    command += " NOTIFY=FAILURE,DELAY ORCPT=rfc822;" + xtext(recipient);
  }
  return command + "\r\n";
}

void SmtpSession::say(SmtpStage stage, std::string bytes) {
  stage_ = stage;
  reader_ = {};
  outgoing_ = std::move(bytes);
  sent_ = 0;
  flush();
}

void SmtpSession::flush() {
  while (sent_ < outgoing_.size()) {
    const std::string_view piece = std::string_view{outgoing_}.substr(sent_, piece_bytes_max);
    const LinkResult result = link_->send(piece);
    if (result.state == LinkState::would_wait) {
      wait(Descriptor::wait_write);
      return;
    }
    const bool last = sent_ + piece.size() == outgoing_.size();
    // Also when it fails: nobody can say how much of the piece the server has.
    body_ended_ =
        body_ended_ || (stage_ == SmtpStage::content && last &&
                        (result.state == LinkState::lost || result.bytes == piece.size()));
    if (result.state == LinkState::lost) {
      lost("mất kết nối khi đang gửi");
      return;
    }
    sent_ += result.bytes;
  }
  read();
}

void SmtpSession::wait(int direction) {
  if (waiting_) {
    return;
  }
  waiting_ = true;
  descriptor_.async_wait(
      direction == Descriptor::wait_write ? Descriptor::wait_write : Descriptor::wait_read,
      [self = shared_from_this()](const error_code& error) {
        self->waiting_ = false;
        if (self->ended_) {
          return;
        }
        if (!self->job_) {
          // The server has given an idle connection up: it closes it, or says so first.
          self->owner_.over(*self);
        } else if (error) {
          self->lost("mất kết nối");
        } else if (self->sent_ < self->outgoing_.size()) {
          self->flush();
        } else {
          self->read();
        }
      });
}

void SmtpSession::read() {
  std::array<char, 4096> buffer{};
  while (!ended_ && job_ && sent_ == outgoing_.size()) {
    const LinkResult result = link_->receive(buffer.data(), buffer.size());
    if (result.state == LinkState::would_wait) {
      wait(Descriptor::wait_read);
      return;
    }
    if (result.state == LinkState::lost || incoming_.size() > smtp_reply_bytes_max) {
      lost("máy chủ thư ngắt kết nối");
      return;
    }
    incoming_.append(buffer.data(), result.bytes);
    read_lines();
  }
}

void SmtpSession::read_lines() {
  while (!ended_ && job_) {
    const std::size_t end = incoming_.find('\n');
    if (end == std::string::npos) {
      return;
    }
    std::string line = incoming_.substr(0, end);
    incoming_.erase(0, end + 1);
    if (!line.empty() && line.back() == '\r') {
      line.pop_back();
    }
    const ReplyLine kind = reader_.take(line);
    if (kind == ReplyLine::nonsense) {
      lost("máy chủ thư trả lời không đúng SMTP");
    } else if (kind == ReplyLine::last) {
      answered();
    }
  }
}

void SmtpSession::answered() {
  const int kind = reader_.status() / 100;
  const bool go_on = stage_ == SmtpStage::data ? reader_.status() == 354 : kind == 2;
  if (!go_on || stage_ == SmtpStage::content) {
    Reply reply;
    reply.status = reader_.status();
    reply.smtp_stage = stage_;
    reply.enhanced_status = reader_.enhanced_status();
    finish(std::move(reply));
    return;
  }
  const SmtpStage next = stage_ == SmtpStage::mail_from ? SmtpStage::rcpt_to
                         : stage_ == SmtpStage::rcpt_to ? SmtpStage::data
                                                        : SmtpStage::content;
  if (next == SmtpStage::content) {
    if (incoming_.empty()) {
      say(next, stuffed(job_->request.bytes));
    } else {
      lost("máy chủ thư trả lời khi chưa được hỏi");
    }
  } else if (pipelined_) {
    stage_ = next;
    reader_ = {};
  } else {
    say(next, next == SmtpStage::rcpt_to ? rcpt_command() : std::string{data_command});
  }
}

void SmtpSession::finish(Reply reply) {
  if (reply.status == 421 && used_ && !body_ended_ && !job_->gone_again) {
    lost("421");
    return;
  }
  // Some servers count what they refused against the connection; one that talks unasked has lost
  // its place in the dialogue.
  const bool keep = reply.status / 100 == 2 && incoming_.empty();
  timer_.cancel();
  used_ = true;
  owner_.answer(std::move(*std::exchange(job_, std::nullopt)), std::move(reply));
  if (!keep) {
    owner_.over(*this);
    return;
  }
  wait(Descriptor::wait_read);
  owner_.free_again();
}

void SmtpSession::lost(std::string_view why) {
  SmtpJob job = std::move(*std::exchange(job_, std::nullopt));
  timer_.cancel();
  const bool again = used_ && stage_ != SmtpStage::content && !job.gone_again;
  owner_.over(*this);
  // A kept connection that the server had already given up says nothing about this mail.
  if (again) {
    owner_.go_again(std::move(job));
    return;
  }
  Reply reply;
  reply.failure = body_ended_ ? Failure::sent_no_answer : Failure::not_sent;
  reply.error = why;
  owner_.answer(std::move(job), std::move(reply));
}

void SmtpSession::end() {
  ended_ = true;
  timer_.cancel();
  if (descriptor_.is_open()) {
    if (idle()) {
      static_cast<void>(link_->send("QUIT\r\n"));
    }
    descriptor_.release();  // libcurl closes it
  }
  if (link_ != nullptr) {
    curl_.drop(link_->handle());
    link_ = nullptr;
  }
}

}  // namespace dondoc
