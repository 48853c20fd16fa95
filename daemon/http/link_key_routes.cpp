// SPDX-License-Identifier: Apache-2.0
// The keys that sign the links of mails (daemon/act_link.h), as an admin sees and replaces them.
#include "daemon/act_link.h"
#include "daemon/http/act_bodies.h"
#include "daemon/http/route_handlers.h"
#include "daemon/http/views.h"
#include "daemon/store/doors.h"

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

/// A key that comes with the database was made at no known moment.
Json made_at_json(const LinkKey& key, Zone zone) {
  return key.made_at == Instant{} ? Json(nullptr) : Json(to_rfc3339(key.made_at, zone));
}

/// Its links hold so long after another has begun to sign.
Json holds_until_json(const std::vector<LinkKey>& keys, std::size_t nth, Zone zone) {
  return nth == 0 ? Json(nullptr) : Json(to_rfc3339(keys[nth - 1].made_at + act_link_valid, zone));
}

}  // namespace

ApiResponse get_link_keys(const RouteContext& context) {
  const std::vector<LinkKey> keys = Doors(*context.store).link_keys();
  Json list = Json::array();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    list.push_back(Json{{"id", keys[i].id},
                        {"made_at", made_at_json(keys[i], context.rules.zone)},
                        {"signs", i == 0},
                        {"holds_until", holds_until_json(keys, i, context.rules.zone)}});
  }
  return json_response(Json{{"keys", std::move(list)}});
}

ApiResponse post_rotate_link_keys(const std::string& body, const RouteContext& context) {
  const auto fields = read_fields(body, {});
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  Doors doors(*context.store);
  Store::Transaction transaction(*context.store);
  doors.forget_link_keys(context.now - act_link_valid);
  if (doors.link_keys().size() >= link_keys_max) {
    return error_response(409,
                          "too-many-keys",
                          "đã thay khóa quá nhiều lần trong 30 ngày; chờ liên kết của khóa cũ hết "
                          "hạn, hoặc thu hồi mọi liên kết đã gửi");
  }
  doors.add_link_key(context.now);
  transaction.commit();
  return get_link_keys(context);
}

ApiResponse post_revoke_links(const std::string& body, const RouteContext& context) {
  const auto fields = read_fields(body, {});
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  Store::Transaction transaction(*context.store);
  Doors(*context.store).replace_link_keys(context.now);
  transaction.commit();
  return get_link_keys(context);
}

}  // namespace dondoc
