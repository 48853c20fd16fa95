// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/occasion_text.h"

#include "rules/schedule/acts.h"
#include "rules/schedule/transfer_text.h"

#include <algorithm>

namespace dondoc {

namespace {

ChangeKind change_kind(const NoticeSubject& s) {
  return s.occurrence.change ? s.occurrence.change->kind : ChangeKind::moved;
}

/// "hạn mới 31/10/2026", or what the duty has in place of a due.
std::string new_term(const NoticeSubject& s) {
  return s.occurrence.dated ? "hạn mới " + last_day_words(s) : term_words(s.occurrence, s.rules);
}

/// Of an undone return: the due is where it was.
bool is_same_due(const NoticeSubject& s) {
  return s.occurrence.change && s.occurrence.change->from_due == s.occurrence.due &&
         s.occurrence.change->from_dated == s.occurrence.dated;
}

/// The duty had no date before.
bool is_first_date(const NoticeSubject& s) {
  return s.occurrence.change && !s.occurrence.change->from_dated && s.occurrence.dated &&
         s.occurrence.change->kind != ChangeKind::returned &&
         s.occurrence.change->kind != ChangeKind::undone;
}

std::string first_date_words(const NoticeSubject& s) {
  const std::string& basis = s.occurrence.change->basis;
  return term_words(s.occurrence, s.rules) + (basis.empty() ? basis : ", theo " + basis);
}

std::string change_title(const NoticeSubject& s) {
  if (is_first_date(s)) {
    return "[ẤN ĐỊNH THỜI HẠN]";
  }
  switch (change_kind(s)) {
    case ChangeKind::extended:
      return "[GIA HẠN]";
    case ChangeKind::returned:
      return "[ĐỀ NGHỊ BỔ SUNG, HOÀN THIỆN]";
    case ChangeKind::undone:
      return "[THU HỒI]";
    case ChangeKind::transferred:  // word_transfer() has its own
    case ChangeKind::moved:
    case ChangeKind::adjusted:
      break;
  }
  return "[ĐIỀU CHỈNH THỜI HẠN]";
}

bool is_watch(const NoticeSubject& s) {
  return s.owed.obligation != nullptr && !s.owed.obligation->watches.empty();
}

std::string checkpoint_request(const NoticeSubject& s, const std::string& until) {
  if (s.by_reply() && is_watch(s)) {
    return "Đề nghị rà soát" + until + ". " +
           reply_line(s, "MOC * ngày (đã có mốc) | TIENDO * nội dung | XEM *");
  }
  if (s.by_reply()) {
    return "Đề nghị báo kết quả, số liệu, khó khăn, vướng mắc" + until +
           "; không có thì báo không phát sinh. " +
           reply_line(s, "TIENDO * nội dung | XONG * số-ký hiệu ngày | KHONGPHATSINH * | XEM *");
  }
  if (is_watch(s)) {
    return "Đề nghị rà soát" + until + ". Nếu đã có mốc, đề nghị " +
           tell_words(s, "ngày và số, ký hiệu văn bản") + "; nếu chưa, báo không phát sinh.";
  }
  std::string words = "Đề nghị " + tell_words(s, "kết quả, số liệu, khó khăn, vướng mắc" + until) +
                      "; không có thì báo không phát sinh.";
  if (s.owed.stage != nullptr && !s.occurrence.dated &&
      std::holds_alternative<DeferredRule>(s.owed.stage->rule.recurrence)) {
    words += " Khi đã có văn bản ấn định thời hạn, đề nghị báo ngày và số, ký hiệu văn bản đó.";
  }
  return words;
}

/// With a capital letter; what a round is called begins with none beyond ASCII.
std::string capitalised(std::string words) {
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  }
  return words;
}

}  // namespace

std::optional<ReportPeriod> round_of(const NoticeSubject& s) {
  const std::string& rung = s.pending.notice.rung;
  const std::string period = rung.substr(std::min(rung.size(), checkpoint_rung.size() + 1));
  const int year = year_of(date_of(s.pending.notice.planned_at, s.rules.zone));
  for (const int candidate : {year, year + 1}) {
    for (const ReportPeriod& round : checkpoints_of(s.rules.reporting, candidate)) {
      if (round.period == period) {
        return round;
      }
    }
  }
  return std::nullopt;
}

bool asks_excuse(const NoticeSubject& s) {
  return s.pending.notice.rung.rfind(excuse_rung, 0) == 0;
}

std::string change_line(const NoticeSubject& s) {
  if (is_first_date(s)) {
    return "thời hạn được ấn định: " + first_date_words(s);
  }
  const std::string& what = s.pending.notice.reason.moved;
  switch (change_kind(s)) {
    case ChangeKind::extended:
      return "gia hạn " + what;
    case ChangeKind::returned:
      return "văn bản trình được trả lại, " + what;
    case ChangeKind::transferred:
      return "chuyển giao nhiệm vụ " + what;
    case ChangeKind::undone:
      if (tells_transfer(s)) {
        return "thu hồi việc chuyển giao nhiệm vụ: " + what;
      }
      return is_same_due(s) ? what : "thu hồi điều chỉnh thời hạn trước đó; thời hạn " + what;
    case ChangeKind::moved:
    case ChangeKind::adjusted:
      break;
  }
  return "điều chỉnh thời hạn " + what;
}

