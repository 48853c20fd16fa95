// SPDX-License-Identifier: Apache-2.0
#include "connectors/transport_multi.h"

#include <chrono>
#include <new>
#include <stdexcept>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/system/error_code.hpp>
#include <curl/curl.h>

namespace dondoc {

/// What libcurl calls back; `self` is always the CurlCarrier. They only note what is wanted:
/// libcurl must not be entered from inside itself.
struct MultiCallbacks {
  static int socket(CURL* /*easy*/, curl_socket_t fd, int what, void* self, void* /*unused*/) {
    CurlCarrier& carrier = *static_cast<CurlCarrier*>(self);
    if (what == CURL_POLL_REMOVE) {
      carrier.unwatch(fd);
    } else {
      carrier.watch(fd, what);
    }
    return 0;
  }

  static int timer(CURLM* /*multi*/, long timeout_ms, void* self) {
    static_cast<CurlCarrier*>(self)->set_timer(timeout_ms);
    return 0;
  }
};

namespace {

void init_curl() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) {
    throw std::runtime_error(curl_easy_strerror(code));
  }
}

CURLM* new_multi() {
  init_curl();
  CURLM* multi = curl_multi_init();
  if (multi == nullptr) {
    throw std::bad_alloc();
  }
  return multi;
}

}  // namespace

CurlCarrier::CurlCarrier(boost::asio::io_context& loop,
                         ConnectionLimits limits,
                         NewTransfer new_transfer)
    : loop_(loop),
      limits_(limits),
      new_transfer_(std::move(new_transfer)),
      timer_(loop),
      multi_(new_multi()),
      alive_(std::make_shared<bool>(true)) {
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &MultiCallbacks::socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &MultiCallbacks::timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(limits_.per_host));
  curl_multi_setopt(multi_, CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(limits_.total));
  curl_multi_setopt(multi_, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
}

CurlCarrier::~CurlCarrier() {
  *alive_ = false;
  for (const auto& [handle, transfer] : active_) {
    curl_multi_remove_handle(multi_, handle);
  }
  for (const auto& [handle, transfer] : kept_) {
    curl_multi_remove_handle(multi_, handle);
  }
  active_.clear();
  kept_.clear();
  idle_.clear();
  // Closes the kept connections and calls unwatch() for them.
  curl_multi_cleanup(multi_);
  while (!watches_.empty()) {
    unwatch(watches_.begin()->first);
  }
}

void CurlCarrier::start(Request request, CurlTransfer::Done done) {
  if (idle_.empty()) {
    idle_.push_back(new_transfer_());
  }
  std::unique_ptr<CurlTransfer> transfer = std::move(idle_.back());
  idle_.pop_back();
  transfer->set_done(std::move(done));
  start(std::move(transfer), std::move(request));
}

void CurlCarrier::start(std::unique_ptr<CurlTransfer> transfer, Request request) {
  void* const handle = transfer->handle();
  if (!transfer->prepare(std::move(request)) || curl_multi_add_handle(multi_, handle) != CURLM_OK) {
    Reply refused;
    refused.failure = Failure::refused_local;
    refused.error = "yêu cầu không hợp lệ";
    answer(transfer->take_done(), std::move(refused));
    return;
  }
  active_.emplace(handle, std::move(transfer));
}

void CurlCarrier::drop(void* handle) {
  if (active_.count(handle) + kept_.count(handle) == 0) {
    return;
  }
  curl_multi_remove_handle(multi_, handle);
  active_.erase(handle);
  kept_.erase(handle);
}

void CurlCarrier::watch(int fd, int wanted) {
  std::shared_ptr<Watch>& watch = watches_[fd];
  if (watch == nullptr) {
    watch = std::make_shared<Watch>(loop_, fd);
  }
  watch->wanted = wanted;
  arm(watch);
}

void CurlCarrier::unwatch(int fd) {
  const auto found = watches_.find(fd);
  if (found == watches_.end()) {
    return;
  }
  found->second->removed = true;
  found->second->descriptor.release();  // libcurl closes it, or keeps it for the next request
  watches_.erase(found);
}

void CurlCarrier::arm(const std::shared_ptr<Watch>& watch) {
  if ((watch->wanted & CURL_POLL_IN) != 0 && !watch->reading) {
    watch->reading = true;
    wait_for(watch, CURL_CSELECT_IN);
  }
  if ((watch->wanted & CURL_POLL_OUT) != 0 && !watch->writing) {
    watch->writing = true;
    wait_for(watch, CURL_CSELECT_OUT);
  }
}

void CurlCarrier::wait_for(const std::shared_ptr<Watch>& watch, int direction) {
  using Descriptor = boost::asio::posix::stream_descriptor;
  const bool read = direction == CURL_CSELECT_IN;
  watch->descriptor.async_wait(
      read ? Descriptor::wait_read : Descriptor::wait_write,
      [this, alive = alive_, watch, direction, read](const boost::system::error_code& error) {
        if (!*alive || watch->removed) {
          return;
        }
        (read ? watch->reading : watch->writing) = false;
        const bool still_wanted = (watch->wanted & (read ? CURL_POLL_IN : CURL_POLL_OUT)) != 0;
        if (still_wanted) {
          act(watch->descriptor.native_handle(), error ? CURL_CSELECT_ERR : direction);
        }
        if (!watch->removed && !error) {
          arm(watch);
        }
      });
}

void CurlCarrier::set_timer(long timeout_ms) {
  if (timeout_ms < 0) {
    timer_.cancel();
    return;
  }
  timer_.expires_after(std::chrono::milliseconds{timeout_ms});
  timer_.async_wait([this, alive = alive_](const boost::system::error_code& error) {
    if (!error && *alive) {
      act(CURL_SOCKET_TIMEOUT, 0);
    }
  });
}

void CurlCarrier::act(int fd, int events) {
  int running = 0;
  curl_multi_socket_action(multi_, fd, events, &running);
  collect_finished();
}

void CurlCarrier::collect_finished() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) {
      continue;
    }
    // Removing the handle frees the message.
    const CURLcode code = message->data.result;
    const auto found = active_.find(message->easy_handle);
    std::unique_ptr<CurlTransfer> transfer = std::move(found->second);
    active_.erase(found);
    if (code == CURLE_OK && transfer->keeps_connection()) {
      // Only while the handle belongs to the multi can the connection be used.
      answer(transfer->take_done(), transfer->finish(code));
      kept_.emplace(transfer->handle(), std::move(transfer));
      continue;
    }
    curl_multi_remove_handle(multi_, transfer->handle());
    CurlTransfer::Done done = transfer->take_done();
    answer(std::move(done), transfer->finish(code));
    if (!transfer->keeps_connection() && idle_.size() < static_cast<std::size_t>(limits_.total)) {
      idle_.push_back(std::move(transfer));
    }
  }
}

void CurlCarrier::answer(CurlTransfer::Done done, Reply reply) {
  boost::asio::post(loop_,
                    [alive = alive_, done = std::move(done), reply = std::move(reply)]() mutable {
                      if (*alive) {
                        done(std::move(reply));
                      }
                    });
}

}  // namespace dondoc
