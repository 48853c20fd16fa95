// SPDX-License-Identifier: Apache-2.0
// The directory: units, and posts with who acts for them. Persons are in no answer.
#include "daemon/http/route_handlers.h"
#include "daemon/http/views.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

/// The groups that hold the unit.
Json groups_of(const std::string& unit, const Directory& directory) {
  Json groups = Json::array();
  for (const auto& [id, units] : directory.groups) {
    if (std::find(units.begin(), units.end(), unit) != units.end()) {
      groups.push_back(id);
    }
  }
  return groups;
}

}  // namespace

ApiResponse get_unit_list(const RouteContext& context) {
  const RuleSet& rules = context.rules;
  Json units = Json::array();
  for (const auto& [id, unit] : rules.directory.units) {
    units.push_back(Json{{"id", id},
                         {"name", unit.name},
                         {"aliases", unit.aliases},
                         {"groups", groups_of(id, rules.directory)},
                         {"head", text_json(unit.head)},
                         {"head_title", unit.head.empty() ? "" : post_title(unit.head, rules)},
                         {"reports_to", text_json(unit.reports_to.value_or(""))},
                         {"outside", unit.outside}});
  }
  return json_response(Json{{"office", rules.directory.office}, {"units", std::move(units)}});
}

ApiResponse get_post_list(const RouteContext& context) {
  const Directory& directory = context.rules.directory;
  const Date today = date_of(context.now, context.rules.zone);
  Json posts = Json::array();
  for (const auto& [id, post] : directory.posts) {
    posts.push_back(Json{{"id", id},
                         {"title", post.title},
                         {"unit", text_json(post.unit)},
                         {"deputy", text_json(post.deputy.value_or(""))},
                         {"held", holder(directory, id, today) != nullptr},
                         {"acting", text_json(acting_post(directory, id, today))}});
  }
  return json_response(Json{{"posts", std::move(posts)},
                            {"chair", directory.chair},
                            {"admin", text_json(directory.admin.value_or(""))}});
}

}  // namespace dondoc
