// SPDX-License-Identifier: Apache-2.0
#include "rules/answer/answer_text.h"

#include "rules/plan/code_points.h"
#include "rules/reply/reply_verbs.h"
#include "rules/schedule/duty_lines.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace dondoc {

namespace {

constexpr std::size_t title_code_points_max = 90;
/// Duties that are named when a code is missing.
constexpr std::size_t offered_duties_max = 5;

std::string data_of(const Fact& fact, const char* name) {
  const auto found = fact.data.find(name);
  return found == fact.data.end() ? std::string{} : found->second;
}

/// "30/6/2026" of the day that the fact keeps under the name; empty when it keeps none.
std::string day_of(const Fact& fact, const char* name) {
  const std::optional<Date> day = parse_iso_date(data_of(fact, name));
  return day ? date_words(*day) : std::string{};
}

std::string with_day(std::string words, std::string_view before, const std::string& day) {
  if (!day.empty()) {
    words += before;
    words += day;
  }
  return words;
}

std::string measured_in_words(const Fact& fact) {
  const std::string numerator = data_of(fact, "numerator");
  return numerator.empty() ? "số đo" : "số đo " + numerator + '/' + data_of(fact, "denominator");
}

std::string what_was_done(const Fact& fact, const RuleSet& rules) {
  switch (fact.kind) {
    case FactKind::acknowledged:
      return with_day("đã nhận việc", ", hẹn ngày ", day_of(fact, "promised"));
    case FactKind::completed: {
      const std::string document = data_of(fact, "document");
      if (data_of(fact, "nothing") == "yes") {
        return "hoàn thành, " + std::string(nothing_arose);
      }
      return with_day(document.empty() ? "hoàn thành" : "hoàn thành theo văn bản " + document,
                      " ngày ",
                      day_of(fact, "document_date"));
    }
    case FactKind::submitted:
      return with_day("đã trình ký", " ngày ", day_of(fact, "date"));
    case FactKind::returned:
      return "trả lại để bổ sung, hoàn thiện";
    case FactKind::progressed:
      return data_of(fact, "text") == nothing_arose ? std::string(nothing_arose) : "tiến độ";
    case FactKind::extension_asked:
      return "đề nghị gia hạn đến hết ngày " + day_of(fact, "until") +
             ", chờ ý kiến của lãnh đạo phụ trách";
    case FactKind::extended:
      return "gia hạn đến hết ngày " + day_of(fact, "last_day");
    case FactKind::adjusted:
      return "điều chỉnh thời hạn thành hết ngày " + day_of(fact, "last_day");
    case FactKind::happened:
      return "mốc tính thời hạn ngày " + day_of(fact, "date");
    case FactKind::counted:
      return "thêm " + data_of(fact, "amount") + " lần";
    case FactKind::measured:
      return measured_in_words(fact);
    case FactKind::undone:
      return "hủy ghi nhận trước";
    case FactKind::failed:
      return "kết thúc, không hoàn thành";
    case FactKind::waived:
      return "thôi giao";
    case FactKind::excuse_asked:
      return "nguyên nhân khách quan, chờ lãnh đạo xác nhận";
    case FactKind::excused:
      return "xác nhận chậm do nguyên nhân khách quan";
    case FactKind::commented:
      return "ghi chú";
    case FactKind::assigned:
      return "giao " + addressee_words(rules.directory, data_of(fact, "post")) + " thực hiện";
    case FactKind::transfer_asked:
      return "đề nghị chuyển giao cho " + unit_words(rules.directory, data_of(fact, "to_unit")) +
             " chủ trì, chờ ý kiến của lãnh đạo phụ trách";
    case FactKind::transferred:
      return "chuyển giao cho " + unit_words(rules.directory, data_of(fact, "to_unit")) +
             " chủ trì";
    case FactKind::snoozed:
      return "tạm dừng nhắc đến ngày " + day_of(fact, "until");
    case FactKind::urged:
      return "đôn đốc, nội dung được chuyển tới đơn vị chủ trì trong giờ gửi tin";
    case FactKind::directed:
      return "ý kiến chỉ đạo, nội dung được chuyển tới đơn vị chủ trì trong giờ gửi tin";
    case FactKind::noted:
      return "lãnh đạo đã xem báo cáo, không báo cáo lại khi chưa có thay đổi";
    case FactKind::told:
      return "đã báo trực tiếp " + addressee_words(rules.directory, data_of(fact, "post"));
    default:
      return "nội dung trả lời";
  }
}

std::string short_title(const Occurrence& occurrence, const RuleSet& rules) {
  return printable(item_words(occurrence, rules), title_code_points_max);
}

std::string code_words(int code) {
  return "mã " + std::to_string(code);
}

void by_due(std::vector<Occurrence>& open) {
  std::sort(open.begin(), open.end(), [](const Occurrence& a, const Occurrence& b) {
    return std::tuple(!a.dated, a.due, a.code) < std::tuple(!b.dated, b.due, b.code);
  });
}

std::string nothing_recorded(const ActRefused& refused) {
  std::string why = refused.message;
  if (!why.empty() && why.back() == '.') {
    why.pop_back();
  }
  return why + "; chưa ghi nhận gì thêm.";
}

}  // namespace

