// SPDX-License-Identifier: Apache-2.0
#include "connectors/transport_http.h"

#include "connectors/public_address.h"
#include "connectors/transport_option.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>
#include <variant>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <curl/curl.h>
#include <sys/socket.h>

namespace dondoc {

/// What libcurl calls back; `self` is always the HttpTransfer.
struct HttpCallbacks {
  static std::size_t body(char* data, std::size_t size, std::size_t count, void* self) {
    HttpTransfer& transfer = *static_cast<HttpTransfer*>(self);
    const std::size_t bytes = size * count;
    const std::size_t room = reply_bytes_max - transfer.body_.size();
    transfer.body_.append(data, std::min(bytes, room));
    // MAXFILESIZE doesn't bound a chunked reply, counting does.
    transfer.cut_ = bytes > room;
    return transfer.cut_ ? 0 : bytes;
  }

  static std::size_t header(char* /*data*/, std::size_t size, std::size_t count, void* self) {
    HttpTransfer& transfer = *static_cast<HttpTransfer*>(self);
    const std::size_t bytes = size * count;
    transfer.header_bytes_ += bytes;
    transfer.cut_ = transfer.header_bytes_ > reply_header_bytes_max;
    return transfer.cut_ ? 0 : bytes;
  }

  // Judges the resolved address, so that no way of writing a URL and no DNS answer gets round it.
  static curl_socket_t open_socket(void* self, curlsocktype /*purpose*/, curl_sockaddr* address) {
    HttpTransfer& transfer = *static_cast<HttpTransfer*>(self);
    if (!transfer.request_.allow_private_address && !is_public(address->addr)) {
      transfer.address_refused_ = true;
      return CURL_SOCKET_BAD;
    }
    transfer.opened_ = true;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }

  // A kept connection opens no socket: it may have been made for a request that was allowed more.
  static int before_request(void* self, char* peer, char* /*own*/, int /*port*/, int /*own_port*/) {
    HttpTransfer& transfer = *static_cast<HttpTransfer*>(self);
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(peer, error);
    if (transfer.request_.allow_private_address || (!error && is_public_address(address))) {
      transfer.opened_ = true;
      return CURL_PREREQFUNC_OK;
    }
    transfer.address_refused_ = true;
    transfer.opened_ = false;
    return CURL_PREREQFUNC_ABORT;
  }

  static bool is_public(const sockaddr& address) {
    boost::asio::ip::tcp::endpoint endpoint;
    if (address.sa_family == AF_INET) {
      std::memcpy(endpoint.data(), &address, sizeof(sockaddr_in));
    } else if (address.sa_family == AF_INET6) {
      std::memcpy(endpoint.data(), &address, sizeof(sockaddr_in6));
    } else {
      return false;
    }
    return is_public_address(endpoint.address());
  }
};

namespace {

bool holds_line_break(std::string_view text) {
  return text.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos;
}

}  // namespace

HttpTransfer::~HttpTransfer() {
  curl_slist_free_all(static_cast<curl_slist*>(headers_));
}

bool HttpTransfer::prepare(Request request) {
  request_ = std::get<HttpRequest>(std::move(request));
  body_.clear();
  header_bytes_ = 0;
  cut_ = opened_ = address_refused_ = false;
  return set(handle(), CURLOPT_URL, request_.url.c_str()) && set(handle(), CURLOPT_POST, 1L) &&
         set(handle(), CURLOPT_POSTFIELDS, request_.body.data()) &&
         set(handle(),
             CURLOPT_POSTFIELDSIZE_LARGE,
             static_cast<curl_off_t>(request_.body.size())) &&
         set_limits() && set_headers() && set_callbacks();
}

bool HttpTransfer::set_limits() {
  const long apart = request_.reuse == ConnectionReuse::never ? 1L : 0L;
  return set(handle(), CURLOPT_FRESH_CONNECT, apart) &&
         set(handle(), CURLOPT_FORBID_REUSE, apart) &&
         set(handle(), CURLOPT_PROTOCOLS_STR, request_.allow_plain_http ? "https,http" : "https") &&
         // Nothing follows a redirect; were it ever turned on, then not to files or other
         // protocols.
         set(handle(), CURLOPT_FOLLOWLOCATION, 0L) &&
         set(handle(), CURLOPT_REDIR_PROTOCOLS_STR, "https") &&
         // HTTP/1.1 only: how far a request got is known per connection, not per stream.
         set(handle(), CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1)) &&
         set(handle(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)) &&
         set(handle(), CURLOPT_SSL_VERIFYPEER, 1L) && set(handle(), CURLOPT_SSL_VERIFYHOST, 2L) &&
         // No proxy from the environment: the address check would see the proxy's address.
         set(handle(), CURLOPT_PROXY, "") && set(handle(), CURLOPT_NOPROXY, "*") &&
         set(handle(), CURLOPT_NOSIGNAL, 1L) &&
         set(handle(),
             CURLOPT_CONNECTTIMEOUT_MS,
             static_cast<long>(request_.connect_timeout.count())) &&
         set(handle(), CURLOPT_TIMEOUT_MS, static_cast<long>(request_.total_timeout.count()));
}

