// SPDX-License-Identifier: Apache-2.0
// Giao việc: one task by a form, or a pasted list of them. What was typed comes back with each
// mistake told where it stands.
#include "daemon/http/route_handlers.h"
#include "daemon/web/duty_parts.h"
#include "daemon/web/route_calls.h"
#include "daemon/web/view_parts.h"
#include "daemon/web/viewing_pages.h"
#include "rules/plan/diagnostic.h"
#include "rules/schedule/wording.h"

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

constexpr std::size_t tasks_shown_max = 30;
constexpr int status_mistakes = 422;

/// As it was typed, blanks and tabs too.
std::string typed_in(const Form& form, const std::string& name) {
  const auto found = form.find(name);
  return found == form.end() ? std::string{} : found->second;
}

Html text_field(
    const Html& label, const Html& hint, std::string_view name, const Form& typed, bool required) {
  Html html = "<label>";
  html << label;
  if (!hint.empty()) {
    html << "<span class=\"hint\">" << hint << "</span>";
  }
  html << "<input type=\"text\" name=\"" << text(name) << "\" maxlength=\"500\" value=\""
       << text(typed_in(typed, std::string(name))) << "\""
       << (required ? Html(" required") : Html()) << "></label>";
  return html;
}

Html plan_field(const Form& typed, const RuleSet& rules) {
  std::vector<Choice> plans;
  for (const auto& [id, plan] : rules.plans) {
    plans.push_back({id, plan.title});
  }
  return select_field("Thuộc kế hoạch", "plan", plans, typed_in(typed, "plan"));
}

Html single_form(const PageCall& call, const RuleSet& rules) {
  const Form& typed = call.form;
  Html html = "<h2>Giao một việc</h2><form class=\"act\" method=\"post\" action=\"/giao-viec\">";
  html << token_field(call.visitor) << plan_field(typed, rules)
       << select_field(
              "Đơn vị chủ trì", "unit", unit_choices(rules, "Chọn đơn vị"), typed_in(typed, "unit"))
       << text_field("Nội dung", "", "title", typed, true)
       << text_field("Thời hạn",
                     "Ví dụ: 05/12/2026; trước 16 giờ ngày 5/12; trong 10 ngày làm việc",
                     "due",
                     typed,
                     true)
       << text_field("Sản phẩm", "Ví dụ: Báo cáo", "product", typed, false)
       << text_field("Văn bản giao", "Số, ký hiệu, ngày", "document", typed, false)
       << text_field("Đơn vị phối hợp", "Cách nhau bằng dấu ;", "support", typed, false)
       << "<button type=\"submit\">Giao việc</button></form>";
  return html;
}

Html list_form(const PageCall& call, const RuleSet& rules) {
  Html html =
      "<h2>Dán danh sách</h2><p>Mỗi dòng một việc, dán từ bảng tính hoặc viết với dấu |:</p>"
      "<pre>đơn vị | nội dung | thời hạn | sản phẩm | văn bản giao | phối hợp</pre>"
      "<form class=\"act wide\" method=\"post\" action=\"/giao-viec/danh-sach\">";
  html << token_field(call.visitor) << plan_field(call.form, rules)
       << text_field("Văn bản giao chung", "Cho dòng không ghi riêng", "document", call.form, false)
       << "<label>Danh sách<textarea name=\"list\" rows=\"10\" required>\n"
       << text(typed_in(call.form, "list"))
       << "</textarea></label><button type=\"submit\">Giao tất cả</button></form>";
  return html;
}

