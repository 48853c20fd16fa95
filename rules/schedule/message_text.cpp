// SPDX-License-Identifier: Apache-2.0
// Reminders, before the due and after it; the other kinds have files of their own.
#include "rules/schedule/message_text.h"

#include "rules/schedule/escalation_text.h"
#include "rules/schedule/notice_subject.h"
#include "rules/schedule/occasion_text.h"

namespace dondoc {

namespace {

std::string coming_words(const NoticeSubject& s) {
  if (s.days_left > 1) {
    return "Còn " + two_digits(s.days_left) + " ngày";
  }
  return s.days_left == 1 ? "Ngày mai đến hạn" : "Hôm nay đến hạn";
}

/// What the due means for the working days that are left.
std::string time_left(const NoticeSubject& s) {
  const WorkingDays& calendar = s.rules.calendar;
  const Date last_working = calendar.on_or_before(s.occurrence.last_day);
  if (last_working <= s.today && last_working != s.occurrence.last_day) {
    return ", là ngày nghỉ; đề nghị hoàn thành trong hôm nay";
  }
  if (s.days_left > 1) {
    const int left = calendar.count_working_days(s.today, s.occurrence.last_day);
    std::string words = ", còn " + two_digits(left) + " ngày làm việc";
    if (last_working != s.occurrence.last_day) {
      words += "; ngày làm việc cuối cùng là " + date_words(last_working) + " (" +
               weekday_words(last_working) + ')';
    }
    return words;
  }
  const bool whole_day = !has_clock_time(s.occurrence.due, s.occurrence.last_day, s.rules.zone);
  if (whole_day && s.owed.policy != nullptr && !s.owed.policy->hours.empty()) {
    return "; đề nghị hoàn thành trước " + clock_words(s.owed.policy->hours.back().to);
  }
  return {};
}

/// What the addressee is to do: the lead answers, whoever supports sends what the lead needs.
std::string request_words(const NoticeSubject& s) {
  return s.pending.notice.audience == Audience::support ? support_request(s) : answer_words(s);
}

/// To a unit outside the office, which owes it no obedience.
Worded word_request(const NoticeSubject& s) {
  Worded worded;
  worded.subject = "[Đề nghị phối hợp] " + item_words(s.occurrence, s.rules) +
                   " - thời gian đề nghị " + last_day_words(s) + subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text, s, "[ĐỀ NGHỊ PHỐI HỢP]");
  const std::string term =
      "Thời gian đề nghị: " + term_words(s.occurrence, s.rules) + provisional_words(s);
  if (s.overdue()) {
    add_line(text, term + "; đến nay " + s.rules.directory.office + " chưa nhận được kết quả.");
    add_line(text,
             "Đề nghị Quý cơ quan quan tâm thực hiện, thông tin kết quả hoặc thời gian dự kiến "
             "hoàn thành để phối hợp.");
  } else {
    const int left = s.rules.calendar.count_working_days(s.today, s.occurrence.last_day);
    add_line(text, term + (left > 0 ? ", còn " + two_digits(left) + " ngày làm việc." : "."));
  }
  add_line(text, "Kết quả hoặc ý kiến, đề nghị " + tell_words(s) + '.');
  return worded;
}

std::string coming_due(const NoticeSubject& s) {
  return term_words(s.occurrence, s.rules) + provisional_words(s) + time_left(s);
}

/// Said when there is something to say of it, or no time left.
std::string coming_status(const NoticeSubject& s) {
  const bool answered = s.occurrence.acknowledged_at || s.occurrence.progress ||
                        s.occurrence.submission || s.occurrence.asked;
  return answered || s.days_left <= 1 ? status_words(s.occurrence, s.rules) : std::string{};
}

Worded word_coming_by(const MessageTemplate& own, const NoticeSubject& s) {
  TemplateValues values{{"head", coming_words(s)},
                        {"code", code_suffix(s.occurrence, "")},
                        {"to", s.addressee()},
                        {"item", item_words(s.occurrence, s.rules)},
                        {"duty", s.duty()},
                        {"due", coming_due(s)},
                        {"last_day", last_day_words(s)},
                        {"status", coming_status(s)},
                        {"lead", s.to_lead() ? std::string{} : lead_words(s.occurrence, s.rules)},
                        {"oversight", oversight_words(s)},
                        {"answer", request_words(s)}};
  if (s.owed.stage != nullptr) {
    values["refines"] = refined_words(s.occurrence, s.rules);
    values["product"] = product_words(s.owed);
    values["event"] = event_sentence(s);
    values["amount"] = amount_sentence(s);
  }
  return {own.subject(values), own.text(values)};
}

Worded word_coming(const NoticeSubject& s) {
  const auto own = s.rules.templates.find(TemplateKind::reminder);
  if (own != s.rules.templates.end()) {
    return word_coming_by(own->second, s);
  }
  const std::string head = coming_words(s);
  Worded worded;
  worded.subject = "[Nhắc việc] " + head + " - " + item_words(s.occurrence, s.rules) + " - hạn " +
                   last_day_words(s) + subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text, s, "[NHẮC VIỆC] " + head);
  add_lead(text, s);
  add_line(text, "Thời hạn: " + coming_due(s) + '.');
  if (const std::string status = coming_status(s); !status.empty()) {
    add_line(text, "Hiện trạng: " + status + '.');
  }
  add_oversight(text, s);
  add_line(text, request_words(s));
  return worded;
}

