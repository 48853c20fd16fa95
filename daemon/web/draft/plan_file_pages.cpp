// SPDX-License-Identifier: Apache-2.0
// A plan in use is opened, values of it are edited in the table, and the file is written with
// nothing else changed.
#include "daemon/plan_loader.h"
#include "daemon/web/draft/draft_limits.h"
#include "daemon/web/draft/draft_pages.h"
#include "daemon/web/draft/draft_parts.h"
#include "daemon/web/draft/draft_table.h"
#include "daemon/web/draft/plan_file_deeds.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

constexpr int status_not_done = 409;

struct OpenedPlan {
  SourceFile file;
  std::vector<ValueEdit> edits;
};

std::vector<ValueEdit> kept_edits(const std::string& plan, const WebContext& context) {
  const auto drafts = context.office.store->plan_drafts();
  const auto found = std::find_if(drafts.begin(), drafts.end(), [&plan](const auto& draft) {
    return draft.plan == std::string(plan_file_draft) + plan;
  });
  return found == drafts.end() ? std::vector<ValueEdit>{} : parse_edits(found->body);
}

std::optional<OpenedPlan> opened_plan(const PageCall& call, const WebContext& context) {
  if (context.desk == nullptr) {
    return std::nullopt;
  }
  auto file = file_of_plan(call.parts[0], context.desk->files.rules);
  return file ? std::optional(OpenedPlan{std::move(*file), kept_edits(call.parts[0], context)})
              : std::nullopt;
}

PlanFileReading reading_of_opened(const OpenedPlan& opened,
                                  const std::string& basis,
                                  const PageCall& call,
                                  const WebContext& context) {
  return read_plan_file(opened.file,
                        opened.edits,
                        publishing_of(call, basis, context),
                        context.desk->files.rules,
                        context.office.rules,
                        date_of(context.office.now, context.office.rules.zone));
}

Html edit_part(const ValueEdit& edit) {
  Html html;
  html << text(edit_words(edit));
  if (is_whole(edit)) {
    html << "<details><summary>Các dòng trong tệp</summary><pre>"
         << text(edit.was.empty() ? edit.becomes : edit.was) << "</pre></details>";
    return html;
  }
  html << ": <del>" << text(edit.was) << "</del> thành <ins>" << text(edit.becomes) << "</ins>";
  return html;
}

Html edits_part(const std::vector<ValueEdit>& edits) {
  Html html = "<ul class=\"edits\">";
  for (const ValueEdit& edit : edits) {
    html << "<li>" << edit_part(edit) << "</li>";
  }
  html << "</ul>";
  return html;
}

/// A form of the plan's table that does `deed` with what the hidden field says.
Html deed_form(const PageCall& call,
               const char* deed,
               const char* field,
               const std::string& value,
               const char* words) {
  Html html = "<form class=\"inline\" method=\"post\" action=\"";
  html << path({"sua-tep", call.parts[0]}) << "\">" << token_field(call.visitor)
       << "<input type=\"hidden\" name=\"viec\" value=\"" << text(deed) << "\">";
  if (field[0] != '\0') {
    html << "<input type=\"hidden\" name=\"" << text(field) << "\" value=\"" << text(value)
         << "\">";
  }
  html << "<button class=\"plain\" type=\"submit\">" << text(words) << "</button></form>";
  return html;
}

/// What is being edited and isn't written yet, with a way back for each.
Html open_edits_part(const OpenedPlan& opened, const PageCall& call) {
  Html html = "<div class=\"card\"><h2>Đang sửa, chưa ghi</h2><ul class=\"edits\">";
  for (std::size_t i = 0; i < opened.edits.size(); ++i) {
    html << "<li>" << edit_part(opened.edits[i]) << " "
         << deed_form(call, "thoi", "cho", edit_name(i, opened.edits[i]), "Thôi, không sửa chỗ này")
         << "</li>";
  }
  html << "</ul><p><a class=\"button\" href=\"" << path({"sua-tep", call.parts[0], "xem-truoc"})
       << "\">Xem trước và công bố</a></p>" << deed_form(call, "bo", "", "", "Bỏ mọi chỗ sửa")
       << "</div>";
  return html;
}

