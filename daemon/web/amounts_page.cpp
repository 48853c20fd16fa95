// SPDX-License-Identifier: Apache-2.0
// Số lượng và chỉ tiêu: quotas with their pace; targets with what was measured in the period, what
// the year comes to so far, and how that compares.
#include "daemon/http/amount_years.h"
#include "daemon/web/duty_parts.h"
#include "daemon/web/view_parts.h"
#include "daemon/web/viewing_pages.h"
#include "rules/phrase/thousandths.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/quota_pace.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {
namespace {

struct Amounts {
  std::vector<const Occurrence*> quotas;
  std::vector<const Occurrence*> targets;
};

Html pace_tag(const Occurrence& one, int at_least, Instant now) {
  switch (pace_of(one, at_least, now)) {
    case Pace::enough:
      return tag(Light::green, "Đã đủ");
    case Pace::missed:
      return tag(Light::red, "Không đủ, đã hết kỳ");
    case Pace::slow:
      return tag(Light::amber,
                 "Chậm: đến nay nên có " + two_digits(expected_by(one, at_least, now)));
    case Pace::excused:
      return tag(Light::none, "Không đủ, có lý do được chấp nhận");
    case Pace::waived:
      return tag(Light::none, "Thôi giao");
    case Pace::withdrawn:
      return tag(Light::none, "Thôi theo dõi");
    case Pace::on_course:
      break;
  }
  return tag(Light::green, "Đúng tiến độ");
}

std::string bound_words(const Target& target) {
  std::string value = thousandths_words(target.thousandths) + target.unit;
  switch (target.bound) {
    case Bound::at_least:
      return "từ " + value + " trở lên";
    case Bound::more_than:
      return "trên " + value;
    case Bound::at_most:
      return "không quá " + value;
    case Bound::less_than:
      return "dưới " + value;
  }
  return value;
}

Html meter(int counted, int at_least) {
  Html html;
  html << "<meter min=\"0\" max=\"" << number(std::max(at_least, 1)) << "\" value=\""
       << number(std::min(counted, at_least)) << "\">" << number(counted) << "/" << number(at_least)
       << "</meter>";
  return html;
}

Html duty_cells(const Occurrence& one, const RuleSet& rules) {
  Html html;
  html << "<td><a href=\"" << path({"dau-viec", one.key}) << "\">" << text(item_words(one, rules))
       << "</a> <span class=\"code\">mã " << number(one.code)
       << "</span></td><td data-label=\"Chủ trì\">" << text(lead_words(one, rules))
       << "</td><td data-label=\"Hạn\">" << text(one.dated ? date_words(one.last_day) : "-")
       << "</td>";
  return html;
}

Html quota_table(const std::vector<const Occurrence*>& quotas, const RouteContext& office) {
  Html html =
      "<table class=\"stack\"><thead><tr><th>Nhiệm vụ, kỳ</th><th>Chủ trì</th><th>Hạn</th>"
      "<th>Đã có</th><th>Từ đầu năm</th><th>Tiến độ</th></tr></thead><tbody>";
  AmountYears years(office);
  for (const Occurrence* one : quotas) {
    const int at_least = amount_rule(*one, office.rules)->quota->at_least;
    const int in_year = years.counted(*one);
    html << "<tr>" << duty_cells(*one, office.rules) << "<td data-label=\"Đã có\"><span>"
         << text(two_digits(one->counted)) << " trong " << text(two_digits(at_least)) << " "
         << meter(one->counted, at_least) << "</span></td><td data-label=\"Từ đầu năm\">"
         << text(two_digits(in_year)) << "</td><td data-label=\"Tiến độ\">"
         << pace_tag(*one, at_least, office.now) << "</td></tr>";
  }
  html << "</tbody></table>";
  return html;
}

Html measured_words(const Occurrence& one, const Target& target, Zone zone) {
  Html html;
  if (!one.measured) {
    html << "chưa được cập nhật";
    return html;
  }
  html << text(thousandths_words(one.measured->thousandths) + target.unit);
  if (!one.measured->denominator.empty()) {
    html << " (" << text(one.measured->numerator) << "/" << text(one.measured->denominator) << ")";
  }
  html << ", ngày " << text(date_words(date_of(one.measured->at, zone)));
  return html;
}

Html met_tag(const Target& target, std::int64_t value) {
  return is_met(target, value) ? tag(Light::green, "Đạt") : tag(Light::red, "Chưa đạt");
}

/// "91% (364/400), 02 kỳ", or why there is no such number.
Html year_cell(const TargetSum& sum, const Target& target) {
  Html html;
  if (sum.measured == 0) {
    html << "chưa có số";
    return html;
  }
  if (!sum.value) {
    html << "không cộng được: " << text(two_digits(sum.bare)) << " kỳ không có tử số, mẫu số";
    return html;
  }
  html << text(thousandths_words(*sum.value) + target.unit);
  if (sum.bare == 0) {
    html << " (" << text(thousandths_words(sum.numerator)) << "/"
         << text(thousandths_words(sum.denominator)) << ")";
  }
  html << ", " << text(two_digits(sum.measured)) << " kỳ";
  if (sum.unmeasured > 0) {
    html << ", còn " << text(two_digits(sum.unmeasured)) << " kỳ chưa có số";
  }
  html << " " << met_tag(target, *sum.value);
  return html;
}

Html compared_cell(const Occurrence& one,
                   const std::vector<AmountPeriod>& periods,
                   const Target& target) {
  Html html;
  const auto before = value_year_before(periods, one.period);
  if (!before) {
    html << "không có số";
    return html;
  }
  html << text(thousandths_words(*before) + target.unit);
  if (!one.measured) {
    return html;
  }
  const std::int64_t now = one.measured->thousandths;
  const Course course = course_of(target, *before, now);
  const std::string by = thousandths_words(now > *before ? now - *before : *before - now);
  html << " "
       << (course == Course::same ? tag(Light::none, "bằng năm trước")
                                  : tag(course == Course::better ? Light::green : Light::amber,
                                        (now > *before ? "tăng " : "giảm ") + by));
  return html;
}

Html target_table(const std::vector<const Occurrence*>& targets, const RouteContext& office) {
  AmountYears years(office);
  Html html =
      "<table class=\"stack\"><thead><tr><th>Chỉ tiêu, kỳ</th><th>Chủ trì</th><th>Hạn</th>"
      "<th>Ngưỡng</th><th>Trong kỳ</th><th>Lũy kế từ đầu năm</th><th>Cùng kỳ năm trước</th></tr>"
      "</thead><tbody>";
  for (const Occurrence* one : targets) {
    const Target& target = *amount_rule(*one, office.rules)->target;
    html << "<tr>" << duty_cells(*one, office.rules) << "<td data-label=\"Ngưỡng\">"
         << text(bound_words(target)) << "</td><td data-label=\"Trong kỳ\"><span>"
         << measured_words(*one, target, office.rules.zone);
    if (one->measured) {
      html << " " << met_tag(target, one->measured->thousandths);
    }
    const std::vector<AmountPeriod>& periods = years.of(*one);
    html << "</span></td><td data-label=\"Lũy kế từ đầu năm\"><span>"
         << year_cell(sum_of_year(periods, one->period), target)
         << "</span></td><td data-label=\"Cùng kỳ năm trước\"><span>"
         << compared_cell(*one, periods, target) << "</span></td></tr>";
  }
  html << "</tbody></table>";
  return html;
}

}  // namespace

