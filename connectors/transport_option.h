// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

namespace dondoc {

/// False when libcurl refuses the option: this build lacks it, or memory is short.
template <typename Value>
[[nodiscard]] bool set(void* handle, CURLoption option, Value value) {
  return curl_easy_setopt(handle, option, value) == CURLE_OK;
}

}  // namespace dondoc
