// SPDX-License-Identifier: Apache-2.0
// Reads the words of a plan ("chậm nhất trong tháng 6 hằng năm") into a due rule. A phrase that is
// not understood, or that has two honest readings, is refused with a hint, never guessed.
#pragma once

#include "rules/phrase/due_rule.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// A longer phrase is refused: no plan's cell comes near it.
inline constexpr std::size_t phrase_code_points_max = 500;

enum class RemarkKind { error, note };

/// Something to say about the phrase. `begin` and `end` count code points of the phrase as given
/// (not of its normal form), from 0, end exclusive, so that a caret can be put under the words.
struct Remark {
  RemarkKind kind{RemarkKind::error};
  std::string code;     ///< stable kebab word: "phrase-not-understood", "phrase-two-readings"
  std::string message;  ///< Vietnamese
  std::string hint;     ///< Vietnamese, can be pasted; may be empty
  std::size_t begin{0};
  std::size_t end{0};
};

struct Reading {
  DueRule rule;
  std::string sentence;
};

/// Which words gave which part of the rule.
struct WordRole {
  std::size_t begin{0};
  std::size_t end{0};
  std::string words;
  std::string role;  ///< Vietnamese: "kỳ: hằng năm", "hạn: hết tháng 6 (bao gồm ngày cuối)"
};

struct PhraseReading {
  /// The shape as `explain` prints it. A phrase can be refused and still have one: when its two
  /// readings have the same. "none" when it carries no duty in time or isn't understood.
  std::string shape{"none"};
  /// Present exactly when the phrase is understood and speaks of one due.
  std::optional<DueRule> rule;
  /// The dues of a phrase that speaks of several ("staged"), in the order of the words.
  std::vector<Reading> parts;
  /// Of one due: all honest readings; two or more of them are an error. Of several: the parts.
  std::vector<Reading> readings;
  std::vector<WordRole> roles;
  std::vector<Remark> remarks;

  [[nodiscard]] bool understood() const { return rule.has_value() || !parts.empty(); }
};

[[nodiscard]] PhraseReading read_due_phrase(std::string_view phrase);

}  // namespace dondoc
