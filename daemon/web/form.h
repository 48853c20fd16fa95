// SPDX-License-Identifier: Apache-2.0
// What a page's form sends back.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

using Form = std::map<std::string, std::string>;

inline constexpr std::size_t form_fields_max = 2'000;

/// application/x-www-form-urlencoded, as browsers write it (WHATWG URL, section 5). Nothing when it
/// isn't that, isn't UTF-8, names a field twice or has too many. Lines end with one character.
[[nodiscard]] std::optional<Form> read_form(std::string_view body);

/// Without the spaces around it; empty when the form has no such field.
[[nodiscard]] std::string field_of(const Form& form, const std::string& name);

}  // namespace dondoc
