// SPDX-License-Identifier: Apache-2.0
// Lists of duties as people read them: one line a duty, and one line for what several units owe in
// the same words, so that twenty units with one task don't make twenty lines.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/occurrence.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// A line before it is written down.
struct DutyLine {
  std::string code;    ///< "57"; empty while the duty has none
  std::string words;   ///< "VII.6 …; hạn 11/12, quá 03 ngày"
  std::string lead;    ///< "Phòng Kinh tế"; empty when it need not be said
  std::string remark;  ///< what follows; may be empty
};

/// `words` of a duty, with `left` ("còn 03 ngày làm việc") behind its due.
[[nodiscard]] DutyLine duty_line(const Occurrence& occurrence,
                                 const RuleSet& rules,
                                 Instant now,
                                 const std::string& left = {});

/// The lines in their order, not numbered; what differs in code and lead alone stands together
/// where the first of it stood: "VII.1 …; hạn 28/4; chủ trì: Phòng Kinh tế (mã 7), Công an xã (mã
/// 9)".
struct WrittenLine {
  std::string text;
  std::size_t duties{1};
};
[[nodiscard]] std::vector<WrittenLine> written(const std::vector<DutyLine>& lines);

/// A part of a message that lists duties under a heading.
struct ListPart {
  std::string_view title;        ///< "QUÁ HẠN"
  std::string_view short_title;  ///< "quá hạn"
  int lines_max{50};
};
/// Adds the part, with as many lines as the text can hold up to `bytes_max`; what can't be listed,
/// and what `unlisted` others there are, is counted. What a subject says of it ("02 quá hạn"), or
/// nothing when nothing is listed.
[[nodiscard]] std::string add_part(std::string& text,
                                   const ListPart& part,
                                   std::size_t bytes_max,
                                   const std::vector<DutyLine>& listed,
                                   std::size_t unlisted);

}  // namespace dondoc
