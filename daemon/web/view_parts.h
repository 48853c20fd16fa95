// SPDX-License-Identifier: Apache-2.0
// What several pages that show something are made of: filters, figures, parts of long lists.
#pragma once

#include "daemon/web/html.h"
#include "daemon/web/pages.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// What the address asks under that name; empty when it asks nothing.
[[nodiscard]] std::string asked(const PageCall& call, const std::string& name);
/// A number of at most six digits.
[[nodiscard]] std::optional<int> asked_number(const PageCall& call, const std::string& name);

struct Choice {
  std::string value;
  std::string words;
};
/// Every unit of the directory, by name; before them `all` with no value.
[[nodiscard]] std::vector<Choice> unit_choices(const RuleSet& rules, const std::string& all);
/// What an address asks and is none of the choices is shown as such, or people would take a list
/// that it leaves empty for the list of all.
[[nodiscard]] Html select_field(const Html& label,
                                std::string_view name,
                                const std::vector<Choice>& choices,
                                const std::string& chosen);

/// A number with what it counts; `tone` is "red", "amber", "green" or empty.
[[nodiscard]] Html figure_box(std::string_view tone, long long value, const Html& words);

/// A line in place of a list that is empty.
[[nodiscard]] Html nothing_here(const Html& words);

/// Which rows of a long list a page shows.
struct PagePart {
  std::size_t page{1};  ///< from 1
  std::size_t pages{1};
  std::size_t begin{0};
  std::size_t end{0};  ///< exclusive
};
/// `page` is what the address asks; beyond the last one it is the last.
[[nodiscard]] PagePart part_of(std::size_t rows, std::size_t rows_of_page, std::optional<int> page);
/// Links to the pages before and after; nothing when there is one. The rest of the query stays.
[[nodiscard]] Html page_links(std::string_view address, const PageCall& call, const PagePart& part);

/// What is left of a text when case and diacritics don't count; to compare, never to show.
[[nodiscard]] std::string plain_key(std::string_view words);

/// Whether a unit leads it, alone or with others.
[[nodiscard]] bool is_led_by(const Occurrence& occurrence,
                             const std::string& unit,
                             const RuleSet& rules);
/// Of a trigger: it records events and is no work of anybody.
[[nodiscard]] bool is_watch(const Occurrence& occurrence, const RuleSet& rules);

/// The day on which what has closed was closed.
[[nodiscard]] Date closed_on(const Occurrence& occurrence, Zone zone);

/// Of a post, or of the admin for whom an act is recorded.
[[nodiscard]] std::string actor_title(const std::string& actor, const RuleSet& rules);

[[nodiscard]] Date monday_of(Date day);

}  // namespace dondoc
