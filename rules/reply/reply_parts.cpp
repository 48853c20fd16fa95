// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/reply_parts.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <optional>
#include <utility>

namespace dondoc {
namespace {

constexpr char32_t line_end = U'\n';

bool is_digit(char32_t letter) {
  return letter >= U'0' && letter <= U'9';
}

bool is_letter(char32_t letter) {
  const char32_t plain = without_marks(letter);
  return plain >= U'a' && plain <= U'z';
}

bool is_joint(char32_t letter) {
  return letter == U'/' || letter == U'-' || letter == U'.' || letter == U'_';
}

/// Thumbs up, folded hands, hearts, ticks and smiles agree and say no more. What could deny (a
/// cross, a thumb down) stays.
bool is_courtesy(char32_t letter) {
  constexpr std::u32string_view kind =
      U"👍👌🙏💪🌹🤝✅✔☑❤♥😀😁😃😄😊🙂🙇🫡🎉💐🌺";
  const bool changes_another = letter == 0xFE0F || (letter >= 0x1F3FB && letter <= 0x1F3FF);
  return changes_another || kind.find(letter) != std::u32string_view::npos;
}

bool is_passed_over(char32_t letter) {
  constexpr std::u32string_view brackets = U"()[]{}<>\"'“”„«»*!…#~^`";
  return brackets.find(letter) != std::u32string_view::npos || is_courtesy(letter);
}

std::optional<PartKind> kind_of_sign(char32_t letter) {
  switch (letter) {
    case U',':
    case U';':
    case U'+':
    case U'&':
      return PartKind::comma;
    case U':':
      return PartKind::colon;
    case U'?':
      return PartKind::question;
    default:
      return std::nullopt;
  }
}

using Letters = std::vector<NormalLetter>;

/// Line ends are told from blanks (the normal form makes them alike), and digits of other widths
/// become plain; blanks around a slash go, so that "12 / BC" is one thing.
Letters prepared(const NormalText& text, std::string_view original) {
  constexpr char32_t wide_zero = U'\uFF10';
  Letters letters;
  for (NormalLetter letter : text.letters) {
    if (letter.value == U' ' && original[text.byte_offsets[letter.begin]] == '\n') {
      letter.value = line_end;
    }
    if (letter.value >= wide_zero && letter.value <= wide_zero + 9) {
      letter.value = letter.value - wide_zero + U'0';
    }
    const bool after_slash = !letters.empty() && letters.back().value == U'/';
    if (letter.value == U' ' && after_slash) {
      continue;
    }
    while (letter.value == U'/' && !letters.empty() && letters.back().value == U' ') {
      letters.pop_back();
    }
    letters.push_back(letter);
  }
  return letters;
}

class Scanner {
 public:
  explicit Scanner(Letters letters) : letters_(std::move(letters)) {}

  std::vector<Part> scan() {
    for (std::size_t at = 0; at < letters_.size();) {
      const char32_t letter = letters_[at].value;
      if (is_letter(letter) || is_digit(letter) || is_joint(letter)) {
        std::size_t end = at;
        while (end < letters_.size() &&
               (is_letter(letters_[end].value) || is_digit(letters_[end].value) ||
                is_joint(letters_[end].value))) {
          ++end;
        }
        take_chunk(at, end);
        at = end;
        continue;
      }
      starts_line_ = starts_line_ || letter == line_end;
      if (letter != U' ' && letter != line_end && !is_passed_over(letter)) {
        add(kind_of_sign(letter).value_or(PartKind::sign), at, at + 1);
      }
      ++at;
    }
    return std::move(parts_);
  }

 private:
  template <typename Is>
  [[nodiscard]] bool any(std::size_t begin, std::size_t end, Is is) const {
    return std::any_of(letters_.begin() + static_cast<std::ptrdiff_t>(begin),
                       letters_.begin() + static_cast<std::ptrdiff_t>(end),
                       [is](const NormalLetter& letter) { return is(letter.value); });
  }

  [[nodiscard]] bool has(std::size_t begin, std::size_t end, char32_t wanted) const {
    return any(begin, end, [wanted](char32_t letter) { return letter == wanted; });
  }

  void add(PartKind kind, std::size_t begin, std::size_t end) {
    Part part{kind, {}, letters_[begin].begin, letters_[end - 1].end, starts_line_};
    for (std::size_t at = begin; at < end; ++at) {
      part.letters += letters_[at].value;
    }
    parts_.push_back(std::move(part));
    starts_line_ = false;
  }

