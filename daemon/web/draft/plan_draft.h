// SPDX-License-Identifier: Apache-2.0
// A plan that is being written on the page: a table of rows, in the document's own words. Values
// only; from them comes the plan file that is published.
#pragma once

#include "rules/plan/plan.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

inline constexpr std::size_t draft_rows_max = 500;
/// Of one field or cell, counted as people count: a browser's `maxlength` is the same number.
inline constexpr std::size_t draft_field_letters_max = 2'000;
/// Of the document by which a plan is published.
inline constexpr std::size_t draft_basis_letters_max = 300;

/// As plan files name the ways in which a value is held against its threshold.
inline constexpr std::array<std::string_view, 4> bound_names{
    "at_least", "more_than", "at_most", "less_than"};
inline constexpr std::size_t draft_stages_max = 20;

/// One of several dues of a duty.
struct DraftStage {
  std::string id;  ///< "bao-cao"
  std::string product;
  std::string due;  ///< words, or the formal form on one line
  bool operator==(const DraftStage&) const = default;
};

/// One duty. What people have typed; nothing of it need be right yet.
struct DraftRow {
  std::string id;  ///< "VII.2"
  std::string title;
  std::string source;     ///< "Phụ lục, mục VII.2"
  std::string lead;       ///< units as written; several are separated by ";"
  std::string lead_kind;  ///< "one", "each", "joint"
  std::string support;    ///< units, separated by ";"
  std::string oversight;
  std::string product;
  std::string due;  ///< the plan's words
  std::string policy;
  std::string quota;   ///< "4"; empty: none
  std::string per;     ///< "year": what quota or target recur with where no due says it
  std::string target;  ///< "95,5"; empty: none
  std::string bound{bound_names[0]};  ///< one of bound_names
  std::string unit{"%"};
  std::vector<DraftStage> stages;  ///< in place of the one due, when there are any
  bool reviewed{false};
  bool operator==(const DraftRow&) const = default;
};

struct PlanDraft {
  std::string plan;  ///< id: "cchc-2026-2030"
  std::string title;
  std::string number;
  std::string issued;  ///< "2026-04-20"
  std::string authority;
  std::string from;
  std::string to;
  std::string coordinator;
  std::string policy{"standard"};
  std::string watch_from;        ///< empty: as plan files have it
  std::string checkpoints{"1"};  ///< "1": what has no date is asked about in each reporting round
  std::string trial;             ///< until that day all goes to the admin; empty: none
  std::vector<DraftRow> rows;
  bool operator==(const PlanDraft&) const = default;
};

[[nodiscard]] std::string draft_json(const PlanDraft& draft);
[[nodiscard]] std::optional<PlanDraft> parse_draft(const std::string& json);

/// Who publishes a plan, and by which document.
struct Publishing {
  std::string by;     ///< post's title
  std::string at;     ///< "27/11/2026"
  std::string basis;  ///< "Kế hoạch số 12/KH-UBND"; may be empty
};

/// A plan file, and where in it each row stands.
struct DraftFile {
  std::string text;
  std::vector<int> first_lines;  ///< of each row, from 1; the next one's is its end
};

/// A row that waits for an event ("kể từ ngày …") gets a trigger of its own, which who watches the
/// duty records.
[[nodiscard]] DraftFile draft_file(const PlanDraft& draft, const Publishing& publishing);

/// One row for a file that is there: its lines, and those of the triggers that its dues wait for,
/// as rules/plan/plan_items.h takes them.
struct DraftItem {
  struct Trigger {
    std::string id;
    std::string text;
  };
  std::string text;
  std::vector<Trigger> triggers;
};

/// `number` makes the ids of its triggers: "moc-7", of stages "moc-7-2".
[[nodiscard]] DraftItem draft_item(const DraftRow& row, int number, const std::string& recorder);

/// The first line of every file that the page has written; others are left to their editors.
inline constexpr std::string_view draft_mark = "# Tệp do trang Sửa kế hoạch ghi";

/// The rows of a table as it is pasted from Word or Excel: a line a row, cells with tabs between.
/// A first line that names the columns ("Mục", "Nội dung", "Chủ trì", "Thời gian") says which is
/// which; without one they are number, duty, lead, support, product, time. Lines without a duty are
/// passed over; those that head a part ("II") complete the numbers of their rows where these begin
/// anew in each part ("II.1"). "-nt-" is what the cell above says. One row more than draft_rows_max
/// is told, and no other.
[[nodiscard]] std::vector<DraftRow> pasted_rows(std::string_view text);

/// Which cells of a pasted table are longer than a draft keeps: "dòng 3, ô 2 dài 2301 ký tự".
[[nodiscard]] std::vector<std::string> too_long_cells(std::string_view text);

/// Where a cell says "các cơ quan, đơn vị" and the directory has the group `all-units`, that group:
/// each of them is to do its own as lead. Whoever reviews the row sees it.
void name_all_units(std::vector<DraftRow>& rows, const Directory& directory);

}  // namespace dondoc
