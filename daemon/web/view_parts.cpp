// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/view_parts.h"

#include "daemon/http/views.h"
#include "rules/phrase/normal_form.h"
#include "rules/schedule/acts.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <charconv>

namespace dondoc {
namespace {

constexpr std::size_t number_digits_max = 6;
constexpr const char* page_query = "trang";

/// The address with its query as it was asked, but for the page.
std::string address_of_page(std::string_view address, const PageCall& call, std::size_t page) {
  std::string whole = std::string(address) + '?';
  for (const auto& [name, value] : call.query) {
    if (name != page_query && !value.empty()) {
      whole += percent_encoded(name) + '=' + percent_encoded(value) + '&';
    }
  }
  return whole + page_query + '=' + std::to_string(page);
}

}  // namespace

std::string asked(const PageCall& call, const std::string& name) {
  return field_of(call.query, name);
}

std::optional<int> asked_number(const PageCall& call, const std::string& name) {
  const std::string given = asked(call, name);
  int number = 0;
  const char* end = given.data() + given.size();
  if (given.empty() || given.size() > number_digits_max || given.front() == '-' ||
      std::from_chars(given.data(), end, number).ptr != end) {
    return std::nullopt;
  }
  return number;
}

std::vector<Choice> unit_choices(const RuleSet& rules, const std::string& all) {
  std::vector<Choice> choices;
  for (const auto& [id, unit] : rules.directory.units) {
    choices.push_back({id, unit.name});
  }
  std::sort(choices.begin(), choices.end(), [](const Choice& one, const Choice& other) {
    return one.words < other.words;
  });
  choices.insert(choices.begin(), {"", all});
  return choices;
}

Html select_field(const Html& label,
                  std::string_view name,
                  const std::vector<Choice>& choices,
                  const std::string& chosen) {
  Html html;
  bool known = false;
  html << "<label>" << label << "<select name=\"" << text(name) << "\">";
  for (const Choice& choice : choices) {
    html << "<option value=\"" << text(choice.value) << "\"";
    if (choice.value == chosen) {
      html << " selected";
    }
    html << ">" << text(choice.words) << "</option>";
    known = known || choice.value == chosen;
  }
  if (!known && !chosen.empty()) {
    html << "<option value=\"" << text(chosen) << "\" selected>" << text(chosen)
         << " (không có)</option>";
  }
  html << "</select></label>";
  return html;
}

Html figure_box(std::string_view tone, long long value, const Html& words) {
  Html html;
  html << "<div class=\"figure " << text(tone) << "\"><b>" << number(value) << "</b>" << words
       << "</div>";
  return html;
}

Html nothing_here(const Html& words) {
  Html html;
  html << "<p class=\"card\">" << words << "</p>";
  return html;
}

PagePart part_of(std::size_t rows, std::size_t rows_of_page, std::optional<int> page) {
  PagePart part;
  part.pages = std::max<std::size_t>((rows + rows_of_page - 1) / rows_of_page, 1);
  part.page = std::clamp<std::size_t>(
      static_cast<std::size_t>(std::max(page.value_or(1), 1)), 1, part.pages);
  part.begin = (part.page - 1) * rows_of_page;
  part.end = std::min(rows, part.begin + rows_of_page);
  return part;
}

Html page_links(std::string_view address, const PageCall& call, const PagePart& part) {
  Html html;
  if (part.pages < 2) {
    return html;
  }
  html << "<nav class=\"pages no-print\" aria-label=\"Các trang của danh sách\">";
  if (part.page > 1) {
    html << "<a rel=\"prev\" href=\"" << text(address_of_page(address, call, part.page - 1))
         << "\">Trang trước</a> ";
  }
  html << "<span>Trang " << number(static_cast<long long>(part.page)) << " trên "
       << number(static_cast<long long>(part.pages)) << "</span>";
  if (part.page < part.pages) {
    html << " <a rel=\"next\" href=\"" << text(address_of_page(address, call, part.page + 1))
         << "\">Trang sau</a>";
  }
  html << "</nav>";
  return html;
}

std::string plain_key(std::string_view words) {
  std::string key;
  for (const NormalLetter& letter : normal_form(words).letters) {
    append_utf8(key, without_marks(letter.value));
  }
  return key;
}

bool is_led_by(const Occurrence& occurrence, const std::string& unit, const RuleSet& rules) {
  const auto owed = find_owed(rules, occurrence);
  return owed && std::find(owed->lead_units.begin(), owed->lead_units.end(), unit) !=
                     owed->lead_units.end();
}

bool is_watch(const Occurrence& occurrence, const RuleSet& rules) {
  const auto owed = find_owed(rules, occurrence);
  return owed && !owed->obligation->watches.empty();
}

Date closed_on(const Occurrence& occurrence, Zone zone) {
  if (occurrence.completion) {
    return date_of(occurrence.completion->recorded_at, zone);
  }
  return date_of(occurrence.ending ? occurrence.ending->at : occurrence.due, zone);
}

std::string actor_title(const std::string& actor, const RuleSet& rules) {
  return actor == admin_actor ? "quản trị hệ thống" : post_title(actor, rules);
}

Date monday_of(Date day) {
  return day - (std::chrono::weekday(day) - std::chrono::Monday);
}

}  // namespace dondoc
