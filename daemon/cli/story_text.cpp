// SPDX-License-Identifier: Apache-2.0
// One duty's whole story, and why a notice exists.
#include "daemon/cli/remote_text.h"
#include "daemon/http/story_lines.h"
#include "rules/plan/plan.h"

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

std::string reason_text(const Json& notice) {
  const Json& reason = notice.at("reason");
  std::string text = "Lần nhắc " + text_of(notice, "rung") + " tới " +
                     text_of(notice, "post_title") + " (" + text_of(notice, "key") + ")\n";
  if (notice.value("issued", true)) {
    const std::string file = text_of(reason, "plan_file");
    text += "  Theo:       " +
            (file.empty() ? std::string("việc giao ngoài kế hoạch")
                          : file + ", dòng " + std::to_string(reason.value("plan_line", 0))) +
            ": " + text_of(reason, "phrase") + "\n";
    text += "  Quy trình:  " + text_of(reason, "rung") + "\n";
  }
  if (!text_of(reason, "moved").empty()) {
    const bool change = text_of(notice, "kind") == "change";
    text += (change ? "  Thay đổi:   " : "  Dời ngày:   ") + text_of(reason, "moved") + "\n";
  }
  text += "  Dự kiến:    " + moment_words_of(notice.at("planned_at")) + "\n";
  text += "  Kết quả:    " + notice_state_words(notice) + "\n";
  return text;
}

}  // namespace

std::string story_text(const Json& story) {
  std::string text = head_text(story.at("occurrence")) + "Diễn biến:\n";
  for (const StoryLine& line : story_lines(story)) {
    text += "  " + moment_words_of(Json(line.at)) + "  " + line.words;
    if (!line.actor.empty()) {
      text += " (" + line.actor + ", qua " + line.by + ")";
    }
    text += "\n";
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
    // What is brought by hand is printed from here.
    if (text_of(message, "channel") == by_hand_channel) {
      text += "\n" + text_of(message, "text") + "\n";
    }
    for (const Json& attempt : message.at("attempts")) {
      text +=
          "  " + moment_words_of(attempt.at("started_at")) + "  " + attempt_words(attempt) + "\n";
    }
  }
  return text;
}

}  // namespace dondoc