std::string recorded_line(const Fact& fact, const Occurrence& occurrence, const RuleSet& rules) {
  const std::string done = what_was_done(fact, rules);
  const std::string item = short_title(occurrence, rules);
  const auto own = rules.templates.find(TemplateKind::confirmation);
  if (own != rules.templates.end()) {
    return own->second.subject(
        {{"done", done}, {"code", std::to_string(occurrence.code)}, {"item", item}});
  }
  return "Đã ghi nhận: " + done + ", " + code_words(occurrence.code) + " (" + item + ").";
}

std::string undo_line(const std::vector<int>& codes) {
  if (codes.empty()) {
    return {};
  }
  return "Sai thì trả lời HUY " + (codes.size() == 1 ? std::to_string(codes.front()) : "kèm mã") +
         " trong " + std::to_string(undo_within.count()) + " phút.";
}

std::string refused_line(const ActRefused& refused, int code) {
  return "Mã " + std::to_string(code) + ": " + nothing_recorded(refused);
}

std::string unknown_code_line(int code) {
  return "Mã " + std::to_string(code) +
         ": không có đầu việc nào mang mã này; chưa ghi nhận gì. Xem các việc đang mở: VIEC";
}

std::string not_yours_line(int code) {
  return "Mã " + std::to_string(code) +
         ": việc này không do đơn vị, chức danh đang kết nối thực hiện hoặc theo dõi; chưa ghi "
         "nhận "
         "gì. Xem các việc đang mở: VIEC";
}

std::string no_weekly_line() {
  return "Hiện không có việc hằng tuần nào chờ trả lời; chưa ghi nhận gì. Xem các việc đang mở: "
         "VIEC";
}

std::string leave_line(const LeaveResult& result, const RuleSet& rules) {
  if (const auto* refused = std::get_if<ActRefused>(&result)) {
    return nothing_recorded(*refused);
  }
  if (const auto* known = std::get_if<KnownLeave>(&result)) {
    return "Đã ghi từ trước: " + leave_words(known->record, rules) + '.';
  }
  return "Đã ghi nhận: " + leave_words(std::get<LeaveRecord>(result), rules) +
         ". Sai thì trả lời HUYNGHI trong " + std::to_string(undo_within.count()) + " phút.";
}

std::string leave_undone_line(const std::variant<LeaveRecord, ActRefused>& result,
                              const RuleSet& rules) {
  if (const auto* refused = std::get_if<ActRefused>(&result)) {
    return nothing_recorded(*refused);
  }
  return "Đã hủy ghi nhận: " + leave_span_words(std::get<LeaveRecord>(result), rules) + '.';
}

std::string refused_reply_text(const ReplyRefused& refused,
                               const std::vector<Occurrence>& open,
                               const RuleSet& rules) {
  if (refused.problem != ReplyProblem::missing_code || !refused.verb || open.empty()) {
    return refused.message;
  }
  std::vector<Occurrence> offered = open;
  by_due(offered);
  const VerbForm& form = form_of(*refused.verb);
  const std::string otherwise =
      form.verb == ReplyVerb::assign
          ? "\nGiao việc mới thì viết: " + how_to_write(form_of(ReplyVerb::give), {})
          : std::string{};
  const std::string understood = "Đã hiểu là " + std::string{form.meaning};
  if (offered.size() == 1) {
    const Occurrence& one = offered.front();
    return understood + "; có phải " + code_words(one.code) + " (" + short_title(one, rules) +
           ")? Chưa ghi nhận gì. Đúng việc này thì trả lời: " + how_to_write(form, {one.code}) +
           otherwise;
  }
  std::string text = understood + ", chưa rõ việc nào; chưa ghi nhận gì. Viết: " +
                     how_to_write(form, refused.codes);
  for (std::size_t i = 0; i < offered.size() && i < offered_duties_max; ++i) {
    text += "\nMã " + std::to_string(offered[i].code) + " - " + short_title(offered[i], rules);
  }
  if (offered.size() > offered_duties_max) {
    text += "\nXem đủ " + two_digits(static_cast<int>(offered.size())) + " việc: VIEC";
  }
  return text + otherwise;
}

