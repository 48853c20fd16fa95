// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/remote_text.h"

#include "daemon/cli/text_table.h"
#include "rules/calendar/civil.h"
#include "rules/phrase/thousandths.h"
#include "rules/schedule/official_state.h"
#include "rules/schedule/wording.h"

#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

std::string value_words(const Json& value, const std::string& unit) {
  const std::int64_t thousandths = std::llround(value.get<double>() * 1000.0);
  return thousandths_words(thousandths) + (unit == "%" || unit.empty() ? unit : ' ' + unit);
}

/// "92,5% (tối thiểu 95%), chưa đạt"
std::string target_words(const Json& occurrence) {
  static const std::map<std::string, std::string> bounds{{"at_least", "tối thiểu "},
                                                         {"more_than", "trên "},
                                                         {"at_most", "không quá "},
                                                         {"less_than", "dưới "}};
  const Json& target = occurrence.at("target");
  const std::string unit = text_of(target, "unit");
  const std::string wanted =
      " (" + bounds.at(text_of(target, "bound")) + value_words(target.at("value"), unit) + ')';
  const Json& measured = occurrence.at("measured");
  if (measured.is_null()) {
    return "chưa có số đo" + wanted;
  }
  return value_words(measured.at("value"), unit) + wanted +
         (target.at("reached") == true ? ", đạt" : ", chưa đạt");
}

std::string done_words(const Json& occurrence) {
  std::string words =
      text_of(occurrence, "official") == "done-late" ? "đã hoàn thành quá hạn" : "đã hoàn thành";
  const Json& completion = occurrence.at("completion");
  if (completion.is_object() && !text_of(completion, "document").empty()) {
    words += " theo văn bản " + text_of(completion, "document");
  }
  if (completion.is_object() && !completion.at("document_date").is_null()) {
    words += " ngày " + day_words_of(completion.at("document_date"));
  }
  if (completion.is_object() && completion.value("nothing", false)) {
    words += ", không phát sinh";
  }
  return words;
}

/// How the time stands; empty for what has none.
std::string time_words(const Json& occurrence) {
  if (occurrence.value("needs_review", false)) {
    return "cần rà soát ban đầu";
  }
  if (occurrence.value("overdue", false)) {
    const int days = occurrence.value("days_late", 0);
    return days == 0 ? "quá hạn trong hôm nay" : "quá hạn " + two_digits(days) + " ngày";
  }
  if (occurrence.at("working_days_left").is_null()) {
    return {};
  }
  const int days = occurrence.value("working_days_left", 0);
  return days == 0 ? "đến hạn" : "còn " + two_digits(days) + " ngày làm việc";
}

/// What people have answered, the paper's way last.
void add_answers(const Json& occurrence, std::vector<std::string>& words) {
  if (!occurrence.at("acknowledged_at").is_null()) {
    words.emplace_back("đã nhận việc");
  }
  if (!occurrence.at("promised").is_null()) {
    words.push_back("hẹn xong ngày " + day_words_of(occurrence.at("promised")));
  }
  const Json& asked = occurrence.at("asked");
  if (asked.is_object()) {
    words.push_back("đề nghị gia hạn đến ngày " + day_words_of(asked.at("until")));
  }
  const Json& transfer = occurrence.at("transfer_asked");
  if (transfer.is_object()) {
    words.push_back("đề nghị chuyển giao cho " + text_of(transfer, "unit_name"));
  }
  if (occurrence.at("officer").is_object()) {
    words.push_back("giao " + text_of(occurrence.at("officer"), "title"));
  }
  for (const Json& snoozed : occurrence.at("snoozed")) {
    words.push_back("tạm dừng nhắc " + text_of(snoozed, "title") + " đến ngày " +
                    day_words_of(snoozed.at("until")));
  }
  if (occurrence.at("urging").is_object()) {
    words.push_back(occurrence.at("urging").at("directs") == true ? "đã có ý kiến chỉ đạo"
                                                                  : "đã được đôn đốc");
  }
  const Json& excuse = occurrence.at("excuse");
  if (excuse.is_object()) {
    words.push_back((excuse.at("confirmed_by").is_null() ? "nêu nguyên nhân khách quan: "
                                                         : "có lý do được chấp nhận: ") +
                    text_of(excuse, "reason"));
  }
  const Json& change = occurrence.at("change");
  const Json& submission = occurrence.at("submission");
  if (submission.is_object()) {
    words.push_back("đã trình ký ngày " + day_words_of(submission.at("date")) + ", chờ " +
                    text_of(submission, "signer_title"));
  } else if (change.is_object() && text_of(change, "kind") == "returned") {
    words.emplace_back("phải bổ sung, hoàn thiện");
  }
}

