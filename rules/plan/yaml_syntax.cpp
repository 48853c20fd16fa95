// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/yaml_syntax.h"

#include "rules/plan/code_points.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace dondoc {

namespace {

constexpr int bad_lines_max = 10;
constexpr char32_t next_line = 0x85;
constexpr char32_t line_separator = 0x2028;
constexpr char32_t paragraph_separator = 0x2029;

bool is_line_end(char32_t value) {
  return value == '\n' || value == '\r' || value == next_line || value == line_separator ||
         value == paragraph_separator;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view left_of(std::string_view line, int column) {
  return line.substr(0, byte_of_code_point(line, static_cast<std::size_t>(column - 1)));
}

Span rest_of_line(const YamlFile& file, Mark from) {
  return {from, {from.line, static_cast<int>(count_code_points(file.line(from.line))) + 1}};
}

/// Where the line's first word starts.
Mark first_word(const YamlFile& file, int line) {
  const std::string_view text = file.line(line);
  const auto blanks = text.find_first_not_of(" \t");
  return {line, blanks == std::string_view::npos ? 1 : static_cast<int>(blanks) + 1};
}

std::string in_double_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') {
      quoted.push_back('\\');
    }
    quoted.push_back(letter);
  }
  return quoted + "\"";
}

/// "title: Báo cáo: tháng 6" with its value in quotes; empty when the line has no `key: value`.
std::string with_quoted_value(std::string_view line) {
  const std::string_view words = trimmed(line);
  const auto colon = words.find(": ");
  if (colon == std::string_view::npos) {
    return {};
  }
  const std::string_view value = trimmed(words.substr(colon + 1));
  return std::string(words.substr(0, colon)) + ": " + in_double_quotes(value);
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

using Teller = void (*)(YamlFile&, const SyntaxProblem&);

void tell_missing_colon(YamlFile& file, const SyntaxProblem& problem) {
  const Mark at = problem.context_mark;
  const std::string_view line = file.line(at.line);
  const std::string_view words =
      trimmed(line.substr(byte_of_code_point(line, static_cast<std::size_t>(at.column - 1))));
  const auto blank = words.find(' ');
  std::string hint = "viết `khoá: giá trị`, sau dấu hai chấm có một dấu cách";
  if (blank != std::string_view::npos && !contains(words, "\"") && words.front() != '\'') {
    hint = "`" + std::string(words.substr(0, blank)) + ": " + std::string(words.substr(blank + 1)) +
           "`, hoặc thụt dòng này vào nếu nó nối tiếp dòng trên";
  }
  file.error(rest_of_line(file, at),
             "missing-colon",
             "dòng này thiếu dấu hai chấm sau tên khoá",
             printable(hint, 200));
}

void tell_misplaced_value(YamlFile& file, const SyntaxProblem& problem) {
  const Mark at = problem.problem_mark;
  const std::string_view line = file.line(at.line);
  if (contains(left_of(line, at.column), ": ")) {
    const std::string quoted = with_quoted_value(line);
    file.error({at, {at.line, at.column + 1}},
               "colon-in-value",
               "giá trị có dấu hai chấm nên phải đặt trong dấu ngoặc kép",
               quoted.empty() ? "" : "`" + printable(quoted, 200) + "`");
    return;
  }
  file.error(rest_of_line(file, first_word(file, at.line)),
             "bad-indentation",
             "dòng này thụt vào sâu hơn các khoá cùng cấp ở trên",
             "đặt thẳng cột với khoá ở trên; dòng trên đã có giá trị nên không thể có khoá con");
}

void tell_bad_token(YamlFile& file, const SyntaxProblem& problem) {
  const Mark at = problem.problem_mark;
  const std::string_view line = file.line(at.line);
  const std::size_t byte = byte_of_code_point(line, static_cast<std::size_t>(at.column - 1));
  const std::string letter = byte < line.size() ? std::string(1, line[byte]) : std::string();
  if (letter == "\t") {
    file.error({at, {at.line, at.column + 1}},
               "tab-indentation",
               "thụt dòng bằng phím Tab; YAML chỉ nhận dấu cách",
               "thay mỗi Tab bằng hai dấu cách");
    return;
  }
  file.error({at, {at.line, at.column + 1}},
             "bad-character",
             "giá trị không được bắt đầu bằng ký tự `" + letter + "`",
             "đặt cả giá trị trong dấu ngoặc kép");
}

void tell_tab(YamlFile& file, const SyntaxProblem& problem) {
  const Mark at = problem.problem_mark;
  file.error({at, {at.line, at.column + 1}},
             "tab-indentation",
             "thụt dòng bằng phím Tab; YAML chỉ nhận dấu cách",
             "thay mỗi Tab bằng hai dấu cách");
}

void tell_unclosed_quote(YamlFile& file, const SyntaxProblem& problem) {
  file.error(rest_of_line(file, problem.context_mark),
             "unclosed-quote",
             "dấu ngoặc mở ở đây không có dấu đóng",
             "thêm dấu đóng ở cuối giá trị, cùng loại với dấu mở");
}

void tell_bad_escape(YamlFile& file, const SyntaxProblem& problem) {
  const Mark at = problem.problem_mark;
  file.error({at, {at.line, at.column + 2}},
             "bad-escape",
             "trong dấu ngoặc kép, dấu `\\` phải đi với một ký hiệu YAML biết (như `\\\"`)",
             "viết `\\\\` nếu cần chính dấu `\\`, hoặc dùng dấu ngoặc đơn '…'");
}

/// The bracket that is still open at a mark: the mark's own, or before it the last one that nothing
/// closes; where a file ends the parser points behind it.
Mark open_bracket(const YamlFile& file, Mark mark) {
  int closed = 0;
  for (int number = std::min(mark.line, file.line_count()); number > 0; --number) {
    std::string_view line = file.line(number);
    if (number == mark.line) {
      line = line.substr(0, left_of(line, mark.column).size() + 1);
    }
    for (std::size_t at = line.size(); at-- > 0;) {
      if (line[at] == ']' || line[at] == '}') {
        ++closed;
      } else if ((line[at] == '[' || line[at] == '{') && closed-- == 0) {
        return {number, static_cast<int>(count_code_points(line.substr(0, at))) + 1};
      }
    }
  }
  return mark;
}

void tell_unclosed_bracket(YamlFile& file, const SyntaxProblem& problem) {
  const Mark at = open_bracket(file, problem.context_mark);
  const std::string_view line = file.line(at.line);
  const bool list = line.substr(left_of(line, at.column).size()).starts_with('[');
  file.error(rest_of_line(file, at),
             "unclosed-bracket",
             list ? "dấu `[` mở ở đây không có `]`, hoặc thiếu dấu phẩy giữa hai mục"
                  : "dấu `{` mở ở đây không có `}`, hoặc thiếu dấu phẩy giữa hai khoá",
             list ? "viết `[mục-1, mục-2]`" : "viết `{ khoá: giá trị, khoá: giá trị }`");
}

void tell_bad_indentation(YamlFile& file, const SyntaxProblem& problem) {
  const Mark at = problem.problem_mark;
  const std::string_view word = trimmed(left_of(file.line(at.line), at.column));
  if (!word.empty()) {
    file.error(rest_of_line(file, at),
               "text-after-value",
               "không đọc được phần này: giá trị của khoá đã kết thúc ở trước nó",
               "đặt cả giá trị trong một cặp dấu ngoặc kép");
    return;
  }
  file.error(rest_of_line(file, at),
             "bad-indentation",
             "dòng này thụt vào không khớp với dòng nào ở trên",
             "đặt thẳng cột với khoá cùng cấp (khối bắt đầu ở dòng " +
                 std::to_string(problem.context_mark.line) + ", cột " +
                 std::to_string(problem.context_mark.column) + ")");
}

void tell_misplaced_dash(YamlFile& file, const SyntaxProblem& problem) {
  const Mark at = problem.problem_mark;
  file.error({at, {at.line, at.column + 1}},
             "misplaced-dash",
             "dấu `-` đầu mục không được đứng ở đây",
             "xuống dòng sau dấu hai chấm rồi mới viết `- `, hoặc đặt giá trị trong dấu ngoặc kép");
}

void tell_bad_name(YamlFile& file, const SyntaxProblem& problem) {
  const Mark at = problem.context_mark;
  file.error({at, {at.line, at.column + 1}},
             "bad-character",
             "giá trị không được bắt đầu bằng ký tự này",
             "đặt cả giá trị trong dấu ngoặc kép");
}

bool is_hard_space(char32_t value) {
  return value == 0xA0 || (value >= 0x2000 && value <= 0x200B) || value == 0x202F ||
         value == 0x3000;
}

/// The last line down to this one that begins with spaces of word processors, which look like those
/// that indent; nullopt when there is none. Further up they have done no harm (in a comment, in a
/// text of several lines).
std::optional<Span> hard_indentation(const YamlFile& file, int last) {
  constexpr int lines_back_max = 3;
  const int first = std::max(0, last - lines_back_max);
  for (int number = std::min(last, file.line_count()); number > first; --number) {
    const std::string_view line = file.line(number);
    std::size_t at = std::min(line.find_first_not_of(" \t"), line.size());
    const int column = 1 + static_cast<int>(at);
    int width = 0;
    while (at < line.size()) {
      const CodePoint point = code_point_at(line, at);
      if (!is_hard_space(point.value)) {
        break;
      }
      at += point.bytes;
      ++width;
    }
    if (width > 0) {
      return Span{{number, column}, {number, column + width}};
    }
  }
  return std::nullopt;
}

struct KnownProblem {
  std::string_view context;
  std::string_view problem;
  Teller tell;
};

// In the order of trying; an empty part fits everything.
constexpr std::array<KnownProblem, 17> known_problems{{
    {"simple key", "could not find expected ':'", tell_missing_colon},
    {"", "mapping values are not allowed", tell_misplaced_value},
    {"", "block sequence entries are not allowed", tell_misplaced_dash},
    {"", "cannot start any token", tell_bad_token},
    {"", "found a tab character", tell_tab},
    {"quoted scalar", "escape", tell_bad_escape},
    {"quoted scalar", "hexdecimal", tell_bad_escape},
    {"quoted scalar", "", tell_unclosed_quote},
    {"flow sequence", "", tell_unclosed_bracket},
    {"flow mapping", "", tell_unclosed_bracket},
    {"flow node", "", tell_unclosed_bracket},
    {"block mapping", "", tell_bad_indentation},
    {"block collection", "", tell_bad_indentation},
    {"scanning an anchor", "", tell_bad_name},
    {"scanning an alias", "", tell_bad_name},
    {" tag", "", tell_bad_name},
    {"directive", "", tell_bad_name},
}};

}  // namespace

