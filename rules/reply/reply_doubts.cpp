// SPDX-License-Identifier: Apache-2.0
// Replies that aren't one clear act: what to call it, and what may have been meant.
#include "rules/plan/nearest.h"
#include "rules/reply/reply_dates.h"
#include "rules/reply/reply_reader.h"

#include <algorithm>

namespace dondoc {
namespace {

/// A shorter verb has too many words one letter away.
constexpr std::size_t likeness_letters_min = 4;
constexpr std::size_t likeness_words_max = 3;

struct Likeness {
  const VerbForm* form{nullptr};
  std::size_t parts{0};
  bool by_marks{false};  ///< the letters are right, the diacritics aren't
};

void keep_longer(Likeness& best, Likeness one) {
  if (one.parts != 0 && (best.form == nullptr || (one.by_marks && !best.by_marks) ||
                         (one.by_marks == best.by_marks && one.parts > best.parts))) {
    best = one;
  }
}

struct PlainSpelling {
  const VerbForm* form;
  Words words;
  std::string plain;
};

const std::vector<PlainSpelling>& plain_spellings() {
  static const std::vector<PlainSpelling> all = [] {
    std::vector<PlainSpelling> spellings;
    for (const VerbForm& form : verb_forms()) {
      for (const std::string_view spelling : spellings_of(form)) {
        const Words words{spelling};
        spellings.push_back({&form, words, words.plain()});
      }
    }
    return spellings;
  }();
  return all;
}

/// The verb that the words at `at` resemble.
Likeness likeness_at(const std::vector<Part>& parts, std::size_t at) {
  std::vector<std::string> said;  // one word, two words, …
  for (std::size_t count = 0; count < likeness_words_max && at + count < parts.size() &&
                              parts[at + count].kind == PartKind::word;
       ++count) {
    said.push_back((said.empty() ? "" : said.back()) + plain_letters(parts[at + count].letters));
  }
  Likeness best;
  for (const PlainSpelling& right : plain_spellings()) {
    keep_longer(best, {right.form, right.words.at(parts, at, Words::Marks::ignored), true});
    for (std::size_t count = 0; count < said.size(); ++count) {
      const std::size_t longer = std::max(said[count].size(), right.plain.size());
      const std::size_t shorter = std::min(said[count].size(), right.plain.size());
      if (right.plain.size() >= likeness_letters_min && longer - shorter <= 1 &&
          edit_distance(said[count], right.plain) == 1) {
        keep_longer(best, {right.form, count + 1, false});
      }
    }
  }
  return best;
}

/// Words that turn what follows into something else: no act is offered behind them.
bool turns_meaning(const std::vector<Part>& parts, std::size_t at) {
  static const std::vector<Words> words{
      Words{"chưa"}, Words{"không"}, Words{"ko"},   Words{"hok"},   Words{"đừng"},  Words{"sắp"},
      Words{"gần"},  Words{"phải"},  Words{"cần"},  Words{"để"},    Words{"nếu"},   Words{"khi"},
      Words{"giờ"},  Words{"sẽ"},    Words{"đang"}, Words{"muốn"},  Words{"mới"},   Words{"chờ"},
      Words{"k"},    Words{"kg"},    Words{"chả"},  Words{"chẳng"}, Words{"chớ"},   Words{"mai"},
      Words{"tuần"}, Words{"tháng"}, Words{"hôm"},  Words{"sáng"},  Words{"chiều"}, Words{"cuối"},
      Words{"nhờ"},  Words{"giúp"},  Words{"ai"},   Words{"mấy"},   Words{"nhắc"}};
  return longest_at(words, parts, at) != 0;
}

bool asks(const std::vector<Part>& parts, std::size_t at) {
  static const std::vector<Words> words{
      Words{"chưa"}, Words{"không"}, Words{"ko"}, Words{"hả"}, Words{"à"}, Words{"phải không"}};
  return parts[at].kind == PartKind::question || longest_at(words, parts, at) != 0;
}

bool is_code_like(std::u32string_view digits) {
  return digits.size() > 1 && digits.front() != U'0';
}

bool has_code(const std::vector<Part>& parts, std::size_t from) {
  return std::any_of(
      parts.begin() + static_cast<std::ptrdiff_t>(std::min(from, parts.size())),
      parts.end(),
      [](const Part& part) { return part.kind == PartKind::number && is_code_like(part.letters); });
}

/// "42/43" as "42, 43"; empty when one of them is no code.
std::string as_codes(const Part& part) {
  std::string list;
  std::u32string digits;
  for (const char32_t letter : part.letters + U"/") {
    if (letter >= U'0' && letter <= U'9') {
      digits += letter;
      continue;
    }
    if (!is_code_like(digits)) {
      return {};
    }
    list += (list.empty() ? "" : ", ") + plain_letters(digits);
    digits.clear();
  }
  return list;
}

}  // namespace

/// `at_` stands where a verb should.
ReplyRefused ReplyReader::without_verb() {
  if (ended()) {
    return refuse(ReplyProblem::no_act);
  }
  if (asks(parts_, at_) && parts_[at_].kind == PartKind::question) {
    return refuse(ReplyProblem::question);
  }
  const std::string codes{words(0, at_)};
  std::vector<std::string> readings;
  if (const Likeness like = likeness_at(parts_, at_); like.form != nullptr) {
    const std::size_t behind = at_ + like.parts;
    offer(codes + " " + std::string{like.form->word} + " " + rest(behind), readings);
    if (!readings.empty() || (like.by_marks && behind >= parts_.size())) {
      form_ = like.form;
      return refuse(ReplyProblem::look_alike, words(at_, behind), std::move(readings));
    }
  }
  std::size_t verb = at_;
  while (verb < parts_.size() && verb_at(verb).form == nullptr && !turns_meaning(parts_, verb)) {
    ++verb;
  }
  if (verb < parts_.size() && !turns_meaning(parts_, verb)) {
    offer(codes + " " + rest(verb), readings);
    if (!readings.empty()) {
      return refuse(ReplyProblem::not_understood, words(0, verb), std::move(readings));
    }
  }
  return has_code(parts_, 0) ? refuse(ReplyProblem::not_understood, words(0, parts_.size()), {})
                             : refuse(ReplyProblem::no_act);
}

/// `at_` stands behind the verb.
ReplyRefused ReplyReader::without_codes() {
  if (ended()) {
    return refuse(ReplyProblem::missing_code);
  }
  if (asks(parts_, at_)) {
    return refuse(ReplyProblem::question);
  }
  std::vector<std::string> readings;
  if (const FoundVerb other = verb_at(at_); other.form != nullptr && other.form != form_) {
    offer(std::string{form_->word} + " " + rest(at_ + other.parts), readings);
    offer(rest(at_), readings);
    if (!readings.empty()) {
      return refuse(ReplyProblem::two_readings, original_, std::move(readings));
    }
  }
  if (is(PartKind::date)) {
    const std::string list = as_codes(parts_[at_]);
    if (!list.empty()) {
      offer(std::string{form_->word} + " " + list + " " + rest(at_ + 1), readings);
    }
    if (!is_some_day(parts_[at_], today_)) {
      return refuse(ReplyProblem::bad_code, words(at_, at_ + 1), std::move(readings));
    }
    // "xong 12/10": two codes, or a day without any.
    return readings.empty() ? refuse(ReplyProblem::missing_code)
                            : refuse(ReplyProblem::two_readings, original_, std::move(readings));
  }
  const bool speaks_of_something_else = is(PartKind::word) && has_code(parts_, at_) &&
                                        date_at(parts_, at_, form_->side, today_).parts == 0 &&
                                        document_at(parts_, at_).parts == 0;
  return speaks_of_something_else
             ? refuse(ReplyProblem::unexpected_words, words(at_, parts_.size()), {})
             : refuse(ReplyProblem::missing_code);
}

/// `at_` stands at the first word that has no place.
ReplyRefused ReplyReader::with_more_words() {
  if (asks(parts_, at_)) {
    return refuse(ReplyProblem::question);
  }
  for (std::size_t next = at_; next < parts_.size(); ++next) {
    if (parts_[next].kind == PartKind::question) {
      return refuse(ReplyProblem::question);
    }
    const FoundVerb verb = verb_at(next);
    const std::size_t behind = next + verb.parts;
    const bool named = behind < parts_.size() && parts_[behind].kind == PartKind::number;
    if (verb.form != nullptr && (next == at_ || named)) {
      return second_verb(next);
    }
  }
  return refuse(ReplyProblem::unexpected_words, words(at_, parts_.size()), {});
}

/// A verb stands at `at` behind an act that is read already: a second act, or another name for what
/// is done to the same codes.
ReplyRefused ReplyReader::second_verb(std::size_t at) {
  const FoundVerb verb = verb_at(at);
  const std::size_t behind = at + verb.parts;
  std::vector<std::string> readings;
  offer(std::string{words(0, at)}, readings);
  if (behind < parts_.size() && parts_[behind].kind == PartKind::number) {
    offer(rest(at), readings);
    return refuse(ReplyProblem::several_acts,
                  original_,
                  readings.size() > 1 ? readings : std::vector<std::string>{});
  }
  std::string codes;
  for (const int code : act_.codes) {
    codes += (codes.empty() ? " " : ", ") + std::to_string(code);
  }
  offer(std::string{verb.form->word} + codes + " " + rest(behind), readings);
  return readings.size() > 1
             ? refuse(ReplyProblem::two_readings, original_, std::move(readings))
             : refuse(ReplyProblem::unexpected_words, words(at_, parts_.size()), {});
}

}  // namespace dondoc