Html lost_part(const PlanFileReading& read) {
  Html html;
  if (!read.lost.empty()) {
    html << "<div class=\"notice bad\"><p>Tệp đã được sửa ở nơi khác; những chỗ sau không còn như "
            "lúc được sửa ở đây và không được ghi. Đề nghị xem lại rồi sửa lại:</p>"
         << edits_part(read.lost) << "</div>";
  }
  return html;
}

Html value_form(const PlanFileReading& read, std::size_t index, const PageCall& call) {
  const WrittenObligation& written = read.written[index];
  Html html = "<details><summary>Sửa mục ";
  html << text(written.id) << "</summary><form class=\"act\" method=\"post\" action=\""
       << path({"sua-tep", call.parts[0]}) << "\">" << token_field(call.visitor)
       << "<input type=\"hidden\" name=\"muc\" value=\"" << text(written.id) << "\">";
  for (std::size_t i = 0; i < written.values.size(); ++i) {
    const PlanValue& value = written.values[i];
    const bool is_unit = value.place.key == "lead" || value.place.key == "each" ||
                         value.place.key == "joint" || value.place.key == "support" ||
                         value.place.key == "oversight";
    html << "<label class=\"value\">" << text(value_words(value.place))
         << "<input type=\"text\" name=\"gia_tri." << number(static_cast<long long>(i))
         << "\" maxlength=\"" << number(draft_field_letters_max) << "\" value=\""
         << text(value.text) << "\"" << (is_unit ? Html(" list=\"don-vi\"") : Html())
         << "></label>";
  }
  html << (written.values.empty() ? Html("<p>Mục này viết nhiều dòng, chỉ sửa được trong tệp.</p>")
                                  : Html("<button type=\"submit\">Lưu mục này</button>"))
       << "</form>" << deed_form(call, "bo-muc", "muc", written.id, "Bỏ mục này khỏi kế hoạch")
       << "</details>";
  return html;
}

Html adding_form(const PageCall& call, const RuleSet& rules) {
  DraftRow row;
  row.lead_kind = "one";
  // What was typed is shown again where it was refused.
  const bool refused = field_of(call.form, "viec") == "them";
  if (refused) {
    take_row(call.form, row);
  }
  Html html = "<details class=\"card\"";
  html << (refused ? Html(" open") : Html())
       << "><summary>Thêm một mục</summary><form class=\"act\" "
       << "method=\"post\" action=\"" << path({"sua-tep", call.parts[0]}) << "\">"
       << token_field(call.visitor) << "<input type=\"hidden\" name=\"viec\" value=\"them\">"
       << row_fields(row, rules) << "<button type=\"submit\">Thêm mục</button></form></details>";
  return html;
}

ApiResponse plan_table(const OpenedPlan& opened,
                       const PageCall& call,
                       const WebContext& context,
                       const std::optional<Told>& told,
                       int status) {
  const PlanFileReading read = reading_of_opened(opened, "", call, context);
  const auto plan = context.office.rules.plans.find(call.parts[0]);
  Html body = "<h1>";
  body << text(plan == context.office.rules.plans.end() ? opened.file.name : plan->second.title)
       << "</h1><p class=\"lead\">Kế hoạch đang dùng, tệp " << text(opened.file.name)
       << ". Chỉ chữ của những ô được sửa và những mục được thêm, bỏ là thay đổi; chú thích, thứ "
          "tự và phần còn lại của tệp giữ nguyên.</p>"
       << lost_part(read);
  if (!opened.edits.empty()) {
    body << open_edits_part(opened, call);
  }
  if (!read.reading.questions.empty()) {
    body << "<div class=\"card\"><h2>Về cả kế hoạch</h2>" << questions_list(read.reading.questions)
         << "</div>";
  }
  body << rows_table(read.rows,
                     read.reading.rows,
                     [&](std::size_t index) { return value_form(read, index, call); })
       << adding_form(call, context.office.rules) << unit_choices(context.office.rules);
  return page_response({"Sửa kế hoạch", body, "/sua", told}, call.visitor, context, status);
}

