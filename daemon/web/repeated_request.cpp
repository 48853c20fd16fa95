// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/repeated_request.h"

#include "daemon/http/route_table.h"
#include "daemon/store/doors.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr int first_fault_status = 500;

/// The answer holds what opens a door, and the store keeps no such thing.
bool tells_secret(const ApiRequest& request) {
  const auto target = parse_target(request.target);
  const auto& routes = api_routes();
  return target && std::any_of(routes.begin(), routes.end(), [&](const Route& route) {
           return route.more.tells_secret && route.method == request.method &&
                  fit(route.pattern, target->segments);
         });
}

bool is_key(const std::string& key) {
  return key.size() <= repeat_key_bytes_max &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
}

ApiResponse answer_known(const KeptRequest& kept, const SecretHash& hash) {
  if (kept.hash != hash) {
    return error_response(422,
                          "idempotency-key-reused",
                          "Idempotency-Key này đã dùng cho một yêu cầu khác; xin dùng khóa mới");
  }
  if (!kept.status) {
    return error_response(409,
                          "outcome-unknown",
                          "chưa rõ lần gửi trước đã được ghi nhận hay chưa; xin xem lại đầu việc "
                          "rồi gửi với khóa mới nếu cần");
  }
  ApiResponse same{*kept.status, kept.answer};
  same.headers.emplace_back("Idempotent-Replayed", "true");
  return same;
}

}  // namespace

ApiResponse answer_once(const ApiRequest& request,
                        Role role,
                        const std::string& caller,
                        const RouteContext& context) {
  const std::string key = header_of(request, "idempotency-key");
  if (request.method != "POST" || key.empty()) {
    return answer_route(request, role, context);
  }
  if (!is_key(key)) {
    return error_response(
        400, "bad-idempotency-key", "Idempotency-Key chỉ nhận đến 200 ký tự ASCII in được");
  }
  if (tells_secret(request)) {
    return error_response(422,
                          "idempotency-not-here",
                          "địa chỉ này trả về một mã bí mật, không lưu lại để gửi lần nữa; xin bỏ "
                          "Idempotency-Key");
  }
  Doors doors(*context.store);
  const SecretHash hash = secret_hash(request.method + '\n' + request.target + '\n' + request.body);
  if (const auto kept = doors.kept_request(caller, key, context.now - repeats_kept)) {
    return answer_known(*kept, hash);
  }
  if (doors.kept_requests(caller) >= repeats_max) {
    return error_response(
        429, "too-many", "quá nhiều yêu cầu có Idempotency-Key trong 48 giờ; xin chờ");
  }
  {
    // Before the deed: a crash in between leaves a key whose outcome is told as unknown, never a
    // deed that is done again.
    Store::Transaction transaction(*context.store);
    doors.forget_requests(context.now - repeats_kept);
    doors.keep_request(caller, key, hash, context.now);
    transaction.commit();
  }
  ApiResponse response = answer_route(request, role, context);
  Store::Transaction transaction(*context.store);
  if (response.status < first_fault_status) {
    doors.keep_answer(caller, key, response.status, response.body);
  } else {
    doors.forget_request(caller, key);
  }
  transaction.commit();
  return response;
}

}  // namespace dondoc
