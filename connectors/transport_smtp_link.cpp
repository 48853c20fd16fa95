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
  return is_safe_host(request.host) && is_safe_host(request.own_name) &&
         is_bare_address(request.sender) && is_bare_address(request.recipient) &&
         !has_control_character(request.user) && !has_control_character(request.secret.reveal()) &&
         request.ca_file.find('\0') == std::string::npos;
}

bool SmtpLink::prepare(Request request) {
  request_ = std::get<SmtpRequest>(std::move(request));
  return is_safe(request_) && set_server() && set_credentials() && set_callbacks();
}

bool SmtpLink::set_server() {
  const std::string url = std::string{request_.security == SmtpSecurity::smtps ? "smtps" : "smtp"} +
                          "://" + host_in_url(request_.host) + ":" + std::to_string(request_.port) +
                          "/" + request_.own_name;
  const long tls = request_.security == SmtpSecurity::plain ? CURLUSESSL_NONE : CURLUSESSL_ALL;
  return set(handle(), CURLOPT_URL, url.c_str()) &&
         set(handle(), CURLOPT_PROTOCOLS_STR, "smtp,smtps") &&
         set(handle(), CURLOPT_USE_SSL, tls) && demand_verified_tls(handle(), request_.ca_file) &&
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
    offers_.pipelining = offers_.pipelining || is_extension(offer, "PIPELINING");
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
  return link_descriptor(handle());
}

LinkResult SmtpLink::send(std::string_view bytes) {
  return send_on_link(handle(), bytes);
}

LinkResult SmtpLink::receive(char* into, std::size_t size) {
  return receive_on_link(handle(), into, size);
}

}  // namespace dondoc
