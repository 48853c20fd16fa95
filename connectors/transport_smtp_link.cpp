// SPDX-License-Identifier: Apache-2.0
#include "connectors/transport_smtp_link.h"

#include "connectors/transport_option.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <variant>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace dondoc {
namespace {

// Where Debian keeps the authorities when libcurl was built without a folder of its own.
constexpr const char* system_authorities = "/etc/ssl/certs";

bool is_visible_ascii(char c) {
  return c > 0x20 && c < 0x7f;
}

// libcurl 7.88 writes addresses as they are into MAIL and RCPT: a line break would be a command of
// its own, an angle bracket or a space would begin parameters.
bool is_bare_address(std::string_view address) {
  return address.find('@') != std::string_view::npos &&
         std::all_of(address.begin(), address.end(), [](char c) {
           return is_visible_ascii(c) && c != '<' && c != '>';
         });
}

// What stands in the URL may not end its part of it.
bool is_host(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':';
  });
}

// Inside AUTH a control character is a separator.
bool is_credential(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}

bool is_loopback(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return (ntohl(v4.sin_addr.s_addr) >> 24U) == IN_LOOPBACKNET;
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
  }
  return false;
}

bool is_extension(std::string_view offer, std::string_view name) {
  return offer.substr(0, name.size()) == name &&
         (offer.size() == name.size() || offer[name.size()] == ' ');
}

const char* mechanism_of(SmtpAuth auth) {
  switch (auth) {
    case SmtpAuth::plain:
      return "AUTH=PLAIN";
    case SmtpAuth::login:
      return "AUTH=LOGIN";
    case SmtpAuth::xoauth2:
      return "AUTH=XOAUTH2";
    case SmtpAuth::none:
      break;
  }
  return "";
}

}  // namespace

/// What libcurl calls back; `self` is always the SmtpLink.
struct SmtpCallbacks {
  static std::size_t header(char* data, std::size_t size, std::size_t count, void* self) {
    SmtpLink& link = *static_cast<SmtpLink*>(self);
    const std::size_t bytes = size * count;
    link.reply_bytes_ += bytes;
    if (link.reply_bytes_ > smtp_reply_bytes_max) {
      return 0;
    }
    link.note_line({data, bytes});
    return bytes;
  }

  // The one way to learn which command a reply answers: libcurl tells only its own result.
  static int debug(CURL* /*easy*/, curl_infotype type, char* data, std::size_t size, void* self) {
    if (type == CURLINFO_HEADER_OUT) {
      static_cast<SmtpLink*>(self)->note_command({data, size});
    }
    return 0;
  }

