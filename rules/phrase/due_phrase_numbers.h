// SPDX-License-Identifier: Apache-2.0
// Amounts as officials write them: "03", "ba", "03 (ba)", "ba (03)"; quarters in Roman numerals.
#pragma once

#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>
#include <optional>

namespace dondoc {

struct PhraseNumber {
  int value{0};
  std::size_t end{0};  ///< the token behind it
  bool in_digits{false};
};

/// Whether "năm" at the start may be the number five; elsewhere it is a year.
enum class Five { may_be_nam, never_nam };

/// A number in digits, in words or in both; both that disagree are a mistake of the scan.
[[nodiscard]] std::optional<PhraseNumber> read_number(PhraseScan& scan,
                                                      std::size_t first,
                                                      Five five = Five::never_nam);

/// A number in words alone, up to 999.
[[nodiscard]] std::optional<PhraseNumber> read_number_words(const PhraseScan& scan,
                                                            std::size_t first,
                                                            Five five);

/// 1 to 4 for "I" to "IV", "1" to "4", "một" to "bốn"; 0 when the token names no quarter, -1 when
/// it is a numeral that no quarter has ("V", "5").
[[nodiscard]] int quarter_named(const Token& token);

}  // namespace dondoc
