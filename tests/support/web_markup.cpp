// SPDX-License-Identifier: Apache-2.0
#include "tests/support/web_markup.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace dondoc::testing {
namespace {

bool is_void_element(const std::string& name) {
  static const std::set<std::string> names{"meta", "link", "input", "br", "hr", "img"};
  return names.count(name) > 0;
}

std::string near(std::string_view markup, std::size_t at) {
  const std::size_t begin = at < 60 ? 0 : at - 60;
  return " near: " + std::string(markup.substr(begin, 120));
}

/// Behind the tag that begins at `at`; npos when it never ends or has a bare attribute value.
std::size_t end_of_tag(std::string_view markup, std::size_t at) {
  bool quoted = false;
  for (std::size_t i = at; i < markup.size(); ++i) {
    if (markup[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && markup[i] == '=' && (i + 1 >= markup.size() || markup[i + 1] != '"')) {
      return std::string_view::npos;
    } else if (!quoted && markup[i] == '<' && i != at) {
      return std::string_view::npos;
    } else if (!quoted && markup[i] == '>') {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

std::string markup_fault(std::string_view markup) {
  std::vector<std::string> open;
  std::size_t at = markup.find('<');
  while (at != std::string_view::npos) {
    const std::size_t end = end_of_tag(markup, at);
    if (end == std::string_view::npos) {
      return "broken tag" + near(markup, at);
    }
    const bool closes = markup[at + 1] == '/';
    const std::size_t begin = at + (closes ? 2 : 1);
    const std::string name(markup.substr(begin, markup.find_first_of(" >", begin) - begin));
    if (closes) {
      if (open.empty() || open.back() != name) {
        return "</" + name + "> closes " + (open.empty() ? "nothing" : open.back()) +
               near(markup, at);
      }
      open.pop_back();
    } else if (markup[at + 1] != '!' && !is_void_element(name)) {
      open.push_back(name);
    }
    at = markup.find('<', end);
  }
  return open.empty() ? std::string{} : "never closed: " + open.back();
}

std::string words_of(std::string_view markup) {
  std::string words;
  bool inside = false;
  for (const char c : markup) {
    if (c == '<') {
      inside = true;
      words += ' ';
    } else if (c == '>') {
      inside = false;
    } else if (!inside) {
      words += c == '\n' ? ' ' : c;
    }
  }
  static const std::map<std::string, std::string> signs{
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
  for (const auto& [escape, sign] : signs) {
    for (std::size_t at = words.find(escape); at != std::string::npos;
         at = words.find(escape, at + 1)) {
      words.replace(at, escape.size(), sign);
    }
  }
  words.erase(std::unique(words.begin(),
                          words.end(),
                          [](char one, char other) { return one == ' ' && other == ' '; }),
              words.end());
  return words;
}

}  // namespace dondoc::testing
