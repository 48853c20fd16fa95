// SPDX-License-Identifier: Apache-2.0
// The preview for people: month by month, first what is due, then what is sent.
#include "daemon/cli/preview.h"
#include "daemon/cli/text_table.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <map>
#include <string>
#include <vector>

namespace dondoc {
namespace {

constexpr std::size_t table_indent = 4;

/// "thứ Hai 25/05" with the month's two digits, so that a column of days stays even.
TextRow day_cells(Date date) {
  const Ymd day = ymd(date);
  return {weekday_words(date),
          two_digits(static_cast<int>(day.day)) + '/' + two_digits(static_cast<int>(day.month))};
}

std::string month_key(Date date) {
  return to_iso(date).substr(0, 7);
}

std::string month_heading(Date date) {
  const Ymd day = ymd(date);
  return "THÁNG " + two_digits(static_cast<int>(day.month)) + '/' + std::to_string(day.year);
}

std::string title_of(const Owed& owed) {
  if (owed.obligation == nullptr) {
    return {};
  }
  const std::string& product = owed.stage == nullptr ? std::string{} : owed.stage->product;
  return owed.stage == nullptr || owed.stage->id.empty() || product.empty()
             ? owed.obligation->title
             : owed.obligation->title + " - " + product;
}

std::string item_cell(const SeriesKey& series) {
  return series.stage.empty() ? series.obligation : series.obligation + ':' + series.stage;
}

TextRow occurrence_row(const Occurrence& occurrence, const RuleSet& rules) {
  const Owed owed = find_owed(rules, occurrence.series).value_or(Owed{});
  TextRow row = day_cells(occurrence.last_day);
  std::string until = "hết kỳ";
  if (occurrence.dated) {
    until = has_clock_time(occurrence.due, occurrence.last_day, rules.zone)
                ? "trước " + to_hhmm(time_of(occurrence.due, rules.zone))
                : "hết ngày";
  }
  row.push_back(std::move(until));
  row.push_back(item_cell(occurrence.series));
  row.push_back(occurrence.period);
  row.push_back(owed.lead_units.empty() ? "" : owed.lead_units.front());
  std::string title = title_of(owed);
  if (!occurrence.dated) {
    title += " [" + term_words(occurrence, rules) + ']';
  }
  if (occurrence.provisional) {
    title += " [lịch nghỉ chưa công bố, có thể đổi]";
  }
  if (occurrence.needs_review) {
    title += " [trước ngày theo dõi, cần rà soát ban đầu]";
  }
  row.push_back(std::move(title));
  return row;
}

std::string_view kind_words(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::reminder:
      return "nhắc việc";
    case NoticeKind::escalation:
      return "báo cáo cấp trên";
    case NoticeKind::change:
      return "điều chỉnh thời hạn";
    case NoticeKind::assigned:
      return "giao việc";
    case NoticeKind::checkpoint:
      return "hỏi tiến độ";
    case NoticeKind::signature:
      return "chờ ký";
    case NoticeKind::extension:
      return "đề nghị gia hạn";
  }
  return "";
}

/// Which duty a notice is about: a bundle's subject doesn't say. "VII.1@once#kinh-te"
std::string about(const Notice& notice) {
  return notice.occurrence.substr(notice.occurrence.find('/') + 1);
}

TextRow notice_row(const ForecastNotice& entry, const RuleSet& rules) {
  TextRow row = day_cells(date_of(entry.at, rules.zone));
  row.push_back(to_hhmm(time_of(entry.at, rules.zone)));
  row.push_back(about(entry.notice));
  row.push_back(entry.notice.rung);
  row.push_back(std::string{kind_words(entry.notice.kind)});
  row.push_back(entry.notice.post);
  row.push_back(entry.channel.empty() ? "KHÔNG TỚI AI" : entry.channel);
  row.push_back(entry.channel.empty() ? entry.unreachable : entry.subject);
  return row;
}

struct Month {
  std::string heading;
  std::vector<TextRow> dues;
  std::vector<TextRow> notices;
};

}  // namespace

std::string preview_text(const Forecast& forecast, const RuleSet& rules) {
  std::map<std::string, Month> months;
  for (const Occurrence& occurrence : forecast.occurrences) {
    Month& month = months[month_key(occurrence.last_day)];
    month.heading = month_heading(occurrence.last_day);
    month.dues.push_back(occurrence_row(occurrence, rules));
  }
  for (const ForecastNotice& notice : forecast.notices) {
    const Date day = date_of(notice.at, rules.zone);
    Month& month = months[month_key(day)];
    month.heading = month_heading(day);
    month.notices.push_back(notice_row(notice, rules));
  }
  std::string text;
  for (const auto& [key, month] : months) {
    text += month.heading + '\n';
    if (!month.dues.empty()) {
      text += "  Thời hạn\n" + text_table(month.dues, table_indent);
    }
    if (!month.notices.empty()) {
      text += "  Tin nhắc\n" + text_table(month.notices, table_indent);
    }
    text += '\n';
  }
  text += "Cộng: " + std::to_string(forecast.occurrences.size()) + " đầu việc, " +
          std::to_string(forecast.notices.size()) +
          " lần nhắc, với giả định không đơn vị nào trả lời và không lần gửi nào hỏng.\n";
  return text;
}

}  // namespace dondoc
