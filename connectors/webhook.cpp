// SPDX-License-Identifier: Apache-2.0
#include "connectors/webhook.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>
#include <sodium.h>

namespace dondoc {
namespace {

constexpr std::string_view secret_prefix = "whsec_";
constexpr std::size_t key_bytes_min = 24;
constexpr std::size_t key_bytes_max = 64;
constexpr std::size_t body_bytes_max = 20'000;  // Standard Webhooks: "less than 20kb"
constexpr std::chrono::seconds retry_after_max{3600};

/// The decoded bytes of a secret, wiped when done with.
class Key {
 public:
  Key() = default;
  ~Key() { sodium_memzero(bytes_.data(), bytes_.size()); }
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;

  /// False when the text isn't base64 of 24 to 64 bytes.
  [[nodiscard]] bool decode(std::string_view base64) {
    return decode_as(base64, sodium_base64_VARIANT_ORIGINAL) ||
           decode_as(base64, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
  }
  [[nodiscard]] const unsigned char* data() const { return bytes_.data(); }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  bool decode_as(std::string_view base64, int variant) {
    const char* end = nullptr;
    const int failed = sodium_base642bin(
        bytes_.data(), bytes_.size(), base64.data(), base64.size(), nullptr, &size_, &end, variant);
    return failed == 0 && end == base64.data() + base64.size() && size_ >= key_bytes_min;
  }

  std::array<unsigned char, key_bytes_max> bytes_{};
  std::size_t size_{0};
};

void init_sodium() {
  static const int failed = sodium_init();
  if (failed < 0) {
    throw std::runtime_error("libsodium can't start");
  }
}

[[nodiscard]] bool read_key(const Secret& secret, Key& key) {
  init_sodium();
  const std::string_view text = secret.reveal();
  return text.substr(0, secret_prefix.size()) == secret_prefix &&
         key.decode(text.substr(secret_prefix.size()));
}

void add_bytes(crypto_auth_hmacsha256_state& state, std::string_view bytes) {
  crypto_auth_hmacsha256_update(
      &state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string sign(const Key& key, std::string_view signed_content) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  add_bytes(state, signed_content);
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
  crypto_auth_hmacsha256_final(&state, mac.data());
  sodium_memzero(&state, sizeof state);
  std::array<char,
             sodium_base64_ENCODED_LEN(crypto_auth_hmacsha256_BYTES,
                                       sodium_base64_VARIANT_ORIGINAL)>
      base64{};
  sodium_bin2base64(
      base64.data(), base64.size(), mac.data(), mac.size(), sodium_base64_VARIANT_ORIGINAL);
  return std::string{"v1,"} + base64.data();
}

std::string padded(long value, std::size_t width) {
  std::string digits = std::to_string(value);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

std::string rfc3339_utc(std::chrono::sys_seconds instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{instant - day};
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<long>(static_cast<unsigned>(date.month())), 2) + "-" +
         padded(static_cast<long>(static_cast<unsigned>(date.day())), 2) + "T" +
         padded(time.hours().count(), 2) + ":" + padded(time.minutes().count(), 2) + ":" +
         padded(time.seconds().count(), 2) + "Z";
}

// The timestamp inside is the message's, not the attempt's: the bytes of a message never change.
std::string body_of(const OutgoingMessage& message) {
  nlohmann::ordered_json body;
  body["type"] = "task.reminder";
  body["timestamp"] = rfc3339_utc(message.created_at);
  body["data"] = {{"id", message.id},
                  {"to", message.address},
                  {"subject", message.subject},
                  {"text", message.text}};
  return body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

OutcomeClass class_of_client_error(int status) {
  switch (status) {
    case 401:
    case 403:
      return OutcomeClass::auth;
    case 402:
      return OutcomeClass::quota;
    case 408:
    case 425:
    case 429:
      return OutcomeClass::throttled;
    case 410:
      return OutcomeClass::recipient_gone;
    case 421:
      return OutcomeClass::retry;
    default:
      return OutcomeClass::rejected;
  }
}

OutcomeClass class_of_status(int status) {
  if (status >= 200 && status < 300) {
    return OutcomeClass::ok;
  }
  if (status >= 300 && status < 400) {
    return OutcomeClass::rejected;  // never followed: the peer's configuration is wrong
  }
  if (status >= 400 && status < 500) {
    return class_of_client_error(status);
  }
  if (status == 502 || status == 504) {
    return OutcomeClass::uncertain;  // a gateway lost the answer, not necessarily the message
  }
  return status >= 500 && status < 600 ? OutcomeClass::retry : OutcomeClass::uncertain;
}

std::string_view words_of(OutcomeClass outcome) {
  switch (outcome) {
    case OutcomeClass::ok:
      return "máy nhận đã nhận";
    case OutcomeClass::retry:
      return "máy nhận tạm thời không nhận được";
    case OutcomeClass::throttled:
      return "máy nhận yêu cầu gửi chậm lại";
    case OutcomeClass::quota:
      return "máy nhận báo đã hết hạn mức";
    case OutcomeClass::auth:
      return "máy nhận không chấp nhận chữ ký; cần kiểm tra khóa bí mật";
    case OutcomeClass::recipient_gone:
      return "máy nhận báo địa chỉ này không còn dùng nữa";
    case OutcomeClass::rejected:
      return "máy nhận từ chối tin này";
    case OutcomeClass::uncertain:
      return "chưa rõ máy nhận đã nhận hay chưa";
  }
  return {};
}

// The peer's body is left out: it may repeat an address or a token that it was sent.
Outcome outcome_of_status(const Reply& reply) {
  Outcome outcome;
  outcome.outcome = class_of_status(reply.status);
  outcome.detail =
      "HTTP " + std::to_string(reply.status) + ": " + std::string{words_of(outcome.outcome)};
  if (reply.status >= 300 && reply.status < 400) {
    outcome.detail += " và chuyển hướng đi nơi khác; cần sửa url trong cấu hình";
  }
  outcome.retry_after = std::clamp(reply.retry_after, std::chrono::seconds{0}, retry_after_max);
  return outcome;
}

}  // namespace

std::string secret_problem(const Secret& secret) {
  Key key;
  if (read_key(secret, key)) {
    return {};
  }
  if (secret.reveal().substr(0, secret_prefix.size()) != secret_prefix) {
    return "Khóa bí mật phải bắt đầu bằng “whsec_”.";
  }
  return "Khóa bí mật sau “whsec_” phải là base64 của 24 đến 64 byte.";
}

std::string webhook_signature(const std::vector<Secret>& secrets,
                              std::string_view id,
                              std::chrono::sys_seconds timestamp,
                              std::string_view body) {
  std::string content{id};
  content += "." + std::to_string(timestamp.time_since_epoch().count()) + ".";
  content += body;
  std::string signatures;
  for (const Secret& secret : secrets) {
    Key key;
    if (!read_key(secret, key)) {
      throw std::invalid_argument("malformed webhook secret");
    }
    signatures += (signatures.empty() ? "" : " ") + sign(key, content);
  }
  return signatures;
}

WebhookConnector::WebhookConnector(WebhookSettings settings) : settings_(std::move(settings)) {
  if (settings_.secrets.empty()) {
    throw std::invalid_argument("a webhook needs a secret");
  }
  for (const Secret& secret : settings_.secrets) {
    if (!secret_problem(secret).empty()) {
      throw std::invalid_argument("malformed webhook secret");
    }
  }
}

std::variant<Request, Outcome> WebhookConnector::compose(const OutgoingMessage& message,
                                                         std::chrono::sys_seconds now) const {
  if (!is_message_id(message.id)) {
    return rejected_here("mã tin không hợp lệ");
  }
  HttpRequest request;
  request.body = body_of(message);
  if (request.body.size() >= body_bytes_max) {
    return rejected_here("tin dài quá " + std::to_string(body_bytes_max) + " byte");
  }
  request.url = settings_.url;
  request.headers = {
      {"content-type", "application/json"},
      {"user-agent", "dondoc"},
      {"webhook-id", message.id},
      {"webhook-timestamp", std::to_string(now.time_since_epoch().count())},
      {"webhook-signature", webhook_signature(settings_.secrets, message.id, now, request.body)},
  };
  request.allow_plain_http = settings_.allow_plain_http;
  request.allow_private_address = settings_.allow_private_address;
  return Request{std::move(request)};
}

Outcome WebhookConnector::interpret(const Reply& reply) const {
  switch (reply.failure) {
    case Failure::none:
      return outcome_of_status(reply);
    case Failure::not_sent:
      return {OutcomeClass::retry, with_error("không kết nối được máy nhận", reply), {}};
    case Failure::sent_no_answer:
      return {
          OutcomeClass::uncertain, with_error("đã gửi nhưng không có trả lời trọn vẹn", reply), {}};
    case Failure::refused_local:
      return rejected_here(with_error("không gửi: cấu hình kênh không cho phép", reply));
  }
  return {OutcomeClass::uncertain, {}, {}};
}

}  // namespace dondoc