  void take_chunk(std::size_t begin, std::size_t end) {
    while (begin < end && is_joint(letters_[begin].value) && letters_[begin].value != U'/') {
      ++begin;
    }
    while (begin < end && is_joint(letters_[end - 1].value) && letters_[end - 1].value != U'/') {
      --end;
    }
    if (begin == end) {
      return;
    }
    if (is_letter(letters_[begin].value) && any(begin, end, is_digit)) {
      // "xong42/43": the word, then the rest for itself.
      std::size_t word = begin;
      while (is_letter(letters_[word].value)) {
        ++word;
      }
      add(PartKind::word, begin, word);
      take_chunk(word, end);
      return;
    }
    const bool joined = any(begin, end, is_joint);
    const bool lettered = any(begin, end, is_letter);
    if (joined && is_digit(letters_[begin].value) && !lettered) {
      take_dates(begin, end);
    } else if (names_document(begin, end)) {
      add(PartKind::document, begin, end);
    } else {
      take_runs(begin, end);
    }
  }

  /// "12/BC-UBND", "12a/KH", "12-BC/ĐU": a number, at most one letter, and a joint behind it.
  [[nodiscard]] bool names_document(std::size_t begin, std::size_t end) const {
    std::size_t at = begin;
    while (at < end && is_digit(letters_[at].value)) {
      ++at;
    }
    const bool numbered = at > begin;
    at += at < end && is_letter(letters_[at].value) ? 1U : 0U;
    return numbered && at < end && is_joint(letters_[at].value) && has(begin, end, U'/') &&
           !is_joint(letters_[end - 1].value);
  }

  /// "20/12-25/12" are two.
  void take_dates(std::size_t begin, std::size_t end) {
    for (std::size_t dash = begin; dash < end; ++dash) {
      if (letters_[dash].value == U'-' && has(begin, dash, U'/') && has(dash, end, U'/')) {
        add(PartKind::date, begin, dash);
        take_chunk(dash, end);
        return;
      }
    }
    add(PartKind::date, begin, end);
  }

  /// Runs of letters and of digits; what joins them goes, but for a slash that joins nothing.
  void take_runs(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
      const bool digits = is_digit(letters_[at].value);
      if (!digits && !is_letter(letters_[at].value)) {
        if (letters_[at].value == U'/') {
          add(PartKind::sign, at, at + 1);
        }
        ++at;
        continue;
      }
      std::size_t stop = at;
      while (stop < end &&
             (digits ? is_digit(letters_[stop].value) : is_letter(letters_[stop].value))) {
        ++stop;
      }
      add(digits ? PartKind::number : PartKind::word, at, stop);
      at = stop;
    }
  }

  Letters letters_;
  std::vector<Part> parts_;
  bool starts_line_{true};
};

}  // namespace

std::vector<Part> parts_of(const NormalText& text, std::string_view original) {
  return Scanner{prepared(text, original)}.scan();
}

Words::Words(std::string_view words) {
  for (const NormalLetter& letter : normal_form(words).letters) {
    if (letter.value != U' ') {
      marked_ += letter.value;
    }
  }
}

std::size_t Words::at(const std::vector<Part>& parts, std::size_t at, Marks marks) const {
  std::size_t said = 0;
  for (std::size_t part = at; part < parts.size() && parts[part].kind == PartKind::word; ++part) {
    for (const char32_t letter : parts[part].letters) {
      if (said == marked_.size()) {
        return 0;
      }
      const char32_t wanted = marked_[said];
      const bool same = letter == wanted || letter == without_marks(wanted) ||
                        (marks == Marks::ignored && without_marks(letter) == without_marks(wanted));
      if (!same) {
        return 0;
      }
      ++said;
    }
    if (said == marked_.size()) {
      return part + 1 - at;
    }
  }
  return 0;
}

std::string Words::plain() const {
  return plain_letters(marked_);
}

std::size_t longest_at(const std::vector<Words>& several,
                       const std::vector<Part>& parts,
                       std::size_t at) {
  std::size_t longest = 0;
  for (const Words& words : several) {
    longest = std::max(longest, words.at(parts, at));
  }
  return longest;
}

int number_of(std::string_view digits) {
  int number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  assert(read.ec == std::errc{});
  return number;
}

std::string plain_letters(std::u32string_view letters) {
  std::string plain;
  for (const char32_t letter : letters) {
    append_utf8(plain, without_marks(letter));
  }
  return plain;
}

}  // namespace dondoc
