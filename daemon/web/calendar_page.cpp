// SPDX-License-Identifier: Apache-2.0
// Lịch: a month as a table, a year as a wall calendar for A3, a unit's year as a list for A4.
#include "daemon/web/calendar_days.h"
#include "daemon/web/view_parts.h"
#include "daemon/web/viewing_pages.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dondoc {
namespace {

constexpr std::array<std::string_view, days_per_week> weekday_names{
    "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"};
constexpr std::array<std::string_view, days_per_week> short_weekday_names{
    "T2", "T3", "T4", "T5", "T6", "T7", "CN"};
/// Of one month on the wall, and of one day of a month's table; a day's own list has all.
constexpr std::size_t wall_lines_max = 14;
constexpr std::size_t cell_lines_max = 6;

struct MonthAsked {
  int year{0};
  unsigned month{0};  ///< 0: the whole year
};

std::string month_text(int year, unsigned month) {
  return std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
}

/// "thang=2026-12" or "nam=2026"; without either, or with neither right, the month of today.
MonthAsked month_asked(const PageCall& call, Date today) {
  if (const auto year = asked_number(call, "nam"); year && *year >= year_min && *year < year_max) {
    return {*year, 0};
  }
  const auto first = parse_iso_date(asked(call, "thang") + "-01");
  const Ymd day = ymd(first && year_of(*first) < year_max ? *first : today);
  return {day.year, day.month};
}

std::size_t column_of(Date day) {
  return static_cast<std::size_t>((day - monday_of(day)).count());
}

Html address_of(const MonthAsked& asked, const std::string& unit) {
  std::string address = asked.month == 0 ? "/lich?nam=" + std::to_string(asked.year)
                                         : "/lich?thang=" + month_text(asked.year, asked.month);
  if (!unit.empty()) {
    address += "&don-vi=" + percent_encoded(unit);
  }
  return text(address);
}

Html steps(const MonthAsked& asked, const std::string& unit) {
  Html html = "<p class=\"pages no-print\">";
  const auto link = [&](const MonthAsked& to, const Html& words) {
    html << "<a href=\"" << address_of(to, unit) << "\">" << words << "</a> ";
  };
  if (asked.month == 0) {
    link({asked.year - 1, 0}, "Năm trước");
    link({asked.year + 1, 0}, "Năm sau");
    link({asked.year, january}, "Xem theo tháng");
  } else {
    link(asked.month == january ? MonthAsked{asked.year - 1, december}
                                : MonthAsked{asked.year, asked.month - 1},
         "Tháng trước");
    link(asked.month == december ? MonthAsked{asked.year + 1, january}
                                 : MonthAsked{asked.year, asked.month + 1},
         "Tháng sau");
    link({asked.year, 0}, "Xem cả năm");
  }
  html << "</p>";
  return html;
}

Html unit_filter(const MonthAsked& asked, const std::string& unit, const RuleSet& rules) {
  Html html = "<form class=\"filters\" method=\"get\" action=\"/lich\">";
  if (asked.month == 0) {
    html << "<input type=\"hidden\" name=\"nam\" value=\"" << number(asked.year) << "\">";
  } else {
    html << "<input type=\"hidden\" name=\"thang\" value=\""
         << text(month_text(asked.year, asked.month)) << "\">";
  }
  html << select_field("Đơn vị", "don-vi", unit_choices(rules, "Toàn cơ quan"), unit)
       << "<button type=\"submit\">Xem</button></form>";
  return html;
}

Html entry_link(const DayEntry& entry) {
  Html html;
  if (entry.key.empty()) {
    html << text(entry.words);
  } else {
    html << "<a href=\"" << path({"dau-viec", entry.key}) << "\">" << text(entry.words) << "</a>";
  }
  return html;
}

Html marks_of(const DayEntry& entry) {
  Html html;
  if (entry.closed) {
    html << " <span class=\"code\">(đã kết thúc)</span>";
  } else if (entry.light == Light::red) {
    html << " <span class=\"code\">(quá hạn)</span>";
  }
  if (entry.provisional) {
    html << " <span class=\"code\">(dự kiến)</span>";
  }
  return html;
}

Html day_list(Date day, const std::vector<DayEntry>& entries, bool show_lead) {
  Html html = "<ul>";
  for (std::size_t i = 0; i < std::min(entries.size(), cell_lines_max); ++i) {
    const DayEntry& entry = entries[i];
    html << "<li class=\"" << text(light_name(entry.light)) << "\">" << entry_link(entry);
    if (!entry.clock.empty()) {
      html << ", " << text(entry.clock);
    }
    if (show_lead) {
      html << " <span class=\"code\">" << text(entry.lead) << "</span>";
    }
    html << marks_of(entry) << "</li>";
  }
  html << "</ul>";
  if (entries.size() > cell_lines_max) {
    html << "<p><a href=\"/lich?ngay=" << text(to_iso(day)) << "\">… và "
         << text(two_digits(static_cast<int>(entries.size() - cell_lines_max)))
         << " việc khác</a></p>";
  }
  return html;
}

Html day_cell(Date day, const DayEntries& days, bool show_lead, const RouteContext& office) {
  const WorkingDays& calendar = office.rules.calendar;
  const auto found = days.find(day);
  const bool today = day == date_of(office.now, office.rules.zone);
  const std::string name = special_day_words(calendar, day);
  Html html = "<td class=\"day";
  html << (calendar.is_working(day) ? Html() : Html(" off")) << (today ? Html(" today") : Html())
       << (found == days.end() && name.empty() && !today ? Html(" bare") : Html())
       << "\"><time datetime=\"" << text(to_iso(day)) << "\"><span class=\"wd\">"
       << text(weekday_names.at(column_of(day))) << " </span>" << number(ymd(day).day)
       << "<span class=\"wd\">/" << number(ymd(day).month) << "</span></time>";
  if (today) {
    html << " <span class=\"tag blue\">hôm nay</span>";
  }
  if (!name.empty()) {
    html << " <span class=\"holiday\">" << text(name) << "</span>";
  }
  if (found != days.end()) {
    html << day_list(day, found->second, show_lead);
  }
  html << "</td>";
  return html;
}

Html month_grid(const MonthAsked& asked,
                const DayEntries& days,
                bool show_lead,
                const RouteContext& office) {
  Html html = "<table class=\"month\"><caption>Tháng ";
  html << number(asked.month) << " năm " << number(asked.year) << "</caption><thead><tr>";
  for (const std::string_view name : weekday_names) {
    html << "<th scope=\"col\">" << text(name) << "</th>";
  }
  html << "</tr></thead><tbody>";
  const Date first = make_date(asked.year, asked.month, 1);
  const Date last = last_of_month(asked.year, asked.month);
  for (Date monday = monday_of(first); monday <= last; monday += std::chrono::days{days_per_week}) {
    html << "<tr>";
    for (int column = 0; column < days_per_week; ++column) {
      const Date day = monday + std::chrono::days{column};
      html << (day < first || day > last ? Html("<td class=\"bare\"></td>")
                                         : day_cell(day, days, show_lead, office));
    }
    html << "</tr>";
  }
  html << "</tbody></table>";
  return html;
}

/// A month of the wall: its days as a small table, its duties as lines.
Html wall_month(int year, unsigned month, const DayEntries& days, const WorkingDays& calendar) {
  const Date first = make_date(year, month, 1);
  const Date last = last_of_month(year, month);
  Html html = "<section class=\"wall-month\"><h2>Tháng ";
  html << number(month) << "</h2><table class=\"small\"><thead><tr>";
  for (std::size_t i = 0; i < weekday_names.size(); ++i) {
    html << "<th scope=\"col\" abbr=\"" << text(weekday_names.at(i)) << "\">"
         << text(short_weekday_names.at(i)) << "</th>";
  }
  html << "</tr></thead><tbody>";
  for (Date monday = monday_of(first); monday <= last; monday += std::chrono::days{days_per_week}) {
    html << "<tr>";
    for (int column = 0; column < days_per_week; ++column) {
      const Date day = monday + std::chrono::days{column};
      if (day < first || day > last) {
        html << "<td></td>";
        continue;
      }
      const bool due = days.count(day) > 0;
      html << "<td class=\"" << (calendar.is_working(day) ? Html() : Html("off"))
           << (due ? Html(" due") : Html()) << "\">";
      html << (due ? Html("<b>") : Html()) << number(ymd(day).day) << (due ? Html("</b>") : Html())
           << "</td>";
    }
    html << "</tr>";
  }
  html << "</tbody></table>";
  return html;
}

Html wall_lines(Date first, Date last, const DayEntries& days, bool show_lead) {
  Html html;
  std::size_t shown = 0;
  std::size_t hidden = 0;
  for (auto day = days.lower_bound(first); day != days.end() && day->first <= last; ++day) {
    for (const DayEntry& entry : day->second) {
      if (shown == wall_lines_max) {
        ++hidden;
        continue;
      }
      ++shown;
      html << "<li><b>" << number(ymd(day->first).day) << "</b> " << entry_link(entry);
      if (show_lead) {
        html << " <span class=\"code\">" << text(entry.lead) << "</span>";
      }
      html << "</li>";
    }
  }
  Html list;
  if (shown > 0) {
    list << "<ul>" << html << "</ul>";
  }
  if (hidden > 0) {
    list << "<p class=\"code\">… và " << text(two_digits(static_cast<int>(hidden)))
         << " việc khác, xem lịch tháng.</p>";
  }
  return list;
}

/// Days of one name stand together: "4, 5, 8 Tết Nguyên đán".
Html holidays_of(Date first, Date last, const WorkingDays& calendar) {
  std::vector<std::pair<std::string, std::string>> named;
  for (const SpecialDay& day : calendar.special_between(first, last)) {
    const std::string number_of_day = std::to_string(ymd(day.date).day);
    const auto same = std::find_if(
        named.begin(), named.end(), [&day](const auto& one) { return one.first == day.name; });
    if (same == named.end()) {
      named.emplace_back(day.name, number_of_day);
    } else {
      same->second += ", " + number_of_day;
    }
  }
  Html words;
  for (const auto& [name, numbers] : named) {
    words << (words.empty() ? Html() : Html("; ")) << text(numbers) << " " << text(name);
  }
  Html html;
  if (!words.empty()) {
    html << "<p class=\"holiday\">" << words << "</p>";
  }
  return html;
}

/// What recurs each week or day would hide the rest of a year's page.
DayEntries without_frequent(const DayEntries& days) {
  DayEntries rare;
  for (const auto& [day, entries] : days) {
    for (const DayEntry& entry : entries) {
      if (!entry.frequent) {
        rare[day].push_back(entry);
      }
    }
  }
  return rare;
}

Html wall(int year, const DayEntries& days, bool show_lead, const RouteContext& office) {
  const WorkingDays& calendar = office.rules.calendar;
  Html html = "<div class=\"wall\">";
  for (unsigned month = january; month <= december; ++month) {
    const Date first = make_date(year, month, 1);
    const Date last = last_of_month(year, month);
    html << wall_month(year, month, days, calendar) << wall_lines(first, last, days, show_lead)
         << holidays_of(first, last, calendar) << "</section>";
  }
  html << "</div>";
  return html;
}

/// All that falls due: a unit's year, to hang beside a desk, or one day.
Html dues_list(const DayEntries& days) {
  Html html =
      "<table class=\"stack list-table\"><caption>Nhiệm vụ theo thời hạn</caption><thead><tr>"
      "<th>Nhiệm vụ</th><th>Hạn</th><th>Chủ trì</th><th>Sản phẩm</th></tr></thead><tbody>";
  for (const auto& [day, entries] : days) {
    for (const DayEntry& entry : entries) {
      html << "<tr><td>" << entry_link(entry) << marks_of(entry)
           << "</td><td data-label=\"Hạn\"><span>";
      if (!entry.clock.empty()) {
        html << text(entry.clock) << ", ";
      }
      html << text(weekday_words(day)) << " " << text(date_words(day))
           << "</span></td><td data-label=\"Chủ trì\">" << text(entry.lead)
           << "</td><td data-label=\"Sản phẩm\"><span>" << text(entry.product)
           << "</span></td></tr>";
    }
  }
  html << "</tbody></table>";
  return html;
}

ApiResponse day_page(Date day, const PageCall& call, const WebContext& context) {
  const DayEntries days = day_entries(context, day, day, "");
  const std::string name = special_day_words(context.office.rules.calendar, day);
  Html body = "<h1>Đến hạn ";
  body << text(weekday_words(day)) << " ngày " << text(date_words(day)) << "</h1>";
  if (!name.empty()) {
    body << "<p class=\"holiday\">" << text(name) << "</p>";
  }
  body << "<p class=\"no-print\"><a href=\"" << address_of({ymd(day).year, ymd(day).month}, "")
       << "\">Cả tháng</a></p>"
       << (days.empty() ? nothing_here("Không có nhiệm vụ đến hạn trong ngày này.")
                        : dues_list(days));
  return page_response({"Lịch", body, "/lich"}, call.visitor, context);
}

}  // namespace

