// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/status_text.h"

#include "daemon/cli/remote_text.h"

#include <map>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

std::string store_text(const Json& store) {
  return "  Dữ liệu:     " +
         (store.value("ok", false) ? std::string("bình thường")
                                   : "không dùng được: " + text_of(store, "problem")) +
         "\n";
}

/// What the last reload changed.
std::string applied_text(const Json& config) {
  std::string text;
  const std::string problem = text_of(config, "watch_problem");
  if (!problem.empty()) {
    text += "               " + problem + "; sửa tệp xong phải nạp lại bằng tay\n";
  }
  if (!config.contains("applied") || !config.at("applied").is_object()) {
    return text;
  }
  const Json& applied = config.at("applied");
  text += "  Nạp lại:     " + moment_words_of(applied.at("at")) + ": thêm " +
          std::to_string(applied.value("added", 0)) + ", dời " +
          std::to_string(applied.value("moved", 0)) + ", bỏ " +
          std::to_string(applied.value("removed", 0)) + " đầu việc; " +
          std::to_string(applied.at("files").size()) + " tệp thay đổi\n";
  const Json& shown = applied.at("first");
  for (const Json& one : shown) {
    text += "               " + one.get<std::string>() + "\n";
  }
  const int left = applied.value("causes", 0) - static_cast<int>(shown.size());
  if (left > 0) {
    text += "               … và " + std::to_string(left) + " thay đổi khác\n";
  }
  return text;
}

std::string config_text(const Json& config) {
  std::string text = "  Cấu hình:    " + std::to_string(config.value("plans", 0)) + " kế hoạch";
  const int errors = config.value("refused_errors", 0);
  if (errors == 0) {
    return text + "\n" + applied_text(config);
  }
  text += "; cấu hình mới có lỗi (" + std::to_string(errors) + "), bị từ chối lúc " +
          moment_words_of(config.at("refused_at")) + ", đang dùng cấu hình cũ\n";
  const Json& shown = config.at("refused");
  for (const Json& one : shown) {
    text += "               " + text_of(one, "file") + ":" + std::to_string(one.value("line", 0)) +
            ":" + std::to_string(one.value("column", 0)) + ": " + text_of(one, "message") + " [" +
            text_of(one, "code") + "]\n";
  }
  if (errors > static_cast<int>(shown.size())) {
    text += "               … và " + std::to_string(errors - static_cast<int>(shown.size())) +
            " lỗi khác (xem tất cả: dondoc check)\n";
  }
  return text;
}

std::string sending_text(const Json& sending) {
  if (!sending.is_object()) {
    return {};
  }
  if (!sending.value("held", false)) {
    return "  Gửi tin:     bình thường\n";
  }
  std::string text =
      "  Gửi tin:     tạm dừng: " + text_of(sending, "reason") + " (gửi tiếp: dondoc release)\n";
  const std::string doubt = text_of(sending, "clock_doubt");
  if (!doubt.empty()) {
    text += "  Đồng hồ:     có thể sai: " + doubt + "; chưa mở và chưa nhắc việc gì\n";
  }
  return text;
}

std::string message_state_words(const std::string& state) {
  static const std::map<std::string, std::string> words{{"queued", "chờ gửi"},
                                                        {"in_flight", "đang gửi"},
                                                        {"sent", "đã gửi"},
                                                        {"withdrawn", "không gửi nữa"},
                                                        {"failed", "không gửi được"},
                                                        {"uncertain", "chưa chắc đã tới"}};
  const auto found = words.find(state);
  return found == words.end() ? state : found->second;
}

std::string alarms_text(const Json& status) {
  std::string text;
  for (const Json& headline : status.at("untold_alarms")) {
    text += "  Chưa báo:    " + headline.get<std::string>() + " (không có ai để báo)\n";
  }
  if (status.at("alarms").is_array()) {
    for (const Json& one : status.at("alarms")) {
      text += "  Đã báo:      " + moment_words_of(one.at("at")) + ": " + text_of(one, "subject") +
              " (" + message_state_words(text_of(one, "state")) + ")\n";
    }
  }
  return text;
}

/// "đã kết nối 13/20 chức danh", and why a channel hears nobody.
std::string replies_text(const Json& status) {
  if (!status.contains("replies") || !status.at("replies").is_object()) {
    return {};
  }
  const Json& replies = status.at("replies");
  std::string text = "  Trả lời:     đã kết nối " + std::to_string(replies.value("connected", 0)) +
                     "/" + std::to_string(replies.value("held_posts", 0)) + " chức danh\n";
  for (const auto& [channel, problem] : replies.at("deaf_channels").items()) {
    text += "               kênh " + channel +
            " chưa nhận được tin trả lời: " + problem.get<std::string>() + "\n";
  }
  return text;
}

