// SPDX-License-Identifier: Apache-2.0
// Who answers where they read: codes by which people link their chats, and a list of who has.
#include "daemon/http/act_bodies.h"
#include "daemon/http/route_handlers.h"
#include "daemon/http/unknown_names.h"
#include "daemon/http/views.h"
#include "rules/reply/link_words.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <variant>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

/// From one working day to the next, a weekend between them.
constexpr std::chrono::hours link_code_valid{72};

/// The holder of the post in the address, or why there is nobody to link; the body has nothing to
/// say.
std::variant<const Person*, ApiResponse> holder_of(const std::string& post,
                                                   const std::string& body,
                                                   const RouteContext& context) {
  const auto fields = read_fields(body, {});
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  const Directory& directory = context.rules.directory;
  if (directory.posts.count(post) == 0) {
    return unknown_post(post, context.rules);
  }
  const Person* person = holder(directory, post, date_of(context.now, context.rules.zone));
  if (person == nullptr) {
    return error_response(
        409, "vacant-post", "chức danh " + post + " hiện chưa có người giữ nên chưa kết nối được");
  }
  return person;
}

/// The channel in which the person reads and answers; empty when there is none.
std::string reply_channel(const Person& person, const RuleSet& rules) {
  const auto found = std::find_if(
      person.contacts.begin(), person.contacts.end(), [&rules](const Contact& contact) {
        return rules.reply_channels.count(contact.channel) > 0;
      });
  return found == person.contacts.end() ? std::string{} : found->channel;
}

/// Posts that somebody holds, with that person.
std::map<std::string, const Person*> held_posts(const RouteContext& context) {
  std::map<std::string, const Person*> held;
  const Directory& directory = context.rules.directory;
  for (const auto& [id, post] : directory.posts) {
    const Person* person = holder(directory, id, date_of(context.now, context.rules.zone));
    if (person != nullptr) {
      held.emplace(id, person);
    }
  }
  return held;
}

}  // namespace

LinkCounts link_counts(const RouteContext& context) {
  LinkCounts counts;
  for (const auto& [post, person] : held_posts(context)) {
    ++counts.posts;
    counts.connected += reply_channel(*person, context.rules).empty() ? 0 : 1;
  }
  return counts;
}

ApiResponse get_links(const RouteContext& context) {
  const RuleSet& rules = context.rules;
  std::map<std::string, ChatLink> links;  // by person
  for (const ChatLink& link : context.store->links()) {
    links.emplace(link.person, link);
  }
  std::map<std::string, OpenLinkCode> codes;  // by post
  for (const OpenLinkCode& code : context.store->open_link_codes(context.now)) {
    codes.emplace(code.post, code);
  }
  Json posts = Json::array();
  for (const auto& [post, person] : held_posts(context)) {
    const auto link = links.find(person->id);
    const auto code = codes.find(post);
    const std::string channel = reply_channel(*person, rules);
    posts.push_back(
        Json{{"post", post},
             {"title", post_title(post, rules)},
             {"connected", !channel.empty()},
             {"channel", channel},
             {"linked_at",
              link == links.end() ? Json(nullptr)
                                  : Json(to_rfc3339(link->second.linked_at, rules.zone))},
             {"code_until",
              code == codes.end() ? Json(nullptr)
                                  : Json(to_rfc3339(code->second.expires_at, rules.zone))}});
  }
  const LinkCounts counts = link_counts(context);
  Json document = Json::object();
  document["connected"] = counts.connected;
  document["held_posts"] = counts.posts;
  document["channels"] = rules.reply_channels;
  document["posts"] = std::move(posts);
  return json_response(document);
}

ApiResponse post_link(const std::string& post,
                      const std::string& body,
                      const RouteContext& context) {
  const auto found = holder_of(post, body, context);
  if (const auto* problem = std::get_if<ApiResponse>(&found)) {
    return *problem;
  }
  if (context.rules.reply_channels.empty()) {
    return error_response(409,
                          "no-reply-channel",
                          "chưa có kênh nào nhận tin trả lời; đặt replies: true cho kênh zalo "
                          "trong dondoc.yaml rồi nạp lại");
  }
  const Instant until = context.now + link_code_valid;
  Store::Transaction transaction(*context.store);
  const std::string code =
      context.store->write_link_code(post, std::get<const Person*>(found)->id, until);
  context.store->touch(context.now);
  transaction.commit();
  Json document = Json::object();
  document["post"] = post;
  document["title"] = post_title(post, context.rules);
  document["message"] = link_words(code);
  document["until"] = to_rfc3339(until, context.rules.zone);
  document["channels"] = context.rules.reply_channels;
  return json_response(document);
}

ApiResponse post_unlink(const std::string& post,
                        const std::string& body,
                        const RouteContext& context) {
  const auto found = holder_of(post, body, context);
  if (const auto* problem = std::get_if<ApiResponse>(&found)) {
    return *problem;
  }
  Store::Transaction transaction(*context.store);
  const bool was_linked = context.store->remove_links(std::get<const Person*>(found)->id);
  context.store->touch(context.now);
  transaction.commit();
  if (context.people_changed) {
    context.people_changed();
  }
  Json document = Json::object();
  document["post"] = post;
  document["title"] = post_title(post, context.rules);
  document["was_linked"] = was_linked;
  return json_response(document);
}

}  // namespace dondoc
