// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/draft_table.h"

#include "daemon/web/draft/draft_parts.h"

namespace dondoc {
namespace {

Html units_cell(const DraftRow& row) {
  Html html;
  html << text(row.lead);
  if (row.lead_kind == "each") {
    html << " <span class=\"tag\">giao từng đơn vị</span>";
  } else if (row.lead_kind == "joint") {
    html << " <span class=\"tag\">cùng làm</span>";
  }
  if (!row.support.empty()) {
    html << "<div class=\"meta\">Phối hợp: " << text(row.support) << "</div>";
  }
  if (!row.oversight.empty()) {
    html << "<div class=\"meta\">Theo dõi: " << text(row.oversight) << "</div>";
  }
  return html;
}

Html understood_due(const DueReading& reading) {
  Html html;
  if (reading.sentence.empty()) {
    html << "<span class=\"tag red\">chưa hiểu</span>";
    return html;
  }
  html << text(reading.sentence);
  for (const std::string& due : reading.next) {
    html << "<div class=\"meta\">" << text(due) << "</div>";
  }
  return html;
}

Html understood_cell(const DraftRow& row, const RowReading& reading) {
  Html html;
  if (row.stages.empty()) {
    return understood_due(reading.due);
  }
  html << "<ol class=\"stages\">";
  for (std::size_t i = 0; i < row.stages.size(); ++i) {
    html << "<li><b>" << text(row.stages[i].id) << "</b> " << text(row.stages[i].product) << "<div>"
         << understood_due(reading.stages[i]) << "</div></li>";
  }
  html << "</ol>";
  return html;
}

/// "tối thiểu 04", "từ 95% trở lên".
Html amount_cell(const DraftRow& row) {
  Html html;
  if (!row.quota.empty()) {
    html << "tối thiểu " << text(row.quota);
  }
  if (!row.target.empty()) {
    html << (row.quota.empty() ? Html() : Html("; ")) << text(bound_words_of(row.bound)) << " "
         << text(row.target) << text(row.unit);
  }
  if (html.empty()) {
    html << "-";
  }
  return html;
}

Html picking_cell(const DraftRow& row, std::size_t index) {
  Html html = "<td><input type=\"checkbox\" form=\"nhieu\" name=\"chon.";
  html << number(static_cast<long long>(index)) << "\" value=\"1\" aria-label=\"Chọn mục "
       << text(row.id) << "\"></td>";
  return html;
}

}  // namespace

Html rows_table(const std::vector<DraftRow>& rows,
                const std::vector<RowReading>& readings,
                const std::function<Html(std::size_t)>& edit,
                RowChoice choice) {
  const bool picks = choice == RowChoice::offered;
  Html html = "<div class=\"scroll\"><table class=\"stack wide\"><thead><tr>";
  html << (picks ? Html("<th>Chọn</th>") : Html())
       << "<th>Mục, nguyên văn</th><th>Hiểu là, ba kỳ tới</th><th>Số lượng, chỉ tiêu</th>"
          "<th>Đơn vị</th><th>Câu hỏi</th></tr></thead><tbody>";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const DraftRow& row = rows[i];
    const RowReading& read = readings[i];
    html << "<tr>" << (picks ? picking_cell(row, i) : Html()) << "<td><b>" << text(row.id)
         << "</b> " << text(row.title);
    if (picks && row.reviewed) {
      html << " <span class=\"tag green\">đã rà soát</span>";
    }
    if (!row.due.empty()) {
      html << "<div class=\"meta\">“" << text(row.due) << "”</div>";
    }
    html << edit(i) << "</td><td data-label=\"Hiểu là\"><div>" << understood_cell(row, read)
         << "</div></td><td data-label=\"Số lượng, chỉ tiêu\"><div>" << amount_cell(row)
         << "</div></td><td data-label=\"Đơn vị\"><div>" << units_cell(row)
         << "</div></td><td data-label=\"Câu hỏi\"><div>";
    if (read.questions.empty()) {
      html << "<span class=\"tag green\">không</span>";
    }
    html << questions_list(read.questions) << "</div></td></tr>";
  }
  html << "</tbody></table></div>";
  return html;
}

}  // namespace dondoc
