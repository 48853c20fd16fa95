// SPDX-License-Identifier: Apache-2.0
// Rà soát ban đầu: what was due before the plans were watched, settled many at a time.
#include "daemon/record_act.h"
#include "daemon/web/act_forms.h"
#include "daemon/web/duty_parts.h"
#include "daemon/web/view_parts.h"
#include "daemon/web/viewing_pages.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr std::size_t reviews_of_page = 50;
constexpr int status_some_refused = 409;
constexpr std::string_view review_address = "/ra-soat";

std::vector<const Occurrence*> to_review(const WebContext& context,
                                         const std::string& plan,
                                         const std::string& unit) {
  std::vector<const Occurrence*> duties;
  for (const Occurrence& one : context.memory.open_duties.of(*context.office.store)) {
    if (one.needs_review && (plan.empty() || one.series.plan == plan) &&
        (unit.empty() || is_led_by(one, unit, context.office.rules))) {
      duties.push_back(&one);
    }
  }
  sort_by_due(duties);
  return duties;
}

std::string field_name(const char* what, const Occurrence& one) {
  return what + std::to_string(one.code);
}

Html review_row(const Occurrence& one, const Form& typed, const RuleSet& rules) {
  const std::string name = item_words(one, rules);
  const std::string chosen = field_name("chon", one);
  Html html = "<tr><td><label class=\"pick\"><input type=\"checkbox\" value=\"1\" name=\"";
  html << text(chosen) << "\"" << (typed.count(chosen) > 0 ? Html(" checked") : Html()) << "><span>"
       << text(name) << "</span></label> <a href=\"" << path({"dau-viec", one.key}) << "\">mã "
       << number(one.code) << "</a></td><td data-label=\"Chủ trì\">" << text(lead_words(one, rules))
       << "</td><td data-label=\"Thời hạn\">" << text(date_words(one.last_day))
       << "</td><td data-label=\"Số, ký hiệu\"><input type=\"text\" maxlength=\"200\" "
          "aria-label=\"Số, ký hiệu văn bản của "
       << text(name) << "\" name=\"" << text(field_name("so", one)) << "\" value=\""
       << text(field_of(typed, field_name("so", one)))
       << "\"></td><td data-label=\"Ngày văn bản\"><input type=\"date\" aria-label=\"Ngày văn bản "
          "của "
       << text(name) << "\" name=\"" << text(field_name("ngay", one)) << "\" value=\""
       << text(field_of(typed, field_name("ngay", one))) << "\"></td></tr>";
  return html;
}

Html ways(const Form& typed) {
  Html html = "<fieldset class=\"card\"><legend>Xử lý các việc đã chọn</legend>";
  const auto way = [&](std::string_view value, const Html& words) {
    html << "<label class=\"pick\"><input type=\"radio\" name=\"cach\" required value=\""
         << text(value) << "\"" << (field_of(typed, "cach") == value ? Html(" checked") : Html())
         << "><span>" << words << "</span></label>";
  };
  way("complete", "Đã hoàn thành, theo số, ký hiệu và ngày văn bản ghi ở từng dòng");
  way("waive", "Thôi theo dõi");
  way("adjust", "Thời hạn mới");
  html << "<div class=\"filters\"><label>Thời hạn mới: hết ngày<input type=\"date\" name=\"due\" "
          "value=\""
       << text(field_of(typed, "due"))
       << "\"></label><label>Lý do, căn cứ<input type=\"text\" name=\"basis\" maxlength=\"500\" "
          "value=\""
       << text(field_of(typed, "basis"))
       << "\"></label><button type=\"submit\">Ghi nhận</button></div></fieldset>";
  return html;
}

/// The query as fields, so that the same part is shown again.
Html kept_filters(const std::string& plan, const std::string& unit) {
  Html html = "<input type=\"hidden\" name=\"ke-hoach\" value=\"";
  html << text(plan) << "\"><input type=\"hidden\" name=\"don-vi\" value=\"" << text(unit) << "\">";
  return html;
}

struct ReviewView {
  std::string plan;
  std::string unit;
  Form typed;
  Html refusals;
  std::optional<Told> told;
  int status{200};
};