std::string shown_text(const Occurrence& occurrence, const RuleSet& rules) {
  std::string text = "Mã " + std::to_string(occurrence.code) + " - " +
                     item_words(occurrence, rules) + "\nChủ trì: " + lead_words(occurrence, rules) +
                     "\nThời hạn: " + term_words(occurrence, rules) + "\nHiện trạng: ";
  switch (occurrence.state) {
    case OccurrenceState::open:
      return text + status_words(occurrence, rules) + '.';
    case OccurrenceState::withdrawn:
      return text + "không còn trong kế hoạch.";
    case OccurrenceState::missed:
      return text + "kỳ này đã qua, được tính là bỏ lỡ.";
    case OccurrenceState::failed:
      return text + "đã kết thúc, không hoàn thành.";
    case OccurrenceState::waived:
      return text + "đã được thôi giao.";
    case OccurrenceState::done:
      break;
  }
  text += "đã hoàn thành";
  if (occurrence.completion && !occurrence.completion->document.empty()) {
    text += " theo văn bản " + occurrence.completion->document;
  }
  if (occurrence.completion && occurrence.completion->document_date) {
    text += " ngày " + date_words(*occurrence.completion->document_date);
  }
  return text + '.';
}

std::string listed_text(std::vector<Occurrence> open, const RuleSet& rules, Instant now) {
  if (open.empty()) {
    return "Hiện không có việc nào đang mở do đơn vị chủ trì.";
  }
  by_due(open);
  std::string text = "Đang mở " + two_digits(static_cast<int>(open.size())) + " việc:";
  for (std::size_t i = 0; i < open.size() && i < answered_duties_max; ++i) {
    text += "\nMã " + std::to_string(open[i].code) + " - " + duty_line(open[i], rules, now).words;
  }
  if (open.size() > answered_duties_max) {
    text +=
        "\n… và " + two_digits(static_cast<int>(open.size() - answered_duties_max)) + " việc khác.";
  }
  return text + "\nChi tiết: XEM " + std::to_string(open.front().code);
}

std::string help_text() {
  return "Cách trả lời (42 là mã ghi trong tin nhắc):\n"
         "NHAN 42 - đã nhận việc\n"
         "TRINH 42 - đã trình ký\n"
         "XONG 42 35/BC-UBND 30/6 - đã hoàn thành, kèm số, ký hiệu và ngày văn bản\n"
         "XONG 71,72,74 35/BC-UBND 28/12 - một văn bản cho nhiều việc\n"
         "TIENDO 42 nội dung - báo tiến độ, khó khăn, vướng mắc\n"
         "GIAHAN 42 15/7 lý do - đề nghị gia hạn\n"
         "GIAO 42 chức danh - giao người thực hiện trong đơn vị\n"
         "GIAO đơn vị [17h] 20/11 nội dung - lãnh đạo, đầu mối giao việc mới\n"
         "CHUYEN 42 đơn vị lý do - đề nghị chuyển giao đơn vị khác chủ trì\n"
         "DONDOC 42 nội dung - đôn đốc; CHIDAO 42 nội dung - chỉ đạo; GHINHAN 42 - lãnh đạo đã "
         "xem\n"
         "XEM 42 - xem một việc; VIEC - các việc đang mở\n"
         "OKTUAN - các việc hằng tuần được hỏi đã thực hiện\n"
         "NGHI 30/11 4/12 - báo nghỉ từ ngày đến ngày; HUYNGHI - hủy báo nghỉ\n"
         "Viết thường, không dấu, không cách (xong42) đều được.";
}

std::string stranger_line(const RuleSet& rules) {
  return "Cuộc trò chuyện này chưa kết nối với chức danh nào của " + rules.directory.office +
         ". Để kết nối, nhắn KETNOI kèm mã do quản trị hệ thống cấp.";
}

std::string unknown_address_line(const RuleSet& rules) {
  return "Địa chỉ thư này không thuộc danh bạ của " + rules.directory.office +
         "; chưa ghi nhận gì. Đề nghị trả lời từ địa chỉ thư nhận tin nhắc.";
}

std::string answer_the_mail_line() {
  return "Chưa ghi nhận gì: chỉ nhận nội dung trả lời trực tiếp thư nhắc việc trong 90 ngày, từ "
         "chính địa chỉ nhận thư đó. Đề nghị mở thư nhắc, bấm Trả lời và gửi lại.";
}

std::string linked_line(const std::string& post, const RuleSet& rules) {
  return "Đã kết nối: tin nhắc của " + addressee_words(rules.directory, post) +
         " từ nay được gửi tới đây và trả lời được tại đây. Cách trả lời: TROGIUP";
}

std::string wrong_link_code_line() {
  return "Mã kết nối không đúng, đã dùng hoặc đã hết hạn; chưa kết nối. Đề nghị liên hệ quản trị "
         "hệ thống để nhận mã mới.";
}

std::string too_many_line() {
  return "Đã nhận quá nhiều tin trong ít phút; từ tin này trở đi chưa ghi nhận gì. Đề nghị chờ 10 "
         "phút rồi gửi lại.";
}

std::string given_up_line() {
  return "Chưa xử lý được tin này; chưa ghi nhận gì. Đề nghị báo đầu mối theo dõi.";
}

}  // namespace dondoc
