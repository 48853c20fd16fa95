// SPDX-License-Identifier: Apache-2.0
// The explanation for people: the words, what they mean, which word gave what, and the next dates.
#include "daemon/cli/explain.h"
#include "daemon/cli/text_table.h"
#include "rules/schedule/wording.h"

#include <string>
#include <vector>

namespace dondoc {
namespace {

constexpr std::size_t table_indent = 2;

std::string shape_words(const std::string& shape) {
  if (shape == "once") {
    return "một lần";
  }
  if (shape == "yearly") {
    return "hằng năm";
  }
  if (shape == "monthly") {
    return "hằng tháng";
  }
  return shape;
}

std::string word_table(const std::vector<WordRole>& roles) {
  std::vector<TextRow> rows;
  for (const WordRole& role : roles) {
    rows.push_back({"“" + role.words + "”", role.role});
  }
  return text_table(rows, table_indent);
}

std::string due_table(const std::vector<Due>& dues, Zone zone) {
  std::vector<TextRow> rows;
  for (const Due& due : dues) {
    rows.push_back({"kỳ " + due.period,
                    "từ " + date_words(date_of(due.opens, zone)),
                    due_words(due.due, due.last_day, zone) +
                        (due.provisional ? " [lịch nghỉ chưa công bố, có thể đổi]" : "")});
  }
  return text_table(rows, table_indent);
}

}  // namespace

std::string explain_text(const ExplainOptions& options,
                         const Explanation& explanation,
                         Zone zone,
                         Color color) {
  std::string text;
  const PhraseReading& reading = explanation.reading;
  if (reading.understood()) {
    text += text_table({{"Cụm từ:", options.phrase},
                        {"Hiểu là:", explanation.sentence},
                        {"Dạng:", shape_words(reading.shape)}},
                       0);
    if (!reading.roles.empty()) {
      text += "Từng phần:\n" + word_table(reading.roles);
    }
    text += explanation.next.empty() ? "Không còn thời hạn nào trong khoảng đã hỏi.\n"
                                     : "Các thời hạn:\n" + due_table(explanation.next, zone);
  }
  for (const Diagnostic& diagnostic : explanation.diagnostics) {
    text += rendered(diagnostic, color) + '\n';
  }
  if (reading.readings.size() > 1) {
    text += "Các cách hiểu:\n";
    for (const Reading& entry : reading.readings) {
      text += "  - " + entry.sentence + '\n';
    }
  }
  return text;
}

}  // namespace dondoc
