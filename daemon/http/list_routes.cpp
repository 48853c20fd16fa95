// SPDX-License-Identifier: Apache-2.0
// What comes in pages: duties, those that count or measure, and messages. A page looks at `limit`
// rows at most and shows those that are asked for; `next` is where the following one begins.
#include "daemon/http/amount_years.h"
#include "daemon/http/route_handlers.h"
#include "daemon/http/unknown_names.h"
#include "daemon/http/views.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/quota_pace.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <variant>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

/// 1 to list_rows_max; nothing for what is none of these.
std::optional<int> page_limit(const std::string& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && value >= 1 && value <= list_rows_max ? std::optional{value} : std::nullopt;
}

ApiResponse bad_limit(const std::string& value) {
  return bad_parameter("limit", value, "cần một số từ 1 đến " + std::to_string(list_rows_max));
}

/// What a page of duties is asked for. The lead of an obligation that one unit owes is the plan's
/// to tell, so units are judged here and not by the store.
struct DutyPage {
  OccurrenceFilter filter;
  std::string unit;
};

std::variant<DutyPage, ApiResponse> read_duty_page(const RequestTarget& target,
                                                   const RuleSet& rules) {
  DutyPage page;
  for (const auto& [name, value] : target.query) {
    const std::optional<int> limit = name == "limit" ? page_limit(value) : std::nullopt;
    if (name == "unit") {
      page.unit = value;
    } else if (name == "plan") {
      page.filter.plan = value;
    } else if (name == "all" && (value == "true" || value == "false")) {
      page.filter.open_only = value == "false";
    } else if (name == "after") {
      page.filter.after_key = value;
    } else if (limit) {
      page.filter.limit = *limit;
    } else {
      return name == "limit" ? bad_limit(value)
                             : bad_parameter(name, value, "chỉ nhận true hoặc false");
    }
  }
  if (!page.unit.empty() && rules.directory.units.count(page.unit) == 0) {
    return unknown_unit(page.unit, rules, "unit");
  }
  if (!page.filter.plan.empty() && rules.plans.count(page.filter.plan) == 0) {
    return unknown_plan(page.filter.plan, rules, "plan");
  }
  return page;
}

/// The rows that `view` makes of the page's duties; null leaves one out.
ApiResponse duty_rows(const char* name,
                      const RequestTarget& target,
                      const RouteContext& context,
                      const std::function<Json(const Occurrence&)>& view) {
  const auto read = read_duty_page(target, context.rules);
  if (const auto* problem = std::get_if<ApiResponse>(&read)) {
    return *problem;
  }
  const DutyPage& asked = std::get<DutyPage>(read);
  if (!asked.filter.after_key.empty() && !context.store->occurrence(asked.filter.after_key)) {
    return unknown_occurrence(asked.filter.after_key);
  }
  const auto page = context.store->occurrences(asked.filter);
  Json rows = Json::array();
  for (const Occurrence& one : page) {
    if (asked.unit.empty() || lead_unit(one, context.rules) == asked.unit) {
      Json row = view(one);
      if (!row.is_null()) {
        rows.push_back(std::move(row));
      }
    }
  }
  Json document = Json::object();
  document[name] = std::move(rows);
  const bool full = page.size() == static_cast<std::size_t>(asked.filter.limit);
  document["next"] = full ? Json(page.back().key) : Json(nullptr);
  return json_response(document);
}

/// Of a duty's view, what a row of quotas and targets shows of it.
constexpr std::array duty_fields{"code",
                                 "key",
                                 "plan",
                                 "obligation",
                                 "stage",
                                 "period",
                                 "unit",
                                 "unit_name",
                                 "title",
                                 "last_day",
                                 "state",
                                 "counted",
                                 "quota",
                                 "measured",
                                 "target"};

Json quota_year_view(const Occurrence& one, const Quota& quota, AmountYears& years, Instant now) {
  return Json{{"pace", pace_name(pace_of(one, quota.at_least, now))},
              {"expected_by_now", expected_by(one, quota.at_least, now)},
              {"counted_in_year", years.counted(one)}};
}

Json target_year_view(const Occurrence& one,
                      const Target& target,
                      const std::vector<AmountPeriod>& periods) {
  const TargetSum sum = sum_of_year(periods, one.period);
  return Json{{"value", thousandths_json(sum.value)},
              {"reached", sum.value ? Json(is_met(target, *sum.value)) : Json(nullptr)},
              {"numerator", thousandths_json(sum.numerator)},
              {"denominator", thousandths_json(sum.denominator)},
              {"periods_measured", sum.measured},
              {"periods_unmeasured", sum.unmeasured},
              {"periods_without_parts", sum.bare},
              {"year_before", thousandths_json(value_year_before(periods, one.period))}};
}

