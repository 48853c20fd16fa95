// SPDX-License-Identifier: Apache-2.0
// Reads the parts of one reply from left to right: courtesies, codes, the verb, codes, details.
#pragma once

#include "rules/reply/reply.h"
#include "rules/reply/reply_parts.h"
#include "rules/reply/reply_verbs.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// A verb found among the parts.
struct FoundVerb {
  const VerbForm* form{nullptr};  ///< none: no verb here
  std::size_t parts{0};
};

class ReplyReader {
 public:
  /// A reading that is offered for a refused reply is itself read, and offers none; nor does what
  /// is read only to see whether it is the same act.
  enum class Offers { readings, nothing, proof };

  ReplyReader(std::string_view original, Date today, Offers offers);
  [[nodiscard]] ReplyReading read();

 private:
  using Refused = std::optional<ReplyRefused>;

  [[nodiscard]] bool ended() const { return at_ >= parts_.size(); }
  [[nodiscard]] bool is(PartKind kind) const { return !ended() && parts_[at_].kind == kind; }
  void skip_courtesies();
  /// How many parts say one; 0: none there.
  [[nodiscard]] std::size_t courtesy_at(std::size_t at) const;
  [[nodiscard]] FoundVerb verb_at(std::size_t at) const;

  [[nodiscard]] Refused read_codes();
  [[nodiscard]] Refused take_code();
  [[nodiscard]] bool code_follows(std::size_t& next) const;
  [[nodiscard]] Refused read_details();
  [[nodiscard]] Refused read_date();
  [[nodiscard]] Refused read_absence();
  [[nodiscard]] Refused read_document();
  [[nodiscard]] std::size_t unit_at(std::size_t at) const;
  [[nodiscard]] std::size_t day_behind(std::size_t unit) const;
  [[nodiscard]] bool begins_day(std::size_t at) const;
  [[nodiscard]] Refused read_task();
  [[nodiscard]] Refused doubt_clock_behind_day();
  [[nodiscard]] Refused read_text();
  [[nodiscard]] Refused read_numbers();
  [[nodiscard]] Refused judge_end();
  [[nodiscard]] bool is_itself_by_the_book() const;

  [[nodiscard]] ReplyRefused without_verb();
  [[nodiscard]] ReplyRefused without_codes();
  [[nodiscard]] ReplyRefused with_more_words();
  [[nodiscard]] ReplyRefused second_verb(std::size_t at);

  [[nodiscard]] ReplyRefused refuse(ReplyProblem problem) const;
  [[nodiscard]] ReplyRefused refuse(ReplyProblem problem,
                                    std::string_view words,
                                    std::vector<std::string> readings) const;
  /// Adds what the words would be read as, by the book, unless they are refused or that is there.
  void offer(const std::string& words, std::vector<std::string>& readings) const;
  [[nodiscard]] std::string_view words(std::size_t from, std::size_t to) const;
  [[nodiscard]] std::string rest(std::size_t from) const;

  std::string_view original_;
  Date today_;
  Offers offers_;
  NormalText text_;
  std::vector<Part> parts_;
  std::size_t at_{0};
  std::size_t verb_at_{0};
  const VerbForm* form_{nullptr};
  ReplyAct act_;
};

}  // namespace dondoc
