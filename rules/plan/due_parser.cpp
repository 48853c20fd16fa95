// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/due_parser.h"

#include "rules/phrase/due_phrase.h"
#include "rules/plan/code_points.h"
#include "rules/plan/decoder.h"
#include "rules/plan/spelling.h"

#include <charconv>
#include <string_view>
#include <utility>

namespace dondoc {

namespace {

constexpr int years_later_max = 10;
constexpr int months_later_max = 12;

struct Window {
  Date first;
  Date last;
};

std::optional<int> read_number(std::string_view text) {
  int number = 0;
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || failure != std::errc{} || stop != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

/// "2026", "2026-Q3", "2026-08".
std::optional<Window> read_period(std::string_view text) {
  if (text.size() < 4 || !read_number(text.substr(0, 4))) {
    return std::nullopt;
  }
  const int year = *read_number(text.substr(0, 4));
  unsigned first = 1;
  unsigned last = 12;
  if (text.size() == 7 && text[4] == '-') {
    const bool quarter = text[5] == 'Q';
    const std::optional<int> number = read_number(text.substr(quarter ? 6 : 5));
    if (!number || *number < 1 || *number > (quarter ? 4 : 12)) {
      return std::nullopt;
    }
    const auto part = static_cast<unsigned>(*number);
    last = quarter ? part * 3 : part;
    first = quarter ? last - 2 : part;
  } else if (text.size() != 4) {
    return std::nullopt;
  }
  if (!valid_date(year, first, 1)) {
    return std::nullopt;
  }
  return Window{make_date(year, first, 1), last_of_month(year, last)};
}

class FormalDueReader {
 public:
  FormalDueReader(YamlFile& file, const Node& node)
      : file_(file), node_(node), mapping_(file, node, "thời hạn") {}

  std::optional<DueRule> read() {
    const std::size_t errors_before = file_.diagnostics().size();
    const auto every = mapping_.choice("every", Need::required, {"once", "year", "month"});
    if (!every) {
      // Which keys belong here can't be known; only what is none of all keys is told.
      for (const std::string_view key :
           {"in", "date", "months", "day", "later", "limit", "time", "roll"}) {
        static_cast<void>(mapping_.any(key, Need::optional));
      }
      mapping_.finish();
      return std::nullopt;
    }
    if (*every == 0) {
      read_once();
    } else if (*every == 1) {
      read_yearly();
    } else {
      read_monthly();
    }
    read_common();
    mapping_.finish();
    return file_.diagnostics().size() == errors_before ? std::optional(rule_) : std::nullopt;
  }

 private:
  void read_common() {
    const auto limit = mapping_.choice("limit", Need::optional, {"by", "before"});
    rule_.limit = static_cast<Limit>(limit.value_or(0));
    rule_.time = mapping_.time("time", Need::optional);
    const auto roll = mapping_.choice("roll", Need::optional, {"none", "next", "previous"});
    rule_.roll = static_cast<Roll>(roll.value_or(0));
  }

  void read_once() {
    OnceRule once;
    const Node* in = mapping_.any("in", Need::optional);
    const auto date = mapping_.date("date", Need::optional);
    std::optional<Window> window;
    if (in != nullptr) {
      const auto text = decode_text(file_, *in, "`in`", id_code_points_max);
      window = text ? read_period(*text) : std::nullopt;
      once.period = text.value_or("");
      if (text && !window) {
        file_.error(head_of(*in),
                    "bad-period",
                    "`in` phải là một năm, quý hoặc tháng",
                    "viết `2026`, `2026-Q3` hoặc `2026-08`");
      }
    } else if (mapping_.key_node("date") == nullptr) {
      file_.error(head_of(node_),
                  "missing-key",
                  "thời hạn một lần phải có `date` (ngày) hoặc `in` (năm, quý, tháng)",
                  "ví dụ: `{ every: once, date: 2026-04-28 }`");
    }
    if (window) {
      once.first = window->first;
      once.last = date.value_or(window->last);
    } else if (date) {
      once.last = *date;
    }
    if (window && date && *date < window->first) {
      file_.error(head_of(node_), "ends-before-start", "`date` đứng trước ngày đầu của `in`");
    }
    rule_.recurrence = once;
  }

  void read_yearly() {
    YearlyRule yearly;
    if (const Node* months = mapping_.any("months", Need::optional)) {
      read_months(*months, yearly);
    }
    yearly.day = read_day();
    yearly.years_later = mapping_.integer("later", Need::optional, 0, years_later_max).value_or(0);
    // A leap year is asked: 29 February is a day, clamped in the other years.
    constexpr int leap_year = 2028;
    if (yearly.day && !valid_date(leap_year, yearly.last_month, *yearly.day)) {
      file_.error(mapping_.key_node("day")->span,
                  "date-not-in-calendar",
                  "tháng " + std::to_string(yearly.last_month) + " không có ngày " +
                      std::to_string(*yearly.day),
                  "bỏ khoá `day` nếu muốn nói ngày cuối tháng");
    }
    rule_.recurrence = yearly;
  }

  void read_months(const Node& node, YearlyRule& yearly) {
    const auto text = decode_text(file_, node, "`months`", id_code_points_max);
    if (!text) {
      return;
    }
    const auto dash = text->find('-');
    const auto first = read_number(std::string_view(*text).substr(0, dash));
    const auto last =
        dash == std::string::npos ? first : read_number(std::string_view(*text).substr(dash + 1));
    if (!first || !last || *first < 1 || *last > 12 || *first > *last) {
      file_.error(head_of(node),
                  "bad-months",
                  "`months` phải là một tháng hoặc một khoảng tháng trong năm",
                  "viết `6` (tháng 6) hoặc `1-3` (quý I)");
      return;
    }
    yearly.first_month = static_cast<unsigned>(*first);
    yearly.last_month = static_cast<unsigned>(*last);
  }

  void read_monthly() {
    MonthlyRule monthly;
    monthly.day = read_day();
    monthly.months_later =
        mapping_.integer("later", Need::optional, 0, months_later_max).value_or(0);
    rule_.recurrence = monthly;
  }

  std::optional<unsigned> read_day() {
    const auto day = mapping_.integer("day", Need::optional, 1, 31);
    return day ? std::optional(static_cast<unsigned>(*day)) : std::nullopt;
  }

  YamlFile& file_;
  const Node& node_;
  MappingDecoder mapping_;
  DueRule rule_;
};

/// Where the code points `begin` to `end` of the scalar stand in the file. Only a scalar on one
/// line that is written as it is read can be counted in; else the whole scalar is meant.
Span words_of(const Node& node, std::size_t begin, std::size_t end) {
  const bool one_line = node.span.begin.line == node.span.end.line;
  const bool quoted =
      node.style == ScalarStyle::single_quoted || node.style == ScalarStyle::double_quoted;
  const int quotes = quoted ? 1 : 0;
  const int written = node.span.end.column - node.span.begin.column - 2 * quotes;
  const int read = static_cast<int>(count_code_points(node.text));
  if (!one_line || node.style == ScalarStyle::block || written != read || end < begin) {
    return node.span;
  }
  const int start = node.span.begin.column + quotes;
  const Mark first{node.span.begin.line, start + static_cast<int>(begin)};
  const Mark last{node.span.begin.line, start + static_cast<int>(end)};
  return {first, last};
}

/// A remark is a sentence of its own; in a diagnostic it goes on after a colon.
std::string as_clause(std::string sentence) {
  if (!sentence.empty() && sentence.back() == '.') {
    sentence.pop_back();
  }
  if (!sentence.empty() && sentence.front() >= 'A' && sentence.front() <= 'Z') {
    sentence.front() = static_cast<char>(sentence.front() - 'A' + 'a');
  }
  return sentence;
}

std::optional<ReadDue> read_phrase(YamlFile& file, const Node& node) {
  if (node.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    file.error(node.span, "empty-value", "thời hạn chưa có nội dung");
    return std::nullopt;
  }
  PhraseReading reading = read_due_phrase(node.text);
  bool refused = false;
  for (Remark& remark : reading.remarks) {
    const Span span = words_of(node, remark.begin, remark.end);
    if (remark.kind == RemarkKind::error) {
      refused = true;
      file.error(span, remark.code, as_clause(remark.message), remark.hint);
    } else {
      file.note(span, remark.code, as_clause(remark.message), remark.hint);
    }
  }
  if (!reading.rule && !refused) {
    file.error(node.span,
               "phrase-without-due",
               "cụm từ này không cho một thời hạn tính được thành ngày",
               "viết thời hạn cụ thể, ví dụ `chậm nhất trong tháng 6 hằng năm`");
  }
  if (!reading.rule || refused) {
    return std::nullopt;
  }
  return ReadDue{*std::move(reading.rule), composed(node.text)};
}

}  // namespace

std::optional<ReadDue> parse_due(YamlFile& file, const Node& node) {
  if (node.kind == NodeKind::scalar) {
    return read_phrase(file, node);
  }
  if (node.kind == NodeKind::sequence) {
    file.error(head_of(node),
               "wrong-type",
               "`due` chỉ nhận một thời hạn",
               "nhiệm vụ có nhiều thời hạn: chia thành các bước trong `stages`");
    return std::nullopt;
  }
  const auto rule = FormalDueReader(file, node).read();
  return rule ? std::optional(ReadDue{*rule, {}}) : std::nullopt;
}

}  // namespace dondoc
