// SPDX-License-Identifier: Apache-2.0
#include "connectors/zalo.h"

#include "connectors/zalo_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

constexpr std::size_t token_bytes_max = 200;
constexpr std::size_t chat_id_bytes_max = 64;
constexpr std::chrono::seconds asked_wait_max{3600};

bool is_digit_or_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_token_character(char c) {
  return is_digit_or_letter(c) || c == '-' || c == '_';
}

bool is_chat_id(std::string_view address) {
  return !address.empty() && address.size() <= chat_id_bytes_max &&
         std::all_of(address.begin(), address.end(), is_token_character);
}

/// What the platform answered: {"ok":true,"result":…} or {"ok":false,"error_code":…}.
struct Envelope {
  bool ok{false};
  int error_code{0};
  std::string description;  ///< lower case; only looked at, never told
  std::chrono::seconds retry_after{0};
};

/// A whole number, also one that is written as a string: the platform's pages do both.
int whole_number(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) {
    return 0;
  }
  if (found->is_string()) {
    const auto& text = found->get_ref<const std::string&>();
    int value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && stop == text.data() + text.size() ? value : 0;
  }
  constexpr std::int64_t number_max = 1'000'000;
  return found->is_number_integer()
             ? static_cast<int>(std::clamp<std::int64_t>(found->get<std::int64_t>(), 0, number_max))
             : 0;
}

std::optional<Envelope> envelope_of(const std::string& body) {
  const nlohmann::json json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains("ok") || !json["ok"].is_boolean()) {
    return std::nullopt;
  }
  Envelope envelope;
  envelope.ok = json["ok"].get<bool>();
  envelope.error_code = whole_number(json, "error_code");
  if (const auto found = json.find("description"); found != json.end() && found->is_string()) {
    envelope.description = found->get<std::string>();
    std::transform(envelope.description.begin(),
                   envelope.description.end(),
                   envelope.description.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  }
  if (const auto found = json.find("parameters"); found != json.end() && found->is_object()) {
    envelope.retry_after = std::chrono::seconds{whole_number(*found, "retry_after")};
  }
  return envelope;
}

template <std::size_t count>
bool speaks_of(const Envelope& envelope, const std::array<std::string_view, count>& words) {
  return std::any_of(words.begin(), words.end(), [&envelope](std::string_view word) {
    return envelope.description.find(word) != std::string::npos;
  });
}

// The platform's list of codes is not public for this; a message about the recipient says so.
bool is_about_the_recipient(const Envelope& envelope) {
  static constexpr std::array<std::string_view, 7> words{
      "chat", "user", "recipient", "blocked", "người nhận", "người dùng", "chặn"};
  return speaks_of(envelope, words);
}

bool is_about_an_allowance(const Envelope& envelope) {
  static constexpr std::array<std::string_view, 6> words{
      "daily", "per day", "monthly", "per month", "ngày", "tháng"};
  return speaks_of(envelope, words);
}

OutcomeClass class_of_error(int code, const Envelope& envelope) {
  switch (code) {
    case 401:
      return OutcomeClass::auth;
    case 402:
      return OutcomeClass::quota;
    case 400:
    case 403:
      return is_about_the_recipient(envelope) ? OutcomeClass::recipient_gone
                                              : OutcomeClass::rejected;
    case 404:
      // Without a word about the recipient it is the bot itself that isn't known: a wrong token or
      // a wrong base_url, which meets every message alike.
      return is_about_the_recipient(envelope) ? OutcomeClass::recipient_gone : OutcomeClass::auth;
    case 408:
      return OutcomeClass::uncertain;  // it gave up waiting for itself; the message may be out
    case 429:
      return is_about_an_allowance(envelope) ? OutcomeClass::quota : OutcomeClass::throttled;
    default:
      break;
  }
  if (code >= 400 && code < 500) {
    return OutcomeClass::rejected;
  }
  // It said that it didn't take the message, and not why.
  return OutcomeClass::retry;
}

OutcomeClass class_of_bare_status(int status) {
  if (status >= 300 && status < 400) {
    return OutcomeClass::rejected;  // never followed: base_url is wrong
  }
  if (status == 408 || status == 502 || status == 504) {
    return OutcomeClass::uncertain;  // something between us and the platform lost the answer
  }
  if (status >= 400 && status < 600) {
    return class_of_error(status, {});
  }
  return OutcomeClass::uncertain;  // HTTP 200 alone says nothing here
}

