// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/draft_pages.h"

#include "daemon/plan_loader.h"
#include "daemon/web/draft/draft_parts.h"
#include "daemon/web/draft/draft_table.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr std::size_t former_shown_max = 20;
constexpr int status_shown = 200;

std::string count_words(std::size_t count) {
  return two_digits(static_cast<int>(count));
}

std::size_t reviewed_rows(const PlanDraft& draft) {
  return static_cast<std::size_t>(std::count_if(
      draft.rows.begin(), draft.rows.end(), [](const DraftRow& row) { return row.reviewed; }));
}

Html form_of(const PlanDraft& draft, const std::string& what, const PageCall& call) {
  Html html;
  html << "<form class=\"act\" method=\"post\" action=\"" << path({"sua", draft.plan})
       << "\"><input type=\"hidden\" name=\"viec\" value=\"" << text(what) << "\">"
       << token_field(call.visitor);
  return html;
}

Html row_form(const PlanDraft& draft,
              std::size_t index,
              const PageCall& call,
              const WebContext& context) {
  const DraftRow& row = draft.rows[index];
  Html html;
  html << "<details><summary>Sửa mục " << text(row.id) << "</summary>"
       << form_of(draft, "dong", call) << "<input type=\"hidden\" name=\"so\" value=\""
       << number(static_cast<long long>(index)) << "\">" << row_fields(row, context.office.rules)
       << "<label><span><input type=\"checkbox\" name=\"da_xem\" value=\"1\"";
  if (row.reviewed) {
    html << " checked";
  }
  html << "> Đã rà soát</span></label><button type=\"submit\">Lưu mục này</button></form>"
       << form_of(draft, "xoa", call) << "<input type=\"hidden\" name=\"so\" value=\""
       << number(static_cast<long long>(index))
       << "\"><button class=\"plain\" type=\"submit\">Bỏ mục này</button></form></details>";
  return html;
}

Html bulk_form(const PlanDraft& draft, const PageCall& call, const WebContext& context) {
  Html html;
  html
      << "<details><summary>Sửa nhiều mục đã chọn cùng lúc</summary>"
      << "<form class=\"act\" id=\"nhieu\" method=\"post\" action=\"" << path({"sua", draft.plan})
      << "\"><input type=\"hidden\" name=\"viec\" value=\"nhieu\">" << token_field(call.visitor)
      << "<p>Chỉ những ô có nhập mới được thay.</p>"
      << "<label><span><input type=\"checkbox\" name=\"tat_ca\" value=\"1\"> Mọi mục, không chỉ "
         "các mục đã chọn</span></label>"
      << "<label>Đơn vị chủ trì<input type=\"text\" name=\"lead\" list=\"don-vi\"></label>"
      << "<label>Cách giao<select name=\"lead_kind\"><option value=\"\"></option><option "
         "value=\"one\">một đơn vị</option><option value=\"each\">giao từng đơn vị</option><option "
         "value=\"joint\">các đơn vị cùng làm một việc</option></select></label>"
      << "<label>Theo dõi, đôn đốc<input type=\"text\" name=\"oversight\" list=\"don-vi\"></label>"
      << "<label>Phối hợp<input type=\"text\" name=\"support\" list=\"don-vi\"></label>"
      << "<label>Quy trình đôn đốc<select name=\"policy\"><option value=\"\"></option>";
  for (const auto& [id, policy] : context.office.rules.policies) {
    html << "<option value=\"" << text(id) << "\">" << text(id) << "</option>";
  }
  html
      << "</select></label><label>Rà soát<select name=\"da_xem\"><option value=\"\"></option>"
      << "<option value=\"1\">đã rà soát</option><option value=\"0\">chưa rà soát</option></select>"
      << "</label><button type=\"submit\">Sửa các mục đã chọn</button></form></details>";
  return html;
}

Html other_forms(const PlanDraft& draft, const PageCall& call, const WebContext& context) {
  Html html;
  html << "<details><summary>Thông tin chung của kế hoạch</summary>" << form_of(draft, "dau", call)
       << head_fields(draft, false, context.office.rules)
       << "<button type=\"submit\">Lưu</button></form></details>"
       << "<details><summary>Thêm mục</summary>" << form_of(draft, "them", call)
       << row_fields(DraftRow{}, context.office.rules)
       << "<button type=\"submit\">Thêm mục</button></form></details>"
       << "<details><summary>Dán thêm từ Word hoặc Excel</summary>" << form_of(draft, "dan", call)
       << "<label>Các dòng của bảng<textarea name=\"bang\">" << text(field_of(call.form, "bang"))
       << "</textarea></label>"
       << "<button type=\"submit\">Thêm các dòng này</button></form></details>"
       << "<details><summary>Bỏ bản nháp</summary>" << form_of(draft, "bo", call)
       << "<p>Kế hoạch đã công bố không bị ảnh hưởng.</p>"
       << "<button class=\"plain\" type=\"submit\">Bỏ bản nháp này</button></form></details>";
  return html;
}

Html published_plans(const WebContext& context) {
  const auto drafts = context.office.store->plan_drafts();
  Html html =
      "<h2>Kế hoạch đang theo dõi</h2><p>Mở để sửa từng ô ngay trong tệp đang dùng.</p><ul>";
  for (const auto& [id, plan] : context.office.rules.plans) {
    html << "<li><a href=\"" << path({"sua-tep", id}) << "\">" << text(plan.title)
         << "</a> <span class=\"code\">" << text(id) << "</span>";
    if (std::any_of(drafts.begin(), drafts.end(), [&id = id](const auto& kept) {
          return kept.plan == std::string(plan_file_draft) + id;
        })) {
      html << " <span class=\"tag amber\">đang sửa, chưa ghi</span>";
    }
    html << "</li>";
  }
  html << "</ul>";
  return html;
}

