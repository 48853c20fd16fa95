// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/plan_draft.h"
#include "rules/plan/code_points.h"
#include "rules/plan/spelling.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace dondoc {
namespace {

enum class Column { number, duty, lead, support, oversight, product, time, source };

constexpr std::array<Column, 6> usual_order{
    Column::number, Column::duty, Column::lead, Column::support, Column::product, Column::time};

/// Words of a column's heading; the first that stands in it decides.
constexpr std::array<std::pair<const char*, Column>, 16> headings{{
    {"phối hợp", Column::support},
    {"theo dõi", Column::oversight},
    {"đôn đốc", Column::oversight},
    {"kiểm tra", Column::oversight},
    {"chủ trì", Column::lead},
    {"đơn vị thực hiện", Column::lead},
    {"trách nhiệm", Column::lead},
    {"thời gian", Column::time},
    {"thời hạn", Column::time},
    {"tiến độ", Column::time},
    {"sản phẩm", Column::product},
    {"kết quả", Column::product},
    {"căn cứ", Column::source},
    {"nhiệm vụ", Column::duty},
    {"nội dung", Column::duty},
    {"công việc", Column::duty},
}};

std::string without_blanks(std::string_view cell) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = cell.find_first_not_of(blanks);
  if (first == std::string_view::npos) {
    return {};
  }
  return composed(cell.substr(first, cell.find_last_not_of(blanks) - first + 1));
}

/// Whether the quotation mark at `at`, the first of its cell, is all of it: "as above" in a table
/// of Word. That of a spreadsheet's cell which begins with a line break has another one at the
/// cell's end, before any tab.
bool stands_alone(std::string_view text, std::size_t at) {
  const auto ends_cell = [text](std::size_t i, std::string_view ends) {
    return i >= text.size() || ends.find(text[i]) != std::string_view::npos;
  };
  if (ends_cell(at + 1, "\t")) {
    return true;
  }
  if (!ends_cell(at + 1, "\r\n")) {
    return false;
  }
  std::size_t next = text.find_first_of("\t\"", at + 1);
  while (next < text.size() && text.substr(next, 2) == "\"\"") {
    next = text.find_first_of("\t\"", next + 2);
  }
  return next >= text.size() || text[next] == '\t' || !ends_cell(next + 1, "\t\r\n");
}

/// A spreadsheet puts a cell with line breaks between quotation marks, and doubles those inside.
std::vector<std::vector<std::string>> table_of(std::string_view text) {
  std::vector<std::vector<std::string>> table(1);
  std::string cell;
  bool quoted = false;
  bool fresh = true;
  const auto end_cell = [&] {
    table.back().push_back(without_blanks(cell));
    cell.clear();
    fresh = true;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '"') {
      quoted = at + 1 < text.size() && text[at + 1] == '"';
      cell += quoted ? "\"" : "";
      at += quoted ? 1 : 0;
    } else if (c == '"' && fresh && !stands_alone(text, at)) {
      quoted = true;
      fresh = false;
    } else if (c == '\t' && !quoted) {
      end_cell();
    } else if (c == '\n' && !quoted) {
      end_cell();
      table.emplace_back();
    } else {
      cell += c == '\n' || c == '\r' ? ' ' : c;
      fresh = false;
    }
  }
  end_cell();
  return table;
}

std::optional<Column> column_named(const std::string& heading) {
  const std::string key = name_key(heading);
  if (key == name_key("TT") || key == name_key("STT") || key == name_key("Số TT") ||
      key == name_key("Mục") || key == name_key("Số thứ tự")) {
    return Column::number;
  }
  for (const auto& [words, column] : headings) {
    if (key.find(name_key(words)) != std::string::npos) {
      return column;
    }
  }
  return std::nullopt;
}

/// The columns that a first line names; nothing when it is a row of duties.
std::optional<std::vector<std::optional<Column>>> named_columns(
    const std::vector<std::string>& line) {
  std::vector<std::optional<Column>> columns;
  std::transform(line.begin(), line.end(), std::back_inserter(columns), column_named);
  const auto has = [&columns](Column wanted) {
    return std::find(columns.begin(), columns.end(), wanted) != columns.end();
  };
  constexpr std::size_t heading_bytes_max = 60;
  const bool short_cells = std::all_of(line.begin(), line.end(), [](const std::string& cell) {
    return cell.size() <= heading_bytes_max;
  });
  return short_cells && has(Column::duty) && has(Column::time) ? std::optional(columns)
                                                               : std::nullopt;
}

std::string DraftRow::*member_of(Column column) {
  switch (column) {
    case Column::number:
      return &DraftRow::id;
    case Column::duty:
      return &DraftRow::title;
    case Column::lead:
      return &DraftRow::lead;
    case Column::support:
      return &DraftRow::support;
    case Column::oversight:
      return &DraftRow::oversight;
    case Column::product:
      return &DraftRow::product;
    case Column::time:
      return &DraftRow::due;
    case Column::source:
      break;
  }
  return &DraftRow::source;
}

/// "1." as "1"; letters, digits, dots and hyphens alone are an id.
std::string id_of(const std::string& number) {
  std::string id;
  for (const char c : number) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '-';
    id += fits ? std::string(1, c) : std::string{};
  }
  while (!id.empty() && (id.back() == '.' || id.back() == '-')) {
    id.pop_back();
  }
  return id;
}

bool means_all_units(const std::string& cell) {
  const std::string key = name_key(cell);
  for (const char* words : {"các cơ quan, đơn vị", "các đơn vị", "cơ quan, đơn vị"}) {
    const std::string start = name_key(words);
    if (key.rfind(start, 0) == 0) {
      return true;
    }
  }
  return false;
}