std::string before_cut_off(const NoticeSubject& s) {
  const std::optional<ReportPeriod> round = round_of(s);
  const bool last_round = round && s.occurrence.dated && s.occurrence.last_day > round->cut_off &&
                          year_of(s.occurrence.last_day) == year_of(round->cut_off) &&
                          round->period == std::to_string(year_of(round->cut_off));
  return last_round ? "đề nghị xong trước ngày chốt số liệu " + short_date_words(round->cut_off)
                    : std::string{};
}

Worded word_change(const NoticeSubject& s) {
  if (tells_transfer(s)) {
    return word_transfer(s);
  }
  const ChangeKind kind = change_kind(s);
  const std::string item = item_words(s.occurrence, s.rules);
  const std::string& what = s.pending.notice.reason.moved;
  Worded worded;
  std::string& text = worded.text;
  add_head(text, s, change_title(s));
  add_lead(text, s);
  if (kind == ChangeKind::returned) {
    worded.subject = "[Đề nghị bổ sung, hoàn thiện] " + item + subject_code(s.occurrence);
    add_line(text, "Văn bản trình được trả lại, " + what + '.');
    add_term(text, s, distance_words(s));
    add_line(text, answer_words(s));
    return worded;
  }
  if (kind == ChangeKind::undone) {
    worded.subject = "[Thu hồi] " + item + " - " +
                     (is_same_due(s) ? "văn bản vẫn đang trình ký" : new_term(s)) +
                     subject_code(s.occurrence);
    add_line(text,
             (is_same_due(s)
                  ? std::string{"Việc trả lại văn bản được thu hồi; văn bản vẫn đang trình ký"}
                  : "Thu hồi điều chỉnh thời hạn trước đó: thời hạn " + what) +
                 '.');
    add_term(text, s, distance_words(s));
    return worded;
  }
  if (is_first_date(s)) {
    worded.subject =
        "[Ấn định thời hạn] " + item + " - hạn " + last_day_words(s) + subject_code(s.occurrence);
    add_line(text, "Thời hạn được ấn định: " + first_date_words(s) + '.');
  } else {
    const bool extended = kind == ChangeKind::extended;
    worded.subject = std::string{extended ? "[Gia hạn] " : "[Điều chỉnh thời hạn] "} + item +
                     " - " + new_term(s) + subject_code(s.occurrence);
    add_line(text,
             (extended ? "Gia hạn: " : "Điều chỉnh thời hạn: ") + what +
                 ". Các lần nhắc theo thời hạn cũ không còn hiệu lực.");
  }
  if (s.to_lead()) {
    add_line(text, answer_words(s));
  }
  return worded;
}

bool urges(const NoticeSubject& s) {
  return s.pending.notice.rung.rfind(urging_rung, 0) == 0;
}

std::string urging_line(const NoticeSubject& s) {
  const auto& urging = s.occurrence.urging;
  if (!urging) {
    return {};
  }
  return urging_words(*urging, *s.owed.plan, s.rules.directory);
}

static Worded word_urging(const NoticeSubject& s) {
  const bool directs = s.occurrence.urging && s.occurrence.urging->directs;
  Worded worded;
  worded.subject = std::string{directs ? "[Chỉ đạo] " : "[Đôn đốc] "} +
                   item_words(s.occurrence, s.rules) + subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text, s, directs ? "[Ý KIẾN CHỈ ĐẠO]" : "[ĐÔN ĐỐC]");
  add_line(text, urging_line(s) + '.');
  add_term(text, s, distance_words(s));
  add_line(text, "Hiện trạng: " + status_words(s.occurrence, s.rules) + '.');
  add_line(text, answer_words(s));
  return worded;
}

Worded word_assigned(const NoticeSubject& s) {
  if (urges(s)) {
    return word_urging(s);
  }
  const bool supports = s.pending.notice.audience == Audience::support;
  const char* subject = supports ? "[Phối hợp thực hiện] " : "[Giao việc] ";
  const char* title = supports ? "[PHỐI HỢP THỰC HIỆN]" : "[GIAO VIỆC]";
  Worded worded;
  worded.subject =
      (s.to_outside() ? "[Đề nghị phối hợp] " : subject) + item_words(s.occurrence, s.rules) +
      " - " +
      (s.occurrence.dated ? "hạn " + last_day_words(s) : term_words(s.occurrence, s.rules)) +
      (s.overdue() ? distance_words(s) : std::string{}) + subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text, s, s.to_outside() ? "[ĐỀ NGHỊ PHỐI HỢP]" : title);
  if (supports) {
    add_lead(text, s);
  }
  add_term(text, s, distance_words(s));
  if (s.owed.given && !s.owed.obligation->support.empty()) {
    std::vector<std::string> names;
    for (const std::string& unit : s.owed.obligation->support) {
      names.push_back(unit_words(s.rules.directory, unit));
    }
    add_line(text, "Phối hợp: " + join(names, "; ") + '.');
  }
  add_oversight(text, s);
  add_line(text, supports ? support_request(s) : answer_words(s));
  return worded;
}

