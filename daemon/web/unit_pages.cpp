// SPDX-License-Identifier: Apache-2.0
// Đơn vị: how punctual each unit is, and of one unit the trend and its duties.
#include "daemon/web/duty_parts.h"
#include "daemon/web/unit_score.h"
#include "daemon/web/view_parts.h"
#include "daemon/web/viewing_pages.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr std::size_t duties_of_unit_shown = 100;
constexpr std::size_t done_of_unit_shown = 10;

// The chart, in units of its own.
constexpr int chart_height = 120;
constexpr int chart_bar = 34;
constexpr int chart_step = 50;
constexpr int chart_foot = 24;

std::string percent_words(const Score& score) {
  return score.all() == 0 ? "-" : std::to_string(score.percent()) + "%";
}

/// "2,5"
std::string days_words(const Score& score) {
  const long long mean = score.mean_tenths();
  return std::to_string(mean / 10) + ',' + std::to_string(mean % 10);
}

Html bar(int x, int y, int height, const Html& fill) {
  Html html;
  if (height > 0) {
    html << "<rect x=\"" << number(x) << "\" y=\"" << number(y) << "\" width=\""
         << number(chart_bar) << "\" height=\"" << number(height) << "\" fill=\"" << fill
         << "\"></rect>";
  }
  return html;
}

/// Of each month what fell due: done in time below, the rest above.
Html chart(const MonthScores& months, Date today) {
  const Ymd now = ymd(today);
  const Date first = add_months(make_date(now.year, now.month, 1), 1 - score_months);
  int most = 1;
  for (const auto& [month, score] : months) {
    most = std::max(most, score.all());
  }
  Html html = "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 ";
  html << number(chart_step * score_months) << " " << number(chart_height + chart_foot)
       << "\" aria-label=\"Việc đến hạn theo tháng: đúng hạn và chậm; số liệu ở bảng bên dưới\">";
  for (int i = 0; i < score_months; ++i) {
    const Date month = add_months(first, i);
    const auto found = months.find(month);
    const Score score = found == months.end() ? Score{} : found->second;
    const int x = i * chart_step + (chart_step - chart_bar) / 2;
    const int good = score.in_time * (chart_height - 16) / most;
    const int bad = score.late * (chart_height - 16) / most;
    html << bar(x, chart_height - good, good, "#17643a")
         << bar(x, chart_height - good - bad, bad, "#a81d15");
    if (score.all() > 0) {
      html << "<text x=\"" << number(x + chart_bar / 2) << "\" y=\""
           << number(chart_height - good - bad - 4)
           << "\" font-size=\"12\" text-anchor=\"middle\" fill=\"#16202a\">"
           << number(score.percent()) << "%</text>";
    }
    html << "<text x=\"" << number(x + chart_bar / 2) << "\" y=\"" << number(chart_height + 16)
         << "\" font-size=\"12\" text-anchor=\"middle\" fill=\"#4f5d6b\">"
         << number(ymd(month).month) << "/" << number(ymd(month).year % 100) << "</text>";
  }
  html << "<line x1=\"0\" y1=\"" << number(chart_height) << "\" x2=\""
       << number(chart_step * score_months) << "\" y2=\"" << number(chart_height)
       << "\" stroke=\"#8a98a6\"></line></svg>";
  return html;
}

Html month_table(const MonthScores& months) {
  Html html =
      "<details><summary>Số liệu theo tháng</summary><div><table><thead><tr><th>Tháng</th>"
      "<th class=\"n\">Đúng hạn</th><th class=\"n\">Chậm</th><th class=\"n\">Tỷ lệ đúng hạn</th>"
      "</tr></thead><tbody>";
  for (const auto& [month, score] : months) {
    html << "<tr><td>" << number(ymd(month).month) << "/" << number(ymd(month).year)
         << "</td><td class=\"n\">" << number(score.in_time) << "</td><td class=\"n\">"
         << number(score.late) << "</td><td class=\"n\">" << number(score.percent())
         << "%</td></tr>";
  }
  html << "</tbody></table></div></details>";
  return html;
}

MonthScores sum_of_months(const std::map<std::string, UnitScore>& units) {
  MonthScores sum;
  for (const auto& [id, unit] : units) {
    for (const auto& [month, score] : unit.months) {
      Score& whole = sum[month];
      whole.in_time += score.in_time;
      whole.late += score.late;
      whole.excused += score.excused;
      whole.days += score.days;
    }
  }
  return sum;
}

Html figures_of_unit(const UnitScore& unit) {
  Html html = "<div class=\"cards\">";
  html << figure_box(unit.late_now > 0 ? "red" : "green", unit.late_now, "đang quá hạn")
       << figure_box("", unit.open, "đang mở") << figure_box("", unit.waiting, "chờ ký")
       << "<div class=\"figure\"><b>" << text(percent_words(unit.whole))
       << "</b>đúng hạn trong 12 tháng</div></div>";
  return html;
}

}  // namespace

