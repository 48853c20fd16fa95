// SPDX-License-Identifier: Apache-2.0
// Nhật ký, Sao lưu, Thay đổi: what the admin looks at to trust the system.
#include "daemon/http/route_handlers.h"
#include "daemon/http/story_lines.h"
#include "daemon/http/views.h"
#include "daemon/store/backup.h"
#include "daemon/web/duty_parts.h"
#include "daemon/web/route_calls.h"
#include "daemon/web/view_parts.h"
#include "daemon/web/viewing_pages.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/wording.h"

#include <charconv>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

constexpr int journal_rows_of_page = 100;
constexpr std::uintmax_t bytes_of_kilobyte = 1024;

using OrderedJson = nlohmann::ordered_json;

/// The row as the duty's own page tells it.
StoryLine line_of_row(const JournalRow& row, Zone zone) {
  const OrderedJson story{{"occurrence", OrderedJson{{"first_due", "set"}}},
                          {"facts", OrderedJson::array({fact_view(row, zone)})},
                          {"notices", OrderedJson::array()},
                          {"messages", OrderedJson::array()}};
  return story_lines(story).front();
}

std::optional<std::int64_t> sequence_asked(const PageCall& call) {
  const std::string given = asked(call, "truoc");
  std::int64_t number = 0;
  const char* end = given.data() + given.size();
  return !given.empty() && std::from_chars(given.data(), end, number).ptr == end && number > 0
             ? std::optional(number)
             : std::nullopt;
}

Html journal_table(const std::vector<JournalRow>& rows, const RouteContext& office) {
  Html html =
      "<table class=\"stack\"><thead><tr><th>Ghi nhận</th><th>Lúc</th><th>Đầu việc</th>"
      "<th>Ai</th></tr></thead><tbody>";
  for (const JournalRow& row : rows) {
    const StoryLine line = line_of_row(row, office.rules.zone);
    const auto duty = office.store->occurrence(row.fact.occurrence);
    html << "<tr><td>" << text(line.words) << "</td><td data-label=\"Lúc\">"
         << text(moment_words(row.fact.at, office.rules.zone))
         << "</td><td data-label=\"Đầu việc\"><a href=\"" << path({"dau-viec", row.fact.occurrence})
         << "\">" << text(duty ? item_words(*duty, office.rules) : row.fact.occurrence)
         << "</a></td><td data-label=\"Ai\">"
         << text(line.actor.empty() ? "hệ thống" : actor_title(line.actor, office.rules))
         << "</td></tr>";
  }
  html << "</tbody></table>";
  return html;
}

std::string size_words(std::uintmax_t bytes) {
  const std::uintmax_t kilobytes = (bytes + bytes_of_kilobyte - 1) / bytes_of_kilobyte;
  return kilobytes < bytes_of_kilobyte
             ? std::to_string(kilobytes) + " KB"
             : std::to_string((kilobytes + bytes_of_kilobyte / 2) / bytes_of_kilobyte) + " MB";
}

ApiResponse backups_page(const PageCall& call,
                         const WebContext& context,
                         const std::optional<Told>& told,
                         const Html& result,
                         int status) {
  const RouteContext& office = context.office;
  const auto copies = backups_in(office.backups);
  Html body = "<h1>Sao lưu</h1><p class=\"lead\">Mỗi ngày một bản, giữ ";
  body << number(static_cast<long long>(backups_kept))
       << " bản gần nhất; mỗi bản đều được kiểm tra khi sao lưu. Nên chép các bản này sang máy "
          "khác.</p>"
       << result << "<form class=\"inline\" method=\"post\" action=\"/sao-luu\">"
       << token_field(call.visitor) << "<button type=\"submit\">Sao lưu ngay</button></form> "
       << "<form class=\"inline\" method=\"post\" action=\"/sao-luu/kiem-tra\">"
       << token_field(call.visitor)
       << "<button class=\"plain\" type=\"submit\">Kiểm tra cơ sở dữ liệu</button></form>"
       << "<h2>Các bản sao lưu</h2>";
  if (copies.empty()) {
    body << nothing_here("Chưa có bản sao lưu nào.");
  } else {
    body << "<table><thead><tr><th>Lúc</th><th>Tệp</th><th class=\"n\">Cỡ</th></tr></thead><tbody>";
    for (const Backup& one : copies) {
      body << "<tr><td>" << text(moment_words(one.at, office.rules.zone)) << "</td><td>"
           << text(one.file.filename().string()) << "</td><td class=\"n\">"
           << text(size_words(one.bytes)) << "</td></tr>";
    }
    body << "</tbody></table>";
  }
  Page page{"Sao lưu", body, "/sao-luu"};
  page.told = told;
  return page_response(page, call.visitor, context, status);
}

Html refused_part(const RefusedReload& refused, Zone zone) {
  Html html = "<div class=\"notice bad\"><p>Lần sửa lúc ";
  html << text(moment_words(refused.at, zone))
       << " không được nhận: " << number(static_cast<long long>(refused.errors))
       << " lỗi. Bộ cấu hình đang chạy vẫn giữ nguyên.</p>";
  for (const Diagnostic& one : refused.first) {
    html << "<pre class=\"mistake\" tabindex=\"0\">" << text(render(one)) << "</pre>";
  }
  html << "</div>";
  return html;
}

