// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/remote_text.h"

#include "daemon/cli/text_table.h"
#include "rules/calendar/civil.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

/// The office's zone is the one that its instants are written with.
Zone zone_of(const std::string& moment) {
  constexpr std::size_t sign = 19;
  if (moment.size() != 25 || (moment[sign] != '+' && moment[sign] != '-')) {
    return Zone{std::chrono::seconds{0}};
  }
  const auto offset = parse_hhmm(moment.substr(sign + 1));
  const std::chrono::minutes minutes{offset ? offset->minutes : 0};
  return Zone{moment[sign] == '+' ? minutes : -minutes};
}

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::string day_words_of(const Json& date) {
  const std::string text = date.is_string() ? date.get<std::string>() : std::string{};
  const auto parsed = parse_iso_date(text);
  return parsed ? date_words(*parsed) : text;
}

/// A day or a moment in words; any other text as it is.
std::string value_words(const std::string& value) {
  return parse_iso_date(value) ? day_words_of(Json(value)) : moment_words_of(Json(value));
}

std::string detail_words(const std::string& name, const std::string& value) {
  static const std::map<std::string, std::string> names{{"due", "thời hạn"},
                                                        {"document", "văn bản"},
                                                        {"document_date", "ngày văn bản"},
                                                        {"promised", "hẹn xong"},
                                                        {"from", "từ"},
                                                        {"to", "thành"},
                                                        {"reason", "lý do"}};
  const auto found = names.find(name);
  return (found == names.end() ? name + ":" : found->second) + " " + value_words(value);
}

std::string fact_words(const Json& fact) {
  static const std::map<std::string, std::string> names{{"opened", "mở đầu việc"},
                                                        {"acknowledged", "đã nhận việc"},
                                                        {"completed", "đã hoàn thành"},
                                                        {"due_moved", "điều chỉnh thời hạn"},
                                                        {"withdrawn", "thôi theo dõi"}};
  const std::string kind = text_of(fact, "kind");
  const auto found = names.find(kind);
  std::string words = found == names.end() ? kind : found->second;
  for (const auto& [name, value] : fact.at("data").items()) {
    words += ", " + detail_words(name, value.get<std::string>());
  }
  const std::string actor = text_of(fact, "actor");
  if (actor != "he-thong") {
    words += " (" + actor + ", qua " + text_of(fact, "by") + ")";
  }
  return words;
}

std::string outcome_words(const std::string& outcome) {
  static const std::map<std::string, std::string> names{
      {"", "chưa có kết quả"},
      {"ok", "đã gửi thành công"},
      {"retry", "chưa gửi được, sẽ gửi lại"},
      {"throttled", "nơi nhận đề nghị gửi chậm lại"},
      {"quota", "hết lượt gửi cho phép"},
      {"auth", "nơi nhận từ chối mã truy cập"},
      {"recipient_gone", "địa chỉ không còn dùng"},
      {"rejected", "nơi nhận từ chối tin này"},
      {"uncertain", "chưa chắc đã tới"}};
  const auto found = names.find(outcome);
  return found == names.end() ? outcome : found->second;
}

std::string notice_state_words(const Json& notice) {
  static const std::map<std::string, std::string> names{{"pending", "chờ gửi"},
                                                        {"messaged", "đã đưa vào tin"},
                                                        {"collapsed", "gộp vào lần nhắc sau"},
                                                        {"withdrawn", "thôi nhắc"},
                                                        {"unreachable", "không gửi được cho ai"}};
  const std::string state = text_of(notice, "state");
  const auto found = names.find(state);
  std::string words = found == names.end() ? state : found->second;
  if (!notice.at("message").is_null()) {
    words += " " + text_of(notice, "message").substr(0, 8);
  }
  if (!notice.at("held_until").is_null()) {
    words += " lúc " + moment_words_of(notice.at("held_until"));
  }
  const std::string why = text_of(notice, "why");
  return why.empty() ? words : words + ": " + why;
}

std::string attempt_words(const Json& attempt) {
  std::string words = "lần gửi " + std::to_string(attempt.value("number", 0)) + " qua " +
                      text_of(attempt, "channel") + ": " +
                      outcome_words(text_of(attempt, "outcome"));
  const std::string detail = text_of(attempt, "detail");
  return detail.empty() ? words : words + " (" + detail + ")";
}