ApiResponse get_units(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  const auto units = unit_scores(context);
  Html body =
      "<h1>Đơn vị</h1><p class=\"lead\">Việc đến hạn trong 12 tháng; chậm là hoàn thành sau hạn, "
      "không hoàn thành hoặc còn mở khi đã quá hạn. Ngày chậm tính theo ngày lịch.</p>"
      "<div class=\"scroll\"><table class=\"stack\"><thead><tr><th>Đơn vị</th>"
      "<th class=\"n\">Đúng hạn</th><th class=\"n\">Đến hạn</th><th class=\"n\">Chậm</th>"
      "<th class=\"n\">Có lý do</th><th class=\"n\">Chậm bình quân</th>"
      "<th class=\"n\">Đang quá hạn</th><th class=\"n\">Đang mở</th></tr></thead><tbody>";
  for (const auto& [id, unit] : units) {
    if (unit.open == 0 && unit.whole.all() == 0) {
      continue;
    }
    const auto cell = [&body](const Html& label, const Html& value) {
      body << "<td class=\"n\" data-label=\"" << label << "\">" << value << "</td>";
    };
    body << "<tr><td><a href=\"" << path({"don-vi", id}) << "\">"
         << text(unit_words(office.rules.directory, id)) << "</a></td>";
    cell("Đúng hạn", text(percent_words(unit.whole)));
    cell("Đến hạn", number(unit.whole.all()));
    cell("Chậm", number(unit.whole.late));
    cell("Có lý do", number(unit.whole.excused));
    cell("Chậm bình quân", text(unit.whole.late == 0 ? "-" : days_words(unit.whole) + " ngày"));
    cell("Đang quá hạn", number(unit.late_now));
    cell("Đang mở", number(unit.open));
    body << "</tr>";
  }
  const MonthScores months = sum_of_months(units);
  body << "</tbody></table></div><h2>Toàn cơ quan theo tháng</h2><div class=\"card\">"
       << chart(months, date_of(office.now, office.rules.zone)) << "</div>" << month_table(months);
  return page_response({"Đơn vị", body, "/don-vi"}, call.visitor, context);
}

ApiResponse get_unit(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  const std::string& id = call.parts[0];
  if (office.rules.directory.units.count(id) == 0) {
    return missing_page(context);
  }
  const Date today = date_of(office.now, office.rules.zone);
  const UnitScore score = unit_scores(context)[id];
  std::vector<const Occurrence*> open;
  for (const Occurrence& one : context.memory.open_duties.of(*office.store)) {
    if (is_led_by(one, id, office.rules)) {
      open.push_back(&one);
    }
  }
  sort_by_due(open);
  const std::size_t owed = open.size();
  open.resize(std::min(open.size(), duties_of_unit_shown));
  std::vector<const Occurrence*> closed;
  for (const Occurrence& one : context.memory.closed_duties.of(*office.store, office.now)) {
    if (closed.size() < done_of_unit_shown && is_led_by(one, id, office.rules)) {
      closed.push_back(&one);
    }
  }
  const std::string name = unit_words(office.rules.directory, id);
  Html body;
  body << "<h1>" << text(name) << "</h1>" << figures_of_unit(score)
       << "<p class=\"no-print\"><a href=\"/lich?nam=" << number(year_of(today))
       << "&amp;don-vi=" << text(percent_encoded(id)) << "\">Lịch cả năm của đơn vị, để in</a></p>";
  if (score.whole.late > 0) {
    body << "<p>Chậm bình quân " << text(days_words(score.whole)) << " ngày; "
         << number(score.whole.excused) << " việc chậm có lý do được chấp nhận.</p>";
  }
  body << "<h2>Việc đến hạn theo tháng</h2><div class=\"card\">" << chart(score.months, today)
       << "</div>" << month_table(score.months) << "<h2>Đang mở</h2>";
  if (open.empty()) {
    body << nothing_here("Đơn vị không có việc đang mở.");
  } else {
    body << duty_list(open, office.rules, office.now, ShowLead::no);
  }
  if (owed > open.size()) {
    body << "<p>… và " << number(static_cast<long long>(owed - open.size()))
         << " việc khác, xem trang Đầu việc.</p>";
  }
  if (!closed.empty()) {
    body << "<h2>Mới kết thúc</h2>" << duty_list(closed, office.rules, office.now, ShowLead::no);
  }
  return page_response({name, body, "/don-vi"}, call.visitor, context);
}

}  // namespace dondoc
