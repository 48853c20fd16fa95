// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/notice_subject.h"

namespace dondoc {

std::string code_suffix(const Occurrence& occurrence, std::string_view before) {
  if (occurrence.code == 0) {
    return {};
  }
  return std::string{before} + std::to_string(occurrence.code);
}

void add_line(std::string& text, const std::string& line) {
  text += line;
  text += '\n';
}

std::string status_words(const Occurrence& occurrence, Zone zone) {
  if (!occurrence.acknowledged_at) {
    return "chưa có phản hồi; chưa được cập nhật sản phẩm";
  }
  std::string words =
      "đã nhận việc ngày " + short_date_words(date_of(*occurrence.acknowledged_at, zone));
  if (occurrence.promised) {
    words += ", hẹn ngày " + short_date_words(*occurrence.promised);
  }
  return words + "; chưa được cập nhật sản phẩm";
}

std::string answer_words(const NoticeSubject& s) {
  if (s.owed.plan == nullptr) {
    return {};
  }
  const std::string when =
      "Khi đã nhận việc hoặc đã có sản phẩm (số, ký hiệu, ngày văn bản), đề nghị ";
  const std::string coordinator = unit_words(s.rules.directory, s.owed.plan->coordinator);
  if (coordinator == addressee_words(s.rules.directory, s.pending.notice.post)) {
    return when + "ghi nhận vào hệ thống theo dõi" + code_suffix(s.occurrence, ", mã ") + '.';
  }
  return when + "báo " + coordinator + " (đầu mối theo dõi)" +
         code_suffix(s.occurrence, ", nêu mã ") + '.';
}

std::string item_words(const Occurrence& occurrence, const RuleSet& rules) {
  const std::optional<Owed> owed = find_owed(rules, occurrence.series);
  if (!owed) {
    return occurrence.key;
  }
  std::string words = owed->obligation->id + ' ' + owed->obligation->title;
  if (!owed->stage->id.empty() && !owed->stage->product.empty()) {
    words += " - " + owed->stage->product;
  }
  const std::string period = period_words(occurrence.period);
  return period.empty() ? words : words + ", " + period;
}

std::string lead_words(const Occurrence& occurrence, const RuleSet& rules) {
  const std::optional<Owed> owed = find_owed(rules, occurrence.series);
  std::vector<std::string> names;
  if (owed) {
    for (const std::string& unit : owed->lead_units) {
      names.push_back(unit_words(rules.directory, unit));
    }
  }
  return join(names, "; ");
}

std::string line_words(const Occurrence& occurrence, const RuleSet& rules, Instant now) {
  std::string line = occurrence.code == 0 ? std::string{} : code_suffix(occurrence, "Mã ") + " - ";
  line += item_words(occurrence, rules) + "; hạn ";
  if (has_clock_time(occurrence.due, occurrence.last_day, rules.zone)) {
    line += clock_words(time_of(occurrence.due, rules.zone)) + " ngày ";
  }
  line += date_words(occurrence.last_day);
  const int late = static_cast<int>((date_of(now, rules.zone) - occurrence.last_day).count());
  if (now >= occurrence.due) {
    line += late > 0 ? ", quá " + two_digits(late) + " ngày" : ", quá hạn trong ngày";
  }
  return line;
}

}  // namespace dondoc
