// SPDX-License-Identifier: Apache-2.0
// The grammar: recursive descent over tokens. Every token is either read by a part, or belongs to
// the words that say what is to be done, or is an error; nothing is skipped in silence.
//
//   phrase  = [work] part { [","] part } [ending]
//   part    = limit | every | clock | day | span | year | anchor        each at most once
//   limit   = "chậm nhất" ["là" | "vào"] ["trong" | "trước" | "đến hết"] | "trước" | "đến" ["hết"]
//   … every   = ["định kỳ"] ("hằng" | "hàng" | "mỗi") ("năm" | "tháng") clock   = ["lúc" | "ngày"]
//   number ("giờ" [number ["phút"]] | "h" [number] | ":" number) day     = ["ngày"] D "/" M ["/" Y]
//   | "ngày" D | ["ngày"] "cuối" ["cùng"] span    = "tháng" M ["/" Y] | "quý" Q ["/" Y] | "6 tháng"
//   ("đầu" | "cuối") "năm" year    = "năm" Y | "năm" anchor  = ["của"] ("tháng" | "năm") "liền kề"
//   | "của tháng"
#pragma once

#include "rules/phrase/due_phrase_draft.h"
#include "rules/phrase/due_phrase_lexer.h"

#include <optional>
#include <vector>

namespace dondoc {

class DuePhraseParser {
 public:
  DuePhraseParser(const PhraseSource& source, const Tokens& tokens)
      : source_(source), tokens_(tokens) {}

  /// Reads the whole phrase. When it can't, `error()` says where and why.
  [[nodiscard]] bool parse();

  [[nodiscard]] const DueDraft& draft() const { return draft_; }
  [[nodiscard]] const std::vector<WordRole>& roles() const { return roles_; }
  [[nodiscard]] const std::optional<Remark>& error() const { return error_; }
  /// The word that no part could read, when that is the error; a hint may leave it out.
  [[nodiscard]] const std::optional<WordSpan>& stray_word() const { return stray_word_; }

 private:
  [[nodiscard]] bool parse_work();
  [[nodiscard]] bool parse_part();
  [[nodiscard]] bool parse_ending();

  // Each returns whether it read something; on a mistake it sets `error_` and returns true.
  bool parse_every();
  bool parse_limit();
  bool parse_clock();
  bool parse_day();
  bool parse_numeric_date(std::size_t number);
  bool parse_last_day();
  bool parse_month();
  bool parse_following(std::size_t first, Anchor anchor);
  bool parse_quarter();
  bool parse_half_year();
  bool parse_year();

  [[nodiscard]] LimitWord limit_words(std::size_t& index) const;
  [[nodiscard]] bool starts_time(std::size_t index) const;
  [[nodiscard]] bool is_clock(std::size_t index) const;
  [[nodiscard]] std::size_t following_words(std::size_t index) const;
  [[nodiscard]] std::size_t behind_of(std::size_t index) const;
  [[nodiscard]] bool ends_phrase(std::size_t index) const;
  [[nodiscard]] std::optional<int> four_digit_year(std::size_t index);
  [[nodiscard]] bool known_month(std::size_t index);

  [[nodiscard]] const Token& at(std::size_t index) const { return tokens_.at(index); }
  [[nodiscard]] WordSpan span_of(std::size_t first, std::size_t last) const;
  /// Notes that a part is said here; a part said twice is an error, and the answer false.
  bool claim(PhrasePart part, WordSpan span);
  /// Claims the tokens [position_, end) for a part and moves on.
  bool take(PhrasePart part, std::size_t end, const std::string& role);
  bool fail(WordSpan span, std::string code, std::string message, std::string hint);
  bool fail_at_stray_word();

  const PhraseSource& source_;
  const Tokens& tokens_;
  std::size_t position_{0};
  DueDraft draft_;
  std::vector<WordRole> roles_;
  std::optional<Remark> error_;
  std::optional<WordSpan> stray_word_;
};

}  // namespace dondoc
