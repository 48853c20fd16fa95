// SPDX-License-Identifier: Apache-2.0
// The explanation for people: the words, what they mean, which word gave what, and the next dates.
#include "daemon/cli/explain.h"
#include "daemon/cli/text_table.h"
#include "rules/schedule/wording.h"

#include <map>
#include <string>
#include <vector>

namespace dondoc {
namespace {

constexpr std::size_t readings_indent = 2;

/// The shape's name and what it means.
std::string shape_words(const std::string& shape) {
  static const std::map<std::string, std::string> words{
      {"once", "một lần"},
      {"yearly", "hằng năm"},
      {"half_yearly", "6 tháng một lần"},
      {"quarterly", "hằng quý"},
      {"monthly", "hằng tháng"},
      {"weekly", "hằng tuần"},
      {"daily", "hằng ngày làm việc"},
      {"reporting", "theo kỳ báo cáo"},
      {"triggered", "tính từ một mốc (sự kiện)"},
      {"on_happening", "khi có phát sinh"},
      {"quota", "số lượng tối thiểu trong một kỳ"},
      {"target", "chỉ tiêu phải đạt trong một kỳ"},
      {"standing", "thường xuyên"},
      {"deferred", "thời hạn do văn bản khác định"},
      {"staged", "nhiều bước, mỗi bước một thời hạn"},
      {"period", "cả giai đoạn"}};
  const auto found = words.find(shape);
  return found == words.end() ? shape : found->second;
}

std::string word_table(const std::vector<WordRole>& roles) {
  std::vector<TextRow> rows;
  for (const WordRole& role : roles) {
    rows.push_back({"“" + role.words + "”", role.role});
  }
  return text_table(rows, readings_indent);
}

std::string no_dues_words(const PhraseReading& reading) {
  if (reading.rule && waits_for_event(*reading.rule)) {
    return reading.shape == "triggered"
               ? "Thời hạn có khi mốc được ghi nhận; xem thử: thêm --trigger NGÀY.\n"
               : "Nhiệm vụ mở mỗi khi có phát sinh được ghi nhận.\n";
  }
  if (reading.rule && is_undated(*reading.rule)) {
    return "Không có thời hạn riêng; được hỏi theo kỳ kiểm tra của kế hoạch.\n";
  }
  return "Không còn thời hạn nào trong khoảng đã hỏi.\n";
}

std::string due_table(const std::vector<Due>& dues, Zone zone) {
  std::vector<TextRow> rows;
  for (const Due& due : dues) {
    rows.push_back({"kỳ " + due.period,
                    "từ " + date_words(date_of(due.opens, zone)),
                    due_words(due.due, due.last_day, zone) +
                        (due.provisional ? " [lịch nghỉ chưa công bố, có thể đổi]" : "")});
  }
  return text_table(rows, readings_indent);
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
    text += explanation.next.empty() ? no_dues_words(reading)
                                     : "Các thời hạn:\n" + due_table(explanation.next, zone);
  }
  for (const Diagnostic& diagnostic : explanation.diagnostics) {
    text += rendered(diagnostic, color) + '\n';
  }
  if (reading.readings.size() > 1) {
    text += reading.understood() ? "Các bước:\n" : "Các cách hiểu:\n";
    for (const Reading& entry : reading.readings) {
      text += "  - " + entry.sentence + '\n';
    }
  }
  return text;
}

}  // namespace dondoc
