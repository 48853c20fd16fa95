// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/mail_answer.h"

#include "rules/phrase/normal_form.h"

#include <algorithm>
#include <array>
#include <vector>

namespace dondoc {
namespace {

/// Enough of a line to know what it is.
constexpr std::size_t looked_at_bytes_max = 400;
/// "Vào Th 2, 28 thg 9, 2026 lúc 08:12 UBND xã <…> đã viết:" is often broken into lines.
constexpr std::size_t introduction_lines_max = 3;
constexpr std::size_t header_lines_max = 4;
constexpr std::size_t rule_length_min = 5;

struct Line {
  std::string_view text;
  std::string plain;  ///< lower case, without marks, blanks at neither end
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\v\f";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

std::vector<Line> lines_of(std::string_view body) {
  body = body.substr(0, mail_answer_bytes_max);
  std::vector<Line> lines;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    Line line{trimmed(body.substr(0, end)), {}};
    for (const NormalLetter& letter :
         normal_form(line.text.substr(0, looked_at_bytes_max)).letters) {
      append_utf8(line.plain, without_marks(letter.value));
    }
    line.plain = std::string{trimmed(line.plain)};
    lines.push_back(std::move(line));
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return lines;
}

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

template <std::size_t count>
bool starts_with_any(std::string_view text, const std::array<std::string_view, count>& starts) {
  return std::any_of(starts.begin(), starts.end(), [text](std::string_view start) {
    return starts_with(text, start);
  });
}

bool is_quoted(const Line& line) {
  return starts_with(line.plain, ">");
}

/// "On … wrote:", "Vào … đã viết:"; how many lines it takes, 0 when it is none.
std::size_t introduction_at(const std::vector<Line>& lines, std::size_t at) {
  static constexpr std::array<std::string_view, 5> starts{"on ", "vao ", "luc ", "ngay ", "vao:"};
  const bool begins = starts_with_any(lines[at].plain, starts);
  for (std::size_t count = 1; count <= introduction_lines_max && at + count <= lines.size();
       ++count) {
    const std::string& last = lines[at + count - 1].plain;
    if (last.empty()) {
      return 0;
    }
    if (ends_with(last, "da viet:") || ends_with(last, "wrote:")) {
      return begins || count == 1 ? count : 0;
    }
  }
  return 0;
}

/// The head of a mail that is passed on: "From: …" with "Sent: …" close below.
bool is_old_head(const std::vector<Line>& lines, std::size_t at) {
  static constexpr std::array<std::string_view, 4> from{"from:", "tu:", "*from:*", "nguoi gui:"};
  static constexpr std::array<std::string_view, 9> more{
      "sent:", "date:", "to:", "subject:", "da gui:", "gui:", "ngay:", "toi:", "den:"};
  if (!starts_with_any(lines[at].plain, from)) {
    return false;
  }
  for (std::size_t next = at + 1; next < lines.size() && next <= at + header_lines_max; ++next) {
    if (starts_with_any(lines[next].plain, more)) {
      return true;
    }
  }
  return false;
}

/// A line of dashes or underscores, with or without words inside: "-----Original Message-----".
bool is_rule(const Line& line) {
  return starts_with(line.plain, std::string(rule_length_min, '-')) ||
         starts_with(line.plain, std::string(rule_length_min, '_'));
}

bool is_signature(const Line& line) {
  static constexpr std::array<std::string_view, 7> programs{"sent from ",
                                                            "get outlook",
                                                            "duoc gui tu ",
                                                            "da gui tu ",
                                                            "gui tu ",
                                                            "tai outlook",
                                                            "lay outlook"};
  return line.plain == "--" || starts_with_any(line.plain, programs);
}

bool is_closing(const Line& line) {
  static constexpr std::array<std::string_view, 12> words{"tran trong",
                                                          "tran trong cam on",
                                                          "xin tran trong cam on",
                                                          "tran trong kinh bao",
                                                          "kinh bao",
                                                          "kinh thu",
                                                          "cam on",
                                                          "xin cam on",
                                                          "best regards",
                                                          "regards",
                                                          "thanks",
                                                          "than"};
  std::string_view said = line.plain;
  while (!said.empty() && std::string_view{",.!/; "}.find(said.back()) != std::string_view::npos) {
    said.remove_suffix(1);
  }
  return std::find(words.begin(), words.end(), said) != words.end();
}

bool is_salutation(const Line& line) {
  static constexpr std::array<std::string_view, 4> starts{
      "kinh gui", "kinh thua", "dear ", "kinh chao"};
  return starts_with_any(line.plain, starts) &&
         line.plain.find_first_of("0123456789") == std::string::npos;
}

/// Where the writer's own text can begin: behind blank lines, and behind a quotation that stands
/// above the answer.
std::size_t start_of_answer(const std::vector<Line>& lines) {
  std::size_t at = 0;
  while (at < lines.size()) {
    const std::size_t introduction = introduction_at(lines, at);
    const std::size_t behind = at + introduction;
    if (introduction != 0 && behind < lines.size() && is_quoted(lines[behind])) {
      at = behind;
    } else if (lines[at].plain.empty() || is_quoted(lines[at]) || is_salutation(lines[at])) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

}  // namespace

std::string answer_in_mail(std::string_view body) {
  const std::vector<Line> lines = lines_of(body);
  std::string answer;
  for (std::size_t at = start_of_answer(lines); at < lines.size(); ++at) {
    const Line& line = lines[at];
    const bool ends = line.plain.empty() || is_quoted(line) || is_rule(line) ||
                      is_signature(line) || is_closing(line) || is_old_head(lines, at) ||
                      introduction_at(lines, at) != 0;
    if (ends) {
      break;
    }
    answer += (answer.empty() ? "" : "\n") + std::string{line.text};
  }
  return answer;
}

}  // namespace dondoc
