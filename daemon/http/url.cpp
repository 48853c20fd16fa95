// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/url.h"

#include <cstddef>
#include <cstdint>

namespace dondoc {
namespace {

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') {
    return digit - '0';
  }
  if (digit >= 'A' && digit <= 'F') {
    return digit - 'A' + 10;
  }
  return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

/// Length of the UTF-8 sequence at `at`, 0 when there is none: overlong forms, surrogates and
/// values beyond U+10FFFF are none.
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [text](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto tail = [&byte](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(at);
  if (lead < 0x80) {
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    return tail(at + 1) ? 2 : 0;
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool shortest = lead != 0xE0 || byte(at + 1) >= 0xA0;
    const bool no_surrogate = lead != 0xED || byte(at + 1) < 0xA0;
    return shortest && no_surrogate && tail(at + 1) && tail(at + 2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool shortest = lead != 0xF0 || byte(at + 1) >= 0x90;
    const bool in_range = lead != 0xF4 || byte(at + 1) < 0x90;
    return shortest && in_range && tail(at + 1) && tail(at + 2) && tail(at + 3) ? 4 : 0;
  }
  return 0;
}

bool is_clean_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    if (length == 0 || text[at] == '\0') {
      return false;
    }
    at += length;
  }
  return true;
}

bool add_parameter(std::string_view pair, std::map<std::string, std::string>& query) {
  const std::size_t equals = pair.find('=');
  const auto name = percent_decoded(pair.substr(0, equals));
  const auto value = equals == std::string_view::npos ? std::optional<std::string>{""}
                                                      : percent_decoded(pair.substr(equals + 1));
  return name && value && !name->empty() && query.emplace(*name, *value).second;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += '%';
      encoded += digits[byte >> 4U];
      encoded += digits[byte & 0xFU];
    }
  }
  return encoded;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded += text[at];
      continue;
    }
    const int high = at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? hex_value(text[at + 2]) : -1;
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    decoded += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return is_clean_utf8(decoded) ? std::optional{decoded} : std::nullopt;
}

std::optional<RequestTarget> parse_target(std::string_view target) {
  RequestTarget parsed;
  const std::size_t question = target.find('?');
  std::string_view path = target.substr(0, question);
  if (path.empty() || path.front() != '/' || path.find('#') != std::string_view::npos) {
    return std::nullopt;
  }
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t slash = path.find('/');
    auto segment = percent_decoded(path.substr(0, slash));
    if (!segment || segment->empty() || *segment == "." || *segment == "..") {
      return std::nullopt;
    }
    parsed.segments.push_back(std::move(*segment));
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash);
  }
  std::string_view query =
      question == std::string_view::npos ? std::string_view{} : target.substr(question + 1);
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    if (!add_parameter(query.substr(0, end), parsed.query)) {
      return std::nullopt;
    }
    query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
  }
  return parsed;
}

}  // namespace dondoc
