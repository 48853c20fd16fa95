// SPDX-License-Identifier: Apache-2.0
// Kế hoạch: the plans, and of one its duties as they were understood, with what it leaves open.
#include "daemon/web/duty_parts.h"
#include "daemon/web/view_parts.h"
#include "daemon/web/viewing_pages.h"
#include "rules/lint/clarity.h"
#include "rules/plan/stage_dues.h"
#include "rules/schedule/planned_dues.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <map>

namespace dondoc {
namespace {

constexpr std::size_t next_dates = 3;

/// How the open duties of something stand.
struct OpenCounts {
  int open{0};
  int late{0};
  int review{0};
};

using CountsOf = std::map<std::string, OpenCounts>;

void count_open(OpenCounts& counts, const Occurrence& one, Instant now) {
  ++counts.open;
  counts.review += one.needs_review ? 1 : 0;
  counts.late += one.dated && !one.needs_review && now >= one.due ? 1 : 0;
}

Html state_of(const OpenCounts& counts) {
  if (counts.late > 0) {
    return tag(Light::red, two_digits(counts.late) + " quá hạn");
  }
  if (counts.review > 0) {
    return tag(Light::amber, two_digits(counts.review) + " cần rà soát");
  }
  return counts.open > 0 ? tag(Light::green, two_digits(counts.open) + " đang mở")
                         : tag(Light::none, "chưa mở");
}

std::string effect_words(const Plan& plan) {
  return date_words(plan.effective_from) + " đến " + date_words(plan.effective_to);
}

Html due_dates(const RuleSet& rules, const Plan& plan, const Obligation& duty, Date today) {
  Html html;
  for (const Occurrence& one : next_dues(rules, plan, duty, today, next_dates)) {
    html << "<li>" << text(date_words(one.last_day))
         << (one.provisional ? Html(" (dự kiến)") : Html()) << "</li>";
  }
  if (html.empty()) {
    return waits_for_event(duty.stages.front().rule) ? Html("theo mốc") : Html("không còn");
  }
  Html list = "<ul class=\"plain\">";
  list << html << "</ul>";
  return list;
}

Html stages_of(const Obligation& duty) {
  Html html;
  for (const Stage& stage : duty.stages) {
    html << "<div>";
    if (!stage.id.empty()) {
      html << "<b>Bước " << text(stage.id) << ":</b> ";
    }
    if (!stage.phrase.empty()) {
      html << "<q>" << text(stage.phrase) << "</q> ";
    }
    html << "<span class=\"meta\">Hiểu là: " << text(sentence(stage.rule)) << "</span>";
    for (const RuleChange& change : stage.changes) {
      html << " <span class=\"meta\">Từ " << text(date_words(change.from)) << ": "
           << text(sentence(change.rule)) << " (" << text(change.basis) << ")</span>";
    }
    html << "</div>";
  }
  return html;
}

Html open_points(const OpenClarities& open) {
  Html html;
  for (std::size_t i = 0; i < clarities; ++i) {
    if (open[i]) {
      html << "<span class=\"tag amber\" title=\"" << text(clarity_reasons.at(i)) << "\">Chưa "
           << text(clarity_names.at(i)) << "</span> ";
    }
  }
  return html.empty() ? tag(Light::green, "Đủ 6 rõ") : html;
}

std::string leads_of(const Obligation& duty, const RuleSet& rules) {
  if (duty.lead.kind == LeadKind::each && duty.lead.units.size() > 3) {
    return "từng đơn vị (" + two_digits(static_cast<int>(duty.lead.units.size())) + " đơn vị)";
  }
  std::vector<std::string> names;
  names.reserve(duty.lead.units.size());
  for (const std::string& unit : duty.lead.units) {
    names.push_back(unit_words(rules.directory, unit));
  }
  return join(names, "; ");
}

Html duties_table(const Plan& plan, const CountsOf& counts, const RouteContext& office) {
  const Date today = date_of(office.now, office.rules.zone);
  Html html =
      "<div class=\"scroll\"><table class=\"stack wide\"><thead><tr><th>Mục, nhiệm vụ</th>"
      "<th>Kế hoạch ghi, hệ thống hiểu</th><th>Hạn tiếp theo</th><th>Tình trạng</th><th>6 rõ</th>"
      "</tr></thead><tbody>";
  for (const Obligation& duty : plan.obligations) {
    if (!duty.watches.empty()) {
      continue;
    }
    const auto found = counts.find(duty.id);
    html << "<tr><td><a href=\"/dau-viec?ke-hoach=" << text(percent_encoded(plan.id))
         << "&amp;tu=" << text(percent_encoded(duty.title)) << "\">" << text(duty.id) << " "
         << text(duty.title) << "</a><div class=\"meta\">" << text(leads_of(duty, office.rules))
         << "</div></td>"
         << "<td data-label=\"Thời gian\"><div>" << stages_of(duty) << "</div></td>"
         << "<td data-label=\"Hạn tiếp theo\">" << due_dates(office.rules, plan, duty, today)
         << "</td><td data-label=\"Tình trạng\">"
         << state_of(found == counts.end() ? OpenCounts{} : found->second)
         << "</td><td data-label=\"6 rõ\"><div>"
         << open_points(open_clarities(office.rules, plan, duty, today)) << "</div></td></tr>";
  }
  html << "</tbody></table></div>";
  return html;
}

Html plan_card(const Plan& plan, const OpenCounts& counts, Date today) {
  Html html = "<div class=\"card\"><h2><a href=\"";
  html << path({"ke-hoach", plan.id}) << "\">" << text(plan.title) << "</a></h2><p>"
       << text(plan.authority) << "; số " << text(plan.number) << ", ban hành "
       << text(date_words(plan.issued)) << "; hiệu lực " << text(effect_words(plan)) << ".</p><p>"
       << number(stated_duties(plan)) << " nhiệm vụ " << state_of(counts) << " ";
  if (plan.effective_to < today) {
    html << tag(Light::none, "đã hết hiệu lực");
  } else if (is_on_trial(plan, today)) {
    html << tag(Light::amber, "chạy thử đến hết " + date_words(*plan.trial));
  }
  html << "</p></div>";
  return html;
}

}  // namespace

ApiResponse get_plans(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  CountsOf counts;
  for (const Occurrence& one : context.memory.open_duties.of(*office.store)) {
    if (!is_watch(one, office.rules)) {
      count_open(counts[one.series.plan], one, office.now);
    }
  }
  Html body = "<h1>Kế hoạch</h1>";
  for (const auto& [id, plan] : office.rules.plans) {
    body << plan_card(plan, counts[id], date_of(office.now, office.rules.zone));
  }
  if (office.rules.plans.empty()) {
    body << nothing_here("Chưa có kế hoạch nào.");
  }
  return page_response({"Kế hoạch", body, "/ke-hoach"}, call.visitor, context);
}

ApiResponse get_plan(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  const auto found = office.rules.plans.find(call.parts[0]);
  if (found == office.rules.plans.end()) {
    return missing_page(context);
  }
  const Plan& plan = found->second;
  CountsOf counts;
  for (const Occurrence& one : context.memory.open_duties.of(*office.store)) {
    if (one.series.plan == plan.id) {
      count_open(counts[one.series.obligation], one, office.now);
    }
  }
  Html body;
  body << "<h1>" << text(plan.title) << "</h1><div class=\"card\"><dl class=\"facts\">"
       << "<dt>Văn bản</dt><dd>" << text(plan.number) << ", " << text(date_words(plan.issued))
       << "</dd><dt>Cơ quan ban hành</dt><dd>" << text(plan.authority)
       << "</dd><dt>Hiệu lực</dt><dd>" << text(effect_words(plan))
       << "</dd><dt>Đầu mối theo dõi</dt><dd>"
       << text(unit_words(office.rules.directory, plan.coordinator)) << "</dd>";
  if (plan.watch_from) {
    body << "<dt>Theo dõi từ</dt><dd>" << text(date_words(*plan.watch_from)) << "</dd>";
  }
  if (plan.trial) {
    body << "<dt>Chạy thử</dt><dd>đến hết " << text(date_words(*plan.trial)) << "</dd>";
  }
  body << "</dl></div>";
  if (!plan.triggers.empty()) {
    body << "<h2>Mốc tính thời hạn</h2><ul>";
    for (const Trigger& trigger : plan.triggers) {
      body << "<li>" << text(trigger.title)
           << " - ghi nhận: " << text(unit_words(office.rules.directory, trigger.recorder))
           << "</li>";
    }
    body << "</ul>";
  }
  body << "<h2>Nhiệm vụ (" << number(stated_duties(plan)) << ")</h2>"
       << duties_table(plan, counts, office);
  return page_response({plan.title, body, "/ke-hoach"}, call.visitor, context);
}

}  // namespace dondoc
