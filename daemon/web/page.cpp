// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/page.h"

#include "daemon/http/views.h"

#include <array>

namespace dondoc {
namespace {

struct Place {
  std::string_view address;
  std::string_view name;
  Role least;
};

constexpr std::array<Place, 15> places{{
    {"/", "Hôm nay", Role::viewer},
    {"/thu-hai", "Thứ Hai", Role::viewer},
    {"/dau-viec", "Đầu việc", Role::viewer},
    {"/lich", "Lịch", Role::viewer},
    {"/ke-hoach", "Kế hoạch", Role::viewer},
    {"/don-vi", "Đơn vị", Role::viewer},
    {"/so-lieu", "Số lượng, chỉ tiêu", Role::viewer},
    {"/nguoi", "Người", Role::viewer},
    {"/giao-viec", "Giao việc", Role::overseer},
    {"/ra-soat", "Rà soát", Role::overseer},
    {"/sua", "Sửa kế hoạch", Role::editor},
    {"/kenh", "Kênh", Role::admin},
    {"/nhat-ky", "Nhật ký", Role::admin},
    {"/sao-luu", "Sao lưu", Role::admin},
    {"/thay-doi", "Thay đổi", Role::admin},
}};

Html head(const Page& page, const WebContext& context) {
  Html html;
  html << "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
       << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
       << text(page.title) << " - " << text(context.office.rules.directory.office)
       << "</title><link rel=\"stylesheet\" href=\"/tep/style.css\">"
       << "<link rel=\"icon\" href=\"/tep/icon.svg\" type=\"image/svg+xml\"></head><body>"
       << "<a class=\"skip\" href=\"#noi-dung\">Đến nội dung</a>";
  return html;
}

Html brand(const WebContext& context) {
  Html html;
  html << "<a class=\"brand\" href=\"/\">Đôn đốc - " << text(context.office.rules.directory.office)
       << "</a>";
  return html;
}

Html told_box(const std::optional<Told>& told) {
  Html html;
  if (!told) {
    return html;
  }
  html << "<p class=\"notice";
  if (told->tone != Told::Tone::plain) {
    html << (told->tone == Told::Tone::good ? Html(" good") : Html(" bad"));
  }
  html << "\" role=\"status\">" << text(told->words) << "</p>";
  return html;
}

Html navigation(const Page& page, const Visitor& visitor) {
  Html html;
  html << "<nav class=\"nav\" aria-label=\"Các trang\"><ul>";
  for (const Place& place : places) {
    if (visitor.role < place.least) {
      continue;
    }
    html << "<li><a href=\"" << text(place.address) << "\"";
    if (place.address == page.here) {
      html << " aria-current=\"page\"";
    }
    html << ">" << text(place.name) << "</a></li>";
  }
  html << "</ul></nav>";
  return html;
}

Html visitor_line(const Visitor& visitor, const WebContext& context) {
  Html html;
  html << "<span class=\"who\">" << text(post_title(visitor.posts.front(), context.office.rules))
       << " <form method=\"post\" action=\"/ra\">" << token_field(visitor)
       << "<button type=\"submit\">Thoát</button></form></span>";
  return html;
}

ApiResponse html_response(int status, const Html& html) {
  return {status, html.markup(), "text/html; charset=utf-8"};
}

}  // namespace

ApiResponse page_response(const Page& page,
                          const Visitor& visitor,
                          const WebContext& context,
                          int status) {
  Html html = head(page, context);
  html << "<header class=\"top\"><div class=\"row\">" << brand(context)
       << visitor_line(visitor, context) << "</div></header>" << navigation(page, visitor)
       << "<main id=\"noi-dung\">" << told_box(page.told) << page.body << "</main></body></html>\n";
  return html_response(status, html);
}

ApiResponse open_page(const Page& page, const WebContext& context, int status) {
  Html html = head(page, context);
  html << "<header class=\"top\"><div class=\"row\">" << brand(context)
       << "</div></header><main id=\"noi-dung\"><div class=\"narrow\">" << told_box(page.told)
       << page.body << "</div></main></body></html>\n";
  return html_response(status, html);
}

ApiResponse see_other(const std::string& address) {
  ApiResponse response{303, "", "text/plain; charset=utf-8"};
  response.headers.emplace_back("Location", address);
  return response;
}

ApiResponse missing_page(const WebContext& context) {
  return open_page({"Không có trang này",
                    "<h1>Không có trang này</h1><p><a href=\"/\">Về trang Hôm nay</a></p>"},
                   context,
                   404);
}

void add_safety(ApiResponse& response, const WebSettings& settings) {
  auto& headers = response.headers;
  headers.emplace_back("X-Content-Type-Options", "nosniff");
  // Under "no-referrer" a browser calls the origin of our own forms "null".
  headers.emplace_back("Referrer-Policy", "same-origin");
  headers.emplace_back("X-Frame-Options", "DENY");
  headers.emplace_back("X-Robots-Tag", "noindex, nofollow");
  headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
      "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  if (settings.public_url.rfind("https://", 0) == 0) {
    headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
  }
}

Html token_field(const Visitor& visitor) {
  Html html;
  html << "<input type=\"hidden\" name=\"ma_trang\" value=\"" << text(form_token(visitor)) << "\">";
  return html;
}

}  // namespace dondoc