void tell_syntax_problem(YamlFile& file,
                         const SyntaxProblem& problem,
                         const QuotedOverLines& last_quoted) {
  const int seen_to = std::max(problem.problem_mark.line, problem.context_mark.line);
  if (const auto hard = hard_indentation(file, seen_to)) {
    file.error(*hard,
               "hard-space-indentation",
               "thụt dòng bằng dấu cách đặc biệt (thường do chép từ Word hoặc trang web); YAML chỉ "
               "nhận dấu cách thường",
               "xoá rồi gõ lại bằng dấu cách");
    return;
  }
  const bool right_behind_quote =
      last_quoted.seen && problem.problem_mark.line == last_quoted.span.end.line;
  if (right_behind_quote) {
    SyntaxProblem forgotten = problem;
    forgotten.context_mark = last_quoted.span.begin;
    tell_unclosed_quote(file, forgotten);
    return;
  }
  const auto known = std::find_if(
      known_problems.begin(), known_problems.end(), [&problem](const KnownProblem& candidate) {
        return contains(problem.context, candidate.context) &&
               contains(problem.problem, candidate.problem);
      });
  if (known != known_problems.end()) {
    known->tell(file, problem);
    return;
  }
  const Mark at = problem.problem_mark;
  file.error({at, {at.line, at.column + 1}},
             "syntax-error",
             "không đọc được tệp từ chỗ này trở đi",
             "kiểm tra thụt dòng, dấu ngoặc và dấu hai chấm ở dòng này và dòng trên");
}

