// SPDX-License-Identifier: Apache-2.0
// The daemon's courier: the transport, and a count of what is on the wire, so that outcomes which
// come together are written together.
#pragma once

#include "connectors/transport.h"
#include "daemon/dispatcher.h"

#include <functional>
#include <utility>

#include <boost/asio/io_context.hpp>

namespace dondoc {

class Carrier final : public Courier {
 public:
  explicit Carrier(boost::asio::io_context& loop) : transport_(loop) {}

  void carry(Request request, std::function<void(Reply)> done) override {
    ++on_wire_;
    transport_.start(std::move(request), [this, done = std::move(done)](Reply reply) {
      --on_wire_;
      ++arrived_;
      done(std::move(reply));
      on_arrival();
    });
  }

  [[nodiscard]] int on_wire() const { return on_wire_; }
  /// Replies since the last call of taken().
  [[nodiscard]] int arrived() const { return arrived_; }
  void taken() { arrived_ = 0; }

  std::function<void()> on_arrival;

 private:
  int on_wire_{0};
  int arrived_{0};
  Transport transport_;
};

/// The courier of what is asked rather than told: its requests are held for long, and nothing waits
/// to be written with their answers.
class PollCourier final : public Courier {
 public:
  explicit PollCourier(boost::asio::io_context& loop) : transport_(loop) {}

  void carry(Request request, std::function<void(Reply)> done) override {
    transport_.start(std::move(request), std::move(done));
  }

 private:
  Transport transport_;
};

}  // namespace dondoc
