// SPDX-License-Identifier: Apache-2.0
// Thứ Hai: how the office stands at the beginning of the week, on one A4 page. Its sister by mail
// is rules/schedule/weekly_list.h.
#include "daemon/web/duty_parts.h"
#include "daemon/web/view_parts.h"
#include "daemon/web/viewing_pages.h"
#include "rules/schedule/duty_lines.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/series.h"
#include "rules/schedule/weekly_list.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <map>

namespace dondoc {
namespace {

using WeekDuties = std::vector<const Occurrence*>;

/// What one A4 page holds below its heading: a unit takes one line of it, a duty about two.
constexpr int sheet_lines = 52;
constexpr int lines_of_section = 2;
constexpr int lines_of_duty = 2;
/// Of those that owe the same, so many make one line more.
constexpr int units_of_line = 3;
/// Of a section, while others want room too.
constexpr int least_duties = 2;

struct UnitWeek {
  int late{0};
  int coming{0};
  int waiting{0};
  int done{0};
};

struct Week {
  WeekDuties late;
  WeekDuties waiting;
  WeekDuties coming;
  WeekDuties from_above;
  WeekDuties done;
  std::map<std::string, UnitWeek> units;
};

bool is_shown_to_leaders(const Occurrence& one, const Owed& owed, Date today) {
  return !one.needs_review && !is_on_trial(*owed.plan, today) && owed.obligation->watches.empty();
}

Week week_of(const WebContext& context) {
  const RouteContext& office = context.office;
  const Date today = date_of(office.now, office.rules.zone);
  const Instant week_ends = end_of_week(office.rules, office.now);
  Week week;
  for (const Occurrence& one : context.memory.open_duties.of(*office.store)) {
    const auto owed = find_owed(office.rules, one);
    if (!owed || !is_shown_to_leaders(one, *owed, today)) {
      continue;
    }
    UnitWeek& unit = week.units[owed->lead_units.front()];
    const bool late = one.dated && one.due <= office.now;
    const bool coming = one.dated && !late && one.due <= week_ends;
    if (late) {
      week.late.push_back(&one);
    } else if (coming) {
      week.coming.push_back(&one);
    }
    if (one.submission) {
      week.waiting.push_back(&one);
    }
    if (!owed->obligation->fixed_by.empty() && one.dated && !late) {
      week.from_above.push_back(&one);
    }
    unit.late += late ? 1 : 0;
    unit.coming += coming ? 1 : 0;
    unit.waiting += one.submission ? 1 : 0;
  }
  const Date monday = monday_of(today);
  for (const Occurrence& one : context.memory.closed_duties.of(*office.store, office.now)) {
    const auto owed = find_owed(office.rules, one);
    const Date day = closed_on(one, office.rules.zone);
    if (owed && one.state == OccurrenceState::done && is_shown_to_leaders(one, *owed, today) &&
        day < monday && day >= monday - std::chrono::days{days_per_week}) {
      week.done.push_back(&one);
      ++week.units[owed->lead_units.front()].done;
    }
  }
  for (WeekDuties* duties : {&week.late, &week.waiting, &week.coming, &week.from_above}) {
    sort_by_due(*duties);
  }
  return week;
}

Html units_of_week(const Week& week, const RuleSet& rules) {
  Html html =
      "<div class=\"scroll\"><table class=\"brief\"><caption>Số liệu theo đơn "
      "vị</caption><thead><tr><th>Đơn vị</th>"
      "<th class=\"n\">Quá hạn</th><th class=\"n\">Đến hạn trong tuần</th>"
      "<th class=\"n\">Chờ ký</th><th class=\"n\">Xong tuần trước</th></tr></thead><tbody>";
  const auto row = [&html](const Html& name, const UnitWeek& unit) {
    html << "<tr><th scope=\"row\">" << name << "</th><td class=\"n"
         << (unit.late > 0 ? Html(" red") : Html()) << "\">" << number(unit.late)
         << "</td><td class=\"n\">" << number(unit.coming) << "</td><td class=\"n\">"
         << number(unit.waiting) << "</td><td class=\"n\">" << number(unit.done) << "</td></tr>";
  };
  UnitWeek sum;
  for (const auto& [id, unit] : week.units) {
    if (unit.late + unit.coming + unit.waiting + unit.done > 0) {
      row(text(unit_words(rules.directory, id)), unit);
    }
    sum.late += unit.late;
    sum.coming += unit.coming;
    sum.waiting += unit.waiting;
    sum.done += unit.done;
  }
  row("Toàn cơ quan", sum);
  html << "</tbody></table></div>";
  return html;
}

/// What the unit says of it, or that it has said nothing.
std::string remark_of(const Occurrence& one, const RuleSet& rules, bool late) {
  std::string said = said_words(one, rules);
  if (late && excuse_words(one).empty()) {
    said += said.empty() ? "chưa nêu nguyên nhân" : "; chưa nêu nguyên nhân";
  }
  if (late && !one.promised && !one.submission) {
    said += ", chưa hẹn ngày xong";
  }
  return said;
}

/// What several units owe in the same words is one line, with a link for each.
struct WeekLine {
  std::string words;
  std::string remark;
  WeekDuties duties;
};

std::vector<WeekLine> week_lines(const WeekDuties& duties, const RouteContext& office) {
  std::vector<WeekLine> lines;
  for (const Occurrence* one : duties) {
    const bool open = one->state == OccurrenceState::open;
    const bool late = open && one->dated && one->due <= office.now;
    WeekLine line;
    line.words = open && one->dated ? duty_line(*one, office.rules, office.now).words
                                    : item_words(*one, office.rules);
    line.remark =
        open ? remark_of(*one, office.rules, late) : state_words(*one, office.rules, office.now);
    const auto same = std::find_if(lines.begin(), lines.end(), [&line](const WeekLine& other) {
      return other.words == line.words && other.remark == line.remark;
    });
    WeekLine& kept = same == lines.end() ? lines.emplace_back(std::move(line)) : *same;
    kept.duties.push_back(one);
  }
  return lines;
}

Html line_of_week(const WeekLine& line, const RuleSet& rules) {
  Html html = "<li>";
  html << text(line.words) << " - ";
  for (const Occurrence* one : line.duties) {
    html << (one == line.duties.front() ? Html() : Html(", ")) << "<a href=\""
         << path({"dau-viec", one->key}) << "\">" << text(lead_words(*one, rules))
         << "</a> <span class=\"code\">(mã " << number(one->code) << ")</span>";
  }
  if (!line.remark.empty()) {
    html << "; " << text(line.remark);
  }
  html << "</li>";
  return html;
}

int lines_on_paper(const WeekLine& line) {
  return lines_of_duty + static_cast<int>(line.duties.size()) / units_of_line;
}

struct WeekSection {
  Html title;
  const WeekDuties& duties;
};

/// What a section takes at least.
int least_lines(const WeekSection& section) {
  const auto shown = std::min<std::size_t>(section.duties.size(), least_duties);
  return lines_of_section + lines_of_duty * static_cast<int>(shown);
}

/// The section as far as `room` holds it, and what it took of that.
int add_section(Html& body, const WeekSection& section, int room, const RouteContext& office) {
  const std::size_t all = section.duties.size();
  body << "<h2>" << section.title << " (" << text(two_digits(static_cast<int>(all))) << ")</h2>";
  if (all == 0) {
    body << "<p>Không có.</p>";
    return lines_of_section;
  }
  int taken = lines_of_section;
  std::size_t shown = 0;
  int lines = 0;
  body << "<ol>";
  for (const WeekLine& line : week_lines(section.duties, office)) {
    if (lines >= least_duties && taken + lines_on_paper(line) > room) {
      break;
    }
    taken += lines_on_paper(line);
    body << line_of_week(line, office.rules);
    shown += line.duties.size();
    ++lines;
  }
  body << "</ol>";
  if (shown < all) {
    body << "<p>… và " << text(two_digits(static_cast<int>(all - shown)))
         << " việc khác, xem trang Đầu việc.</p>";
    ++taken;
  }
  return taken;
}

/// Sections in their order: each takes what is left of the sheet, but leaves the others theirs.
void add_sections(Html& body, const Week& week, const RouteContext& office) {
  const std::vector<WeekSection> sections{{"Quá hạn", week.late},
                                          {"Chờ lãnh đạo ký", week.waiting},
                                          {"Đến hạn trong tuần", week.coming},
                                          {"Cấp trên giao, đang thực hiện", week.from_above},
                                          {"Đã hoàn thành tuần trước", week.done}};
  int left = sheet_lines - static_cast<int>(week.units.size());
  int kept = 0;
  for (const WeekSection& section : sections) {
    kept += least_lines(section);
  }
  for (const WeekSection& section : sections) {
    kept -= least_lines(section);
    left -= add_section(body, section, left - kept, office);
  }
}

}  // namespace

ApiResponse get_monday(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  const Date monday = monday_of(date_of(office.now, office.rules.zone));
  const Week week = week_of(context);
  Html body = "<article class=\"sheet a4\"><h1>Tình hình nhiệm vụ đầu tuần</h1><p class=\"lead\">";
  body << text(office.rules.directory.office) << "; tuần từ " << text(date_words(monday)) << " đến "
       << text(date_words(monday + std::chrono::days{days_per_week - 1})) << "; số liệu lúc "
       << text(moment_words(office.now, office.rules.zone)) << "</p>";
  if (week.late.empty()) {
    body << "<p class=\"notice good\">Không có nhiệm vụ quá hạn.";
    if (week.coming.empty()) {
      body << " Trong tuần không có nhiệm vụ đến hạn.";
    }
    body << "</p>";
  }
  body << units_of_week(week, office.rules);
  add_sections(body, week, office);
  body << "<p class=\"code\">“Chưa nêu nguyên nhân”, “chưa hẹn ngày xong” nghĩa là đơn vị chưa cập "
          "nhật vào hệ thống.</p></article>";
  return page_response({"Thứ Hai", body, "/thu-hai"}, call.visitor, context);
}

}  // namespace dondoc
