// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/route_table.h"

#include "daemon/http/act_bodies.h"
#include "daemon/http/openapi.h"
#include "daemon/http/route_handlers.h"

#include <algorithm>
#include <cstddef>

namespace dondoc {

namespace {

using Call = const RouteCall&;
using Context = const RouteContext&;

/// Duties and what is done to them.
std::vector<Route> routes_of_duties() {
  return {
      {"GET",
       "/v1/occurrences",
       Role::viewer,
       "Danh sách đầu việc",
       [](Call call, Context context) { return get_list(call.target, context); },
       {.query = {"unit", "plan", "all", "after", "limit"}, .gives = "OccurrencePage"}},
      {"GET",
       "/v1/occurrences/{key}",
       Role::viewer,
       "Toàn bộ diễn biến của một đầu việc",
       [](Call call, Context context) { return get_story(call.parts[0], context); }},
      {"POST",
       "/v1/occurrences/{key}/{act}",
       Role::unit,
       "Ghi nhận một việc đã làm với đầu việc",
       [](Call call, Context context) {
         return post_act(call.parts[1], call.parts[0], call.body, context);
       },
       {.gives = "RecordedAct"}},
      {"GET",
       "/v1/why/{key}",
       Role::viewer,
       "Vì sao có một tin nhắc",
       [](Call call, Context context) { return get_why(call.parts[0], context); }},
      {"GET",
       "/v1/triggers",
       Role::viewer,
       "Mốc tính thời hạn và các lần đã xảy ra",
       [](Call, Context context) { return get_triggers(context); }},
      {"POST",
       "/v1/triggers/{plan}/{trigger}",
       Role::unit,
       "Ghi nhận một mốc tính thời hạn đã xảy ra",
       [](Call call, Context context) {
         return post_trigger(call.parts[0], call.parts[1], call.body, context);
       },
       {.fields = fields_of_act("happen"), .gives = "RecordedAct"}},
      {"POST",
       "/v1/tasks",
       Role::overseer,
       "Giao việc ngoài kế hoạch",
       [](Call call, Context context) { return post_tasks(call.body, context); },
       {.fields = task_fields}},
  };
}

/// What the office has promised, who is in it, and what they were told.
std::vector<Route> routes_of_reading() {
  return {
      {"GET",
       "/v1/plans",
       Role::viewer,
       "Các kế hoạch đang dùng",
       [](Call, Context context) { return get_plan_list(context); }},
      {"GET",
       "/v1/plans/{plan}",
       Role::viewer,
       "Một kế hoạch: các nhiệm vụ theo cách hệ thống hiểu, ba thời hạn tiếp theo, 6 rõ",
       [](Call call, Context context) { return get_plan_whole(call.parts[0], context); }},
      {"GET",
       "/v1/measures",
       Role::viewer,
       "Số lượng và chỉ tiêu: trong kỳ, từ đầu năm, so với năm trước",
       [](Call call, Context context) { return get_measures(call.target, context); },
       {.query = {"unit", "plan", "all", "after", "limit"}}},
      {"GET",
       "/v1/units",
       Role::viewer,
       "Các đơn vị trong danh bạ",
       [](Call, Context context) { return get_unit_list(context); }},
      {"GET",
       "/v1/posts",
       Role::viewer,
       "Các chức danh, và chức danh nào đang làm thay",
       [](Call, Context context) { return get_post_list(context); }},
      {"GET",
       "/v1/messages",
       Role::viewer,
       "Tin nhắc đã lập, cũ trước mới sau, với lần gửi gần nhất",
       [](Call call, Context context) { return get_message_list(call.target, context); },
       {.query = {"since", "state", "post", "after", "limit"}}},
      {"GET",
       "/v1/messages/{message}",
       Role::viewer,
       "Một tin nhắc: nội dung, mọi lần gửi, vì sao",
       [](Call call, Context context) { return get_message_whole(call.parts[0], context); }},
  };
}

/// Posts, and when their holders are away.
std::vector<Route> routes_of_people() {
  return {
      {"POST",
       "/v1/posts/{post}/week-ok",
       Role::unit,
       "Việc hằng tuần của chức danh đã xong",
       [](Call call, Context context) { return post_week(call.parts[0], call.body, context); },
       {.fields = actor_fields}},
      {"GET",
       "/v1/leaves",
       Role::viewer,
       "Ai vắng mặt, từ ngày nào đến ngày nào",
       [](Call, Context context) { return get_leaves(context); }},
      {"POST",
       "/v1/posts/{post}/leave",
       Role::unit,
       "Ghi nhận ngày vắng của người giữ chức danh",
       [](Call call, Context context) { return post_leave(call.parts[0], call.body, context); },
       {.fields = leave_fields}},
      {"POST",
       "/v1/posts/{post}/undo-leave",
       Role::unit,
       "Hủy lần ghi nhận ngày vắng gần nhất",
       [](Call call, Context context) {
         return post_undo_leave(call.parts[0], call.body, context);
       },
       {.fields = actor_fields}},
  };
}

/// Who comes in, and by what.
std::vector<Route> routes_of_doors() {
  return {
      {"GET",
       "/v1/links",
       Role::overseer,
       "Chức danh nào đã kết nối kênh trả lời",
       [](Call, Context context) { return get_links(context); }},
      {"POST",
       "/v1/posts/{post}/link",
       Role::admin,
       "Cấp mã để kết nối kênh trả lời",
       [](Call call, Context context) { return post_link(call.parts[0], call.body, context); },
       {.tells_secret = true}},
      {"POST",
       "/v1/posts/{post}/unlink",
       Role::admin,
       "Gỡ kênh trả lời của một chức danh",
       [](Call call, Context context) { return post_unlink(call.parts[0], call.body, context); }},
      {"POST",
       "/v1/posts/{post}/sign-in",
       Role::admin,
       "Cấp mã đăng nhập cho người giữ chức danh",
       [](Call call, Context context) {
         return post_sign_in_code(call.parts[0], call.body, context);
       },
       {.tells_secret = true}},
      {"POST",
       "/v1/posts/{post}/sign-out",
       Role::admin,
       "Cho người giữ chức danh thoát khỏi mọi thiết bị",
       [](Call call, Context context) {
         return post_sign_out_everywhere(call.parts[0], call.body, context);
       }},
      {"GET",
       "/v1/tokens",
       Role::admin,
       "Các mã truy cập đã cấp",
       [](Call, Context context) { return get_tokens(context); }},
      {"POST",
       "/v1/tokens",
       Role::admin,
       "Cấp một mã truy cập",
       [](Call call, Context context) { return post_token(call.body, context); },
       {.fields = token_fields, .tells_secret = true}},
      {"POST",
       "/v1/tokens/{name}/revoke",
       Role::admin,
       "Thu hồi một mã truy cập",
       [](Call call, Context context) {
         return post_revoke_token(call.parts[0], call.body, context);
       }},
      {"GET",
       "/v1/feeds",
       Role::admin,
       "Các lịch riêng đã cấp",
       [](Call, Context context) { return get_feeds(context); }},
      {"POST",
       "/v1/feeds",
       Role::admin,
       "Cấp một địa chỉ lịch riêng (iCalendar)",
       [](Call call, Context context) { return post_feed(call.body, context); },
       {.fields = feed_fields, .tells_secret = true}},
      {"POST",
       "/v1/feeds/{of}/revoke",
       Role::admin,
       "Thu hồi một địa chỉ lịch riêng",
       [](Call call, Context context) {
         return post_revoke_feed(call.parts[0], call.body, context);
       }},
      {"GET",
       "/v1/link-keys",
       Role::admin,
       "Khóa ký liên kết trong thư",
       [](Call, Context context) { return get_link_keys(context); }},
      {"POST",
       "/v1/link-keys/rotate",
       Role::admin,
       "Ký liên kết bằng khóa mới; liên kết đã gửi vẫn dùng được đến khi hết hạn",
       [](Call call, Context context) { return post_rotate_link_keys(call.body, context); }},
      {"POST",
       "/v1/link-keys/revoke",
       Role::admin,
       "Thay khóa và thu hồi mọi liên kết đã gửi",
       [](Call call, Context context) { return post_revoke_links(call.body, context); }},
  };
}

/// The system itself.
std::vector<Route> routes_of_running() {
  return {
      {"GET",
       "/v1/health",
       Role::viewer,
       "Hệ thống có đang làm việc của nó không; 503 khi không",
       [](Call, Context context) { return get_health(context); },
       {.without_store = true}},
      {"GET",
       "/v1/status",
       Role::viewer,
       "Tình trạng của dịch vụ",
       [](Call, Context context) { return get_status(context); },
       {.without_store = true}},
      {"GET",
       "/v1/metrics",
       Role::viewer,
       "Số liệu cho Prometheus",
       [](Call, Context context) { return get_metrics(context); },
       {.without_store = true, .content_type = "text/plain"}},
      {"POST",
       "/v1/hold",
       Role::admin,
       "Tạm dừng mọi việc gửi tin",
       [](Call call, Context context) { return post_hold(call.body, context); },
       {.fields = hold_fields}},
      {"POST",
       "/v1/release",
       Role::admin,
       "Gửi tin trở lại",
       [](Call call, Context context) { return post_release(call.body, context); }},
      {"POST",
       "/v1/backup",
       Role::admin,
       "Sao lưu ngay",
       [](Call call, Context context) { return post_backup(call.body, context); }},
      {"GET",
       "/v1/openapi.json",
       Role::viewer,
       "Mô tả các địa chỉ này cho phần mềm (OpenAPI 3.1)",
       [](Call, Context context) { return get_openapi(context); }},
      {"GET",
       "/v1/verify",
       Role::admin,
       "Kiểm tra toàn vẹn của cơ sở dữ liệu",
       [](Call, Context context) { return get_verify(context); }},
  };
}

}  // namespace

const std::vector<Route>& api_routes() {
  static const std::vector<Route> all = [] {
    std::vector<Route> routes = routes_of_duties();
    for (const auto& more :
         {routes_of_reading(), routes_of_people(), routes_of_doors(), routes_of_running()}) {
      routes.insert(routes.end(), more.begin(), more.end());
    }
    return routes;
  }();
  return all;
}

std::optional<std::vector<std::string>> fit(std::string_view pattern,
                                            const std::vector<std::string>& segments) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (const std::string& segment : segments) {
    if (at >= pattern.size()) {
      return std::nullopt;
    }
    const std::size_t end = std::min(pattern.find('/', at + 1), pattern.size());
    const std::string_view wanted = pattern.substr(at + 1, end - at - 1);
    at = end;
    if (!wanted.empty() && wanted.front() == '{') {
      if (wanted == "{act}" && !is_act_name(segment)) {
        return std::nullopt;
      }
      parts.push_back(segment);
    } else if (wanted != segment) {
      return std::nullopt;
    }
  }
  return at == pattern.size() ? std::optional(parts) : std::nullopt;
}

}  // namespace dondoc
