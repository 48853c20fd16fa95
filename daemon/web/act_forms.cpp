// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/act_forms.h"

#include "daemon/http/act_bodies.h"
#include "daemon/http/views.h"
#include "rules/answer/concern.h"
#include "rules/schedule/act_rights.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Kind = ActField::Kind;

constexpr ActField reason_field{"reason", "Lý do", "", Kind::long_text, true};

Html options(const ActField& field,
             const Occurrence& occurrence,
             const RuleSet& rules,
             const std::string& chosen) {
  Html html = "<option value=\"\"></option>";
  const auto add = [&html, &chosen](const std::string& id, const std::string& name) {
    html << "<option value=\"" << text(id) << "\"";
    if (id == chosen) {
      html << " selected";
    }
    html << ">" << text(name) << "</option>";
  };
  if (field.kind == Kind::officer) {
    for (const std::string& id : posts_of_lead(occurrence, rules)) {
      const auto post = rules.directory.posts.find(id);
      add(id, post == rules.directory.posts.end() ? id : post->second.title);
    }
  } else if (field.kind == Kind::post) {
    for (const auto& [id, post] : rules.directory.posts) {
      add(id, post.title);
    }
  } else {
    for (const auto& [id, unit] : rules.directory.units) {
      add(id, unit.name);
    }
  }
  return html;
}

std::string_view input_type(Kind kind) {
  if (kind == Kind::day) {
    return "date";
  }
  return kind == Kind::number ? "number" : "text";
}

Html control(const ActField& field,
             const Occurrence& occurrence,
             const RuleSet& rules,
             const std::string& value) {
  Html html;
  const Html required = field.required ? Html(" required") : Html();
  if (field.kind == Kind::long_text) {
    html << "<textarea name=\"" << text(field.name) << "\" maxlength=\"500\"" << required << ">"
         << text(value) << "</textarea>";
  } else if (field.kind == Kind::post || field.kind == Kind::officer || field.kind == Kind::unit) {
    html << "<select name=\"" << text(field.name) << "\"" << required << ">"
         << options(field, occurrence, rules, value) << "</select>";
  } else {
    html << "<input type=\"" << text(input_type(field.kind)) << "\" name=\"" << text(field.name)
         << "\" maxlength=\"500\" value=\"" << text(value) << "\"" << required << ">";
  }
  return html;
}

}  // namespace

