// SPDX-License-Identifier: Apache-2.0
#include "connectors/smtp_reply.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes 1 to 3 digits from the front.
bool take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && count < 3 && is_ascii_digit(text[count])) {
    ++count;
  }
  text.remove_prefix(count);
  return count > 0;
}

bool take_dot(std::string_view& text) {
  if (text.empty() || text.front() != '.') {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

/// "5.1.1" at the start of a reply's text; empty when there is none.
std::string enhanced_status_of(std::string_view text, char status_class) {
  std::string_view rest = text;
  if (rest.empty() || rest.front() != status_class) {
    return {};
  }
  rest.remove_prefix(1);
  if (!take_dot(rest) || !take_digits(rest) || !take_dot(rest) || !take_digits(rest) ||
      (!rest.empty() && rest.front() != ' ')) {
    return {};
  }
  return std::string{text.substr(0, text.size() - rest.size())};
}

}  // namespace

ReplyLine SmtpReplyReader::take(std::string_view line) {
  if (line.size() < 3 || !std::all_of(line.begin(), line.begin() + 3, is_ascii_digit) ||
      (line.size() > 3 && line[3] != ' ' && line[3] != '-')) {
    return ReplyLine::nonsense;
  }
  if (coming_enhanced_status_.empty() && line.size() > 4) {
    coming_enhanced_status_ = enhanced_status_of(line.substr(4), line.front());
  }
  if (line.size() > 3 && line[3] == '-') {
    return ReplyLine::more;
  }
  status_ = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
  enhanced_status_ = std::exchange(coming_enhanced_status_, {});
  return ReplyLine::last;
}

}  // namespace dondoc
