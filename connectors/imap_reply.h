// SPDX-License-Identifier: Apache-2.0
// What an IMAP server says, response by response (RFC 3501 section 7), with the literals that stand
// in them. A mail is only ever inside a literal: nothing in it can be taken for a response.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

inline constexpr std::size_t imap_line_bytes_max = std::size_t{64} * 1024;
/// Of one response.
inline constexpr std::size_t imap_literals_max = 8;

struct ImapResponse {
  std::string text;                   ///< without line ends; a literal leaves its "{12}"
  std::vector<std::string> literals;  ///< in their order
};

class ImapReader {
 public:
  /// Literals beyond `literal_bytes_max` are nonsense.
  explicit ImapReader(std::size_t literal_bytes_max) : literal_bytes_max_(literal_bytes_max) {}

  void take(std::string_view bytes) { incoming_ += bytes; }
  /// The next whole response; nothing when more bytes are needed, or after nonsense.
  [[nodiscard]] std::optional<ImapResponse> next();
  [[nodiscard]] bool is_nonsense() const { return nonsense_; }

 private:
  std::size_t literal_bytes_max_;
  std::string incoming_;
  ImapResponse response_;
  std::optional<std::size_t> literal_;  ///< bytes of the one that comes
  bool nonsense_{false};
};

/// The number behind "[UIDVALIDITY " or "UID ", …; nothing when the word isn't there.
[[nodiscard]] std::optional<std::uint32_t> imap_number(std::string_view text,
                                                       std::string_view word);
/// Of "* SEARCH 4 5"; nothing when it is another response.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> imap_search_result(std::string_view text);

}  // namespace dondoc
