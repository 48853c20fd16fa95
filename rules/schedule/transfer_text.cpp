// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/transfer_text.h"

#include "rules/schedule/audience.h"

#include <algorithm>

namespace dondoc {

bool tells_transfer(const NoticeSubject& s) {
  return s.occurrence.change && !s.occurrence.change->from_leads.empty();
}

bool asks_transfer(const NoticeSubject& s) {
  return s.pending.notice.rung.rfind(transfer_rung, 0) == 0;
}

std::string transfer_wish(const NoticeSubject& s) {
  const std::optional<TransferRequest>& asked = s.occurrence.transfer_asked;
  return asked ? "đề nghị chuyển giao cho " + unit_words(s.rules.directory, asked->unit) +
                     ", lý do: " + asked->reason
               : std::string{};
}

Worded word_transfer(const NoticeSubject& s) {
  const bool undone = s.occurrence.change->kind == ChangeKind::undone;
  const std::string& what = s.pending.notice.reason.moved;
  const std::string lead = lead_words(s.occurrence, s.rules);
  const std::vector<std::string> former =
      heads_of(s.rules.directory, s.occurrence.change->from_leads);
  Worded worded;
  worded.subject = std::string{undone ? "[Thu hồi chuyển giao] " : "[Chuyển giao] "} +
                   item_words(s.occurrence, s.rules) + " - " + lead + " chủ trì" +
                   subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text, s, undone ? "[THU HỒI CHUYỂN GIAO]" : "[CHUYỂN GIAO NHIỆM VỤ]");
  add_line(
      text,
      (undone ? "Thu hồi việc chuyển giao nhiệm vụ: " : "Chuyển giao nhiệm vụ: ") + what + '.');
  if (!s.to_lead() &&
      std::find(former.begin(), former.end(), s.pending.notice.post) != former.end()) {
    add_line(text,
             "Đơn vị thôi chủ trì nhiệm vụ này; các lần nhắc trước không còn hiệu lực. Đề nghị bàn "
             "giao hồ sơ, kết quả đã thực hiện (nếu có) cho " +
                 lead + '.');
    return worded;
  }
  add_term(text, s, distance_words(s));
  if (s.to_lead()) {
    add_oversight(text, s);
    add_line(text, answer_words(s));
  }
  return worded;
}

Worded word_transfer_wish(const NoticeSubject& s) {
  const std::string lead = lead_words(s.occurrence, s.rules);
  const auto& asked = s.occurrence.transfer_asked;
  const std::string to = asked ? unit_words(s.rules.directory, asked->unit) : std::string{};
  Worded worded;
  worded.subject = "[Xin chuyển giao] " + lead + " - " + item_words(s.occurrence, s.rules) +
                   (asked ? " - cho " + to : to) + subject_code(s.occurrence);
  std::string& text = worded.text;
  add_head(text, s, "[XIN CHUYỂN GIAO]");
  add_line(text, "Chủ trì: " + lead + '.');
  add_term(text, s, distance_words(s));
  if (asked) {
    add_line(text, "Đề nghị chuyển giao cho " + to + " chủ trì; lý do: " + asked->reason + '.');
  }
  add_line(text,
           "Kính trình " + s.addressee() +
               " cho ý kiến; đơn vị chủ trì giữ nguyên cho đến khi được đồng ý." +
               (s.by_reply() ? std::string{} : " Ý kiến xin " + tell_words(s) + '.'));
  if (s.by_reply()) {
    add_line(text, reply_line(s, "DONGY * | CHUYEN * đơn vị lý do (nếu khác) | XEM *"));
  }
  return worded;
}

}  // namespace dondoc
