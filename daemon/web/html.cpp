// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/html.h"

#include "daemon/http/url.h"

namespace dondoc {

Html text(std::string_view words) {
  Html html;
  html.markup_.reserve(words.size());
  for (const char c : words) {
    switch (c) {
      case '&':
        html.markup_ += "&amp;";
        break;
      case '<':
        html.markup_ += "&lt;";
        break;
      case '>':
        html.markup_ += "&gt;";
        break;
      case '"':
        html.markup_ += "&quot;";
        break;
      case '\'':
        html.markup_ += "&#39;";
        break;
      default:
        html.markup_ += c;
    }
  }
  return html;
}

Html number(long long value) {
  return text(std::to_string(value));
}

Html path(const std::vector<std::string>& parts) {
  std::string whole;
  for (const std::string& part : parts) {
    whole += '/' + percent_encoded(part);
  }
  return text(whole);
}

}  // namespace dondoc
