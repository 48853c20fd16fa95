// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/duty_lines.h"
#include "rules/schedule/message_text.h"
#include "rules/schedule/notice_subject.h"
#include "rules/schedule/occasion_text.h"
#include "rules/schedule/transfer_text.h"

#include <algorithm>
#include <array>

namespace dondoc {

namespace {

enum class Group {
  changed,
  transferred,
  urged,
  assigned,
  supported,
  overdue,
  today,
  tomorrow,
  week,
  later,
  weekly,
  checkpoint,
  signature,
  extension,
  transfer_wish,
  reported,
  group_count
};
constexpr auto groups = static_cast<std::size_t>(Group::group_count);

struct GroupWords {
  std::string_view title;
  std::string_view short_title;  ///< of the subject line
};
constexpr std::array<GroupWords, groups> group_words{{
    {"ĐIỀU CHỈNH, GIA HẠN", "điều chỉnh"},
    {"CHUYỂN GIAO NHIỆM VỤ", "chuyển giao"},
    {"ĐÔN ĐỐC, CHỈ ĐẠO", "được đôn đốc"},
    {"VIỆC MỚI GIAO", "mới giao"},
    {"PHỐI HỢP THỰC HIỆN", "phối hợp"},
    {"QUÁ HẠN", "quá hạn"},
    {"HÔM NAY", "hôm nay"},
    {"NGÀY MAI", "ngày mai"},
    {"TUẦN NÀY", "tuần này"},
    {"SẮP ĐẾN HẠN", "sắp đến hạn"},
    {"VIỆC HẰNG TUẦN", "việc hằng tuần"},
    {"BÁO CÁO TIẾN ĐỘ", "báo cáo tiến độ"},
    {"CHỜ KÝ", "chờ ký"},
    {"XIN GIA HẠN", "xin gia hạn"},
    {"XIN CHUYỂN GIAO", "xin chuyển giao"},
    {"VIỆC CHẬM TIẾN ĐỘ", "việc chậm"},
}};

/// One message's lines, and what its sentences need of all notices together.
struct Bundle {
  std::array<std::vector<DutyLine>, groups> lines;
  std::vector<std::string> addressees;
  std::optional<ReportPeriod> round;  ///< the latest of its checkpoints
  bool upward{true};                  ///< nothing in it but what leaders are told or asked
};

/// The last day on which somebody works on it: a due on days off is due before them.
Date act_by(const NoticeSubject& s) {
  return s.rules.calendar.on_or_before(s.occurrence.last_day);
}

Group group_of(const NoticeSubject& s) {
  switch (s.pending.notice.kind) {
    case NoticeKind::change:
      return tells_transfer(s) ? Group::transferred : Group::changed;
    case NoticeKind::assigned:
      return urges(s)                                         ? Group::urged
             : s.pending.notice.audience == Audience::support ? Group::supported
                                                              : Group::assigned;
    case NoticeKind::checkpoint:
      return Group::checkpoint;
    case NoticeKind::signature:
      return Group::signature;
    case NoticeKind::extension:
      return asks_transfer(s) ? Group::transfer_wish : Group::extension;
    case NoticeKind::escalation:
      return Group::reported;
    case NoticeKind::reminder:
      break;
  }
  if (s.overdue()) {
    return Group::overdue;
  }
  if (asks_weekly(s)) {
    return Group::weekly;
  }
  const int left = static_cast<int>((act_by(s) - s.today).count());
  if (left <= 1) {
    return left <= 0 ? Group::today : Group::tomorrow;
  }
  const int to_sunday = (7 - static_cast<int>(std::chrono::weekday{s.today}.c_encoding())) % 7;
  return left <= to_sunday ? Group::week : Group::later;
}

std::string working_days_left(const NoticeSubject& s) {
  const int left = s.rules.calendar.count_working_days(s.today, s.occurrence.last_day);
  return left > 0 ? "còn " + two_digits(left) + " ngày làm việc" : std::string{};
}

/// What a group says of a duty beyond its line.
std::string remark(const NoticeSubject& s, Group group) {
  switch (group) {
    case Group::changed:
    case Group::transferred:
      return change_line(s);
    case Group::transfer_wish:
      return transfer_wish(s);
    case Group::urged:
      return urging_line(s);
    case Group::checkpoint:
      return join(answers_of(s.occurrence, s.rules), "; ");
    case Group::extension:
      if (asks_excuse(s)) {
        return s.occurrence.excuse ? "nêu nguyên nhân khách quan: " + s.occurrence.excuse->reason
                                   : std::string{};
      }
      return s.occurrence.asked
                 ? "đề nghị gia hạn đến ngày " + date_words(s.occurrence.asked->until) +
                       ", lý do: " + s.occurrence.asked->reason
                 : std::string{};
    case Group::signature:
      return join(answers_of(s.occurrence, s.rules), "; ");
    case Group::reported: {
      const std::string said = said_words(s.occurrence, s.rules);
      return said.empty() ? "chưa có phản hồi" : said;
    }
    default:
      return {};
  }
}

/// The same of a due that is still to come; and of one on days off, until when it can be done.
std::string days_to_work(const NoticeSubject& s) {
  const Date last = act_by(s);
  std::string left = working_days_left(s);
  if (last == s.occurrence.last_day) {
    return left;
  }
  return last <= s.today ? "là ngày nghỉ, đề nghị xong trong hôm nay"
                         : left + ", ngày làm việc cuối cùng là " + short_date_words(last);
}

/// What stands behind the due.
std::string left(const NoticeSubject& s, Group group) {
  switch (group) {
    case Group::today:
    case Group::tomorrow:
    case Group::week:
    case Group::later:
    case Group::weekly:
      return days_to_work(s);
    case Group::transferred:
    case Group::assigned:
    case Group::supported:
    case Group::signature:
    case Group::extension:
    case Group::transfer_wish:
      return working_days_left(s);
    case Group::checkpoint:
      return before_cut_off(s);
    default:
      return {};
  }
}

void add(Bundle& bundle, const NoticeSubject& s) {
  const Group group = group_of(s);
  DutyLine line = duty_line(s.occurrence, s.rules, s.now, left(s, group));
  line.remark = remark(s, group);
  if (!s.to_lead() || bundle.addressees.size() > 1) {
    line.lead = lead_words(s.occurrence, s.rules);
  }
  bundle.lines.at(static_cast<std::size_t>(group)).push_back(std::move(line));
  if (group == Group::checkpoint) {
    const auto round = round_of(s);
    if (round && (!bundle.round || bundle.round->cut_off < round->cut_off)) {
      bundle.round = round;
    }
  }
  bundle.upward = bundle.upward && is_leader(s.rules.directory, s.pending.notice.post) &&
                  group >= Group::signature;
}

std::vector<std::string> addressees_of(const std::vector<PendingNotice>& pending,
                                       const RuleSet& rules) {
  std::vector<std::string> addressees;
  for (const PendingNotice& notice : pending) {
    const std::string to = addressee_words(rules.directory, notice.notice.post);
    if (std::find(addressees.begin(), addressees.end(), to) == addressees.end()) {
      addressees.push_back(to);
    }
  }
  return addressees;
}

std::string title_of(Group group, const Bundle& bundle) {
  std::string title{group_words.at(static_cast<std::size_t>(group)).title};
  if (group == Group::checkpoint && bundle.round) {
    title += ' ' + period_words(bundle.round->period) + ", số liệu đến " +
             date_words(bundle.round->cut_off);
  }
  return title;
}

void add_groups(std::string& text, const Bundle& bundle, std::vector<std::string>& counts) {
  for (std::size_t i = 0; i < groups; ++i) {
    if (bundle.lines.at(i).empty()) {
      continue;
    }
    const std::string count = two_digits(static_cast<int>(bundle.lines.at(i).size()));
    counts.push_back(count + ' ' + std::string{group_words.at(i).short_title});
    add_line(text, title_of(static_cast<Group>(i), bundle) + " (" + count + ')');
    int number = 0;
    for (const WrittenLine& line : written(bundle.lines.at(i))) {
      add_line(text, std::to_string(++number) + ". " + line.text);
    }
  }
}

/// One sentence for all: without a code, as each line has its own.
void add_requests(std::string& text,
                  const Bundle& bundle,
                  const PendingNotice& first,
                  const RuleSet& rules,
                  Instant now,
                  Answers answers) {
  PendingNotice any = first;
  any.occurrence.code = 0;
  const NoticeSubject s(any, rules, now, answers);
  if (bundle.upward) {
    add_line(text, "Kính trình " + join(bundle.addressees, "; ") + " cho ý kiến chỉ đạo.");
    if (s.by_reply()) {
      add_line(text,
               reply_line(s,
                          "CHIDAO * nội dung | DONGY * ngày (gia hạn) | TRALAI * nội dung | "
                          "GHINHAN * | XEM *"));
    }
    return;
  }
  const std::size_t weekly = bundle.lines.at(static_cast<std::size_t>(Group::weekly)).size();
  if (weekly > 0) {
    add_line(text, weekly_request(s));
  }
  if (s.by_reply()) {
    const std::string code = code_suffix(first.occurrence, " ");
    add_line(text,
             reply_line(s,
                        "NHAN * | TRINH * | XONG * số-ký hiệu ngày | TIENDO * nội dung | "
                        "GIAHAN * ngày lý do. Một văn bản cho nhiều việc: XONG các mã cách nhau "
                        "bằng dấu phẩy. Chi tiết: XEM") +
                 (code.empty() ? " mã" : code));
    return;
  }
  const bool rounds = !bundle.lines.at(static_cast<std::size_t>(Group::checkpoint)).empty();
  if (rounds) {
    add_line(
        text,
        "Tiến độ từng việc (kết quả, số liệu, khó khăn, vướng mắc; không có thì báo không phát "
        "sinh) đề nghị " +
            tell_words(s) + ", nêu mã" +
            (bundle.round ? ", trước ngày chốt số liệu " + date_words(bundle.round->cut_off)
                          : std::string{}) +
            '.');
  }
  const auto others = [&bundle, weekly] {
    std::size_t count = 0;
    for (const auto& lines : bundle.lines) {
      count += lines.size();
    }
    return count - bundle.lines.at(static_cast<std::size_t>(Group::checkpoint)).size() - weekly;
  };
  if (others() > 0) {
    add_line(text, answer_words(s) + " Một văn bản cho nhiều việc thì báo một lần, nêu đủ các mã.");
  }
}

}  // namespace

Worded word_bundle(const std::vector<PendingNotice>& pending,
                   const RuleSet& rules,
                   Instant now,
                   Answers answers) {
  Bundle bundle;
  bundle.addressees = addressees_of(pending, rules);
  for (const PendingNotice& notice : pending) {
    add(bundle, NoticeSubject(notice, rules, now));
  }
  const bool outside = NoticeSubject(pending.front(), rules, now).to_outside();
  const std::string today = date_words(date_of(now, rules.zone));
  const std::string to = join(bundle.addressees, "; ");
  const std::string size = two_digits(static_cast<int>(pending.size()));
  Worded worded;
  std::vector<std::string> counts;
  if (bundle.upward) {
    add_line(worded.text,
             "[BÁO CÁO NGÀY " + today + "] Kính báo cáo " + to + ": " + size + " việc");
  } else {
    add_line(worded.text,
             (outside ? "[ĐỀ NGHỊ PHỐI HỢP NGÀY " : "[VIỆC NGÀY ") + today + "] " + to + ": " +
                 size + (outside ? " nội dung" : " việc"));
  }
  add_groups(worded.text, bundle, counts);
  add_requests(worded.text, bundle, pending.front(), rules, now, answers);
  const std::string head = bundle.upward ? "[Kính báo cáo ngày "
                           : outside     ? "[Đề nghị phối hợp ngày "
                                         : "[Việc ngày ";
  worded.subject = head + today + "] " + to + ": " + join(counts, ", ");
  return worded;
}

}  // namespace dondoc