/// What files said before the page wrote over them.
Html former_part(const PlanDesk& desk) {
  const std::vector<std::string> names = desk.former ? desk.former() : std::vector<std::string>{};
  Html html;
  if (names.empty()) {
    return html;
  }
  html << "<h2>Bản trước của tệp kế hoạch</h2><ul>";
  for (std::size_t i = 0; i < std::min(names.size(), former_shown_max); ++i) {
    html << "<li><a href=\"" << path({"ban-truoc", names[i]}) << "\">" << text(names[i])
         << "</a></li>";
  }
  html << "</ul>";
  return html;
}

}  // namespace

ApiResponse get_former_plan(const PageCall& call, const WebContext& context) {
  const auto words = context.desk != nullptr && context.desk->former_text
                         ? context.desk->former_text(call.parts[0])
                         : std::nullopt;
  if (!words) {
    return no_desk(call, context);
  }
  Html body = "<h1>";
  body << text(call.parts[0]) << "</h1><p><a href=\"/sua\">Về trang Sửa kế hoạch</a></p><pre>"
       << text(*words) << "</pre>";
  return page_response({"Bản trước", body, "/sua"}, call.visitor, context);
}

ApiResponse get_drafts(const PageCall& call, const WebContext& context) {
  if (context.desk == nullptr) {
    return no_desk(call, context);
  }
  Html body = "<h1>Sửa kế hoạch</h1><h2>Bản nháp</h2>";
  const auto drafts = context.office.store->plan_drafts();
  if (drafts.empty()) {
    body << "<p class=\"card\">Chưa có bản nháp nào.</p>";
  }
  body << "<ul class=\"list\">";
  for (const auto& kept : drafts) {
    if (kept.plan.rfind(plan_file_draft, 0) == 0) {
      continue;
    }
    const auto draft = parse_draft(kept.body);
    body << "<li><a class=\"title\" href=\"" << path({"sua", kept.plan}) << "\">"
         << text(draft && !draft->title.empty() ? draft->title : kept.plan)
         << "</a><div class=\"meta\">" << text(kept.plan) << " · sửa lúc "
         << text(moment_words(kept.changed_at, context.office.rules.zone));
    if (draft) {
      body << " · đã rà soát " << text(count_words(reviewed_rows(*draft))) << "/"
           << text(count_words(draft->rows.size()));
    }
    body << "</div></li>";
  }
  body << "</ul><h2>Soạn kế hoạch mới</h2><form class=\"act\" method=\"post\" action=\"/sua\">"
       << token_field(call.visitor) << head_fields(PlanDraft{}, true, context.office.rules)
       << "<label>Bảng nhiệm vụ<span class=\"hint\">Chọn bảng trong Word hoặc Excel, chép rồi dán "
          "vào đây. Dòng đầu nêu tên cột (Mục, Nội dung, Chủ trì, Phối hợp, Sản phẩm, Thời gian) "
          "nếu thứ tự khác. Ô ghi -nt- lấy theo ô trên; số mục bắt đầu lại ở từng phần thì được "
          "ghép "
          "với số của phần (II.1).</span><textarea name=\"bang\" rows=\"12\"></textarea></label>"
       << "<button type=\"submit\">Tạo bản nháp</button></form>"
       << unit_choices(context.office.rules) << published_plans(context)
       << former_part(*context.desk);
  return page_response({"Sửa kế hoạch", body, "/sua"}, call.visitor, context);
}

ApiResponse get_draft(const PageCall& call, const WebContext& context) {
  const auto draft = kept_draft(call.parts[0], context);
  return context.desk == nullptr || !draft
             ? no_desk(call, context)
             : draft_page(*draft, call, context, std::nullopt, status_shown);
}

ApiResponse draft_page(const PlanDraft& draft,
                       const PageCall& call,
                       const WebContext& context,
                       const std::optional<Told>& told,
                       int status) {
  const DraftReading reading = reading_of_draft(draft, publishing_of(call, "", context), context);
  Html body;
  body << "<h1>" << text(draft.title.empty() ? draft.plan : draft.title)
       << "</h1><p class=\"lead\">"
       << "Bản nháp · đã rà soát " << text(count_words(reviewed_rows(draft))) << "/"
       << text(count_words(draft.rows.size())) << " · cần sửa " << text(count_words(reading.errors))
       << "</p><p><a class=\"button\" href=\"" << path({"sua", draft.plan, "xem-truoc"})
       << "\">Xem trước và công bố</a></p>";
  if (!reading.questions.empty()) {
    body << "<div class=\"card\"><h2>Về cả kế hoạch</h2>" << questions_list(reading.questions)
         << "</div>";
  }
  body << bulk_form(draft, call, context) << other_forms(draft, call, context)
       << rows_table(
              draft.rows,
              reading.rows,
              [&](std::size_t index) { return row_form(draft, index, call, context); },
              RowChoice::offered)
       << unit_choices(context.office.rules);
  return page_response({"Sửa kế hoạch", body, "/sua", told}, call.visitor, context, status);
}

}  // namespace dondoc
