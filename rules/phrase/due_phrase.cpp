// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase.h"

#include "rules/phrase/due_phrase_draft.h"
#include "rules/phrase/due_phrase_lexer.h"
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_rules.h"
#include "rules/phrase/due_phrase_shapes.h"

#include <utility>

namespace dondoc {
namespace {

constexpr const char* example_hint = "trong tháng 6 hằng năm";

/// One reading of the phrase, and the word that stood in its way if there was one.
struct Attempt {
  PhraseReading reading;
  std::optional<WordSpan> stray_word;
};

PhraseReading refused(std::string shape, Remark remark) {
  PhraseReading reading;
  reading.shape = std::move(shape);
  reading.remarks.push_back(std::move(remark));
  return reading;
}

PhraseReading with_meaning(const DuePhraseParser& parser, const PhraseSource& source) {
  DueMeaning meaning = meaning_of(parser.draft(), source);
  PhraseReading reading;
  for (DueRule& rule : meaning.readings) {
    reading.readings.push_back({rule, sentence(rule)});
  }
  if (!reading.readings.empty()) {
    reading.shape = shape_name(reading.readings.front().rule);
  }
  if (meaning.error) {
    reading.remarks.push_back(std::move(*meaning.error));
    return reading;
  }
  reading.rule = reading.readings.front().rule;
  reading.roles = parser.roles();
  reading.remarks = std::move(meaning.notes);
  return reading;
}

Attempt attempt(const PhraseSource& source) {
  const Tokens tokens(source.text());
  if (tokens.size() == 0) {
    return {
        refused(
            "none",
            error_at(
                source.whole(), "phrase-empty", "Thời gian thực hiện đang để trống.", "Hằng năm")),
        {}};
  }
  if (auto other = other_shape(tokens)) {
    return {refused(std::move(other->shape), std::move(other->remark)), {}};
  }
  DuePhraseParser parser(source, tokens);
  if (!parser.parse()) {
    return {refused("none", *parser.error()), parser.stray_word()};
  }
  return {with_meaning(parser, source), {}};
}

/// A hint is there to be pasted, so one that wouldn't read gives way to an example that does.
void mend_hint(Remark& remark) {
  if (!remark.hint.empty() && !attempt(PhraseSource(remark.hint)).reading.understood()) {
    remark.hint = example_hint;
  }
}

}  // namespace

PhraseReading read_due_phrase(std::string_view phrase) {
  const PhraseSource source(phrase);
  if (source.text().code_points() > phrase_code_points_max) {
    return refused("none",
                   error_at({phrase_code_points_max, source.text().code_points()},
                            "phrase-too-long",
                            "Thời gian thực hiện dài quá " +
                                std::to_string(phrase_code_points_max) + " ký tự.",
                            ""));
  }
  Attempt first = attempt(source);
  if (first.stray_word) {
    // A hint may leave the strange word out, if the rest then reads; the person decides.
    const std::string without = source.without(*first.stray_word);
    if (attempt(PhraseSource(without)).reading.understood()) {
      first.reading.remarks.front().hint = without;
    }
  }
  if (!first.reading.remarks.empty()) {
    mend_hint(first.reading.remarks.front());
  }
  return std::move(first.reading);
}

}  // namespace dondoc
