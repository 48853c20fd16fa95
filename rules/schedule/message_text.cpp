// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/message_text.h"

#include "rules/schedule/audience.h"
#include "rules/schedule/ladder.h"
#include "rules/schedule/notice_subject.h"

namespace dondoc {

namespace {

std::string subject_code(const Occurrence& occurrence) {
  return occurrence.code == 0 ? std::string{} : code_suffix(occurrence, " (mã ") + ')';
}

/// The duty without its number: what `item_words` says after it.
std::string title_words(const NoticeSubject& s) {
  const std::string item = item_words(s.occurrence, s.rules);
  return s.owed.obligation == nullptr ? item : item.substr(s.owed.obligation->id.size() + 1);
}

std::string source_words(const NoticeSubject& s) {
  if (s.owed.plan == nullptr) {
    return {};
  }
  return " (mục " + s.owed.obligation->id + ", " + s.owed.plan->title + " của " +
         s.owed.plan->authority + ')';
}

std::string product_words(const NoticeSubject& s) {
  if (s.owed.stage == nullptr) {
    return {};
  }
  return s.owed.stage->product.empty() ? s.owed.obligation->product : s.owed.stage->product;
}

void add_duty(std::string& text, const NoticeSubject& s) {
  add_line(text, "Nhiệm vụ: " + title_words(s) + source_words(s) + '.');
  const std::string product = product_words(s);
  if (!product.empty()) {
    add_line(text, "Sản phẩm: " + product + '.');
  }
}

std::string working_days_left(const NoticeSubject& s) {
  const int left = s.rules.calendar.count_working_days(s.today, s.occurrence.last_day);
  if (s.days_left <= 0) {
    return {};
  }
  return ", còn " + two_digits(left) + " ngày làm việc";
}

/// The unit that watches, unless it is the one that owes the duty.
void add_oversight(std::string& text, const NoticeSubject& s) {
  if (s.owed.plan == nullptr || !s.owed.obligation->oversight ||
      *s.owed.obligation->oversight == s.owed.lead_units.front()) {
    return;
  }
  add_line(
      text,
      "Theo dõi, đôn đốc: " + unit_words(s.rules.directory, *s.owed.obligation->oversight) + '.');
}

/// Who hears next when nothing comes, and when; empty when this was the last level.
std::string next_level_words(const NoticeSubject& s) {
  if (s.owed.plan == nullptr) {
    return {};
  }
  const std::vector<PlannedRung> ladder = plan_ladder(
      *s.owed.policy, s.occurrence.due, s.occurrence.last_day, s.rules.calendar, s.rules.zone);
  for (const PlannedRung& rung : ladder) {
    if (rung.at <= s.now || rung.to < Audience::oversight) {
      continue;
    }
    const Audiences audiences(s.rules, s.owed, date_of(rung.at, s.rules.zone));
    const std::vector<std::string>& posts = audiences.posts(rung.to);
    if (posts.empty() || posts.front() == s.pending.notice.post) {
      continue;
    }
    const std::string when = "Đến " + clock_words(time_of(rung.at, s.rules.zone)) + " ngày " +
                             date_words(date_of(rung.at, s.rules.zone)) +
                             " chưa có kết quả, nội dung này được ";
    const std::string to = addressee_words(s.rules.directory, posts.front());
    return is_leader(s.rules.directory, posts.front()) ? when + "báo cáo " + to + '.'
                                                       : when + "chuyển " + to + " tổng hợp.";
  }
  return {};
}

/// The days on which the lead was written to in this round.
std::string reminded_words(const NoticeSubject& s) {
  std::vector<std::string> days;
  const Audiences audiences(s.rules, s.owed, s.today);
  const std::vector<std::string>& leads = audiences.posts(Audience::lead);
  for (const RungRecord& record : s.occurrence.rungs) {
    const bool to_lead = !leads.empty() && record.post == leads.front();
    if (record.state != RungState::messaged || record.round != s.occurrence.round || !to_lead) {
      continue;
    }
    const std::string day = short_date_words(date_of(record.planned_at, s.rules.zone));
    if (days.empty() || days.back() != day) {
      days.push_back(day);
    }
  }
  return days.empty() ? std::string{"chưa có lần nào"} : join(days, ", ");
}

Worded word_coming(const NoticeSubject& s) {
  std::string head = "Còn " + two_digits(s.days_left) + " ngày";
  if (s.days_left == 1) {
    head = "Ngày mai đến hạn";
  } else if (s.days_left <= 0) {
    head = "Hôm nay đến hạn";
  }
  Worded worded;
  worded.subject = "[Nhắc việc] " + head + " - " + item_words(s.occurrence, s.rules) + " - hạn " +
                   date_words(s.occurrence.last_day) + subject_code(s.occurrence);
  std::string& text = worded.text;
  add_line(text, "[NHẮC VIỆC] " + head + code_suffix(s.occurrence, " - Mã "));
  add_line(text, "Kính gửi: " + addressee_words(s.rules.directory, s.pending.notice.post));
  add_duty(text, s);
  if (s.pending.notice.audience != Audience::lead) {
    add_line(text, "Chủ trì: " + lead_words(s.occurrence, s.rules) + '.');
  }
  add_line(text, "Thời hạn: " + s.due() + working_days_left(s) + '.');
  if (s.occurrence.acknowledged_at) {
    add_line(text, "Hiện trạng: " + status_words(s.occurrence, s.rules.zone) + '.');
  }
  add_oversight(text, s);
  add_line(text, answer_words(s));
  return worded;
}

std::string days_late_words(const NoticeSubject& s) {
  return s.days_left < 0 ? two_digits(-s.days_left) + " ngày" : "trong ngày";
}

Worded word_overdue(const NoticeSubject& s) {
  const std::string late = days_late_words(s);
  Worded worded;
  worded.subject = "[Quá hạn " + late + "] " + item_words(s.occurrence, s.rules) + " - " +
                   lead_words(s.occurrence, s.rules) + subject_code(s.occurrence);
  std::string& text = worded.text;
  add_line(text,
           (s.days_left < 0 ? "[QUÁ HẠN " + two_digits(-s.days_left) + " NGÀY]"
                            : std::string{"[QUÁ HẠN TRONG NGÀY]"}) +
               code_suffix(s.occurrence, " Mã "));
  add_line(text, "Kính gửi: " + addressee_words(s.rules.directory, s.pending.notice.post));
  add_duty(text, s);
  add_line(text, "Thời hạn: " + s.due() + ", chưa được cập nhật kết quả.");
  add_line(text, "Hiện trạng: " + status_words(s.occurrence, s.rules.zone) + '.');
  add_line(text,
           "Nếu đã ban hành, đề nghị báo số, ký hiệu, ngày văn bản; nếu chưa, đề nghị thực hiện "
           "ngay và nêu ngày hoàn thành.");
  const std::string next = next_level_words(s);
  if (!next.empty()) {
    add_line(text, next);
  }
  add_line(text, answer_words(s));
  return worded;
}

Worded word_escalation(const NoticeSubject& s) {
  const std::string late = days_late_words(s);
  Worded worded;
  worded.subject = "[Chậm tiến độ] " + lead_words(s.occurrence, s.rules) + " - " +
                   item_words(s.occurrence, s.rules) + ", quá hạn " + late +
                   subject_code(s.occurrence);
  std::string& text = worded.text;
  add_line(text, "[CHẬM TIẾN ĐỘ] Quá hạn " + late + code_suffix(s.occurrence, " - Mã "));
  add_line(text, "Kính gửi: " + addressee_words(s.rules.directory, s.pending.notice.post));
  add_duty(text, s);
  add_line(text, "Chủ trì: " + lead_words(s.occurrence, s.rules) + ". Thời hạn: " + s.due() + '.');
  add_line(text,
           "Đã nhắc ngày: " + reminded_words(s) +
               ". Hiện trạng: " + status_words(s.occurrence, s.rules.zone) + '.');
  const std::string next = next_level_words(s);
  add_line(text, "Đề nghị đôn đốc." + (next.empty() ? std::string{} : ' ' + next));
  return worded;
}

Worded word_report(const NoticeSubject& s) {
  const std::string late = days_late_words(s);
  Worded worded;
  worded.subject = "[Kính báo cáo] " + lead_words(s.occurrence, s.rules) + " - " +
                   item_words(s.occurrence, s.rules) + ", quá hạn " + late + ", xin ý kiến" +
                   subject_code(s.occurrence);
  std::string& text = worded.text;
  const std::string post = addressee_words(s.rules.directory, s.pending.notice.post);
  add_line(text, "[BÁO CÁO] Nhiệm vụ quá hạn " + late + code_suffix(s.occurrence, " - Mã "));
  add_line(text, "Kính báo cáo " + post);
  add_duty(text, s);
  add_line(text, "Chủ trì: " + lead_words(s.occurrence, s.rules) + ". Thời hạn: " + s.due() + '.');
  add_oversight(text, s);
  add_line(text,
           "Đã nhắc đơn vị ngày: " + reminded_words(s) +
               ". Hiện trạng: " + status_words(s.occurrence, s.rules.zone) + '.');
  add_line(text, "Kính trình " + post + " cho ý kiến chỉ đạo.");
  return worded;
}

Worded word_change(const NoticeSubject& s) {
  Worded worded;
  worded.subject = "[Điều chỉnh thời hạn] " + item_words(s.occurrence, s.rules) + " - hạn mới " +
                   date_words(s.occurrence.last_day) + subject_code(s.occurrence);
  std::string& text = worded.text;
  add_line(text, "[ĐIỀU CHỈNH THỜI HẠN]" + code_suffix(s.occurrence, " Mã "));
  add_line(text, "Kính gửi: " + addressee_words(s.rules.directory, s.pending.notice.post));
  add_duty(text, s);
  add_line(text,
           "Điều chỉnh thời hạn: " + s.pending.notice.reason.moved +
               ". Các lần nhắc theo thời hạn cũ không còn hiệu lực.");
  add_line(text, answer_words(s));
  return worded;
}

}  // namespace

Worded word_notice(const PendingNotice& pending, const RuleSet& rules, Instant now) {
  const NoticeSubject s(pending, rules, now);
  if (pending.notice.kind == NoticeKind::change) {
    return word_change(s);
  }
  if (!s.overdue()) {
    return word_coming(s);
  }
  if (pending.notice.kind == NoticeKind::reminder) {
    return word_overdue(s);
  }
  return is_leader(rules.directory, pending.notice.post) ? word_report(s) : word_escalation(s);
}

}  // namespace dondoc
