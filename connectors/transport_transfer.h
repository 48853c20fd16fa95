// SPDX-License-Identifier: Apache-2.0
// One request on one libcurl easy handle, whatever its protocol. Part of the transport; nothing
// else includes it.
#pragma once

#include "connectors/connector.h"

#include <functional>
#include <utility>

namespace dondoc {

/// May be used again after finish(): a fresh handle costs more than the request's own work.
class CurlTransfer {
 public:
  using Done = std::function<void(Reply)>;

  CurlTransfer();
  virtual ~CurlTransfer();
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;

  /// False when libcurl takes an option ill or a part could break the protocol; then nothing may be
  /// sent.
  [[nodiscard]] virtual bool prepare(Request request) = 0;
  /// The reply, from libcurl's result code. Forgets the request.
  [[nodiscard]] virtual Reply finish(int curl_code) = 0;
  /// It only connects: after finish() with success the connection is its owner's to use.
  [[nodiscard]] virtual bool keeps_connection() const { return false; }

  void set_done(Done done) { done_ = std::move(done); }
  [[nodiscard]] Done take_done() { return std::move(done_); }
  /// libcurl's CURL*.
  [[nodiscard]] void* handle() const { return handle_; }

 private:
  void* handle_;
  Done done_;
};

}  // namespace dondoc
