// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/message_text.h"

#include "rules/schedule/audience.h"
#include "rules/schedule/ladder.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <array>

namespace dondoc {

namespace {

/// Everything a sentence needs of one notice, looked up once.
struct Subject {
  const PendingNotice& pending;
  const Occurrence& occurrence;
  const RuleSet& rules;
  Owed owed;
  Instant now;
  Date today;
  int days_left{0};  ///< calendar days to the last day; negative when it has passed

  Subject(const PendingNotice& notice, const RuleSet& set, Instant at)
      : pending(notice),
        occurrence(notice.occurrence),
        rules(set),
        owed(find_owed(set, notice.occurrence.series).value_or(Owed{})),
        now(at),
        today(date_of(at, set.zone)),
        days_left(static_cast<int>((notice.occurrence.last_day - today).count())) {}

  [[nodiscard]] bool overdue() const { return now >= occurrence.due; }
  [[nodiscard]] std::string due() const {
    return due_words(occurrence.due, occurrence.last_day, rules.zone);
  }
};

std::string code_suffix(const Occurrence& occurrence, std::string_view before) {
  if (occurrence.code == 0) {
    return {};
  }
  return std::string{before} + std::to_string(occurrence.code);
}

std::string subject_code(const Occurrence& occurrence) {
  return occurrence.code == 0 ? std::string{} : code_suffix(occurrence, " (mã ") + ')';
}

std::string source_words(const Subject& s) {
  if (s.owed.plan == nullptr) {
    return {};
  }
  return " (mục " + s.owed.obligation->id + ", " + s.owed.plan->title + " của " +
         s.owed.plan->authority + ')';
}

std::string product_words(const Subject& s) {
  if (s.owed.stage == nullptr) {
    return {};
  }
  return s.owed.stage->product.empty() ? s.owed.obligation->product : s.owed.stage->product;
}

void add_line(std::string& text, const std::string& line) {
  text += line;
  text += '\n';
}

void add_duty(std::string& text, const Subject& s) {
  add_line(text, "Nhiệm vụ: " + item_words(s.occurrence, s.rules) + source_words(s) + '.');
  const std::string product = product_words(s);
  if (!product.empty()) {
    add_line(text, "Sản phẩm: " + product + '.');
  }
}

std::string working_days_left(const Subject& s) {
  const int left = s.rules.calendar.count_working_days(s.today, s.occurrence.last_day);
  if (s.days_left <= 0) {
    return {};
  }
  return ", còn " + two_digits(left) + " ngày làm việc";
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

/// How to answer. Replies by message come with their channels; until then people tell the one who
/// follows the plan, with the code.
std::string answer_words(const Subject& s) {
  if (s.owed.plan == nullptr) {
    return {};
  }
  const std::string coordinator = unit_words(s.rules.directory, s.owed.plan->coordinator);
  const std::string code = code_suffix(s.occurrence, ", nêu mã ");
  return "Khi đã nhận việc hoặc đã có sản phẩm (số, ký hiệu, ngày văn bản), đề nghị báo " +
         coordinator + " (đầu mối theo dõi)" + code + '.';
}

/// Who hears next when nothing comes, and when; empty when this was the last level.
std::string next_level_words(const Subject& s) {
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
std::string reminded_words(const Subject& s) {
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

Worded word_coming(const Subject& s) {
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
  if (s.owed.plan != nullptr && s.owed.obligation->oversight) {
    add_line(
        text,
        "Theo dõi, đôn đốc: " + unit_words(s.rules.directory, *s.owed.obligation->oversight) + '.');
  }
  add_line(text, answer_words(s));
  return worded;
}

std::string days_late_words(const Subject& s) {
  return s.days_left < 0 ? two_digits(-s.days_left) + " ngày" : "trong ngày";
}

Worded word_overdue(const Subject& s) {
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

Worded word_escalation(const Subject& s) {
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

Worded word_report(const Subject& s) {
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
  if (s.owed.plan != nullptr && s.owed.obligation->oversight) {
    add_line(
        text,
        "Theo dõi, đôn đốc: " + unit_words(s.rules.directory, *s.owed.obligation->oversight) + '.');
  }
  add_line(text,
           "Đã nhắc đơn vị ngày: " + reminded_words(s) +
               ". Hiện trạng: " + status_words(s.occurrence, s.rules.zone) + '.');
  add_line(text, "Kính trình " + post + " cho ý kiến chỉ đạo.");
  return worded;
}

Worded word_change(const Subject& s) {
  Worded worded;
  worded.subject = "[Điều chỉnh thời hạn] " + item_words(s.occurrence, s.rules) + " - hạn mới " +
                   date_words(s.occurrence.last_day) + subject_code(s.occurrence);
  std::string& text = worded.text;
  add_line(text, "[ĐIỀU CHỈNH THỜI HẠN]" + code_suffix(s.occurrence, " Mã "));
  add_line(text, "Kính gửi: " + addressee_words(s.rules.directory, s.pending.notice.post));
  add_duty(text, s);
  add_line(text,
           "Điều chỉnh thời hạn: " + s.pending.notice.reason.moved +
               " (kế hoạch được cập nhật). Các lần nhắc theo thời hạn cũ không còn hiệu lực.");
  add_line(text, answer_words(s));
  return worded;
}

enum class Group { changed, overdue, today, coming, reported, group_count };
constexpr std::array<std::string_view, 5> group_titles{
    "ĐIỀU CHỈNH THỜI HẠN", "QUÁ HẠN", "HÔM NAY", "SẮP ĐẾN HẠN", "ĐƠN VỊ CHẬM TIẾN ĐỘ"};
constexpr std::array<std::string_view, 5> group_short{
    "điều chỉnh", "quá hạn", "hôm nay", "sắp đến hạn", "đơn vị chậm"};

Group group_of(const Subject& s) {
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

std::string bundle_line(const Subject& s, Group group) {
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

}  // namespace

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

Worded word_notice(const PendingNotice& pending, const RuleSet& rules, Instant now) {
  const Subject s(pending, rules, now);
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

Worded word_bundle(const std::vector<PendingNotice>& pending, const RuleSet& rules, Instant now) {
  constexpr auto groups = static_cast<std::size_t>(Group::group_count);
  std::array<std::vector<std::string>, groups> lines;
  std::vector<std::string> addressees;
  for (const PendingNotice& notice : pending) {
    const Subject s(notice, rules, now);
    const Group group = group_of(s);
    lines.at(static_cast<std::size_t>(group)).push_back(bundle_line(s, group));
    const std::string to = addressee_words(rules.directory, notice.notice.post);
    if (addressees.empty() || addressees.back() != to) {
      addressees.push_back(to);
    }
  }
  const std::string today = date_words(date_of(now, rules.zone));
  const std::string to = join(addressees, "; ");
  Worded worded;
  std::vector<std::string> counts;
  add_line(worded.text,
           "[VIỆC NGÀY " + today + "] " + to + ": " + two_digits(static_cast<int>(pending.size())) +
               " việc");
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
  Occurrence any = pending.front().occurrence;
  any.code = 0;
  const PendingNotice first{pending.front().notice, any};
  add_line(worded.text, answer_words(Subject(first, rules, now)));
  worded.subject = "[Việc ngày " + today + "] " + to + ": " + join(counts, ", ");
  return worded;
}

}  // namespace dondoc