ApiResponse get_amounts(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  const std::string unit = asked(call, "don-vi");
  Amounts amounts;
  const auto add = [&](const Occurrence& one) {
    const DueRule* rule = amount_rule(one, office.rules);
    if (rule == nullptr || one.needs_review ||
        (!unit.empty() && !is_led_by(one, unit, office.rules))) {
      return;
    }
    if (rule->quota) {
      amounts.quotas.push_back(&one);
    }
    if (rule->target) {
      amounts.targets.push_back(&one);
    }
  };
  for (const Occurrence& one : context.memory.open_duties.of(*office.store)) {
    add(one);
  }
  const int year = year_of(date_of(office.now, office.rules.zone));
  for (const Occurrence& one : context.memory.closed_duties.of(*office.store, office.now)) {
    if (one.state != OccurrenceState::withdrawn && year_of(one.last_day) >= year) {
      add(one);
    }
  }
  sort_by_due(amounts.quotas);
  sort_by_due(amounts.targets);
  Html body = "<h1>Số lượng và chỉ tiêu</h1>";
  body << "<form class=\"filters\" method=\"get\" action=\"/so-lieu\">"
       << select_field(
              "Đơn vị chủ trì", "don-vi", unit_choices(office.rules, "Tất cả đơn vị"), unit)
       << "<button type=\"submit\">Xem</button></form><h2>Số lượng tối thiểu</h2>";
  body << (amounts.quotas.empty() ? nothing_here("Không có nhiệm vụ nào đang tính số lượng.")
                                  : quota_table(amounts.quotas, office));
  body << "<h2>Chỉ tiêu</h2>"
       << (amounts.targets.empty() ? nothing_here("Không có chỉ tiêu nào đang theo dõi.")
                                   : target_table(amounts.targets, office));
  return page_response({"Số lượng và chỉ tiêu", body, "/so-lieu"}, call.visitor, context);
}

}  // namespace dondoc