std::string trigger_events_words(const Json& events) {
  if (events.empty()) {
    return "chưa ghi nhận";
  }
  return two_digits(static_cast<int>(events.size())) + " lần, gần nhất ngày " +
         day_words_of(events.back().at("date"));
}

/// "VII.2:kiem-tra Kiểm tra …", and of what an event opened, which.
std::string title_words_of(const Json& occurrence) {
  if (occurrence.at("task").is_object()) {
    return text_of(occurrence, "title");
  }
  std::string title = text_of(occurrence, "obligation");
  if (!text_of(occurrence, "stage").empty()) {
    title += ':' + text_of(occurrence, "stage");
  }
  title += ' ' + text_of(occurrence, "title");
  const Json& event = occurrence.at("event");
  if (event.is_null()) {
    return title;
  }
  const std::string about = text_of(event, "title");
  return title + " (" + (about.empty() ? "mốc ngày " + day_words_of(event.at("date")) : about) +
         ')';
}

}  // namespace

std::string term_words_of(const Json& occurrence) {
  if (occurrence.at("due").is_string()) {
    return due_words_of(text_of(occurrence, "due"));
  }
  if (!occurrence.at("watches").is_null()) {
    return "chờ mốc";
  }
  return text_of(occurrence, "shape") == "standing" ? "thường xuyên" : "chưa xác định thời hạn";
}

std::string standing_words(const Json& occurrence) {
  static const std::map<std::string, std::string> closed{{"withdrawn", "thôi theo dõi"},
                                                         {"missed", "bỏ lỡ"},
                                                         {"failed", "không hoàn thành"},
                                                         {"waived", "thôi giao"}};
  const std::string state = text_of(occurrence, "state");
  std::vector<std::string> words;
  if (const auto found = closed.find(state); found != closed.end()) {
    words.push_back(found->second);
    if (occurrence.at("ending").is_object()) {
      words.back() += ": " + text_of(occurrence.at("ending"), "reason");
    }
  } else if (state == "done") {
    words.push_back(done_words(occurrence));
  } else {
    if (const std::string time = time_words(occurrence); !time.empty()) {
      words.push_back(time);
    }
    add_answers(occurrence, words);
    if (!occurrence.at("watches").is_null()) {
      const Json& events = occurrence.at("events");
      words.push_back((events.empty() ? "" : "đã ghi nhận ") + trigger_events_words(events));
    }
  }
  if (occurrence.at("quota").is_object()) {
    words.push_back(std::to_string(occurrence.value("counted", 0)) + '/' +
                    std::to_string(occurrence.at("quota").value("at_least", 0)));
  }
  if (occurrence.at("target").is_object()) {
    words.push_back(target_words(occurrence));
  }
  return words.empty() ? "chưa có phản hồi" : join(words, ", ");
}

/// ", tính theo ngày gửi 30/6/2026": which of its days says whether it was done in time.
static std::string counted_words(const Json& occurrence) {
  for (const OnTimeBy by : {OnTimeBy::sent, OnTimeBy::document, OnTimeBy::recorded}) {
    if (text_of(occurrence, "counted_by") == on_time_by_name(by)) {
      return ", tính theo " + std::string(on_time_by_words(by)) + ' ' +
             day_words_of(occurrence.at("counted_day"));
    }
  }
  return {};
}

/// One of the four states that official reports count.
static std::string official_words(const Json& occurrence) {
  for (const OfficialState state : {OfficialState::done_in_time,
                                    OfficialState::done_late,
                                    OfficialState::open_in_time,
                                    OfficialState::open_late}) {
    if (text_of(occurrence, "official") == official_state_name(state)) {
      const Json& excuse = occurrence.at("excuse");
      const bool excused = excuse.is_object() && !excuse.at("confirmed_by").is_null();
      return std::string(official_state_words(state)) +
             (excused ? ", có lý do được chấp nhận" : "");
    }
  }
  return {};
}

