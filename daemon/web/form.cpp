// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/form.h"

#include "daemon/http/url.h"

#include <algorithm>

namespace dondoc {
namespace {

std::optional<std::string> form_decoded(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return percent_decoded(spaced);
}

/// Browsers end lines with two characters, but count them as one against a text area's maxlength.
std::string with_plain_line_ends(const std::string& typed) {
  std::string plain;
  for (std::size_t at = 0; at < typed.size(); ++at) {
    const bool is_pair = typed.compare(at, 2, "\r\n") == 0;
    plain += is_pair ? std::string{} : std::string(1, typed[at]);
  }
  return plain;
}

}  // namespace

std::optional<Form> read_form(std::string_view body) {
  Form form;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('&'), body.size());
    const std::string_view pair = body.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto name = form_decoded(pair.substr(0, equals));
    const auto value = form_decoded(equals < pair.size() ? pair.substr(equals + 1) : "");
    if (!name || !value || form.size() >= form_fields_max ||
        !form.emplace(*name, with_plain_line_ends(*value)).second) {
      return std::nullopt;
    }
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return form;
}

std::string field_of(const Form& form, const std::string& name) {
  const auto found = form.find(name);
  if (found == form.end()) {
    return {};
  }
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = found->second.find_first_not_of(blanks);
  if (first == std::string::npos) {
    return {};
  }
  return found->second.substr(first, found->second.find_last_not_of(blanks) - first + 1);
}

}  // namespace dondoc
