// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/draft_limits.h"
#include "daemon/web/draft/draft_pages.h"
#include "daemon/web/draft/draft_parts.h"
#include "daemon/web/draft/draft_stages.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace dondoc {
namespace {

constexpr int status_refused = 409;

/// The row that a form names.
std::optional<std::size_t> row_named(const Form& form, const PlanDraft& draft) {
  const std::string written = field_of(form, "so");
  std::size_t index = 0;
  const auto [stop, error] =
      std::from_chars(written.data(), written.data() + written.size(), index);
  const bool whole = error == std::errc{} && stop == written.data() + written.size();
  return whole && index < draft.rows.size() ? std::optional(index) : std::nullopt;
}

void take_filled(const Form& form, const char* name, std::string& into) {
  const std::string value = field_of(form, name);
  if (!value.empty()) {
    into = value;
  }
}

void edit_several(const Form& form, PlanDraft& draft) {
  for (std::size_t i = 0; i < draft.rows.size(); ++i) {
    if (field_of(form, "tat_ca").empty() && form.count("chon." + std::to_string(i)) == 0) {
      continue;
    }
    DraftRow& row = draft.rows[i];
    take_filled(form, "lead", row.lead);
    take_filled(form, "lead_kind", row.lead_kind);
    take_filled(form, "oversight", row.oversight);
    take_filled(form, "support", row.support);
    take_filled(form, "policy", row.policy);
    const std::string reviewed = field_of(form, "da_xem");
    row.reviewed = reviewed.empty() ? row.reviewed : reviewed == "1";
  }
}

std::string too_many_rows() {
  const std::string most = std::to_string(draft_rows_max) + " mục";
  return "hơn " + most + ", mỗi bản nháp tối đa " + most;
}

void append(const std::vector<DraftRow>& rows, PlanDraft& draft) {
  draft.rows.insert(draft.rows.end(), rows.begin(), rows.end());
}

std::vector<DraftRow> pasted(const Form& form, const Directory& directory) {
  const auto found = form.find("bang");
  std::vector<DraftRow> rows =
      pasted_rows(found == form.end() ? std::string_view{} : std::string_view(found->second));
  name_all_units(rows, directory);
  std::for_each(rows.begin(), rows.end(), take_from_words);
  return rows;
}

/// Whether the form said something that can be done.
bool edit(const Form& form, PlanDraft& draft, const Directory& directory) {
  const std::string what = field_of(form, "viec");
  if (what == "dau") {
    take_head(form, draft);
    return true;
  }
  if (what == "nhieu") {
    edit_several(form, draft);
    return true;
  }
  if (what == "dan") {
    append(pasted(form, directory), draft);
    return true;
  }
  if (what == "them") {
    DraftRow row;
    row.lead_kind = "one";
    take_row(form, row);
    append({row}, draft);
    return true;
  }
  const auto index = row_named(form, draft);
  if (index && what == "dong") {
    take_row(form, draft.rows[*index]);
    draft.rows[*index].reviewed = field_of(form, "da_xem") == "1";
    return true;
  }
  if (index && what == "xoa") {
    draft.rows.erase(draft.rows.begin() + static_cast<std::ptrdiff_t>(*index));
    return true;
  }
  return false;
}

bool is_plan_id(const std::string& id) {
  constexpr std::size_t bytes_max = 64;
  return !id.empty() && id.size() <= bytes_max &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

ApiResponse refused_draft(const std::string& words,
                          const PageCall& call,
                          const WebContext& context) {
  PlanDraft typed;
  typed.plan = field_of(call.form, "plan");
  take_head(call.form, typed);
  Html body;
  body << "<h1>Sửa kế hoạch</h1><form class=\"act\" method=\"post\" action=\"/sua\">"
       << token_field(call.visitor) << head_fields(typed, true, context.office.rules)
       << "<label>Bảng nhiệm vụ<textarea name=\"bang\" rows=\"12\">"
       << text(field_of(call.form, "bang"))
       << "</textarea></label><button type=\"submit\">Tạo bản nháp</button></form>"
       << unit_choices(context.office.rules);
  return page_response({"Sửa kế hoạch", body, "/sua", Told{Told::Tone::bad, words}},
                       call.visitor,
                       context,
                       status_refused);
}

}  // namespace

ApiResponse post_new_draft(const PageCall& call, const WebContext& context) {
  if (context.desk == nullptr) {
    return no_desk(call, context);
  }
  PlanDraft draft;
  draft.plan = field_of(call.form, "plan");
  take_head(call.form, draft);
  if (!is_plan_id(draft.plan)) {
    return refused_draft(
        "Mã kế hoạch chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ cchc-2026-2030.",
        call,
        context);
  }
  if (const std::string problem = too_long_words(call.form); !problem.empty()) {
    return refused_draft("Chưa tạo: " + problem + ".", call, context);
  }
  if (kept_draft(draft.plan, context) || context.office.rules.plans.count(draft.plan) > 0) {
    return refused_draft("Đã có kế hoạch hoặc bản nháp mang mã này.", call, context);
  }
  append(pasted(call.form, context.office.rules.directory), draft);
  if (draft.rows.size() > draft_rows_max) {
    return refused_draft("Chưa tạo: bảng có " + too_many_rows() + ".", call, context);
  }
  Store::Transaction transaction(*context.office.store);
  keep_draft(draft, call, context);
  transaction.commit();
  return see_other("/sua/" + draft.plan);
}

ApiResponse post_draft(const PageCall& call, const WebContext& context) {
  auto draft = kept_draft(call.parts[0], context);
  if (context.desk == nullptr || !draft) {
    return no_desk(call, context);
  }
  const auto refuse = [&](const std::string& problem) {
    const Told told{Told::Tone::bad, "Chưa sửa: " + problem + "."};
    return draft_page(*kept_draft(call.parts[0], context), call, context, told, status_refused);
  };
  if (const std::string problem = too_long_words(call.form); !problem.empty()) {
    return refuse(problem);
  }
  Store::Transaction transaction(*context.office.store);
  if (field_of(call.form, "viec") == "bo") {
    context.office.store->remove_plan_draft(draft->plan);
    transaction.commit();
    return see_other("/sua");
  }
  if (edit(call.form, *draft, context.office.rules.directory)) {
    if (draft->rows.size() > draft_rows_max) {
      return refuse("bản nháp sẽ có " + too_many_rows());
    }
    keep_draft(*draft, call, context);
    transaction.commit();
  }
  return see_other("/sua/" + draft->plan);
}

}  // namespace dondoc