bool tell_bad_bytes(YamlFile& file, std::string_view text) {
  const bool utf16 = text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF";
  if (utf16) {
    file.error(
        {}, "not-utf8", "tệp được lưu bằng bảng mã UTF-16", "lưu lại tệp bằng bảng mã UTF-8");
    return true;
  }
  int bad_lines = 0;
  Mark mark;
  int told_line = 0;
  for (std::size_t at = 0; at < text.size() && bad_lines < bad_lines_max;) {
    const CodePoint point = code_point_at(text, at);
    at += point.bytes;
    const bool line_end = is_line_end(point.value);
    const bool control = point.value != '\t' && !line_end &&
                         (point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0));
    const bool noncharacter = point.value == 0xFEFF || (point.value & 0xFFFEU) == 0xFFFEU;
    if ((!point.valid || control || noncharacter) && told_line != mark.line) {
      told_line = mark.line;
      ++bad_lines;
      const Span span{mark, {mark.line, mark.column + 1}};
      if (!point.valid) {
        file.error(span,
                   "not-utf8",
                   "byte này không thuộc bảng mã UTF-8",
                   "lưu lại tệp bằng bảng mã UTF-8 (không dùng TCVN3, VNI hay Windows-1258)");
      } else {
        file.error(
            span,
            "control-character",
            point.value == 0 ? "tệp chứa byte NUL" : "tệp chứa ký tự điều khiển không in được",
            "xoá ký tự này");
      }
    }
    if (line_end) {
      if (point.value == '\r' && at < text.size() && text[at] == '\n') {
        ++at;
      }
      mark = {mark.line + 1, 1};
    } else {
      ++mark.column;
    }
  }
  return bad_lines > 0;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.bytes;
    if (!is_line_end(point.value)) {
      append_code_point(line, point.value);
      continue;
    }
    if (point.value == '\r' && at < text.size() && text[at] == '\n') {
      ++at;
    }
    lines.push_back(std::move(line));
    line.clear();
  }
  if (!line.empty()) {
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.bytes;
    if (!is_line_end(point.value)) {
      continue;
    }
    if (point.value == '\r' && at < text.size() && text[at] == '\n') {
      ++at;
    }
    starts.push_back(at);
  }
  return starts;
}

}  // namespace dondoc
