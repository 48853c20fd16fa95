// SPDX-License-Identifier: Apache-2.0
// Any bytes as a reply: one act with what its verb takes, or a refusal with words; and an act by
// the book is read as itself.
#include "rules/reply/reply.h"
#include "rules/reply/reply_verbs.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

namespace dondoc::reply_fuzz {
namespace {

void check(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "reply_fuzz: %s\n", what);
    std::abort();
  }
}

void check_act(const ReplyAct& act, Date today) {
  const VerbForm& form = form_of(act.verb);
  check((form.codes == Given::needed) == !act.codes.empty(), "codes that the verb doesn't take");
  check(act.codes.size() <= reply_codes_max, "too many codes");
  check(form.date != Given::needed || act.date.has_value(), "no date where one is needed");
  check(form.text != Given::needed || !act.text.empty(), "no text where one is needed");
  check(form.document != Given::no || act.document.empty(), "a document too many");
  const ReplyReading again = read_reply(reply_words(act), today);
  const auto* same = std::get_if<ReplyAct>(&again);
  check(same != nullptr && *same == act, "by the book it is another act");
}

void check_reply(std::string_view reply) {
  const Date today = make_date(2026, 9, 28);
  const ReplyReading reading = read_reply(reply, today);
  if (const auto* act = std::get_if<ReplyAct>(&reading)) {
    check_act(*act, today);
    return;
  }
  const auto& refused = std::get<ReplyRefused>(reading);
  check(!refused.message.empty(), "a refusal without words");
  for (const std::string& offered : refused.readings) {
    const ReplyReading again = read_reply(offered, today);
    check(std::holds_alternative<ReplyAct>(again), "what is offered is refused");
  }
}

}  // namespace
}  // namespace dondoc::reply_fuzz

// The name is the fuzzers' own.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dondoc::reply_fuzz::check_reply({reinterpret_cast<const char*>(data), size});
  return 0;
}
