// SPDX-License-Identifier: Apache-2.0
// Any bytes as a phrase: it is read whole or refused with a reason, and what is read can be said.
#include "rules/phrase/due_phrase.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace dondoc::phrase_fuzz {
namespace {

void check(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "phrase_fuzz: %s\n", what);
    std::abort();
  }
}

void check_dues(const DueRule& rule) {
  static const WorkingDays calendar;
  const DueContext plan{
      make_date(2026, 1, 1), make_date(2030, 12, 31), make_date(2026, 4, 20), &calendar, {}};
  check(!sentence(rule).empty(), "a rule without a sentence");
  for (const Due& due : dues_opening(rule, plan, std::nullopt, Instant::max(), 20)) {
    check(due.opens <= end_of(due.last_day, plan.zone), "a due that opens after its end");
  }
}

void check_phrase(std::string_view phrase) {
  const PhraseReading reading = read_due_phrase(phrase);
  const bool refused =
      std::any_of(reading.remarks.begin(), reading.remarks.end(), [](const Remark& remark) {
        return remark.kind == RemarkKind::error;
      });
  check(reading.understood() != refused, "neither understood nor refused, or both");
  for (const Remark& remark : reading.remarks) {
    check(!remark.code.empty() && !remark.message.empty(), "a remark without words");
    check(remark.begin <= remark.end && remark.end <= phrase.size(), "a remark outside the phrase");
  }
  if (reading.rule) {
    check_dues(*reading.rule);
  }
  for (const Reading& part : reading.parts) {
    check_dues(part.rule);
  }
}

}  // namespace
}  // namespace dondoc::phrase_fuzz

// The name is the fuzzers' own.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dondoc::phrase_fuzz::check_phrase({reinterpret_cast<const char*>(data), size});
  return 0;
}
