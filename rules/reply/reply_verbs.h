// SPDX-License-Identifier: Apache-2.0
// The verbs of replies: how each is written, and what may stand behind it.
#pragma once

#include "rules/reply/reply.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

enum class Given { no, optional, needed };

/// On which side of today a day without a year lies.
enum class DateSide { behind, ahead };

struct VerbForm {
  ReplyVerb verb{ReplyVerb::help};
  std::string_view name;     ///< stable: "complete"
  std::string_view word;     ///< by the book: "XONG"
  std::string_view meaning;  ///< "báo hoàn thành"
  std::string_view details{};  ///< what may follow the code, as people are told: "số-ký hiệu ngày"
  Given codes{Given::needed};
  Given date{Given::no};
  DateSide side{DateSide::behind};
  Given document{Given::no};
  Given text{Given::no};
  /// With their diacritics, words apart, '|' between them; the book's word isn't repeated.
  std::string_view spellings{};
};

[[nodiscard]] std::span<const VerbForm> verb_forms();
[[nodiscard]] const VerbForm& form_of(ReplyVerb verb);

/// All of them, the book's word first.
[[nodiscard]] std::vector<std::string_view> spellings_of(const VerbForm& form);

/// "XONG 42 số-ký hiệu ngày"; without codes "XONG mã số-ký hiệu ngày".
[[nodiscard]] std::string how_to_write(const VerbForm& form, const std::vector<int>& codes);

}  // namespace dondoc
