// SPDX-License-Identifier: Apache-2.0
// What to tell somebody whose phrase can't be read: why a word is in the way, and which words of
// the phrase read without it.
#pragma once

#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

struct Advice {
  std::string message;
  std::string hint;
};

/// On a word that makes a due conditional, doubtful or partial ("nếu", "dự kiến", "riêng").
[[nodiscard]] std::optional<Advice> advice_on(const PhraseScan& scan, std::size_t index);

/// Whether the hint is one of the examples that have nothing of the phrase.
[[nodiscard]] bool is_mere_example(const std::string& hint);

/// The phrase without the clause that holds the mistake, then the clauses around it. Nothing when
/// that clause has a word that a hint must not leave out.
[[nodiscard]] std::vector<std::string> clauses_without(const PhraseScan& scan, WordSpan mistake);

/// The phrase with one of its commas as the end of a step.
[[nodiscard]] std::vector<std::string> clauses_apart(const PhraseScan& scan);

/// Runs of the phrase's words that may be a due by themselves, the likelier ones first. Nothing
/// when the mistake is a word that could change it.
[[nodiscard]] std::vector<std::string> dues_alone(const PhraseScan& scan, WordSpan mistake);

}  // namespace dondoc
