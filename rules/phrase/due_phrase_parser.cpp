// SPDX-License-Identifier: Apache-2.0
// The frame of a phrase: the work it names, its limit, its recurrence and its ending. The dates are
// in due_phrase_dates.cpp.
#include "rules/phrase/due_phrase_parser.h"

#include "rules/phrase/due_phrase_shapes.h"

#include <initializer_list>
#include <string_view>
#include <utility>

namespace dondoc {
namespace {

constexpr const char* example_hint = "trong tháng 6 hằng năm";

/// In front of the words about time these change what they mean, so they are never passed over as
/// part of the work's name.
bool qualifies(const Token& token, const Token& next) {
  return (token.is("dự") && next.is("kiến")) || token.is_any_of({"liền",
                                                                 "không",
                                                                 "chưa",
                                                                 "chẳng",
                                                                 "đừng",
                                                                 "trừ",
                                                                 "nếu",
                                                                 "khi",
                                                                 "sau",
                                                                 "tùy",
                                                                 "tuỳ",
                                                                 "khoảng",
                                                                 "hoãn",
                                                                 "lùi",
                                                                 "âm"});
}

/// "trước đây", "trước mắt": the word is no limit there.
bool is_idiom(const Token& token, const Token& next) {
  return token.is("trước") && next.is_any_of({"đây", "đó", "mắt", "hạn"});
}

/// A hint must not leave out a word that carries meaning of its own.
bool may_be_left_out(const Token& token, const Token& next) {
  return token.is_word() && !qualifies(token, next) &&
         !token.is_any_of({"đầu", "giữa", "nửa", "từ", "hoặc", "và", "của", "ngoài", "ngoại"});
}

bool is_every_word(const Token& token) {
  return token.is_any_of({"hằng", "hàng", "mỗi"});
}

std::string limit_role(LimitWord limit) {
  switch (limit) {
    case LimitWord::within:
      return "giới hạn: trong khoảng được nêu (gồm ngày cuối)";
    case LimitWord::at_latest:
    case LimitWord::until:
      return "giới hạn: chậm nhất (gồm ngày được nêu)";
    case LimitWord::before:
    case LimitWord::at_latest_before:
      return "giới hạn: trước (không gồm ngày được nêu)";
    case LimitWord::unsaid:
      break;
  }
  return {};
}

}  // namespace

bool DuePhraseParser::parse() {
  if (!parse_work()) {
    return false;
  }
  while (!error_ && !ends_phrase(position_)) {
    if (at(position_).is(",") && !roles_.empty() && starts_time(position_ + 1)) {
      ++position_;
      continue;
    }
    if (!parse_part() && !parse_ending()) {
      fail_at_stray_word();
    }
  }
  return !error_;
}

/// Whatever says what is to be done, up to the first words about time.
bool DuePhraseParser::parse_work() {
  while (!at(position_).is_end() && !starts_time(position_)) {
    const Token& token = at(position_);
    if (qualifies(token, at(position_ + 1))) {
      return !fail({token.begin, token.end},
                   "phrase-not-understood",
                   "Từ \"" + source_.words({token.begin, token.end}) +
                       "\" có thể làm thay đổi thời hạn; cụm từ này không được đoán.",
                   example_hint);
    }
    if (token.is("trước") && !is_idiom(token, at(position_ + 1))) {
      ++position_;
      return !fail_at_stray_word();
    }
    ++position_;
  }
  // "đến tạm ngày 25": a limit that is kept from its day by one strange word.
  const bool named = at(position_).is_number() || is_time_noun(at(position_));
  if (named && position_ >= 2 &&
      at(position_ - 2).is_any_of({"đến", "hết", "từ", "cuối", "đầu", "giữa"})) {
    --position_;
    return !fail_at_stray_word();
  }
  if (position_ > 0) {
    const WordSpan span = span_of(0, position_);
    roles_.push_back({span.begin,
                      span.end,
                      source_.words(span),
                      "nội dung công việc (không ảnh hưởng đến thời hạn)"});
  }
  return true;
}

bool DuePhraseParser::parse_part() {
  return parse_every() || parse_limit() || parse_clock() || parse_last_day() || parse_day() ||
         parse_half_year() || parse_month() || parse_quarter() || parse_year();
}

bool DuePhraseParser::parse_every() {
  std::size_t index = position_;
  if (tokens_.reads(index, {"định", "kỳ"}) || tokens_.reads(index, {"định", "kì"})) {
    index += 2;
  }
  if (!is_every_word(at(index)) || !at(index + 1).is_any_of({"năm", "tháng"})) {
    return false;
  }
  const bool yearly = at(index + 1).is("năm");
  draft_.every = yearly ? Every::year : Every::month;
  return take(PhrasePart::every, index + 2, yearly ? "kỳ: hằng năm" : "kỳ: hằng tháng");
}

/// The limit that starts at `index`; moves `index` behind its words.
LimitWord DuePhraseParser::limit_words(std::size_t& index) const {
  using Words = std::initializer_list<std::string_view>;
  const auto reads = [this, &index](Words words) {
    if (!tokens_.reads(index, words)) {
      return false;
    }
    index += words.size();
    return true;
  };
  const bool latest = reads({"chậm", "nhất"}) || reads({"muộn", "nhất"}) ||
                      reads({"không", "chậm", "hơn"}) || reads({"không", "muộn", "hơn"}) ||
                      reads({"không", "quá"}) || reads({"hạn", "cuối", "cùng"}) ||
                      reads({"hạn", "cuối"}) || reads({"hạn", "chót"});
  if (latest) {
    bool linked = true;
    while (linked) {
      linked = reads({"là"}) || reads({"vào"}) || reads({":"});
    }
  }
  if (reads({"trước"})) {
    return latest ? LimitWord::at_latest_before : LimitWord::before;
  }
  if (reads({"đến", "trước"})) {
    return LimitWord::before;
  }
  if (reads({"đến", "hết"}) || reads({"hết"})) {
    return LimitWord::at_latest;
  }
  if (latest) {
    // "chậm nhất trong tháng 6", "chậm nhất đến ngày 30/6": the first word decides.
    index += at(index).is_any_of({"trong", "đến"}) ? 1U : 0U;
    return LimitWord::at_latest;
  }
  if (reads({"đến"})) {
    return LimitWord::until;
  }
  return reads({"trong"}) || reads({"vào"}) ? LimitWord::within : LimitWord::unsaid;
}

bool DuePhraseParser::parse_limit() {
  std::size_t index = position_;
  const LimitWord limit = limit_words(index);
  if (limit == LimitWord::unsaid) {
    return false;
  }
  const Token& next = at(index);
  const bool leads = next.is_number() || is_time_noun(next) || is_every_word(next) ||
                     next.is_any_of({"cuối", "lúc"});
  if (!leads) {
    const WordSpan span = span_of(position_, index);
    return fail(span,
                "phrase-not-understood",
                "Sau \"" + source_.words(span) + "\" chưa nêu thời điểm.",
                example_hint);
  }
  draft_.limit = limit;
  return take(PhrasePart::limit, index, limit_role(limit));
}

/// What follows the due in many cells and carries no date of its own.
bool DuePhraseParser::parse_ending() {
  std::size_t index = position_;
  if (at(index).is(",")) {
    ++index;
  }
  if (!at(index).is("và")) {
    return false;
  }
  ++index;
  const std::size_t first = index;
  while (tokens_.reads(index, {"tổ", "chức"}) || tokens_.reads(index, {"triển", "khai"}) ||
         tokens_.reads(index, {"thực", "hiện"})) {
    index += 2;
  }
  if (index == first || !ends_phrase(index)) {
    return false;
  }
  const WordSpan span = span_of(position_, index);
  roles_.push_back(
      {span.begin, span.end, source_.words(span), "việc tiếp theo (không có thời hạn riêng)"});
  position_ = index;
  return true;
}

/// Whether the token begins words about time here. A word that has other uses ("trong", "hàng",
/// "đến") counts only in front of one that hasn't.
bool DuePhraseParser::starts_time(std::size_t index) const {
  const Token& token = at(index);
  const Token& next = at(index + 1);
  if (token.is_number() || is_time_noun(token)) {
    return true;
  }
  if (is_every_word(token)) {
    return is_time_noun(next);
  }
  const bool hedged = token.is("không") && next.is_any_of({"quá", "chậm", "muộn"});
  const bool latest = token.is_any_of({"chậm", "muộn"}) && next.is("nhất");
  const bool last = token.is("hạn") && next.is_any_of({"cuối", "chót"});
  if (hedged || latest || last) {
    return true;
  }
  if (token.is("định")) {
    return is_every_word(at(index + 2)) && starts_time(index + 2);
  }
  const bool leads = token.is_any_of(
      {"trước", "trong", "đến", "hết", "vào", "cuối", "đầu", "giữa", "từ", "lúc", "của", "sau"});
  return leads && (next.is_number() || is_time_noun(next) ||
                   next.is_any_of({"hết", "trước", "cuối", "đầu", "giữa", "lúc"}) ||
                   (is_every_word(next) && is_time_noun(at(index + 2))));
}

bool DuePhraseParser::ends_phrase(std::size_t index) const {
  while (at(index).is_any_of({".", ";", ","})) {
    ++index;
  }
  return at(index).is_end();
}

WordSpan DuePhraseParser::span_of(std::size_t first, std::size_t last) const {
  return {at(first).begin, at(last - 1).end};
}

bool DuePhraseParser::claim(PhrasePart part, WordSpan span) {
  std::optional<WordSpan>& said = draft_.said[static_cast<std::size_t>(part)];
  if (said) {
    fail(span,
         "phrase-two-dues",
         "Cụm từ nêu hai lần cùng một phần của thời hạn (\"" + source_.words(*said) + "\" và \"" +
             source_.words(span) + "\"); nếu là hai thời hạn, hãy tách thành hai bước.",
         example_hint);
    return false;
  }
  said = span;
  return true;
}

bool DuePhraseParser::take(PhrasePart part, std::size_t end, const std::string& role) {
  const WordSpan span = span_of(position_, end);
  if (claim(part, span)) {
    roles_.push_back({span.begin, span.end, source_.words(span), role});
    position_ = end;
  }
  return true;
}

bool DuePhraseParser::fail(WordSpan span, std::string code, std::string message, std::string hint) {
  if (!error_) {
    error_ = error_at(span, std::move(code), std::move(message), std::move(hint));
  }
  return true;
}

bool DuePhraseParser::fail_at_stray_word() {
  const Token& token = at(position_);
  const WordSpan span{token.begin, token.end};
  if (is_time_noun(token)) {
    return fail(span,
                "phrase-not-understood",
                "Sau \"" + source_.words(span) + "\" chưa có số, hoặc cách viết chưa được hỗ trợ.",
                example_hint);
  }
  if (may_be_left_out(token, at(position_ + 1))) {
    stray_word_ = span;
  }
  return fail(span,
              "phrase-not-understood",
              "Không hiểu \"" + source_.words(span) + "\" trong thời gian thực hiện.",
              example_hint);
}

}  // namespace dondoc
