// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/story_lines.h"

#include "daemon/http/view_words.h"
#include "rules/phrase/thousandths.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

std::string fact_kind_words(const std::string& kind) {
  static const std::map<std::string, std::string> names{
      {"opened", "mở đầu việc"},
      {"acknowledged", "đơn vị đã nhận việc"},
      {"completed", "đã hoàn thành"},
      {"due-moved", "điều chỉnh thời hạn"},
      {"withdrawn", "thôi theo dõi"},
      {"reopened", "theo dõi trở lại"},
      {"happened", "ghi nhận mốc tính thời hạn"},
      {"redated", "cập nhật mốc tính thời hạn"},
      {"counted", "ghi nhận số lượng"},
      {"measured", "ghi nhận số đo"},
      {"progressed", "báo tiến độ"},
      {"submitted", "trình ký"},
      {"returned", "trả lại để bổ sung, hoàn thiện"},
      {"extension-asked", "đề nghị gia hạn"},
      {"extended", "gia hạn"},
      {"adjusted", "điều chỉnh thời hạn"},
      {"missed", "bỏ lỡ: quá thời gian chờ cập nhật"},
      {"undone", "hủy ghi nhận"},
      {"failed", "kết thúc: không hoàn thành"},
      {"waived", "thôi giao"},
      {"excuse-asked", "nêu nguyên nhân khách quan, chờ xác nhận"},
      {"excused", "xác nhận nguyên nhân khách quan"},
      {"assigned", "giao người thực hiện"},
      {"snoozed", "tạm dừng nhắc"},
      {"noted", "lãnh đạo đã ghi nhận"},
      {"commented", "ghi chú"},
      {"urged", "đôn đốc"},
      {"directed", "chỉ đạo"},
      {"transfer-asked", "đề nghị chuyển giao"},
      {"transferred", "chuyển giao"},
      {"told", "đã báo trực tiếp"},
      {"handed-over", "chức danh đổi người giữ; lời hẹn, tạm dừng nhắc trước đó hết hiệu lực"}};
  const auto found = names.find(kind);
  return found == names.end() ? kind : found->second;
}

/// What a fact's particular is called; in the order in which they are told.
struct Detail {
  const char* name;
  const char* words;
  std::string (*value)(const std::string&);
};

std::string as_it_is(const std::string& value) {
  return value;
}

std::string day(const std::string& value) {
  return day_words_of(Json(value));
}

std::string thousandths(const std::string& value) {
  std::int64_t number = 0;
  const auto end = std::from_chars(value.data(), value.data() + value.size(), number).ptr;
  return end == value.data() ? std::string{} : thousandths_words(number);
}

/// Particulars that others say already.
std::string unsaid(const std::string&) {
  return {};
}

std::string moment_of(const std::string& value) {
  return moment_words_of(Json(value));
}

/// The words before it say all.
std::string nothing_more(const std::string& value) {
  return value == "yes" ? "trong kỳ" : std::string{};
}

std::string act_words(const std::string& kind) {
  return fact_kind_words(kind);
}

constexpr std::array<Detail, 39> details{{
    {"task", "việc giao:", as_it_is},
    {"lead", "đơn vị", as_it_is},
    {"support", "phối hợp", as_it_is},
    {"product", "sản phẩm:", as_it_is},
    {"event", "mã", as_it_is},
    {"date", "ngày", day},
    {"time", "lúc", as_it_is},
    {"unit", "đơn vị", as_it_is},
    {"title", "nội dung:", as_it_is},
    {"text", "nội dung:", as_it_is},
    {"from", "từ", due_words_of},
    {"to", "thành", due_words_of},
    {"from_units", "từ đơn vị", as_it_is},
    {"to_unit", "sang đơn vị", as_it_is},
    {"due", "thời hạn", due_words_of},
    {"event_due", "thời hạn riêng: hết ngày", day},
    {"until", "đến hết ngày", day},
    {"promised", "hẹn xong ngày", day},
    {"signer", "người ký:", as_it_is},
    {"amount", "thêm", as_it_is},
    {"thousandths", "giá trị", thousandths},
    {"numerator", "tử số", as_it_is},
    {"denominator", "mẫu số", as_it_is},
    {"document", "văn bản", as_it_is},
    {"document_date", "ngày văn bản", day},
    {"basis", "theo", as_it_is},
    {"reason", "lý do:", as_it_is},
    {"act", "việc", act_words},
    {"act_at", "ghi lúc", moment_of},
    {"sent", "ngày gửi", day},
    {"nothing", "không phát sinh", nothing_more},
    {"post", "chức danh", as_it_is},
    {"giver", "", unsaid},
    {"given", "", unsaid},
    {"last_day", "", unsaid},
    {"dated", "", unsaid},
    {"review", "", unsaid},
    {"round_from", "", unsaid},
    {"of_lead", "", unsaid},
}};

