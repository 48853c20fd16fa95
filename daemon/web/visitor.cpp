// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/visitor.h"

#include "daemon/http/url.h"
#include "daemon/store/doors.h"
#include "rules/answer/concern.h"
#include "rules/schedule/alarm.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include <arpa/inet.h>

namespace dondoc {
namespace {

bool is_https(const WebSettings& settings) {
  return settings.public_url.rfind("https://", 0) == 0;
}

/// With the prefix a browser lets no other host and no plain connection set it (RFC 6265bis 4.1.3).
std::string cookie_name(const WebSettings& settings) {
  return is_https(settings) ? "__Host-dondoc" : "dondoc";
}

std::string cookie_of(const std::string& header, const std::string& name) {
  std::string_view rest = header;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    std::string_view pair = rest.substr(0, end);
    pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
    if (pair.size() > name.size() && pair.substr(0, name.size()) == name &&
        pair[name.size()] == '=') {
      return std::string(pair.substr(name.size() + 1));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

std::string cookie(const std::string& value, const WebSettings& settings, const std::string& age) {
  return cookie_name(settings) + '=' + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + age +
         (is_https(settings) ? "; Secure" : "");
}

/// Heads a unit that watches a plan or a duty, or is its deputy.
bool watches(const std::string& post, const RuleSet& rules) {
  const auto heads = [&post, &rules](const std::string& unit) {
    const auto found = rules.directory.units.find(unit);
    return found != rules.directory.units.end() && found->second.head == post;
  };
  return std::any_of(rules.plans.begin(), rules.plans.end(), [&heads](const auto& entry) {
    const Plan& plan = entry.second;
    return heads(plan.coordinator) ||
           std::any_of(
               plan.obligations.begin(), plan.obligations.end(), [&heads](const Obligation& one) {
                 return one.oversight && heads(*one.oversight);
               });
  });
}

Role role_of(const std::vector<std::string>& posts, const RuleSet& rules) {
  if (posts.empty()) {
    return Role::viewer;
  }
  const std::string admin = admin_post(rules);
  Role role = Role::unit;
  for (const std::string& post : posts) {
    if (post == admin) {
      return Role::admin;
    }
    if (is_leader(rules.directory, post) || watches(post, rules)) {
      role = Role::overseer;
    }
  }
  return role;
}

/// Of an IPv6 address its first 64 bits, which is what one customer is given; anything else as it
/// is.
std::string network_of(const std::string& address) {
  std::array<unsigned char, 16> bytes{};
  constexpr std::size_t network_bytes = 8;
  constexpr std::array<unsigned char, 12> of_four{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1 ||
      std::equal(of_four.begin(), of_four.end(), bytes.begin())) {
    return address;
  }
  std::fill(bytes.begin() + network_bytes, bytes.end(), static_cast<unsigned char>(0));
  std::array<char, INET6_ADDRSTRLEN> words{};
  ::inet_ntop(AF_INET6, bytes.data(), words.data(), words.size());
  return words.data();
}

}  // namespace

const std::vector<Occurrence>& OpenDuties::of(const Store& store) {
  const std::int64_t changes = store.changes();
  if (as_of_ != changes) {
    OccurrenceFilter filter;
    filter.limit = rows_max + 1;
    rows_ = store.occurrences(filter);
    cut_ = rows_.size() > static_cast<std::size_t>(rows_max);
    if (cut_) {
      rows_.pop_back();
    }
    as_of_ = changes;
  }
  return rows_;
}

const std::vector<Occurrence>& ClosedDuties::of(const Store& store, Instant now) {
  const std::int64_t changes = store.changes();
  if (as_of_ != changes) {
    rows_ = store.closed_since(now - looked_back, rows_max);
    as_of_ = changes;
  }
  return rows_;
}

Visitor visitor_of(const std::string& person, const RuleSet& rules, Date day) {
  Visitor visitor;
  visitor.person = person;
  visitor.posts = posts_of(rules.directory, person, day);
  const auto is_own = [&](const std::string& post) {
    const Person* own = holder(rules.directory, post, day);
    return own != nullptr && own->id == person;
  };
  std::stable_partition(visitor.posts.begin(), visitor.posts.end(), is_own);
  visitor.role = role_of(visitor.posts, rules);
  return visitor;
}

std::optional<Visitor> visitor_of(const ApiRequest& request, const WebContext& context) {
  const std::string secret = cookie_of(header_of(request, "cookie"), cookie_name(context.settings));
  if (secret.empty() || context.office.store == nullptr) {
    return std::nullopt;
  }
  Store& store = *context.office.store;
  const Instant now = context.office.now;
  const std::optional<WebSession> session = Doors(store).session(secret);
  if (!session || now >= session->began + session_max || now >= session->seen + session_idle_max) {
    return std::nullopt;
  }
  Visitor visitor =
      visitor_of(session->person, context.office.rules, date_of(now, context.office.rules.zone));
  if (visitor.posts.empty()) {
    // They have handed over what they came in with.
    return std::nullopt;
  }
  visitor.session = secret;
  if (now >= session->seen + session_seen_every) {
    Store::Transaction transaction(store);
    Doors(store).touch_session(secret, now);
    Doors(store).forget_sessions(now - session_max, now - session_idle_max);
    transaction.commit();
  }
  return visitor;
}

std::string form_token(const Visitor& visitor) {
  // Of the secret, so that it lasts as long as the session, but doesn't tell it.
  return message_id("form/" + visitor.session);
}

bool is_own_origin(const ApiRequest& request, const WebContext& context) {
  const std::string site = header_of(request, "sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") {
    return false;
  }
  const std::string origin = header_of(request, "origin");
  if (origin.empty()) {
    return true;
  }
  const std::string host = header_of(request, "host");
  return origin == "http://" + host || origin == "https://" + host ||
         (!context.settings.public_url.empty() && origin == context.settings.public_url);
}

std::string session_cookie(const std::string& secret, const WebSettings& settings) {
  return cookie(
      secret,
      settings,
      std::to_string(std::chrono::duration_cast<std::chrono::seconds>(session_max).count()));
}

std::string ended_cookie(const WebSettings& settings) {
  return cookie("", settings, "0");
}

std::string address_of(const ApiRequest& request, const WebSettings& settings) {
  const std::string forwarded = header_of(request, "x-forwarded-for");
  if (!settings.behind_proxy || forwarded.empty()) {
    return network_of(request.address);
  }
  // The proxy writes the one it saw behind what it was told.
  const std::size_t comma = forwarded.rfind(',');
  std::string last = forwarded.substr(comma == std::string::npos ? 0 : comma + 1);
  last.erase(0, last.find_first_not_of(' '));
  return network_of(last);
}

}  // namespace dondoc
