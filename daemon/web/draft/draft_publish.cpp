// SPDX-License-Identifier: Apache-2.0
// What publishing would bring, and publishing.
#include "daemon/difference/forecast.h"
#include "daemon/difference/reload_change.h"
#include "daemon/plan_loader.h"
#include "daemon/web/draft/draft_limits.h"
#include "daemon/web/draft/draft_pages.h"
#include "daemon/web/draft/draft_parts.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <chrono>

namespace dondoc {
namespace {

/// Messages about the plan that leave within a day, as if it were loaded now.
std::size_t messages_next_day(const RuleSet& rules, const std::string& plan, Instant now) {
  const Forecast coming = forecast(rules, date_of(now, rules.zone), now + std::chrono::hours{24});
  const std::string start = plan + '/';
  return static_cast<std::size_t>(std::count_if(
      coming.messages.begin(), coming.messages.end(), [&](const ForecastMessage& message) {
        const auto& notices = message.draft.notices;
        return message.at >= now &&
               std::any_of(notices.begin(), notices.end(), [&start](const std::string& key) {
                 return key.rfind(start, 0) == 0;
               });
      }));
}

/// A file of this name that people keep by hand is theirs.
bool is_of_others(const DraftReading& reading, const ConfigFiles& files) {
  return std::any_of(files.rules.begin(), files.rules.end(), [&reading](const SourceFile& file) {
    return file.name == reading.file_name && file.text.rfind(draft_mark, 0) != 0;
  });
}

AppliedReload difference(const DraftReading& reading, const WebContext& context) {
  LoadedConfig before;
  before.rules = std::make_shared<const RuleSet>(context.office.rules);
  before.files = std::make_shared<const ConfigFiles>(context.desk->files);
  LoadedConfig after = before;
  after.rules = reading.rules;
  ConfigFiles files = context.desk->files;
  files.rules.erase(
      std::remove_if(files.rules.begin(),
                     files.rules.end(),
                     [&reading](const SourceFile& file) { return file.name == reading.file_name; }),
      files.rules.end());
  files.rules.push_back({reading.file_name, reading.file.text});
  after.files = std::make_shared<const ConfigFiles>(std::move(files));
  return reload_change(before, after, context.office.now);
}

}  // namespace

Html what_it_brings(const std::string& plan,
                    const DraftReading& reading,
                    const WebContext& context) {
  const AppliedReload change = difference(reading, context);
  const std::size_t messages = messages_next_day(*reading.rules, plan, context.office.now);
  Html html;
  html << "<div class=\"card\"><h2>Công bố thì</h2><ul><li>Sẽ gửi <b>"
       << number(static_cast<long long>(messages))
       << " tin trong 24 giờ</b> tới.</li><li>Trong một năm tới: thêm " << number(change.added)
       << ", dời " << number(change.moved) << ", bỏ " << number(change.removed)
       << " đầu việc.</li></ul>";
  if (!change.first.empty()) {
    html << "<details><summary>Những thay đổi đầu tiên</summary><div><ul>";
    for (const std::string& line : change.first) {
      html << "<li>" << text(line) << "</li>";
    }
    html << "</ul></div></details>";
  }
  html << "</div>";
  return html;
}

Html basis_field(const std::string& basis) {
  Html html =
      "<label>Văn bản căn cứ<span class=\"hint\">Ghi vào tệp kế hoạch cùng người và ngày công "
      "bố</span><input type=\"text\" name=\"basis\" maxlength=\"";
  html << number(draft_basis_letters_max) << "\" value=\"" << text(basis) << "\"></label>";
  return html;
}

Html unreadable_part(const std::vector<DraftRow>& rows, const DraftReading& reading) {
  Html html = "<p class=\"notice bad\">Còn ";
  html << number(static_cast<long long>(reading.errors)) << " chỗ cần sửa trước khi công bố.</p>"
       << questions_list(reading.questions);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!reading.rows[i].questions.empty()) {
      html << "<h3>Mục " << text(rows[i].id) << "</h3>"
           << questions_list(reading.rows[i].questions);
    }
  }
  return html;
}

namespace {

ApiResponse trial_page(const PlanDraft& draft,
                       const PageCall& call,
                       const WebContext& context,
                       const std::optional<Told>& told,
                       int status) {
  const DraftReading reading =
      reading_of_draft(draft, publishing_of(call, field_of(call.form, "basis"), context), context);
  Html body;
  body << "<h1>Xem trước: " << text(draft.title.empty() ? draft.plan : draft.title)
       << "</h1><p><a href=\"" << path({"sua", draft.plan}) << "\">Về bản nháp</a></p>";
  if (reading.rules) {
    body << what_it_brings(draft.plan, reading, context)
         << "<form class=\"act\" method=\"post\" action=\"" << path({"sua", draft.plan, "cong-bo"})
         << "\">" << token_field(call.visitor) << basis_field(field_of(call.form, "basis"))
         << "<button type=\"submit\">Công bố kế hoạch</button></form>";
  } else {
    body << unreadable_part(draft.rows, reading);
  }
  body << "<details><summary>Tệp kế hoạch sẽ được ghi: " << text(reading.file_name)
       << "</summary><div><pre>" << text(reading.file.text) << "</pre></div></details>";
  return page_response({"Xem trước", body, "/sua", told}, call.visitor, context, status);
}

}  // namespace

ApiResponse get_draft_trial(const PageCall& call, const WebContext& context) {
  const auto draft = kept_draft(call.parts[0], context);
  if (context.desk == nullptr || !draft) {
    return no_desk(call, context);
  }
  return trial_page(*draft, call, context, std::nullopt, 200);
}

ApiResponse post_publish(const PageCall& call, const WebContext& context) {
  const auto draft = kept_draft(call.parts[0], context);
  if (context.desk == nullptr || !draft) {
    return no_desk(call, context);
  }
  const auto refuse = [&](const std::string& words) {
    return trial_page(*draft, call, context, Told{Told::Tone::bad, words}, 409);
  };
  const DraftReading reading =
      reading_of_draft(*draft, publishing_of(call, field_of(call.form, "basis"), context), context);
  if (const std::string words = too_long_basis(field_of(call.form, "basis")); !words.empty()) {
    return refuse("Chưa công bố: " + words + ".");
  }
  if (!reading.rules) {
    return refuse("Chưa công bố: còn chỗ cần sửa.");
  }
  const auto unseen = std::count_if(
      draft->rows.begin(), draft->rows.end(), [](const DraftRow& row) { return !row.reviewed; });
  if (unseen > 0) {
    return refuse("Chưa công bố: còn " + std::to_string(unseen) + " mục chưa được rà soát.");
  }
  if (is_of_others(reading, context.desk->files)) {
    return refuse("Chưa công bố: tệp " + reading.file_name +
                  " được soạn, hoặc đã được sửa, ngoài bản nháp này; đề nghị sửa từng ô của tệp ở "
                  "mục Kế hoạch đang theo dõi, hoặc đặt mã kế hoạch khác.");
  }
  const std::string problem = context.desk->publish(reading.file_name, reading.file.text);
  if (!problem.empty()) {
    return refuse("Chưa công bố: " + problem + ".");
  }
  Html body;
  body << "<h1>Đã công bố</h1><p>“" << text(draft->title) << "” đã được ghi vào tệp "
       << text(reading.file_name)
       << " và đang được nạp. Bản nháp được giữ lại để sửa tiếp.</p><p><a class=\"button\" "
          "href=\"/\">Về trang Hôm nay</a></p>";
  return page_response({"Đã công bố", body, "/sua"}, call.visitor, context);
}

}  // namespace dondoc
