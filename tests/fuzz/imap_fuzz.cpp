// SPDX-License-Identifier: Apache-2.0
// Any bytes as what an IMAP server says: responses and literals keep their limits, and come out the
// same in whatever pieces they came in.
#include "connectors/imap_reply.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc::imap_fuzz {
namespace {

constexpr std::size_t literal_max = 4096;

void check(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "imap_fuzz: %s\n", what);
    std::abort();
  }
}

struct Said {
  std::vector<ImapResponse> responses;
  bool nonsense{false};
};

/// In pieces of so many bytes.
Said read_in(std::size_t piece, std::string_view bytes) {
  ImapReader reader(literal_max);
  Said said;
  while (!said.nonsense && !bytes.empty()) {
    reader.take(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
    while (auto response = reader.next()) {
      said.responses.push_back(std::move(*response));
    }
    said.nonsense = reader.is_nonsense();
  }
  return said;
}

void check_responses(std::string_view bytes) {
  const Said whole = read_in(bytes.size() + 1, bytes);
  for (const ImapResponse& response : whole.responses) {
    check(response.text.size() <= imap_line_bytes_max, "a line too long");
    check(response.text.find("\r\n") == std::string::npos, "a line that goes on");
    check(response.literals.size() <= imap_literals_max, "too many literals");
    for (const std::string& literal : response.literals) {
      check(literal.size() <= literal_max, "a literal too long");
    }
    static_cast<void>(imap_number(response.text, "UID "));
    static_cast<void>(imap_number(response.text, "[UIDVALIDITY "));
    static_cast<void>(imap_search_result(response.text));
  }
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}}) {
    const Said parts = read_in(piece, bytes);
    check(parts.nonsense == whole.nonsense, "nonsense in one way alone");
    check(parts.responses.size() == whole.responses.size(), "other responses in pieces");
    for (std::size_t i = 0; i < parts.responses.size(); ++i) {
      check(parts.responses[i].text == whole.responses[i].text &&
                parts.responses[i].literals == whole.responses[i].literals,
            "another response in pieces");
    }
  }
}

}  // namespace
}  // namespace dondoc::imap_fuzz

// The name is the fuzzers' own.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dondoc::imap_fuzz::check_responses({reinterpret_cast<const char*>(data), size});
  return 0;
}