Json measure_view(const Occurrence& one, AmountYears& years, const RouteContext& context) {
  const DueRule* rule = amount_rule(one, context.rules);
  if (rule == nullptr) {
    return nullptr;
  }
  const Json whole = occurrence_view(one, context.rules, context.now);
  Json row = Json::object();
  for (const char* field : duty_fields) {
    row[field] = whole.at(field);
  }
  row["quota_so_far"] =
      rule->quota ? quota_year_view(one, *rule->quota, years, context.now) : Json(nullptr);
  row["target_in_year"] =
      rule->target ? target_year_view(one, *rule->target, years.of(one)) : Json(nullptr);
  return row;
}

Json message_line_view(const MessageLine& line, const RuleSet& rules) {
  return Json{{"id", line.id},
              {"post", line.post},
              {"post_title", post_title(line.post, rules)},
              {"subject", line.subject},
              {"occurrence", line.occurrence.empty() ? Json(nullptr) : Json(line.occurrence)},
              {"created_at", to_rfc3339(line.created_at, rules.zone)},
              {"state", message_state_name(line.state)},
              {"channel", line.channel},
              {"outcome", line.outcome},
              {"detail", without_addresses(line.detail)},
              {"ended_at", instant_json(line.ended_at, rules.zone)}};
}

/// What a page of messages is asked for.
struct MessagePage {
  Instant since{};
  std::string after;
  std::string state;
  std::string post;
  int limit{list_rows_max};
};

/// Why the value can't be that parameter's.
ApiResponse bad_message_parameter(const std::string& name, const std::string& value) {
  if (name == "limit") {
    return bad_limit(value);
  }
  return name == "since"
             ? bad_parameter(name, value, "cần một ngày dạng năm-tháng-ngày, ví dụ 2026-05-25")
             : bad_parameter(name, value, "chỉ nhận " + join(message_state_ids(), ", "));
}

std::variant<MessagePage, ApiResponse> read_message_page(const RequestTarget& target,
                                                         const RuleSet& rules) {
  const std::vector<std::string> states = message_state_ids();
  MessagePage page;
  for (const auto& [name, value] : target.query) {
    const std::optional<int> limit = name == "limit" ? page_limit(value) : std::nullopt;
    const std::optional<Date> since = name == "since" ? parse_iso_date(value) : std::nullopt;
    if (name == "after") {
      page.after = value;
    } else if (name == "state" && std::find(states.begin(), states.end(), value) != states.end()) {
      page.state = value;
    } else if (name == "post") {
      page.post = value;
    } else if (since) {
      page.since = start_of(*since, rules.zone);
    } else if (limit) {
      page.limit = *limit;
    } else {
      return bad_message_parameter(name, value);
    }
  }
  return page;
}

}  // namespace

ApiResponse get_list(const RequestTarget& target, const RouteContext& context) {
  return duty_rows("occurrences", target, context, [&context](const Occurrence& one) {
    return occurrence_view(one, context.rules, context.now);
  });
}

ApiResponse get_measures(const RequestTarget& target, const RouteContext& context) {
  AmountYears years(context);
  return duty_rows("measures", target, context, [&years, &context](const Occurrence& one) {
    return measure_view(one, years, context);
  });
}

ApiResponse get_message_list(const RequestTarget& target, const RouteContext& context) {
  const auto read = read_message_page(target, context.rules);
  if (const auto* problem = std::get_if<ApiResponse>(&read)) {
    return *problem;
  }
  const MessagePage& asked = std::get<MessagePage>(read);
  // What was written to a post stays readable when the post has left the directory.
  if (!asked.post.empty() && context.rules.directory.posts.count(asked.post) == 0 &&
      !context.store->wrote_to(asked.post)) {
    return unknown_post(asked.post, context.rules, "post");
  }
  const auto page = context.store->messages_beyond(asked.since, asked.after, asked.limit);
  if (!page) {
    return unknown_message(asked.after);
  }
  Json rows = Json::array();
  for (const MessageLine& line : *page) {
    if ((asked.state.empty() || message_state_name(line.state) == asked.state) &&
        (asked.post.empty() || line.post == asked.post)) {
      rows.push_back(message_line_view(line, context.rules));
    }
  }
  Json document = Json::object();
  document["messages"] = std::move(rows);
  const bool full = page->size() == static_cast<std::size_t>(asked.limit);
  document["next"] = full ? Json(page->back().id) : Json(nullptr);
  return json_response(document);
}

}  // namespace dondoc