ApiResponse review_page(const PageCall& call, const WebContext& context, const ReviewView& view) {
  const RuleSet& rules = context.office.rules;
  const auto duties = to_review(context, view.plan, view.unit);
  const PagePart part = part_of(duties.size(), reviews_of_page, asked_number(call, "trang"));
  std::vector<Choice> plans{{"", "Tất cả kế hoạch"}};
  for (const auto& [id, plan] : rules.plans) {
    plans.push_back({id, plan.title});
  }
  Html body =
      "<h1>Rà soát ban đầu</h1><p class=\"lead\">Việc đến hạn trước khi hệ thống bắt đầu "
      "theo dõi: không nhắc ai cho đến khi được xử lý ở đây. Còn ";
  body << text(two_digits(static_cast<int>(duties.size())))
       << " việc.</p><form class=\"filters\" method=\"get\" action=\"/ra-soat\">"
       << select_field("Kế hoạch", "ke-hoach", plans, view.plan)
       << select_field("Đơn vị chủ trì", "don-vi", unit_choices(rules, "Tất cả đơn vị"), view.unit)
       << "<button class=\"plain\" type=\"submit\">Lọc</button></form>" << view.refusals;
  if (duties.empty()) {
    body << nothing_here("Không còn việc nào cần rà soát.");
  } else {
    body << "<form method=\"post\" action=\"/ra-soat\">" << token_field(call.visitor)
         << kept_filters(view.plan, view.unit)
         << "<table class=\"stack\"><thead><tr><th>Nhiệm vụ</th><th>Chủ trì</th><th>Thời hạn</th>"
            "<th>Số, ký hiệu</th><th>Ngày văn bản</th></tr></thead><tbody>";
    for (std::size_t i = part.begin; i < part.end; ++i) {
      body << review_row(*duties[i], view.typed, rules);
    }
    body << "</tbody></table>" << ways(view.typed) << "</form>"
         << page_links(review_address, call, part);
  }
  Page page{"Rà soát ban đầu", body, review_address};
  page.told = view.told;
  return page_response(page, call.visitor, context, view.status);
}

/// What the form says of one duty, as the act's own form would say it.
Form act_form_of(const Occurrence& one, const std::string& act, const Form& typed) {
  if (act == "complete") {
    return {{"document", field_of(typed, field_name("so", one))},
            {"document_date", field_of(typed, field_name("ngay", one))}};
  }
  const std::string basis = field_of(typed, "basis");
  return act == "waive" ? Form{{"reason", basis}}
                        : Form{{"due", field_of(typed, "due")}, {"basis", basis}};
}

/// Empty when it was recorded; else why not.
std::string settle_one(const Occurrence& one,
                       const ActForm& form,
                       const PageCall& call,
                       const RouteContext& office) {
  const auto act = act_of(form, act_form_of(one, std::string(form.act), call.form), office);
  if (const auto* problem = std::get_if<std::string>(&act)) {
    return *problem;
  }
  const auto post = post_for(std::get<Act>(act),
                             one,
                             call.visitor.posts,
                             call.visitor.role,
                             office.rules,
                             date_of(office.now, office.rules.zone));
  if (const auto* refused = std::get_if<ActRefused>(&post)) {
    return refused->message;
  }
  const ActResult result = record_act(*office.store,
                                      one,
                                      std::get<Act>(act),
                                      {std::get<std::string>(post), "web"},
                                      office.rules,
                                      office.now);
  const auto* refused = std::get_if<ActRefused>(&result);
  return refused == nullptr ? std::string{} : refused->message;
}

}  // namespace

ApiResponse get_review(const PageCall& call, const WebContext& context) {
  ReviewView view{asked(call, "ke-hoach"), asked(call, "don-vi"), {}, {}, std::nullopt};
  if (const auto settled = asked_number(call, "da-ghi")) {
    view.told = Told{Told::Tone::good, "Đã ghi nhận " + two_digits(*settled) + " việc."};
  }
  return review_page(call, context, view);
}

ApiResponse post_review(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  ReviewView view{field_of(call.form, "ke-hoach"),
                  field_of(call.form, "don-vi"),
                  call.form,
                  {},
                  std::nullopt,
                  status_some_refused};
  const std::string way = field_of(call.form, "cach");
  const bool known = way == "complete" || way == "waive" || way == "adjust";
  const ActForm* form = known ? find_act_form(way) : nullptr;
  std::vector<Occurrence> chosen;
  for (const Occurrence* one : to_review(context, "", "")) {
    if (call.form.count(field_name("chon", *one)) > 0) {
      chosen.push_back(*one);
    }
  }
  if (form == nullptr || chosen.empty()) {
    view.told =
        Told{Told::Tone::bad, form == nullptr ? "Chưa chọn cách xử lý." : "Chưa chọn việc nào."};
    return review_page(call, context, view);
  }
  int settled = 0;
  Html refused;
  Store::Transaction transaction(*office.store);
  for (const Occurrence& one : chosen) {
    const std::string why = settle_one(one, *form, call, office);
    if (why.empty()) {
      ++settled;
    } else {
      refused << "<li>Mã " << number(one.code) << ": " << text(why) << "</li>";
    }
  }
  transaction.commit();
  office.changed();
  if (refused.empty()) {
    return see_other("/ra-soat?da-ghi=" + std::to_string(settled) + "&ke-hoach=" +
                     percent_encoded(view.plan) + "&don-vi=" + percent_encoded(view.unit));
  }
  view.told =
      Told{Told::Tone::bad,
           "Đã ghi nhận " + two_digits(settled) + " việc; " +
               two_digits(static_cast<int>(chosen.size()) - settled) + " việc chưa ghi nhận được."};
  view.refusals << "<ul>" << refused << "</ul>";
  return review_page(call, context, view);
}

}  // namespace dondoc