bool is_known(const std::string& name) {
  return std::any_of(
      details.begin(), details.end(), [&name](const Detail& one) { return one.name == name; });
}

std::string details_words(const Json& data) {
  std::string words;
  for (const Detail& detail : details) {
    const std::string value = detail.value(text_of(data, detail.name));
    if (!value.empty()) {
      // "từ … thành …" is one phrase.
      words += std::string(detail.name) == "to" ? " " : ", ";
      words += std::string(detail.words) + ' ' + value;
    }
  }
  for (const auto& [name, value] : data.items()) {
    if (!is_known(name)) {
      words += ", " + name + ": " + value.get<std::string>();
    }
  }
  return words;
}

/// `dated` is whether the duty had a date before the fact; a moment that stands for none isn't
/// told.
std::string fact_words(const Json& fact, bool dated) {
  Json data = fact.at("data");
  if (!dated) {
    data.erase("due");
    data.erase("from");
  }
  if (text_of(data, "dated") == "no") {
    data.erase("to");
  }
  return fact_kind_words(text_of(fact, "kind")) + details_words(data);
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
      {"uncertain", "chưa chắc đã tới"},
      {"told", "đã báo trực tiếp"},
      {"untold", "chưa được báo trực tiếp"}};
  const auto found = names.find(outcome);
  return found == names.end() ? outcome : found->second;
}

}  // namespace

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
  // What has ended waits no more.
  if (state == "pending" && !notice.at("held_until").is_null()) {
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

namespace {

void add_notices(const Json& notices, std::vector<StoryLine>& lines) {
  for (const Json& notice : notices) {
    lines.push_back({text_of(notice, "decided_at"),
                     "lần nhắc " + text_of(notice, "rung") + " tới " +
                         text_of(notice, "post_title") + ": " + notice_state_words(notice)});
  }
}

void add_messages(const Json& messages, std::vector<StoryLine>& lines) {
  for (const Json& message : messages) {
    const std::string id = text_of(message, "id").substr(0, 8);
    lines.push_back({text_of(message, "created_at"),
                     "soạn tin " + id + " gửi " + text_of(message, "post_title") + ": " +
                         text_of(message, "subject")});
    for (const Json& attempt : message.at("attempts")) {
      lines.push_back(
          {text_of(attempt, "started_at"), "tin " + id + ", " + attempt_words(attempt)});
    }
  }
}

void add_facts(const Json& story, std::vector<StoryLine>& lines) {
  bool dated = story.at("occurrence").at("first_due").is_string();
  for (const Json& fact : story.at("facts")) {
    const std::string actor = text_of(fact, "actor");
    const bool by_people = actor != "he-thong";
    lines.push_back({text_of(fact, "at"),
                     fact_words(fact, dated),
                     by_people ? actor : std::string{},
                     by_people ? text_of(fact, "by") : std::string{}});
    const Json& data = fact.at("data");
    if (data.contains("to")) {
      dated = text_of(data, "dated") != "no";
    }
  }
}

}  // namespace

std::vector<StoryLine> story_lines(const Json& story) {
  std::vector<StoryLine> lines;
  add_facts(story, lines);
  add_notices(story.at("notices"), lines);
  add_messages(story.at("messages"), lines);
  std::stable_sort(lines.begin(), lines.end(), [](const StoryLine& a, const StoryLine& b) {
    return a.at < b.at;
  });
  return lines;
}

}  // namespace dondoc
