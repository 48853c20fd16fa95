// SPDX-License-Identifier: Apache-2.0
#include "connectors/imap_reply.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace dondoc {
namespace {

char imap_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string imap_upper(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return imap_upper(c); });
  return out;
}

/// The N of a line that ends in "{N}".
std::optional<std::size_t> literal_at_end(std::string_view line) {
  const std::size_t open = line.rfind('{');
  if (line.empty() || line.back() != '}' || open == std::string_view::npos) {
    return std::nullopt;
  }
  std::size_t bytes = 0;
  const char* const end = line.data() + line.size() - 1;
  const auto [stop, error] = std::from_chars(line.data() + open + 1, end, bytes);
  return error == std::errc{} && stop == end ? std::optional{bytes} : std::nullopt;
}

}  // namespace

std::optional<ImapResponse> ImapReader::next() {
  while (!nonsense_) {
    if (literal_) {
      if (incoming_.size() < *literal_) {
        return std::nullopt;
      }
      response_.literals.push_back(incoming_.substr(0, *literal_));
      incoming_.erase(0, *literal_);
      literal_.reset();
    }
    const std::size_t end = incoming_.find("\r\n");
    nonsense_ = std::min(end, incoming_.size()) + response_.text.size() > imap_line_bytes_max;
    if (nonsense_ || end == std::string::npos) {
      return std::nullopt;
    }
    const std::string line = incoming_.substr(0, end);
    incoming_.erase(0, end + 2);
    response_.text += line;
    literal_ = literal_at_end(line);
    if (!literal_) {
      return std::exchange(response_, {});
    }
    nonsense_ = *literal_ > literal_bytes_max_ || response_.literals.size() == imap_literals_max;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> imap_number(std::string_view text, std::string_view word) {
  const std::string upper = imap_upper(text);
  const std::size_t at = upper.find(word);
  if (at == std::string::npos) {
    return std::nullopt;
  }
  std::uint32_t number = 0;
  const char* const begin = upper.data() + at + word.size();
  const auto [stop, error] = std::from_chars(begin, upper.data() + upper.size(), number);
  return error == std::errc{} && stop != begin ? std::optional{number} : std::nullopt;
}

std::optional<std::vector<std::uint32_t>> imap_search_result(std::string_view text) {
  constexpr std::string_view start = "* SEARCH";
  if (imap_upper(text.substr(0, start.size())) != start) {
    return std::nullopt;
  }
  std::vector<std::uint32_t> numbers;
  const char* at = text.data() + start.size();
  const char* const end = text.data() + text.size();
  while (at != end) {
    std::uint32_t number = 0;
    const auto [stop, error] = std::from_chars(at, end, number);
    if (error == std::errc{}) {
      numbers.push_back(number);
    }
    at = stop == at ? at + 1 : stop;
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace dondoc
