// SPDX-License-Identifier: Apache-2.0
#include "connectors/mail_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace dondoc {
namespace {

constexpr std::size_t entity_bytes_max = 10;
constexpr std::string_view html_blanks = " \t\r\n\f";

void append_code_point(std::string& out, std::uint32_t code) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
    return;
  }
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    out += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

/// What `name` of "&name;" stands for; empty when it is none that is known.
std::string entity(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> known{
      {{"nbsp", " "},
       {"amp", "&"},
       {"lt", "<"},
       {"gt", ">"},
       {"quot", "\""},
       {"apos", "'"},
       {"ndash", "-"}}};
  std::string out;
  if (name.size() > 1 && name.front() == '#') {
    const bool is_hex = name[1] == 'x' || name[1] == 'X';
    const std::string_view digits = name.substr(is_hex ? 2 : 1);
    std::uint32_t code = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), code, is_hex ? 16 : 10);
    append_code_point(out, code == 0xA0 ? ' ' : code);
    return out;
  }
  const auto found = std::find_if(
      known.begin(), known.end(), [name](const auto& one) { return one.first == name; });
  return found == known.end() ? out : std::string{found->second};
}

class HtmlText {
 public:
  std::string read(std::string_view html) {
    while (!html.empty()) {
      if (html.front() == '<') {
        take_tag(html);
      } else if (html.front() == '&') {
        take_entity(html);
      } else {
        put(html.front());
        html.remove_prefix(1);
      }
    }
    return std::move(text_);
  }

 private:
  void take_tag(std::string_view& html) {
    if (html.substr(0, 4) == "<!--") {
      skip_to(html, "-->");
      return;
    }
    const std::size_t end = html.find('>');
    std::string_view tag = html.substr(1, end == std::string_view::npos ? end : end - 1);
    html.remove_prefix(end == std::string_view::npos ? html.size() : end + 1);
    std::string name;
    for (const char c : tag.substr(0, tag.find_first_of(" \t\r\n", 1))) {
      name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (!name.empty() && name.back() == '/') {
      name.pop_back();
    }
    obey(name, html);
  }

  void obey(const std::string& name, std::string_view& html) {
    static constexpr std::array<std::string_view, 12> breaks{
        "br", "p", "/p", "div", "/div", "tr", "/tr", "li", "/li", "/h1", "/h2", "/table"};
    if (name == "style" || name == "script" || name == "title") {
      skip_to(html, "</" + name);
    } else if (name == "blockquote") {
      ++quoted_;
      break_line();
    } else if (name == "/blockquote") {
      quoted_ -= quoted_ > 0 ? 1 : 0;
      break_line();
    } else if (name == "hr") {
      break_line();
      text_ += "-----";
      begun_ = true;
      break_line();
    } else if (name == "p" || name == "/p") {
      // A paragraph of its own is what answers to a mail are read by.
      break_line();
      text_ += text_.empty() || ends_blank() ? "" : "\n";
    } else if (std::find(breaks.begin(), breaks.end(), name) != breaks.end()) {
      begun_ || name != "br" ? break_line() : static_cast<void>(text_ += '\n');
    }
  }

  /// `end` is in lower case.
  static void skip_to(std::string_view& html, std::string_view end) {
    const auto* const found = std::search(
        html.begin(), html.end(), end.begin(), end.end(), [](char in_page, char in_end) {
          return (in_page >= 'A' && in_page <= 'Z' ? in_page - 'A' + 'a' : in_page) == in_end;
        });
    const auto at = static_cast<std::size_t>(found - html.begin());
    html.remove_prefix(std::min(at + end.size(), html.size()));
  }

  void take_entity(std::string_view& html) {
    const std::size_t end = html.substr(0, entity_bytes_max).find(';');
    const std::string said =
        end == std::string_view::npos ? std::string{} : entity(html.substr(1, end - 1));
    if (said.empty()) {
      put('&');
      html.remove_prefix(1);
      return;
    }
    for (const char c : said) {
      put(c);
    }
    html.remove_prefix(end + 1);
  }

  void put(char c) {
    if (html_blanks.find(c) != std::string_view::npos) {
      blank_ = begun_;
      return;
    }
    if (!begun_ && quoted_ > 0) {
      text_ += "> ";
    }
    text_ += blank_ ? " " : "";
    text_ += c;
    blank_ = false;
    begun_ = true;
  }

  void break_line() {
    text_ += begun_ ? "\n" : "";
    begun_ = blank_ = false;
  }

  [[nodiscard]] bool ends_blank() const {
    return text_.size() >= 2 && text_[text_.size() - 1] == '\n' && text_[text_.size() - 2] == '\n';
  }

  std::string text_;
  int quoted_{0};
  bool begun_{false};  ///< the line has letters
  bool blank_{false};  ///< and blanks behind them
};

}  // namespace

std::string text_of_html(std::string_view html) {
  return HtmlText{}.read(html);
}

}  // namespace dondoc