std::string head_text(const Json& occurrence) {
  std::string title = text_of(occurrence, "obligation");
  if (!text_of(occurrence, "stage").empty()) {
    title += ":" + text_of(occurrence, "stage");
  }
  std::string text = "Mã " + std::to_string(occurrence.value("code", 0)) + " - " + title + " " +
                     text_of(occurrence, "title") + "\n";
  text += "  Khóa:       " + text_of(occurrence, "key") + "\n";
  text += "  Chủ trì:    " + text_of(occurrence, "unit_name") + "\n";
  text += "  Thời hạn:   " + due_words_of(occurrence) + "\n";
  text += "  Tình trạng: " + standing_words(occurrence) + "\n";
  return text;
}

/// One line of a story: when, and what.
using StoryLine = std::pair<std::string, std::string>;

void add_notices(const Json& notices, std::vector<StoryLine>& lines) {
  for (const Json& notice : notices) {
    lines.emplace_back(text_of(notice, "decided_at"),
                       "lần nhắc " + text_of(notice, "rung") + " tới " +
                           text_of(notice, "post_title") + ": " + notice_state_words(notice));
  }
}

void add_messages(const Json& messages, std::vector<StoryLine>& lines) {
  for (const Json& message : messages) {
    const std::string id = text_of(message, "id").substr(0, 8);
    lines.emplace_back(text_of(message, "created_at"),
                       "soạn tin " + id + " gửi " + text_of(message, "post_title") + ": " +
                           text_of(message, "subject"));
    for (const Json& attempt : message.at("attempts")) {
      lines.emplace_back(text_of(attempt, "started_at"),
                         "tin " + id + ", " + attempt_words(attempt));
    }
  }
}

std::string reason_text(const Json& notice) {
  const Json& reason = notice.at("reason");
  std::string text = "Lần nhắc " + text_of(notice, "rung") + " tới " +
                     text_of(notice, "post_title") + " (" + text_of(notice, "key") + ")\n";
  if (notice.value("issued", true)) {
    text += "  Theo:       " + text_of(reason, "plan_file") + ", dòng " +
            std::to_string(reason.value("plan_line", 0)) + ": " + text_of(reason, "phrase") + "\n";
    text += "  Quy trình:  " + text_of(reason, "rung") + "\n";
  }
  if (!text_of(reason, "moved").empty()) {
    text += "  Dời ngày:   " + text_of(reason, "moved") + "\n";
  }
  text += "  Dự kiến:    " + moment_words_of(notice.at("planned_at")) + "\n";
  text += "  Kết quả:    " + notice_state_words(notice) + "\n";
  return text;
}

}  // namespace

std::string moment_words_of(const Json& moment) {
  const std::string text = moment.is_string() ? moment.get<std::string>() : std::string{};
  const auto instant = parse_rfc3339(text);
  if (!instant) {
    return text;
  }
  const Zone zone = zone_of(text);
  return clock_words(time_of(*instant, zone)) + " ngày " + date_words(date_of(*instant, zone));
}

std::string due_words_of(const Json& occurrence) {
  if (occurrence.at("due").is_null()) {
    return text_of(occurrence, "shape") == "standing" ? "thường xuyên" : "chưa xác định thời hạn";
  }
  const std::string due = text_of(occurrence, "due");
  const auto instant = parse_rfc3339(due);
  const auto last_day = parse_iso_date(text_of(occurrence, "last_day"));
  return instant && last_day ? due_words(*instant, *last_day, zone_of(due)) : due;
}

std::string standing_words(const Json& occurrence) {
  const std::string state = text_of(occurrence, "state");
  if (state == "done") {
    std::string words = "đã hoàn thành";
    const Json& completion = occurrence.at("completion");
    if (completion.is_object() && !text_of(completion, "document").empty()) {
      words += " theo văn bản " + text_of(completion, "document");
    }
    if (completion.is_object() && !completion.at("document_date").is_null()) {
      words += " ngày " + day_words_of(completion.at("document_date"));
    }
    return words;
  }
  if (state == "withdrawn") {
    return "thôi theo dõi";
  }
  std::string words;
  if (occurrence.value("needs_review", false)) {
    words = "cần rà soát ban đầu";
  } else if (occurrence.value("overdue", false)) {
    const int days = occurrence.value("days_late", 0);
    words = days == 0 ? "quá hạn trong hôm nay" : "quá hạn " + two_digits(days) + " ngày";
  } else if (occurrence.at("working_days_left").is_null()) {
    words = "đang theo dõi";
  } else {
    const int days = occurrence.value("working_days_left", 0);
    words = days == 0 ? "đến hạn" : "còn " + two_digits(days) + " ngày làm việc";
  }
  if (!occurrence.at("acknowledged_at").is_null()) {
    words += ", đã nhận việc";
  }
  if (!occurrence.at("promised").is_null()) {
    words += ", hẹn xong ngày " + day_words_of(occurrence.at("promised"));
  }
  return words;
}

