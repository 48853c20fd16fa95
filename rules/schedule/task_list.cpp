// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/task_list.h"

#include "rules/plan/code_points.h"
#include "rules/plan/spelling.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace dondoc {

namespace {

/// In the order of the cells of a line.
constexpr std::array<TaskField, 6> columns{TaskField::unit,
                                           TaskField::title,
                                           TaskField::due,
                                           TaskField::product,
                                           TaskField::document,
                                           TaskField::support};
constexpr std::size_t due_column = 2;
constexpr std::string_view no_break_space = "\xC2\xA0";

struct Cell {
  std::string text;
  std::size_t begin{0};  ///< in bytes of its line
};

std::string_view without_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) {
    line.remove_suffix(1);
  }
  return line;
}

std::size_t blank_at(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == ' ') {
    return 1;
  }
  return text.substr(at, no_break_space.size()) == no_break_space ? no_break_space.size() : 0;
}

Cell cell_of(std::string_view line, std::size_t from, std::size_t end) {
  for (std::size_t blank = blank_at(line, from); from < end && blank > 0;
       blank = blank_at(line, from)) {
    from += blank;
  }
  from = std::min(from, end);
  std::string_view text = line.substr(from, end - from);
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1);
  }
  while (text.size() >= no_break_space.size() &&
         text.substr(text.size() - no_break_space.size()) == no_break_space) {
    text.remove_suffix(no_break_space.size());
  }
  return {std::string(text), from};
}

std::vector<Cell> cells_of(std::string_view line) {
  const char mark = line.find('\t') != std::string_view::npos ? '\t' : '|';
  std::vector<Cell> cells;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t end = std::min(line.find(mark, from), line.size());
    cells.push_back(cell_of(line, from, end));
    from = end + 1;
  }
  return cells;
}

bool is_number(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.';
  });
}

/// "Thời hạn", "Hạn hoàn thành", "Thời gian thực hiện": what stands above the dues.
bool is_heading(const std::vector<Cell>& cells) {
  if (cells.size() <= due_column) {
    return false;
  }
  const std::string word = name_key(cells[due_column].text);
  return std::any_of(cells.begin(),
                     cells.end(),
                     [](const Cell& cell) {
                       return name_key(cell.text) == name_key("đơn vị") ||
                              name_key(cell.text) == name_key("đơn vị chủ trì");
                     }) ||
         word == name_key("thời hạn") || word == name_key("hạn hoàn thành");
}

class ListReader {
 public:
  ListReader(const SourceFile& list,
             const std::string& plan,
             const std::string& document,
             const RuleSet& rules,
             Instant now)
      : list_(list), plan_(plan), document_(document), rules_(rules), now_(now) {}

  Parsed<std::vector<TaskLine>> read() {
    std::string_view rest = list_.text;
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (rest.substr(0, byte_order_mark.size()) == byte_order_mark) {
      rest.remove_prefix(byte_order_mark.size());
    }
    while (!rest.empty() && tasks_.size() <= task_lines_max && told_.size() < task_mistakes_max) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      ++line_;
      text_ = without_end(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      read_line();
    }
    if (tasks_.size() > task_lines_max) {
      tell("list-too-long",
           "mỗi lần giao không quá " + std::to_string(task_lines_max) + " việc",
           "chia danh sách ra nhiều lần",
           0,
           1);
    } else if (!rest.empty()) {
      tell("too-many-mistakes",
           "từ đây trở đi chưa được xem, vì đã có quá nhiều chỗ cần sửa",
           "sửa các chỗ trên rồi giao lại",
           0,
           1);
    } else if (lines_ == 0) {
      tell("no-tasks", "danh sách không có việc nào", "đơn vị | nội dung | thời hạn", 0, 1);
    }
    Parsed<std::vector<TaskLine>> parsed;
    if (!has_errors(told_)) {
      parsed.value = std::move(tasks_);
    }
    sort_diagnostics(told_);
    parsed.diagnostics = std::move(told_);
    return parsed;
  }

 private:
  void tell(std::string code,
            std::string message,
            std::string hint,
            std::size_t column,
            std::size_t width) {
    Diagnostic told;
    told.code = std::move(code);
    told.file = list_.name;
    told.line = std::max(line_, 1);
    told.column = static_cast<int>(column) + 1;
    told.width = static_cast<int>(std::max<std::size_t>(width, 1));
    told.message = std::move(message);
    told.hint = std::move(hint);
    told.source_line = std::string(text_);
    told_.push_back(std::move(told));
  }

  /// Counted for a cell that is told, not for each: a line may have very many.
  [[nodiscard]] std::size_t column_of(const Cell& cell) const {
    return count_code_points(text_.substr(0, cell.begin));
  }

  void read_line() {
    if (text_.find_first_not_of("\t |") == std::string_view::npos || text_.front() == '#') {
      return;
    }
    std::vector<Cell> cells = cells_of(text_);
    if (is_number(cells.front().text) && cells.size() > due_column + 1) {
      cells.erase(cells.begin());
    }
    if (++lines_ == 1 && is_heading(cells)) {
      return;
    }
    for (std::size_t at = columns.size(); at < cells.size(); ++at) {
      if (!cells[at].text.empty()) {
        tell("too-many-cells",
             "dòng có nhiều hơn " + std::to_string(columns.size()) + " ô",
             "đơn vị | nội dung | thời hạn | sản phẩm | văn bản giao | phối hợp",
             column_of(cells[at]),
             count_code_points(cells[at].text));
        return;
      }
    }
    read_cells(cells);
  }

  void read_cells(const std::vector<Cell>& cells) {
    const auto text = [&cells](std::size_t column) {
      return column < cells.size() ? cells[column].text : std::string{};
    };
    TaskForm form{plan_, text(0), text(1), text(2), text(3), text(4), text(5)};
    if (form.document.empty()) {
      form.document = document_;
    }
    auto read = read_task(form, rules_, now_);
    if (auto* task = std::get_if<NewTask>(&read)) {
      tasks_.push_back({line_, std::move(*task)});
      return;
    }
    for (const TaskMistake& mistake : std::get<std::vector<TaskMistake>>(read)) {
      tell_mistake(mistake, cells);
    }
  }

  void tell_mistake(const TaskMistake& mistake, const std::vector<Cell>& cells) {
    if (mistake.field == TaskField::plan) {
      if (!std::exchange(plan_told_, true)) {
        tell(mistake.code, mistake.message, mistake.hint, 0, 1);
      }
      return;
    }
    const auto column = std::find(columns.begin(), columns.end(), mistake.field);
    const auto at = static_cast<std::size_t>(column - columns.begin());
    const std::size_t from = at < cells.size() ? column_of(cells[at]) : count_code_points(text_);
    tell(mistake.code,
         mistake.message,
         mistake.hint,
         from + (at < cells.size() ? mistake.begin : 0),
         at < cells.size() ? mistake.end - mistake.begin : 1);
  }

  const SourceFile& list_;
  const std::string& plan_;
  const std::string& document_;
  const RuleSet& rules_;
  Instant now_;
  int line_{0};
  std::size_t lines_{0};  ///< that aren't passed over
  std::string_view text_;
  bool plan_told_{false};
  std::vector<TaskLine> tasks_;
  std::vector<Diagnostic> told_;
};

}  // namespace

Parsed<std::vector<TaskLine>> read_task_list(const SourceFile& list,
                                             const std::string& plan,
                                             const std::string& document,
                                             const RuleSet& rules,
                                             Instant now) {
  return ListReader(list, plan, document, rules, now).read();
}

}  // namespace dondoc
