// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/front.h"

#include "daemon/http/entity_tag.h"
#include "daemon/http/route_table.h"
#include "daemon/http/url.h"
#include "daemon/store/doors.h"
#include "daemon/web/assets.h"
#include "daemon/web/draft/draft_pages.h"
#include "daemon/web/feed_door.h"
#include "daemon/web/pages.h"
#include "daemon/web/repeated_request.h"
#include "daemon/web/viewing_pages.h"

#include <algorithm>
#include <optional>

namespace dondoc {
namespace {

struct PageEntry {
  std::string_view method;
  std::string_view pattern;
  Role least;
  ApiResponse (*answer)(const PageCall&, const WebContext&);
};

const std::vector<PageEntry>& page_table() {
  static const std::vector<PageEntry> table{
      {"GET", "/dau-viec/{key}", Role::viewer, get_duty},
      {"POST", "/dau-viec/{key}/{act}", Role::unit, post_duty_act},
      {"GET", "/sua", Role::editor, get_drafts},
      {"POST", "/sua", Role::editor, post_new_draft},
      {"GET", "/sua/{plan}", Role::editor, get_draft},
      {"POST", "/sua/{plan}", Role::editor, post_draft},
      {"GET", "/sua/{plan}/xem-truoc", Role::editor, get_draft_trial},
      {"POST", "/sua/{plan}/cong-bo", Role::editor, post_publish},
      {"GET", "/sua-tep/{plan}", Role::editor, get_plan_file},
      {"POST", "/sua-tep/{plan}", Role::editor, post_plan_file},
      {"GET", "/sua-tep/{plan}/xem-truoc", Role::editor, get_plan_file_trial},
      {"POST", "/sua-tep/{plan}/cong-bo", Role::editor, post_plan_file_publish},
      {"GET", "/ban-truoc/{name}", Role::editor, get_former_plan},
      {"POST", "/ra", Role::viewer, post_sign_out},
      {"GET", "/dau-viec", Role::viewer, get_duties},
      {"GET", "/thu-hai", Role::viewer, get_monday},
      {"GET", "/lich", Role::viewer, get_calendar},
      {"GET", "/ke-hoach", Role::viewer, get_plans},
      {"GET", "/ke-hoach/{plan}", Role::viewer, get_plan},
      {"GET", "/don-vi", Role::viewer, get_units},
      {"GET", "/don-vi/{unit}", Role::viewer, get_unit},
      {"GET", "/so-lieu", Role::viewer, get_amounts},
      {"GET", "/nguoi", Role::viewer, get_people},
      {"POST", "/nguoi/{post}/ket-noi", Role::admin, post_people_link},
      {"POST", "/nguoi/{post}/go-ket-noi", Role::admin, post_people_unlink},
      {"POST", "/nguoi/{post}/ma-dang-nhap", Role::admin, post_people_code},
      {"POST", "/nguoi/{post}/thoat", Role::admin, post_people_out},
      {"POST", "/nguoi/{post}/nghi", Role::unit, post_people_leave},
      {"POST", "/nguoi/{post}/huy-nghi", Role::unit, post_people_leave_undo},
      {"GET", "/giao-viec", Role::overseer, get_giving},
      {"POST", "/giao-viec", Role::overseer, post_giving},
      {"POST", "/giao-viec/danh-sach", Role::overseer, post_giving_list},
      {"GET", "/ra-soat", Role::overseer, get_review},
      {"POST", "/ra-soat", Role::overseer, post_review},
      {"GET", "/bao-truc-tiep", Role::overseer, get_by_hand},
      {"GET", "/bao-truc-tiep/{message}", Role::overseer, get_by_hand_slip},
      {"GET", "/kenh", Role::admin, get_channels},
      {"POST", "/kenh/tam-dung", Role::admin, post_channels_hold},
      {"POST", "/kenh/gui-lai", Role::admin, post_channels_release},
      {"POST", "/kenh/thay-khoa", Role::admin, post_channels_new_key},
      {"POST", "/kenh/thu-hoi-lien-ket", Role::admin, post_channels_revoke_links},
      {"POST", "/kenh/tin/{message}", Role::admin, post_message_again},
      {"GET", "/nhat-ky", Role::admin, get_journal},
      {"GET", "/sao-luu", Role::admin, get_backups},
      {"POST", "/sao-luu", Role::admin, post_backups},
      {"POST", "/sao-luu/kiem-tra", Role::admin, post_verify},
      {"GET", "/thay-doi", Role::admin, get_changes},
  };
  return table;
}

/// Whether the browser asks for an address of ours: another name in Host is a foreign page that had
/// its name lead here (DNS rebinding).
bool is_own_host(const ApiRequest& request, const WebSettings& settings) {
  const std::string host = header_of(request, "host");
  const std::size_t scheme = settings.public_url.find("://");
  if (scheme != std::string::npos && host == settings.public_url.substr(scheme + 3)) {
    return true;
  }
  if (!settings.listen) {
    return false;
  }
  const std::string port = std::to_string(settings.listen->port);
  const std::string& own = settings.listen->host;
  const std::string written = own.find(':') == std::string::npos ? own : '[' + own + ']';
  return host == written + ':' + port || host == "localhost:" + port ||
         (port == "80" && (host == written || host == "localhost"));
}

ApiResponse bare(int status, const std::string& words) {
  return {status, words + "\n", "text/plain; charset=utf-8"};
}

ApiResponse asset_response(const ApiRequest& request, const std::string& name) {
  const auto& assets = web_assets();
  const auto found = std::find_if(
      assets.begin(), assets.end(), [&name](const Asset& one) { return one.name == name; });
  if (found == assets.end()) {
    return bare(404, "không có tệp này");
  }
  const std::string mark = '"' + std::string(found->mark) + '"';
  const bool known = header_of(request, "if-none-match") == mark;
  ApiResponse response{known ? 304 : 200, known ? "" : std::string(found->bytes)};
  response.content_type = found->type;
  response.headers = {{"ETag", mark}, {"Cache-Control", "public, max-age=300"}};
  return response;
}

ApiResponse wrong_page_method(const WebContext& context, std::string_view allowed) {
  ApiResponse response = open_page(
      {"Không nhận", "<h1>Không nhận yêu cầu này</h1><p><a href=\"/\">Về trang Hôm nay</a></p>"},
      context,
      405);
  response.headers.emplace_back("Allow", std::string(allowed));
  return response;
}

bool says_json(const ApiRequest& request) {
  constexpr std::string_view json = "application/json";
  const std::string type = header_of(request, "content-type");
  return type.rfind(json, 0) == 0 &&
         (type.size() == json.size() || type.find_first_of("; ") == json.size());
}

/// The token that the request bears, while it lasts.
std::optional<ApiToken> token_of(const ApiRequest& request, const RouteContext& office) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string given = header_of(request, "authorization");
  return office.store != nullptr && given.rfind(scheme, 0) == 0
             ? Doors(*office.store).api_token(given.substr(scheme.size()), office.now)
             : std::nullopt;
}

ApiResponse answer_api(const ApiRequest& request, const WebContext& context) {
  const RouteContext& office = context.office;
  if (office.store == nullptr) {
    return store_fault_response(StoreFault::unavailable);
  }
  const auto token = token_of(request, office);
  const auto role = token ? parse_role(token->role) : std::nullopt;
  if (!role) {
    ApiResponse refused =
        context.memory.tokens.allows(address_of(request, context.settings), office.now)
            ? error_response(401, "unauthorized", "thiếu mã truy cập, hoặc mã đã hết hạn")
            : error_response(429, "too-many", "đã thử quá nhiều lần; xin chờ 10 phút");
    refused.headers.emplace_back("WWW-Authenticate", "Bearer");
    return refused;
  }
  RouteContext caller = office;
  caller.by = "api";
  if (!token->post.empty()) {
    caller.own_posts = {token->post};
  } else if (*role != Role::admin) {
    caller.own_posts = std::vector<std::string>{};
  }
  if (request.method == "POST" && !request.body.empty() && !says_json(request)) {
    return error_response(
        415, "not-json", "nội dung gửi lên phải là JSON, kèm Content-Type: application/json");
  }
  ApiResponse response = answer_once(request, *role, token->name, caller);
  response.headers.emplace_back("Cache-Control", "private, no-cache");
  if (request.method == "GET") {
    tag_entity(response, request);
  }
  return response;
}

/// Addresses that need no signing in; nothing when it is none of them.
std::optional<ApiResponse> answer_door(const ApiRequest& request,
                                       const RequestTarget& target,
                                       const WebContext& context) {
  const auto& segments = target.segments;
  const bool sign_in = segments.front() == "vao";
  if (!sign_in && (segments.front() != "lien-ket" || segments.size() != 2)) {
    return std::nullopt;
  }
  if (request.method == "GET") {
    if (!sign_in) {
      return get_act_link(segments[1], context);
    }
    if (segments.size() == 1) {
      return get_sign_in(context);
    }
    return segments[1] == "ma" && segments.size() <= 3
               ? get_code(segments.size() == 3 ? segments[2] : std::string{}, context)
               : missing_page(context);
  }
  const auto form = read_form(request.body);
  if (!form) {
    return bare(400, "biểu mẫu không đúng dạng");
  }
  if (!sign_in) {
    return post_act_link(segments[1], *form, context);
  }
  if (segments.size() == 1) {
    return post_sign_in(*form, request, context);
  }
  return segments.size() == 2 && segments[1] == "ma" ? post_code(*form, request, context)
                                                     : missing_page(context);
}

ApiResponse answer_page(const ApiRequest& request,
                        const RequestTarget& target,
                        const Visitor& visitor,
                        const WebContext& context) {
  std::string_view allowed;
  for (const PageEntry& entry : page_table()) {
    const auto parts = fit(entry.pattern, target.segments);
    if (!parts) {
      continue;
    }
    if (entry.method != request.method) {
      allowed = entry.method;
      continue;
    }
    if (visitor.role < entry.least) {
      return page_response({"Không đủ quyền",
                            "<h1>Không đủ quyền</h1><p>Chức danh của đồng chí không được mở trang "
                            "này.</p>"},
                           visitor,
                           context,
                           403);
    }
    const auto form = request.method == "POST" ? read_form(request.body) : Form{};
    if (!form) {
      return bare(400, "biểu mẫu không đúng dạng");
    }
    if (request.method == "POST" &&
        (!is_own_origin(request, context) || field_of(*form, "ma_trang") != form_token(visitor))) {
      return page_response(
          {"Không nhận",
           "<h1>Không nhận</h1><p>Biểu mẫu đã cũ hoặc không được gửi từ trang của hệ thống. Đề "
           "nghị mở lại trang và gửi lại.</p>"},
          visitor,
          context,
          403);
    }
    return entry.answer({visitor, *parts, target.query, *form}, context);
  }
  return allowed.empty() ? missing_page(context) : wrong_page_method(context, allowed);
}

ApiResponse answer_for(const ApiRequest& request, const WebContext& context) {
  const bool home = request.target == "/" || request.target.rfind("/?", 0) == 0;
  const auto target = parse_target(home ? "/hom-nay" + request.target.substr(1) : request.target);
  if (!target) {
    return bare(400, "địa chỉ không đúng dạng");
  }
  const std::string& first = target->segments.front();
  if (first == "v1") {
    return answer_api(request, context);
  }
  if (request.method != "GET" && request.method != "POST") {
    return wrong_page_method(context, "GET, POST");
  }
  if (first == "tep" && target->segments.size() == 2 && request.method == "GET") {
    return asset_response(request, target->segments[1]);
  }
  if (context.office.store == nullptr) {
    return open_page({"Tạm ngừng",
                      "<h1>Tạm ngừng</h1><p>Cơ sở dữ liệu tạm thời không dùng được. Đề nghị thử "
                      "lại sau ít phút.</p>"},
                     context,
                     503);
  }
  if (first == "lich-rieng" && target->segments.size() == 2 && request.method == "GET") {
    return get_feed(target->segments[1], request, context);
  }
  if (const auto door = answer_door(request, *target, context)) {
    return *door;
  }
  const auto visitor = visitor_of(request, context);
  if (!visitor) {
    return see_other("/vao");
  }
  if (home) {
    return request.method == "GET" ? get_today({*visitor, {}, target->query, {}}, context)
                                   : wrong_page_method(context, "GET");
  }
  return answer_page(request, *target, *visitor, context);
}

}  // namespace

ApiResponse answer_web(const ApiRequest& request, const WebContext& context) {
  ApiRequest asked = request;
  if (asked.method == "HEAD") {
    asked.method = "GET";
  }
  ApiResponse response = is_own_host(asked, context.settings)
                             ? answer_for(asked, context)
                             : bare(421, "máy chủ này không phục vụ tên miền đó");
  add_safety(response, context.settings);
  return response;
}

bool is_known_caller(const ApiRequest& request, const WebContext& context) {
  return visitor_of(request, context) || token_of(request, context.office);
}

std::vector<PageRoute> page_routes() {
  std::vector<PageRoute> routes{{"GET", "/", Role::viewer}};
  for (const PageEntry& entry : page_table()) {
    routes.push_back({entry.method, entry.pattern, entry.least});
  }
  return routes;
}

}  // namespace dondoc
