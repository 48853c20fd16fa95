// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_hints.h"

#include "rules/phrase/due_phrase_advice.h"
#include "rules/phrase/due_phrase_facts.h"
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr const char* example_day = "trước ngày 30/6/2026";
constexpr const char* open_years = "từ năm 2026 trở đi";
constexpr std::size_t completed_words_max = 20;

using Hints = std::vector<std::string>;

/// The token at which the mistake begins.
std::size_t mistaken(const PhraseScan& scan, const Remark& remark) {
  std::size_t at = 0;
  while (!scan.at(at).is_end() && scan.at(at).begin < remark.begin) {
    ++at;
  }
  return at;
}

/// The phrase without the signs at its end.
std::string bare(const PhraseScan& scan, std::size_t first, std::size_t last) {
  while (last > first && !scan.at(last - 1).is_word() && !scan.at(last - 1).is_number() &&
         !scan.at(last - 1).is_any_of({")", "%"})) {
    --last;
  }
  return last > first ? scan.words(first, last) : std::string();
}

std::optional<std::string> year_said(const PhraseScan& scan) {
  for (std::size_t at = 0; at < scan.size(); ++at) {
    if (scan.at(at).is_number() && scan.at(at).text.size() == year_digits) {
      return scan.words(at, at + 1);
    }
  }
  return std::nullopt;
}

/// What is to be done and says no time at all, with one; "ngay" and its like give way to it.
Hints completed(const PhraseScan& scan, const Remark& remark) {
  std::size_t words = 0;
  for (std::size_t at = 0; at < scan.size(); ++at) {
    if (scan.at(at).is_number() || scan.at(at).is("đã")) {
      return {};
    }
    words += scan.at(at).is_word() ? 1U : 0U;
  }
  if (scan.at(0).is("sau") && !scan.at(1).is("tết") && words <= completed_words_max) {
    return {scan.source().with(scan.span(0, 1), "trong 05 ngày làm việc sau")};
  }
  const std::size_t lead = behind_lead_in(scan, 0);
  if (words > completed_words_max || behind_deed(scan, lead) == lead ||
      scan.reads(0, {"thường", "trực"})) {
    return {};
  }
  const bool hurried = remark.message.find("làm sớm") != std::string::npos;
  const std::string phrase = bare(scan, 0, hurried ? mistaken(scan, remark) : scan.size());
  return {phrase.empty() ? std::string() : phrase + " " + example_day};
}

/// "trước kỳ họp", "trước khi …", "trước khai giảng": so many days before it, or before its day.
Hints before_event(const PhraseScan& scan, std::size_t at) {
  const bool happening = scan.at(at + 1).is_any_of(
      {"khi", "kỳ", "phiên", "hội", "cuộc", "đại", "lễ", "buổi", "mỗi", "khai", "họp"});
  if (!scan.at(at).is("trước") || !happening) {
    return {};
  }
  const WordSpan word = scan.span(at, at + 1);
  return {scan.source().with(word, "trước ngày"),
          scan.source().with(word, "chậm nhất 03 ngày làm việc trước")};
}

/// Without "dự kiến" or "khoảng", if it is sure.
Hints without_doubt(const PhraseScan& scan, std::size_t at) {
  const bool expected = scan.reads(at, {"dự", "kiến"});
  if (!expected && !scan.at(at).is_any_of({"khoảng", "gần", "tạm"})) {
    return {};
  }
  const std::size_t last = at + (expected ? 2U : 1U);
  const bool bracket = at > 0 && scan.at(at - 1).is("(") && scan.at(last).is(")");
  const std::size_t first = bracket ? at - 1 : at;
  const std::size_t behind = bracket ? last + 1 : last;
  const std::string lead = first > 0 ? scan.words(0, first) : std::string();
  const std::string rest = behind < scan.size() ? scan.words(behind, scan.size()) : std::string();
  const bool blank = !lead.empty() && scan.at(behind).is_word();
  return {lead + (blank ? " " : "") + rest};
}

/// "từ tháng 11/2025 đến khi …", "từ tháng 7 hằng năm": with an end.
Hints with_end(const PhraseScan& scan, std::size_t until) {
  std::size_t from = until;
  while (from > 0 && !scan.at(from).is("từ")) {
    --from;
  }
  if (!scan.at(from).is("từ") || from + 1 >= until) {
    return {};
  }
  const std::string begin = bare(scan, 0, until);
  const auto year = year_said(scan);
  return {begin + (year ? " đến hết năm " + *year : " đến hết tháng 12 hằng năm")};
}