std::string_view words_about(OutcomeClass outcome) {
  switch (outcome) {
    case OutcomeClass::ok:
      return "Zalo đã nhận";
    case OutcomeClass::retry:
      return "Zalo tạm thời không nhận được";
    case OutcomeClass::throttled:
      return "Zalo yêu cầu gửi chậm lại";
    case OutcomeClass::quota:
      return "Zalo báo đã hết hạn mức gửi";
    case OutcomeClass::auth:
      return "Zalo không nhận ra bot; cần kiểm tra token và base_url";
    case OutcomeClass::recipient_gone:
      return "Zalo báo không gửi được tới người nhận này; cần kết nối lại với bot";
    case OutcomeClass::rejected:
      return "Zalo từ chối tin này";
    case OutcomeClass::uncertain:
      return "chưa rõ Zalo đã nhận hay chưa";
  }
  return {};
}

Outcome outcome_of_answer(const Reply& reply) {
  const std::optional<Envelope> envelope = envelope_of(reply.body);
  const bool fine = reply.status >= 200 && reply.status < 300;
  Outcome outcome;
  int code = reply.status;
  if (!envelope) {
    outcome.outcome = class_of_bare_status(reply.status);
  } else if (envelope->ok) {
    outcome.outcome = fine ? OutcomeClass::ok : OutcomeClass::uncertain;
  } else {
    code = envelope->error_code != 0 || fine ? envelope->error_code : reply.status;
    outcome.outcome = class_of_error(code, *envelope);
    outcome.retry_after = envelope->retry_after;
  }
  outcome.retry_after = std::clamp(
      std::max(outcome.retry_after, reply.retry_after), std::chrono::seconds{0}, asked_wait_max);
  outcome.detail = words_about(outcome.outcome);
  if (outcome.outcome != OutcomeClass::ok && code != 0) {
    outcome.detail += " (lỗi " + std::to_string(code) + ")";
  }
  if (reply.status >= 300 && reply.status < 400) {
    outcome.detail += "; máy nhận chuyển hướng đi nơi khác, cần sửa base_url trong cấu hình";
  }
  return outcome;
}

}  // namespace

std::string zalo_token_problem(const Secret& token) {
  const std::string_view text = token.reveal();
  const std::size_t colon = text.find(':');
  const bool right =
      text.size() <= token_bytes_max && colon != std::string_view::npos && colon > 0 &&
      colon + 1 < text.size() &&
      std::all_of(text.begin(),
                  text.begin() + static_cast<std::ptrdiff_t>(colon),
                  [](char c) { return c >= '0' && c <= '9'; }) &&
      std::all_of(
          text.begin() + static_cast<std::ptrdiff_t>(colon) + 1, text.end(), is_token_character);
  return right ? "" : "Token của bot Zalo phải có dạng dãy số, dấu hai chấm, dãy chữ và số.";
}

HttpRequest zalo_request(const ZaloSettings& settings, std::string_view method) {
  HttpRequest request;
  request.url = settings.base_url;
  while (!request.url.empty() && request.url.back() == '/') {
    request.url.pop_back();
  }
  request.url += "/bot" + settings.token.reveal() + "/";
  request.url += method;
  request.headers = {{"content-type", "application/json"}, {"user-agent", "dondoc"}};
  request.allow_plain_http = settings.allow_plain_http;
  request.allow_private_address = settings.allow_private_address;
  request.reuse = ConnectionReuse::never;
  return request;
}

ZaloConnector::ZaloConnector(ZaloSettings settings) : settings_(std::move(settings)) {
  if (!zalo_token_problem(settings_.token).empty()) {
    throw std::invalid_argument("malformed Zalo token");
  }
}

std::variant<Request, Outcome> ZaloConnector::compose(const OutgoingMessage& message,
                                                      std::chrono::sys_seconds /*now*/) const {
  if (!is_chat_id(message.address)) {
    return rejected_here("địa chỉ Zalo phải là mã cuộc trò chuyện (chat_id) mà bot đã nhận được");
  }
  // A chat has no subject; only a message of no text has to show it.
  std::string text = zalo_text(message.text.empty() ? message.subject : message.text);
  if (text.empty()) {
    return rejected_here("tin không có nội dung");
  }
  nlohmann::ordered_json body;
  body["chat_id"] = message.address;
  body["text"] = std::move(text);
  HttpRequest request = zalo_request(settings_, "sendMessage");
  request.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return Request{std::move(request)};
}

Outcome zalo_outcome(const Reply& reply) {
  switch (reply.failure) {
    case Failure::none:
      return outcome_of_answer(reply);
    case Failure::not_sent:
      return {OutcomeClass::retry, with_error("không kết nối được Zalo", reply), {}};
    case Failure::sent_no_answer:
      return {OutcomeClass::uncertain,
              with_error("đã gửi nhưng Zalo không trả lời trọn vẹn", reply),
              {}};
    case Failure::refused_local:
      return rejected_here(with_error("không gửi: cấu hình kênh không cho phép", reply));
  }
  return {OutcomeClass::uncertain, {}, {}};
}

}  // namespace dondoc
