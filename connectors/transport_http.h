// SPDX-License-Identifier: Apache-2.0
// One HTTP request: its options, its limits, and what became of it. Part of the transport; nothing
// else includes it.
#pragma once

#include "connectors/connector.h"
#include "connectors/transport_transfer.h"

#include <cstddef>
#include <string>

namespace dondoc {

inline constexpr std::size_t reply_header_bytes_max = std::size_t{64} * 1024;

class HttpTransfer final : public CurlTransfer {
 public:
  ~HttpTransfer() override;
  [[nodiscard]] bool prepare(Request request) override;
  [[nodiscard]] Reply finish(int curl_code) override;

 private:
  friend struct HttpCallbacks;
  [[nodiscard]] bool set_limits();
  [[nodiscard]] bool set_headers();
  [[nodiscard]] bool set_callbacks();
  [[nodiscard]] Failure failure_of(int curl_code, int status) const;

  void* headers_{nullptr};  ///< libcurl's curl_slist*
  HttpRequest request_;
  std::string body_;
  std::size_t header_bytes_{0};
  bool cut_{false};     ///< the reply ran over a limit of ours
  bool opened_{false};  ///< an address was allowed
  bool address_refused_{false};
};

}  // namespace dondoc