std::string head_text(const Json& occurrence) {
  std::string text = "Mã " + std::to_string(occurrence.value("code", 0)) + " - " +
                     title_words_of(occurrence) + "\n";
  text += "  Khóa:       " + text_of(occurrence, "key") + "\n";
  if (const std::string refined = text_of(occurrence, "stands_for"); !refined.empty()) {
    text += "  Cụ thể hóa: " + refined + "\n";
  }
  text += "  Chủ trì:    " + text_of(occurrence, "unit_name") + "\n";
  text += "  Thời hạn:   " + term_words_of(occurrence) + "\n";
  text += "  Tình trạng: " + standing_words(occurrence) + "\n";
  if (const std::string official = official_words(occurrence); !official.empty()) {
    text += "  Trạng thái: " + official + counted_words(occurrence) + "\n";
  }
  if (const int missed = occurrence.value("missed_in_year", 0); missed > 0) {
    text += "  Bỏ lỡ:      " + two_digits(missed) + " kỳ trong năm " +
            text_of(occurrence, "period").substr(0, 4) + "\n";
  }
  if (occurrence.at("progress").is_object()) {
    text += "  Tiến độ:    " + text_of(occurrence.at("progress"), "text") + "\n";
  }
  return text;
}

std::string list_text(const Json& occurrences) {
  if (occurrences.empty()) {
    return "Không có đầu việc nào.\n";
  }
  std::vector<TextRow> rows{{"Mã", "Thời hạn", "Đơn vị", "Nhiệm vụ", "Tình trạng"}};
  for (const Json& one : occurrences) {
    rows.push_back({std::to_string(one.value("code", 0)),
                    term_words_of(one),
                    text_of(one, "unit_name"),
                    title_words_of(one),
                    standing_words(one)});
  }
  return text_table(rows, 0);
}

std::string triggers_text(const Json& triggers) {
  if (triggers.empty()) {
    return "Không có mốc tính thời hạn nào.\n";
  }
  std::vector<TextRow> rows{
      {"Mã", "Mốc", "Nội dung", "Đơn vị ghi nhận", "Đã ghi nhận", "Nhiệm vụ"}};
  for (const Json& one : triggers) {
    std::vector<std::string> duties;
    for (const Json& duty : one.at("duties")) {
      const std::string stage = text_of(duty, "stage");
      duties.push_back(text_of(duty, "obligation") + (stage.empty() ? stage : ':' + stage));
    }
    rows.push_back({one.at("code").is_null() ? "" : std::to_string(one.value("code", 0)),
                    text_of(one, "plan") + '/' + text_of(one, "trigger"),
                    text_of(one, "title"),
                    text_of(one, "recorder_name"),
                    trigger_events_words(one.at("events")),
                    (one.at("waiting") == true ? "đang chờ: " : "") + join(duties, ", ")});
  }
  return text_table(rows, 0);
}

std::string link_text(const Json& link) {
  return text_of(link, "title") + " nhắn cho bot (kênh " +
         link.at("channels").front().get<std::string>() +
         ") đúng dòng này, chỉ dùng được một lần, đến " + moment_words_of(link.at("until")) +
         ":\n\n    " + text_of(link, "message") + "\n";
}

std::string links_text(const Json& links) {
  std::string text = "Đã kết nối " + std::to_string(links.value("connected", 0)) + "/" +
                     std::to_string(links.value("held_posts", 0)) + " chức danh\n";
  for (const Json& post : links.at("posts")) {
    std::string state = "chưa kết nối";
    if (post.value("connected", false)) {
      state = "đã kết nối qua " + text_of(post, "channel") +
              (post.at("linked_at").is_null() ? " (theo danh bạ)"
                                              : " từ " + moment_words_of(post.at("linked_at")));
    }
    if (!post.at("code_until").is_null()) {
      state += "; mã đã cấp dùng được đến " + moment_words_of(post.at("code_until"));
    }
    text += "  " + text_of(post, "post") + " - " + text_of(post, "title") + ": " + state + "\n";
  }
  return text;
}

std::string backup_text(const Json& made) {
  return "Đã sao lưu và kiểm tra: " + text_of(made, "file") + " (" +
         std::to_string(made.at("bytes").get<std::uintmax_t>()) + " byte); đang giữ " +
         std::to_string(made.at("kept").get<std::size_t>()) + " bản.\n";
}

}  // namespace dondoc