/// Who is away, or will be; the first of them.
std::string away_text(const Json& status) {
  constexpr std::size_t away_lines_max = 10;
  std::string text;
  if (!status.contains("away") || !status.at("away").is_array()) {
    return text;
  }
  const Json& away = status.at("away");
  for (std::size_t i = 0; i < away.size() && i < away_lines_max; ++i) {
    text += "  Nghỉ:        " + away_line(away.at(i)) + "\n";
  }
  if (away.size() > away_lines_max) {
    text += "               … và " + std::to_string(away.size() - away_lines_max) +
            " đợt nghỉ khác (xem tất cả: dondoc leaves)\n";
  }
  return text;
}

/// Who couldn't be told what falls due.
std::string unreachable_text(const Json& status) {
  std::string text;
  if (!status.contains("unreachable") || !status.at("unreachable").is_array()) {
    return text;
  }
  for (const Json& one : status.at("unreachable")) {
    text += "  Chưa tới:    " + text_of(one, "title") + ": " + text_of(one, "why") + "\n";
  }
  return text;
}

/// Who is to be told by hand, and by whom; the first of them.
std::string by_hand_text(const Json& status) {
  constexpr std::size_t by_hand_lines_max = 10;
  std::string text;
  if (!status.contains("by_hand") || !status.at("by_hand").is_array()) {
    return text;
  }
  const Json& waiting = status.at("by_hand");
  for (std::size_t i = 0; i < waiting.size() && i < by_hand_lines_max; ++i) {
    const Json& one = waiting.at(i);
    std::string codes;
    for (const Json& code : one.at("codes")) {
      codes += (codes.empty() ? "" : ", ") + std::to_string(code.get<int>());
    }
    text += "  Báo tận nơi: " + text_of(one, "title") + ", mã " + codes +
            (one.at("asked").is_null() ? "; sẽ nhờ trong giờ làm việc"
                                       : "; nhờ " + text_of(one, "asked_title") + " báo trước " +
                                             moment_words_of(one.at("until"))) +
            " (phiếu: dondoc why " + text_of(one, "message").substr(0, 8) + ")\n";
  }
  if (waiting.size() > by_hand_lines_max) {
    text +=
        "               … và " + std::to_string(waiting.size() - by_hand_lines_max) + " nơi khác\n";
  }
  return text;
}

std::string counts_text(const Json& counts) {
  if (!counts.is_object()) {
    return {};
  }
  const auto excused = counts.value("excused", 0);
  return "  Đầu việc:    " + std::to_string(counts.value("open", 0)) + " đang mở, " +
         std::to_string(counts.value("overdue", 0)) + " quá hạn" +
         (excused == 0 ? std::string{}
                       : " (" + std::to_string(excused) + " có lý do được chấp nhận)") +
         "\n  Tin nhắn:    " + std::to_string(counts.value("sent_messages", 0)) + " đã gửi, " +
         std::to_string(counts.value("queued_messages", 0)) + " chờ gửi, " +
         std::to_string(counts.value("failed_messages", 0)) + " không gửi được, " +
         std::to_string(counts.value("uncertain_messages", 0)) + " chưa chắc đã tới\n";
}

/// "đang dừng từ …: lý do"
std::string channel_text(const Json& channel) {
  static const std::map<std::string, std::string> states{{"throttled", "phải gửi chậm lại"},
                                                         {"down", "đang gián đoạn"},
                                                         {"quota", "hết hạn mức tin"},
                                                         {"stopped", "đã dừng"}};
  const std::string state = text_of(channel, "state");
  const auto known = states.find(state);
  std::string words = (known == states.end() ? state : known->second) + " từ " +
                      moment_words_of(channel.at("since"));
  if (!channel.at("until").is_null()) {
    words += ", thử lại lúc " + moment_words_of(channel.at("until"));
  }
  return words + ": " + text_of(channel, "reason");
}

}  // namespace

std::string status_text(const Json& status) {
  std::string text = text_of(status, "office") + "\n";
  text += status.value("running", false)
              ? "  dondocd:     đang chạy từ " + moment_words_of(status.at("started_at")) + "\n"
              : "  dondocd:     không chạy; số liệu đọc thẳng từ cơ sở dữ liệu\n";
  text += store_text(status.at("store"));
  text += config_text(status.at("config"));
  text += sending_text(status.at("sending"));
  for (const auto& [name, channel] : status.at("troubled_channels").items()) {
    text += "  Kênh lỗi:    " + name + ' ' + channel_text(channel) + "\n";
  }
  text += replies_text(status);
  text += away_text(status);
  text += unreachable_text(status);
  text += by_hand_text(status);
  text += alarms_text(status);
  text += counts_text(status.at("counts"));
  if (!status.at("next_wake").is_null()) {
    text += "  Lần xem tới: " + moment_words_of(status.at("next_wake")) + "\n";
  }
  return text;
}

}  // namespace dondoc
