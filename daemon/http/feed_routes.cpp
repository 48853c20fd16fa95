// SPDX-License-Identifier: Apache-2.0
// Calendars that an admin gives out and takes back; daemon/web/feed_door.h serves them.
#include "daemon/http/act_bodies.h"
#include "daemon/http/body_fields.h"
#include "daemon/http/feed_owner.h"
#include "daemon/http/revoking.h"
#include "daemon/http/route_handlers.h"
#include "daemon/store/doors.h"

#include <variant>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

Json feed_view(const Feed& feed, const RuleSet& rules) {
  const auto owner = parse_feed_owner(feed.of, rules.directory);
  return Json{{"of", feed.of},
              {"title", owner ? Json(feed_owner_words(*owner, rules.directory)) : Json(nullptr)},
              {"made_at", to_rfc3339(feed.made_at, rules.zone)}};
}

}  // namespace

ApiResponse get_feeds(const RouteContext& context) {
  Json feeds = Json::array();
  for (const Feed& feed : Doors(*context.store).feeds()) {
    feeds.push_back(feed_view(feed, context.rules));
  }
  return json_response(Json{{"feeds", std::move(feeds)}});
}

ApiResponse post_feed(const std::string& body, const RouteContext& context) {
  const auto fields = read_fields(body, feed_fields);
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  const auto& given = std::get<Fields>(fields);
  const auto of = given.find("of");
  if (of == given.end()) {
    return error_response(422, "missing-field", "thiếu trường of: unit/ĐƠN-VỊ hoặc post/CHỨC-DANH");
  }
  const RuleSet& rules = context.rules;
  const auto owner = parse_feed_owner(of->second, rules.directory);
  if (!owner) {
    return error_response(422,
                          "unknown-owner",
                          "không có đơn vị hay chức danh nào là " + of->second +
                              "; viết unit/ĐƠN-VỊ hoặc post/CHỨC-DANH");
  }
  Feed feed{of->second, {}, context.now};
  if (!owner->post.empty()) {
    const Person* person = holder(rules.directory, owner->post, date_of(context.now, rules.zone));
    if (person == nullptr) {
      return error_response(
          409, "vacant-post", "chức danh " + owner->post + " hiện chưa có người giữ");
    }
    feed.person = person->id;
  }
  Store::Transaction transaction(*context.store);
  const std::string secret = Doors(*context.store).write_feed(feed);
  transaction.commit();
  Json document = feed_view(feed, rules);
  const std::string path = "/lich-rieng/" + secret + ".ics";
  document["path"] = path;
  document["url"] = context.public_url.empty() ? Json(nullptr) : Json(context.public_url + path);
  return json_response(document);
}

ApiResponse post_revoke_feed(const std::string& of,
                             const std::string& body,
                             const RouteContext& context) {
  return revoke({[&of](Doors& doors) { return doors.remove_feed(of); },
                 "of",
                 of,
                 "unknown-feed",
                 "chưa cấp lịch nào cho " + of},
                body,
                context);
}

}  // namespace dondoc
