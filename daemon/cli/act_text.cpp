// SPDX-License-Identifier: Apache-2.0
// The lines that confirm what people have done.
#include "daemon/cli/remote_text.h"

#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace dondoc {

namespace {

using Json = nlohmann::ordered_json;

/// What is said to whoever has acted, by the address of the act.
std::string acted_words(std::string_view act, const Json& occurrence) {
  static const std::map<std::string_view, std::string> words{
      {"acknowledge", "đã ghi nhận đơn vị nhận việc"},
      {"complete", "đã ghi nhận hoàn thành"},
      {"submit", "đã ghi nhận trình ký"},
      {"return", "đã ghi nhận trả lại để bổ sung, hoàn thiện"},
      {"progress", "đã ghi nhận tiến độ"},
      {"adjust", "đã điều chỉnh thời hạn"},
      {"count", "đã ghi nhận số lượng"},
      {"measure", "đã ghi nhận số đo"},
      {"undo", "đã hủy ghi nhận trước đó"},
      {"fail", "đã kết thúc là không hoàn thành"},
      {"waive", "đã thôi giao"},
      {"comment", "đã ghi chú"},
      {"nothing", "đã ghi nhận không phát sinh"},
      {"assign", "đã giao người thực hiện"},
      {"snooze", "đã tạm dừng nhắc"},
      {"urge", "đã chuyển nội dung đôn đốc tới đơn vị chủ trì"},
      {"direct", "đã chuyển ý kiến chỉ đạo tới đơn vị chủ trì"},
      {"note", "đã ghi nhận báo cáo"},
      {"told", "đã ghi nhận báo trực tiếp"}};
  if (act == "grant") {
    const Json& change = occurrence.at("change");
    return change.is_object() && text_of(change, "kind") == "transferred"
               ? "đã đồng ý chuyển giao, đơn vị chủ trì: " + text_of(occurrence, "unit_name")
               : "đã đồng ý gia hạn";
  }
  if (act == "excuse") {
    return occurrence.at("excuse").at("confirmed_by").is_null()
               ? "đã ghi nhận nguyên nhân khách quan, chờ lãnh đạo xác nhận"
               : "đã xác nhận nguyên nhân khách quan";
  }
  if (act == "transfer") {
    return occurrence.at("transfer_asked").is_null()
               ? "đã chuyển giao, đơn vị chủ trì: " + text_of(occurrence, "unit_name")
               : "đã ghi nhận đề nghị chuyển giao, chờ ý kiến của lãnh đạo";
  }
  if (act == "extend") {
    return occurrence.at("asked").is_null()
               ? "đã gia hạn"
               : "đã ghi nhận đề nghị gia hạn, chờ ý kiến của lãnh đạo";
  }
  return words.at(act);
}

}  // namespace

std::string act_text(std::string_view act, const Json& answer) {
  const Json& occurrence = answer.at("occurrence");
  std::string text = "Mã " + std::to_string(occurrence.value("code", 0)) + ": ";
  const auto event = answer.find("event");
  if (event != answer.end()) {
    const std::string document = text_of(*event, "document");
    return text + "đã ghi nhận mốc " + text_of(*event, "id") + ", ngày " +
           day_words_of(event->at("date")) + (document.empty() ? "" : ", văn bản " + document) +
           " (" + text_of(occurrence, "title") + ")\n";
  }
  return text + acted_words(act, occurrence) + " (" + text_of(occurrence, "title") + "; " +
         term_words_of(occurrence) + "; " + standing_words(occurrence) + ")\n";
}

std::string given_text(const Json& answer) {
  std::string text;
  for (const auto& task : answer.at("tasks")) {
    const auto& occurrence = task.at("occurrence");
    const bool known = task.value("known", false);
    text += "Mã " + std::to_string(occurrence.value("code", 0)) + ": " +
            (known ? "đã có, " : "đã giao ") + text_of(occurrence, "unit_name") + " (" +
            text_of(occurrence, "title") + "; " + term_words_of(occurrence) + ")\n";
  }
  if (answer.at("tasks").size() > 1) {
    text += "Đã giao " + std::to_string(answer.value("given", 0)) + " việc; " +
            std::to_string(answer.value("known", 0)) + " việc đã có từ trước.\n";
  }
  return text;
}

std::string leave_text(const Json& leave) {
  if (leave.value("known", false)) {
    return "Đã ghi từ trước: " + text_of(leave, "sentence") + ".\n";
  }
  return "Đã ghi nhận: " + text_of(leave, "sentence") +
         ".\nSai thì hủy trong 30 phút: dondoc leave " + text_of(leave, "post") + " --undo\n";
}

std::string away_line(const Json& away) {
  const std::string from = day_words_of(away.at("from"));
  const std::string to = day_words_of(away.at("to"));
  const std::string stand_in = text_of(away, "stand_in_title");
  return text_of(away, "title") + ": " + from + (from == to ? std::string{} : " - " + to) +
         (stand_in.empty() ? ", chưa có người thay" : ", " + stand_in + " thay") +
         (away.value("recorded", false) ? std::string{} : " (theo danh bạ)");
}

std::string leaves_text(const Json& leaves) {
  std::string text;
  for (const Json& one : leaves.at("away")) {
    text += away_line(one) + "\n";
  }
  return text.empty() ? "Không có ai đang nghỉ hoặc đã báo nghỉ.\n" : text;
}

}  // namespace dondoc
