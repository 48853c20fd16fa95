// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/duty_parts.h"

#include "rules/schedule/duty_text.h"
#include "rules/schedule/muting.h"
#include "rules/schedule/official_state.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <tuple>

namespace dondoc {
namespace {

/// From so many working days before its due a duty is amber.
constexpr int amber_days = 5;

int days_left(const Occurrence& occurrence, const RuleSet& rules, Instant now) {
  return rules.calendar.count_working_days(date_of(now, rules.zone), occurrence.last_day);
}

bool is_late(const Occurrence& occurrence, Instant now) {
  return occurrence.state == OccurrenceState::open && occurrence.dated && now >= occurrence.due;
}

std::string with_capital(std::string words) {
  if (words.rfind("đ", 0) == 0) {
    return "Đ" + words.substr(std::string_view("đ").size());
  }
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  }
  return words;
}

void add_row(Html& html, const Html& name, const std::string& value) {
  if (!value.empty()) {
    html << "<dt>" << name << "</dt><dd>" << text(value) << "</dd>";
  }
}

}  // namespace

Light light_of(const Occurrence& occurrence, const RuleSet& rules, Instant now) {
  if (occurrence.state == OccurrenceState::done) {
    return Light::green;
  }
  if (occurrence.state != OccurrenceState::open) {
    return occurrence.state == OccurrenceState::withdrawn ? Light::none : Light::red;
  }
  if (!occurrence.dated || occurrence.needs_review) {
    return Light::none;
  }
  if (is_late(occurrence, now)) {
    return Light::red;
  }
  return days_left(occurrence, rules, now) <= amber_days ? Light::amber : Light::green;
}

std::string_view light_name(Light light) {
  switch (light) {
    case Light::red:
      return "red";
    case Light::amber:
      return "amber";
    case Light::green:
      return "green";
    case Light::none:
      break;
  }
  return "";
}

Html tag(Light light, std::string_view words) {
  Html html;
  html << "<span class=\"tag " << text(light_name(light)) << "\">" << text(words) << "</span>";
  return html;
}

std::string state_words(const Occurrence& occurrence, const RuleSet& rules, Instant now) {
  if (occurrence.state == OccurrenceState::waived) {
    return "Thôi giao";
  }
  if (occurrence.state == OccurrenceState::withdrawn) {
    return "Thôi theo dõi";
  }
  if (occurrence.state != OccurrenceState::open) {
    const auto owed = find_owed(rules, occurrence);
    const OnTimeBy by = owed ? owed->obligation->on_time_by : OnTimeBy::sent;
    const auto official = official_state(occurrence, by, now);
    return official ? with_capital(std::string(official_state_words(*official))) : "Đã kết thúc";
  }
  if (occurrence.needs_review) {
    return "Cần rà soát ban đầu";
  }
  if (!occurrence.dated) {
    return "Chưa xác định thời hạn";
  }
  if (is_late(occurrence, now)) {
    const auto late = (date_of(now, rules.zone) - occurrence.last_day).count();
    return late <= 0 ? "Quá hạn hôm nay"
                     : "Quá hạn " + two_digits(static_cast<int>(late)) + " ngày";
  }
  if (occurrence.submission) {
    return "Chờ ký từ " + short_date_words(occurrence.submission->date);
  }
  const int left = days_left(occurrence, rules, now);
  if (occurrence.last_day == date_of(now, rules.zone)) {
    return "Đến hạn hôm nay";
  }
  return "Còn " + two_digits(left) + " ngày làm việc";
}

void sort_by_due(std::vector<const Occurrence*>& duties) {
  std::stable_sort(
      duties.begin(), duties.end(), [](const Occurrence* one, const Occurrence* other) {
        return std::tuple(one->needs_review, !one->dated, one->due) <
               std::tuple(other->needs_review, !other->dated, other->due);
      });
}

Html duty_list(const std::vector<const Occurrence*>& duties,
               const RuleSet& rules,
               Instant now,
               ShowLead lead) {
  Html html = "<ul class=\"list\">";
  for (const Occurrence* one : duties) {
    const Light light = light_of(*one, rules, now);
    html << "<li class=\"" << text(light_name(light)) << "\"><a class=\"title\" href=\""
         << path({"dau-viec", one->key}) << "\">" << text(item_words(*one, rules))
         << "</a> <span class=\"code\">mã " << number(one->code) << "</span> "
         << tag(light, state_words(*one, rules, now)) << "<div class=\"meta\">";
    if (lead == ShowLead::yes) {
      html << text(lead_words(*one, rules)) << " · ";
    }
    html << text(term_words(*one, rules));
    const std::string said = said_words(*one, rules);
    if (!said.empty()) {
      html << " · " << text(said);
    }
    html << "</div></li>";
  }
  html << "</ul>";
  return html;
}

Html duty_card(const Occurrence& occurrence, const RuleSet& rules, Instant now) {
  const auto owed = find_owed(rules, occurrence);
  Html html;
  html << "<div class=\"card\"><h2>" << text(item_words(occurrence, rules))
       << " <span class=\"code\">mã " << number(occurrence.code) << "</span></h2><p>"
       << tag(light_of(occurrence, rules, now), state_words(occurrence, rules, now))
       << "</p><dl class=\"facts\">";
  add_row(html, "Chủ trì", lead_words(occurrence, rules));
  add_row(html, "Thời hạn", term_words(occurrence, rules));
  add_row(html, "Mốc tính", event_words(occurrence, rules));
  add_row(html, "Số lượng, chỉ tiêu", amount_words(occurrence, rules));
  if (owed) {
    add_row(html, "Sản phẩm", product_words(*owed));
    add_row(html, "Căn cứ", source_words(*owed));
    if (owed->obligation->oversight) {
      add_row(html, "Theo dõi, đôn đốc", unit_words(rules.directory, *owed->obligation->oversight));
    }
  }
  add_row(html, "Hiện trạng", status_words(occurrence, rules));
  html << "</dl></div>";
  return html;
}

}  // namespace dondoc
