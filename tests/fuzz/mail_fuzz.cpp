// SPDX-License-Identifier: Apache-2.0
// Any bytes as a mail: whatever is read of it keeps its limits, is UTF-8, and is the same twice.
#include "connectors/mail_reader.h"
#include "rules/reply/mail_answer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace dondoc::mail_fuzz {
namespace {

void check(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "mail_fuzz: %s\n", what);
    std::abort();
  }
}

/// Of addresses and ids: one word, as it is compared and written down.
bool is_one_word(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '<' || c == '>';
  });
}

void check_mail(std::string_view bytes) {
  const ReadMail mail = read_mail(bytes);
  check(mail.id.size() <= mail_id_bytes_max && is_one_word(mail.id), "an id that is none");
  check(is_one_word(mail.from), "an address that is none");
  check(mail.answered.size() <= answered_ids_max, "too many ids that it answers");
  for (const std::string& id : mail.answered) {
    check(!id.empty() && id.size() <= mail_id_bytes_max && is_one_word(id), "it answers no id");
  }
  check(mail.text.find('\r') == std::string::npos, "a line that ends otherwise");
  check(mail.kind == MailKind::person || mail.text.empty(), "words of a machine");
  check(mail.kind == MailKind::bounce || mail.bounced.empty(), "a bounce that is none");
  check(answer_in_mail(mail.text).size() <= mail.text.size(), "an answer longer than its mail");
  const ReadMail again = read_mail(bytes);
  check(again.kind == mail.kind && again.id == mail.id && again.text == mail.text,
        "the same mail is another one");
}

}  // namespace
}  // namespace dondoc::mail_fuzz

// The name is the fuzzers' own.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dondoc::mail_fuzz::check_mail({reinterpret_cast<const char*>(data), size});
  return 0;
}