/// What a refusal says; of mistakes each with its line and a caret.
Html mistakes_of(const ApiResponse& response) {
  const auto document = nlohmann::json::parse(response.body, nullptr, false);
  Html html = "<div class=\"notice bad\" role=\"alert\"><p>";
  const bool mistaken = document.is_object() && document.contains("diagnostics");
  html << (mistaken ? Html("Chưa giao việc nào. Chỗ cần sửa:") : text(refusal_words(response)))
       << "</p>";
  if (mistaken) {
    for (const auto& row : document.at("diagnostics")) {
      Diagnostic one;
      one.code = row.value("code", "");
      one.file = row.value("file", "");
      one.line = row.value("line", 1);
      one.column = row.value("column", 1);
      one.width = row.value("width", 1);
      one.message = row.value("message", "");
      one.hint = row.value("hint", "");
      one.source_line = row.value("source_line", "");
      html << "<pre class=\"mistake\" tabindex=\"0\">" << text(render(one)) << "</pre>";
    }
  }
  html << "</div>";
  return html;
}

Html given_tasks(const WebContext& context) {
  std::vector<const Occurrence*> tasks;
  for (const Occurrence& one : context.memory.open_duties.of(*context.office.store)) {
    if (one.task) {
      tasks.push_back(&one);
    }
  }
  Html html = "<h2>Việc đã giao, đang mở</h2>";
  if (tasks.empty()) {
    html << nothing_here("Không có việc giao đột xuất nào đang mở.");
    return html;
  }
  sort_by_due(tasks);
  tasks.resize(std::min(tasks.size(), tasks_shown_max));
  html << duty_list(tasks, context.office.rules, context.office.now, ShowLead::yes);
  return html;
}

ApiResponse giving_page(const PageCall& call,
                        const WebContext& context,
                        const Html& mistakes,
                        const std::optional<Told>& told,
                        int status) {
  const RuleSet& rules = context.office.rules;
  Html body = "<h1>Giao việc</h1>";
  if (rules.plans.empty()) {
    body << nothing_here("Chưa có kế hoạch nào để giao việc bên cạnh.");
  } else {
    body << mistakes << "<div class=\"halves\"><section class=\"card\">" << single_form(call, rules)
         << "</section><section class=\"card\">" << list_form(call, rules) << "</section></div>";
  }
  body << given_tasks(context);
  Page page{"Giao việc", body, "/giao-viec"};
  page.told = told;
  return page_response(page, call.visitor, context, status);
}

ApiResponse give_by(const PageCall& call, const WebContext& context, const BodyFields& fields) {
  const ApiResponse response = call_for_visitor(
      call, context, fields, [](const std::string& body, const RouteContext& office) {
        return post_tasks(body, office);
      });
  if (response.status != 200) {
    return giving_page(call, context, mistakes_of(response), std::nullopt, status_mistakes);
  }
  const auto document = nlohmann::json::parse(response.body);
  return see_other("/giao-viec?da-giao=" + std::to_string(document.value("given", 0)) +
                   "&da-co=" + std::to_string(document.value("known", 0)));
}

}  // namespace

ApiResponse get_giving(const PageCall& call, const WebContext& context) {
  std::optional<Told> told;
  const auto given = asked_number(call, "da-giao");
  if (given) {
    const int known = asked_number(call, "da-co").value_or(0);
    told = Told{Told::Tone::good,
                "Đã giao " + two_digits(*given) + " việc" +
                    (known > 0 ? "; " + two_digits(known) + " việc đã có từ trước" : "") +
                    ". Hủy được trong 30 phút, ở trang của đầu việc."};
  }
  return giving_page(call, context, {}, told, 200);
}

ApiResponse post_giving(const PageCall& call, const WebContext& context) {
  BodyFields fields;
  for (const char* name : {"plan", "unit", "title", "due", "product", "document", "support"}) {
    fields[name] = field_of(call.form, name);
  }
  return give_by(call, context, fields);
}

ApiResponse post_giving_list(const PageCall& call, const WebContext& context) {
  return give_by(call,
                 context,
                 {{"plan", field_of(call.form, "plan")},
                  {"document", field_of(call.form, "document")},
                  {"list", typed_in(call.form, "list")}});
}

}  // namespace dondoc
