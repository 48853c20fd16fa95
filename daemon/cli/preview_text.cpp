// SPDX-License-Identifier: Apache-2.0
// The preview for people: month by month, first what is due, then what is sent.
#include "daemon/cli/preview.h"
#include "daemon/cli/text_table.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/keys.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
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

std::string quota_words(const Owed& owed) {
  const bool counted = owed.stage != nullptr && owed.stage->rule.quota;
  return counted ? " [ít nhất " + two_digits(owed.stage->rule.quota->at_least) + ']' : "";
}

TextRow undated_row(const Occurrence& occurrence, const RuleSet& rules) {
  const Owed owed = find_owed(rules, occurrence).value_or(Owed{});
  return {item_cell(occurrence.series),
          occurrence.period,
          owed.lead_units.empty() ? "" : owed.lead_units.front(),
          term_words(occurrence, rules),
          title_of(owed) + quota_words(owed)};
}

/// The duty to record an event is told with what waits for the event.
bool is_watch(const Occurrence& occurrence, const RuleSet& rules) {
  const std::optional<Owed> owed = find_owed(rules, occurrence);
  return owed && !owed->obligation->watches.empty();
}

std::string trigger_heading(const Plan& plan, const std::string& id, const RuleSet& rules) {
  for (const Trigger& trigger : plan.triggers) {
    if (trigger.id == id) {
      return "Chờ mốc: " + trigger.title + " (" + plan.id + '/' + id + ", " +
             unit_words(rules.directory, trigger.recorder) + " ghi nhận)\n";
    }
  }
  return "Chờ mốc: " + plan.id + '/' + id + '\n';
}

std::string waiting_text(const std::vector<KnownSeries>& waiting, const RuleSet& rules) {
  std::map<std::pair<std::string, std::string>, std::vector<TextRow>> by_trigger;
  for (const KnownSeries& series : waiting) {
    const Owed owed = find_owed(rules, series.key).value_or(Owed{});
    by_trigger[{series.key.plan, series.trigger}].push_back(
        {item_cell(series.key),
         owed.lead_units.empty() ? "" : owed.lead_units.front(),
         title_of(owed)});
  }
  std::string text;
  for (const auto& [trigger, rows] : by_trigger) {
    text += trigger_heading(rules.plans.at(trigger.first), trigger.second, rules) +
            text_table(rows, table_indent) + '\n';
  }
  return text;
}

TextRow occurrence_row(const Occurrence& occurrence, const RuleSet& rules) {
  const Owed owed = find_owed(rules, occurrence).value_or(Owed{});
  TextRow row = day_cells(occurrence.last_day);
  row.push_back(has_clock_time(occurrence.due, occurrence.last_day, rules.zone)
                    ? "trước " + to_hhmm(time_of(occurrence.due, rules.zone))
                    : "hết ngày");
  row.push_back(item_cell(occurrence.series));
  row.push_back(occurrence.period);
  row.push_back(owed.lead_units.empty() ? "" : owed.lead_units.front());
  std::string title = title_of(owed);
  title += quota_words(owed);
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

TextRow notice_row(const ForecastNotice& entry, const RuleSet& rules) {
  TextRow row = day_cells(date_of(entry.at, rules.zone));
  row.push_back(to_hhmm(time_of(entry.at, rules.zone)));
  // A bundle's subject doesn't say which duty.
  row.push_back(short_key(entry.notice.occurrence));
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

std::string preview_text(const Forecast& forecast,
                         const std::vector<KnownSeries>& waiting,
                         const RuleSet& rules) {
  std::map<std::string, Month> months;
  std::vector<TextRow> undated;
  for (const Occurrence& occurrence : forecast.occurrences) {
    if (!occurrence.dated) {
      if (!is_watch(occurrence, rules)) {
        undated.push_back(undated_row(occurrence, rules));
      }
      continue;
    }
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
  if (!undated.empty()) {
    text += "KHÔNG CÓ NGÀY ĐẾN HẠN\n" + text_table(undated, table_indent) + '\n';
  }
  text += waiting_text(waiting, rules);
  text += "Cộng: " + std::to_string(forecast.occurrences.size()) + " đầu việc, " +
          std::to_string(forecast.notices.size()) +
          " lần nhắc, với giả định không đơn vị nào trả lời và không lần gửi nào hỏng.\n";
  return text;
}

}  // namespace dondoc