/// "Phòng A, Phòng B" as the list that a draft keeps; a name may hold a hyphen, none a comma.
std::string units_of_cell(std::string cell) {
  if (!means_all_units(cell)) {
    std::replace(cell.begin(), cell.end(), ',', ';');
  }
  return cell;
}

/// How deep a number usually stands: "A", "II", "3", "3.1", "b"; nothing for what spells out its
/// part itself ("II.3").
std::optional<int> depth_of(const std::string& id) {
  const auto only = [&id](std::string_view letters) {
    return !id.empty() && id.find_first_not_of(letters) == std::string::npos;
  };
  if (only("IVX")) {
    return 1;
  }
  if (id.size() == 1 && id[0] >= 'A' && id[0] <= 'Z') {
    return 0;
  }
  if (only("0123456789")) {
    return 2;
  }
  if (only("0123456789.")) {
    return 3;
  }
  return id.size() == 1 && id[0] >= 'a' && id[0] <= 'z' ? std::optional(4) : std::nullopt;
}

/// The parts of a table that a row stands in: "II", "II.3".
class Parts {
 public:
  void begin(const std::string& id) {
    if (const auto depth = depth_of(id)) {
      parts_.erase(parts_.lower_bound(*depth), parts_.end());
      parts_[*depth] = id;
    }
  }
  /// "II.3" of "3", "II.3.1" of "3.1" in part 3.
  [[nodiscard]] std::string full(const std::string& id) const {
    const auto depth = depth_of(id);
    std::string whole;
    for (auto part = parts_.begin(); depth && part != parts_.lower_bound(*depth); ++part) {
      const bool is_said = id.rfind(part->second + '.', 0) == 0;
      whole += is_said ? std::string{} : part->second + '.';
    }
    return whole + id;
  }

 private:
  std::map<int, std::string> parts_;  ///< by depth
};

/// Numbers that begin anew in each part of the table name nothing without it.
void tell_apart(std::vector<DraftRow>& rows, const std::vector<std::string>& full_ids) {
  std::set<std::string> ids;
  const bool unique = std::all_of(
      rows.begin(), rows.end(), [&ids](const DraftRow& row) { return ids.insert(row.id).second; });
  for (std::size_t i = 0; !unique && i < rows.size(); ++i) {
    const bool named = rows[i].source == "mục " + rows[i].id;
    rows[i].id = full_ids[i];
    rows[i].source = named ? "mục " + full_ids[i] : rows[i].source;
  }
}

/// "-nt-", "như trên": what the cell above says.
bool means_as_above(const std::string& cell) {
  const std::string key = name_key(cell);
  return cell == "\"" || cell == "”" || cell == "''" || key == name_key("nt") ||
         key == name_key("-nt-") || key == name_key("như trên") || key == name_key("(như trên)");
}

void fill_from_above(DraftRow& row, const DraftRow& above) {
  for (const auto member : {&DraftRow::lead,
                            &DraftRow::support,
                            &DraftRow::oversight,
                            &DraftRow::product,
                            &DraftRow::due}) {
    if (means_as_above(row.*member)) {
      row.*member = above.*member;
    }
  }
}

}  // namespace

std::vector<std::string> too_long_cells(std::string_view text) {
  std::vector<std::string> told;
  const auto table = table_of(text);
  for (std::size_t row = 0; row < table.size(); ++row) {
    for (std::size_t at = 0; at < table[row].size(); ++at) {
      const std::size_t letters = count_code_points(table[row][at]);
      if (letters > draft_field_letters_max) {
        told.push_back("dòng " + std::to_string(row + 1) + ", ô " + std::to_string(at + 1) +
                       " dài " + std::to_string(letters) + " ký tự");
      }
    }
  }
  return told;
}

std::vector<DraftRow> pasted_rows(std::string_view text) {
  const auto table = table_of(text);
  std::vector<std::optional<Column>> columns(usual_order.begin(), usual_order.end());
  std::size_t first = 0;
  if (const auto named = named_columns(table.front())) {
    columns = *named;
    first = 1;
  }
  std::vector<DraftRow> rows;
  std::vector<std::string> full_ids;
  Parts parts;
  for (std::size_t i = first; i < table.size() && rows.size() <= draft_rows_max; ++i) {
    DraftRow row;
    for (std::size_t at = 0; at < std::min(columns.size(), table[i].size()); ++at) {
      if (columns[at]) {
        row.*member_of(*columns[at]) = table[i][at];
      }
    }
    // The heading of a part of the table has a number and a name, but nobody and no time.
    const std::string id = id_of(row.id);
    if (row.title.empty() || (row.lead.empty() && row.due.empty())) {
      parts.begin(row.title.empty() ? std::string{} : id);
      continue;
    }
    row.source = row.source.empty() && !id.empty() ? "mục " + id : row.source;
    row.id = id.empty() ? std::to_string(rows.size() + 1) : id;
    row.lead = units_of_cell(row.lead);
    row.support = units_of_cell(row.support);
    row.lead_kind = "one";
    if (!rows.empty()) {
      fill_from_above(row, rows.back());
    }
    full_ids.push_back(parts.full(row.id));
    rows.push_back(std::move(row));
  }
  tell_apart(rows, full_ids);
  return rows;
}

void name_all_units(std::vector<DraftRow>& rows, const Directory& directory) {
  const std::string all = "all-units";
  if (directory.groups.count(all) == 0) {
    return;
  }
  for (DraftRow& row : rows) {
    if (means_all_units(row.lead)) {
      row.lead = all;
      row.lead_kind = "each";
    }
    if (means_all_units(row.support)) {
      row.support = all;
    }
  }
}

}  // namespace dondoc