  static curl_socket_t open_socket(void* self, curlsocktype /*purpose*/, curl_sockaddr* address) {
    SmtpLink& link = *static_cast<SmtpLink*>(self);
    if (link.request_.security == SmtpSecurity::plain && !is_loopback(address->addr)) {
      link.address_refused_ = true;
      return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }
};

bool is_safe(const SmtpRequest& request) {
  return is_host(request.host) && is_host(request.own_name) && is_bare_address(request.sender) &&
         is_bare_address(request.recipient) && is_credential(request.user) &&
         is_credential(request.secret.reveal()) && request.ca_file.find('\0') == std::string::npos;
}

bool SmtpLink::prepare(Request request) {
  request_ = std::get<SmtpRequest>(std::move(request));
  return is_safe(request_) && set_server() && set_credentials() && set_callbacks();
}

bool SmtpLink::set_server() {
  const bool bracketed = request_.host.find(':') != std::string::npos;
  const std::string url = std::string{request_.security == SmtpSecurity::smtps ? "smtps" : "smtp"} +
                          "://" + (bracketed ? "[" + request_.host + "]" : request_.host) + ":" +
                          std::to_string(request_.port) + "/" + request_.own_name;
  const long tls = request_.security == SmtpSecurity::plain ? CURLUSESSL_NONE : CURLUSESSL_ALL;
  const curl_version_info_data* built = curl_version_info(CURLVERSION_NOW);
  const char* authorities = built->capath != nullptr ? built->capath : system_authorities;
  return set(handle(), CURLOPT_URL, url.c_str()) &&
         set(handle(), CURLOPT_PROTOCOLS_STR, "smtp,smtps") &&
         set(handle(), CURLOPT_USE_SSL, tls) &&
         set(handle(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)) &&
         set(handle(), CURLOPT_SSL_VERIFYPEER, 1L) && set(handle(), CURLOPT_SSL_VERIFYHOST, 2L) &&
         // The file replaces libcurl's own, the system's folder stays beside it.
         (request_.ca_file.empty() || (set(handle(), CURLOPT_CAINFO, request_.ca_file.c_str()) &&
                                       set(handle(), CURLOPT_CAPATH, authorities))) &&
         // No proxy from the environment.
         set(handle(), CURLOPT_PROXY, "") && set(handle(), CURLOPT_NOPROXY, "*") &&
         set(handle(), CURLOPT_NOSIGNAL, 1L) &&
         set(handle(),
             CURLOPT_CONNECTTIMEOUT_MS,
             static_cast<long>(request_.connect_timeout.count())) &&
         set(handle(), CURLOPT_TIMEOUT_MS, static_cast<long>(request_.connect_timeout.count()));
}

bool SmtpLink::set_credentials() {
  if (request_.auth == SmtpAuth::none) {
    return true;
  }
  const CURLoption secret =
      request_.auth == SmtpAuth::xoauth2 ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD;
  return set(handle(), CURLOPT_USERNAME, request_.user.c_str()) &&
         set(handle(), secret, request_.secret.reveal().c_str()) &&
         set(handle(), CURLOPT_LOGIN_OPTIONS, mechanism_of(request_.auth));
}

bool SmtpLink::set_callbacks() {
  // Stops after AUTH. libcurl 7.88 would wait for the answer to the final dot with the whole loop.
  return set(handle(), CURLOPT_CONNECT_ONLY, 1L) &&
         set(handle(), CURLOPT_HEADERFUNCTION, &SmtpCallbacks::header) &&
         set(handle(), CURLOPT_HEADERDATA, this) &&
         set(handle(), CURLOPT_DEBUGFUNCTION, &SmtpCallbacks::debug) &&
         set(handle(), CURLOPT_DEBUGDATA, this) && set(handle(), CURLOPT_VERBOSE, 1L) &&
         set(handle(), CURLOPT_OPENSOCKETFUNCTION, &SmtpCallbacks::open_socket) &&
         set(handle(), CURLOPT_OPENSOCKETDATA, this);
}

void SmtpLink::note_command(std::string_view command) {
  using Verb = std::pair<std::string_view, SmtpStage>;
  static constexpr std::array<Verb, 4> verbs{{{"EHLO ", SmtpStage::hello},
                                              {"HELO ", SmtpStage::hello},
                                              {"STARTTLS\r\n", SmtpStage::starttls},
                                              {"AUTH ", SmtpStage::auth}}};
  for (const auto& [start, stage] : verbs) {
    if (command.substr(0, start.size()) == start) {
      stage_ = stage;
      reader_ = {};
      if (stage == SmtpStage::hello) {
        // What was offered before TLS doesn't count.
        offers_ = {};
      }
    }
  }
}

void SmtpLink::note_line(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
    line.remove_suffix(1);
  }
  if (stage_ == SmtpStage::hello && line.size() > 4) {
    const std::string_view offer = line.substr(4);
    offers_.dsn = offers_.dsn || is_extension(offer, "DSN");
    offers_.size = offers_.size || is_extension(offer, "SIZE");
  }
  reader_.take(line);
}

Reply SmtpLink::finish(int curl_code) {
  Reply reply;
  reply.smtp_stage = stage_;
  if (curl_code == CURLE_OK) {
    return reply;
  }
  if (reader_.status() >= 400) {
    reply.status = reader_.status();
    reply.enhanced_status = reader_.enhanced_status();
    return reply;
  }
  // Not the error buffer: it repeats what the server said.
  reply.error = curl_easy_strerror(static_cast<CURLcode>(curl_code));
  reply.failure = Failure::not_sent;
  switch (curl_code) {
    case CURLE_USE_SSL_FAILED:
      reply.smtp_stage = SmtpStage::starttls;
      break;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      reply.smtp_stage = SmtpStage::certificate;
      break;
    case CURLE_LOGIN_DENIED:
      reply.smtp_stage = SmtpStage::auth;
      break;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      reply.failure = Failure::refused_local;
      break;
    default:
      // The rest says nothing about the configuration, wherever the session stood.
      reply.smtp_stage = SmtpStage::greeting;
  }
  if (address_refused_) {
    reply.failure = Failure::refused_local;
    reply.error = "máy chủ thư không mã hóa chỉ được ở ngay trên máy này";
  }
  return reply;
}

int SmtpLink::descriptor() const {
  curl_socket_t fd = CURL_SOCKET_BAD;
  curl_easy_getinfo(handle(), CURLINFO_ACTIVESOCKET, &fd);
  return fd;
}

LinkResult SmtpLink::send(std::string_view bytes) {
  std::size_t count = 0;
  const CURLcode code = curl_easy_send(handle(), bytes.data(), bytes.size(), &count);
  return {code == CURLE_OK      ? LinkState::fine
          : code == CURLE_AGAIN ? LinkState::would_wait
                                : LinkState::lost,
          count};
}

LinkResult SmtpLink::receive(char* into, std::size_t size) {
  std::size_t count = 0;
  const CURLcode code = curl_easy_recv(handle(), into, size, &count);
  if (code == CURLE_AGAIN) {
    return {LinkState::would_wait, 0};
  }
  return {code == CURLE_OK && count > 0 ? LinkState::fine : LinkState::lost, count};
}

}  // namespace dondoc
