// SPDX-License-Identifier: Apache-2.0
#include "connectors/transport.h"

#include "connectors/maildir.h"
#include "connectors/transport_http.h"
#include "connectors/transport_imap.h"
#include "connectors/transport_multi.h"
#include "connectors/transport_smtp.h"

#include <utility>
#include <vector>

#include <boost/asio/post.hpp>

namespace dondoc {

struct Transport::Impl : std::enable_shared_from_this<Transport::Impl> {
  explicit Impl(boost::asio::io_context& on) : loop(on) {}

  void start_http(HttpRequest request, Done done) {
    if (http == nullptr) {
      http = std::make_unique<CurlCarrier>(
          loop, ConnectionLimits{http_connections_per_host_max, http_connections_max}, [] {
            return std::make_unique<HttpTransfer>();
          });
    }
    http->start(std::move(request), counted(std::move(done)));
  }

  void start_smtp(SmtpRequest request, Done done) {
    if (smtp == nullptr) {
      smtp = std::make_unique<SmtpCarrier>(loop);
    }
    smtp->start(std::move(request), counted(std::move(done)));
  }

  void start_imap(ImapRequest request, Done done) {
    if (imap == nullptr) {
      imap = std::make_unique<ImapCarrier>(loop);
    }
    imap->start(std::move(request), counted(std::move(done)));
  }

  void start_maildir(MaildirRequest request, Done done) {
    if (waiting.empty()) {
      // Runs after the handler that is starting requests now, so it takes all of them.
      boost::asio::post(loop, [weak = weak_from_this()] {
        if (const std::shared_ptr<Impl> self = weak.lock()) {
          self->deliver_waiting();
        }
      });
    }
    waiting.push_back(std::move(request));
    waiting_done.push_back(counted(std::move(done)));
  }

  void deliver_waiting() {
    const std::vector<MaildirRequest> requests = std::exchange(waiting, {});
    const std::vector<Done> dones = std::exchange(waiting_done, {});
    std::vector<Reply> replies = deliver_all(requests);
    for (std::size_t i = 0; i < dones.size() && !closed; ++i) {
      dones[i](std::move(replies[i]));
    }
  }

  Done counted(Done done) {
    ++in_flight;
    return [weak = weak_from_this(), done = std::move(done)](Reply reply) {
      if (const std::shared_ptr<Impl> self = weak.lock()) {
        --self->in_flight;
      }
      done(std::move(reply));
    };
  }

  boost::asio::io_context& loop;
  std::unique_ptr<CurlCarrier> http;
  std::unique_ptr<SmtpCarrier> smtp;
  std::unique_ptr<ImapCarrier> imap;
  std::vector<MaildirRequest> waiting;
  std::vector<Done> waiting_done;
  std::size_t in_flight{0};
  bool closed{false};  ///< the Transport went away while this object was at work
};

Transport::Transport(boost::asio::io_context& loop) : impl_(std::make_shared<Impl>(loop)) {}

Transport::~Transport() {
  impl_->closed = true;
  impl_->http.reset();
  impl_->smtp.reset();
  impl_->imap.reset();
}

void Transport::start(Request request, Done done) {
  if (auto* http = std::get_if<HttpRequest>(&request)) {
    impl_->start_http(std::move(*http), std::move(done));
  } else if (auto* smtp = std::get_if<SmtpRequest>(&request)) {
    impl_->start_smtp(std::move(*smtp), std::move(done));
  } else if (auto* imap = std::get_if<ImapRequest>(&request)) {
    impl_->start_imap(std::move(*imap), std::move(done));
  } else {
    impl_->start_maildir(std::get<MaildirRequest>(std::move(request)), std::move(done));
  }
}

std::size_t Transport::in_flight() const {
  return impl_->in_flight;
}

}  // namespace dondoc
