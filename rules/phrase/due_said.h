// SPDX-License-Identifier: Apache-2.0
// What a rule's sentence is made of. The shapes that the calendar alone brings are worded in
// due_said.cpp, the others beside the sentence.
#pragma once

#include "rules/phrase/due_rule.h"

#include <string>

namespace dondoc {

/// The three parts of a sentence: "Hằng tháng", "trước ngày 25", "hết ngày 24".
struct Said {
  std::string cadence;
  std::string when;  ///< empty: the whole period
  std::string end;
};

[[nodiscard]] Said said(const OnceRule& once, const DueRule& rule);
[[nodiscard]] Said said(const YearlyRule& yearly, const DueRule& rule);
[[nodiscard]] Said said(const MonthlyRule& monthly, const DueRule& rule);
[[nodiscard]] Said said(const SpanRule& span, const DueRule& rule);
[[nodiscard]] Said said(const WeeklyRule& weekly, const DueRule& rule);
[[nodiscard]] Said said(const LunarRule& lunar, const DueRule& rule);

}  // namespace dondoc
