// SPDX-License-Identifier: Apache-2.0
#include "connectors/transport_smtp.h"

#include "connectors/transport.h"

#include <utility>

#include <boost/asio/post.hpp>

namespace dondoc {

SmtpCarrier::SmtpCarrier(boost::asio::io_context& loop)
    : loop_(loop),
      // The limits that count are kept here: libcurl's would make a mail wait inside its own time.
      curl_(loop, ConnectionLimits{0, 0}, [] { return std::make_unique<SmtpLink>(); }),
      alive_(std::make_shared<bool>(true)) {}

SmtpCarrier::~SmtpCarrier() {
  *alive_ = false;
  for (const auto& [key, session] : sessions_) {
    session->end();
  }
}

void SmtpCarrier::start(SmtpRequest request, Transfer::Done done) {
  SmtpJob job;
  job.request = std::move(request);
  job.done = std::move(done);
  if (!is_safe(job.request)) {
    Reply refused;
    refused.failure = Failure::refused_local;
    refused.error = "yêu cầu không hợp lệ";
    answer(std::move(job), std::move(refused));
    return;
  }
  waiting_.push_back(std::move(job));
  hand_out();
}

// In the order they came, but a server that takes no more doesn't hold up the others' mail.
void SmtpCarrier::hand_out() {
  for (auto job = waiting_.begin(); job != waiting_.end();) {
    job = hand_out_one(*job) ? waiting_.erase(job) : job + 1;
  }
}

bool SmtpCarrier::hand_out_one(SmtpJob& job) {
  int of_server = 0;
  SmtpSession* idle_elsewhere = nullptr;
  for (const auto& [key, session] : sessions_) {
    const bool same = session->serves(job.request);
    if (same && session->idle()) {
      session->take(std::move(job));
      return true;
    }
    of_server += same ? 1 : 0;
    idle_elsewhere = !same && session->idle() ? key : idle_elsewhere;
  }
  if (of_server >= smtp_connections_per_host_max) {
    return false;
  }
  if (sessions_.size() >= static_cast<std::size_t>(smtp_connections_max)) {
    if (idle_elsewhere == nullptr) {
      return false;
    }
    over(*idle_elsewhere);
  }
  open(std::move(job));
  return true;
}

void SmtpCarrier::open(SmtpJob job) {
  auto session = std::make_shared<SmtpSession>(
      loop_, curl_, static_cast<SmtpSessionOwner&>(*this), job.request);
  sessions_.emplace(session.get(), session);
  session->connect(std::move(job));
}

void SmtpCarrier::answer(SmtpJob job, Reply reply) {
  boost::asio::post(
      loop_, [alive = alive_, done = std::move(job.done), reply = std::move(reply)]() mutable {
        if (*alive) {
          done(std::move(reply));
        }
      });
}

void SmtpCarrier::go_again(SmtpJob job) {
  job.gone_again = true;
  open(std::move(job));
}

void SmtpCarrier::free_again() {
  boost::asio::post(loop_, [this, alive = alive_] {
    if (*alive) {
      hand_out();
    }
  });
}

void SmtpCarrier::over(SmtpSession& session) {
  const auto found = sessions_.find(&session);
  std::shared_ptr<SmtpSession> last = std::move(found->second);
  sessions_.erase(found);
  last->end();
  // It may be one of its own functions that calls: it lives until that has returned.
  boost::asio::post(loop_, [last = std::move(last)] {});
  free_again();
}

}  // namespace dondoc