Html applied_part(const AppliedReload& applied, Zone zone) {
  Html html = "<div class=\"card\"><h2>Lần nạp lại gần nhất</h2><p>Lúc ";
  html << text(moment_words(applied.at, zone)) << "; tệp: " << text(join(applied.files, ", "))
       << ".</p><p>Đầu việc thêm " << number(applied.added) << ", dời hạn " << number(applied.moved)
       << ", bỏ " << number(applied.removed) << ".</p>";
  if (!applied.first.empty()) {
    html << "<ul>";
    for (const std::string& line : applied.first) {
      html << "<li>" << text(line) << "</li>";
    }
    html << "</ul>";
  }
  const int unlisted = applied.causes - static_cast<int>(applied.first.size());
  if (unlisted > 0) {
    html << "<p>… và " << number(unlisted) << " dòng khác.</p>";
  }
  html << "</div>";
  return html;
}

}  // namespace

ApiResponse get_journal(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  const auto rows = office.store->newest_facts(sequence_asked(call), journal_rows_of_page);
  Html body =
      "<h1>Nhật ký</h1><p class=\"lead\">Mọi ghi nhận, mới nhất trước; không dòng nào sửa "
      "hay xóa được. Diễn biến của một việc: nhập mã.</p><form class=\"filters\" "
      "method=\"get\" action=\"/dau-viec\"><label>Mã đầu việc<input type=\"search\" "
      "name=\"tu\" maxlength=\"4\" inputmode=\"numeric\"></label><button class=\"plain\" "
      "type=\"submit\">Xem</button></form>";
  if (rows.empty()) {
    body << nothing_here("Chưa có ghi nhận nào.");
  } else {
    body << journal_table(rows, office);
    if (rows.back().sequence > 1) {
      body
          << "<nav class=\"pages no-print\" aria-label=\"Các trang của danh sách\"><a rel=\"next\" "
             "href=\"/nhat-ky?truoc="
          << number(rows.back().sequence) << "\">Cũ hơn</a></nav>";
    }
  }
  return page_response({"Nhật ký", body, "/nhat-ky"}, call.visitor, context);
}

ApiResponse get_backups(const PageCall& call, const WebContext& context) {
  std::optional<Told> told;
  if (call.query.count("da-ghi") > 0) {
    told = Told{Told::Tone::good, "Đã sao lưu và kiểm tra bản sao."};
  }
  return backups_page(call, context, told, {}, 200);
}

ApiResponse post_backups(const PageCall& call, const WebContext& context) {
  const ApiResponse response = post_backup("", context.office);
  return response.status == 200 ? see_other("/sao-luu?da-ghi=1")
                                : backups_page(call,
                                               context,
                                               Told{Told::Tone::bad, refusal_words(response)},
                                               {},
                                               response.status);
}

ApiResponse post_verify(const PageCall& call, const WebContext& context) {
  const auto document = nlohmann::json::parse(get_verify(context.office).body);
  Html result;
  for (const char* name : {"problems", "differences"}) {
    for (const auto& line : document.at(name)) {
      result << "<p class=\"notice bad\">" << text(line.get<std::string>()) << "</p>";
    }
  }
  const bool whole = document.at("whole").get<bool>();
  const Told told{whole ? Told::Tone::good : Told::Tone::bad,
                  whole ? "Cơ sở dữ liệu và chuỗi ghi nhận còn nguyên vẹn; đã đối chiếu " +
                              std::to_string(document.at("proved").get<std::int64_t>()) +
                              " đầu việc với ghi nhận."
                        : "Cơ sở dữ liệu có chỗ không đúng."};
  return backups_page(call, context, told, result, 200);
}

ApiResponse get_changes(const PageCall& call, const WebContext& context) {
  const RouteContext& office = context.office;
  const DaemonStatus& status = office.status;
  const Zone zone = office.rules.zone;
  Html body = "<h1>Thay đổi</h1><div class=\"card\"><dl class=\"facts\">";
  const auto fact = [&body](const Html& name, const std::string& value) {
    body << "<dt>" << name << "</dt><dd>" << text(value) << "</dd>";
  };
  fact("Cấu hình đang chạy, nạp lúc",
       status.loaded_at ? moment_words(*status.loaded_at, zone) : std::string("không rõ"));
  fact("Dịch vụ chạy từ",
       status.started_at ? moment_words(*status.started_at, zone) : std::string("không rõ"));
  fact("Phiên bản", status.version);
  fact("Nạp lại từ lúc chạy",
       std::to_string(status.reloads_taken) + " lần được nhận, " +
           std::to_string(status.reloads_refused) + " lần bị từ chối");
  body << "</dl></div>";
  if (!status.watch_problem.empty()) {
    body << "<p class=\"notice bad\">" << text(status.watch_problem) << "</p>";
  }
  if (status.refused) {
    body << refused_part(*status.refused, zone);
  }
  if (status.applied) {
    body << applied_part(*status.applied, zone);
  } else if (!status.refused) {
    body << nothing_here("Từ lúc dịch vụ chạy, cấu hình chưa thay đổi.");
  }
  return page_response({"Thay đổi", body, "/thay-doi"}, call.visitor, context);
}

}  // namespace dondoc