const std::vector<ActForm>& act_forms_of_pages() {
  static const std::vector<ActForm> forms{
      {"complete",
       "Báo hoàn thành",
       "Ghi nhận hoàn thành",
       {{"document", "Số, ký hiệu văn bản", "Ví dụ 12/BC-UBND", Kind::text, false},
        {"document_date", "Ngày văn bản", "", Kind::day, false},
        {"sent", "Ngày gửi", "Nếu khác ngày văn bản", Kind::day, false}}},
      {"acknowledge",
       "Đã nhận việc",
       "Ghi nhận đã nhận việc",
       {{"promised", "Hẹn xong ngày", "Có thể để trống", Kind::day, false}}},
      {"submit",
       "Đã trình ký",
       "Ghi nhận đã trình ký",
       {{"date", "Ngày trình", "Để trống: hôm nay", Kind::day, false},
        {"signer", "Người ký", "Để trống: lãnh đạo phụ trách đơn vị", Kind::post, false}}},
      {"progress",
       "Báo tiến độ",
       "Gửi tiến độ",
       {{"text", "Nội dung, số liệu, khó khăn", "", Kind::long_text, true}}},
      {"count",
       "Ghi nhận số lượng",
       "Ghi nhận",
       {{"amount", "Thêm bao nhiêu", "", Kind::number, true},
        {"document", "Văn bản, tài liệu kiểm chứng", "", Kind::text, false}}},
      {"measure",
       "Báo số đo chỉ tiêu",
       "Ghi nhận số đo",
       {{"numerator", "Số đạt (tử số)", "", Kind::text, false},
        {"denominator", "Tổng số (mẫu số)", "", Kind::text, false},
        {"value", "Hoặc giá trị", "Ví dụ 95,5", Kind::text, false}}},
      {"nothing", "Không phát sinh", "Ghi nhận không phát sinh", {}},
      {"extend",
       "Đề nghị gia hạn",
       "Gửi đề nghị",
       {{"until", "Đến hết ngày", "", Kind::day, true}, reason_field}},
      {"grant",
       "Đồng ý đề nghị",
       "Đồng ý",
       {{"until", "Đến hết ngày", "Để trống: như đề nghị", Kind::day, false}}},
      {"assign",
       "Giao người thực hiện",
       "Giao",
       {{"post", "Chức danh", "Thuộc đơn vị chủ trì", Kind::officer, true}}},
      {"transfer",
       "Chuyển đơn vị khác",
       "Chuyển",
       {{"unit", "Đơn vị", "", Kind::unit, true}, reason_field}},
      {"return", "Trả lại để bổ sung, hoàn thiện", "Trả lại", {reason_field}},
      {"urge", "Đôn đốc", "Gửi đôn đốc", {{"text", "Nội dung", "", Kind::long_text, true}}},
      {"direct", "Chỉ đạo", "Gửi chỉ đạo", {{"text", "Nội dung", "", Kind::long_text, true}}},
      {"note", "Đã xem", "Ghi nhận đã xem", {}},
      {"snooze",
       "Tạm dừng nhắc",
       "Tạm dừng",
       {{"until", "Đến ngày", "Không quá ngày cuối của thời hạn", Kind::day, true}}},
      {"excuse", "Nguyên nhân khách quan", "Ghi nhận", {reason_field}},
      {"adjust",
       "Điều chỉnh thời hạn",
       "Điều chỉnh",
       {{"due", "Thời hạn mới: hết ngày", "", Kind::day, true},
        {"basis", "Căn cứ", "Văn bản của cấp trên, hoặc lý do", Kind::text, true}}},
      {"waive", "Thôi giao", "Thôi giao", {reason_field}},
      {"fail", "Kết thúc: không hoàn thành", "Kết thúc", {reason_field}},
      {"told",
       "Đã báo trực tiếp",
       "Ghi nhận đã báo",
       {{"post", "Nơi được báo", "Cần nêu khi nhiều nơi chờ báo", Kind::post, false}}},
      {"comment", "Ghi chú", "Lưu ghi chú", {{"text", "Nội dung", "", Kind::long_text, true}}},
      {"undo", "Hủy ghi nhận vừa rồi", "Hủy ghi nhận", {}},
  };
  return forms;
}

const ActForm* find_act_form(std::string_view act) {
  const auto& forms = act_forms_of_pages();
  const auto found = std::find_if(
      forms.begin(), forms.end(), [act](const ActForm& form) { return form.act == act; });
  return found == forms.end() ? nullptr : &*found;
}

Html act_fields(const ActForm& form,
                const Occurrence& occurrence,
                const RuleSet& rules,
                const Form& given) {
  Html html;
  for (const ActField& field : form.fields) {
    html << "<label>" << text(field.label);
    if (!field.hint.empty()) {
      html << "<span class=\"hint\">" << text(field.hint) << "</span>";
    }
    html << control(field, occurrence, rules, field_of(given, std::string(field.name)))
         << "</label>";
  }
  return html;
}

std::variant<Act, std::string> act_of(const ActForm& form,
                                      const Form& given,
                                      const RouteContext& context) {
  nlohmann::json body = nlohmann::json::object();
  for (const ActField& field : form.fields) {
    std::string value = field_of(given, std::string(field.name));
    // A browser ends the lines of a text area; a fact's words stand in one.
    std::replace_if(
        value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
    if (value.empty() && field.required) {
      return "Chưa nhập: " + std::string(field.label) + ".";
    }
    if (!value.empty()) {
      body[std::string(field.name)] = value;
    }
  }
  auto read = read_act(form.act, body.dump(), context);
  if (const auto* problem = std::get_if<ApiResponse>(&read)) {
    return nlohmann::json::parse(problem->body).at("error").at("message").get<std::string>();
  }
  return std::get<ActRequest>(std::move(read)).act;
}

std::variant<std::string, ActRefused> post_for(const Act& act,
                                               const Occurrence& occurrence,
                                               const std::vector<std::string>& posts,
                                               Role role,
                                               const RuleSet& rules,
                                               Date day) {
  const auto speaker = speaker_for(act, occurrence, posts, rules, day);
  auto refused = speaker ? may_act(act, occurrence, *speaker, rules, day)
                         : std::optional(ActRefused{ActRefusal::not_allowed,
                                                    "đầu việc này không thuộc chức danh của đồng "
                                                    "chí"});
  if (!refused) {
    return *speaker;
  }
  if (role == Role::admin) {
    return std::string(admin_actor);
  }
  return *refused;
}

}  // namespace dondoc
