// SPDX-License-Identifier: Apache-2.0
// In which years something is owed.
#include "rules/phrase/due_phrase_frames.h"
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_words.h"

namespace dondoc {
namespace {

bool is_year(const PhraseScan& scan, std::size_t index) {
  const Token& token = scan.at(index);
  return token.is_number() && token.text.size() == year_digits && token.value >= year_min &&
         token.value <= year_max;
}

/// "năm 2026 và các năm tiếp theo" with no word that says whether each year has a due of its own.
bool is_mere_list(const PhraseScan& scan, std::size_t first, std::size_t last) {
  bool cadence = !scan.at(first).is_any_of({"và", ","}) || is_every_word(scan.at(first + 1));
  for (std::size_t at = 0; at < scan.size(); ++at) {
    const bool said = is_every_word(scan.at(at)) || scan.reads(at, {"thường", "xuyên"}) ||
                      scan.at(at).is("định") || scan.at(at).is("lần") || scan.at(at).is("%");
    cadence = cadence || (said && (at < first || at >= last));
  }
  return !cadence;
}

}  // namespace

std::optional<Read<YearsPart>> read_years(PhraseScan& scan, std::size_t first) {
  YearsPart years;
  std::size_t index = scan.behind_any(first, {{"trong"}, {"cho"}, {"cả"}, {"hết"}, {"đến", "hết"}});
  const std::size_t word = index;
  index = scan.behind_any(index, {{"cả", "giai", "đoạn"}, {"giai", "đoạn"}, {"thời", "kỳ"}});
  const bool period = index > word && !(first > 0 && scan.at(first - 1).is("từng"));
  if (period) {
    index = scan.behind_any(index, {{"5", "năm"}, {"05", "năm"}});
  }
  index = period ? scan.behind_any(index, {{"từ"}}) : first;
  const bool from = !period && (scan.at(first).is("từ") || scan.reads(first, {"kể", "từ"}) ||
                                scan.reads(first, {"bắt", "đầu", "từ"}));
  if (from) {
    index = scan.behind_any(first, {{"bắt", "đầu", "từ"}, {"kể", "từ"}, {"từ"}});
  }
  index = scan.behind_any(index, {{"các", "năm"}, {"năm"}});
  // "trong 02 năm 2026 - 2027"
  constexpr int counted_years_max = 10;
  const bool counted = scan.at(index).is_number() && scan.at(index).value <= counted_years_max &&
                       scan.at(index + 1).is("năm") && is_year(scan, index + 2);
  index += counted ? 2U : 0U;
  const bool intake = first >= 1 && scan.at(first - 1).is_any_of({"khóa", "khoá"});
  const bool term_of_office = intake || (first >= 2 && scan.reads(first - 2, {"nhiệm", "kỳ"}));
  if (term_of_office && is_year(scan, index)) {
    const bool both = scan.at(index + 1).is_any_of({"-", "đến", "/"}) && is_year(scan, index + 2);
    scan.fail(scan.span(first - (intake ? 1U : 2U), index + 1),
              "phrase-not-understood",
              "Nhiệm kỳ không trùng năm dương lịch; hãy ghi ngày, tháng cụ thể, hoặc các năm.",
              both ? "giai đoạn " + scan.words(index, index + 1) + " - " +
                         scan.words(index + 2, index + 3)
                   : std::string(once_hint));
    return std::nullopt;
  }
  if (!is_year(scan, index)) {
    // "giai đoạn 1", "giai đoạn II" are numbered and have their own dates.
    const bool numbered = scan.at(index).is_number() || quarter_named(scan.at(index)) != 0;
    // "Thời kỳ ổn định ngân sách": which one, its own words say
    const bool named = scan.at(index).is_word() && !scan.at(index).is_any_of({"và", "này", "của"});
    if (!period || numbered || named || scan.at(index - 1).is("năm")) {
      return std::nullopt;
    }
    years.words = scan.span(first, index);
    scan.role(first, index, "kỳ: cả giai đoạn của kế hoạch");
    return Read<YearsPart>{years, index};
  }
  const int start = scan.at(index).value;
  std::size_t last = index + 1;
  const std::size_t onward = scan.behind_any(last,
                                             {{"trở", "đi"},
                                              {"trở", "về", "sau"},
                                              {"và", "các", "năm", "tiếp", "theo"},
                                              {"và", "các", "năm", "sau"},
                                              {"và", "các", "năm", "tiếp"},
                                              {"và", "những", "năm", "tiếp", "theo"},
                                              {"và", "những", "năm", "sau"},
                                              {"và", "hằng", "năm", "tiếp", "theo"},
                                              {",", "các", "năm", "tiếp", "theo"},
                                              {"và", "các", "năm", "kế", "tiếp"}});
  years.first = start;
  if (onward > last && is_mere_list(scan, last, onward)) {
    const std::string year = "từ năm " + std::to_string(start);
    scan.fail(scan.span(first, onward),
              "phrase-two-readings",
              "Cụm từ có hai cách hiểu: (1) mỗi năm một lần, đến hết ngày 31/12, " + year +
                  "; (2) thường xuyên " + year + ", không có thời hạn riêng.",
              "hằng năm " + year);
    return std::nullopt;
  }
  if (onward > last) {
    years.open = true;
    years.words = scan.span(first, onward);
    scan.role(first, onward, "các năm: từ năm " + std::to_string(start) + " trở đi");
    return Read<YearsPart>{years, onward};
  }
  const bool slash = scan.at(last).is("/") && is_year(scan, last + 1);
  std::size_t end = scan.behind_any(last, {{"đến", "hết"}, {"đến"}, {"tới"}, {"-"}, {"~"}});
  end = end > last ? scan.behind(end, {"năm"}) : end;
  if (slash || end == last || !is_year(scan, end)) {
    return std::nullopt;
  }
  years.last = scan.at(end).value;
  last = end + 1;
  if (*years.last < start) {
    scan.fail(scan.span(first, last),
              "years-reversed",
              "Năm cuối đứng trước năm đầu.",
              scan.source().with(scan.span(index, last),
                                 std::to_string(*years.last) + " - " + std::to_string(start)));
    return std::nullopt;
  }
  years.words = scan.span(first, last);
  scan.role(first, last, "các năm: " + std::to_string(start) + " - " + std::to_string(*years.last));
  return Read<YearsPart>{years, last};
}

}  // namespace dondoc
