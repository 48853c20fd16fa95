// SPDX-License-Identifier: Apache-2.0
// A server's reply, line by line (RFC 5321 section 4.2.1, RFC 2034).
#pragma once

#include <string>
#include <string_view>

namespace dondoc {

enum class ReplyLine { more, last, nonsense };

class SmtpReplyReader {
 public:
  /// One line without its end.
  ReplyLine take(std::string_view line);
  /// Of the last whole reply; 0 before it.
  [[nodiscard]] int status() const { return status_; }
  /// "5.1.1"; empty when there was none.
  [[nodiscard]] const std::string& enhanced_status() const { return enhanced_status_; }

 private:
  int status_{0};
  std::string enhanced_status_;
  std::string coming_enhanced_status_;
};

}  // namespace dondoc
