// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/reply_refusals.h"

#include "rules/plan/code_points.h"
#include "rules/reply/reply_verbs.h"

#include <algorithm>
#include <array>

namespace dondoc {
namespace {

constexpr std::size_t quoted_code_points_max = 40;

struct NamedProblem {
  ReplyProblem problem;
  std::string_view name;
};

// Stored and printed: they never change.
constexpr std::array<NamedProblem, 19> problem_names{{
    {ReplyProblem::empty, "empty"},
    {ReplyProblem::too_long, "too-long"},
    {ReplyProblem::no_act, "no-act"},
    {ReplyProblem::not_understood, "not-understood"},
    {ReplyProblem::look_alike, "look-alike"},
    {ReplyProblem::question, "question"},
    {ReplyProblem::missing_code, "missing-code"},
    {ReplyProblem::bad_code, "bad-code"},
    {ReplyProblem::too_many_codes, "too-many-codes"},
    {ReplyProblem::missing_unit, "missing-unit"},
    {ReplyProblem::missing_date, "missing-date"},
    {ReplyProblem::bad_date, "bad-date"},
    {ReplyProblem::bad_clock, "bad-clock"},
    {ReplyProblem::reversed_dates, "reversed-dates"},
    {ReplyProblem::missing_text, "missing-text"},
    {ReplyProblem::bad_number, "bad-number"},
    {ReplyProblem::unexpected_words, "unexpected-words"},
    {ReplyProblem::several_acts, "several-acts"},
    {ReplyProblem::two_readings, "two-readings"},
}};

std::string what_is_wrong(const ReplyRefused& refused, const std::string& quoted) {
  const std::string meaning =
      refused.verb ? std::string{form_of(*refused.verb).meaning} : std::string{};
  switch (refused.problem) {
    case ReplyProblem::empty:
      return "Không đọc được nội dung (tin trống, ảnh hoặc nhãn dán)";
    case ReplyProblem::too_long:
      return "Tin dài quá " + std::to_string(reply_code_points_max) + " ký tự";
    case ReplyProblem::no_act:
      return "Tin chưa nêu việc cần ghi nhận";
    case ReplyProblem::not_understood:
    case ReplyProblem::look_alike:
      return "Chưa hiểu " + quoted;
    case ReplyProblem::question:
      return "Tin viết như một câu hỏi";
    case ReplyProblem::missing_code:
      return "Đã hiểu là " + meaning + ", chưa rõ việc nào";
    case ReplyProblem::bad_code:
      return quoted +
             " không phải mã việc (số có từ hai chữ số, ghi sau chữ “Mã” trong tin nhắc; "
             "nhiều mã thì cách nhau bằng dấu phẩy)";
    case ReplyProblem::too_many_codes:
      return "Mỗi tin chỉ ghi nhận tối đa " + std::to_string(reply_codes_max) + " mã";
    case ReplyProblem::missing_unit:
      return "Đã hiểu là " + meaning + ", chưa rõ đơn vị";
    case ReplyProblem::missing_date:
      return "Đã hiểu là " + meaning + ", chưa rõ ngày (viết như 30/6 hoặc 30/6/2026)";
    case ReplyProblem::bad_date:
      return quoted + " chưa đọc được thành một ngày (viết như 30/6 hoặc 30/6/2026)";
    case ReplyProblem::bad_clock:
      return quoted + " chưa đọc được thành giờ trong ngày (viết như 17h hoặc 11h30)";
    case ReplyProblem::reversed_dates:
      return "Đã hiểu là " + meaning + ", nhưng ngày cuối " + quoted + " trước ngày đầu";
    case ReplyProblem::missing_text:
      return "Đã hiểu là " + meaning + ", chưa có nội dung";
    case ReplyProblem::bad_number:
      return "Đã hiểu là " + meaning + ", chưa đọc được số";
    case ReplyProblem::unexpected_words:
      return "Đã hiểu là " + meaning + ", chưa hiểu " + quoted;
    case ReplyProblem::several_acts:
      return "Mỗi tin chỉ ghi nhận được một việc làm";
    case ReplyProblem::two_readings:
      return "Tin có hai cách hiểu";
  }
  return {};
}

std::string joined(const std::vector<std::string>& readings) {
  std::string line;
  for (const std::string& reading : readings) {
    line += (line.empty() ? "" : " | ") + reading;
  }
  return line;
}

std::string choices(const std::vector<int>& codes) {
  const auto line = [&codes](ReplyVerb verb) { return how_to_write(form_of(verb), codes); };
  const std::string code = codes.empty() ? "mã" : line(ReplyVerb::show).substr(4);
  return "Trả lời: NHAN " + code + " (đã nhận việc) | TRINH " + code + " (đã trình ký) | " +
         line(ReplyVerb::complete) + " | " + line(ReplyVerb::extend) + " | " +
         line(ReplyVerb::show) + " | TROGIUP";
}

std::string what_to_write(const ReplyRefused& refused) {
  if (refused.problem == ReplyProblem::several_acts && !refused.readings.empty()) {
    return "Gửi riêng từng tin: " + joined(refused.readings);
  }
  if (refused.problem == ReplyProblem::two_readings && refused.readings.size() > 1) {
    return "Gửi lại một trong hai: " + joined(refused.readings);
  }
  std::string by_the_book =
      refused.verb ? how_to_write(form_of(*refused.verb), refused.codes) : std::string{};
  if (refused.verb == ReplyVerb::assign && refused.codes.empty()) {
    by_the_book += " | " + how_to_write(form_of(ReplyVerb::give), {}) + " (giao việc mới)";
  }
  if (!refused.readings.empty()) {
    // Of two readings one is no whole reply.
    return "Có phải: " + joined(refused.readings) +
           (refused.problem == ReplyProblem::two_readings ? " | " + by_the_book : "");
  }
  if (refused.problem == ReplyProblem::question && refused.verb && !refused.codes.empty()) {
    return "Viết: " + by_the_book + " | " + how_to_write(form_of(ReplyVerb::show), refused.codes);
  }
  if (refused.verb) {
    return "Viết: " + by_the_book;
  }
  return choices(refused.codes);
}

}  // namespace

std::string_view problem_name(ReplyProblem problem) {
  const auto* const found =
      std::find_if(problem_names.begin(), problem_names.end(), [problem](const NamedProblem& one) {
        return one.problem == problem;
      });
  return found == problem_names.end() ? std::string_view{} : found->name;
}

ReplyRefused refusal(ReplyRefused what, std::string_view words) {
  const std::string quoted = "“" + printable(words, quoted_code_points_max) + "”";
  what.message = what_is_wrong(what, quoted) + "; chưa ghi nhận gì. " + what_to_write(what);
  return what;
}

}  // namespace dondoc