Worded word_checkpoint(const NoticeSubject& s) {
  const std::optional<ReportPeriod> round = round_of(s);
  const std::string name = round ? period_words(round->period) : "kỳ báo cáo";
  Worded worded;
  worded.subject = "[Báo cáo tiến độ " + name + "] " + item_words(s.occurrence, s.rules) +
                   (round ? " - số liệu đến " + date_words(round->cut_off) : std::string{}) +
                   subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text, s, "[BÁO CÁO TIẾN ĐỘ] " + capitalised(name));
  const std::string before = before_cut_off(s);
  add_term(text, s, before.empty() ? before : "; " + before);
  add_line(text, "Hiện trạng: " + status_words(s.occurrence, s.rules) + '.');
  add_oversight(text, s);
  const std::string until = round ? " trước ngày chốt số liệu " + date_words(round->cut_off) +
                                        " (" + weekday_words(round->cut_off) + ')'
                                  : std::string{};
  add_line(text, checkpoint_request(s, until));
  return worded;
}

Worded word_signature(const NoticeSubject& s) {
  const std::string lead = lead_words(s.occurrence, s.rules);
  Worded worded;
  worded.subject = "[Chờ ký] " + lead + " - " + item_words(s.occurrence, s.rules) +
                   (!s.occurrence.dated ? std::string{}
                    : s.overdue()       ? " - quá hạn " + s.days_late()
                                        : " - hạn " + last_day_words(s)) +
                   subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text, s, "[CHỜ KÝ]");
  std::string submitted;
  if (s.occurrence.submission) {
    const Date day = s.occurrence.submission->date;
    const int waited = static_cast<int>((s.today - day).count());
    submitted = ", đã trình ký ngày " + date_words(day) +
                (waited > 0 ? ", đã chờ " + two_digits(waited) + " ngày" : std::string{});
  }
  add_line(text, "Chủ trì: " + lead + submitted + '.');
  add_term(text, s, distance_words(s));
  add_line(text,
           "Kính đề nghị " + s.addressee() +
               " xem xét, ký ban hành; nếu cần bổ sung, đề nghị trả lại đơn vị kèm ý kiến.");
  add_line(text,
           s.by_reply()
               ? reply_line(s, "XONG * số-ký hiệu ngày (đã ký) | TRALAI * nội dung | XEM *")
               : "Kết quả ký hoặc ý kiến trả lại, đề nghị " + tell_words(s) + '.');
  return worded;
}

Worded word_excuse(const NoticeSubject& s) {
  const std::string lead = lead_words(s.occurrence, s.rules);
  Worded worded;
  worded.subject = "[Nguyên nhân khách quan] " + lead + " - " + item_words(s.occurrence, s.rules) +
                   subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text, s, "[NGUYÊN NHÂN KHÁCH QUAN]");
  add_line(text, "Chủ trì: " + lead + '.');
  add_term(text, s, distance_words(s));
  if (s.occurrence.excuse) {
    add_line(text, "Nguyên nhân đơn vị nêu: " + s.occurrence.excuse->reason + '.');
  }
  add_line(text,
           "Kính trình " + s.addressee() + " xem xét, xác nhận; thời hạn giữ nguyên. Ý kiến xin " +
               tell_words(s) + '.');
  return worded;
}

Worded word_extension(const NoticeSubject& s) {
  if (asks_excuse(s)) {
    return word_excuse(s);
  }
  if (asks_transfer(s)) {
    return word_transfer_wish(s);
  }
  const std::string lead = lead_words(s.occurrence, s.rules);
  const auto& asked = s.occurrence.asked;
  const std::string until =
      asked ? date_words(asked->until) + " (" + weekday_words(asked->until) + ')' : std::string{};
  Worded worded;
  worded.subject = "[Xin gia hạn] " + lead + " - " + item_words(s.occurrence, s.rules) +
                   (asked ? " - đến " + date_words(asked->until) : std::string{}) +
                   subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text, s, "[XIN GIA HẠN]");
  add_line(text, "Chủ trì: " + lead + '.');
  add_term(text, s, distance_words(s));
  if (asked) {
    add_line(text, "Đề nghị gia hạn đến hết ngày " + until + "; lý do: " + asked->reason + '.');
  }
  if (s.occurrence.progress) {
    add_line(text, "Tiến độ đơn vị báo: " + s.occurrence.progress->text + '.');
  }
  add_line(text,
           "Kính trình " + s.addressee() +
               " cho ý kiến; thời hạn giữ nguyên cho đến khi được đồng ý." +
               (s.by_reply() ? std::string{} : " Ý kiến xin " + tell_words(s) + '.'));
  if (s.by_reply()) {
    add_line(text, reply_line(s, "DONGY * | DONGY * ngày (nếu khác) | XEM *"));
  }
  return worded;
}

}  // namespace dondoc
