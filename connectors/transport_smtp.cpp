// SPDX-License-Identifier: Apache-2.0
#include "connectors/transport_smtp.h"

#include "connectors/transport.h"

#include <algorithm>
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

void SmtpCarrier::start(SmtpRequest request, CurlTransfer::Done done) {
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
  put_in_queue(std::move(job));
  hand_out();
}

void SmtpCarrier::put_in_queue(SmtpJob job) {
  auto queue = std::find_if(queues_.begin(), queues_.end(), [&job](const Queue& one) {
    return same_server(one.server, job.request);
  });
  if (queue == queues_.end()) {
    Queue added;
    added.server = job.request;
    added.server.bytes.clear();
    queue = queues_.insert(queue, std::move(added));
  }
  queue->waiting.emplace_back(jobs_++, std::move(job));
}

// In the order they came, but a server that takes no more doesn't hold up the others' mail.
void SmtpCarrier::hand_out() {
  std::vector<Queue*> able;
  able.reserve(queues_.size());
  for (Queue& queue : queues_) {
    able.push_back(&queue);
  }
  while (!able.empty()) {
    const auto oldest =
        std::min_element(able.begin(), able.end(), [](const Queue* left, const Queue* right) {
          return left->waiting.front().first < right->waiting.front().first;
        });
    if (!hand_out_one(**oldest) || (*oldest)->waiting.empty()) {
      able.erase(oldest);
    }
  }
  queues_.erase(
      std::remove_if(
          queues_.begin(), queues_.end(), [](const Queue& queue) { return queue.waiting.empty(); }),
      queues_.end());
}

/// Whether the oldest mail of the queue got a connection.
bool SmtpCarrier::hand_out_one(Queue& queue) {
  const auto take_oldest = [&queue] {
    SmtpJob job = std::move(queue.waiting.front().second);
    queue.waiting.pop_front();
    return job;
  };
  int of_server = 0;
  SmtpSession* idle_elsewhere = nullptr;
  for (const auto& [key, session] : sessions_) {
    const bool same = session->serves(queue.server);
    if (same && session->idle()) {
      session->take(take_oldest());
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
  open(take_oldest());
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
