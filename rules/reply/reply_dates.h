// SPDX-License-Identifier: Apache-2.0
// The days and document numbers of a reply.
#pragma once

#include "rules/reply/reply_parts.h"
#include "rules/reply/reply_verbs.h"

#include <optional>
#include <string>
#include <vector>

namespace dondoc {

struct ReplyDate {
  std::size_t parts{0};  ///< how many say it; 0: there is none here
  /// None: no calendar has it, or it names no month. Two: without a year it may be either.
  std::vector<Date> days;
};

/// A day at `at`, with the words that may stand before one ("ngày", "đến hết ngày").
[[nodiscard]] ReplyDate date_at(const std::vector<Part>& parts,
                                std::size_t at,
                                DateSide side,
                                Date today);

struct ReplyClock {
  std::size_t parts{0};           ///< how many say it; 0: there is none here
  std::optional<TimeOfDay> time;  ///< nothing: no day has it ("25h")
};

/// A time of day at `at`, with the words that may stand before one: "17h", "trước 11 giờ 30 phút".
[[nodiscard]] ReplyClock clock_at(const std::vector<Part>& parts, std::size_t at, Date today);
/// The same, right before a day: "17h 20/11", "trước 11h30, ngày 25/11".
[[nodiscard]] ReplyClock clock_before_day(const std::vector<Part>& parts,
                                          std::size_t at,
                                          Date today);
[[nodiscard]] std::string clock_by_the_book(TimeOfDay time);  ///< "17h00"

/// "12/10" as a day of this year, whatever the side; nothing when it isn't one.
[[nodiscard]] bool is_some_day(const Part& part, Date today);

struct ReplyDocument {
  std::size_t parts{0};  ///< how many say it; 0: there is none here
  std::size_t last{0};   ///< the part that is the number itself
};

/// "12/BC-UBND", "báo cáo số 12/BC-UBND", "số 12".
[[nodiscard]] ReplyDocument document_at(const std::vector<Part>& parts, std::size_t at);

}  // namespace dondoc
