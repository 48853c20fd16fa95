// SPDX-License-Identifier: Apache-2.0
#include "connectors/transport_link.h"

#include "connectors/transport_option.h"

#include <algorithm>

#include <curl/curl.h>

namespace dondoc {
namespace {

// Where Debian keeps the authorities when libcurl was built without a folder of its own.
constexpr const char* system_authorities = "/etc/ssl/certs";

}  // namespace

bool is_safe_host(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':';
  });
}

std::string host_in_url(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

bool demand_verified_tls(void* handle, const std::string& ca_file) {
  const curl_version_info_data* built = curl_version_info(CURLVERSION_NOW);
  const char* authorities = built->capath != nullptr ? built->capath : system_authorities;
  return set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)) &&
         set(handle, CURLOPT_SSL_VERIFYPEER, 1L) && set(handle, CURLOPT_SSL_VERIFYHOST, 2L) &&
         // The file replaces libcurl's own, the system's folder stays beside it.
         (ca_file.empty() || (set(handle, CURLOPT_CAINFO, ca_file.c_str()) &&
                              set(handle, CURLOPT_CAPATH, authorities))) &&
         set(handle, CURLOPT_PROXY, "") && set(handle, CURLOPT_NOPROXY, "*") &&
         set(handle, CURLOPT_NOSIGNAL, 1L);
}

int link_descriptor(void* handle) {
  curl_socket_t fd = CURL_SOCKET_BAD;
  curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &fd);
  return fd;
}

LinkResult send_on_link(void* handle, std::string_view bytes) {
  std::size_t count = 0;
  const CURLcode code = curl_easy_send(handle, bytes.data(), bytes.size(), &count);
  return {code == CURLE_OK      ? LinkState::fine
          : code == CURLE_AGAIN ? LinkState::would_wait
                                : LinkState::lost,
          count};
}

LinkResult receive_on_link(void* handle, char* into, std::size_t size) {
  std::size_t count = 0;
  const CURLcode code = curl_easy_recv(handle, into, size, &count);
  if (code == CURLE_AGAIN) {
    return {LinkState::would_wait, 0};
  }
  return {code == CURLE_OK && count > 0 ? LinkState::fine : LinkState::lost, count};
}

}  // namespace dondoc