std::string overdue_request(const NoticeSubject& s) {
  return "Nếu đã ban hành hoặc đã trình ký, đề nghị " +
         tell_words(s, "số, ký hiệu, ngày văn bản hoặc ngày trình") +
         (s.occurrence.asked
              ? ". Nếu chưa, đề nghị thực hiện ngay trong khi chờ ý kiến về việc gia hạn."
              : ". Nếu chưa, đề nghị thực hiện ngay hoặc đề nghị gia hạn, nêu ngày và lý do.");
}

std::string overdue_reply(const NoticeSubject& s) {
  const std::string code = code_suffix(s.occurrence, " ");
  return reply_line(s, "XONG * số-ký hiệu ngày (đã ban hành) | TRINH * ngày (đã trình ký)") +
         (s.occurrence.asked
              ? ". Nếu chưa, đề nghị thực hiện ngay trong khi chờ ý kiến về việc gia hạn."
              : ". Nếu chưa, đề nghị thực hiện ngay hoặc trả lời GIAHAN" + code + " ngày lý do.");
}

Worded word_overdue(const NoticeSubject& s) {
  Worded worded;
  worded.subject = "[Quá hạn " + s.days_late() + "] " + item_words(s.occurrence, s.rules) + " - " +
                   lead_words(s.occurrence, s.rules) + subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text,
           s,
           s.days_left < 0 ? "[QUÁ HẠN " + two_digits(-s.days_left) + " NGÀY]"
                           : std::string{"[QUÁ HẠN TRONG NGÀY]"});
  add_lead(text, s);
  add_line(text,
           "Thời hạn: " + term_words(s.occurrence, s.rules) + ", chưa được cập nhật kết quả.");
  add_line(text, "Hiện trạng: " + status_words(s.occurrence, s.rules) + '.');
  if (s.pending.notice.audience == Audience::support) {
    add_line(text, request_words(s));
    return worded;
  }
  add_line(text, s.by_reply() ? overdue_reply(s) : overdue_request(s));
  const std::string next = next_level_words(s);
  if (!next.empty()) {
    add_line(text, next);
  }
  return worded;
}

Worded word_reminder(const NoticeSubject& s) {
  if (s.to_outside()) {
    return word_request(s);
  }
  return s.overdue() ? word_overdue(s) : word_coming(s);
}

}  // namespace

Worded word_notice(const PendingNotice& pending,
                   const RuleSet& rules,
                   Instant now,
                   Answers answers) {
  const NoticeSubject s(pending, rules, now, answers);
  switch (pending.notice.kind) {
    case NoticeKind::change:
      return word_change(s);
    case NoticeKind::assigned:
      return word_assigned(s);
    case NoticeKind::checkpoint:
      return word_checkpoint(s);
    case NoticeKind::signature:
      return word_signature(s);
    case NoticeKind::extension:
      return word_extension(s);
    case NoticeKind::reminder:
    case NoticeKind::escalation:
      break;
  }
  // Whoever watches may be reminded before the due as well.
  if (pending.notice.kind == NoticeKind::reminder || !s.overdue()) {
    return word_reminder(s);
  }
  return is_leader(rules.directory, pending.notice.post) ? word_report(s) : word_escalation(s);
}

}  // namespace dondoc
