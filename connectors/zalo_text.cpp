// SPDX-License-Identifier: Apache-2.0
#include "connectors/zalo_text.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace dondoc {
namespace {

/// A digest may leave out hundreds of codes; the note that names them stays a note.
constexpr std::size_t codes_named_max = 40;
/// The first line keeps at least this much of itself.
constexpr std::size_t last_line_units_max = zalo_text_units_max / 4;
constexpr std::size_t code_digits_min = 2;
constexpr std::size_t code_digits_max = 9;

using Lines = std::vector<std::string_view>;
using Codes = std::vector<std::string_view>;

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// One beyond the BMP is written with two.
std::size_t units_of(char byte) {
  return continues_character(byte) ? 0U : static_cast<unsigned char>(byte) >= 0xF0U ? 2U : 1U;
}

std::size_t units(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) {
    count += units_of(byte);
  }
  return count;
}

/// U+0300 to U+036F: marks that belong to the letter before them.
bool starts_mark(std::string_view text, std::size_t at) {
  const auto byte = [text](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  return at + 1 < text.size() && (byte(at) == 0xCCU || (byte(at) == 0xCDU && byte(at + 1) < 0xB0U));
}

/// The longest beginning of so many units that ends between two letters.
std::string_view beginning(std::string_view text, std::size_t units_max) {
  std::size_t count = 0;
  std::size_t end = 0;
  while (end < text.size() && count + units_of(text[end]) <= units_max) {
    count += units_of(text[end]);
    ++end;
  }
  while (end > 0 && end < text.size() &&
         (continues_character(text[end]) || starts_mark(text, end))) {
    --end;
  }
  return text.substr(0, end);
}

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The codes of "Mã 57" and "mã 57", in their order, each once.
void add_codes(std::string_view text, Codes& codes) {
  constexpr std::string_view word_end = "ã ";
  for (std::size_t at = text.find(word_end); at != std::string_view::npos;
       at = text.find(word_end, at)) {
    const bool is_word = at > 0 && (text[at - 1] == 'M' || text[at - 1] == 'm');
    at += word_end.size();
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) {
      ++end;
    }
    const std::string_view code = text.substr(at, end - at);
    if (is_word && code.size() >= code_digits_min && code.size() <= code_digits_max &&
        std::find(codes.begin(), codes.end(), code) == codes.end()) {
      codes.push_back(code);
    }
  }
}

/// "… (tin dài, lược bớt 12 dòng; mã 57, 58 và 3 mã khác)"
std::string note_of(std::size_t lines, const Codes& left_out) {
  std::string note = "… (tin dài, lược bớt";
  if (lines > 0) {
    note += " " + std::to_string(lines) + " dòng";
  }
  const std::size_t named = std::min(left_out.size(), codes_named_max);
  for (std::size_t i = 0; i < named; ++i) {
    note += (i == 0 ? "; mã " : ", ") + std::string{left_out[i]};
  }
  if (left_out.size() > named) {
    note += " và " + std::to_string(left_out.size() - named) + " mã khác";
  }
  return note + ")";
}

Codes missing_codes(const Codes& all, std::string_view shown) {
  Codes there;
  add_codes(shown, there);
  Codes missing;
  std::copy_if(all.begin(), all.end(), std::back_inserter(missing), [&there](std::string_view one) {
    return std::find(there.begin(), there.end(), one) == there.end();
  });
  return missing;
}

/// What is shown before the note and what after it, put together.
std::string joined(std::string head,
                   std::size_t lines_left_out,
                   std::string_view tail,
                   const Codes& all) {
  const Codes missing = missing_codes(all, head + "\n" + std::string{tail});
  head += "\n" + note_of(lines_left_out, missing);
  if (!tail.empty()) {
    head += "\n";
    head += tail;
  }
  return head;
}

}  // namespace

std::string zalo_text(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  if (units(text) <= zalo_text_units_max) {
    return std::string{text};
  }
  Lines lines = lines_of(text);
  Codes codes;
  add_codes(text, codes);
  std::string_view tail;
  if (lines.size() > 1 && units(lines.back()) <= last_line_units_max) {
    tail = lines.back();
    lines.pop_back();
  }
  for (std::size_t kept = lines.size() - 1; kept > 0; --kept) {
    const auto bytes = static_cast<std::size_t>(lines[kept - 1].data() - text.data());
    std::string candidate = joined(std::string{text.substr(0, bytes + lines[kept - 1].size())},
                                   lines.size() - kept,
                                   tail,
                                   codes);
    if (units(candidate) <= zalo_text_units_max) {
      return candidate;
    }
  }
  // The first line alone is too long: as much of it as leaves room for a note with every code.
  const std::size_t room =
      zalo_text_units_max -
      std::min(zalo_text_units_max, units(joined({}, lines.size() - 1, tail, codes)));
  return joined(std::string{beginning(lines.front(), room)}, lines.size() - 1, tail, codes);
}

}  // namespace dondoc
