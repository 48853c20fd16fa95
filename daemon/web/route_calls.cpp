// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/route_calls.h"

#include "rules/schedule/acts.h"

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

constexpr int status_fine = 200;

/// Another of their posts may do it.
bool is_not_theirs(const ApiResponse& response) {
  const auto document = nlohmann::json::parse(response.body, nullptr, false);
  if (response.status == status_fine || !document.is_object()) {
    return false;
  }
  const std::string code = document.at("error").value("code", "");
  return code == refusal_name(ActRefusal::not_allowed) ||
         code == refusal_name(ActRefusal::leader_only);
}

std::string body_of(const BodyFields& fields, const std::string& post) {
  nlohmann::json body = nlohmann::json::object();
  for (const auto& [name, value] : fields) {
    if (!value.empty()) {
      body[name] = value;
    }
  }
  if (!post.empty()) {
    body["as_post"] = post;
  }
  return body.dump();
}

}  // namespace

ApiResponse call_for_visitor(const PageCall& call,
                             const WebContext& context,
                             const BodyFields& fields,
                             const BodyRoute& route) {
  RouteContext office = context.office;
  office.by = "web";
  ApiResponse response;
  for (const std::string& post : call.visitor.posts) {
    response = route(body_of(fields, post), office);
    if (!is_not_theirs(response)) {
      return response;
    }
  }
  return call.visitor.role == Role::admin ? route(body_of(fields, ""), office) : response;
}

ApiResponse call_as_admin(const WebContext& context, const BodyRoute& route) {
  RouteContext office = context.office;
  office.by = "web";
  return route("", office);
}

std::string refusal_words(const ApiResponse& response) {
  const auto document = nlohmann::json::parse(response.body, nullptr, false);
  const std::string words = document.is_object() && document.contains("error")
                                ? document.at("error").value("message", "")
                                : std::string{};
  return words.empty() ? "Chưa ghi nhận được." : "Chưa ghi nhận: " + words + ".";
}

}  // namespace dondoc