ApiResponse plan_trial(const OpenedPlan& opened,
                       const PageCall& call,
                       const WebContext& context,
                       const std::optional<Told>& told,
                       int status) {
  const std::string& plan = call.parts[0];
  const PlanFileReading read =
      reading_of_opened(opened, field_of(call.form, "basis"), call, context);
  Html body = "<h1>Xem trước: ";
  body << text(opened.file.name) << "</h1><p><a href=\"" << path({"sua-tep", plan})
       << "\">Về bảng</a></p>" << lost_part(read) << "<h2>Những chỗ được sửa</h2>"
       << edits_part(opened.edits);
  if (read.reading.rules) {
    body << what_it_brings(plan, read.reading, context)
         << "<form class=\"act\" method=\"post\" action=\"" << path({"sua-tep", plan, "cong-bo"})
         << "\">" << token_field(call.visitor) << basis_field(field_of(call.form, "basis"))
         << "<button type=\"submit\">Ghi vào tệp và nạp lại</button></form>";
  } else {
    body << unreadable_part(read.rows, read.reading);
  }
  body << "<details><summary>Tệp sẽ được ghi; ngoài những chỗ trên và dòng đầu, không chữ nào đổi"
          "</summary><div><pre>"
       << text(read.reading.file.text) << "</pre></div></details>";
  return page_response({"Xem trước", body, "/sua", told}, call.visitor, context, status);
}

}  // namespace

ApiResponse get_plan_file(const PageCall& call, const WebContext& context) {
  const auto opened = opened_plan(call, context);
  return opened ? plan_table(*opened, call, context, std::nullopt, 200) : no_desk(call, context);
}

ApiResponse post_plan_file(const PageCall& call, const WebContext& context) {
  const auto opened = opened_plan(call, context);
  if (!opened) {
    return no_desk(call, context);
  }
  const std::string kept = std::string(plan_file_draft) + call.parts[0];
  const PlanFileReading read = reading_of_opened(*opened, "", call, context);
  std::vector<ValueEdit> edits;
  std::copy_if(opened->edits.begin(),
               opened->edits.end(),
               std::back_inserter(edits),
               [&read](const ValueEdit& edit) {
                 return std::find(read.lost.begin(), read.lost.end(), edit) == read.lost.end();
               });
  const std::string problem = take_deed(opened->file, read, context.office.rules, call.form, edits);
  if (!problem.empty()) {
    const Told told{Told::Tone::bad, "Chưa sửa: " + problem + "."};
    return plan_table(*opened, call, context, told, status_not_done);
  }
  Store::Transaction transaction(*context.office.store);
  if (edits.empty()) {
    context.office.store->remove_plan_draft(kept);
  } else {
    context.office.store->write_plan_draft(
        {kept, edits_json(edits), call.visitor.posts.front(), context.office.now});
  }
  transaction.commit();
  return see_other("/sua-tep/" + call.parts[0]);
}

ApiResponse get_plan_file_trial(const PageCall& call, const WebContext& context) {
  const auto opened = opened_plan(call, context);
  return opened ? plan_trial(*opened, call, context, std::nullopt, 200) : no_desk(call, context);
}

ApiResponse post_plan_file_publish(const PageCall& call, const WebContext& context) {
  const auto opened = opened_plan(call, context);
  if (!opened) {
    return no_desk(call, context);
  }
  const auto refuse = [&](const std::string& words) {
    return plan_trial(
        *opened, call, context, Told{Told::Tone::bad, "Chưa ghi: " + words + "."}, status_not_done);
  };
  const PlanFileReading read =
      reading_of_opened(*opened, field_of(call.form, "basis"), call, context);
  if (const std::string words = too_long_basis(field_of(call.form, "basis")); !words.empty()) {
    return refuse(words);
  }
  if (opened->edits.empty()) {
    return refuse("chưa có chỗ nào được sửa");
  }
  if (!read.lost.empty()) {
    return refuse("tệp đã được sửa ở nơi khác");
  }
  if (!read.reading.rules) {
    return refuse("còn chỗ cần sửa");
  }
  const std::string problem = context.desk->publish(opened->file.name, read.reading.file.text);
  if (!problem.empty()) {
    return refuse(problem);
  }
  Store::Transaction transaction(*context.office.store);
  context.office.store->remove_plan_draft(std::string(plan_file_draft) + call.parts[0]);
  transaction.commit();
  Html body = "<h1>Đã ghi</h1><p>";
  body << text(opened->file.name)
       << " đã được ghi và đang được nạp. Tệp trước đó được giữ, xem ở <a href=\"/sua\">trang Sửa "
          "kế "
          "hoạch</a>.</p><p><a class=\"button\" href=\"/\">Về trang Hôm nay</a></p>";
  return page_response({"Đã ghi", body, "/sua"}, call.visitor, context);
}

}  // namespace dondoc
