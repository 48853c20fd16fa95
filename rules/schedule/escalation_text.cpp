// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/escalation_text.h"

#include "rules/schedule/audience.h"
#include "rules/schedule/escalation.h"
#include "rules/schedule/ladder.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

namespace dondoc {

namespace {

/// Whom the ladder's rungs of this round were told to, oldest first.
std::vector<RungRecord> told_rungs(const NoticeSubject& s) {
  const std::vector<PlannedRung> ladder = ladder_of(s.occurrence, s.owed, s.rules);
  std::vector<RungRecord> told;
  std::copy_if(s.occurrence.rungs.begin(),
               s.occurrence.rungs.end(),
               std::back_inserter(told),
               [&](const RungRecord& record) {
                 return record.state == RungState::messaged && record.round == s.occurrence.round &&
                        std::any_of(ladder.begin(), ladder.end(), [&](const PlannedRung& rung) {
                          return rung.id == record.rung;
                        });
               });
  return told;
}

/// The days on which the posts were written to, earliest first.
std::vector<std::string> told_days(const NoticeSubject& s, const std::vector<std::string>& posts) {
  std::vector<Date> days;
  for (const RungRecord& record : told_rungs(s)) {
    if (std::find(posts.begin(), posts.end(), record.post) != posts.end()) {
      days.push_back(date_of(record.planned_at, s.rules.zone));
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<std::string> words;
  words.reserve(days.size());
  for (const Date day : days) {
    words.push_back(short_date_words(day));
  }
  return words;
}

std::string reminded_words(const NoticeSubject& s) {
  const Audiences audiences(s.rules, s.owed, s.today);
  const std::vector<std::string> days = told_days(s, audiences.posts(Audience::lead));
  if (!days.empty()) {
    return "ngày " + join(days, ", ");
  }
  const std::vector<std::string>& heads = audiences.posts(Audience::lead);
  const bool vacant = std::all_of(heads.begin(), heads.end(), [&s](const std::string& head) {
    return acting(s.rules.directory, head, s.today) == nullptr;
  });
  return vacant ? "chưa có lần nào, chức danh chưa có người giữ" : "chưa có lần nào";
}

/// What the lead answered, and what it has not done.
std::string response_words(const NoticeSubject& s) {
  const std::vector<std::string> answers = answers_of(s.occurrence, s.rules);
  std::string words = answers.empty() ? "chưa có" : join(answers, "; ");
  if (s.occurrence.submission) {
    return words;
  }
  if (s.about_outside()) {
    return words + ". Chưa nhận được kết quả";
  }
  return words + ". Chưa được cập nhật sản phẩm, chưa trình ký" +
         (s.occurrence.asked ? "" : ", chưa đề nghị gia hạn");
}

/// The subject line's word for a lead that has done its part.
std::string submitted_words(const NoticeSubject& s) {
  return s.occurrence.submission ? ", đã trình ký" : "";
}

/// A delay for which a leader has accepted a reason isn't told as any other.
std::string excused_words(const NoticeSubject& s) {
  return is_excused(s.occurrence) ? ", có lý do được chấp nhận" : "";
}

/// The cause that the lead has named, and whether a leader has confirmed it; empty without one.
std::string cause_words(const NoticeSubject& s) {
  const auto& excuse = s.occurrence.excuse;
  if (!excuse) {
    return {};
  }
  return is_excused(s.occurrence)
             ? "Lý do được chấp nhận: " + excuse->reason + " (" +
                   addressee_words(s.rules.directory, excuse->confirmed_by) + " xác nhận)."
             : "Nguyên nhân đơn vị nêu: " + excuse->reason + ", chờ xác nhận.";
}

/// With whom its paper lies.
std::string waiting_words(const NoticeSubject& s) {
  return "Văn bản đang chờ " + addressee_words(s.rules.directory, s.occurrence.submission->signer) +
         " ký.";
}

/// Who was told of it before this notice: "đã chuyển Phòng Văn hóa - Xã hội ngày 05/10".
std::vector<std::string> told_before(const NoticeSubject& s) {
  std::vector<std::string> words;
  const Audiences audiences(s.rules, s.owed, s.today);
  std::vector<std::string> seen = audiences.posts(Audience::lead);
  for (const RungRecord& record : told_rungs(s)) {
    const bool known = std::find(seen.begin(), seen.end(), record.post) != seen.end();
    if (known || record.planned_at < s.occurrence.due) {
      continue;
    }
    seen.push_back(record.post);
    words.push_back((is_leader(s.rules.directory, record.post) ? "đã báo cáo " : "đã chuyển ") +
                    addressee_words(s.rules.directory, record.post) + " ngày " +
                    join(told_days(s, {record.post}), ", "));
  }
  return words;
}

void add_line_if(std::string& text, const std::string& line) {
  if (!line.empty()) {
    add_line(text, line);
  }
}

void add_lateness(std::string& text, const NoticeSubject& s) {
  const std::string lead = lead_words(s.occurrence, s.rules);
  if (s.about_outside()) {
    add_line(text,
             "Cơ quan được đề nghị: " + lead +
                 ". Thời gian đề nghị: " + term_words(s.occurrence, s.rules) + '.');
    add_line(text, "Đã đề nghị: " + reminded_words(s) + '.');
  } else {
    add_line(text, "Chủ trì: " + lead + ". Thời hạn: " + term_words(s.occurrence, s.rules) + '.');
    add_line(text, "Đã nhắc đơn vị: " + reminded_words(s) + '.');
  }
  add_line(text, "Phản hồi gần nhất: " + response_words(s) + '.');
}

/// What the office asks of whoever watches, and who hears next.
std::string watcher_request(const NoticeSubject& s) {
  std::string ask = "Đề nghị đôn đốc.";
  if (s.occurrence.submission) {
    ask = waiting_words(s);
  } else if (s.about_outside()) {
    ask = "Đề nghị liên hệ, trao đổi với " + lead_words(s.occurrence, s.rules) + '.';
  }
  const std::string next = next_level_words(s);
  return ask + (next.empty() ? next : ' ' + next);
}

std::string watcher_reply(const NoticeSubject& s) {
  if (!s.by_reply()) {
    return {};
  }
  const bool can_urge = !s.about_outside() && !s.occurrence.submission;
  return reply_line(s, can_urge ? "DONDOC * nội dung | XEM *" : "XEM *");
}

std::string leader_request(const NoticeSubject& s) {
  const std::string next = next_level_words(s);
  return "Kính trình " + s.addressee() + " cho ý kiến chỉ đạo." +
         (next.empty() ? next : ' ' + next);
}

std::string leader_reply(const NoticeSubject& s) {
  return s.by_reply()
             ? reply_line(s, "CHIDAO * nội dung | DONGY * ngày (gia hạn) | GHINHAN * | XEM *")
             : std::string{};
}

/// "đến ngày 15/10/2026, lý do: …"; empty when no more time is asked for.
std::string asked_words(const NoticeSubject& s) {
  const auto& asked = s.occurrence.asked;
  return asked ? "đến ngày " + date_words(asked->until) + ", lý do: " + asked->reason
               : std::string{};
}

std::string transfer_asked_words(const NoticeSubject& s) {
  const auto& transfer = s.occurrence.transfer_asked;
  return transfer ? "cho " + unit_words(s.rules.directory, transfer->unit) +
                        ", lý do: " + transfer->reason
                  : std::string{};
}

/// As cause_words(), and that none was named where one is missed.
std::string leader_cause(const NoticeSubject& s) {
  const Occurrence& duty = s.occurrence;
  if (duty.excuse) {
    return cause_words(s);
  }
  const bool missed = !duty.asked && !duty.transfer_asked && !duty.submission && !duty.progress &&
                      !s.about_outside();
  return missed ? "Nguyên nhân đơn vị nêu: chưa có." : std::string{};
}

/// A sentence as a value, which a template ends itself.
std::string without_stop(std::string sentence) {
  if (!sentence.empty() && sentence.back() == '.') {
    sentence.pop_back();
  }
  return sentence;
}

/// What a template of either kind can name.
TemplateValues lateness_values(const NoticeSubject& s) {
  TemplateValues values{{"days", s.days_late()},
                        {"code", code_suffix(s.occurrence, "")},
                        {"to", s.addressee()},
                        {"item", item_words(s.occurrence, s.rules)},
                        {"duty", s.duty()},
                        {"due", term_words(s.occurrence, s.rules)},
                        {"lead", lead_words(s.occurrence, s.rules)},
                        {"outside", s.about_outside() ? "cơ quan ngoài UBND" : ""},
                        {"submitted", s.occurrence.submission ? "đã trình ký" : ""},
                        {"excused", is_excused(s.occurrence) ? "có lý do được chấp nhận" : ""},
                        {"reminded", reminded_words(s)},
                        {"response", response_words(s)}};
  if (s.owed.stage != nullptr) {
    values["refines"] = refined_words(s.occurrence, s.rules);
    values["product"] = product_words(s.owed);
    values["event"] = event_sentence(s);
    values["amount"] = amount_sentence(s);
  }
  return values;
}

Worded word_escalation_by(const MessageTemplate& own, const NoticeSubject& s) {
  TemplateValues values = lateness_values(s);
  values["cause"] = without_stop(cause_words(s));
  values["ask"] = watcher_request(s);
  values["answer"] = watcher_reply(s);
  return {own.subject(values), own.text(values)};
}

Worded word_report_by(const MessageTemplate& own, const NoticeSubject& s) {
  TemplateValues values = lateness_values(s);
  values["told"] = join(told_before(s), "; ");
  values["oversight"] = oversight_words(s);
  values["extension"] = asked_words(s);
  values["transfer"] = transfer_asked_words(s);
  values["signing"] = s.occurrence.submission ? without_stop(waiting_words(s)) : "";
  values["cause"] = without_stop(leader_cause(s));
  values["ask"] = leader_request(s);
  values["answer"] = leader_reply(s);
  return {own.subject(values), own.text(values)};
}

}  // namespace

std::string next_level_words(const NoticeSubject& s) {
  if (s.owed.plan == nullptr || s.to_outside()) {
    return {};
  }
  const std::optional<NextLevel> next =
      next_level(s.occurrence, s.owed, s.rules, s.now, s.pending.notice.post);
  if (!next) {
    return {};
  }
  const std::string when = "Đến " + clock_words(time_of(next->at, s.rules.zone)) + " ngày " +
                           date_words(date_of(next->at, s.rules.zone)) +
                           " chưa có kết quả, nội dung này được ";
  const std::string to = addressee_words(s.rules.directory, next->post);
  return is_leader(s.rules.directory, next->post) ? when + "báo cáo " + to + '.'
                                                  : when + "chuyển " + to + " tổng hợp.";
}

Worded word_escalation(const NoticeSubject& s) {
  const auto own = s.rules.templates.find(TemplateKind::escalation);
  if (own != s.rules.templates.end()) {
    return word_escalation_by(own->second, s);
  }
  const std::string lead = lead_words(s.occurrence, s.rules);
  const bool outside = s.about_outside();
  Worded worded;
  worded.subject = std::string{outside ? "[Cần phối hợp] " : "[Chậm tiến độ] "} + lead + " - " +
                   item_words(s.occurrence, s.rules) + submitted_words(s) +
                   (outside ? ", quá thời gian đề nghị " : ", quá hạn ") + s.days_late() +
                   excused_words(s) + subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text,
           s,
           (outside ? "[CẦN PHỐI HỢP] Quá thời gian đề nghị " : "[CHẬM TIẾN ĐỘ] Quá hạn ") +
               s.days_late() + excused_words(s));
  add_lateness(text, s);
  add_line_if(text, cause_words(s));
  add_line(text, watcher_request(s));
  add_line_if(text, watcher_reply(s));
  return worded;
}

Worded word_report(const NoticeSubject& s) {
  const auto own = s.rules.templates.find(TemplateKind::report);
  if (own != s.rules.templates.end()) {
    return word_report_by(own->second, s);
  }
  const std::string lead = lead_words(s.occurrence, s.rules);
  Worded worded;
  worded.subject = "[Kính báo cáo] " + lead + " - " + item_words(s.occurrence, s.rules) +
                   submitted_words(s) +
                   (s.about_outside() ? ", quá thời gian đề nghị " : ", quá hạn ") + s.days_late() +
                   excused_words(s) + ", xin ý kiến" + subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text,
           s,
           (s.about_outside() ? "[BÁO CÁO] Nội dung phối hợp quá thời gian đề nghị "
                              : "[BÁO CÁO] Nhiệm vụ quá hạn ") +
               s.days_late() + excused_words(s));
  add_lateness(text, s);
  const std::vector<std::string> told = told_before(s);
  if (told.empty()) {
    add_oversight(text, s);
  } else {
    add_line(text,
             (s.about_outside() ? "Theo dõi: " : "Theo dõi, đôn đốc: ") + join(told, "; ") + '.');
  }
  if (const std::string asked = asked_words(s); !asked.empty()) {
    add_line(text, "Đề nghị gia hạn: " + asked + '.');
  }
  if (const std::string asked = transfer_asked_words(s); !asked.empty()) {
    add_line(text, "Đề nghị chuyển giao: " + asked + '.');
  }
  if (s.occurrence.submission) {
    add_line(text, waiting_words(s));
  }
  add_line_if(text, leader_cause(s));
  add_line(text, leader_request(s));
  add_line_if(text, leader_reply(s));
  return worded;
}

}  // namespace dondoc
