// SPDX-License-Identifier: Apache-2.0
#include "connectors/transport_transfer.h"

#include <new>

#include <curl/curl.h>

namespace dondoc {

CurlTransfer::CurlTransfer() : handle_(curl_easy_init()) {
  if (handle_ == nullptr) {
    throw std::bad_alloc();
  }
}

CurlTransfer::~CurlTransfer() {
  curl_easy_cleanup(handle_);
}

}  // namespace dondoc