bool HttpTransfer::set_headers() {
  curl_slist* list = curl_slist_append(nullptr, "Expect:");  // no waiting for "100 Continue"
  for (const auto& [name, value] : request_.headers) {
    if (list == nullptr || holds_line_break(name) || holds_line_break(value)) {
      curl_slist_free_all(list);
      return false;
    }
    std::string line = name;
    line += ": ";
    line += value;
    // Until the list is longer it is still the old one's to free.
    curl_slist* longer = curl_slist_append(list, line.c_str());
    if (longer == nullptr) {
      curl_slist_free_all(list);
    }
    list = longer;
  }
  headers_ = list;
  return list != nullptr && set(handle(), CURLOPT_HTTPHEADER, list);
}

bool HttpTransfer::set_callbacks() {
  return set(handle(), CURLOPT_WRITEFUNCTION, &HttpCallbacks::body) &&
         set(handle(), CURLOPT_WRITEDATA, this) &&
         set(handle(), CURLOPT_HEADERFUNCTION, &HttpCallbacks::header) &&
         set(handle(), CURLOPT_HEADERDATA, this) &&
         set(handle(), CURLOPT_OPENSOCKETFUNCTION, &HttpCallbacks::open_socket) &&
         set(handle(), CURLOPT_OPENSOCKETDATA, this) &&
         set(handle(), CURLOPT_PREREQFUNCTION, &HttpCallbacks::before_request) &&
         set(handle(), CURLOPT_PREREQDATA, this);
}

Failure HttpTransfer::failure_of(int curl_code, int status) const {
  if (curl_code == CURLE_OK) {
    return Failure::none;
  }
  if (address_refused_ && !opened_) {
    return Failure::refused_local;
  }
  // We stopped reading, but the peer's verdict was in the first line.
  if (cut_ && status >= 200) {
    return Failure::none;
  }
  long request_bytes = 0;
  curl_off_t body_bytes = 0;
  curl_easy_getinfo(handle(), CURLINFO_REQUEST_SIZE, &request_bytes);
  curl_easy_getinfo(handle(), CURLINFO_SIZE_UPLOAD_T, &body_bytes);
  if (request_bytes != 0 || body_bytes != 0) {
    return Failure::sent_no_answer;
  }
  const bool bad_url = curl_code == CURLE_URL_MALFORMAT || curl_code == CURLE_UNSUPPORTED_PROTOCOL;
  return bad_url ? Failure::refused_local : Failure::not_sent;
}

Reply HttpTransfer::finish(int curl_code) {
  long status = 0;
  curl_off_t retry_after = 0;
  curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle(), CURLINFO_RETRY_AFTER, &retry_after);
  Reply reply;
  reply.failure = failure_of(curl_code, static_cast<int>(status));
  if (reply.failure == Failure::none) {
    reply.status = static_cast<int>(status);
    reply.body = std::move(body_);
    reply.retry_after = std::chrono::seconds{std::max<curl_off_t>(retry_after, 0)};
  } else if (address_refused_ && !opened_) {
    reply.error = "địa chỉ đích thuộc mạng nội bộ";
  } else {
    // Not the error buffer: it names hosts and repeats parts of the URL.
    reply.error = curl_easy_strerror(static_cast<CURLcode>(curl_code));
  }
  curl_easy_reset(handle());
  curl_slist_free_all(static_cast<curl_slist*>(std::exchange(headers_, nullptr)));
  request_ = {};
  body_ = {};
  return reply;
}

}  // namespace dondoc
