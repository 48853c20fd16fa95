// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/duty_lines.h"

#include "rules/schedule/duty_text.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <utility>

namespace dondoc {

namespace {

constexpr std::size_t leads_per_line_max = 30;

/// "hạn 11 giờ 30 ngày 25/9, quá 10 ngày"; the year is said when it isn't this one.
std::string due_of_line(const Occurrence& occurrence,
                        const RuleSet& rules,
                        Instant now,
                        const std::string& left) {
  const Date today = date_of(now, rules.zone);
  std::string words = "hạn ";
  if (has_clock_time(occurrence.due, occurrence.last_day, rules.zone)) {
    words += clock_words(time_of(occurrence.due, rules.zone)) + " ngày ";
  }
  const bool this_year = year_of(occurrence.last_day) == year_of(today);
  words += this_year ? short_date_words(occurrence.last_day) : date_words(occurrence.last_day);
  if (now < occurrence.due) {
    words += is_provisional(occurrence, rules) ? " (tạm tính)" : "";
    return left.empty() ? words : words + ", " + left;
  }
  const int late = static_cast<int>((today - occurrence.last_day).count());
  return words + (late > 0 ? ", quá " + two_digits(late) + " ngày" : ", quá hạn trong ngày");
}

bool same_words(const DutyLine& a, const DutyLine& b) {
  return a.words == b.words && a.remark == b.remark;
}

std::string one_line(const DutyLine& line) {
  std::string text = line.code.empty() ? line.words : "Mã " + line.code + " - " + line.words;
  if (!line.lead.empty()) {
    text += "; chủ trì: " + line.lead;
  }
  return line.remark.empty() ? text : text + "; " + line.remark;
}

std::string together(const std::vector<const DutyLine*>& lines) {
  std::vector<std::string> leads;
  leads.reserve(lines.size());
  for (const DutyLine* line : lines) {
    leads.push_back(line->lead + (line->code.empty() ? "" : " (mã " + line->code + ')'));
  }
  std::string text = lines.front()->words + "; chủ trì: " + join(leads, ", ");
  const std::string& remark = lines.front()->remark;
  return remark.empty() ? text : text + "; " + remark;
}

}  // namespace

DutyLine duty_line(const Occurrence& occurrence,
                   const RuleSet& rules,
                   Instant now,
                   const std::string& left) {
  DutyLine line;
  line.code = occurrence.code == 0 ? std::string{} : std::to_string(occurrence.code);
  line.words = item_words(occurrence, rules) + "; ";
  if (occurrence.dated) {
    line.words += due_of_line(occurrence, rules, now, left);
  } else {
    line.words += term_words(occurrence, rules) + (now < occurrence.due ? "" : ", đã hết kỳ");
  }
  const std::string event = event_words(occurrence, rules);
  if (!event.empty()) {
    line.words += ", " + event;
  }
  const std::string amount = amount_words(occurrence, rules);
  if (!amount.empty()) {
    line.words += "; " + amount;
  }
  return line;
}

std::vector<WrittenLine> written(const std::vector<DutyLine>& lines) {
  std::vector<std::vector<const DutyLine*>> groups;
  for (const DutyLine& line : lines) {
    const auto group = std::find_if(groups.begin(), groups.end(), [&line](const auto& known) {
      return !line.lead.empty() && !known.front()->lead.empty() &&
             known.size() < leads_per_line_max && same_words(*known.front(), line);
    });
    if (group == groups.end()) {
      groups.push_back({&line});
    } else {
      group->push_back(&line);
    }
  }
  std::vector<WrittenLine> result;
  result.reserve(groups.size());
  for (const auto& group : groups) {
    result.push_back(
        {group.size() == 1 ? one_line(*group.front()) : together(group), group.size()});
  }
  return result;
}

std::string add_part(std::string& text,
                     const ListPart& part,
                     std::size_t bytes_max,
                     const std::vector<DutyLine>& listed,
                     std::size_t unlisted) {
  if (listed.empty()) {
    return {};
  }
  std::string body;
  std::size_t shown = 0;
  int number = 0;
  for (const WrittenLine& line : written(listed)) {
    const std::string words = std::to_string(++number) + ". " + line.text + '\n';
    if (number > part.lines_max || text.size() + body.size() + words.size() > bytes_max) {
      break;
    }
    body += words;
    shown += line.duties;
  }
  const std::size_t total = listed.size() + unlisted;
  const std::string count = two_digits(static_cast<int>(total));
  text += std::string{part.title} + " (" + count + ")\n" + body;
  if (total > shown) {
    text += "… và " + std::to_string(total - shown) + " việc khác.\n";
  }
  return count + ' ' + std::string{part.short_title};
}

}  // namespace dondoc
