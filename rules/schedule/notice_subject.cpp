// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/notice_subject.h"

#include "rules/schedule/weekly_check.h"

#include <algorithm>

namespace dondoc {

namespace {

bool is_outside(const Directory& directory, const std::string& unit) {
  const auto found = directory.units.find(unit);
  return found != directory.units.end() && found->second.outside;
}

}  // namespace

NoticeSubject::NoticeSubject(const PendingNotice& notice,
                             const RuleSet& set,
                             Instant at,
                             Answers how)
    : pending(notice),
      occurrence(notice.occurrence),
      rules(set),
      owed(find_owed(set, notice.occurrence).value_or(Owed{})),
      now(at),
      today(date_of(at, set.zone)),
      days_left(static_cast<int>((notice.occurrence.last_day - today).count())),
      answers(how) {}

std::string NoticeSubject::addressee() const {
  return addressee_words(rules.directory, pending.notice.post);
}

bool NoticeSubject::to_outside() const {
  const auto& units = rules.directory.units;
  return std::any_of(units.begin(), units.end(), [this](const auto& entry) {
    return entry.second.head == pending.notice.post && entry.second.outside;
  });
}

bool NoticeSubject::to_lead() const {
  if (!occurrence.officer.empty() && pending.notice.post == occurrence.officer) {
    return true;
  }
  return std::any_of(
      owed.lead_units.begin(), owed.lead_units.end(), [this](const std::string& unit) {
        const auto found = rules.directory.units.find(unit);
        return found != rules.directory.units.end() && found->second.head == pending.notice.post;
      });
}

bool NoticeSubject::about_outside() const {
  return !owed.lead_units.empty() && is_outside(rules.directory, owed.lead_units.front());
}

bool NoticeSubject::by_reply() const {
  return answers != Answers::to_the_coordinator && owed.plan != nullptr && !to_outside();
}

std::string NoticeSubject::duty() const {
  const std::string source = owed.plan == nullptr ? "" : " (" + source_words(owed) + ')';
  return title_words(occurrence, rules) + source;
}

std::string NoticeSubject::days_late() const {
  return days_left < 0 ? two_digits(-days_left) + " ngày" : "trong ngày";
}

std::string provisional_words(const NoticeSubject& s) {
  return is_provisional(s.occurrence, s.rules) && !s.overdue()
             ? " (tạm tính, lịch nghỉ lễ chưa được công bố)"
             : "";
}

std::string last_day_words(const NoticeSubject& s) {
  const bool timed = has_clock_time(s.occurrence.due, s.occurrence.last_day, s.rules.zone);
  return (timed ? clock_words(time_of(s.occurrence.due, s.rules.zone)) + " ngày " : std::string{}) +
         date_words(s.occurrence.last_day);
}

void add_line(std::string& text, const std::string& line) {
  text += line;
  text += '\n';
}

void add_head(std::string& text, const NoticeSubject& s, const std::string& title) {
  const Notice& notice = s.pending.notice;
  std::string greeting = "Kính gửi: ";
  if (is_leader(s.rules.directory, notice.post)) {
    if (notice.kind == NoticeKind::escalation) {
      greeting = "Kính báo cáo ";
    } else if (notice.kind == NoticeKind::signature || notice.kind == NoticeKind::extension) {
      greeting = "Kính trình ";
    }
  }
  add_line(text, title + code_suffix(s.occurrence, title.back() == ']' ? " Mã " : " - Mã "));
  add_line(text, greeting + s.addressee());
  add_duty(text, s);
}

void add_duty(std::string& text, const NoticeSubject& s) {
  add_line(text, (s.to_outside() ? "Nội dung: " : "Nhiệm vụ: ") + s.duty() + '.');
  if (s.owed.stage == nullptr) {
    return;
  }
  const std::string above = refined_words(s.occurrence, s.rules);
  if (!above.empty()) {
    add_line(text, "Cũng là " + above + '.');
  }
  const std::string product = product_words(s.owed);
  if (!product.empty()) {
    add_line(text, "Sản phẩm: " + product + '.');
  }
  if (const std::string event = event_sentence(s); !event.empty()) {
    add_line(text, event + '.');
  }
  if (const std::string amount = amount_sentence(s); !amount.empty()) {
    add_line(text, amount + '.');
  }
}

std::string event_sentence(const NoticeSubject& s) {
  const std::string event = event_words(s.occurrence, s.rules);
  return event.empty() ? event : (s.occurrence.dated ? "Thời hạn " : "Việc ") + event;
}

std::string amount_sentence(const NoticeSubject& s) {
  const std::string amount = amount_words(s.occurrence, s.rules);
  return amount.empty() ? amount
                        : (s.owed.stage->rule.quota ? "Số lượng: " : "Chỉ tiêu: ") + amount;
}

void add_lead(std::string& text, const NoticeSubject& s) {
  if (!s.to_lead()) {
    add_line(text, "Chủ trì: " + lead_words(s.occurrence, s.rules) + '.');
  }
}

std::string oversight_words(const NoticeSubject& s) {
  if (s.owed.plan == nullptr || !s.owed.obligation->oversight ||
      *s.owed.obligation->oversight == s.owed.lead_units.front()) {
    return {};
  }
  std::string unit = unit_words(s.rules.directory, *s.owed.obligation->oversight);
  return unit == s.addressee() ? std::string{} : unit;
}

void add_oversight(std::string& text, const NoticeSubject& s) {
  if (const std::string unit = oversight_words(s); !unit.empty()) {
    add_line(text, "Theo dõi, đôn đốc: " + unit + '.');
  }
}

std::string distance_words(const NoticeSubject& s) {
  if (!s.occurrence.dated) {
    return {};
  }
  if (s.overdue()) {
    return s.days_left < 0 ? ", đã quá " + s.days_late() : ", đã quá hạn trong ngày";
  }
  if (s.days_left == 0) {
    return ", trong hôm nay";
  }
  const int left = s.rules.calendar.count_working_days(s.today, s.occurrence.last_day);
  return left > 0 ? ", còn " + two_digits(left) + " ngày làm việc"
                  : std::string{", không còn ngày làm việc nào"};
}

void add_term(std::string& text, const NoticeSubject& s, const std::string& distance) {
  if (s.occurrence.dated) {
    add_line(
        text,
        "Thời hạn: " + term_words(s.occurrence, s.rules) + provisional_words(s) + distance + '.');
    return;
  }
  const bool standing = s.owed.stage != nullptr &&
                        std::holds_alternative<StandingRule>(s.owed.stage->rule.recurrence);
  if (standing) {
    add_line(text, "Thời gian thực hiện: thường xuyên.");
    return;
  }
  if (s.occurrence.happening) {
    add_line(text, "Thời hạn: kế hoạch không nêu số ngày; đề nghị thực hiện kịp thời.");
    return;
  }
  const std::string phrase = s.owed.stage == nullptr ? std::string{} : s.owed.stage->phrase;
  add_line(text,
           "Thời hạn: chưa xác định" +
               (phrase.empty() ? phrase : "; kế hoạch ghi \"" + phrase + '"') + '.');
}

std::string subject_code(const Occurrence& occurrence) {
  return occurrence.code == 0 ? std::string{} : code_suffix(occurrence, " (mã ") + ')';
}

std::string tell_words(const NoticeSubject& s, const std::string& what) {
  if (s.owed.plan == nullptr) {
    return {};
  }
  const std::string object = what.empty() ? what : ' ' + what;
  const std::string coordinator = unit_words(s.rules.directory, s.owed.plan->coordinator);
  if (coordinator == s.addressee()) {
    return "ghi nhận vào hệ thống theo dõi" + object + code_suffix(s.occurrence, ", mã ");
  }
  return "báo " + coordinator + " (đầu mối theo dõi)" + object +
         code_suffix(s.occurrence, ", nêu mã ");
}

std::string reply_line(const NoticeSubject& s, std::string_view choices) {
  const std::string code = s.occurrence.code == 0 ? "mã" : std::to_string(s.occurrence.code);
  std::string line = s.answers == Answers::by_reply_elsewhere ? "Trả lời trên Zalo: " : "Trả lời: ";
  for (const char letter : choices) {
    if (letter == '*') {
      line += code;
    } else {
      line += letter;
    }
  }
  return line;
}

bool asks_weekly(const NoticeSubject& s) {
  return s.pending.notice.kind == NoticeKind::reminder && s.to_lead() && s.owed.plan != nullptr &&
         is_weekly_check(s.occurrence, s.owed);
}

std::string weekly_request(const NoticeSubject& s) {
  return s.by_reply()
             ? "Việc hằng tuần đã thực hiện đủ thì trả lời một lần: " + std::string(weekly_word) +
                   '.'
             : "Việc hằng tuần đã thực hiện đủ thì đề nghị báo một lần cho tất cả.";
}

std::string support_request(const NoticeSubject& s) {
  return (s.overdue() ? "Nếu chưa gửi, đề nghị gửi ngay nội dung phối hợp cho "
                      : "Đề nghị gửi nội dung phối hợp trước thời hạn trên cho ") +
         lead_words(s.occurrence, s.rules) + '.';
}

std::string answer_words(const NoticeSubject& s) {
  if (s.owed.plan == nullptr) {
    return {};
  }
  if (s.by_reply() && asks_weekly(s) && !s.overdue()) {
    return reply_line(s,
                      std::string(weekly_word) +
                          " (tuần này đã thực hiện) | XONG * số-ký hiệu ngày (có văn bản) | TIENDO "
                          "* nội dung | XEM *");
  }
  if (s.by_reply()) {
    return reply_line(
        s,
        s.occurrence.dated && s.days_left <= 1
            ? "XONG * số-ký hiệu ngày | TRINH * | GIAHAN * ngày lý do | XEM *"
            : "NHAN * (đã nhận việc) | TRINH * (đã trình ký) | XONG * số-ký hiệu ngày "
              "| GIAHAN * ngày lý do | XEM *");
  }
  return "Khi đã nhận việc, đã trình ký hoặc đã có sản phẩm (số, ký hiệu, ngày văn bản), đề nghị " +
         tell_words(s) + '.';
}

}  // namespace dondoc
