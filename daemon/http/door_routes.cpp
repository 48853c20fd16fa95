// SPDX-License-Identifier: Apache-2.0
// Who may come in over the network: sign-in codes that an admin hands out, tokens of other systems.
#include "daemon/http/act_bodies.h"
#include "daemon/http/body_fields.h"
#include "daemon/http/revoking.h"
#include "daemon/http/route_handlers.h"
#include "daemon/http/unknown_names.h"
#include "daemon/http/views.h"
#include "daemon/store/doors.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <variant>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::chrono::hours handed_code_valid{24};
constexpr int token_days_usual = 365;
constexpr int token_days_max = 3 * 365;
constexpr std::size_t token_name_bytes_max = 64;

Json token_view(const ApiToken& token, const RuleSet& rules) {
  return Json{{"name", token.name},
              {"role", token.role},
              {"post", token.post.empty() ? Json(nullptr) : Json(token.post)},
              {"made_at", to_rfc3339(token.made_at, rules.zone)},
              {"expires_at", to_rfc3339(token.expires_at, rules.zone)}};
}

/// The token that a body asks for, or what is wrong with it.
std::variant<ApiToken, ApiResponse> asked_token(const Fields& fields, const RouteContext& context) {
  ApiToken token;
  token.name = text_in(fields, "name");
  token.role = text_in(fields, "role");
  token.post = text_in(fields, "post");
  if (token.name.empty() || token.name.size() > token_name_bytes_max) {
    return error_response(422, "bad-field", "tên của mã truy cập phải có từ 1 đến 64 ký tự");
  }
  const auto role = parse_role(token.role);
  if (!role) {
    return error_response(
        422, "bad-field", "vai trò phải là viewer, unit, overseer, editor hoặc admin");
  }
  if (!token.post.empty() && context.rules.directory.posts.count(token.post) == 0) {
    ApiResponse refused = unknown_post(token.post, context.rules);
    refused.status = 422;
    return refused;
  }
  if (token.post.empty() && *role != Role::viewer && *role != Role::admin) {
    return error_response(
        422, "missing-field", "vai trò này phải nêu chức danh mà nó ghi nhận thay");
  }
  const std::string days_text = text_in(fields, "days");
  int days = token_days_usual;
  if (!days_text.empty()) {
    const auto [stop, error] =
        std::from_chars(days_text.data(), days_text.data() + days_text.size(), days);
    if (error != std::errc{} || stop != days_text.data() + days_text.size() || days < 1 ||
        days > token_days_max) {
      return error_response(422, "bad-number", "số ngày phải từ 1 đến 1095");
    }
  }
  token.made_at = context.now;
  token.expires_at = context.now + std::chrono::hours{24} * days;
  return token;
}

}  // namespace

ApiResponse post_sign_in_code(const std::string& post,
                              const std::string& body,
                              const RouteContext& context) {
  const auto fields = read_fields(body, {});
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  const RuleSet& rules = context.rules;
  if (rules.directory.posts.count(post) == 0) {
    return unknown_post(post, rules);
  }
  const Person* person = holder(rules.directory, post, date_of(context.now, rules.zone));
  if (person == nullptr) {
    return error_response(409, "vacant-post", "chức danh " + post + " hiện chưa có người giữ");
  }
  const Instant until = context.now + handed_code_valid;
  Store::Transaction transaction(*context.store);
  const std::string code = Doors(*context.store).write_sign_in_code(person->id, until, context.now);
  transaction.commit();
  return json_response(Json{{"post", post},
                            {"title", post_title(post, rules)},
                            {"code", code},
                            {"until", to_rfc3339(until, rules.zone)}});
}

ApiResponse post_sign_out_everywhere(const std::string& post,
                                     const std::string& body,
                                     const RouteContext& context) {
  const auto fields = read_fields(body, {});
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  const Person* person =
      holder(context.rules.directory, post, date_of(context.now, context.rules.zone));
  if (person == nullptr) {
    return error_response(404, "vacant-post", "chức danh " + post + " không có người giữ");
  }
  Store::Transaction transaction(*context.store);
  Doors(*context.store).end_sessions_of(person->id);
  transaction.commit();
  return json_response(Json{{"post", post}, {"title", post_title(post, context.rules)}});
}

ApiResponse get_tokens(const RouteContext& context) {
  Json tokens = Json::array();
  for (const ApiToken& token : Doors(*context.store).api_tokens()) {
    tokens.push_back(token_view(token, context.rules));
  }
  return json_response(Json{{"tokens", std::move(tokens)}});
}

ApiResponse post_token(const std::string& body, const RouteContext& context) {
  const auto fields = read_fields(body, token_fields);
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  const auto token = asked_token(std::get<Fields>(fields), context);
  if (const auto* problem = std::get_if<ApiResponse>(&token)) {
    return *problem;
  }
  const ApiToken& asked = std::get<ApiToken>(token);
  Store::Transaction transaction(*context.store);
  const auto secret = Doors(*context.store).write_api_token(asked);
  if (!secret) {
    return error_response(409, "known-token", "đã có mã truy cập mang tên " + asked.name);
  }
  transaction.commit();
  Json document = token_view(asked, context.rules);
  document["token"] = *secret;
  return json_response(document);
}

ApiResponse post_revoke_token(const std::string& name,
                              const std::string& body,
                              const RouteContext& context) {
  return revoke({[&name](Doors& doors) { return doors.remove_api_token(name); },
                 "name",
                 name,
                 "unknown-token",
                 "không có mã truy cập nào tên " + name},
                body,
                context);
}

}  // namespace dondoc