ApiResponse get_calendar(const PageCall& call, const WebContext& context) {
  if (const auto day = parse_iso_date(asked(call, "ngay"))) {
    return day_page(*day, call, context);
  }
  const RouteContext& office = context.office;
  const RuleSet& rules = office.rules;
  const MonthAsked month = month_asked(call, date_of(office.now, rules.zone));
  std::string unit = asked(call, "don-vi");
  if (rules.directory.units.count(unit) == 0) {
    unit.clear();
  }
  const bool whole_year = month.month == 0;
  const Date from = make_date(month.year, whole_year ? january : month.month, 1);
  const Date to = last_of_month(month.year, whole_year ? december : month.month);
  DayEntries days = day_entries(context, from, to, unit);
  const bool frequent = std::any_of(days.begin(), days.end(), [](const auto& day) {
    return std::any_of(
        day.second.begin(), day.second.end(), [](const DayEntry& one) { return one.frequent; });
  });
  if (whole_year) {
    days = without_frequent(days);
  }
  const std::string of = unit.empty() ? rules.directory.office : unit_words(rules.directory, unit);
  Html body;
  body << "<article class=\"sheet "
       << (!whole_year    ? Html("a4 lying")
           : unit.empty() ? Html("a3")
                          : Html("a4"))
       << "\"><h1>Lịch nhiệm vụ " << (whole_year ? Html("năm ") : Html("tháng "));
  if (!whole_year) {
    body << number(month.month) << "/";
  }
  body << number(month.year) << "</h1><p class=\"lead\">" << text(of) << "</p>"
       << unit_filter(month, unit, rules) << steps(month, unit);
  if (!rules.calendar.is_promulgated(month.year)) {
    body << "<p class=\"notice\">Năm " << number(month.year)
         << " chưa có thông báo nghỉ lễ, Tết chính thức: ngày nghỉ là dự kiến, thời hạn ghi “dự "
            "kiến” có thể thay đổi.</p>";
  }
  if (whole_year && frequent) {
    body << "<p class=\"code\">Việc hằng tuần, hằng ngày chỉ có ở lịch tháng.</p>";
  }
  if (days.empty()) {
    body << nothing_here("Không có nhiệm vụ đến hạn trong thời gian này.");
  }
  if (!whole_year) {
    body << month_grid(month, days, unit.empty(), office);
  } else if (unit.empty()) {
    body << wall(month.year, days, true, office);
  } else {
    body << dues_list(days);
  }
  body << "</article>";
  return page_response({"Lịch", body, "/lich"}, call.visitor, context);
}

}  // namespace dondoc
