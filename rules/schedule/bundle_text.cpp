// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/message_text.h"
#include "rules/schedule/notice_subject.h"

#include <array>

namespace dondoc {

namespace {

enum class Group { changed, overdue, today, coming, reported, group_count };
constexpr std::array<std::string_view, 5> group_titles{
    "ĐIỀU CHỈNH THỜI HẠN", "QUÁ HẠN", "HÔM NAY", "SẮP ĐẾN HẠN", "ĐƠN VỊ CHẬM TIẾN ĐỘ"};
constexpr std::array<std::string_view, 5> group_short{
    "điều chỉnh", "quá hạn", "hôm nay", "sắp đến hạn", "đơn vị chậm"};

Group group_of(const NoticeSubject& s) {
  if (s.pending.notice.kind == NoticeKind::change) {
    return Group::changed;
  }
  if (s.pending.notice.kind == NoticeKind::escalation) {
    return Group::reported;
  }
  if (s.overdue()) {
    return Group::overdue;
  }
  return s.days_left <= 0 ? Group::today : Group::coming;
}

std::string bundle_line(const NoticeSubject& s, Group group) {
  std::string line = line_words(s.occurrence, s.rules, s.now);
  if (group == Group::changed) {
    line += "; thời hạn " + s.pending.notice.reason.moved;
  }
  if (group == Group::reported) {
    line += "; chủ trì: " + lead_words(s.occurrence, s.rules) + "; " +
            status_words(s.occurrence, s.rules.zone);
  }
  return line;
}

/// One sentence for all: without a code, as each line has its own.
std::string bundle_answer(const PendingNotice& first,
                          const RuleSet& rules,
                          Instant now,
                          const std::string& to) {
  if (is_leader(rules.directory, first.notice.post)) {
    return "Kính trình " + to + " cho ý kiến chỉ đạo.";
  }
  PendingNotice any = first;
  any.occurrence.code = 0;
  return answer_words(NoticeSubject(any, rules, now));
}

}  // namespace

Worded word_bundle(const std::vector<PendingNotice>& pending, const RuleSet& rules, Instant now) {
  constexpr auto groups = static_cast<std::size_t>(Group::group_count);
  std::array<std::vector<std::string>, groups> lines;
  std::vector<std::string> addressees;
  for (const PendingNotice& notice : pending) {
    const NoticeSubject s(notice, rules, now);
    const Group group = group_of(s);
    lines.at(static_cast<std::size_t>(group)).push_back(bundle_line(s, group));
    const std::string to = addressee_words(rules.directory, notice.notice.post);
    if (addressees.empty() || addressees.back() != to) {
      addressees.push_back(to);
    }
  }
  const std::string today = date_words(date_of(now, rules.zone));
  const std::string to = join(addressees, "; ");
  const bool upward = is_leader(rules.directory, pending.front().notice.post);
  Worded worded;
  std::vector<std::string> counts;
  add_line(worded.text,
           (upward ? "[BÁO CÁO NGÀY " + today + "] Kính báo cáo " : "[VIỆC NGÀY " + today + "] ") +
               to + ": " + two_digits(static_cast<int>(pending.size())) + " việc");
  for (std::size_t group = 0; group < groups; ++group) {
    if (lines.at(group).empty()) {
      continue;
    }
    const std::string count = two_digits(static_cast<int>(lines.at(group).size()));
    counts.push_back(count + ' ' + std::string{group_short.at(group)});
    add_line(worded.text, std::string{group_titles.at(group)} + " (" + count + ')');
    int number = 0;
    for (const std::string& line : lines.at(group)) {
      add_line(worded.text, std::to_string(++number) + ". " + line);
    }
  }
  add_line(worded.text, bundle_answer(pending.front(), rules, now, to));
  worded.subject = (upward ? "[Kính báo cáo ngày " : "[Việc ngày ") + today + "] " + to + ": " +
                   join(counts, ", ");
  return worded;
}

}  // namespace dondoc
