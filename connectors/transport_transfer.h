// SPDX-License-Identifier: Apache-2.0
// One HTTP request on one libcurl easy handle: its options, its limits, and what became of it. Part
// of the transport; nothing else includes it.
#pragma once

#include "connectors/connector.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace dondoc {

inline constexpr std::size_t reply_header_bytes_max = std::size_t{64} * 1024;

/// May be used again after finish(): a fresh handle costs more than the request's own work.
class Transfer {
 public:
  using Done = std::function<void(Reply)>;

  Transfer();
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  /// False when libcurl takes an option ill or a header holds a line break; then nothing may be
  /// sent.
  [[nodiscard]] bool prepare(HttpRequest request, Done done);
  /// The reply, from libcurl's result code. Forgets the request.
  [[nodiscard]] Reply finish(int curl_code);
  [[nodiscard]] Done take_done() { return std::move(done_); }

  /// libcurl's CURL*.
  [[nodiscard]] void* handle() const { return handle_; }
  [[nodiscard]] static Transfer& of(void* handle);

 private:
  friend struct TransferCallbacks;
  [[nodiscard]] bool set_limits();
  [[nodiscard]] bool set_headers();
  [[nodiscard]] bool set_callbacks();
  [[nodiscard]] Failure failure_of(int curl_code, int status) const;

  void* handle_;
  void* headers_{nullptr};  ///< libcurl's curl_slist*
  HttpRequest request_;
  Done done_;
  std::string body_;
  std::size_t header_bytes_{0};
  bool cut_{false};     ///< the reply ran over a limit of ours
  bool opened_{false};  ///< an address was allowed
  bool address_refused_{false};
};

}  // namespace dondoc
