// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/feed_door.h"

#include "daemon/http/entity_tag.h"
#include "daemon/store/doors.h"
#include "daemon/web/calendar_feed.h"
#include "rules/schedule/planned_dues.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

namespace dondoc {
namespace {

constexpr std::string_view file_ending = ".ics";

ApiResponse plain_text(int status, const std::string& words) {
  return {status, words + "\n", "text/plain; charset=utf-8"};
}

/// Everything of the owner's that has opened, and what the plans bring within the year.
std::vector<Occurrence> duties_of(const FeedOwner& owner, const WebContext& context) {
  const RouteContext& office = context.office;
  std::vector<Occurrence> duties;
  const auto take = [&](const std::vector<Occurrence>& some) {
    std::copy_if(some.begin(), some.end(), std::back_inserter(duties), [&](const Occurrence& one) {
      return is_in_feed(one, owner, office.rules, office.now);
    });
  };
  take(context.memory.open_duties.of(*office.store));
  take(context.memory.closed_duties.of(*office.store, office.now));
  const Date today = date_of(office.now, office.rules.zone);
  for (const Occurrence& one :
       planned_dues(office.rules, today, add_months(today, feed_months_ahead))) {
    // What has opened is the store's to tell, also when it was done early or taken out.
    if (is_in_feed(one, owner, office.rules, office.now) && !office.store->occurrence(one.key)) {
      duties.push_back(one);
    }
  }
  std::sort(duties.begin(), duties.end(), [](const Occurrence& one, const Occurrence& other) {
    return std::tie(one.due, one.key) < std::tie(other.due, other.key);
  });
  return duties;
}

/// The feed that the file's name opens, with whose it is.
struct OpenFeed {
  Feed feed;
  FeedOwner owner;
};

std::optional<OpenFeed> open_feed(const std::string& file, const RouteContext& office) {
  if (file.size() <= file_ending.size() ||
      file.compare(file.size() - file_ending.size(), file_ending.size(), file_ending) != 0) {
    return std::nullopt;
  }
  const auto feed = Doors(*office.store).feed_of(file.substr(0, file.size() - file_ending.size()));
  const Directory& directory = office.rules.directory;
  const auto owner = feed ? parse_feed_owner(feed->of, directory) : std::nullopt;
  if (!owner) {
    return std::nullopt;
  }
  if (!owner->post.empty()) {
    const Person* person = holder(directory, owner->post, date_of(office.now, office.rules.zone));
    if (person == nullptr || person->id != feed->person) {
      return std::nullopt;
    }
  }
  return OpenFeed{*feed, *owner};
}

}  // namespace

ApiResponse get_feed(const std::string& file,
                     const ApiRequest& request,
                     const WebContext& context) {
  const RouteContext& office = context.office;
  const auto open = open_feed(file, office);
  if (!open) {
    return context.memory.doors.allows(address_of(request, context.settings), office.now)
               ? plain_text(404, "không có địa chỉ này")
               : plain_text(429, "đã thử quá nhiều lần; xin chờ 10 phút");
  }
  const FeedFrame frame{"Nhiệm vụ của " + feed_owner_words(open->owner, office.rules.directory),
                        open->feed.made_at,
                        context.settings.public_url};
  ApiResponse response{200, calendar_text(frame, duties_of(open->owner, context), office.rules)};
  response.content_type = "text/calendar; charset=utf-8";
  response.headers = {{"Cache-Control", "private, max-age=300"}};
  tag_entity(response, request);
  return response;
}

}  // namespace dondoc