std::string list_text(const Json& occurrences) {
  if (occurrences.empty()) {
    return "Không có đầu việc nào.\n";
  }
  std::vector<TextRow> rows{{"Mã", "Thời hạn", "Đơn vị", "Nhiệm vụ", "Tình trạng"}};
  for (const Json& one : occurrences) {
    std::string title = text_of(one, "obligation");
    if (!text_of(one, "stage").empty()) {
      title += ":" + text_of(one, "stage");
    }
    rows.push_back({std::to_string(one.value("code", 0)),
                    due_words_of(one),
                    text_of(one, "unit_name"),
                    title + " " + text_of(one, "title"),
                    standing_words(one)});
  }
  return text_table(rows, 0);
}

std::string story_text(const Json& story) {
  std::vector<StoryLine> lines;
  for (const Json& fact : story.at("facts")) {
    lines.emplace_back(text_of(fact, "at"), fact_words(fact));
  }
  add_notices(story.at("notices"), lines);
  add_messages(story.at("messages"), lines);
  std::stable_sort(lines.begin(), lines.end(), [](const StoryLine& a, const StoryLine& b) {
    return a.first < b.first;
  });
  std::string text = head_text(story.at("occurrence")) + "Diễn biến:\n";
  for (const auto& [at, words] : lines) {
    text += "  " + moment_words_of(Json(at)) + "  " + words + "\n";
  }
  return text;
}

std::string why_text(const Json& why) {
  std::string text;
  if (why.at("occurrence").is_object()) {
    text += head_text(why.at("occurrence"));
  }
  if (why.at("notices").empty() && why.at("messages").empty()) {
    return text + "Chưa có lần nhắc nào.\n";
  }
  for (const Json& notice : why.at("notices")) {
    text += "\n" + reason_text(notice);
  }
  for (const Json& message : why.at("messages")) {
    text += "\nTin " + text_of(message, "id").substr(0, 8) + " gửi " +
            text_of(message, "post_title") + ", soạn lúc " +
            moment_words_of(message.at("created_at")) + "\n  " + text_of(message, "subject") + "\n";
    for (const Json& attempt : message.at("attempts")) {
      text +=
          "  " + moment_words_of(attempt.at("started_at")) + "  " + attempt_words(attempt) + "\n";
    }
  }
  return text;
}

std::string status_text(const Json& status) {
  std::string text = text_of(status, "office") + "\n";
  text += status.value("running", false)
              ? "  dondocd:     đang chạy từ " + moment_words_of(status.at("started_at")) + "\n"
              : "  dondocd:     không chạy; số liệu đọc thẳng từ cơ sở dữ liệu\n";
  const Json& store = status.at("store");
  text += "  Dữ liệu:     " +
          (store.value("ok", false) ? std::string("bình thường")
                                    : "không dùng được: " + text_of(store, "problem")) +
          "\n";
  const Json& config = status.at("config");
  text += "  Cấu hình:    " + std::to_string(config.value("plans", 0)) + " kế hoạch";
  if (config.value("refused_errors", 0) > 0) {
    text += "; cấu hình mới có lỗi (" + std::to_string(config.value("refused_errors", 0)) +
            "), đang dùng cấu hình cũ";
  }
  text += "\n";
  if (status.at("sending").is_object()) {
    text += "  Gửi tin:     " +
            (status.at("sending").value("held", false)
                 ? "tạm dừng: " + text_of(status.at("sending"), "reason") +
                       " (gửi tiếp: dondoc release)"
                 : std::string("bình thường")) +
            "\n";
  }
  for (const auto& [name, reason] : status.at("stopped_connectors").items()) {
    text += "  Kênh dừng:   " + name + ": " + reason.get<std::string>() + "\n";
  }
  if (status.at("counts").is_object()) {
    const Json& counts = status.at("counts");
    text += "  Đầu việc:    " + std::to_string(counts.value("open", 0)) + " đang mở, " +
            std::to_string(counts.value("overdue", 0)) + " quá hạn\n";
    text += "  Tin nhắn:    " + std::to_string(counts.value("sent_messages", 0)) + " đã gửi, " +
            std::to_string(counts.value("queued_messages", 0)) + " chờ gửi, " +
            std::to_string(counts.value("failed_messages", 0)) + " không gửi được, " +
            std::to_string(counts.value("uncertain_messages", 0)) + " chưa chắc đã tới\n";
  }
  if (!status.at("next_wake").is_null()) {
    text += "  Lần xem tới: " + moment_words_of(status.at("next_wake")) + "\n";
  }
  return text;
}

}  // namespace dondoc
