// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/draft_parts.h"

#include "daemon/http/views.h"
#include "daemon/plan_loader.h"
#include "daemon/web/draft/draft_stages.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dondoc {
namespace {

enum class FieldKind { text, day, long_text };

Html input(const char* label,
           const char* hint,
           const std::string& name,
           const std::string& value,
           FieldKind kind = FieldKind::text,
           const std::string& choices = {}) {
  Html html;
  html << "<label>" << text(label);
  if (hint[0] != '\0') {
    html << "<span class=\"hint\">" << text(hint) << "</span>";
  }
  if (kind == FieldKind::long_text) {
    html << "<textarea name=\"" << text(name) << "\" maxlength=\""
         << number(draft_field_letters_max) << "\">" << text(value) << "</textarea></label>";
    return html;
  }
  html << "<input type=\"" << (kind == FieldKind::day ? Html("date") : Html("text")) << "\" name=\""
       << text(name) << "\" value=\"" << text(value) << "\" maxlength=\""
       << number(draft_field_letters_max) << "\"";
  if (!choices.empty()) {
    html << " list=\"" << text(choices) << "\"";
  }
  html << "></label>";
  return html;
}

void add_option(Html& html,
                const std::string& value,
                const char* words,
                const std::string& chosen) {
  html << "<option value=\"" << text(value) << "\"";
  if (value == chosen) {
    html << " selected";
  }
  html << ">" << text(words) << "</option>";
}

Html policy_select(const std::string& chosen, bool may_be_empty, const RuleSet& rules) {
  Html html = "<label>Quy trình đôn đốc<select name=\"policy\">";
  if (may_be_empty) {
    add_option(html, "", "như cả kế hoạch", chosen);
  }
  for (const auto& [id, policy] : rules.policies) {
    add_option(html, id, id.c_str(), chosen);
  }
  html << "</select></label>";
  return html;
}

void take(const Form& form, const char* name, std::string& into) {
  if (form.count(name) > 0) {
    into = field_of(form, name);
    std::replace_if(
        into.begin(), into.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  }
}

}  // namespace

std::optional<PlanDraft> kept_draft(const std::string& plan, const WebContext& context) {
  const auto drafts = context.office.store->plan_drafts();
  const auto found = std::find_if(
      drafts.begin(), drafts.end(), [&plan](const auto& draft) { return draft.plan == plan; });
  return found == drafts.end() ? std::nullopt : parse_draft(found->body);
}

void keep_draft(const PlanDraft& draft, const PageCall& call, const WebContext& context) {
  context.office.store->write_plan_draft(
      {draft.plan, draft_json(draft), call.visitor.posts.front(), context.office.now});
}

Publishing publishing_of(const PageCall& call,
                         const std::string& basis,
                         const WebContext& context) {
  const RouteContext& office = context.office;
  std::string one_line = basis;
  std::replace_if(
      one_line.begin(), one_line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return {post_title(call.visitor.posts.front(), office.rules),
          date_words(date_of(office.now, office.rules.zone)),
          one_line};
}

DraftReading reading_of_draft(const PlanDraft& draft,
                              const Publishing& publishing,
                              const WebContext& context) {
  const RouteContext& office = context.office;
  return read_draft(draft,
                    publishing,
                    context.desk->files.rules,
                    office.rules,
                    date_of(office.now, office.rules.zone));
}

Html head_fields(const PlanDraft& draft, bool is_new, const RuleSet& rules) {
  Html html;
  if (is_new) {
    html << input("Mã kế hoạch",
                  "Chữ thường không dấu, chữ số, gạch nối; ví dụ cchc-2026-2030",
                  "plan",
                  draft.plan);
  }
  html << input("Tên kế hoạch", "", "title", draft.title)
       << input("Số, ký hiệu văn bản", "Ví dụ 12/KH-UBND", "number", draft.number)
       << input("Ngày ban hành", "", "issued", draft.issued, FieldKind::day)
       << input("Cơ quan ban hành", "", "authority", draft.authority)
       << input("Có hiệu lực từ ngày", "", "from", draft.from, FieldKind::day)
       << input("Đến hết ngày", "", "to", draft.to, FieldKind::day)
       << input("Đầu mối theo dõi",
                "Đơn vị theo dõi cả kế hoạch",
                "coordinator",
                draft.coordinator,
                FieldKind::text,
                "don-vi")
       << input(
              "Theo dõi từ ngày",
              "Việc đến hạn trước ngày này không bị nhắc, chỉ cần rà soát một lần; để trống: ngày "
              "ban hành hoặc ngày nạp, ngày nào sau",
              "watch_from",
              draft.watch_from,
              FieldKind::day)
       << input("Chạy thử đến hết ngày",
                "Trong thời gian này mọi tin chỉ gửi quản trị viên; để trống: chạy thật ngay",
                "trial",
                draft.trial,
                FieldKind::day)
       << policy_select(draft.policy, false, rules)
       << "<label>Hỏi tiến độ việc không có ngày ở mỗi kỳ báo cáo<select name=\"checkpoints\">";
  add_option(html, "1", "có", draft.checkpoints);
  add_option(html, "0", "không", draft.checkpoints);
  html << "</select></label>";
  return html;
}

namespace {

constexpr std::array<std::pair<const char*, const char*>, 7> pers{
    {{"", "theo thời gian ghi ở trên"},
     {"year", "mỗi năm"},
     {"half-year", "mỗi 6 tháng"},
     {"quarter", "mỗi quý"},
     {"month", "mỗi tháng"},
     {"week", "mỗi tuần"},
     {"plan", "cả kế hoạch"}}};

/// How much is owed, beside when.
Html amount_fields(const DraftRow& row) {
  Html html;
  html << input("Số lượng tối thiểu", "Để trống: không tính số lượng", "quota", row.quota)
       << "<label>Chỉ tiêu: mức<select name=\"bound\">";
  for (const std::string_view bound : bound_names) {
    const std::string name(bound);
    add_option(html, name, bound_words_of(name).data(), row.bound);
  }
  html << "</select></label>"
       << input("Chỉ tiêu: giá trị", "Ví dụ 95 hoặc 99,5; để trống: không có", "target", row.target)
       << input("Chỉ tiêu: đơn vị tính", "", "unit", row.unit)
       << "<label>Số lượng, chỉ tiêu tính<select name=\"per\">";
  for (const auto& [value, words] : pers) {
    add_option(html, value, words, row.per);
  }
  html << "</select></label>";
  return html;
}

std::string stage_field(std::size_t index, const char* name) {
  return "buoc." + std::to_string(index) + '.' + name;
}

/// Those that there are, and an empty one to add another.
Html stage_fields(const DraftRow& row) {
  Html html =
      "<fieldset><legend>Các bước</legend><p class=\"hint\">Khi nhiệm vụ có nhiều thời hạn. "
      "Bước không ghi thời hạn được bỏ; bỏ hết các bước thì dùng thời gian ghi ở trên.</p>";
  for (std::size_t i = 0; i <= row.stages.size() && i < draft_stages_max; ++i) {
    const DraftStage stage = i < row.stages.size() ? row.stages[i] : DraftStage{};
    html << input("Mã bước", "Chữ thường không dấu, gạch nối", stage_field(i, "ma"), stage.id)
         << input("Sản phẩm của bước", "", stage_field(i, "san_pham"), stage.product)
         << input("Thời hạn của bước", "", stage_field(i, "han"), stage.due);
  }
  html << "</fieldset>";
  return html;
}

void take_stages_of(const Form& form, DraftRow& row) {
  if (form.count(stage_field(0, "han")) == 0) {
    return;
  }
  std::vector<DraftStage> stages;
  for (std::size_t i = 0; i < draft_stages_max; ++i) {
    DraftStage stage;
    take(form, stage_field(i, "ma").c_str(), stage.id);
    take(form, stage_field(i, "san_pham").c_str(), stage.product);
    take(form, stage_field(i, "han").c_str(), stage.due);
    if (!stage.due.empty()) {
      stage.id = stage.id.empty() ? "buoc-" + std::to_string(i + 1) : stage.id;
      stages.push_back(std::move(stage));
    }
  }
  row.stages = std::move(stages);
}

}  // namespace

std::string_view bound_words_of(const std::string& bound) {
  constexpr std::array<std::string_view, 4> words{"từ", "trên", "không quá", "dưới"};
  const auto found = std::find(bound_names.begin(), bound_names.end(), bound);
  return words.at(
      found == bound_names.end() ? 0 : static_cast<std::size_t>(found - bound_names.begin()));
}

Html row_fields(const DraftRow& row, const RuleSet& rules) {
  Html html;
  html << input("Mục", "Số, mã trong văn bản", "id", row.id)
       << input("Nhiệm vụ", "Ngắn gọn, đủ hiểu", "title", row.title, FieldKind::long_text)
       << input("Thời gian thực hiện", "Nguyên văn trong kế hoạch", "due", row.due)
       << input("Đơn vị chủ trì",
                "Nhiều đơn vị: cách nhau bằng dấu ;",
                "lead",
                row.lead,
                FieldKind::text,
                "don-vi");
  html << "<label>Cách giao<select name=\"lead_kind\">";
  add_option(html, "one", "một đơn vị", row.lead_kind);
  add_option(html, "each", "giao từng đơn vị, mỗi đơn vị một việc", row.lead_kind);
  add_option(html, "joint", "các đơn vị cùng làm một việc", row.lead_kind);
  html << "</select></label>" << amount_fields(row) << stage_fields(row)
       << input("Phối hợp", "", "support", row.support, FieldKind::text, "don-vi")
       << input("Theo dõi, đôn đốc", "", "oversight", row.oversight, FieldKind::text, "don-vi")
       << input("Sản phẩm", "", "product", row.product)
       << input("Nguồn trong văn bản", "Ví dụ Phụ lục, mục VII.2", "source", row.source)
       << policy_select(row.policy, true, rules);
  return html;
}

Html unit_choices(const RuleSet& rules) {
  Html html = "<datalist id=\"don-vi\">";
  for (const auto& [id, unit] : rules.directory.units) {
    html << "<option value=\"" << text(unit.name) << "\"></option>";
  }
  for (const auto& [id, units] : rules.directory.groups) {
    html << "<option value=\"" << text(id) << "\"></option>";
  }
  html << "</datalist>";
  return html;
}

Html questions_list(const std::vector<Diagnostic>& questions) {
  Html html;
  if (questions.empty()) {
    return html;
  }
  html << "<ul class=\"questions\">";
  for (const Diagnostic& one : questions) {
    html << "<li>"
         << (one.severity == Severity::error ? Html("<b>Cần sửa:</b> ") : Html("Nên xem: "))
         << text(one.message);
    // What would be typed into a file is of no use here.
    if (!one.hint.empty() && one.hint.find('{') == std::string::npos &&
        one.hint.find('`') == std::string::npos) {
      html << " <span class=\"code\">(gợi ý: " << text(one.hint) << ")</span>";
    }
    html << "</li>";
  }
  html << "</ul>";
  return html;
}

void take_head(const Form& form, PlanDraft& draft) {
  take(form, "title", draft.title);
  take(form, "number", draft.number);
  take(form, "issued", draft.issued);
  take(form, "authority", draft.authority);
  take(form, "from", draft.from);
  take(form, "to", draft.to);
  take(form, "coordinator", draft.coordinator);
  take(form, "watch_from", draft.watch_from);
  take(form, "trial", draft.trial);
  take(form, "checkpoints", draft.checkpoints);
  take(form, "policy", draft.policy);
}

void take_row(const Form& form, DraftRow& row) {
  const DraftRow before = row;
  take(form, "id", row.id);
  take(form, "title", row.title);
  take(form, "source", row.source);
  take(form, "lead", row.lead);
  take(form, "lead_kind", row.lead_kind);
  take(form, "support", row.support);
  take(form, "oversight", row.oversight);
  take(form, "product", row.product);
  take(form, "due", row.due);
  take(form, "policy", row.policy);
  take(form, "quota", row.quota);
  take(form, "per", row.per);
  take(form, "target", row.target);
  take(form, "bound", row.bound);
  take(form, "unit", row.unit);
  take_stages_of(form, row);
  reword(row, before);
}

ApiResponse no_desk(const PageCall& call, const WebContext& context) {
  return page_response({"Không mở được",
                        "<h1>Không mở được</h1><p>Bản nháp này không còn, hoặc nơi này không sửa "
                        "được kế hoạch.</p><p><a href=\"/sua\">Các bản nháp</a></p>",
                        "/sua"},
                       call.visitor,
                       context,
                       404);
}

}  // namespace dondoc
