// SPDX-License-Identifier: Apache-2.0
// The words between the parts. They say what is to be done and are passed over, but never one that
// could change the due ("trừ", "nếu", "khoảng"), nor a number or a word about time that nothing
// could read.
#pragma once

#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace dondoc {

enum class ContextPlace {
  leading,   ///< before the first part of a segment: any words
  between,   ///< between two parts: they must begin like words about work
  trailing,  ///< behind the last part
};

class PhraseContext {
 public:
  explicit PhraseContext(PhraseScan& scan) : scan_(scan) {}

  /// Adds one token, or the tokens of a citation, to the run.
  void add(std::size_t first, std::size_t last);
  /// Adds words that are known to belong to the work, whatever they would mean elsewhere.
  void add_known(std::size_t first, std::size_t last);
  /// Adds a comma, bracket or "và".
  void add_separator(std::size_t index);

  /// Whether words (not only separators) stand in the run.
  [[nodiscard]] bool has_words() const { return words_ > 0; }
  [[nodiscard]] bool empty() const { return tokens_.empty(); }
  /// Whether the run holds this separator.
  [[nodiscard]] bool holds(std::string_view separator) const;
  [[nodiscard]] bool has_separator() const;
  /// Whether nothing but a comma, ";" or "và" stands directly in front of what comes next.
  [[nodiscard]] bool ends_with_separator() const;
  [[nodiscard]] bool holds_word(std::string_view word) const;

  /// Checks the run and notes its role; false when a word of it could change the due.
  bool close(ContextPlace place);

  [[nodiscard]] const std::optional<WordSpan>& stray_word() const { return stray_word_; }
  /// Fails at a word that no part could read.
  void fail_at(std::size_t index);

 private:
  struct Loose {
    std::size_t index{0};
    bool separator{false};
    bool cited{false};
  };

  [[nodiscard]] bool allowed(std::size_t place_in_run, ContextPlace place) const;
  [[nodiscard]] bool number_allowed(std::size_t index) const;
  [[nodiscard]] bool adjoins_badly() const;
  [[nodiscard]] bool hangs() const;
  void fail_over(std::size_t index);

  PhraseScan& scan_;
  std::vector<Loose> tokens_;
  std::size_t words_{0};
  std::optional<WordSpan> stray_word_;
};

}  // namespace dondoc