/// "1,5 ngày": the whole days of it, which are never too late.
Hints whole_days(const PhraseScan& scan, std::size_t at) {
  const bool decimals = scan.at(at).is_number() && scan.at(at + 1).is_any_of({",", "."}) &&
                        scan.at(at + 2).is_number() && scan.at(at).value > 0;
  return decimals ? Hints{scan.source().with(scan.span(at, at + 3), scan.words(at, at + 1))}
                  : Hints();
}

/// The sentences, and what stands in front of a bracket that only remarks something, that don't
/// hold the mistake.
Hints other_sentences(const PhraseScan& scan, std::size_t mistake) {
  Hints hints;
  std::size_t first = 0;
  for (std::size_t at = 0; at <= scan.size(); ++at) {
    const bool remark = scan.at(at).is("(") &&
                        (scan.reads(at + 1, {"lưu", "ý"}) || scan.reads(at + 1, {"ghi", "chú"}));
    const bool end = at == scan.size() || scan.at(at).is(";") || remark ||
                     (scan.at(at).is(".") && scan.at(at + 1).is_word() && !scan.at(at + 1).glued);
    if (!end) {
      continue;
    }
    const bool whole = first == 0 && at == scan.size();
    if (!whole && at > first && (mistake < first || mistake >= at)) {
      hints.push_back(bare(scan, first, at));
    }
    first = at + 1;
  }
  return hints;
}

/// "trước ngày 15/12 hằng năm ; (": one bracket too many or too few.
Hints without_brackets(const PhraseScan& scan) {
  std::string phrase;
  for (std::size_t at = 0; at < scan.size(); ++at) {
    const Token& token = scan.at(at);
    if (token.is(")") || (token.is("(") && phrase.empty())) {
      continue;
    }
    phrase +=
        token.is("(") ? ", " : (token.glued || phrase.empty() ? "" : " ") + scan.words(at, at + 1);
  }
  return {phrase};
}

void append(Hints& hints, Hints more) {
  hints.insert(hints.end(), more.begin(), more.end());
}

}  // namespace

std::vector<std::string> own_hints(const PhraseScan& scan, const Remark& remark) {
  const WordSpan mistake{remark.begin, remark.end};
  const std::size_t at = mistaken(scan, remark);
  const std::string words = scan.source().words(mistake);
  Hints hints;
  if (remark.code == "cadence-unsaid") {
    return {scan.source().with(mistake, words + " hằng quý")};
  }
  if (remark.code == no_due_code) {
    return completed(scan, remark);
  }
  if (remark.code == "data-window-is-no-due") {
    return {bare(scan, 0, at)};
  }
  if (remark.code == "unit-not-supported") {
    return whole_days(scan, at);
  }
  if (remark.code == "start-without-end") {
    // "lập báo cáo từ năm 2025, hoàn thành dự án chậm nhất vào năm 2030": the other clause
    std::size_t comma = at;
    while (!scan.at(comma).is_end() && !scan.at(comma).is(",")) {
      ++comma;
    }
    hints.push_back(comma + 1 < scan.size() ? bare(scan, comma + 1, scan.size()) : std::string());
    append(hints, remark.hint == open_years ? Hints() : with_end(scan, scan.size()));
    return hints;
  }
  const bool conflict = remark.code == "phrase-parts-conflict" || remark.code == two_dues;
  const bool unread = remark.code == "phrase-not-understood";
  if (conflict) {
    hints = clauses_apart(scan);
  }
  if (unread) {
    append(hints, without_doubt(scan, at));
    if (const auto year = year_said(scan); year && remark.hint == open_years) {
      // "Hoàn thành trong quý I/2026 và rà soát trong các năm tiếp theo (nếu có)"
      const auto joined = [&scan](std::size_t before) {
        while (before > 0 && !scan.at(before).is("và")) {
          --before;
        }
        return before;
      };
      if (scan.at(scan.size() - 1).is(")") &&
          scan.reads(scan.size() - 4, {"(", "nếu", "có", ")"})) {
        hints.push_back(bare(scan, 0, joined(at)));
      }
      hints.push_back("từ năm " + *year + " trở đi");
    }
    append(hints, before_event(scan, at));
    append(hints, scan.reads(at, {"đến", "khi"}) ? with_end(scan, at) : Hints());
    append(hints,
           at == 0 && remark.end == scan.source().text().code_points() ? without_brackets(scan)
                                                                       : Hints());
    append(hints, clauses_without(scan, mistake));
    append(hints, other_sentences(scan, at));
  }
  if (unread || remark.code == "date-not-in-calendar") {
    append(hints, dues_alone(scan, mistake));
  }
  return hints;
}

}  // namespace dondoc
